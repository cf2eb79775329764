"""The values of facets: what is asked of the cluster, and the counts in its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.engines.engine import Filter, ValueCounts, ValueFilter
from search.engines.opensearch.generation import ClusterGeneration
from search.engines.opensearch.matching_body import EVERYTHING, RequestBody, filter_body
from search.query.query import FacetField

_VALUES = 20_000
"""Values of a facet that are counted in one request; a cluster gives some 65,000 in all."""
_FEWEST = 1_000
"""Values that are asked for of a facet of few."""


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """Counts the values of facets, each under every filter but its own."""

    generation: ClusterGeneration
    distinct: Mapping[str, int]
    """How many values the facets with many of them have, hidden entries included."""

    def body(self, field: FacetField, filters: Sequence[Filter], part: int = 0) -> RequestBody:
        """Return what counts the values of a facet, or a part of very many."""
        parts = self._parts(field)
        size = max(2 * self.distinct.get(field, 0) // parts, _FEWEST)
        values: RequestBody = {"field": field, "size": size, "shard_size": size}
        if parts > 1:
            values["include"] = {"partition": part, "num_partitions": parts}
        others = [filter_body(one) for one in filters if not _is_own(one, field)]
        return {
            "filter": {"bool": {"filter": others}} if others else EVERYTHING,
            "aggs": {"values": {"terms": values}},
        }

    def values(
        self,
        field: FacetField,
        counted: Any,
        filters: Sequence[Filter],
        ask: Callable[[RequestBody], Any],
    ) -> ValueCounts:
        """Return the counts in an answer; `ask` gets the further parts of very many values."""
        buckets = list(self._exact(field, counted[field]))
        for part in range(1, self._parts(field)):
            more = ask({"size": 0, "aggs": {field: self.body(field, filters, part)}})
            buckets += self._exact(field, more["aggregations"][field])
        ranked = sorted(buckets, key=lambda one: (-one[1], one[0]))
        return [value for value, _ in ranked], [count for _, count in ranked]

    def _exact(self, field: FacetField, counted: Any) -> Iterator[tuple[str, int]]:
        found = counted["values"]
        if found["sum_other_doc_count"] or found["doc_count_error_upper_bound"]:
            raise self.generation.cluster.unavailable(
                f"has more values of {field} than it was said to have"
            )
        return ((one["key"], one["doc_count"]) for one in found["buckets"])

    def _parts(self, field: FacetField) -> int:
        return 1 + self.distinct.get(field, 0) // _VALUES


def _is_own(one: Filter, field: FacetField) -> bool:
    return isinstance(one, ValueFilter) and one.field == field
