"""Sets of entries and their scores as arrays, with unions, intersections and sums.

Every array of entries ascends and is unique. Each operation works in one of two ways: by sorting
and binary search when the sets are small against the archive, else by an array over all entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

EntryNumbers = NDArray[np.intp]
"""Entry numbers, ascending and unique; intp is the type that numpy indexes with fastest."""
Int32Array = NDArray[np.int32]
"""Scores or frequencies, one for each entry."""
Mask = NDArray[np.bool_]
"""One truth value for each entry of an array, or for every entry of the archive."""

_DENSE_FACTOR = 8
"""From this part of the archive on, an array over all of it is faster than sorting."""
_SPARSE_FACTOR = 16
"""Below this part of the archive, binary search is faster than an array over all of it."""
FEW = 48
"""Up to so many entries, going through them one by one is faster than by arrays."""
_SCORE_BITS = 32
"""The low bits of a number that hold a score, when the higher ones hold its entry."""
_MIN_PACKED = 8_192
"""From this many entries on, matches are packed in a cache, although unpacking takes time."""


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """Entries and a score for each: a positive whole number, because 0 means "not in the set"."""

    entries: EntryNumbers
    scores: Int32Array

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def nbytes(self) -> int:
        """The memory of the arrays, in bytes."""
        return self.entries.nbytes + self.scores.nbytes

    def unpacked(self) -> Matches:
        """Return these matches, as `Packed.unpacked` does."""
        return self


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """Many matches in less memory, because many scores have few distinct values."""

    entries: NDArray[np.int32]
    scores: Int32Array
    """One for each entry; with `numbers`, the distinct ones."""
    numbers: NDArray[np.uint8] | None = None
    """For each entry, the index of its score; None when there are too many distinct ones."""

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def nbytes(self) -> int:
        """The memory of the arrays, in bytes."""
        scores = self.scores if self.numbers is None else self.numbers
        return self.entries.nbytes + scores.nbytes

    def unpacked(self) -> Matches:
        """Return the matches."""
        scores = self.scores
        if self.numbers is not None:
            scores = scores.take(self.numbers)  # three times as fast as indexing with brackets
        return Matches(self.entries.astype(np.intp), scores)


def packed(matches: Matches) -> Matches | Packed:
    """Return matches for a cache: packed, unless they are few."""
    if len(matches) < _MIN_PACKED:
        return matches
    entries = matches.entries.astype(np.int32)
    different, numbers = np.unique(matches.scores, return_inverse=True)
    if len(different) <= 256:
        return Packed(entries, different, numbers.astype(np.uint8))
    return Packed(entries, matches.scores)


EMPTY: EntryNumbers = np.empty(0, np.intp)
NO_MATCHES = Matches(EMPTY, np.empty(0, np.int32))


def concatenate(parts: Sequence[EntryNumbers]) -> EntryNumbers:
    """Return the parts in a row; EMPTY without parts."""
    return np.concatenate(parts) if parts else EMPTY


def constant_score(entries: EntryNumbers, score: int) -> Matches:
    """Return the entries, all with one score."""
    return Matches(entries, np.full(len(entries), score, np.int32))


def _is_sparse(entries: EntryNumbers, others: EntryNumbers, size: int) -> bool:
    """Return whether binary search for each entry is faster than an array over the archive."""
    return len(entries) * 2 * _SPARSE_FACTOR < size // 5 + len(others)


def find_positions(
    entries: EntryNumbers, others: EntryNumbers, size: int
) -> tuple[Mask, NDArray[np.intp]]:
    """Return which of the entries are among others, and the indices there of those that are.

    `size` is the number of entries in the archive.
    """
    if len(others) == 0:
        return np.zeros(len(entries), np.bool_), np.empty(0, np.intp)
    if _is_sparse(entries, others, size):
        places = np.searchsorted(others, entries)
        places[places == len(others)] = 0
        found = others[places] == entries
        return found, places[found]
    where = np.zeros(size, np.intp)
    where[others] = np.arange(1, len(others) + 1, dtype=np.intp)
    places = where[entries]
    found = places > 0
    return found, places[found] - 1


def isin(entries: EntryNumbers, others: EntryNumbers, size: int) -> Mask:
    """Return which of the entries are among the others."""
    if _is_sparse(entries, others, size):
        return find_positions(entries, others, size)[0]
    return mask_of(others, size)[entries]


def mask_of(entries: EntryNumbers, size: int) -> Mask:
    """Return for every entry of the archive whether it is one of these."""
    mask = np.zeros(size, np.bool_)
    mask[entries] = True
    return mask


def union(parts: Sequence[EntryNumbers], size: int) -> EntryNumbers:
    """Return the entries of all parts."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return EMPTY
    if len(parts) == 1:
        return parts[0]
    total = sum(map(len, parts))
    if total <= FEW:
        return np.array(sorted(set().union(*[part.tolist() for part in parts])), np.intp)
    if total * _DENSE_FACTOR < size:
        every = np.concatenate(parts)
        every.sort()
        return every[lasts_of(every)]
    mask = np.zeros(size, np.bool_)
    for part in parts:
        mask[part] = True
    return mask.nonzero()[0]


