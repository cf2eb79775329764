"""Connections of waitress with deadlines and a share for each client.

waitress closes a connection on which nothing happens. A client that sends, or reads, a byte now
and then can keep it for ever; this module closes those too. When there are too many connections, a
new one takes the place of one that is waiting, so that a visitor who comes is always let in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from waitress.channel import HTTPChannel

from web.http.clients import client_of


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """How many connections are open, and how long a client may take."""

    connections: int = 1000
    """All; beyond that, one that waits is closed for each new one."""
    for_one: int = 100
    """Those of one client, likewise. A browser opens about six."""
    request_seconds: float = 20.0
    """A request must arrive whole in this time: from the opening of the connection or, on one that
    is used again, from its first byte."""
    read_seconds: float = 30.0
    """A client must take the whole of an answer, or `read_bytes` of it, in each such span."""
    read_bytes: int = 32_768


class Connection(HTTPChannel):  # type: ignore[misc]
    """A channel of waitress that knows how long its request and its reader have taken."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.waiting_since = monotonic()
        self._request_began: float | None = self.waiting_since
        self._bytes_sent = 0
        self._reading_since: tuple[float, int] | None = None
        super().__init__(*given, **named)
        self.client = client_of(self.addr[0] if isinstance(self.addr, tuple) else None)

    def received(self, data: bytes) -> Any:
        """Take bytes of a request; waitress calls it."""
        if self._request_began is None:
            self._request_began = monotonic()
        return super().received(data)

    def service(self) -> None:
        """Answer the first request; when several came at once, close the connection after it.

        waitress would let a thread wait between two answers until the first has been read. The
        client sends the others again, as HTTP/1.1 wants it (RFC 9112, section 9.3.2).
        """
        with self.requests_lock:
            if self.requests[1:]:
                for request in self.requests[1:]:
                    request.close()
                del self.requests[1:]
                self.requests[0].headers["CONNECTION"] = "close"
        super().service()
        self.waiting_since, self._request_began = monotonic(), None

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send bytes and count them; waitress calls it."""
        sent: int = super().send(data, do_close)
        self._bytes_sent += sent
        return sent

    def may_be_closed(self) -> bool:
        """Return whether no answer is being computed."""
        return not self.requests or bool(self.total_outbufs_len)

    def is_late(self, now: float, limits: ConnectionLimits) -> bool:
        """Return whether a deadline has passed. To be called about once a second."""
        if self.total_outbufs_len:
            if self._reading_since is None:
                self._reading_since = now, self._bytes_sent
            since, sent = self._reading_since
            if now - since < limits.read_seconds:
                return False
            self._reading_since = now, self._bytes_sent
            return self._bytes_sent - sent < limits.read_bytes
        self._reading_since = None
        began = self._request_began
        return not self.requests and began is not None and now - began >= limits.request_seconds


def make_room(
    newest: Connection, connections: Iterable[Connection], limits: ConnectionLimits
) -> Connection | None:
    """Return the connection to close for a new one: None when there is room for all.

    When the client has too many, it is one of theirs. Those that wait for a request come first,
    then those whose answer is being read, the oldest of each; never one whose answer is being
    computed, so that None may also mean that there are a few too many.
    """
    every = list(connections)
    own = [one for one in every if one.client == newest.client]
    held = own if len(own) > limits.for_one else every if len(every) > limits.connections else []
    return min(
        (one for one in held if one is not newest and one.may_be_closed()),
        key=lambda one: (one.total_outbufs_len > 0, one.waiting_since),
        default=None,
    )
