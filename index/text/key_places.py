"""Key places: where the lines of each key begin in a text of sorted lines, to be mapped.

To halve a text of sorted lines again and again takes some twenty microseconds for each key, and
names in texts are mostly in no table. A file of places is a hash table of offsets with linear
probing: one look answers. It is made with the lookup tables; without it the lines are searched.
"""

from __future__ import annotations

import mmap
import sys
from array import array
from collections.abc import Iterator
from zlib import crc32

_BYTES = 4
"""Of an offset, little-endian; 0 is an empty slot, since a heading comes first."""
_FULLEST = 0.7
"""Share of the slots that are taken at most."""


class KeyPlaces:
    """The places of the keys of one text. Safe to share between threads."""

    def __init__(self, slots: bytes | memoryview) -> None:
        self._slots = memoryview(slots).cast("I")
        self._mask = len(self._slots) - 1

    def find(self, text: bytes | mmap.mmap, key: bytes) -> int:
        """Return the offset of the first line of the text that begins with a key, -1 for none.

        A key ends with its separator.
        """
        slots, mask, length = self._slots, self._mask, len(key)
        slot = crc32(key) & mask
        while at := slots[slot]:
            if text[at : at + length] == key:
                return at
            slot = (slot + 1) & mask
        return -1


def is_readable_here() -> bool:
    """Return whether this machine has the order of bytes that the files have."""
    return sys.byteorder == "little" and array("I").itemsize == _BYTES


def slots_of(text: bytes, begin: int, separator: bytes) -> bytes:
    """Return the slots for the lines from `begin` on; `KeyPlaces` finds by them.

    The keys are the beginning of each line up to its first separator, and for a key of several
    words also the first of them with the space after it.
    """
    first: dict[bytes, int] = {}
    for at, line in _lines(text, begin):
        key = line[: line.index(separator) + 1]
        first.setdefault(key, at)
        if b" " in key:
            first.setdefault(key[: key.index(b" ") + 1], at)
    size = 1 << (int(len(first) / _FULLEST)).bit_length()
    slots = array("I", bytes(_BYTES * size))
    for key, at in first.items():
        slot = crc32(key) & (size - 1)
        while slots[slot]:
            slot = (slot + 1) & (size - 1)
        slots[slot] = at
    return slots.tobytes()


def _lines(text: bytes, begin: int) -> Iterator[tuple[int, bytes]]:
    at = begin
    while at < len(text):
        end = text.find(b"\n", at) + 1 or len(text)
        yield at, text[at:end]
        at = end
