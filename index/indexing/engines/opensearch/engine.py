"""The writing half of the OpenSearch engine at one location: an alias in a cluster."""

from __future__ import annotations

from index.files.progress import ProgressCallback, ignore_progress
from index.indexing.engines.opensearch.cluster_state import (
    delete_indices,
    nothing_live,
    read_state,
)
from index.indexing.engines.opensearch.connection import OpenSearchCluster
from index.indexing.engines.opensearch.control import (
    PublishingLock,
    digest_of,
    lost_denied,
    read_denied,
    write_denied,
)
from index.indexing.engines.opensearch.location import parse_location, settings_of
from index.indexing.engines.opensearch.mapping import ENTRIES
from index.indexing.engines.opensearch.texts import PROVENANCE, read_json, read_news
from index.indexing.engines.opensearch.writer import OpenSearchWriter
from index.indexing.statistics.index_statistics import FACTS
from index.indexing.writer import Provenance
from index.model.change import Change
from index.model.errors import IndexMissingError


class OpenSearchWritingEngine:
    """Writes and checks generations at the url `location`; see index.indexing.writer."""

    def __init__(self, location: str) -> None:
        self._cluster = OpenSearchCluster(parse_location(location), settings_of())

    def writer(
        self, progress: ProgressCallback = ignore_progress, *, amend: bool = False
    ) -> OpenSearchWriter:
        """Return a writer of a new generation."""
        return OpenSearchWriter(self._cluster, progress, amend=amend)

    def live_fingerprint(self) -> str:
        """Return the name of the live generation and its index's own identity, or ""."""
        live = read_state(self._cluster).live
        if not live:
            return ""
        found = self._cluster.read("GET", f"/{live}/_settings/index.uuid")
        return f"{live} {found[live]['settings']['index']['uuid']}" if found else ""

    def live_provenance(self) -> Provenance | None:
        """Return what was noted of the live generation, or None."""
        live = read_state(self._cluster).live
        noted = read_json(self._cluster, live, PROVENANCE) if live else None
        if not isinstance(noted, dict):
            return None
        return Provenance(
            str(noted["archive"]),
            str(noted["token"]),
            int(noted["entries"]),
            str(noted["profile"]),
        )

    def live_news(self) -> tuple[Change, ...]:
        """Return the news that was noted of the live generation, or none."""
        live = read_state(self._cluster).live
        return read_news(self._cluster, live) if live else ()

    def forget_older(self) -> None:
        """Delete the indices of all generations but the live one."""
        lock = PublishingLock(self._cluster)
        lock.acquire()
        try:
            state = read_state(self._cluster)
            if not state.live:
                raise nothing_live(self._cluster)
            others = [index for index in state.generations if index != state.live]
            delete_indices(self._cluster, others)
        finally:
            lock.release()

    def denied(self) -> frozenset[str]:
        """Return the names in the deny-list."""
        found = read_denied(self._cluster, read_state(self._cluster))
        return found[0] if found else frozenset()

    def deny(self, names: frozenset[str]) -> None:
        """Replace the names in the deny-list, unless they are the same."""
        state = read_state(self._cluster)
        try:
            found = read_denied(self._cluster, state)
        except IndexMissingError:
            found = None
        if found is None or found[0] != names or state.denied != (digest_of(names),):
            write_denied(self._cluster, names)

    def find_damage(self) -> tuple[str, ...]:
        """Ask for the health of the live generation, and count it; return what is wrong."""
        state = read_state(self._cluster)
        live = state.live
        if not live:
            raise nothing_live(self._cluster)
        damage: list[str] = []
        try:
            if read_denied(self._cluster, state) is None:
                raise lost_denied(self._cluster)
        except IndexMissingError as error:
            damage.append(str(error))
        if self._cluster.health(live) == "red":
            return (*damage, f"shards of {live} are missing")
        figures = read_json(self._cluster, live, FACTS)
        body = {"query": ENTRIES, "size": 0, "track_total_hits": True}
        found = self._cluster.search(live, body)["hits"]["total"]["value"]
        if not isinstance(figures, dict) or figures["entries"] != found:
            expected = figures["entries"] if isinstance(figures, dict) else "an unknown number of"
            damage.append(f"{live} has {found} entries in place of {expected}")
        return tuple(damage)
