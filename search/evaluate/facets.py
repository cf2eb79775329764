"""Filters and facet counts over the entries of a generation.

The values of one filter are joined by OR, the filters by AND. Each facet is counted under all
filters but its own, so that its other values can be added.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial, reduce
from itertools import repeat
from typing import Literal

import numpy as np

from search.evaluate.columns import Column, Columns
from search.evaluate.match_arrays import Entries, Mask
from search.query.date_bounds import days_of
from search.query.query import FACETS, FacetField, FilterField, Query
from search.results.results import Facet, FacetValue

MAX_VALUES = 1_000
"""Values of one facet."""
_FEW = 24
"""Up to this many entries, counting one by one is faster than by arrays."""
_facet_value: Callable[[tuple[object, ...]], FacetValue] = partial(tuple.__new__, FacetValue)
"""Makes a FacetValue of a tuple in half the time of its constructor: a search makes hundreds."""

FilterMasks = Mapping[FilterField | Literal["dates"], Mask]
"""For each filter that is on, which of the matched entries pass it."""


def filter_masks(query: Query, matched: Entries, columns: Columns) -> FilterMasks:
    """Return the filters of a query over the matched entries; empty when no filter is on.

    Raises QueryError for a malformed date range.
    """
    filters: dict[FilterField | Literal["dates"], Mask] = {}
    for field in FACETS:
        if getattr(query, field):
            chosen = chosen_of(query, field)
            filters[field] = columns.facets[field].mask(chosen)[matched]
    if query.not_country:
        filters["not_country"] = ~columns.facets["country"].mask(query.not_country)[matched]
    if query.since or query.until:
        filters["dates"] = columns.dated(matched, *days_of(query.since, query.until))
    return filters


def combined_mask(filters: FilterMasks, except_field: FacetField | None = None) -> Mask | None:
    """Return which entries pass all filters but that of one facet; None without any filter."""
    masks = [mask for name, mask in filters.items() if name != except_field]
    return reduce(np.logical_and, masks) if masks else None


def apply_mask(entries: Entries, mask: Mask | None) -> Entries:
    """Return the entries for which the mask is true; all of them without a mask."""
    return entries if mask is None else entries[mask]


def count_facets(
    matched: Entries,
    query: Query,
    filters: FilterMasks,
    columns: Columns,
) -> dict[FacetField, Facet]:
    """Count every facet over the matched entries under all filters but its own."""
    filtered = apply_mask(matched, combined_mask(filters))
    facets = {}
    for field in FACETS:
        counted = filtered
        chosen: tuple[str, ...] = ()
        if field in filters:
            counted = apply_mask(matched, combined_mask(filters, except_field=field))
            chosen = chosen_of(query, field)
        whole = len(counted) == len(columns.starts) and not chosen
        if whole and field in columns.whole:
            facets[field] = columns.whole[field]
            continue
        column = columns.facets[field]
        hidden = columns.unlisted.get(field, frozenset())
        facets[field] = _facet(field, chosen, counted, column, hidden)
        if whole:
            columns.whole[field] = facets[field]
    return facets


def _facet(
    field: FacetField,
    chosen: tuple[str, ...],
    counted: Entries,
    column: Column,
    hidden: Collection[str],
) -> Facet:
    values, labels = column.values, column.labels
    if not values and not chosen:
        return Facet(field, (), 0)
    numbers = [column.number(value) for value in hidden if value not in chosen]
    held, counts = _count(field, counted, column, [n for n in numbers if n is not None])
    selected = chosen and {column.number(value) for value in chosen} & set(held)
    if len(selected) == len(chosen) and (not selected or len(held) <= MAX_VALUES):
        shown = held[:MAX_VALUES]
        made = zip(
            map(values.__getitem__, shown),
            map(labels.__getitem__, shown),
            counts,
            map(selected.__contains__, shown) if selected else repeat(False),
            strict=False,
        )
        return Facet(field, tuple(map(_facet_value, made)), len(held))
    listed = [(values[n], count) for n, count in zip(held, counts, strict=True)]
    listed = _with_chosen(listed, chosen, field)
    limited = _limit_values(listed, chosen)
    facet_values = [FacetValue(v, column.label(v), n, v in chosen) for v, n in limited]
    return Facet(field, tuple(facet_values), len(listed))


def _count(
    field: FacetField, entries: Entries, column: Column, unlisted: list[int]
) -> tuple[list[int], list[int]]:
    """Return the values that the entries hold, in the facet's order, and the count of each."""
    if len(entries) <= _FEW:
        few = column.count_few(entries)
        for number in unlisted:
            few.pop(number, None)
        if field == "year":
            order = sorted(few, reverse=True)
        else:
            order = sorted(few, key=lambda number: (-few[number], number))
        return order, [few[number] for number in order]
    counts = column.counts(entries)
    if unlisted:
        counts = counts.copy()
        counts[unlisted] = 0
    held = counts.nonzero()[0]
    in_order = held[::-1] if field == "year" else held[(-counts[held]).argsort(kind="stable")]
    return in_order.tolist(), counts[in_order].tolist()


def _with_chosen(
    listed: list[tuple[str, int]], chosen: Iterable[str], field: FacetField
) -> list[tuple[str, int]]:
    """Return the values, in order, with the chosen ones that no entry holds."""
    held = {value for value, _ in listed}
    listed = listed + [(value, 0) for value in dict.fromkeys(chosen) if value not in held]
    if field == "year":
        return sorted(listed, key=lambda pair: pair[0], reverse=True)
    return sorted(listed, key=lambda pair: (-pair[1], pair[0]))


def _limit_values(listed: list[tuple[str, int]], chosen: Collection[str]) -> list[tuple[str, int]]:
    """Return the first MAX_VALUES; chosen values beyond them take the place of the last ones."""
    if len(listed) <= MAX_VALUES:
        return listed
    below = [pair for pair in listed[MAX_VALUES:] if pair[0] in chosen]
    return listed[: MAX_VALUES - len(below)] + below


def chosen_of(query: Query, field: FacetField) -> tuple[str, ...]:
    """Return the values of a facet that the query asks for, as its column spells them."""
    return tuple([str(value) for value in getattr(query, field)])
