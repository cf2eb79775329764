"""From a generation that is complete to one that is live: tried out, copied, then named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index.indexing.engines.opensearch.cluster_state import read_state
from index.indexing.engines.opensearch.connection import OpenSearchCluster, wait_until
from index.indexing.engines.opensearch.control import PublishingLock, write_denied
from index.indexing.engines.opensearch.mapping import ENTRIES

_GREEN_SECONDS = 600.0
"""For which a publication waits until every copy of every shard is there."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The last steps of whoever holds the lock. Each raises an error unless it is confirmed."""

    _cluster: OpenSearchCluster
    _index: str
    _lock: PublishingLock

    def make_live(self, entries: int) -> None:
        """Let readers see the index, which must have so many entries."""
        path = f"/{self._index}"
        self._require(self._cluster.write("POST", f"{path}/_refresh"), "refresh")
        self._check_count(entries)
        self._cluster.write("PUT", f"{path}/_settings", {"index.blocks.write": True})
        self._wait_for_green()
        self._try_out()
        self._lock.renew(at_once=True)
        self._swap()

    def _check_count(self, entries: int) -> None:
        """Raise EngineUnavailableError unless the index has as many entries as it was given."""
        body = {"query": ENTRIES, "size": 0, "track_total_hits": True}
        found = self._search(body)["hits"]["total"]["value"]
        if found != entries:
            raise self._cluster.unavailable(
                f"has {found} of {entries} entries; nothing was published"
            )

    def _wait_for_green(self) -> None:
        """Wait until every copy of every shard is there, so that a node can be lost at once."""

        def is_green() -> bool:
            self._lock.renew()
            return self._cluster.health(self._index) == "green"

        if not wait_until(is_green, _GREEN_SECONDS):
            raise self._cluster.unavailable(
                f"has not made all copies of {self._index} within {_GREEN_SECONDS / 60:.0f} "
                "minutes; nothing was published"
            )

    def _try_out(self) -> None:
        """Ask for what every reader will ask for, which also loads what is loaded once."""
        values = {
            field: {"terms": {"field": field, "size": 10}}
            for field in ("year", "country", "kind", "written", "people", "places")
        }
        order = [{"end": "desc"}, {"id": "asc"}]
        for _ in range(2):  # the second time perhaps another copy of each shard
            self._search({"query": ENTRIES, "size": 10, "sort": order, "aggs": values})

    def _swap(self) -> None:
        """Let the alias name this generation alone, in one step that all nodes have confirmed."""
        name = self._cluster.location.name
        state = read_state(self._cluster)
        if not state.denied:
            write_denied(self._cluster, frozenset())
        actions: list[dict[str, Any]] = [{"add": {"index": self._index, "alias": name}}]
        if state.live:
            old = {"index": state.live, "alias": name, "must_exist": False}
            actions.append({"remove": old})
        answer = self._cluster.write("POST", "/_aliases", {"actions": actions}, timeout="30s")
        self._require(answer, "the swap of the alias")

    def _require(self, answer: Any, what: str) -> None:
        shards = answer.get("_shards", {"failed": 0}) if answer is not None else {"failed": 1}
        if answer is None or shards["failed"] or not answer.get("acknowledged", True):
            raise self._cluster.unavailable(f"has not confirmed {what} of {self._index}")

    def _search(self, body: dict[str, Any]) -> Any:
        return self._cluster.search(self._index, body)
