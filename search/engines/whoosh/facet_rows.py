"""The values of all facets of each entry in one row, to count the facets of a search together.

What a facet costs by itself is mostly the number of steps, not of entries; six take them once here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.engine import ValueCounts
from search.engines.whoosh.columns import Column
from search.engines.whoosh.match_arrays import EntryNumbers, lasts_of
from search.query.query import FacetField

Ranked = dict[FacetField, tuple[ValueCounts, int]]
"""By facet, its values with their counts, and how many there are, as `Column.ranked_counts`."""

_FEW = 6
"""Up to so many entries, counting one by one is faster than by arrays."""
_LARGE = 8
"""From this part of all entries on, each facet is counted by itself, which saves memory."""
_BITS = 24
"""Bits of the number of a value, and of a count."""
_MOST = (1 << _BITS) - 1


class FacetRows:
    """The values of all facets, numbered through: those of the first facet, then of the next."""

    def __init__(self, columns: Mapping[FacetField, Column], size: int) -> None:
        """`columns` are those of `size` entries."""
        self._columns = columns
        self._size = size
        self._fields = tuple(columns)
        self._values = [value for column in columns.values() for value in column.values]
        self._names = np.array(self._values, object)
        self._firsts = list(accumulate([len(one.values) for one in columns.values()], initial=0))
        """The number of the first value of each facet, and of the one after the last."""
        numbers = np.arange(len(self._values))
        facet_of = np.searchsorted(self._firsts, numbers, side="right") - 1
        self._facet_of = facet_of.astype(np.uint8).tobytes()
        self._orders = ((facet_of << _BITS) + _MOST << _BITS) + numbers
        """A number for each value: its facet, then what a count is taken from, then its own number.
        So they are in order when they ascend."""
        self._bounds = np.arange(len(self._fields) + 1) << 2 * _BITS
        self._sizes: NDArray[np.int32] = np.zeros(size, np.int32)
        """How many values each entry has."""
        for column in columns.values():
            self._sizes += column.held_by_each
        self._starts = np.cumsum(self._sizes, dtype=np.int32) - self._sizes
        """Where the row of each entry begins."""
        self._held = np.empty(self._sizes.sum(), np.min_scalar_type(len(self._values)))
        self._fill()
        self._hidden: tuple[Mapping[FacetField, frozenset[str]], bytes] | None = None

    def _fill(self) -> None:
        begins = self._starts.copy()
        for first, column in zip(self._firsts, self._columns.values(), strict=False):
            each = column.held_by_each
            steps = np.repeat(begins - (np.cumsum(each, dtype=np.int32) - each), each)
            numbers = column.held.astype(self._held.dtype)  # which may hold larger ones
            self._held[steps + np.arange(len(steps))] = numbers + first
            begins += each

    def ranked(
        self, entries: EntryNumbers, hidden: Mapping[FacetField, frozenset[str]], most: int
    ) -> Ranked:
        """Return the values that the entries hold, at most so many of each facet, but no hidden
        ones: those of most entries first, then by value. Entries must be unique."""
        left_out = self._left_out(hidden)
        if len(entries) <= _FEW:
            return self._ranked_few(entries, left_out, most)
        if len(entries) * _LARGE > self._size:
            counts = np.concatenate([one.counts(entries) for one in self._columns.values()])
            numbers: NDArray[Any] = (counts > 0).nonzero()[0]
            counts = counts[numbers]
        else:
            held = self._held_by(entries)
            held.sort()
            lasts = lasts_of(held).nonzero()[0]
            numbers = held[lasts]
            counts = lasts.copy()
            counts[1:] -= lasts[:-1]
            counts[0] += 1
        shown = ~np.frombuffer(left_out, np.bool_)[numbers]
        keys = self._orders[numbers[shown]] - (counts[shown] << _BITS)
        keys.sort()
        bounds = keys.searchsorted(self._bounds).tolist()
        numbers = keys & _MOST
        counts = _MOST - (keys >> _BITS & _MOST)
        places = dict(zip(self._fields, pairwise(bounds), strict=True))
        if most and len(numbers) > most:
            return {
                field: (self._listed(numbers[a : min(b, a + most)], counts[a:b]), b - a)
                for field, (a, b) in places.items()
            }
        values, sizes = self._listed(numbers, counts)
        return {field: ((values[a:b], sizes[a:b]), b - a) for field, (a, b) in places.items()}

    def _listed(self, numbers: NDArray[Any], counts: NDArray[Any]) -> tuple[list[str], list[int]]:
        return self._names[numbers].tolist(), counts[: len(numbers)].tolist()

    def _ranked_few(self, entries: EntryNumbers, left_out: bytes, most: int) -> Ranked:
        held: list[int] = []
        for entry in entries.tolist():
            start = self._starts.data[entry]
            held += self._held.data[start : start + self._sizes.data[entry]].tolist()
        counted = Counter(held)
        order = sorted(counted)
        if len(entries) > 1:
            order.sort(key=counted.__getitem__, reverse=True)
        rows: list[tuple[list[str], list[int]]] = [([], []) for _ in self._fields]
        for number in order:
            if not left_out[number]:
                values, counts = rows[self._facet_of[number]]
                values.append(self._values[number])
                counts.append(counted[number])
        return {
            field: ((values[: most or None], counts[: most or None]), len(values))
            for field, (values, counts) in zip(self._fields, rows, strict=True)
        }

    def _held_by(self, entries: EntryNumbers) -> NDArray[np.unsignedinteger[Any]]:
        """Return the numbers of all values of the entries, in any order."""
        sizes: NDArray[np.int32] = self._sizes[entries]
        ends = sizes.cumsum()
        steps = (self._starts[entries] - ends + sizes).repeat(sizes)
        steps += np.arange(len(steps))
        held: NDArray[np.unsignedinteger[Any]] = self._held[steps]
        return held

    def _left_out(self, hidden: Mapping[FacetField, frozenset[str]]) -> bytes:
        """Return for each value whether it is hidden; kept for those that were hidden last."""
        if self._hidden is not None and self._hidden[0] is hidden:
            return self._hidden[1]
        mask = bytearray(len(self._values))
        for first, (field, column) in zip(self._firsts, self._columns.items(), strict=False):
            for value in hidden.get(field, ()):
                number = column.number(value)
                if number is not None:
                    mask[first + number] = True
        self._hidden = hidden, bytes(mask)
        return self._hidden[1]
