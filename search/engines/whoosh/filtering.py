"""Filters as masks over the entries that match, and facets counted under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Literal

import numpy as np

from search.engines.engine import DateFilter, Filter, ValueCounts, ValueFilter, WithoutFilter
from search.engines.whoosh.columns import Columns
from search.engines.whoosh.evaluation import Postings
from search.engines.whoosh.match_arrays import Entries, Mask, mask_of
from search.query.query import FacetField

FilterName = FacetField | Literal["id", "without", "dates"]
FilterMasks = Mapping[FilterName, Mask]
"""For each filter, which of the matched entries pass it."""


def filter_masks(
    filters: Sequence[Filter], matched: Entries, columns: Columns, postings: Postings
) -> FilterMasks:
    """Return a mask over the matched entries for each filter; empty without filters."""
    masks: dict[FilterName, Mask] = {}
    for one in filters:
        match one:
            case ValueFilter("id", values):
                held = mask_of(_with_ids(values, postings), postings.entries())
                masks["id"] = held[matched]
            case ValueFilter(field, values):
                masks[field] = columns.facets[field].mask(values)[matched]  # type: ignore[index]
            case WithoutFilter(field, values):
                masks["without"] = ~columns.facets[field].mask(values)[matched]
            case DateFilter(first, last):
                masks["dates"] = columns.dated(matched, first, last)
    return masks


def _with_ids(ids: Sequence[str], postings: Postings) -> Entries:
    found = [postings.tag("id", id) for id in ids]
    return np.sort(np.concatenate(found)) if found else np.empty(0, np.intp)


def combined_mask(masks: FilterMasks, except_field: FacetField | None = None) -> Mask | None:
    """Return which entries pass all filters but that of one facet; None without any filter."""
    combined = [mask for name, mask in masks.items() if name != except_field]
    return reduce(np.logical_and, combined) if combined else None


def apply_mask(entries: Entries, mask: Mask | None) -> Entries:
    """Return the entries for which the mask is true; all of them without a mask."""
    return entries if mask is None else entries[mask]


def count_facets(
    fields: Sequence[FacetField], matched: Entries, masks: FilterMasks, columns: Columns
) -> dict[FacetField, ValueCounts]:
    """Count the values of each facet over the matched entries under all filters but its own."""
    filtered = apply_mask(matched, combined_mask(masks))
    return {
        field: columns.facets[field].ranked_counts(
            apply_mask(matched, combined_mask(masks, field)) if field in masks else filtered
        )
        for field in fields
    }
