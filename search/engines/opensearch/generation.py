"""Searches of one generation, in which its hidden entries do not exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from index.indexing.engines.opensearch.connection import OpenSearchCluster
from index.indexing.engines.opensearch.texts import read_bytes
from index.indexing.engines.opensearch.writer import format_fingerprint
from index.indexing.fields import stored_entry, values_of
from index.indexing.statistics.index_statistics import IndexStatistics
from index.model.entry import Entry
from index.model.errors import AmendError
from search.engines.opensearch.matching_body import ALL_ENTRIES, NOTHING, RequestBody

_NAMING_FIELDS = ("id", "alias", "page")
"""The fields by whose values an entry is denied."""
_PAGE = 1_000
"""Entries of one request of a scan."""


@dataclass(frozen=True, slots=True)
class ClusterGeneration:
    """An index of entries, of which some are hidden."""

    cluster: OpenSearchCluster
    index: str
    hidden: tuple[Entry, ...] = ()
    """The entries that the deny-list names, by their ids."""

    @property
    def hidden_ids(self) -> tuple[str, ...]:
        """The ids of the hidden entries, ascending."""
        return tuple([entry.id for entry in self.hidden])

    def search(self, body: RequestBody) -> Any:
        """Return the cluster's answer, of all shards."""
        return self.cluster.search(self.index, {"_source": ["entry"], **body})

    def scan(
        self, body: RequestBody, ask: Callable[[RequestBody], Any] | None = None
    ) -> Iterator[Entry]:
        """Yield all hits of a search whose order ends in the id, page by page."""
        ask = ask or self.search
        after: RequestBody = {}
        while True:
            hits = ask(body | {"size": _PAGE, "track_total_hits": False} | after)["hits"]["hits"]
            yield from map(entry_of, hits)
            if len(hits) < _PAGE:
                return
            after = {"search_after": hits[-1]["sort"]}

    def shown(self, query: RequestBody) -> RequestBody:
        """Return a query without the hidden entries."""
        return without(query, [{"terms": {"id": list(self.hidden_ids)}}] if self.hidden else [])

    def shown_statistics(self) -> IndexStatistics:
        """Return what was counted of the entries, without the hidden ones."""
        try:
            read = partial(read_bytes, self.cluster, self.index)
            statistics = IndexStatistics.of_texts(read, format_fingerprint())
            for entry in self.hidden:
                statistics.remove(entry, values_of(entry).spelt)
        except AmendError:  # another version of this program counted: all is counted again
            statistics = IndexStatistics()
            for entry in self.scan({"query": self.shown(ALL_ENTRIES), "sort": [{"id": "asc"}]}):
                statistics.add(entry, values_of(entry).spelt)
        return statistics


def generation_without(
    cluster: OpenSearchCluster, index: str, names: Iterable[str]
) -> ClusterGeneration:
    """Return a generation in which the entries are hidden that one of the names denies."""
    whole = ClusterGeneration(cluster, index)
    listed = sorted(names)
    found: dict[str, Entry] = {}
    for start in range(0, len(listed), _PAGE):
        some = listed[start : start + _PAGE]
        held: list[RequestBody] = [{"terms": {field: some}} for field in _NAMING_FIELDS]
        query = {"bool": {"should": held, "minimum_should_match": 1}}
        for entry in whole.scan({"query": query, "sort": [{"id": "asc"}]}):
            found[entry.id] = entry
    return ClusterGeneration(cluster, index, tuple([found[id] for id in sorted(found)]))


def entry_of(hit: Mapping[str, Any]) -> Entry:
    """Return the entry of a hit."""
    return stored_entry(hit["_source"]["entry"])


def without(query: RequestBody, left_out: Sequence[RequestBody]) -> RequestBody:
    """Return a query for what a query matches and none of the others does."""
    if not left_out or query == NOTHING:
        return query
    return {"bool": {"must": [query], "must_not": list(left_out)}}
