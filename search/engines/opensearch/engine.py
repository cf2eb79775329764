"""The reading half of the OpenSearch engine: the generation that the alias names now."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from index.indexing.engines.opensearch.cluster_state import (
    ClusterState,
    nothing_live,
    read_state,
)
from index.indexing.engines.opensearch.connection import OpenSearchCluster
from index.indexing.engines.opensearch.control import lost_denied, read_denied
from index.indexing.engines.opensearch.location import parse_location, settings_of
from search.engines.opensearch.generation import generation_without
from search.engines.opensearch.reader import OpenSearchReader


class OpenSearchEngine:
    """Gives the live generation at the url `location`; see search.engines.engine.Engine.

    Every call asks the cluster for its aliases, once. When they name another generation, or another
    deny-list, what readers know of it is read anew.
    """

    def __init__(self, location: str) -> None:
        self._cluster = OpenSearchCluster(parse_location(location), settings_of())
        self._lock = threading.Lock()
        self._state: ClusterState | None = None
        self._index = ""
        self._reader: OpenSearchReader | None = None

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            self._state, self._index, self._reader = None, "", None
        self._cluster.close()

    @contextmanager
    def live(self) -> Iterator[OpenSearchReader]:
        """Give the live generation."""
        yield self._current()

    def _current(self) -> OpenSearchReader:
        state = read_state(self._cluster)
        with self._lock:
            if self._reader is not None and state == self._state:
                return self._reader
        return self._open(state)

    def _open(self, state: ClusterState) -> OpenSearchReader:
        """Read the generation and the deny-list; again when they have been replaced meanwhile."""
        while True:
            if not state.live:
                raise nothing_live(self._cluster)
            found = read_denied(self._cluster, state)
            if found is None:
                raise lost_denied(self._cluster)
            names, digest = found
            with self._lock:
                known = self._reader if self._index == state.live else None
                generation = generation_without(self._cluster, state.live, names)
                if known is None or known.hidden != generation.hidden_ids:
                    try:
                        known = OpenSearchReader(generation)
                    except FileNotFoundError as error:
                        before, state = state, read_state(self._cluster)
                        if state.live == before.live:
                            raise self._cluster.unavailable(
                                f"has lost what {state.live} knows of itself ({error}); rebuild "
                                "with `torino index`"
                            ) from error
                        continue
                self._reader, self._index = known, state.live
                # a list that is being replaced is looked at again by the next call
                self._state = state if state.denied == (digest,) else None
                return known
