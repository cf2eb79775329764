"""Filters as masks over the entries that match, and facets counted under them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Literal

import numpy as np

from search.engines.engine import (
    DateFilter,
    Filter,
    Request,
    ValueCounts,
    ValueFilter,
    WithoutFilter,
)
from search.engines.whoosh.columns import Columns
from search.engines.whoosh.evaluation import Postings
from search.engines.whoosh.facet_rows import FacetRows, Ranked
from search.engines.whoosh.match_arrays import EntryNumbers, Mask, mask_of
from search.query.query import FacetField

_FEW = 2
"""Up to so many facets, it is faster to count each by itself."""

FilterName = FacetField | Literal["id", "by_people", "without", "dates"]
FilterMasks = Mapping[FilterName, Mask]
"""For each filter, which of the matched entries pass it."""


def filter_masks(
    filters: Sequence[Filter], matched: EntryNumbers, columns: Columns, postings: Postings
) -> FilterMasks:
    """Return a mask over the matched entries for each filter; empty without filters."""
    masks: dict[FilterName, Mask] = {}
    for one in filters:
        match one:
            case ValueFilter(("id" | "by_people") as field, values):
                held = mask_of(_with_tags(field, values, postings), postings.entries())
                masks[field] = held[matched]
            case ValueFilter(field, values):
                masks[field] = columns.facets[field].mask(values)[matched]  # type: ignore[index]
            case WithoutFilter(field, values):
                masks["without"] = ~columns.facets[field].mask(values)[matched]
            case DateFilter(first, last):
                masks["dates"] = columns.dated(matched, first, last)
    return masks


def _with_tags(
    field: Literal["id", "by_people"], values: Sequence[str], postings: Postings
) -> EntryNumbers:
    found = [postings.tag(field, value) for value in values]
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.intp)


def combined_mask(masks: FilterMasks, except_field: FacetField | None = None) -> Mask | None:
    """Return which entries pass all filters but that of one facet; None without any filter."""
    combined = [mask for name, mask in masks.items() if name != except_field]
    return reduce(np.logical_and, combined) if combined else None


def apply_mask(entries: EntryNumbers, mask: Mask | None) -> EntryNumbers:
    """Return the entries for which the mask is true; all of them without a mask."""
    return entries if mask is None else entries[mask]


def count_facets(
    request: Request,
    matched: EntryNumbers,
    masks: FilterMasks,
    columns: Columns,
    rows: Callable[[], FacetRows],
) -> tuple[dict[FacetField, ValueCounts], dict[FacetField, int]]:
    """Count the values of each facet over the matched entries under all filters but its own.

    `rows` makes the rows of all facets, or has them.

    Returns the first counts of each, and how many values there are; see `Found.facet_totals`.
    """
    filtered = apply_mask(matched, combined_mask(masks))
    chosen = {one.field: one.values for one in request.filters if isinstance(one, ValueFilter)}
    together = [field for field in request.facets if field not in chosen]
    ranked: Ranked = {}
    if len(together) > _FEW:
        ranked = rows().ranked(filtered, request.hidden, request.most_values)
    counts: dict[FacetField, ValueCounts] = {}
    totals: dict[FacetField, int] = {}
    for field in request.facets:
        if field in together and field in ranked:
            counts[field], totals[field] = ranked[field]
            continue
        counts[field], totals[field] = columns.facets[field].ranked_counts(
            apply_mask(matched, combined_mask(masks, field)) if field in masks else filtered,
            request.hidden.get(field, frozenset()),
            chosen.get(field, ()),
            request.most_values,
        )
    return counts, totals
