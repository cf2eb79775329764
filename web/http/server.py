"""A waitress server that stops gracefully and does not wait for clients without end.

Requests under way are answered before it ends. Connections are those of web.http.connections.
"""

from __future__ import annotations

import select
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from waitress import create_server
from waitress.server import BaseWSGIServer
from waitress.wasyncore import close_all, loop

from index.model.errors import ArchiveError
from web.http.connections import Connection, ConnectionLimits, make_room

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

MAX_HEADERS, MAX_BODY = 16_384, 65_536
"""Bytes of a request's line and headers (431 beyond it) and of its body (413 beyond it)."""

BUFFERED = 1 << 20
"""Bytes of an answer that are held for its reader; then the thread that makes it waits. They are
held in memory, so that readers cannot fill the disk."""

SPARE = 200
"""Connections beyond the limit that waitress accepts: those that are being answered."""

OTHER_FILES = 400
"""Open files of the process that are no connections, nor files sent on one."""

IDLE = 30
"""Seconds after which an idle connection is closed."""

GRACE = 30.0
"""Seconds for answers under way when the server is stopped."""

_FIRST_REQUEST_GRACE = 1.0
"""Seconds for the first request of a new connection when the server is stopped."""

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stopped_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` on SIGINT and SIGTERM during the block. Only for the main thread."""
    before = {number: signal.signal(number, lambda *_: stop()) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def cannot_listen(host: str, port: int, error: Exception) -> ArchiveError:
    """Return the error that says why nothing can listen there, and what helps."""
    why = getattr(error, "strerror", None) or error
    return ArchiveError(
        f"cannot listen on {host}:{port} ({why}); choose others with --host and --port"
    )


class Server:
    """A server that listens once it is made; `run` answers until `stop` is called.

    `stop` may be called from any thread. Making it raises ArchiveError when it cannot listen. With
    `sockets` it listens on these, and on no other host and port.
    """

    def __init__(
        self,
        site: WSGIApplication,
        *,
        host: str,
        port: int,
        threads: int,
        grace: float = GRACE,
        limits: ConnectionLimits | None = None,
        sockets: Sequence[socket.socket] = (),
    ) -> None:
        self._open: dict[int, Any] = {}
        self._limits = _with_enough_files(limits or ConnectionLimits())
        self._newest: list[Connection] = []
        self._looked = monotonic()
        self._grace = grace
        self._stopping = self._closed = False
        self._lock = threading.RLock()  # a signal may come while it is held
        try:
            made = create_server(
                site,
                map=self._open,
                **({"sockets": list(sockets)} if sockets else {"host": host, "port": port}),
                threads=threads,
                ident=None,
                server_name="localhost",  # for requests without a Host header
                max_request_header_size=MAX_HEADERS,
                max_request_body_size=MAX_BODY,
                connection_limit=self._limits.connections + SPARE,
                channel_timeout=IDLE,
                cleanup_interval=1,
                outbuf_high_watermark=BUFFERED,
                outbuf_overflow=BUFFERED << 8,
                asyncore_use_poll=hasattr(select, "poll"),
            )
        except (OSError, ValueError) as error:  # ValueError: an unknown host name
            close_all(self._open)
            raise cannot_listen(host, port, error) from error
        self._tasks = made.task_dispatcher
        self._listeners = [s for s in self._open.values() if isinstance(s, BaseWSGIServer)]
        for listener in self._listeners:
            listener.channel_class = self._connect

    @property
    def addresses(self) -> tuple[str, ...]:
        """The URLs where it listens, such as http://127.0.0.1:8080/."""
        return tuple(url_of(str(s.effective_host), s.effective_port) for s in self._listeners)

    def run(self) -> None:
        """Answer until `stop`; then refuse connections and finish the requests under way."""
        try:
            while not self._stopping:
                self._step(1.0)
            self._finish()
        finally:
            self._tasks.shutdown(timeout=0.5)
            with self._lock:
                self._closed = True
                close_all(self._open)

    def stop(self) -> None:
        """Make `run` finish; a second call makes it end at once."""
        if self._stopping:
            self._grace = 0
        self._stopping = True
        with self._lock:
            if not self._closed:
                for listener in self._listeners:
                    listener.pull_trigger()

    def _step(self, seconds: float) -> None:
        loop(timeout=seconds, use_poll=hasattr(select, "poll"), map=self._open, count=1)
        # Connections are closed here, between two turns of the loop: within one, a new connection
        # could get the number of one that was closed, and its events.
        while self._newest:
            if spared := make_room(self._newest.pop(), self._channels(), self._limits):
                spared.handle_close()
        now = monotonic()
        if now - self._looked >= min(1.0, self._limits.request_seconds, self._limits.read_seconds):
            self._looked = now
            for channel in self._channels():
                if channel.is_late(now, self._limits):
                    channel.handle_close()

    def _connect(self, *given: Any, **named: Any) -> Connection:
        """Make a connection; waitress calls it."""
        connection = Connection(*given, **named)
        self._newest.append(connection)
        return connection

    def _finish(self) -> None:
        began = monotonic()
        for listener in self._listeners:
            while select.select([listener.socket], [], [], 0)[0]:
                listener.handle_accept()  # those already connected are accepted
            listener.del_channel()
            listener.socket.close()
        while self._channels() and monotonic() - began < self._grace:
            self._step(0.05)
            for channel in self._channels():
                if _is_done(channel, spare_new=monotonic() - began < _FIRST_REQUEST_GRACE):
                    channel.handle_close()

    def _channels(self) -> list[Connection]:
        return [channel for s in self._listeners for channel in s.active_channels.values()]


def url_of(host: str, port: int) -> str:
    """Return the URL of an address at which a server listens."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _is_done(channel: Any, *, spare_new: bool) -> bool:
    """Return whether a connection has nothing under way: no request, not even a part of one."""
    if channel.requests or channel.request is not None or channel.total_outbufs_len:
        return False
    return not (spare_new and channel.last_activity == channel.creation_time)


def _with_enough_files(limits: ConnectionLimits) -> ConnectionLimits:
    """Return the limits, with fewer connections when the process may not open enough files.

    The soft limit of open files is raised as far as the system lets us. A connection on which a
    file is sent takes two.
    """
    if resource is None:
        return limits
    needed = 2 * (limits.connections + SPARE) + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if resource.RLIM_INFINITY not in (soft, hard) and soft < needed:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(needed, hard), hard))
            soft = min(needed, hard)
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return limits
    return replace(limits, connections=max(50, (soft - OTHER_FILES) // 2 - SPARE))
