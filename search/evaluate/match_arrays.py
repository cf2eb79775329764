"""Sets of entries with their scores, as arrays: what a query is worked out in.

Entries ascend and stand once in each. Two ways lead through every operation: by sorting and
searching when the sets are small against the archive, by an array over all entries when not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Entries = NDArray[np.intp]
"""Entry numbers, ascending, each once; in the width that numpy takes fastest as places."""
Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]

_SPARSE = 16
"""Below this part of the archive, sorting is quicker than an array over all of it."""
_MANY = 8_192
"""From so many entries on, less room is worth opening them each time."""


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """Entries and a positive score for each, a whole number."""

    entries: Entries
    scores: Numbers

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def nbytes(self) -> int:
        """The memory they take."""
        return self.entries.nbytes + self.scores.nbytes

    def opened(self) -> Matches:
        """These."""
        return self

    def only(self, kept: Mask) -> Matches:
        """Those that the mask, one truth for each, says."""
        return Matches(self.entries[kept], self.scores[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """Many matches in less room; of many scores there are mostly few different ones."""

    entries: NDArray[np.int32]
    scores: Numbers
    """One for each entry; with `numbers`, the different ones."""
    numbers: NDArray[np.uint8] | None = None
    """Which of the scores each entry has."""

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def nbytes(self) -> int:
        """The memory it takes."""
        scores = self.scores if self.numbers is None else self.numbers
        return self.entries.nbytes + scores.nbytes

    def opened(self) -> Matches:
        """The matches to work with."""
        scores = self.scores
        if self.numbers is not None:
            scores = scores.take(self.numbers)  # in a third of the time that brackets take
        return Matches(self.entries.astype(np.intp), scores)


def packed(matches: Matches) -> Matches | Packed:
    """The matches, to be kept; few stay as they are."""
    if len(matches) < _MANY:
        return matches
    entries = matches.entries.astype(np.int32)
    different, numbers = np.unique(matches.scores, return_inverse=True)
    if len(different) <= 256:
        return Packed(entries, different, numbers.astype(np.uint8))
    return Packed(entries, matches.scores)


EMPTY: Entries = np.empty(0, np.intp)
NO_MATCHES = Matches(EMPTY, np.empty(0, np.int32))


def joined(parts: Sequence[Entries]) -> Entries:
    """The parts in a row; nothing of none."""
    return np.concatenate(parts) if parts else EMPTY


def constant_score(entries: Entries, score: int) -> Matches:
    """The entries, all with one score."""
    return Matches(entries, np.full(len(entries), score, np.int32))


def _is_sparse(entries: Entries, others: Entries, size: int) -> bool:
    """Whether looking each of the entries up among others is quicker than an array over all."""
    return len(entries) * 2 * _SPARSE < size // 5 + len(others)


def located(entries: Entries, among: Entries, size: int) -> tuple[Mask, NDArray[np.intp]]:
    """Which of the entries stand among others, and where those that do; `size` is the archive's."""
    if len(among) == 0:
        return np.zeros(len(entries), np.bool_), np.empty(0, np.intp)
    if _is_sparse(entries, among, size):
        places = np.searchsorted(among, entries)
        places[places == len(among)] = 0
        found = among[places] == entries
        return found, places[found]
    where = np.zeros(size, np.intp)
    where[among] = np.arange(1, len(among) + 1, dtype=np.intp)
    places = where[entries]
    found = places > 0
    return found, places[found] - 1


def among(entries: Entries, others: Entries, size: int) -> Mask:
    """Which of the entries stand among the others."""
    if _is_sparse(entries, others, size):
        return located(entries, others, size)[0]
    return mask_of(others, size)[entries]


def mask_of(entries: Entries, size: int) -> Mask:
    """Of every entry of the archive, whether it is one of these."""
    mask = np.zeros(size, np.bool_)
    mask[entries] = True
    return mask


def union(parts: Sequence[Entries], size: int) -> Entries:
    """The entries of all parts."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return EMPTY
    if len(parts) == 1:
        return parts[0]
    if sum(map(len, parts)) * _SPARSE < size:
        every = np.sort(np.concatenate(parts))
        return every[np.diff(every, prepend=-1) > 0]
    mask = np.zeros(size, np.bool_)
    for part in parts:
        mask[part] = True
    return np.flatnonzero(mask)


def best_of(parts: Sequence[Matches], size: int) -> Matches:
    """The entries of all parts, each with its best score."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return NO_MATCHES
    if len(parts) == 1:
        return parts[0]
    if sum(map(len, parts)) * _SPARSE < size:
        entries = np.concatenate([part.entries for part in parts])
        scores = np.concatenate([part.scores for part in parts])
        order = np.argsort(entries, kind="stable")
        entries = entries[order]
        starts = np.flatnonzero(np.concatenate(([True], entries[1:] != entries[:-1])))
        return Matches(entries[starts], np.maximum.reduceat(scores[order], starts))
    best = np.zeros(size, np.int32)
    for part in parts:
        best[part.entries] = np.maximum(best[part.entries], part.scores)
    found = np.flatnonzero(best)
    return Matches(found, best[found])


def sum_of(parts: Sequence[Matches], size: int) -> Matches:
    """The entries that stand in every part, their scores added up in the parts' order."""
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
        found, places = located(common, parts[number].entries, size)
        if len(places) < len(common):
            common = common[found]
            where = {n: _only(places, found) for n, places in where.items()}
        where[number] = places
    total = np.zeros(len(common), np.int32)
    for number, part in enumerate(parts):
        places_in = where[number]
        total += part.scores if places_in is None else part.scores[places_in]
    return Matches(common, total)


def _sum_of_two(few: Matches, many: Matches, size: int) -> Matches:
    if _is_sparse(few.entries, many.entries, size):
        found, places = located(few.entries, many.entries, size)
        return Matches(few.entries[found], few.scores[found] + many.scores[places])
    scores = np.zeros(size, np.int32)
    scores[many.entries] = many.scores
    added = scores[few.entries]
    found = added > 0
    return Matches(few.entries[found], few.scores[found] + added[found])


def _only(places: NDArray[np.intp] | None, found: Mask) -> NDArray[np.intp]:
    return np.flatnonzero(found) if places is None else places[found]


def boost(matches: Matches, bonus: Matches, size: int) -> Matches:
    """The matches, with the bonus added where it stands."""
    if not len(bonus) or not len(matches):
        return matches
    found, places = located(matches.entries, bonus.entries, size)
    scores = matches.scores.copy()
    scores[found] += bonus.scores[places]
    return Matches(matches.entries, scores)


def match_counts(parts: Sequence[Entries], size: int) -> NDArray[np.intp]:
    """Of every entry of the archive, how many parts it stands in."""
    counts = np.zeros(size, np.intp)
    for part in parts:
        counts[part] += 1
    return counts
