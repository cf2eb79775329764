"""Requests to a cluster: one node after another is tried, and each failure is told in words."""

from __future__ import annotations

import json
import logging
import random
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from index.indexing.engines.opensearch.location import PREFIX, Location, Settings
from index.model.errors import ConfigError, EngineUnavailableError, StoreError

try:
    from opensearchpy import OpenSearch
    from opensearchpy.exceptions import ConnectionError as NodeError
    from opensearchpy.exceptions import (
        ConnectionTimeout,
        OpenSearchException,
        SSLError,
        TransportError,
    )
    from urllib3.util import Timeout
except ImportError as missing:
    raise EngineUnavailableError(
        "an index in OpenSearch needs the package opensearch-py; "
        "pip install 'torino-archive[opensearch]'"
    ) from missing

LEAST_VERSION, MOST_VERSION = 2, 3
"""The major versions of OpenSearch that are tested."""
_CONNECT_SECONDS = 3.0
_PAUSE_SECONDS = 0.2
"""Before the second attempt; doubled before each further one, and varied by half."""
_DEAD_SECONDS = 5
"""For so long a node that did not answer is asked only when no other one is left."""
_CONNECTIONS = 32
"""That are kept open to each node."""
_ATTEMPTS = 4
"""Of a request that reads."""
_LONG_SECONDS = 60.0
"""In which a node has to answer a request that writes."""
_PASSING = frozenset({429, 500, 502, 503, 504})
"""Statuses that another attempt or another node may not have. 500 is one: so a node answers that
lost another one in the middle of a search."""
_MOST_TOLD = 300
"""Characters of an answer that a message repeats."""

Method = Literal["GET", "PUT", "POST", "DELETE"]

logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # what fails is told here, once


