"""The nodes of a cluster: whose turn it is, which of them hang, and when another one is asked."""

from __future__ import annotations

import random
import ssl
import threading
import time
from collections.abc import Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from index.indexing.engines.opensearch.failures import (
    excerpt,
    is_absent,
    lasting,
    passing,
    unavailable,
)
from index.indexing.engines.opensearch.location import Location, Settings
from index.indexing.engines.opensearch.node import (
    ClusterNode,
    ConnectionTimeout,
    Method,
    NodeError,
    OpenSearchException,
    TransportError,
)

_PAUSE_SECONDS = 0.2
"""Before the second attempt; doubled before each further one, and varied by half."""
_TIMES_OVER = 3
"""After so many time-outs no further attempt is made."""
_SOON_SECONDS = 1.2
"""A reader's first attempt is given so long before it is looked for a node that hangs. Twice as
long next time when none does: then the request itself takes its time."""
_CALMER = 0.9
"""By which that time becomes shorter again with each answer."""


class Nodes:
    """The nodes of a location. Safe to share between threads."""

    def __init__(
        self, location: Location, settings: Settings, context: ssl.SSLContext | None
    ) -> None:
        self._location = location
        self._settings = settings
        self._lock = threading.Lock()
        self._nodes = [ClusterNode(location, at, settings, context) for at in location.nodes]
        self._turn = 0
        self._soon = _SOON_SECONDS

    def close(self) -> None:
        """Close all connections; the next request opens new ones."""
        for node in self._nodes:
            node.close()

    def ask(
        self,
        method: Method,
        path: str,
        body: object,
        params: Mapping[str, object],
        *,
        seconds: float,
        attempts: int,
        reads: bool,
    ) -> Any:
        """Return the answer of a node that has one; None for what does not exist.

        Raises EngineUnavailableError, and RequestRefusedError when another attempt would not help.
        """
        pause, begun = _PAUSE_SECONDS, time.monotonic()
        tried: set[ClusterNode] = set()
        steered = reads
        for attempt in range(1, attempts + 1):
            node = self._next_node(tried)
            limit = min(seconds, self._soon) if reads and attempt == 1 else seconds
            away = self._away_from_hung(path) if steered else {}
            try:
                found = self._ask_node(node, method, path, body, {**params, **away}, limit)
            except TransportError as error:
                last = error
                if away and error.status_code == 400:  # none of those nodes has a copy
                    steered = False
                    continue
                if failure := lasting(error, self._location, self._settings):
                    raise failure from error
            else:
                self._soon = max(_SOON_SECONDS, _CALMER * self._soon)
                return found
            tried.add(node)
            if isinstance(last, ConnectionTimeout):
                if not self._find_hung():  # the request itself takes its time
                    self._soon = min(2 * self._soon, seconds)
                pause = 0.0
            elif isinstance(last, NodeError):
                node.fails_now(hangs=False)
            if attempt == attempts or time.monotonic() - begun > _TIMES_OVER * seconds:
                break
            time.sleep(pause * random.uniform(0.5, 1.5))
            pause = 2 * pause or _PAUSE_SECONDS
        raise unavailable(self._location, passing(last, self._location, seconds)) from last

    def _find_hung(self) -> bool:
        """Ask all nodes at once whether they are there; return whether one does not answer."""
        asked = [node for node in self._nodes if node.is_asked]
        with ThreadPoolExecutor(max(1, len(asked))) as pool:
            return not all(list(pool.map(ClusterNode.answers, asked)))

    def _away_from_hung(self, path: str) -> dict[str, str]:
        """Return what lets a request use the copies of nodes that answer, while one hangs.

        A node that is asked does not know at once that another one hangs which has a copy.
        """
        uses_copies = path.endswith("/_search") or "/_doc/" in path
        if not uses_copies or not any(node.hangs for node in self._nodes):
            return {}
        names = [node.name for node in self._nodes if node.is_asked and node.name]
        return {"preference": f"_only_nodes:{','.join(names)}"} if names else {}

    def _next_node(self, tried: Set[ClusterNode]) -> ClusterNode:
        """Return whose turn it is, of those that answer; one that was tried only without others."""
        with self._lock:
            self._turn += 1
            turn = self._turn % len(self._nodes)
        ordered = [*self._nodes[turn:], *self._nodes[:turn]]
        ordered.sort(key=lambda node: node in tried)
        return next((node for node in ordered if node.is_up()), ordered[0])

    def _ask_node(
        self,
        node: ClusterNode,
        method: Method,
        path: str,
        body: object,
        params: Mapping[str, object],
        seconds: float,
    ) -> Any:
        try:
            return node.ask(method, path, body, params, seconds)
        except TransportError as error:
            if is_absent(error):
                return None
            raise
        except OpenSearchException as error:  # an answer that is no JSON
            raise unavailable(
                self._location, f"answers with what is no JSON: {excerpt(error)}"
            ) from error
