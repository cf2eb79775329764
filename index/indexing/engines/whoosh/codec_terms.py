"""The terms file of Whoosh's W3 codec: an ordered hash table from terms to their notes."""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path
from pickle import dumps

import numpy as np
from numpy.typing import NDArray

from index.files.closing import Closing

_MAGIC = b"HSH3"
_CRC = 1
"""Whoosh's number for CRC-32, the fastest of the hashes it can look terms up by."""
_TABLES = 256
_SLOT = np.dtype([("hash", ">u4"), ("place", ">i8")])

_head = struct.Struct("!Bii").pack
_lengths = struct.Struct("!ii").pack
_field_number = struct.Struct("!H").pack
_table = struct.Struct("!qi").pack
_size = struct.Struct("!i").pack


class TermsFile(Closing):
    """Written once, from the beginning to the end; no terms are found in it before `finish`."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._end = 0
        self._fields: dict[str, int] = {}
        self._hashes = array("I")
        self._places = array("Q")
        self._write(_MAGIC + _head(_CRC, 0, 0))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def add(self, field: str, terms: Iterable[tuple[bytes, bytes]]) -> None:
        """Add the field's terms, each with its note. Fields and terms must ascend."""
        prefix = b""
        for term, note in terms:
            if not prefix:
                prefix = _field_number(self._fields.setdefault(field, len(self._fields)))
            key = prefix + term
            self._hashes.append(zlib.crc32(key))
            self._places.append(self._end)
            self._write(_lengths(len(key), len(note)) + key + note)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._end += len(data)

    def finish(self) -> None:
        """Write what the terms are looked up by; none can be added after."""
        hashes = np.frombuffer(self._hashes, np.uint32)
        places = np.frombuffer(self._places, np.uint64)
        directory = []
        for number in range(_TABLES):
            own = np.flatnonzero(hashes % _TABLES == number)
            directory.append(_table(self._end, 2 * len(own)))
            self._write(_slots(hashes[own], places[own]).tobytes())
        self._write(b"".join(directory))
        code, kind = ("I", ">u4") if self._end < 1 << 32 else ("q", ">i8")
        extras = {"fieldmap": self._fields, "indextype": code, "indexlen": len(places)}
        index = dumps(extras) + places.astype(kind).tobytes()
        self._write(index + _size(len(index)))


def _slots(hashes: NDArray[np.uint32], places: NDArray[np.uint64]) -> NDArray[np.void]:
    """Twice as many slots as terms; each term in the first free one from its own, round the end.

    In the order of their own slots, each stands where it belongs or behind the one before.
    """
    table = np.zeros(2 * len(hashes), _SLOT)
    own = (hashes >> 8) % max(len(table), 1)
    order = np.argsort(own, kind="stable")
    row = np.arange(len(own))
    slots = np.maximum.accumulate(own[order] - row) + row
    inside = slots < len(table)
    table["hash"][slots[inside]] = hashes[order][inside]
    table["place"][slots[inside]] = places[order][inside]
    free = 0
    for number in order[~inside].tolist():  # round the end
        while table["place"][free]:
            free += 1
        table[free] = (hashes[number], places[number])
    return table