class RefusedError(StoreError):
    """OpenSearch refused a request for what it asks; another attempt would not help.

    `kind` is its name for the error, `status` the HTTP status.
    """

    def __init__(self, status: int, kind: str, reason: str) -> None:
        super().__init__(f"OpenSearch refuses it ({kind or status}: {reason})")
        self.status = status
        self.kind = kind


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
        self._tls = context
        self._lock = threading.Lock()
        self._client: OpenSearch | None = None
        self._is_known = False

    def close(self) -> None:
        """Close all connections; the next request opens new ones."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.transport.close()

    def _opened(self) -> OpenSearch:
        with self._lock:
            if self._client is None:
                settings, location = self.settings, self.location
                key = settings.api_key
                self._client = OpenSearch(
                    hosts=[
                        {"host": host, "port": port, "url_prefix": location.path}
                        for host, port in location.nodes
                    ],
                    use_ssl=location.scheme == "https",
                    ssl_context=self._tls,
                    http_auth=(settings.user, settings.password) if settings.user else None,
                    headers={"Authorization": f"ApiKey {key}"} if key else None,
                    max_retries=0,
                    pool_maxsize=_CONNECTIONS,
                    dead_timeout=_DEAD_SECONDS,
                )
            return self._client

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
        return EngineUnavailableError(f"OpenSearch at {self.location} {what}")

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
            raise self.unavailable(f"is something else ({_excerpt(found)}); it must be OpenSearch")
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
        for attempt in range(1, attempts + 1):
            try:
                return self._ask_one_node(method, path, body, params, seconds)
            except TransportError as error:
                last = error
                failure = self._lasting(error)
                if failure:
                    raise failure from error
            if attempt == attempts or time.monotonic() - begun > 2 * seconds:
                break
            time.sleep(pause * random.uniform(0.5, 1.5))
            pause *= 2
        raise self.unavailable(self._passing(last, seconds)) from last

    def _ask_one_node(
        self,
        method: Method,
        path: str,
        body: object,
        params: Mapping[str, object],
        seconds: float,
    ) -> Any:
        given = {
            **params,
            "request_timeout": Timeout(connect=min(_CONNECT_SECONDS, seconds), read=seconds),
        }
        lines = {"content-type": "application/x-ndjson"} if isinstance(body, str) else None
        try:
            return self._opened().transport.perform_request(
                method, path, params=given, body=body, headers=lines
            )
        except TransportError as error:
            if error.status_code == 404 and _kind(error) in _ABSENT:
                return None
            raise
        except OpenSearchException as error:  # an answer that is no JSON
            raise self.unavailable(f"answers with what is no JSON: {_excerpt(error)}") from error

    def _lasting(self, error: TransportError) -> Exception | None:
        """Return the error to raise for what another attempt would not change."""
        if isinstance(error, SSLError):
            return self.unavailable(_tls_fault(str(error.info or error.error)))
        if isinstance(error, NodeError):
            return None
        status, kind = error.status_code, _kind(error)
        asked_too_much = any(word in json.dumps(error.info, default=str) for word in _TOO_MANY)
        if asked_too_much:
            return RefusedError(400, TOO_MANY_CLAUSES, "too many clauses")
        if status == 401:
            remedy = f"set {PREFIX}USER and {PREFIX}PASSWORD, or {PREFIX}API_KEY"
            who = f"user {self.settings.user}" if self.settings.user else "this key or nobody"
            return self.unavailable(f"does not know {who} (401); {remedy}")
        if status == 403 and kind == "security_exception":
            reason = _excerpt(_reason(error))
            if error.info and str(error.info).find("cluster:monitor/main") >= 0:
                return RefusedError(403, kind, reason)
            return self.unavailable(
                f"does not allow this to user {self.settings.user} (403: {reason}); the roles that "
                "are needed are in web/deploy/cluster.md"
            )
        if status in _PASSING or kind == "search_phase_execution_exception":
            return None
        return RefusedError(int(status), kind, _excerpt(_reason(error)))

    def _passing(self, error: TransportError, seconds: float) -> str:
        """Return what to say when all attempts failed."""
        if isinstance(error, ConnectionTimeout):
            return f"did not answer within {seconds:g} seconds"
        if isinstance(error, NodeError):
            text = str(error.info or error.error)
            if self.location.scheme == "http" and any(w in text for w in _CLOSED):
                return "closes the connection; if it expects TLS, write the address with https://"
            return f"cannot be reached: {_excerpt(text)}"
        return (
            f"cannot answer now ({error.status_code}, {_kind(error)}: {_excerpt(_reason(error))})"
        )


TOO_MANY_CLAUSES = "too_many_clauses"
"""The kind of RefusedError for a query with more clauses than the cluster allows."""
_TOO_MANY = ("too_many_nested_clauses", "too_many_clauses", "maxClauseCount")
_ABSENT = frozenset({"", "index_not_found_exception", "resource_not_found_exception"})
"""Kinds of a 404 that say that a thing is not there; a missing entry has none."""
_CLOSED = ("RemoteDisconnected", "ConnectionResetError", "BadStatusLine", "Connection aborted")


def _kind(error: TransportError) -> str:
    """Return OpenSearch's name for an error, "" when its answer has none."""
    info = error.info
    found = info.get("error") if isinstance(info, Mapping) else None
    if isinstance(found, Mapping):
        return str(found.get("type", ""))
    return ""


def _reason(error: TransportError) -> object:
    info = error.info
    found = info.get("error") if isinstance(info, Mapping) else None
    if isinstance(found, Mapping):
        causes = found.get("root_cause") or [found]
        return causes[0].get("reason") or found.get("reason")
    return found or info or error.error


def _tls_fault(text: str) -> str:
    if "WRONG_VERSION_NUMBER" in text or "record layer" in text:
        return "does not speak TLS on this port; write the address with http://"
    if "CERTIFICATE_VERIFY_FAILED" in text and "self" not in text and "unable" not in text:
        return f"has a certificate that does not fit its address: {_excerpt(text)}"
    return (
        f"has a certificate of an authority that is not trusted; name its PEM file in {PREFIX}CA "
        f"({_excerpt(text)})"
    )


def _excerpt(what: object) -> str:
    """Return the beginning of an answer on one line, for a message."""
    return " ".join(str(what).split())[:_MOST_TOLD]


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
