"""The bars of a timeline, with their heights."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from search.results.facet_values import Facet

MIN_HEIGHT = 2
"""Pixels of the lowest bar: a single entry must be visible."""


class Bar(NamedTuple):
    """One year or month, and the number of its entries."""

    value: int
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody needs
    height: int
    """Pixels; 0 for a gap."""
    selected: bool


def bars(counts: Iterable[tuple[int, int, bool]], *, tallest: int) -> tuple[Bar, ...]:
    """Return a bar for each (value, count, selected), in the order given; the highest is `tallest`.

    Empty for no values.
    """
    counts = tuple(counts)
    most = max((count for _, count, _ in counts), default=0)
    return tuple(
        Bar(
            value,
            count,
            max(MIN_HEIGHT, round(tallest * count / most)) if count else 0,
            selected,
        )
        for value, count, selected in counts
    )


def year_bars(
    facet: Facet | None, span: tuple[int, int] | None, *, tallest: int = 44
) -> tuple[Bar, ...]:
    """Return a bar for each year of `span`, oldest first; those without entries have height 0.

    Years with entries outside the span extend it. Without years the result is empty.
    """
    values = {int(v.value): v for v in facet.values} if facet else {}
    edges = [*(year for year, value in values.items() if value.count), *(span or ())]
    if not edges:
        return ()
    return bars(
        (
            (year, values[year].count, values[year].selected)
            if year in values
            else (year, 0, False)
            for year in range(min(edges), max(edges) + 1)
        ),
        tallest=tallest,
    )