def count_of_union(parts: Sequence[NDArray[np.integer[Any]]], size: int) -> int:
    """Return how many entries are in any part. The arrays may be of any type of whole numbers."""
    if len(parts) == 1:
        return len(parts[0])
    total = sum(map(len, parts))
    if total <= FEW:
        return len(set().union(*[part.tolist() for part in parts]))
    if total * _DENSE_FACTOR < size:
        every = np.concatenate(parts)
        every.sort()
        return int(np.count_nonzero(lasts_of(every)))
    mask = np.zeros(size, np.bool_)
    for part in parts:
        mask[part] = True
    return int(np.count_nonzero(mask))


def lasts_of(ordered: NDArray[np.integer[Any]]) -> Mask:
    """Return for each of these numbers, which ascend, whether it is the last of its equals."""
    lasts = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=lasts[:-1])
    return lasts


def intersection(parts: Sequence[EntryNumbers], size: int) -> EntryNumbers:
    """Return the entries that are in every part; none of no parts."""
    if not parts:
        return EMPTY
    fewest, *others = sorted(parts, key=len)
    for part in others:
        if not len(fewest):
            break
        fewest = fewest[isin(fewest, part, size)]
    return fewest


def best_of(parts: Sequence[Matches], size: int) -> Matches:
    """Return the entries of all parts, each with its best score."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return NO_MATCHES
    if len(parts) == 1:
        return parts[0]
    entries = np.concatenate([part.entries for part in parts])
    return best_scores(entries, np.concatenate([part.scores for part in parts]), size)


def best_scores(entries: EntryNumbers, scores: NDArray[np.integer[Any]], size: int) -> Matches:
    """Return these entries, each but once and with the best of its scores."""
    if len(entries) * _DENSE_FACTOR < size:
        keys = entries << _SCORE_BITS
        keys |= scores
        keys.sort()
        found = keys >> _SCORE_BITS
        lasts = lasts_of(found)
        return Matches(found[lasts], keys[lasts].astype(np.int32))  # which drops the high bits
    best = np.zeros(size, np.int32)
    np.maximum.at(best, entries, scores)
    found = (best != 0).nonzero()[0]  # eight times as fast as of the numbers themselves
    return Matches(found, best[found])


def sum_of(parts: Sequence[Matches], size: int) -> Matches:
    """Return the entries that are in every part, their scores added up."""
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        few, many = sorted(parts, key=len)
        return _sum_of_two(few, many, size)
    order = sorted(range(len(parts)), key=lambda number: len(parts[number]))
    if not order or not len(parts[order[0]]):
        return NO_MATCHES
    common = parts[order[0]].entries
    where: dict[int, NDArray[np.intp] | None] = {order[0]: None}
    for number in order[1:]:
        found, places = find_positions(common, parts[number].entries, size)
        if len(places) < len(common):
            common = common[found]
            where = {n: _narrowed(places, found) for n, places in where.items()}
        where[number] = places
    total = np.zeros(len(common), np.int32)
    for number, part in enumerate(parts):
        places_in = where[number]
        total += part.scores if places_in is None else part.scores[places_in]
    return Matches(common, total)


def _sum_of_two(few: Matches, many: Matches, size: int) -> Matches:
    if _is_sparse(few.entries, many.entries, size):
        found, places = find_positions(few.entries, many.entries, size)
        return Matches(few.entries[found], few.scores[found] + many.scores[places])
    scores = np.zeros(size, np.int32)
    scores[many.entries] = many.scores
    added = scores[few.entries]
    found = added > 0
    return Matches(few.entries[found], few.scores[found] + added[found])


def _narrowed(places: NDArray[np.intp] | None, found: Mask) -> NDArray[np.intp]:
    return np.flatnonzero(found) if places is None else places[found]


def boost(matches: Matches, bonus: Matches, size: int) -> Matches:
    """Return the matches, with the scores of the bonus added where it matches."""
    if not len(bonus) or not len(matches):
        return matches
    found, places = find_positions(matches.entries, bonus.entries, size)
    scores = matches.scores.copy()
    scores[found] += bonus.scores[places]
    return Matches(matches.entries, scores)


def match_counts(parts: Sequence[EntryNumbers], size: int) -> NDArray[np.intp]:
    """Return for every entry of the archive the number of parts that it is in."""
    counts = np.zeros(size, np.intp)
    for part in parts:
        counts[part] += 1
    return counts
