"""Facets as a page shows them: of an engine's counts, in order, labelled, with what is chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from search.engines.engine import ValueCounts
from search.query.query import FacetField
from search.results.facet_values import Facet, FacetValues
from search.results.labels import Labels

MAX_VALUES = 1_000
"""Values of one facet."""


def facet_of(
    field: FacetField,
    counted: ValueCounts,
    chosen: Collection[str],
    hidden: frozenset[str],
    labels: Mapping[str, Labels],
    total: int | None = None,
) -> Facet:
    """Return a facet from the counts of an engine.

    Hidden values are left out unless they are chosen; a chosen value that no entry holds is there
    with a count of 0. `total` is the number of values when the engine has left them out, and gives
    only the first values.
    """
    values, counts = counted
    left_out: Collection[str] = ()
    if total is None and not hidden.isdisjoint(values):
        left_out = hidden.difference(chosen)
    beyond = 0 if total is None else total - len(values)
    total = len(values)
    if chosen or field == "year" or total > MAX_VALUES or left_out:
        listed = [pair for pair in zip(values, counts, strict=True) if pair[0] not in left_out]
        if chosen:
            listed = _with_chosen(listed, chosen)
        if field == "year":
            listed.sort(reverse=True)
        total = len(listed)
        shown = _cut(listed, chosen)
        values, counts = [value for value, _ in shown], [count for _, count in shown]
    return Facet(field, FacetValues(values, counts, labels, chosen), total + beyond)


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
