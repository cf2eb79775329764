"""The facet values of all entries as columns, to filter and count by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.engine import ValueCounts
from search.engines.whoosh.match_arrays import EMPTY, EntryNumbers, Mask, concatenate, mask_of
from search.query.query import FACETS, FacetField

_FEW = 24
"""Up to this many entries, counting one by one is faster than by arrays."""
_SMALL = 8
"""Below this part of all entries, counting goes entry by entry."""


class Column:
    """One facet: the values of each entry, none or one or several. Read-only."""

    def __init__(
        self,
        holders: Mapping[str, EntryNumbers],
        size: int,
    ) -> None:
        """Make the column of `size` entries from the entries that hold each value.

        Each value's entries ascend and are unique.
        """
        values = tuple(sorted(holders))
        held = [holders[value] for value in values]
        sizes = np.array([len(one) for one in held], np.intp)
        self._make(values, sizes, concatenate(held).astype(np.int32), size)

    @classmethod
    def of_rows(
        cls, values: tuple[str, ...], sizes: NDArray[np.intp], holders: EntryNumbers, size: int
    ) -> Column:
        """Make a column of ascending values; `holders` has the entries of each value in a row, of
        which `sizes` tells the number."""
        column = cls.__new__(cls)
        column._make(values, sizes, holders.astype(np.int32), size)
        return column

    def _make(
        self,
        values: tuple[str, ...],
        sizes: NDArray[np.intp],
        holders: NDArray[np.int32],
        size: int,
    ) -> None:
        self.values = values
        """All values, ascending; a value's number is its index here."""
        self.size = size
        self._ends = np.cumsum(sizes)
        self._holders = holders
        self._hidden: dict[frozenset[str], Mask] = {}
        """For the values that were hidden last, which they are."""
        narrow = np.min_scalar_type(len(self.values))
        numbers = np.repeat(np.arange(len(self.values), dtype=narrow), sizes)
        self.held = numbers[np.argsort(self._holders, kind="stable")]
        """The numbers of the values of the first entry, then of the next."""
        self.held_by_each = np.bincount(self._holders, minlength=size).astype(np.int32)
        """How many values each entry has."""
        self._single = size > 0 and bool((self.held_by_each == 1).all())
        self._has_runs = False
        """Whether equal values lie in few runs of entries, as years do."""
        if self._single:
            boundaries = np.flatnonzero(self.held[1:] != self.held[:-1]) + 1
            self._has_runs = len(boundaries) * _SMALL < size
            if self._has_runs:
                self._boundaries = boundaries
                self._run_values = self.held[np.concatenate(([0], boundaries))]
        else:
            self._first = np.cumsum(self.held_by_each, dtype=np.int32) - self.held_by_each
            """The index of each entry's first value in `held`."""

    @cached_property
    def _number(self) -> dict[str, int]:
        return {value: number for number, value in enumerate(self.values)}

    def number(self, value: str) -> int | None:
        """Return the number of a value; None when no entry holds it."""
        return self._number.get(value)

    def holders(self, value: str) -> EntryNumbers:
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

    def counts(self, entries: EntryNumbers) -> NDArray[np.intp]:
        """Return for every value how many of the entries hold it."""
        if not self.values:
            return np.zeros(0, np.intp)
        if len(entries) == self.size:
            return self.totals
        if self._has_runs and len(self._boundaries) * _SMALL < len(entries):
            return self._counts_by_runs(entries)
        return np.bincount(self._held_by(entries), minlength=len(self.values))

    def count_few(self, entries: EntryNumbers) -> dict[int, int]:
        """Return the counts of the values that few entries hold, by the number of each value."""
        return dict(Counter(self._held_by(entries).tolist()))

    def _counts_by_runs(self, entries: EntryNumbers) -> NDArray[np.intp]:
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

    def ranked_counts(
        self,
        entries: EntryNumbers,
        hidden: frozenset[str] = frozenset(),
        chosen: Collection[str] = (),
        most: int = 0,
    ) -> tuple[ValueCounts, int]:
        """Return the values that the entries hold and their counts, commonest first, then by value;
        and how many they are, the hidden ones that are not chosen left out.

        Beyond the first `most` values only chosen ones are given. Entries must be unique.
        """
        if not self.values:
            return ((), ()), 0
        left_out = self._numbers_of(hidden, chosen) if hidden else None
        if len(entries) <= _FEW:
            few = self.count_few(entries)
            shown = few if left_out is None else [n for n in few if not left_out[n]]
            order = sorted(shown, key=lambda number: (-few[number], number))
            values = [self.values[number] for number in order]
            return (values, [few[number] for number in order]), len(order)
        counts = self.counts(entries)
        if left_out is not None:
            counts = np.where(left_out, 0, counts)
        held = counts.nonzero()[0]
        total = len(held)
        if 0 < most < total:
            sizes = counts[held]
            least = np.partition(sizes, total - most)[total - most]
            few_numbers = [n for value in chosen if (n := self.number(value)) is not None]
            enough = sizes > least
            level = np.flatnonzero(sizes == least)
            enough[level[: most - np.count_nonzero(enough)]] = True
            enough[np.isin(held, few_numbers)] = True
            held = held[enough]
        ranked = held[(-counts[held]).argsort(kind="stable")]
        listed = list(map(self.values.__getitem__, ranked.tolist()))
        return (listed, counts[ranked].tolist()), total

    def _numbers_of(self, hidden: frozenset[str], chosen: Collection[str]) -> Mask:
        """Return for each value whether it is hidden and not chosen."""
        mask = self._hidden.get(hidden)
        if mask is None:
            mask = np.zeros(len(self.values), np.bool_)
            mask[[n for value in hidden if (n := self.number(value)) is not None]] = True
            self._hidden = {hidden: mask}
        numbers = [n for value in chosen if (n := self.number(value)) is not None]
        if numbers and mask[numbers].any():
            mask = mask.copy()
            mask[numbers] = False
        return mask

    def _held_by(self, entries: EntryNumbers) -> NDArray[np.unsignedinteger[Any]]:
        """Return the numbers of all values of the entries, in any order."""
        if self._single:
            places: NDArray[np.intp] | Mask | EntryNumbers = entries
        elif not len(self.held):
            return self.held
        elif len(entries) * _SMALL > self.size:
            places = mask_of(entries, self.size).repeat(self.held_by_each)
        else:
            starts, sizes = self._first[entries], self.held_by_each[entries]
            ends = sizes.cumsum()
            steps = (starts - ends + sizes).repeat(sizes)
            places = steps + np.arange(len(steps))
        held: NDArray[np.unsignedinteger[Any]] = self.held[places]
        return held


