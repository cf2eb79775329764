"""One generation in OpenSearch, as search.engines.engine.IndexReader wants it.

A generation does not change once it is published, so its index is its point in time: requests that
name the index see the same entries, however many they are, on whichever node.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from hashlib import sha256
from typing import Any

from index.indexing.engines.opensearch.failures import TOO_MANY_CLAUSES, RequestRefusedError
from index.indexing.engines.opensearch.mapping import read_back, written
from index.indexing.engines.opensearch.texts import PROVENANCE, read_json, read_news, read_text
from index.indexing.statistics.index_statistics import FACTS, WORDS
from index.model.entry import Entry
from search.engines.engine import Found, IndexFacts, Request
from search.engines.index_facts import index_facts
from search.engines.opensearch.facet_counts import FacetCounts
from search.engines.opensearch.generation import ClusterGeneration, entry_of, without
from search.engines.opensearch.matching_body import (
    ALL_ENTRIES,
    EVERYTHING,
    RequestBody,
    filter_body,
    leaves_in,
    matching,
)
from search.engines.opensearch.node_counts import NodeCounts, too_many_alternatives
from search.engines.opensearch.scoring_body import scored_leaves, scoring
from search.engines.word_table import BuiltWordTable
from search.plan.tree import AnyOf, Node
from search.query.limits import check_time
from search.query.query import Sort

_ORDERS: Mapping[Sort, list[RequestBody]] = {
    "relevance": [{"_score": "desc"}, {"end": "desc"}, {"id": "asc"}],
    "newest": [{"end": "desc"}, {"id": "asc"}],
    "oldest": [{"start": "asc"}, {"id": "asc"}],
}
_NOT_PLAIN = re.compile(r"([^\w])")


class OpenSearchReader:
    """A generation without its hidden entries: see search.engines.engine.IndexReader.

    Safe to share between threads.
    """

    def __init__(self, generation: ClusterGeneration) -> None:
        """Read what the generation knows of itself. Raises FileNotFoundError when it is gone."""
        self._generation = generation
        self.hidden = generation.hidden_ids
        self.facts, self._words = _read_facts(generation)
        self._counts = NodeCounts(generation)
        distinct = {"people": len(self.facts.people), "places": len(self.facts.places)}
        self._facets = FacetCounts(generation, distinct)

    def count(self, nodes: Sequence[Node]) -> list[int]:
        """Return how many entries each node matches; what was counted once is kept."""
        check_time()
        return self._counts.of(nodes)

    def alternatives(self, node: AnyOf) -> Sequence[Node]:
        """Return all parts: to know better takes a request."""
        return node.parts

    def run(self, request: Request) -> Found:
        """Count what the request matches, and read one page of it."""
        check_time()
        body: RequestBody = {
            "size": request.limit,
            "from": request.offset if request.limit else 0,
            "track_total_hits": True,
            "aggs": {
                "all": {"filter": EVERYTHING},
                **{field: self._facets.body(field, request.filters) for field in request.facets},
            },
            **_filtered(request),
        }
        if request.limit:
            body |= {"sort": _ORDERS[request.order], "track_scores": True}
        ask = partial(self._ask, request)
        found = ask(body)
        counted = found["aggregations"]
        return Found(
            total=found["hits"]["total"]["value"],
            total_without_filters=counted["all"]["doc_count"],
            facets={
                field: self._facets.values(field, counted, request.filters, ask)
                for field in request.facets
            },
            entries=tuple(
                (entry_of(hit), int(hit["_score"]) if request.tree else 0)
                for hit in found["hits"]["hits"]
            ),
        )

    def scan(self, request: Request) -> Iterator[Entry]:
        """Yield all entries of the request in its order."""
        body = {"sort": _ORDERS[request.order], "track_scores": True, **_filtered(request)}
        return self._generation.scan(body, partial(self._ask, request))

    def entry(self, id: str) -> Entry | None:
        """Return the entry of this id or alias, or None."""
        for field in ("id", "alias"):
            query = self._generation.shown({"term": {field: {"value": id}}})
            found = self._generation.search({"size": 1, "query": query, "sort": [{"id": "asc"}]})
            for hit in found["hits"]["hits"]:
                return entry_of(hit)
        return None

    def terms(self, field: str, prefix: str, most: int) -> list[str]:
        """Return the first terms of a field with this prefix, at most so many, ascending."""
        plain = _NOT_PLAIN.sub(r"\\\1", written(prefix))
        terms = {
            "field": field,
            "include": f"{plain}.*",
            "order": {"_key": "asc"},
            "size": most,
            "shard_size": most,
        }
        query = self._generation.shown({"prefix": {field: {"value": written(prefix)}}})
        body: RequestBody = {"size": 0, "query": query, "aggs": {"terms": {"terms": terms}}}
        found = self._generation.search(body)
        return [read_back(one["key"]) for one in found["aggregations"]["terms"]["buckets"]]

    def spellings(self) -> dict[str, tuple[str, int]]:
        """Return every folded word with its most frequent spelling and how many entries hold it."""
        words = self._words
        if words is None:
            cluster, index = self._generation.cluster, self._generation.index
            try:
                words = read_text(cluster, index, WORDS)
            except FileNotFoundError as error:
                raise cluster.unavailable(f"has no {index} any more") from error
        return {word: (text, count) for word, (text, count) in json.loads(words).items()}

    @cached_property
    def words(self) -> BuiltWordTable:
        """The words and names of the generation, read once."""
        return BuiltWordTable.of(self.spellings(), self.facts)

    def _ask(self, request: Request, body: RequestBody) -> Any:
        """Run the body for what a request matches; again with fewer clauses when they are too many.

        Raises QueryError when they still are.
        """
        try:
            return self._generation.search(body | {"query": self._matched(request, thrifty=False)})
        except RequestRefusedError as error:
            if error.kind != TOO_MANY_CLAUSES:
                raise
        try:
            return self._generation.search(body | {"query": self._matched(request, thrifty=True)})
        except RequestRefusedError as error:
            if error.kind != TOO_MANY_CLAUSES:
                raise
            raise too_many_alternatives() from error

    def _matched(self, request: Request, *, thrifty: bool) -> RequestBody:
        """Return the query for what a request matches before any filter.

        A thrifty one is without the alternatives that no entry holds, which are counted for it.
        """
        tree = request.tree
        holds = None
        if thrifty:
            leaves = [leaf for node in request.excluded for leaf in leaves_in(node)]
            holds = self._counts.holders([*(scored_leaves(tree) if tree else ()), *leaves])
        query = scoring(tree, holds) if tree else {"constant_score": {"filter": ALL_ENTRIES}}
        left_out = [matching(node, holds) for node in request.excluded]
        return self._generation.shown(without(query, left_out))


def _read_facts(generation: ClusterGeneration) -> tuple[IndexFacts, str | None]:
    """Return what a generation knows of itself, and its words when they are counted anew."""
    cluster, index, ids = generation.cluster, generation.index, generation.hidden_ids
    name, words = index.rpartition("-")[2], None
    facts = json.loads(read_text(cluster, index, FACTS))
    provenance, news = read_json(cluster, index, PROVENANCE), read_news(cluster, index)
    origin = provenance if isinstance(provenance, dict) else {}
    if ids:
        hidden = {id for entry in generation.hidden for id in (entry.id, *entry.aliases)}
        news = tuple(change for change in news if change.id not in hidden)
        name = f"{name}-{sha256(' '.join(ids).encode()).hexdigest()[:8]}"
        shown, words = generation.shown_statistics().shown({*facts["withdrawn"], *hidden})
        facts = {**json.loads(shown), "built": facts["built"]}
    archive, profile = str(origin.get("archive", "")), str(origin.get("profile", ""))
    return index_facts(name, facts, archive=archive, profile=profile, news=news), words


def _filtered(request: Request) -> RequestBody:
    """Return what a body has for the filters of a request, which facets do not see."""
    queries = [filter_body(one) for one in request.filters]
    return {"post_filter": {"bool": {"filter": queries}}} if queries else {}
