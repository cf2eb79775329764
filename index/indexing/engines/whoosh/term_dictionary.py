"""The terms of a segment over all its fields, to be mapped: which fields have a text, and where.

A word is looked for in some twenty fields with three or four texts, its stems among them. One
look-up of a text tells all fields that have it, and where the posting list of each lies; whoever
asks in vain reads nothing.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.indexing.engines.whoosh.mapped_arrays import (
    Texts,
    open_arrays,
    text_arrays,
    write_arrays,
)

DICTIONARY_EXT = ".dictionary"
_extent = struct.Struct("!qi").unpack_from
_info = struct.Struct("!BfIBBfII")
"""What the W3 codec notes of a term before the extent of its posting list."""


class Extent(NamedTuple):
    """Where a posting list lies in the file of posting lists, and how many entries it has."""

    offset: int
    length: int
    holders: int
    number: int = -1
    """The number of the term in `HolderLists`; -1 in a segment without them."""


class TermDictionaryWriter:
    """Notes the terms of a segment while they are written, field by field."""

    def __init__(self) -> None:
        self._fields: list[str] = []
        self._ends = array("Q", [0])
        self._texts = bytearray()
        self._checks = array("Q")
        self._numbers = array("B")
        self._offsets, self._lengths, self._holders = array("Q"), array("I"), array("I")

    def noted(
        self, field: str, terms: Iterable[tuple[bytes, bytes]]
    ) -> Iterator[tuple[bytes, bytes]]:
        """Yield the terms of a field with their W3 term info, as they are, and note them."""
        if field not in self._fields:
            self._fields.append(field)
        number = self._fields.index(field)
        for term, info in terms:
            offset, length = _extent(info, _info.size)
            self._texts += term
            self._ends.append(len(self._texts))
            self._checks.append(zlib.crc32(term) << 32 | zlib.adler32(term))
            self._numbers.append(number)
            self._offsets.append(offset)
            self._lengths.append(length)
            self._holders.append(_info.unpack_from(info)[2])
            yield term, info

    def write(self, path: Path) -> None:
        """Write what was noted."""
        ends = np.frombuffer(self._ends, np.uint64).astype(np.int64)
        checks = np.frombuffer(self._checks, np.uint64)
        sizes = np.diff(ends)
        order = np.lexsort((np.frombuffer(self._numbers, np.uint8), sizes, checks))
        same = np.zeros(len(order), np.bool_)
        same[1:] = (np.diff(checks[order]) == 0) & (np.diff(sizes[order]) == 0)
        firsts = np.flatnonzero(~same)
        texts = [self._texts[ends[row] : ends[row + 1]].decode() for row in order[firsts].tolist()]
        write_arrays(
            path,
            {
                **text_arrays("fields", self._fields),
                **text_arrays("texts", texts),
                "rows": np.append(firsts, len(order)).astype(np.uint32),
                "field": np.frombuffer(self._numbers, np.uint8)[order],
                "offset": np.frombuffer(self._offsets, np.uint64)[order],
                "length": np.frombuffer(self._lengths, np.uint32)[order],
                "holders": np.frombuffer(self._holders, np.uint32)[order],
                "number": order.astype(np.uint32),
            },
        )


class TermDictionary:
    """The dictionary of one segment, mapped. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        arrays = open_arrays(path)
        self._fields = list(Texts(arrays, "fields"))
        self._texts = Texts(arrays, "texts")
        self._rows = arrays["rows"].data
        self._field, self._offset = arrays["field"].data, arrays["offset"].data
        self._length, self._holders = arrays["length"].data, arrays["holders"].data
        self._number = arrays["number"].data if "number" in arrays else None

    def extents(self, text: str) -> Mapping[str, Extent]:
        """Return the fields that have a text as a term, with its posting list in each."""
        number = self._texts.find(text)
        if number < 0:
            return {}
        return {
            self._fields[self._field[row]]: self._extent(row)
            for row in range(self._rows[number], self._rows[number + 1])
        }

    def _extent(self, row: int) -> Extent:
        number = -1 if self._number is None else self._number[row]
        return Extent(self._offset[row], self._length[row], self._holders[row], number)
