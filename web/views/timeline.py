"""The years as a picture: bars whose heights the server has already decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from search.results.results import Facet

LEAST = 2
"""Pixels of the lowest bar: one entry must still be seen."""


class Bar(NamedTuple):
    """One year, or one month of a year, and how many entries it holds."""

    value: int
    count: int  # type: ignore[assignment]  # a tuple's own count is not missed
    height: int
    """Pixels; 0 for a gap."""
    selected: bool


def bars(counts: Iterable[tuple[int, int, bool]], *, tallest: int) -> tuple[Bar, ...]:
    """A bar for each (value, count, selected), in the order given, scaled to the greatest."""
    counts = tuple(counts)
    most = max((count for _, count, _ in counts), default=0)
    return tuple(
        Bar(
            value,
            count,
            max(LEAST, round(tallest * count / most)) if count else 0,
            selected,
        )
        for value, count, selected in counts
    )


def year_bars(
    facet: Facet | None, span: tuple[int, int] | None, *, tallest: int = 44
) -> tuple[Bar, ...]:
    """A bar for each year of `span`, oldest first, the years that hold nothing as gaps.

    A year with entries outside the span stretches it; with neither there is no bar.
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
