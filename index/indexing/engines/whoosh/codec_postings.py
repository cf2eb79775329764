"""The postings file of Whoosh's W3 codec: documents, weights and positions of each term.

A term's postings are blocks of pickled rows. Where Whoosh's reader takes any sequence of numbers,
long ones are written as arrays instead of tuples: a quarter of the size, and read in one step.
Equal positions are one object, which pickle writes only once per block.
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
from index.indexing.engines.whoosh.inversion import Int64Array, PostingsBatch

BLOCK = 4096
"""Postings per block: long blocks without compression decode fastest."""

_PROTOCOL = 3
"""The first pickle protocol with bytes; later ones add nine bytes to each pickle."""
_MIN_ARRAY = 64
"""Numbers in a row from which an array's pickle is smaller than a tuple's."""
_CHUNK = 1 << 16
"""Postings that are converted to Python's numbers at a time, to bound memory."""

_size = struct.Struct("!i").pack
_count = struct.Struct("!I").pack
_extent = struct.Struct("!qi").pack
_info = W3TermInfo._struct.pack


class PostingsFile(Closing):
    """A postings file that is written once, from beginning to end. The file must not exist."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._end = 0

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def add(
        self, batch: PostingsBatch, lengths: NDArray[np.uint8], *, has_positions: bool
    ) -> Iterator[tuple[bytes, bytes]]:
        """Write the postings of a batch; yield each term, in order, with its W3 term info.

        `lengths` has the length of the field in each document, in Whoosh's one-byte code. Nothing
        is written before the iterator is used.
        """
        if not batch.terms:
            return
        blocks = _blocks(batch, lengths, has_positions=has_positions)
        for term, size, note in zip(
            batch.terms, batch.sizes(), _notes(batch, lengths), strict=True
        ):
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


def _notes(batch: PostingsBatch, lengths: NDArray[np.uint8]) -> Iterator[bytes]:
    """Yield the W3 term info of each term, without the part that says where its postings are."""
    short = lengths[batch.documents]
    last = batch.documents[np.append(batch.firsts[1:], len(batch.documents)) - 1]
    for weight, size, least, most, heaviest, low, high in zip(
        np.add.reduceat(batch.counts, batch.firsts).tolist(),
        batch.sizes(),
        np.minimum.reduceat(short, batch.firsts).tolist(),
        np.maximum.reduceat(short, batch.firsts).tolist(),
        np.maximum.reduceat(batch.counts, batch.firsts).tolist(),
        batch.documents[batch.firsts].tolist(),
        last.tolist(),
        strict=True,
    ):
        yield _info(0, weight, size, least, most, heaviest, low, high)


def _blocks(
    batch: PostingsBatch, lengths: NDArray[np.uint8], *, has_positions: bool
) -> Iterator[bytes]:
    """Yield each block of each term: the summary by which Whoosh may skip it, then its data."""
    firsts = _block_firsts(batch)
    stops = np.append(firsts[1:], len(batch.documents))
    short = lengths[batch.documents]
    steps = np.diff(batch.documents, prepend=0)
    steps[firsts] = batch.documents[firsts]
    position_stops = np.cumsum(batch.counts)
    least, most = np.minimum.reduceat(short, firsts), np.maximum.reduceat(short, firsts)
    lightest = np.minimum.reduceat(batch.counts, firsts)
    heaviest = np.maximum.reduceat(batch.counts, firsts)
    lasts = batch.documents[stops - 1]
    block = 0
    while block < len(firsts):
        start = int(firsts[block])
        beyond = max(int(np.searchsorted(stops, start + _CHUNK, side="right")), block + 1)
        here = slice(block, beyond)
        stop = int(stops[beyond - 1])
        own_counts = batch.counts[start:stop].tolist()
        own_steps = steps[start:stop].tolist()
        values: Sequence[bytes] | None = None
        if has_positions:
            first_position = int(position_stops[start - 1]) if start else 0
            values = _values(
                own_counts, batch.positions[first_position : position_stops[stop - 1]].tolist()
            )
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
            if end - first == 1 and heavy == 1:
                yield _single(last, low, None if values is None else values[first])
                continue
            info = dumps((end - first, last, float(heavy), 0, low, high), _PROTOCOL)
            weights = _weights(own_counts[first:end], light, heavy)
            own_values = tuple(values[first:end]) if values is not None else None
            yield info + dumps((_row(own_steps[first:end]), weights, own_values), _PROTOCOL)
        block = beyond


def _single(document: int, length: int, value: bytes | None) -> bytes:
    """Return the block of one posting of weight 1, as pickle writes it: most words occur once."""
    number, short = _pickled(document), _pickled(length)
    positions = b"N\x87q\x01." if value is None else _POSITIONS % (len(value), value)
    return _SUMMARY % (number, short, short) + b"\x80\x03%b\x85q\x00N%b" % (number, positions)


_SUMMARY = b"\x80\x03(K\x01%bG?\xf0\0\0\0\0\0\0K\0%b%btq\0."
_POSITIONS = b"C%c%bq\x01\x85q\x02\x87q\x03."


def _block_firsts(batch: PostingsBatch) -> Int64Array:
    """Return the index of each block's first posting; only a term's last block may not be full."""
    numbers = -(-np.array(batch.sizes()) // BLOCK)
    within = np.arange(numbers.sum()) - np.repeat(np.cumsum(numbers) - numbers, numbers)
    return np.asarray(np.repeat(batch.firsts, numbers) + BLOCK * within)


def _weights(counts: list[int], lightest: int, heaviest: int) -> Any:
    """Return the weights as W3 has them: None for all ones, a number when all are equal."""
    if lightest == heaviest:
        return None if heaviest == 1 else float(heaviest)
    return _row(counts)


def _row(numbers: list[int]) -> Sequence[int]:
    if len(numbers) < _MIN_ARRAY:
        return tuple(numbers)
    highest = max(numbers)
    return array("B" if highest < 1 << 8 else "H" if highest < 1 << 16 else "I", numbers)


def _values(counts: list[int], positions: list[int]) -> list[bytes]:
    """Return the positions of each posting as W3 has them: their number and the pickled steps.

    Equal ones are one object, which a block's pickle repeats in two to five bytes.
    """
    values = []
    known: dict[tuple[int, ...], bytes] = {}
    start = 0
    for count in counts:
        if count == 1 and positions[start] < _TABLED:
            values.append(_SINGLE[positions[start]])
        else:
            own = tuple(positions[start : start + count])
            value = known.get(own)
            if value is None:
                value = known[own] = _steps(own)
            values.append(value)
        start += count
    return values


def _steps(positions: Sequence[int]) -> bytes:
    before = 0
    steps = []
    for position in positions:
        step = position - before
        steps.append(_PICKLED[step] if step < _TABLED else _pickled(step))
        before = position
    return b"%b(%bt" % (_count(len(positions)), b"".join(steps))


def _pickled(number: int) -> bytes:
    """Return the pickle opcode and bytes of a whole number below 2**31."""
    if number < 1 << 8:
        return b"K" + number.to_bytes(1, "little")
    if number < 1 << 16:
        return b"M" + number.to_bytes(2, "little")
    return b"J" + number.to_bytes(4, "little")


_TABLED = 4096
"""Numbers whose pickles are in a table. The pickle's final byte is missing, as Whoosh adds it."""
_PICKLED = tuple(map(_pickled, range(_TABLED)))
_SINGLE = tuple(_count(1) + number + b"\x85" for number in _PICKLED)
