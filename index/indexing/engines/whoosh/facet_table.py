"""The facet values of a segment's entries, to be mapped: which documents hold each value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.indexing.engines.whoosh.mapped_arrays import (
    Texts,
    open_arrays,
    text_arrays,
    write_arrays,
)

if TYPE_CHECKING:
    from index.indexing.engines.whoosh.inversion import PostingsBatch

FACETS_EXT = ".facets"
FACET_FIELDS = ("year", "country", "kind", "written", "people", "places")


class Holders(NamedTuple):
    """The values of one field, ascending, and the documents that hold each, in a row."""

    values: tuple[str, ...]
    sizes: NDArray[np.intp]
    """How many documents hold each value."""
    documents: NDArray[np.uint32]
    """Ascending for each value."""


class FacetTableWriter:
    """Notes the values of facets while a segment is written."""

    def __init__(self) -> None:
        self._values: dict[str, list[str]] = {field: [] for field in FACET_FIELDS}
        self._sizes: dict[str, list[int]] = {field: [] for field in FACET_FIELDS}
        self._documents: dict[str, list[NDArray[np.uint32]]] = {f: [] for f in FACET_FIELDS}

    def note(self, field: str, batch: PostingsBatch) -> None:
        """Note the postings of a field, if it is a facet; batches in their order."""
        if field in self._values:
            self._values[field] += batch.terms
            self._sizes[field] += batch.sizes()
            self._documents[field].append(batch.documents.astype(np.uint32))

    def write(self, path: Path) -> None:
        """Write what was noted."""
        arrays: dict[str, NDArray[Any]] = {}
        for field, values in self._values.items():
            arrays |= text_arrays(field, values)
            arrays[f"{field}_sizes"] = np.array(self._sizes[field], np.uint32)
            arrays[f"{field}_documents"] = np.concatenate(
                [np.empty(0, np.uint32), *self._documents[field]]
            )
        write_arrays(path, arrays)


class FacetTable:
    """The facet values of one segment, mapped."""

    def __init__(self, path: Path) -> None:
        self._arrays = open_arrays(path)

    def holders(self, field: str) -> Holders:
        """Return which documents hold the values of a facet."""
        return Holders(
            tuple(Texts(self._arrays, field)),
            self._arrays[f"{field}_sizes"].astype(np.intp),
            self._arrays[f"{field}_documents"],
        )
