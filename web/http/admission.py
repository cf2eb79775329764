"""Admission control: limits on how many requests are answered at once and how many wait.

Servers queue without limit, or stop listening; either way a visitor waits in vain. Here a request
that cannot be answered soon gets a 503 at once, which is cheap to make. The places are shared among
clients, so that one who asks much waits for themselves and not everybody for them.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakSet

from web.http.clients import client_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ADMISSION_KEY = "admission"

PLACE = "torino.place"
"""The key of the request's place in the WSGI environment."""

ANSWERING, WAITING = 4, 64
"""The default number of requests that a process answers at once, and that may wait."""

FILES = 8
"""Whole results that are made or sent as streams at once; a slow client takes one for long."""

FILES_FOR_ONE = 2
"""Of these, how many one client may have."""

WAIT_TIMEOUT = 10.0
"""Seconds after which a waiting request is rejected."""

RETRY_AFTER = "5"
"""Seconds after which a rejected client may ask again."""

STYLE = "/static/style.css"
"""The style sheet of the 503 page; always answered."""

ALWAYS_OPEN = frozenset({"/healthz", "/readyz"})
"""The paths of health checks; always answered."""


@dataclass(frozen=True, slots=True)
class LoadSnapshot:
    """The numbers of requests being answered, requests waiting, and files being sent."""

    answering: int
    waiting: int
    files: int


class _File:
    """A file being made or streamed; counted as long as its response exists."""

    __slots__ = ("__weakref__", "client")

    def __init__(self, client: str) -> None:
        self.client = client


class RequestPlace:
    """The place of a request that is being answered."""

    __slots__ = ("_release",)

    def __init__(self, release: Callable[[], None]) -> None:
        self._release: Callable[[], None] | None = release

    def leave(self) -> None:
        """Let the next request in; a second call does nothing."""
        release, self._release = self._release, None
        if release:
            release()


class _Turn:
    """A waiting request."""

    __slots__ = ("admitted", "decided")

    def __init__(self) -> None:
        self.decided = threading.Event()
        self.admitted = False


class AdmissionControl:
    """The admission of requests to a site. Shared by all threads.

    The requests of one client are answered in the order in which they came; clients that wait take
    turns. When too many wait, the client with the most of them is rejected.
    """

    def __init__(
        self,
        answering: int = ANSWERING,
        waiting: int = WAITING,
        *,
        files: int = FILES,
        files_for_one: int = FILES_FOR_ONE,
        timeout: float = WAIT_TIMEOUT,
    ) -> None:
        self.threads = answering + waiting + files + answering
        """The number of threads that a server needs, so that requests wait here and not there."""
        self._max_answering, self._max_waiting = answering, waiting
        self._max_files, self._max_files_for_one = files, files_for_one
        self._timeout = timeout
        self._lock = threading.Lock()
        self._answering = self._waiting = 0
        self._sending: WeakSet[_File] = WeakSet()
        self._queues: dict[str, deque[_Turn]] = {}
        """The waiting requests by client; the client whose turn is next is first."""
        self._computing = threading.Lock()

    def guard(self, site: WSGIApplication, reject: WSGIApplication) -> WSGIApplication:
        """Wrap a site: `reject` answers the requests that are not admitted.

        The next request is admitted when the site has answered, even while the answer is sent, or
        when the request leaves its place (PLACE in the environment) before.
        """

        def admitted(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if environ.get("PATH_INFO") in (*ALWAYS_OPEN, STYLE):
                return site(environ, start_response)
            if not self._acquire(client_of(environ.get("REMOTE_ADDR"))):
                return reject(environ, start_response)
            environ[PLACE] = place = RequestPlace(self._release)
            try:
                return site(environ, start_response)
            finally:
                place.leave()

        return admitted

    def take_file(self, client: str) -> Callable[[], None] | None:
        """Count a file that is to be made or streamed, and return the function to call at its end.

        Return None when too many are under way already, or too many for this client.
        """
        with self._lock:
            of_client = sum(one.client == client for one in self._sending)
            if len(self._sending) >= self._max_files or of_client >= self._max_files_for_one:
                return None
            one = _File(client)
            self._sending.add(one)

        def sent() -> None:
            with self._lock:
                self._sending.discard(one)

        return sent

    def in_turns(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the parts of a file; of all files only one part is computed at any moment.

        So pages share the processor with one file, however many are made. Nothing is held while a
        part is sent.
        """
        following = iter(parts)
        try:
            while True:
                with self._computing:
                    part = next(following, None)
                if part is None:
                    return
                yield part
        finally:
            if close := getattr(parts, "close", None):
                close()

    def load_snapshot(self) -> LoadSnapshot:
        """Return the numbers of this moment."""
        with self._lock:
            return LoadSnapshot(self._answering, self._waiting, len(self._sending))

    def _acquire(self, client: str = "") -> bool:
        with self._lock:
            if self._answering < self._max_answering:
                self._answering += 1
                return True
            if self._waiting >= self._max_waiting and not self._reject_another(client):
                return False
            turn = _Turn()
            self._queues.setdefault(client, deque()).append(turn)
            self._waiting += 1
        if turn.decided.wait(self._timeout):
            return turn.admitted
        with self._lock:
            if turn.decided.is_set():  # just when its time was over
                return turn.admitted
            self._remove(client, turn)
            return False

    def _reject_another(self, client: str) -> bool:
        """Reject the last request of the client that has most waiting, unless it is this one's.

        Return whether there is room now.
        """
        own = len(self._queues.get(client, ()))
        most = max(self._queues, key=lambda one: len(self._queues[one]), default=client)
        if most == client or len(self._queues[most]) <= own + 1:
            return False
        turn = self._queues[most][-1]
        self._remove(most, turn)
        turn.decided.set()
        return True

    def _remove(self, client: str, turn: _Turn) -> None:
        queue = self._queues[client]
        queue.remove(turn)
        if not queue:
            del self._queues[client]
        self._waiting -= 1

    def _release(self) -> None:
        """Admit the first request of the client whose turn is next, or free the place."""
        with self._lock:
            client = next(iter(self._queues), None)
            if client is None:
                self._answering -= 1
                return
            queue = self._queues.pop(client)
            turn = queue.popleft()
            if queue:
                self._queues[client] = queue  # behind all others
            self._waiting -= 1
            turn.admitted = True
            turn.decided.set()


def admission_control_of(config: Mapping[str, object]) -> AdmissionControl:
    """Return the admission control for the settings ANSWERING and WAITING."""
    return AdmissionControl(int(str(config["ANSWERING"])), int(str(config["WAITING"])))
