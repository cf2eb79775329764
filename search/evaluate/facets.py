"""Filters and facets over the entries of one index generation.

Each facet is counted under every filter but its own; its values widen, facets narrow each other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial, reduce
from itertools import repeat

import numpy as np

from search.evaluate.columns import Column, Columns
from search.evaluate.match_arrays import Entries, Mask
from search.query.date_bounds import days_of
from search.query.query import FACETS, Query
from search.results.results import Facet, FacetValue

MAX_VALUES = 1_000
_FEW = 24
"""Up to so many entries, counting one by one is quicker than by arrays."""
_facet_value: Callable[[tuple[object, ...]], FacetValue] = partial(tuple.__new__, FacetValue)
"""Makes a value of its four parts, in half the time of a call by name: there are hundreds."""

Filters = Mapping[str, Mask]
"""By the facet it belongs to, or another name: which of the matching entries pass."""


def filters_of(query: Query, matching: Entries, columns: Columns) -> Filters:
    """The query's filters over the matching entries; none when nothing is chosen."""
    filters: dict[str, Mask] = {}
    for field in FACETS:
        if getattr(query, field):
            chosen = chosen_of(query, field)
            filters[field] = columns.facets[field].mask(chosen)[matching]
    if query.not_country:
        filters["not_country"] = ~columns.facets["country"].mask(query.not_country)[matching]
    if query.since or query.until:
        filters["dates"] = columns.dated(matching, *days_of(query.since, query.until))
    return filters


def passing(filters: Filters, leave: str = "") -> Mask | None:
    """Which pass every filter but that of the facet `leave`; None when there is none to pass."""
    masks = [mask for name, mask in filters.items() if name != leave]
    return reduce(np.logical_and, masks) if masks else None


def through(matching: Entries, kept: Mask | None) -> Entries:
    """Those of the entries that the mask keeps; all without one."""
    return matching if kept is None else matching[kept]


def count_facets(
    matching: Entries,
    query: Query,
    filters: Filters,
    columns: Columns,
) -> dict[str, Facet]:
    """Every facet, counted over the `matching` entries under every filter but its own."""
    narrowed = through(matching, passing(filters))
    facets = {}
    for field in FACETS:
        reach = narrowed
        chosen: tuple[str, ...] = ()
        if field in filters:
            reach = through(matching, passing(filters, leave=field))
            chosen = chosen_of(query, field)
        whole = len(reach) == len(columns.starts) and not chosen
        if whole and field in columns.whole:
            facets[field] = columns.whole[field]
            continue
        column = columns.facets[field]
        hidden = columns.unlisted.get(field, frozenset())
        facets[field] = _facet(field, chosen, reach, column, hidden)
        if whole:
            columns.whole[field] = facets[field]
    return facets


def _facet(
    field: str,
    chosen: tuple[str, ...],
    reach: Entries,
    column: Column,
    hidden: Collection[str],
) -> Facet:
    values, labels = column.values, column.labels
    if not values and not chosen:
        return Facet(field, (), 0)
    numbers = [column.number(value) for value in hidden if value not in chosen]
    places, found = _counted(field, reach, column, [n for n in numbers if n is not None])
    on = chosen and {column.number(value) for value in chosen} & set(places)
    if len(on) == len(chosen) and (not on or len(places) <= MAX_VALUES):
        shown = places[:MAX_VALUES]
        made = zip(
            map(values.__getitem__, shown),
            map(labels.__getitem__, shown),
            found,
            map(on.__contains__, shown) if on else repeat(False),
            strict=False,
        )
        return Facet(field, tuple(map(_facet_value, made)), len(places))
    listed = [(values[n], count) for n, count in zip(places, found, strict=True)]
    listed = _with_chosen(listed, chosen, field)
    cut = _cut(listed, chosen)
    facet_values = [FacetValue(v, column.label(v), n, v in chosen) for v, n in cut]
    return Facet(field, tuple(facet_values), len(listed))


def _counted(
    field: str, reach: Entries, column: Column, unlisted: list[int]
) -> tuple[list[int], list[int]]:
    """The values that the entries hold, in the facet's order, and how many hold each."""
    if len(reach) <= _FEW:
        tally = column.tally(reach)
        for number in unlisted:
            tally.pop(number, None)
        if field == "year":
            order = sorted(tally, reverse=True)
        else:
            order = sorted(tally, key=lambda number: (-tally[number], number))
        return order, [tally[number] for number in order]
    counts = column.counts(reach)
    if unlisted:
        counts = counts.copy()
        counts[unlisted] = 0
    held = counts.nonzero()[0]
    places = held[::-1] if field == "year" else held[(-counts[held]).argsort(kind="stable")]
    return places.tolist(), counts[places].tolist()


def _with_chosen(
    listed: list[tuple[str, int]], chosen: Iterable[str], field: str
) -> list[tuple[str, int]]:
    """The values with the chosen ones that nothing holds, in their place."""
    held = {value for value, _ in listed}
    listed = listed + [(value, 0) for value in dict.fromkeys(chosen) if value not in held]
    if field == "year":
        return sorted(listed, key=lambda pair: pair[0], reverse=True)
    return sorted(listed, key=lambda pair: (-pair[1], pair[0]))


def _cut(listed: list[tuple[str, int]], chosen: Collection[str]) -> list[tuple[str, int]]:
    """The first thousand; a chosen value further down takes the place of the last."""
    if len(listed) <= MAX_VALUES:
        return listed
    below = [pair for pair in listed[MAX_VALUES:] if pair[0] in chosen]
    return listed[: MAX_VALUES - len(below)] + below


def chosen_of(query: Query, field: str) -> tuple[str, ...]:
    """The values chosen of a facet, as its column has them."""
    return tuple([str(value) for value in getattr(query, field)])
