"""The terms file of Whoosh's W3 codec: an ordered hash table from terms to their term info.

It consists of a header, the keys and values in key order, 256 open-addressed hash tables, a
directory of these, and the offsets of all keys.
"""

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
"""Whoosh's number for CRC-32, the fastest of the hash functions it offers."""
_TABLES = 256
_SLOT = np.dtype([("hash", ">u4"), ("offset", ">i8")])

_head = struct.Struct("!Bii").pack
_lengths = struct.Struct("!ii").pack
_field_number = struct.Struct("!H").pack
_table = struct.Struct("!qi").pack
_size = struct.Struct("!i").pack


class TermsFile(Closing):
    """A terms file that is written once, from beginning to end, and complete after `finish`."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._end = 0
        self._fields: dict[str, int] = {}
        self._hashes = array("I")
        self._offsets = array("Q")
        self._write(_MAGIC + _head(_CRC, 0, 0))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def add(self, field: str, terms: Iterable[tuple[bytes, bytes]]) -> None:
        """Add the field's terms, each with its info. Fields and terms must ascend."""
        prefix = b""
        for term, info in terms:
            if not prefix:
                prefix = _field_number(self._fields.setdefault(field, len(self._fields)))
            key = prefix + term
            self._hashes.append(zlib.crc32(key))
            self._offsets.append(self._end)
            self._write(_lengths(len(key), len(info)) + key + info)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._end += len(data)

    def finish(self) -> None:
        """Write the hash tables and the offsets; no term can be added after."""
        hashes = np.frombuffer(self._hashes, np.uint32)
        offsets = np.frombuffer(self._offsets, np.uint64)
        directory = []
        for number in range(_TABLES):
            own = np.flatnonzero(hashes % _TABLES == number)
            directory.append(_table(self._end, 2 * len(own)))
            self._write(_slots(hashes[own], offsets[own]).tobytes())
        self._write(b"".join(directory))
        code, kind = ("I", ">u4") if self._end < 1 << 32 else ("q", ">i8")
        extras = {"fieldmap": self._fields, "indextype": code, "indexlen": len(offsets)}
        index = dumps(extras) + offsets.astype(kind).tobytes()
        self._write(index + _size(len(index)))


def _slots(hashes: NDArray[np.uint32], offsets: NDArray[np.uint64]) -> NDArray[np.void]:
    """Return a hash table with twice as many slots as terms, and linear probing.

    Sorted by their own slots, each term goes into its own, or the one after its predecessor's.
    Those that would go beyond the end take the free slots from the start.
    """
    table = np.zeros(2 * len(hashes), _SLOT)
    own = (hashes >> 8) % max(len(table), 1)
    order = np.argsort(own, kind="stable")
    row = np.arange(len(own))
    slots = np.maximum.accumulate(own[order] - row) + row
    inside = slots < len(table)
    table["hash"][slots[inside]] = hashes[order][inside]
    table["offset"][slots[inside]] = offsets[order][inside]
    free = 0
    for number in order[~inside].tolist():
        while table["offset"][free]:
            free += 1
        table[free] = (hashes[number], offsets[number])
    return table
