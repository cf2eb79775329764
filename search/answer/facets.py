"""Facets as a page shows them: of an engine's counts, in order, labelled, with what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from itertools import repeat

from search.engines.engine import ValueCounts
from search.query.query import FacetField
from search.results.labels import Labels
from search.results.results import Facet, FacetValue

MAX_VALUES = 1_000
"""Values of one facet."""
_facet_value: Callable[[tuple[object, ...]], FacetValue] = partial(tuple.__new__, FacetValue)
"""Makes a FacetValue of a tuple in half the time of its constructor: a search makes hundreds."""


def facet_of(
    field: FacetField,
    counted: ValueCounts,
    chosen: Collection[str],
    hidden: frozenset[str],
    labels: Mapping[str, Labels],
) -> Facet:
    """Return a facet from the counts of an engine.

    Hidden values are left out unless they are chosen; a chosen value that no entry holds is there
    with a count of 0.
    """
    values, counts = counted
    left_out = hidden.difference(chosen) if chosen else hidden
    total = len(values)
    if chosen or field == "year" or total > MAX_VALUES or not left_out.isdisjoint(values):
        listed = [pair for pair in zip(values, counts, strict=True) if pair[0] not in left_out]
        if chosen:
            listed = _with_chosen(listed, chosen)
        if field == "year":
            listed.sort(reverse=True)
        total = len(listed)
        shown = _cut(listed, chosen)
        values, counts = [value for value, _ in shown], [count for _, count in shown]
    selected = map(chosen.__contains__, values) if chosen else repeat(False)
    made = zip(values, map(labels.__getitem__, values), counts, selected, strict=False)
    return Facet(field, tuple(map(_facet_value, made)), total)


def _with_chosen(listed: list[tuple[str, int]], chosen: Iterable[str]) -> list[tuple[str, int]]:
    """Return the values, in order, with the chosen ones that no entry holds."""
    held = {value for value, _ in listed}
    missing = [(value, 0) for value in dict.fromkeys(chosen) if value not in held]
    return [*listed, *sorted(missing)]  # a count of 0 is less than any other


def _cut(listed: list[tuple[str, int]], chosen: Collection[str]) -> list[tuple[str, int]]:
    """Return the first MAX_VALUES; chosen values beyond them take the place of the last ones."""
    if len(listed) <= MAX_VALUES:
        return listed
    below = [pair for pair in listed[MAX_VALUES:] if pair[0] in chosen]
    return [*listed[: MAX_VALUES - len(below)], *below]
