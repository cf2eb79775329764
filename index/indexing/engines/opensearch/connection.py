"""Requests to a cluster, which are answered whole or refused with a reason."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from index.indexing.engines.opensearch.failures import (
    TOO_MANY_CLAUSES,
    RequestRefusedError,
    excerpt,
    unavailable,
)
from index.indexing.engines.opensearch.location import PREFIX, Location, Settings
from index.indexing.engines.opensearch.node import Method
from index.indexing.engines.opensearch.nodes import Nodes
from index.model.errors import ConfigError, EngineFault, EngineUnavailableError

LEAST_VERSION, MOST_VERSION = 2, 3
"""The major versions of OpenSearch that are accepted; the tests run on 2.19."""
_ATTEMPTS = 4
"""Of a request that reads."""
_LONG_SECONDS = 60.0
"""In which a node has to answer a request that writes."""


class OpenSearchCluster:
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
        self._nodes = Nodes(location, settings, context)
        self._is_known = False

    def close(self) -> None:
        """Close all connections; the next request opens new ones."""
        self._nodes.close()

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

        Raises RequestRefusedError for a query of too many clauses.
        """
        self._check_version()
        try:
            return self._read(method, path, body, params, attempts)
        except RequestRefusedError as error:
            if error.kind == TOO_MANY_CLAUSES:
                raise
            raise self.unavailable(f"cannot answer {method} {path}: {error}") from error

    def health(self, index: str) -> Literal["green", "yellow", "red"]:
        """Return the state of an index; an absent one is red."""
        self._check_version()
        try:
            path, params = f"/_cluster/health/{index}", {"timeout": "1s"}
            found = self._read("GET", path, None, params, _ATTEMPTS)
        except RequestRefusedError:  # it waits for an absent index, and gives up
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

        None for what does not exist. Raises RequestRefusedError.
        """
        self._check_version()
        return self._nodes.ask(
            method, path, body, params, seconds=_LONG_SECONDS, attempts=attempts, reads=False
        )

    def make_index(self, path: str, body: Mapping[str, object]) -> None:
        """Make an index, or do nothing when it is there, as after a first attempt that timed out.

        Raises RequestRefusedError.
        """
        try:
            made = self.write("PUT", path, body)
        except RequestRefusedError as error:
            if error.kind != "resource_already_exists_exception":
                raise
        else:
            if not made["shards_acknowledged"]:
                raise self.unavailable(f"has no place for the shards of {path}")

    def search(self, index: str, body: Mapping[str, object]) -> Any:
        """Return the answer of a search, of all shards. Raises RequestRefusedError."""
        found = self.read("POST", f"/{index}/_search", body, allow_partial_search_results="false")
        if found is None:
            raise self.unavailable(f"has no index {index} any more; ask again")
        shards = found["_shards"]
        if found["timed_out"] or shards["failed"] or shards["successful"] < shards["total"]:
            raise self.unavailable(
                f"answered for {shards['successful']} of {shards['total']} shards of {index} only"
            )
        return found

    def unavailable(self, what: str, fault: EngineFault = "incomplete") -> EngineUnavailableError:
        """Return the error that says of the cluster what is wrong."""
        return unavailable(self.location, what, fault)

    def _read(
        self,
        method: Method,
        path: str,
        body: object,
        params: Mapping[str, object],
        attempts: int,
    ) -> Any:
        seconds = self.settings.timeout
        return self._nodes.ask(
            method, path, body, params, seconds=seconds, attempts=attempts, reads=True
        )

    def _check_version(self) -> None:
        """Refuse another program or an untested version, once."""
        if self._is_known:
            return
        try:
            found = self._read("GET", "/", None, {}, _ATTEMPTS)
        except RequestRefusedError as error:
            if error.status != 403:
                what = f"does not say what it is ({error})"
                raise self.unavailable(what, "unsuitable") from error
            self._is_known = True  # this user may not ask; the first search will tell
            return
        version = found.get("version", {}) if isinstance(found, dict) else {}
        number = str(version.get("number", "")) if isinstance(version, dict) else ""
        if not number or version.get("distribution") != "opensearch":
            what = f"is something else ({excerpt(found)}); it must be OpenSearch"
            raise self.unavailable(what, "unsuitable")
        major = int(number.partition(".")[0])
        if not LEAST_VERSION <= major <= MOST_VERSION:
            raise self.unavailable(
                f"is of version {number}; this program works with {LEAST_VERSION} and "
                f"{MOST_VERSION}",
                "unsuitable",
            )
        self._is_known = True


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
