"""Requests to a cluster: one node after another is tried until there is a whole answer."""

from __future__ import annotations

import random
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any, Literal

from index.indexing.engines.opensearch.failures import (
    TOO_MANY_CLAUSES,
    RefusedError,
    excerpt,
    is_absent,
    lasting,
    passing,
    unavailable,
)
from index.indexing.engines.opensearch.location import PREFIX, Location, Settings
from index.indexing.engines.opensearch.node import (
    ConnectionTimeout,
    Method,
    Node,
    NodeError,
    OpenSearchException,
    TransportError,
)
from index.model.errors import ConfigError, EngineUnavailableError

LEAST_VERSION, MOST_VERSION = 2, 3
"""The major versions of OpenSearch that are accepted; the tests run on 2.19."""
_PAUSE_SECONDS = 0.2
"""Before the second attempt; doubled before each further one, and varied by half."""
_TIMES_OVER = 3
"""After so many time-outs no further attempt is made."""
_ATTEMPTS = 4
"""Of a request that reads."""
_LONG_SECONDS = 60.0
"""In which a node has to answer a request that writes."""


class Cluster:
    """A cluster's nodes. Safe to share between threads.

    Every method raises EngineUnavailableError when no node gives a whole answer.
    """

    def __init__(self, location: Location, settings: Settings) -> None:
        self.location = location
        self.settings = settings
        context = None
        if location.scheme == "https":
            try:
                context = ssl.create_default_context(cafile=settings.ca or None)
            except OSError as error:
                raise ConfigError(
                    f"{PREFIX}CA is {settings.ca!r}, which is no readable PEM file: {error}"
                ) from error
        self._lock = threading.Lock()
        self._nodes = [Node(location, at, settings, context) for at in location.nodes]
        self._turn = 0
        self._is_known = False

    def close(self) -> None:
        """Close all connections; the next request opens new ones."""
        for node in self._nodes:
            node.close()

    def read(
        self,
        method: Method,
        path: str,
        body: object = None,
        *,
        attempts: int = _ATTEMPTS,
        **params: object,
    ) -> Any:
        """Return the answer of a request that changes nothing; None for what does not exist.

        Raises RefusedError for a query of too many clauses.
        """
        self._check_version()
        try:
            return self._ask(method, path, body, params, self.settings.timeout, attempts)
        except RefusedError as error:
            if error.kind == TOO_MANY_CLAUSES:
                raise
            raise self.unavailable(f"cannot answer {method} {path}: {error}") from error

    def health(self, index: str) -> Literal["green", "yellow", "red"]:
        """Return the state of an index; an absent one is red."""
        self._check_version()
        try:
            path, params = f"/_cluster/health/{index}", {"timeout": "1s"}
            found = self._ask("GET", path, None, params, self.settings.timeout, _ATTEMPTS)
        except RefusedError:  # it waits for an absent index, and gives up
            return "red"
        status = found["status"] if found else "red"
        return "green" if status == "green" else "yellow" if status == "yellow" else "red"

    def write(
        self,
        method: Method,
        path: str,
        body: object = None,
        *,
        attempts: int = _ATTEMPTS,
        **params: object,
    ) -> Any:
        """Return the answer of a request that has the same outcome when it is made twice.

        None for what does not exist. Raises RefusedError.
        """
        self._check_version()
        return self._ask(method, path, body, params, _LONG_SECONDS, attempts)

    def make_index(self, path: str, body: Mapping[str, object]) -> None:
        """Make an index, or do nothing when it is there, as after a first attempt that timed out.

        Raises RefusedError.
        """
        try:
            made = self.write("PUT", path, body)
        except RefusedError as error:
            if error.kind != "resource_already_exists_exception":
                raise
        else:
            if not made["shards_acknowledged"]:
                raise self.unavailable(f"has no place for the shards of {path}")

    def search(self, index: str, body: Mapping[str, object]) -> Any:
        """Return the answer of a search, of all shards. Raises RefusedError."""
        found = self.read("POST", f"/{index}/_search", body, allow_partial_search_results="false")
        if found is None:
            raise self.unavailable(f"has no index {index} any more; ask again")
        shards = found["_shards"]
        if found["timed_out"] or shards["failed"] or shards["successful"] < shards["total"]:
            raise self.unavailable(
                f"answered for {shards['successful']} of {shards['total']} shards of {index} only"
            )
        return found

    def unavailable(self, what: str) -> EngineUnavailableError:
        """Return the error that says of the cluster what is wrong."""
        return unavailable(self.location, what)

    def _check_version(self) -> None:
        """Refuse another program or an untested version, once."""
        if self._is_known:
            return
        try:
            found = self._ask("GET", "/", None, {}, self.settings.timeout, _ATTEMPTS)
        except RefusedError as error:
            if error.status != 403:
                raise self.unavailable(f"does not say what it is ({error})") from error
            self._is_known = True  # this user may not ask; the first search will tell
            return
        version = found.get("version", {}) if isinstance(found, dict) else {}
        number = str(version.get("number", "")) if isinstance(version, dict) else ""
        if not number or version.get("distribution") != "opensearch":
            raise self.unavailable(f"is something else ({excerpt(found)}); it must be OpenSearch")
        major = int(number.partition(".")[0])
        if not LEAST_VERSION <= major <= MOST_VERSION:
            raise self.unavailable(
                f"is of version {number}; this program works with {LEAST_VERSION} and "
                f"{MOST_VERSION}"
            )
        self._is_known = True

    def _ask(
        self,
        method: Method,
        path: str,
        body: object,
        params: Mapping[str, object],
        seconds: float,
        attempts: int,
    ) -> Any:
        pause = _PAUSE_SECONDS
        begun = time.monotonic()
        tried: set[Node] = set()
        again: Node | None = None
        for attempt in range(1, attempts + 1):
            node = again or self._next_node(tried)
            again = None
            try:
                return self._ask_node(node, method, path, body, params, seconds)
            except TransportError as error:
                last = error
                if failure := lasting(error, self.location, self.settings):
                    raise failure from error
                if isinstance(error, ConnectionTimeout) and node.answers():
                    again = node  # another one hangs, and this one has learnt it
                elif isinstance(error, NodeError):
                    node.fails_now(isinstance(error, ConnectionTimeout))
            tried.add(node)
            if attempt == attempts or time.monotonic() - begun > _TIMES_OVER * seconds:
                break
            if again is None:
                time.sleep(pause * random.uniform(0.5, 1.5))
                pause *= 2
        raise self.unavailable(passing(last, self.location, seconds)) from last

    def _next_node(self, tried: Set[Node]) -> Node:
        """Return whose turn it is, of those that answer; one that was tried only without others."""
        with self._lock:
            self._turn += 1
            turn = self._turn % len(self._nodes)
        ordered = [*self._nodes[turn:], *self._nodes[:turn]]
        ordered.sort(key=lambda node: node in tried)
        return next((node for node in ordered if node.is_up()), ordered[0])

    def _ask_node(
        self,
        node: Node,
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
            raise self.unavailable(f"answers with what is no JSON: {excerpt(error)}") from error


def wait_until(
    is_done: Callable[[], bool], seconds: float, pauses: Iterable[float] = (0.05, 0.1, 0.2)
) -> bool:
    """Ask again and again, ever less often; return whether it was done within so many seconds."""
    end = time.monotonic() + seconds
    waits = iter(pauses)
    pause = 0.2
    while not is_done():
        if time.monotonic() > end:
            return False
        pause = next(waits, min(2 * pause, 2.0))
        time.sleep(pause)
    return True
