"""Columns from the facet tables of the segments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.indexing.engines.whoosh.facet_table import FACETS_EXT, FacetTable, Holders
from search.engines.whoosh.columns import Column
from search.engines.whoosh.doc_numbers import Numbering


def facet_table(folder: Path, segment: str) -> FacetTable | None:
    """Return the facets of the segment of this id; None when it has no table."""
    try:
        return FacetTable(folder / f"{segment}{FACETS_EXT}")
    except FileNotFoundError:
        return None


def column_of(segments: Sequence[Holders], numbering: Numbering) -> Column:
    """Return the column of a field from its values in each segment."""
    if numbering.is_plain:
        (held,) = segments
        return Column.of_rows(
            held.values, held.sizes, held.documents.astype(np.intp), len(numbering)
        )
    values = sorted({value for held in segments for value in held.values})
    number = {value: n for n, value in enumerate(values)}
    entries, owners = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    for segment, held in enumerate(segments):
        own = np.array([number[value] for value in held.values], np.intp)
        found = numbering.of(segment, held.documents.astype(np.intp))
        entries.append(found[found >= 0])
        owners.append(own.repeat(held.sizes)[found >= 0])
    every, owner = np.concatenate(entries), np.concatenate(owners)
    order = np.lexsort((every, owner))
    sizes = np.bincount(owner, minlength=len(values))
    kept = tuple([value for value, size in zip(values, sizes.tolist(), strict=True) if size])
    return Column.of_rows(kept, sizes[sizes > 0], every[order], len(numbering))
