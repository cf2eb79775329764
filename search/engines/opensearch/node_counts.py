"""How many entries of a generation match a node; what was counted once is kept."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from index.indexing.engines.opensearch.failures import TOO_MANY_CLAUSES, RequestRefusedError
from search.engines.opensearch.generation import ClusterGeneration
from search.engines.opensearch.matching_body import EVERYTHING, Holds, leaves_in, matching
from search.plan.tree import Leaf, Node
from search.query.errors import QueryError

_KEPT = 20_000
_COUNTED_AT_ONCE = 200


class NodeCounts:
    """The counts of one generation. Safe to share between threads."""

    def __init__(self, generation: ClusterGeneration) -> None:
        self._generation = generation
        self._lock = threading.Lock()
        self._known: dict[Node, int] = {}

    def of(self, nodes: Sequence[Node]) -> list[int]:
        """Return how many entries each node matches. Raises QueryError for too many clauses."""
        known, counted = self._known, dict[Node, int]()
        unknown = [node for node in dict.fromkeys(nodes) if node not in known]
        for start in range(0, len(unknown), _COUNTED_AT_ONCE):
            some = unknown[start : start + _COUNTED_AT_ONCE]
            counted |= zip(some, self._counted(some), strict=True)
        if counted:
            with self._lock:
                if len(self._known) > _KEPT:
                    self._known = {}
                self._known |= counted
        return [counted[node] if node in counted else known[node] for node in nodes]

    def holders(self, leaves: Sequence[Leaf]) -> Holds:
        """Return what says of each of these leaves whether any entry holds it."""
        different = list(dict.fromkeys(leaves))
        held = dict(zip(different, self.of(different), strict=True))
        return lambda leaf: held[leaf] > 0

    def _counted(self, nodes: Sequence[Node]) -> list[int]:
        try:
            return self._asked(nodes)
        except RequestRefusedError as error:
            if error.kind != TOO_MANY_CLAUSES:
                raise
        leaves = [leaf for node in nodes for leaf in leaves_in(node)]
        if list(nodes) == leaves:  # one clause each
            raise too_many_alternatives()
        try:
            return self._asked(nodes, self.holders(leaves))
        except RequestRefusedError as error:
            if error.kind != TOO_MANY_CLAUSES:
                raise
            raise too_many_alternatives() from error

    def _asked(self, nodes: Sequence[Node], holds: Holds | None = None) -> list[int]:
        queries = [matching(node, holds) for node in nodes]
        found = self._generation.search(
            {
                "size": 0,
                "query": self._generation.shown(EVERYTHING),
                "aggs": {"counts": {"filters": {"filters": queries}}},
            }
        )
        return [one["doc_count"] for one in found["aggregations"]["counts"]["buckets"]]


def too_many_alternatives() -> QueryError:
    """Return the error to raise for a search that the cluster refuses for its many clauses."""
    return QueryError(
        "this search has more alternatives than the cluster allows "
        "(indices.query.bool.max_clause_count); ask for fewer words, or for these words alone",
        code="too-many-alternatives",
        value="",
    )
