"""A facet of a result, and its values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import NamedTuple, overload

from search.query.query import FacetField


class FacetValue(NamedTuple):
    """A value of a facet. `labels` has "it" and "en"; `count` is under all filters of other facets.

    A named tuple, because whoever lists them makes hundreds.
    """

    value: str
    labels: Mapping[str, str]
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody needs
    selected: bool


_facet_value: Callable[[tuple[object, ...]], FacetValue] = partial(tuple.__new__, FacetValue)
"""Makes a FacetValue of a tuple in half the time of its constructor."""


class FacetValues(Sequence[FacetValue]):
    """The values of a facet, each made when it is asked for: there are hundreds, and few are shown.

    It is equal to any sequence of the same values.
    """

    __slots__ = ("_chosen", "_counts", "_labels", "_values")

    def __init__(
        self,
        values: Sequence[str],
        counts: Sequence[int],
        labels: Mapping[str, Mapping[str, str]],
        chosen: Collection[str] = (),
    ) -> None:
        """`labels` are those of every value; `chosen` are the selected ones."""
        self._values, self._counts = values, counts
        self._labels, self._chosen = labels, chosen

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, number: int) -> FacetValue: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[FacetValue, ...]: ...
    def __getitem__(self, number: int | slice) -> FacetValue | tuple[FacetValue, ...]:
        if isinstance(number, slice):
            return tuple(self)[number]
        value = self._values[number]
        return FacetValue(value, self._labels[value], self._counts[number], value in self._chosen)

    def __iter__(self) -> Iterator[FacetValue]:
        labels = map(self._labels.__getitem__, self._values)
        selected = map(self._chosen.__contains__, self._values) if self._chosen else repeat(False)
        return map(_facet_value, zip(self._values, labels, self._counts, selected, strict=False))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a facet: years newest first, others by count, then by value.

    Values with a count of 0 are left out, unless they are selected. At most 1,000 values;
    `total_values` is their number before that cut.
    """

    field: FacetField
    values: Sequence[FacetValue]
    total_values: int
