"""The facet values of all entries as columns, to filter and count by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.engine import ValueCounts
from search.engines.whoosh.match_arrays import EMPTY, Entries, Mask, concatenate, mask_of
from search.query.query import FacetField

_FEW = 24
"""Up to this many entries, counting one by one is faster than by arrays."""
_SMALL = 8
"""Below this part of all entries, counting goes entry by entry."""


class Column:
    """One facet: the values of each entry, none or one or several. Read-only."""

    def __init__(
        self,
        holders: Mapping[str, Entries],
        size: int,
    ) -> None:
        """Make the column of `size` entries from the entries that hold each value.

        Each value's entries ascend and are unique.
        """
        self.values = tuple(sorted(holders))
        """All values, ascending; a value's number is its index here."""
        self.size = size
        self._number = {value: number for number, value in enumerate(self.values)}
        held = [holders[value] for value in self.values]
        sizes = np.array([len(one) for one in held], np.intp)
        self._ends = np.cumsum(sizes)
        self._holders = concatenate(held).astype(np.int32)
        narrow = np.min_scalar_type(len(self.values))
        numbers = np.repeat(np.arange(len(self.values), dtype=narrow), sizes)
        self._held = numbers[np.argsort(self._holders, kind="stable")]
        held_by_each = np.bincount(self._holders, minlength=size).astype(np.int32)
        self._single = size > 0 and bool((held_by_each == 1).all())
        self._has_runs = False
        """Whether equal values lie in few runs of entries, as years do."""
        if self._single:
            boundaries = np.flatnonzero(self._held[1:] != self._held[:-1]) + 1
            self._has_runs = len(boundaries) * _SMALL < size
            if self._has_runs:
                self._boundaries = boundaries
                self._run_values = self._held[np.concatenate(([0], boundaries))]
        else:
            self._sizes = held_by_each
            self._first = np.cumsum(held_by_each, dtype=np.int32) - held_by_each
            """The index of each entry's first value in `_held`."""

    def number(self, value: str) -> int | None:
        """Return the number of a value; None when no entry holds it."""
        return self._number.get(value)

    def holders(self, value: str) -> Entries:
        """Return the entries that hold the value."""
        number = self.number(value)
        if number is None:
            return EMPTY
        end = int(self._ends[number])
        start = int(self._ends[number - 1]) if number else 0
        return self._holders[start:end].astype(np.intp)

    def mask(self, values: Iterable[str]) -> Mask:
        """Return for every entry whether it holds any of the values."""
        mask = np.zeros(self.size, np.bool_)
        for value in values:
            mask[self.holders(value)] = True
        return mask

    def counts(self, entries: Entries) -> NDArray[np.intp]:
        """Return for every value how many of the entries hold it."""
        if not self.values:
            return np.zeros(0, np.intp)
        if len(entries) == self.size:
            return self.totals
        if self._has_runs and len(self._boundaries) * _SMALL < len(entries):
            return self._counts_by_runs(entries)
        return np.bincount(self._held_by(entries), minlength=len(self.values))

    def count_few(self, entries: Entries) -> dict[int, int]:
        """Return the counts of the values that few entries hold, by the number of each value."""
        return dict(Counter(self._held_by(entries).tolist()))

    def _counts_by_runs(self, entries: Entries) -> NDArray[np.intp]:
        """Count run by run, from the boundaries between runs of equal values."""
        ends = entries.searchsorted(self._boundaries)
        sizes = np.empty(len(ends) + 1)
        sizes[:-1], sizes[-1] = ends, len(entries)
        sizes[1:] -= ends
        return np.bincount(self._run_values, sizes, len(self.values)).astype(np.intp)

    @cached_property
    def totals(self) -> NDArray[np.intp]:
        """For every value, the number of entries that hold it."""
        return np.diff(self._ends, prepend=0)

    def ranked_counts(self, entries: Entries) -> ValueCounts:
        """Return the values that the entries hold and their counts, commonest first, then by value.

        Entries must be unique.
        """
        if not self.values:
            return (), ()
        if len(entries) <= _FEW:
            few = self.count_few(entries)
            order = sorted(few, key=lambda number: (-few[number], number))
            return [self.values[number] for number in order], [few[number] for number in order]
        counts = self.counts(entries)
        held = counts.nonzero()[0]
        ranked = held[(-counts[held]).argsort(kind="stable")]
        return list(map(self.values.__getitem__, ranked.tolist())), counts[ranked].tolist()

    def _held_by(self, entries: Entries) -> NDArray[np.unsignedinteger[Any]]:
        """Return the numbers of all values of the entries, in any order."""
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
    """The facets and dates of a generation, by entry number.

    Entries are numbered by their last days, newest first and undated last.
    """

    def __init__(
        self,
        facets: Mapping[FacetField, Column],
        starts: NDArray[np.int32],
        ends: NDArray[np.int32],
    ) -> None:
        """Make the columns; days are proleptic ordinals, 0 when unknown, and `ends` descend."""
        self.facets = facets
        self.starts = starts
        self._until = -ends
        self.everything: Entries = np.arange(len(starts), dtype=np.intp)
        """The number of every entry."""

    def dated(self, entries: Entries, first: int, last: int) -> Mask:
        """Return which of the entries have dates that overlap these days; undated ones never do."""
        ended = int(self._until.searchsorted(-max(first, 1), "right"))
        mask = np.zeros(len(entries), np.bool_)
        inside = int(entries.searchsorted(ended))
        mask[:inside] = self.starts[entries[:inside]] <= last
        return mask

    def overlapping(self, first: int, last: int) -> Entries:
        """Return the entries whose dates overlap these days."""
        return np.flatnonzero(self.dated(self.everything, first, last))

    def within(self, first: int, last: int) -> Entries:
        """Return the entries whose dates lie within these days."""
        found = self.overlapping(first, last)
        return found[(self.starts[found] >= first) & (-self._until[found] <= last)]
