"""Inversion: from the terms of each entry to the entries of each term, in bounded memory.

Every occurrence is two numbers, its term's and its position, in an anonymous temporary file. At the
end each is packed into one whole number (term, document, position), and these are sorted, as many
terms at a time as fit into memory.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from index.files.closing import Closing
from index.indexing.engines.whoosh.numbers_by_text import NumbersByText

Int64Array = NDArray[np.int64]

_BUFFERED = 1 << 16
"""Occurrences of a field that are collected in memory before they go to the file."""
_SORTED = 1 << 20
"""Occurrences that are sorted at a time; each takes some 50 bytes of memory."""
_KEY_BITS = 63
"""Bits of a packed occurrence: those of a signed 64-bit number without its sign."""


@dataclass(frozen=True, slots=True, eq=False)
class PostingsBatch:
    """The postings of consecutive terms of a field, ascending by term, then by document."""

    terms: Sequence[str]
    """Ascending by their UTF-8 bytes; unique."""
    firsts: Int64Array
    """The index of each term's first posting."""
    documents: Int64Array
    """The document of each posting."""
    counts: Int64Array
    """How often the term occurs in the document of each posting."""
    positions: Int64Array
    """As many positions for each posting as its count says, ascending."""

    def sizes(self) -> list[int]:
        """Return how many postings each term has; at least 1."""
        sizes: list[int] = np.diff(self.firsts, append=len(self.documents)).tolist()
        return sizes


class Inversion(Closing):
    """Collects occurrences entry by entry, and returns them term by term; a context manager.

    Its temporary file is in `folder`.
    """

    def __init__(self, folder: Path) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._fields: dict[str, _Field] = {}
        self._count = 0

    def close(self) -> None:
        """Close the file, which deletes what was collected."""
        self._file.close()

    def __len__(self) -> int:
        """Return how many occurrences have been added."""
        return self._count

    def add(self, number: int, field: str, terms: Sequence[str], positions: Sequence[int]) -> None:
        """Add the terms of one field of the entry with this number.

        Call it at most once for each number and field. No term may occur twice at one position.
        """
        collected = self._fields.get(field)
        if collected is None:
            collected = self._fields[field] = _Field(self._file)
        collected.add(number, terms, positions)
        self._count += len(terms)

    def fields(self) -> tuple[str, ...]:
        """Return the fields that have terms, sorted."""
        return tuple(sorted(self._fields))

    def lengths(self, field: str, documents: Int64Array, count: int) -> Int64Array:
        """Return how many occurrences the field has in each of `count` documents.

        `documents` has the document of each entry number; -1 leaves the entry out.
        """
        return self._fields[field].lengths(documents, count)

    def batches(self, field: str, documents: Int64Array) -> Iterator[PostingsBatch]:
        """Yield the field's postings, the terms in the order of their UTF-8 bytes.

        It can be called only once for each field.
        """
        return self._fields[field].batches(documents)


class _Field:
    """One field's occurrences, in the order they came."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._numbers = NumbersByText()
        self._terms = array("I")
        self._positions = array("I")
        self._entries = array("I")
        self._sizes = array("I")
        self._flushed: list[tuple[int, int, int]] = []
        """Chunks in the file: offset, number of occurrences, number of entries."""

    def add(self, number: int, terms: Sequence[str], positions: Sequence[int]) -> None:
        self._terms.extend(map(self._numbers.__getitem__, terms))
        self._positions.extend(positions)
        self._entries.append(number)
        self._sizes.append(len(terms))
        if len(self._terms) >= _BUFFERED:
            self._flush()

    def lengths(self, documents: Int64Array, count: int) -> Int64Array:
        own = documents[np.frombuffer(self._entries, np.uint32)]
        lengths = np.zeros(count, np.int64)
        lengths[own[own >= 0]] = np.frombuffer(self._sizes, np.uint32)[own >= 0]
        return lengths

    def batches(self, documents: Int64Array) -> Iterator[PostingsBatch]:
        self._flush()
        terms = sorted(self._numbers)
        ranks = np.empty(len(terms), np.int64)
        ranks[[self._numbers[term] for term in terms]] = np.arange(len(terms))
        self._numbers.clear()
        totals = np.zeros(len(terms), np.int64)
        highest = 0
        for numbers, own, positions in self._chunks(documents):
            totals += np.bincount(ranks[numbers[own >= 0]], minlength=len(terms))
            highest = max(highest, int(positions.max()))
        position_bits = highest.bit_length()
        entry_bits = len(documents).bit_length()
        most = 1 << (_KEY_BITS - position_bits - entry_bits)
        for first, stop in _parts(totals, most):
            keys = []
            for numbers, own, positions in self._chunks(documents):
                rank = ranks[numbers] - first
                mask = (own >= 0) & (rank >= 0) & (rank < stop - first)
                key = (rank[mask] << entry_bits | own[mask]) << position_bits
                keys.append(key | positions[mask].astype(np.int64))
            yield _batch(np.concatenate(keys), terms[first:stop], entry_bits, position_bits)

    def _flush(self) -> None:
        if not self._terms:
            return
        before = sum(entries for _, _, entries in self._flushed)
        offset = self._file.seek(0, 2)
        self._flushed.append((offset, len(self._terms), len(self._entries) - before))
        self._file.write(self._terms)
        self._file.write(self._positions)
        self._terms, self._positions = array("I"), array("I")

    def _chunks(self, documents: Int64Array) -> Iterator[tuple[NDArray[np.uint32], ...]]:
        """Yield arrays of term numbers, documents and positions, chunk by chunk as in the file."""
        entries = documents[np.frombuffer(self._entries, np.uint32)]
        sizes = np.frombuffer(self._sizes, np.uint32)
        first = 0
        for offset, count, among in self._flushed:
            self._file.seek(offset)
            numbers, positions = np.frombuffer(self._file.read(8 * count), np.uint32).reshape(2, -1)
            stop = first + among
            yield numbers, np.repeat(entries[first:stop], sizes[first:stop]), positions
            first = stop


def _parts(totals: Int64Array, most: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of terms, each with no more occurrences and terms than can be sorted at once.

    `totals` has the occurrences of each term; `most` bounds the terms of a range.
    """
    sums = np.cumsum(totals)
    first = 0
    while first < len(totals):
        before = int(sums[first - 1]) if first else 0
        fitting = int(np.searchsorted(sums, before + _SORTED, side="right"))
        stop = min(max(fitting, first + 1), first + most, len(totals))
        yield first, stop
        first = stop


def _batch(
    keys: Int64Array, terms: Sequence[str], entry_bits: int, position_bits: int
) -> PostingsBatch:
    keys.sort()
    postings = keys >> position_bits
    positions = keys & ((1 << position_bits) - 1)
    first_positions = _changes(postings)
    postings = postings[first_positions]
    ranks = postings >> entry_bits
    firsts = _changes(ranks)
    held = [terms[rank] for rank in ranks[firsts].tolist()]
    documents = postings & ((1 << entry_bits) - 1)
    counts = np.diff(first_positions, append=len(keys))
    return PostingsBatch(held, firsts, documents, counts, positions)


def _changes(values: Int64Array) -> Int64Array:
    """Return the index of the first of each run of equal values in a sorted array."""
    if not len(values):
        return np.empty(0, np.int64)
    return np.concatenate(([0], np.flatnonzero(values[1:] != values[:-1]) + 1))
