"""One generation in OpenSearch, as search.engines.engine.IndexReader wants it.

A generation does not change once it is published, so its index is its point in time: requests that
name the index see the same entries, however many they are, on whichever node.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from typing import Any

from index.indexing.engines.opensearch.connection import Cluster
from index.indexing.engines.opensearch.failures import TOO_MANY_CLAUSES, RefusedError
from index.indexing.engines.opensearch.mapping import ENTRIES, read_back, written
from index.indexing.engines.opensearch.texts import (
    PROVENANCE,
    read_json,
    read_news,
    read_text,
)
from index.indexing.engines.opensearch.writer import format_fingerprint
from index.indexing.fields import stored_entry, values_of
from index.indexing.statistics.index_statistics import FACTS, WORDS, IndexStatistics
from index.model.entry import Entry
from index.model.errors import AmendError
from search.engines.engine import Found, Request, ValueCounts, ValueFilter
from search.engines.index_facts import index_facts
from search.engines.opensearch.query_body import (
    EVERYTHING,
    NOTHING,
    Body,
    filter_body,
    matching,
    scoring,
)
from search.plan.tree import Leaf, Node
from search.plan.weighing import Best, Scored, Sum, Weighed
from search.query.errors import QueryError
from search.query.limits import check_time
from search.query.query import FacetField, Sort

_NAMING_FIELDS = ("id", "alias", "page")
"""The fields by whose values an entry is denied."""
_PAGE = 1_000
"""Entries of one request of a scan."""
_COUNTS = 20_000
"""Counts of nodes that are kept of a generation."""
_COUNTED_AT_ONCE = 200
_VALUES = 20_000
"""Values of a facet that are counted in one request; a cluster gives some 65,000 in all."""
_ORDERS: Mapping[Sort, list[Body]] = {
    "relevance": [{"_score": "desc"}, {"end": "desc"}, {"id": "asc"}],
    "newest": [{"end": "desc"}, {"id": "asc"}],
    "oldest": [{"start": "asc"}, {"id": "asc"}],
}
_NOT_PLAIN = re.compile(r"([^\w])")


@dataclass(frozen=True, slots=True)
class Hidden:
    """The entries of a generation that the deny-list names."""

    entries: tuple[Entry, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Their own ids, ascending."""
        return tuple(sorted(entry.id for entry in self.entries))


def find_hidden(cluster: Cluster, index: str, names: Iterable[str]) -> Hidden:
    """Return the entries of a generation that one of the names denies."""
    listed = sorted(names)
    found: dict[str, Entry] = {}
    for start in range(0, len(listed), _PAGE):
        some = listed[start : start + _PAGE]
        held: list[Body] = [{"terms": {field: some}} for field in _NAMING_FIELDS]
        query = {"bool": {"should": held, "minimum_should_match": 1}}
        for hit in _scan(cluster, index, {"query": query, "sort": [{"id": "asc"}]}):
            entry = _entry_of(hit)
            found[entry.id] = entry
    return Hidden(tuple(found[id] for id in sorted(found)))


