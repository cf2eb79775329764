"""Facets as a page shows them: of an engine's counts, in order, labelled, with what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from search.query.query import FacetField
from search.results.labels import Labels
from search.results.results import Facet, FacetValue

MAX_VALUES = 1_000
"""Values of one facet."""
_facet_value: Callable[[tuple[object, ...]], FacetValue] = partial(tuple.__new__, FacetValue)
"""Makes a FacetValue of a tuple in half the time of its constructor: a search makes hundreds."""


def facet_of(
    field: FacetField,
    counted: Sequence[tuple[str, int]],
    chosen: Collection[str],
    hidden: frozenset[str],
    labels: Mapping[str, Labels],
) -> Facet:
    """Return a facet from the counts of an engine, which are commonest first, then by value.

    Hidden values are left out unless they are chosen; a chosen value that no entry holds is there
    with a count of 0.
    """
    listed: Sequence[tuple[str, int]] = counted
    if hidden:
        left_out = hidden.difference(chosen)
        listed = [pair for pair in counted if pair[0] not in left_out]
    if chosen:
        listed = _with_chosen(listed, chosen)
    if field == "year":
        listed = sorted(listed, reverse=True)
    cut = _cut(listed, chosen)
    made = [
        _facet_value((value, labels[value], count, value in chosen if chosen else False))
        for value, count in cut
    ]
    return Facet(field, tuple(made), len(listed))


def _with_chosen(
    listed: Sequence[tuple[str, int]], chosen: Iterable[str]
) -> Sequence[tuple[str, int]]:
    """Return the values, in order, with the chosen ones that no entry holds."""
    held = {value for value, _ in listed}
    missing = [(value, 0) for value in dict.fromkeys(chosen) if value not in held]
    return [*listed, *sorted(missing)]  # a count of 0 is less than any other


def _cut(listed: Sequence[tuple[str, int]], chosen: Collection[str]) -> Sequence[tuple[str, int]]:
    """Return the first MAX_VALUES; chosen values beyond them take the place of the last ones."""
    if len(listed) <= MAX_VALUES:
        return listed
    below = [pair for pair in listed[MAX_VALUES:] if pair[0] in chosen]
    return [*listed[: MAX_VALUES - len(below)], *below]
