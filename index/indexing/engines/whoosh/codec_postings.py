"""The postings file of Whoosh's W3 codec: of each term its documents, weights and positions.

Where Whoosh's reader takes any row of numbers, long ones are arrays and not tuples: a quarter the
size, and read in one step. Pickles are as short as they can be; equal positions are one object.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from pickle import dumps
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermInfo

from index.files.closing import Closing
from index.indexing.engines.whoosh.inversion import Numbers, Run

BLOCK = 4096
"""Postings a block: long blocks without compression decode fastest."""

_PROTOCOL = 3
"""The first of pickle that knows bytes; later ones put nine bytes more before each."""
_LONG = 64
"""Numbers in a row from which on an array is smaller than a tuple."""
_AT_ONCE = 1 << 16
"""Postings that are Python's own numbers at a time."""

_size = struct.Struct("!i").pack
_count = struct.Struct("!I").pack
_extent = struct.Struct("!qi").pack
_info = W3TermInfo._struct.pack


class PostingsFile(Closing):
    """Written once, from the beginning to the end."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._end = 0

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def add(
        self, run: Run, lengths: NDArray[np.uint8], *, has_places: bool
    ) -> Iterator[tuple[bytes, bytes]]:
        """Write the postings of a run's terms; yield each term with what Whoosh notes of it.

        `lengths` holds the length of the field in each document, as Whoosh's byte.
        """
        if not run.terms:
            return
        blocks = _blocks(run, lengths, has_places=has_places)
        for term, size, note in zip(run.terms, run.sizes(), _notes(run, lengths), strict=True):
            start = self._end
            self._write(WHOOSH3_HEADER_MAGIC)
            for _ in range((size - 1) // BLOCK):
                block = next(blocks)
                self._write(_size(len(block)) + block)
            block = next(blocks)
            self._write(_size(-len(block)) + block)
            yield term.encode(), note + _extent(start, self._end - start)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._end += len(data)


def _notes(run: Run, lengths: NDArray[np.uint8]) -> Iterator[bytes]:
    """Yield what Whoosh notes of each term, but for where its postings lie."""
    short = lengths[run.documents]
    last = run.documents[np.append(run.firsts[1:], len(run.documents)) - 1]
    for weight, size, least, most, heaviest, low, high in zip(
        np.add.reduceat(run.counts, run.firsts).tolist(),
        run.sizes(),
        np.minimum.reduceat(short, run.firsts).tolist(),
        np.maximum.reduceat(short, run.firsts).tolist(),
        np.maximum.reduceat(run.counts, run.firsts).tolist(),
        run.documents[run.firsts].tolist(),
        last.tolist(),
        strict=True,
    ):
        yield _info(0, weight, size, least, most, heaviest, low, high)


def _blocks(run: Run, lengths: NDArray[np.uint8], *, has_places: bool) -> Iterator[bytes]:
    """Yield each block of each term: what Whoosh may skip it by, and its data."""
    firsts = _block_firsts(run)
    stops = np.append(firsts[1:], len(run.documents))
    short = lengths[run.documents]
    steps = np.diff(run.documents, prepend=0)
    steps[firsts] = run.documents[firsts]
    place_stops = np.cumsum(run.counts)
    least, most = np.minimum.reduceat(short, firsts), np.maximum.reduceat(short, firsts)
    lightest = np.minimum.reduceat(run.counts, firsts)
    heaviest = np.maximum.reduceat(run.counts, firsts)
    lasts = run.documents[stops - 1]
    block = 0
    while block < len(firsts):
        start = int(firsts[block])
        beyond = max(int(np.searchsorted(stops, start + _AT_ONCE, side="right")), block + 1)
        here = slice(block, beyond)
        stop = int(stops[beyond - 1])
        own_counts = run.counts[start:stop].tolist()
        own_steps = steps[start:stop].tolist()
        values: Sequence[bytes] | None = None
        if has_places:
            first_place = int(place_stops[start - 1]) if start else 0
            values = _values(own_counts, run.places[first_place : place_stops[stop - 1]].tolist())
        for first, end, last, low, high, light, heavy in zip(
            (firsts[here] - start).tolist(),
            (stops[here] - start).tolist(),
            lasts[here].tolist(),
            least[here].tolist(),
            most[here].tolist(),
            lightest[here].tolist(),
            heaviest[here].tolist(),
            strict=True,
        ):
            info = dumps((end - first, last, float(heavy), 0, low, high), _PROTOCOL)
            weights = _weights(own_counts[first:end], light, heavy)
            own_values = tuple(values[first:end]) if values is not None else None
            yield info + dumps((_row(own_steps[first:end]), weights, own_values), _PROTOCOL)
        block = beyond


def _block_firsts(run: Run) -> Numbers:
    """Of each block, its first posting: a term's blocks are full but for the last."""
    numbers = -(-np.array(run.sizes()) // BLOCK)
    within = np.arange(numbers.sum()) - np.repeat(np.cumsum(numbers) - numbers, numbers)
    return np.asarray(np.repeat(run.firsts, numbers) + BLOCK * within)


def _weights(counts: list[int], lightest: int, heaviest: int) -> Any:
    """None stands for ones, a number for all alike."""
    if lightest == heaviest:
        return None if heaviest == 1 else float(heaviest)
    return _row(counts)


def _row(numbers: list[int]) -> Sequence[int]:
    if len(numbers) < _LONG:
        return tuple(numbers)
    highest = max(numbers)
    return array("B" if highest < 1 << 8 else "H" if highest < 1 << 16 else "I", numbers)


def _values(counts: list[int], places: list[int]) -> list[bytes]:
    """The positions of each posting as Whoosh reads them: how many, and the pickled steps.

    Equal ones are one object, so that a block's pickle names it again in two bytes or five.
    """
    values = []
    known: dict[tuple[int, ...], bytes] = {}
    start = 0
    for count in counts:
        if count == 1 and places[start] < _TABLED:
            values.append(_SINGLE[places[start]])
        else:
            own = tuple(places[start : start + count])
            value = known.get(own)
            if value is None:
                value = known[own] = _steps(own)
            values.append(value)
        start += count
    return values


def _steps(places: Sequence[int]) -> bytes:
    before = 0
    steps = []
    for place in places:
        step = place - before
        steps.append(_PICKLED[step] if step < _TABLED else _pickled(step))
        before = place
    return b"%b(%bt" % (_count(len(places)), b"".join(steps))


def _pickled(number: int) -> bytes:
    """A whole number below 2**31, in pickle's own code."""
    if number < 1 << 8:
        return b"K" + number.to_bytes(1, "little")
    if number < 1 << 16:
        return b"M" + number.to_bytes(2, "little")
    return b"J" + number.to_bytes(4, "little")


_TABLED = 4096
"""Numbers whose pickles are kept ready. A pickle's last byte is left out: Whoosh adds it."""
_PICKLED = tuple(map(_pickled, range(_TABLED)))
_SINGLE = tuple(_count(1) + number + b"\x85" for number in _PICKLED)
