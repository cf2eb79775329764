"""The values of a generation's entries, as columns to filter and count by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.evaluate.match_arrays import EMPTY, Entries, Mask, joined, mask_of
from search.results.labels import Labels, same_label
from search.results.results import Facet

_SMALL = 8
"""Below this part of the archive, counting goes entry by entry."""


class Column:
    """One facet: the values that each entry holds, none or one or several. Read-only."""

    def __init__(
        self,
        holders: Mapping[str, Entries],
        size: int,
        label: Callable[[str], Labels] = same_label,
    ) -> None:
        """From the entries that hold each value, of an archive of so many entries."""
        self.label = label
        self.values = tuple(sorted(holders))
        """In order."""
        self.size = size
        self._number = {value: number for number, value in enumerate(self.values)}
        held = [holders[value] for value in self.values]
        sizes = np.array([len(one) for one in held], np.intp)
        self._ends = np.cumsum(sizes)
        self._holders = joined(held).astype(np.int32)
        narrow = np.min_scalar_type(len(self.values))
        numbers = np.repeat(np.arange(len(self.values), dtype=narrow), sizes)
        self._held = numbers[np.argsort(self._holders, kind="stable")]
        held_by_each = np.bincount(self._holders, minlength=size).astype(np.int32)
        self._single = size > 0 and bool((held_by_each == 1).all())
        self._has_runs = False
        """Whether values follow the entries' order, so that neighbours seldom differ."""
        if self._single:
            boundaries = np.flatnonzero(self._held[1:] != self._held[:-1]) + 1
            self._has_runs = len(boundaries) * _SMALL < size
            if self._has_runs:
                self._boundaries = boundaries
                self._run_values = self._held[np.concatenate(([0], boundaries))]
        else:
            self._sizes = held_by_each
            self._first = np.cumsum(held_by_each, dtype=np.int32) - held_by_each
            """Where each entry's values begin."""

    @cached_property
    def labels(self) -> tuple[Labels, ...]:
        """What each value is called."""
        return tuple([self.label(value) for value in self.values])

    def number(self, value: str) -> int | None:
        """Where the value stands among all; None when no entry holds it."""
        return self._number.get(value)

    def holders(self, value: str) -> Entries:
        """The entries that hold the value."""
        number = self.number(value)
        if number is None:
            return EMPTY
        end = int(self._ends[number])
        start = int(self._ends[number - 1]) if number else 0
        return self._holders[start:end].astype(np.intp)

    def mask(self, values: Iterable[str]) -> Mask:
        """Of every entry, whether it holds any of the values."""
        mask = np.zeros(self.size, np.bool_)
        for value in values:
            mask[self.holders(value)] = True
        return mask

    def counts(self, entries: Entries) -> NDArray[np.intp]:
        """Of every value, how many of the entries hold it."""
        if not self.values:
            return np.zeros(0, np.intp)
        if len(entries) == self.size:
            return self.totals
        if self._has_runs and len(self._boundaries) * _SMALL < len(entries):
            return self._counts_by_runs(entries)
        return np.bincount(self._held_by(entries), minlength=len(self.values))

    def tally(self, entries: Entries) -> dict[int, int]:
        """As `counts`, of few entries: by the number of each value that some of them hold."""
        return dict(Counter(self._held_by(entries).tolist()))

    def _counts_by_runs(self, entries: Entries) -> NDArray[np.intp]:
        """Count between the turns: years stand in a row, as the entries go by date."""
        ends = entries.searchsorted(self._boundaries)
        sizes = np.empty(len(ends) + 1)
        sizes[:-1], sizes[-1] = ends, len(entries)
        sizes[1:] -= ends
        return np.bincount(self._run_values, sizes, len(self.values)).astype(np.intp)

    @cached_property
    def totals(self) -> NDArray[np.intp]:
        """Of every value, how many entries hold it at all."""
        return np.diff(self._ends, prepend=0)

    def totals_by_value(self) -> dict[str, int]:
        """Every value, in order, and how many entries hold it."""
        return dict(zip(self.values, self.totals.tolist(), strict=True))

    def _held_by(self, entries: Entries) -> NDArray[np.unsignedinteger[Any]]:
        """The numbers of all values of the entries, in any order."""
        if self._single:
            places: NDArray[np.intp] | Mask | Entries = entries
        elif not len(self._held):
            return self._held
        elif len(entries) * _SMALL > self.size:
            places = mask_of(entries, self.size).repeat(self._sizes)
        else:
            starts, sizes = self._first[entries], self._sizes[entries]
            ends = sizes.cumsum()
            steps = (starts - ends + sizes).repeat(sizes)
            places = steps + np.arange(len(steps))
        held: NDArray[np.unsignedinteger[Any]] = self._held[places]
        return held


class Columns:
    """What the entries of a generation are filtered and counted by, by entry number.

    Entries are numbered newest first, undated ones last: by their last days, downwards.
    """

    def __init__(
        self,
        facets: Mapping[str, Column],
        starts: NDArray[np.int32],
        ends: NDArray[np.int32],
        unlisted: Mapping[str, frozenset[str]],
    ) -> None:
        """Days are proleptic ordinals, 0 when unknown."""
        self.facets = facets
        self.unlisted = unlisted
        """Values by facet that are counted only when they are chosen."""
        self.whole: dict[str, Facet] = {}
        """Facets over every entry, kept when they were counted once."""
        self.starts = starts
        self._until = -ends
        self.everything: Entries = np.arange(len(starts), dtype=np.intp)
        """Every entry's number."""

    def dated(self, entries: Entries, first: int, last: int) -> Mask:
        """Which of the entries have dates that overlap these days; undated ones never do."""
        ended = int(self._until.searchsorted(-max(first, 1), "right"))
        mask = np.zeros(len(entries), np.bool_)
        inside = int(entries.searchsorted(ended))
        mask[:inside] = self.starts[entries[:inside]] <= last
        return mask

    def overlapping(self, first: int, last: int) -> Entries:
        """The entries whose dates overlap these days."""
        return np.flatnonzero(self.dated(self.everything, first, last))
