"""Inversion: from the terms of each entry to the entries of each term, in bounded memory.

Every occurrence waits as two numbers, its term's and its place's, in a nameless file. In the end a
field's occurrences are sorted as single whole numbers, so many terms at a time as fit into memory.
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

Numbers = NDArray[np.int64]

_WAITING = 1 << 16
"""Occurrences of a field that wait in memory before they go to the file."""
_SORTED = 1 << 20
"""Occurrences that are sorted at a time; each takes some 50 bytes meanwhile."""
_KEY_BITS = 63


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """The postings of consecutive terms of a field: by term, then by document, both ascending."""

    terms: Sequence[str]
    firsts: Numbers
    """Of each term, its first posting."""
    documents: Numbers
    counts: Numbers
    """How often the term stands in the document: so many of the places are the posting's."""
    places: Numbers
    """Where the terms stand, posting by posting, ascending in each."""

    def sizes(self) -> list[int]:
        """How many postings each term has."""
        sizes: list[int] = np.diff(self.firsts, append=len(self.documents)).tolist()
        return sizes


class Inversion(Closing):
    """Gathers occurrences entry by entry, and gives them back term by term."""

    def __init__(self, folder: Path) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._fields: dict[str, _Field] = {}
        self._count = 0

    def close(self) -> None:
        """Let go of the file, and with it of all that was gathered."""
        self._file.close()

    def __len__(self) -> int:
        """How many occurrences have been added."""
        return self._count

    def add(self, number: int, field: str, terms: Sequence[str], places: Sequence[int]) -> None:
        """Add what stands in a field of the entry of this number, each number once a field.

        No term may stand twice at one place.
        """
        gathered = self._fields.get(field)
        if gathered is None:
            gathered = self._fields[field] = _Field(self._file)
        gathered.add(number, terms, places)
        self._count += len(terms)

    def fields(self) -> tuple[str, ...]:
        """The fields that have terms, sorted."""
        return tuple(sorted(self._fields))

    def lengths(self, field: str, documents: Numbers, count: int) -> Numbers:
        """How many occurrences the field has in each of `count` documents.

        `documents` holds the document of each entry number; -1 leaves the entry out.
        """
        return self._fields[field].lengths(documents, count)

    def runs(self, field: str, documents: Numbers) -> Iterator[Run]:
        """Yield the field's postings, its terms in the order of their UTF-8 bytes."""
        return self._fields[field].runs(documents)


class _TermNumbers(dict[str, int]):
    """Numbers terms as they are first met."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class _Field:
    """One field's occurrences, in the order they came."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._numbers = _TermNumbers()
        self._terms = array("I")
        self._places = array("I")
        self._entries = array("I")
        self._sizes = array("I")
        self._filed: list[tuple[int, int, int]] = []
        """Chunks in the file: where, how many occurrences, of how many of the entries."""

    def add(self, number: int, terms: Sequence[str], places: Sequence[int]) -> None:
        self._terms.extend(map(self._numbers.__getitem__, terms))
        self._places.extend(places)
        self._entries.append(number)
        self._sizes.append(len(terms))
        if len(self._terms) >= _WAITING:
            self._file_waiting()

    def lengths(self, documents: Numbers, count: int) -> Numbers:
        own = documents[np.frombuffer(self._entries, np.uint32)]
        lengths = np.zeros(count, np.int64)
        lengths[own[own >= 0]] = np.frombuffer(self._sizes, np.uint32)[own >= 0]
        return lengths

    def runs(self, documents: Numbers) -> Iterator[Run]:
        self._file_waiting()
        terms = sorted(self._numbers)
        ranks = np.empty(len(terms), np.int64)
        ranks[[self._numbers[term] for term in terms]] = np.arange(len(terms))
        self._numbers.clear()
        totals = np.zeros(len(terms), np.int64)
        highest = 0
        for numbers, own, places in self._chunks(documents):
            totals += np.bincount(ranks[numbers[own >= 0]], minlength=len(terms))
            highest = max(highest, int(places.max()))
        place_bits = highest.bit_length()
        entry_bits = len(documents).bit_length()
        most = 1 << (_KEY_BITS - place_bits - entry_bits)
        for first, stop in _parts(totals, most):
            keys = []
            for numbers, own, places in self._chunks(documents):
                rank = ranks[numbers] - first
                kept = (own >= 0) & (rank >= 0) & (rank < stop - first)
                key = (rank[kept] << entry_bits | own[kept]) << place_bits
                keys.append(key | places[kept].astype(np.int64))
            yield _run(np.concatenate(keys), terms[first:stop], entry_bits, place_bits)

    def _file_waiting(self) -> None:
        if not self._terms:
            return
        before = sum(entries for _, _, entries in self._filed)
        place = self._file.seek(0, 2)
        self._filed.append((place, len(self._terms), len(self._entries) - before))
        self._file.write(self._terms)
        self._file.write(self._places)
        self._terms, self._places = array("I"), array("I")

    def _chunks(self, documents: Numbers) -> Iterator[tuple[NDArray[np.uint32], ...]]:
        """Yield the number, the document and the place of occurrences as they lie in the file."""
        entries = documents[np.frombuffer(self._entries, np.uint32)]
        sizes = np.frombuffer(self._sizes, np.uint32)
        first = 0
        for place, count, among in self._filed:
            self._file.seek(place)
            numbers, places = np.frombuffer(self._file.read(8 * count), np.uint32).reshape(2, -1)
            stop = first + among
            yield numbers, np.repeat(entries[first:stop], sizes[first:stop]), places
            first = stop


def _parts(totals: Numbers, most: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of terms with no more occurrences, and no more terms, than can be sorted."""
    sums = np.cumsum(totals)
    first = 0
    while first < len(totals):
        before = int(sums[first - 1]) if first else 0
        fitting = int(np.searchsorted(sums, before + _SORTED, side="right"))
        stop = min(max(fitting, first + 1), first + most, len(totals))
        yield first, stop
        first = stop


def _run(keys: Numbers, terms: Sequence[str], entry_bits: int, place_bits: int) -> Run:
    keys.sort()
    postings = keys >> place_bits
    places = keys & ((1 << place_bits) - 1)
    first_places = _changes(postings)
    postings = postings[first_places]
    ranks = postings >> entry_bits
    firsts = _changes(ranks)
    held = [terms[rank] for rank in ranks[firsts].tolist()]
    documents = postings & ((1 << entry_bits) - 1)
    counts = np.diff(first_places, append=len(keys))
    return Run(held, firsts, documents, counts, places)


def _changes(values: Numbers) -> Numbers:
    """Where each new value begins in a sorted row."""
    if not len(values):
        return np.empty(0, np.int64)
    return np.concatenate(([0], np.flatnonzero(values[1:] != values[:-1]) + 1))