class FacetColumns(Mapping[FacetField, Column]):
    """The column of each facet, made when it is first asked for."""

    def __init__(self, make: Callable[[FacetField], Column]) -> None:
        self._make = make
        self._made: dict[FacetField, Column] = {}

    def __getitem__(self, field: FacetField) -> Column:
        column = self._made.get(field)
        if column is None:
            column = self._made[field] = self._make(field)
        return column

    def __iter__(self) -> Iterator[FacetField]:
        return iter(FACETS)

    def __len__(self) -> int:
        return len(FACETS)


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
        self.everything: EntryNumbers = np.arange(len(starts), dtype=np.intp)
        """The number of every entry."""

    def dated(self, entries: EntryNumbers, first: int, last: int) -> Mask:
        """Return which of the entries have dates that overlap these days; undated ones never do."""
        ended = int(self._until.searchsorted(-max(first, 1), "right"))
        mask = np.zeros(len(entries), np.bool_)
        inside = int(entries.searchsorted(ended))
        mask[:inside] = self.starts[entries[:inside]] <= last
        return mask

    def overlapping(self, first: int, last: int) -> EntryNumbers:
        """Return the entries whose dates overlap these days."""
        return np.flatnonzero(self.dated(self.everything, first, last))

    def within(self, first: int, last: int) -> EntryNumbers:
        """Return the entries whose dates lie within these days."""
        found = self.overlapping(first, last)
        return found[(self.starts[found] >= first) & (-self._until[found] <= last)]
