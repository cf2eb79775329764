"""One node of a cluster: its connections, by opensearch-py, and whether it answers."""

from __future__ import annotations

import logging
import ssl
import threading
import time
from collections.abc import Mapping
from typing import Any, Literal

from index.indexing.engines.opensearch.location import Location, Settings
from index.model.errors import EngineUnavailableError

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
        "in the clone of torino-archive run: pip install '.[opensearch]'",
        "unsuitable",
    ) from missing

__all__ = [
    "ClusterNode",
    "ConnectionTimeout",
    "Method",
    "NodeError",
    "OpenSearchException",
    "SSLError",
    "TransportError",
]

_CONNECT_SECONDS = 3.0
_DOWN_SECONDS, _HUNG_SECONDS = 2.0, 30.0
"""For so long a node that refused a connection, or hung, is asked only when no other one is left.
Then it is first asked whether it answers at all."""
_ANSWER_SECONDS = 0.8
"""In which a node that does not hang answers that it is there."""
_CONNECTIONS = 32
"""That are kept open to a node."""

Method = Literal["GET", "PUT", "POST", "DELETE"]

logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # `connection` tells what fails, once


class ClusterNode:
    """One node, with the connections to it."""

    def __init__(
        self,
        location: Location,
        at: tuple[str, int],
        settings: Settings,
        tls: ssl.SSLContext | None,
    ) -> None:
        self._location = location
        self._at = at
        self._settings = settings
        self._tls = tls
        self._lock = threading.Lock()
        self._client: OpenSearch | None = None
        self._down_until = 0.0
        """0 while it answers."""
        self.hangs = False
        """Whether it did not answer when it was asked last, though nothing refused a connection."""
        self.name = ""
        """What the cluster calls it, as far as it has been asked."""

    def close(self) -> None:
        """Close the connections; the next request opens new ones."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.transport.close()

    def ask(
        self,
        method: Method,
        path: str,
        body: object,
        params: Mapping[str, object],
        seconds: float,
    ) -> Any:
        """Return what this node answers. Raises opensearch-py's errors."""
        given = {
            **params,
            "request_timeout": Timeout(connect=min(_CONNECT_SECONDS, seconds), read=seconds),
        }
        lines = {"content-type": "application/x-ndjson"} if isinstance(body, str) else None
        return self._opened().transport.perform_request(
            method, path, params=given, body=body, headers=lines
        )

    def answers(self) -> bool:
        """Return whether the node answers at all, whatever it says; note it when it does not."""
        try:
            found = self.ask("GET", "/", None, {}, _ANSWER_SECONDS)
        except NodeError as error:
            self.fails_now(hangs=isinstance(error, ConnectionTimeout))
            return False
        except OpenSearchException:
            return True
        if isinstance(found, dict):
            self.name = str(found.get("name", ""))
        return True

    @property
    def is_asked(self) -> bool:
        """Whether requests go to it now."""
        return not self._down_until

    def is_up(self) -> bool:
        """Return whether the node can be asked; one that was down has to answer first."""
        if not self._down_until:
            return True
        if time.monotonic() < self._down_until:
            return False
        self._down_until = time.monotonic() + _HUNG_SECONDS  # the others need not ask as well
        if self.answers():
            self._down_until, self.hangs = 0.0, False
        return not self._down_until

    def fails_now(self, *, hangs: bool) -> None:
        """Note that it did not answer."""
        self.hangs = hangs
        self._down_until = time.monotonic() + (_HUNG_SECONDS if hangs else _DOWN_SECONDS)

    def _opened(self) -> OpenSearch:
        with self._lock:
            if self._client is None:
                settings, (host, port) = self._settings, self._at
                key = settings.api_key
                self._client = OpenSearch(
                    hosts=[{"host": host, "port": port, "url_prefix": self._location.path}],
                    use_ssl=self._location.scheme == "https",
                    ssl_context=self._tls,
                    http_auth=(settings.user, settings.password) if settings.user else None,
                    headers={"Authorization": f"ApiKey {key}"} if key else None,
                    max_retries=0,
                    pool_maxsize=_CONNECTIONS,
                )
            return self._client