class OpenSearchReader:
    """A generation without its hidden entries: see search.engines.engine.IndexReader.

    Safe to share between threads.
    """

    def __init__(self, cluster: Cluster, index: str, hidden: Hidden) -> None:
        """Read what the generation knows of itself. Raises FileNotFoundError when it is gone."""
        self._cluster = cluster
        self._index = index
        self.hidden = hidden.ids
        self._lock = threading.Lock()
        self._counts: dict[Node, int] = {}
        self._words: str | None = None
        name = index.rpartition("-")[2]
        facts = json.loads(read_text(cluster, index, FACTS))
        provenance, news = read_json(cluster, index, PROVENANCE), read_news(cluster, index)
        origin = provenance if isinstance(provenance, dict) else {}
        if hidden.entries:
            ids = {id for entry in hidden.entries for id in (entry.id, *entry.aliases)}
            news = tuple(change for change in news if change.id not in ids)
            name = f"{name}-{sha256(' '.join(hidden.ids).encode()).hexdigest()[:8]}"
            statistics = self._statistics_without(hidden)
            shown, self._words = statistics.shown({*facts["withdrawn"], *ids})
            facts = {**json.loads(shown), "built": facts["built"]}
        self.facts = index_facts(
            name,
            facts,
            archive=str(origin.get("archive", "")),
            profile=str(origin.get("profile", "")),
            news=news,
        )

    def count(self, nodes: Sequence[Node]) -> list[int]:
        """Return how many entries each node matches; what was counted once is kept."""
        check_time()
        known, counted = self._counts, dict[Node, int]()
        unknown = [node for node in dict.fromkeys(nodes) if node not in known]
        if unknown:
            for start in range(0, len(unknown), _COUNTED_AT_ONCE):
                some = unknown[start : start + _COUNTED_AT_ONCE]
                counted |= zip(some, self._counted([matching(node) for node in some]), strict=True)
            with self._lock:
                if len(self._counts) > _COUNTS:
                    self._counts = {}
                self._counts |= counted
        return [counted[node] if node in counted else known[node] for node in nodes]

    def _counted(self, queries: Sequence[Body]) -> list[int]:
        counts = {"counts": {"filters": {"filters": list(queries)}}}
        found = self._search({"size": 0, "query": self._shown(EVERYTHING), "aggs": counts})
        return [one["doc_count"] for one in found["aggregations"]["counts"]["buckets"]]

    def run(self, request: Request) -> Found:
        """Count what the request matches, and read one page of it."""
        check_time()
        filters = [(one, filter_body(one)) for one in request.filters]
        body: Body = {
            "size": request.limit,
            "from": request.offset if request.limit else 0,
            "track_total_hits": True,
            "aggs": {
                "all": {"filter": EVERYTHING},
                **{field: self._facet(field, filters) for field in request.facets},
            },
        }
        if request.limit:
            body |= {"sort": _ORDERS[request.order], "track_scores": True}
        if filters:
            body["post_filter"] = {"bool": {"filter": [query for _, query in filters]}}
        found = self._ask(request, body)
        counted = found["aggregations"]
        return Found(
            total=found["hits"]["total"]["value"],
            total_without_filters=counted["all"]["doc_count"],
            facets={
                field: self._values(field, counted[field]["values"], request, filters)
                for field in request.facets
            },
            entries=tuple(
                (_entry_of(hit), int(hit["_score"]) if request.tree else 0)
                for hit in found["hits"]["hits"]
            ),
        )

    def scan(self, request: Request) -> Iterator[Entry]:
        """Yield all entries of the request in its order."""
        queries = [filter_body(one) for one in request.filters]
        body: Body = {"sort": _ORDERS[request.order], "track_scores": True}
        if queries:
            body["post_filter"] = {"bool": {"filter": queries}}
        for hit in _scan(self._cluster, self._index, body, partial(self._ask, request)):
            yield _entry_of(hit)

    def entry(self, id: str) -> Entry | None:
        """Return the entry of this id or alias, or None."""
        for field in ("id", "alias"):
            query = self._shown({"term": {field: {"value": id}}})
            found = self._search({"size": 1, "query": query, "sort": [{"id": "asc"}]})
            for hit in found["hits"]["hits"]:
                return _entry_of(hit)
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
        query = self._shown({"prefix": {field: {"value": written(prefix)}}})
        found = self._search({"size": 0, "query": query, "aggs": {"terms": {"terms": terms}}})
        return [read_back(one["key"]) for one in found["aggregations"]["terms"]["buckets"]]

    def spellings(self) -> dict[str, tuple[str, int]]:
        """Return every folded word with its most frequent spelling and how many entries hold it."""
        words = self._words
        if words is None:
            try:
                words = read_text(self._cluster, self._index, WORDS)
            except FileNotFoundError as error:
                raise self._cluster.unavailable(f"has no {self._index} any more") from error
        return {word: (text, count) for word, (text, count) in json.loads(words).items()}

    # Requests

    def _ask(self, request: Request, body: Body) -> Any:
        """Run the body for what a request matches; again with fewer clauses when they are too many.

        Raises QueryError when they still are.
        """
        tree = request.tree
        try:
            return self._search(
                body | {"query": self._matched(request, scoring(tree) if tree else None)}
            )
        except RefusedError as error:
            if error.kind != TOO_MANY_CLAUSES or tree is None:
                raise
        leaves = list(dict.fromkeys(_leaves(tree)))
        held = dict(zip(leaves, self.count(leaves), strict=True))
        query = scoring(tree, lambda leaf: held[leaf] > 0)
        try:
            return self._search(body | {"query": self._matched(request, query)})
        except RefusedError as error:
            if error.kind != TOO_MANY_CLAUSES:
                raise
            raise QueryError(
                "this search has more alternatives than the cluster allows "
                "(indices.query.bool.max_clause_count); ask for fewer words, or for these words "
                "alone",
                code="too-slow",
                value="",
            ) from error

    def _matched(self, request: Request, query: Body | None) -> Body:
        """Return the query for what a request matches before any filter."""
        left_out = [matching(node) for node in request.excluded]
        if query is None:
            return self._shown({"constant_score": {"filter": _without({**ENTRIES}, left_out)}})
        return self._shown(_without(query, left_out))

    def _shown(self, query: Body) -> Body:
        """Return a query without the hidden entries."""
        return _without(query, [{"terms": {"id": list(self.hidden)}}] if self.hidden else [])

    def _search(self, body: Body) -> Any:
        return self._cluster.search(self._index, {"_source": ["entry"], **body})

    # Facets

    def _facet(self, field: FacetField, filters: Sequence[tuple[Any, Body]], part: int = 0) -> Body:
        """Return what counts the values of a facet under every filter but its own."""
        parts = self._parts(field)
        size = max(2 * self._distinct.get(field, 0) // parts, 1_000)
        values: Body = {"field": field, "size": size, "shard_size": size}
        if parts > 1:
            values["include"] = {"partition": part, "num_partitions": parts}
        others = [
            query
            for one, query in filters
            if not (isinstance(one, ValueFilter) and one.field == field)
        ]
        return {
            "filter": {"bool": {"filter": others}} if others else EVERYTHING,
            "aggs": {"values": {"terms": values}},
        }

    def _values(
        self,
        field: FacetField,
        found: Any,
        request: Request,
        filters: Sequence[tuple[Any, Body]],
    ) -> ValueCounts:
        """Return the counts of a facet's values; of very many in several requests."""
        buckets = list(self._exact(field, found))
        for part in range(1, self._parts(field)):
            body = {"size": 0, "aggs": {field: self._facet(field, filters, part)}}
            more = self._ask(request, body)["aggregations"][field]["values"]
            buckets += self._exact(field, more)
        ranked = sorted(buckets, key=lambda one: (-one[1], one[0]))
        return [value for value, _ in ranked], [count for _, count in ranked]

    def _exact(self, field: FacetField, found: Any) -> Iterator[tuple[str, int]]:
        if found["sum_other_doc_count"] or found["doc_count_error_upper_bound"]:
            raise self._cluster.unavailable(f"has more values of {field} than it was said to have")
        return ((one["key"], one["doc_count"]) for one in found["buckets"])

    def _parts(self, field: FacetField) -> int:
        return 1 + self._distinct.get(field, 0) // _VALUES

    @cached_property
    def _distinct(self) -> Mapping[str, int]:
        """How many values the facets with many of them have, hidden entries included."""
        return {"people": len(self.facts.people), "places": len(self.facts.places)}

    # Hidden entries

    def _statistics_without(self, hidden: Hidden) -> IndexStatistics:
        try:
            read = partial(read_text, self._cluster, self._index)
            statistics = IndexStatistics.of_texts(read, format_fingerprint())
            for entry in hidden.entries:
                statistics.remove(entry, values_of(entry).spelt)
        except AmendError:  # another version of this program counted: all is counted again
            statistics = IndexStatistics()
            body = {"query": self._shown({**ENTRIES}), "sort": [{"id": "asc"}]}
            for hit in _scan(self._cluster, self._index, body):
                entry = _entry_of(hit)
                statistics.add(entry, values_of(entry).spelt)
        return statistics


def _scan(cluster: Cluster, index: str, body: Body, ask: Any = None) -> Iterator[Mapping[str, Any]]:
    """Yield all hits of a search whose order ends in the id, page by page."""
    ask = ask or partial(cluster.search, index)
    after: Body = {}
    while True:
        page = body | {"_source": ["entry"], "size": _PAGE, "track_total_hits": False} | after
        hits = ask(page)["hits"]["hits"]
        yield from hits
        if len(hits) < _PAGE:
            return
        after = {"search_after": hits[-1]["sort"]}


def _entry_of(hit: Mapping[str, Any]) -> Entry:
    return stored_entry(hit["_source"]["entry"])


def _without(query: Body, left_out: Sequence[Body]) -> Body:
    if not left_out or query == NOTHING:
        return query
    return {"bool": {"must": [query], "must_not": list(left_out)}}


def _leaves(tree: Weighed) -> Iterator[Leaf]:
    match tree:
        case Scored(leaf):
            yield leaf
        case Best(parts):
            for part in parts:
                yield from _leaves(part)
        case Sum(parts, _, optional):
            for part in (*parts, *optional):
                yield from _leaves(part)
