"""Admission control: limits on how many requests are answered at once and how many wait.

Servers queue without limit, or stop listening; either way a visitor waits in vain. Here a request
that cannot be answered soon gets a 503 at once, which is cheap to make.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakSet

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ADMISSION_KEY = "admission"

ANSWERING, WAITING = 4, 64
"""The default number of requests that a process answers at once, and that may wait."""

FILES = 4
"""Whole results that are sent as files at once; a slow client takes one for long."""

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
    """A file being sent; counted as long as its response exists."""

    __slots__ = ("__weakref__",)


class AdmissionControl:
    """The admission of requests to a site, first come, first served. Shared by all threads."""

    def __init__(
        self,
        answering: int = ANSWERING,
        waiting: int = WAITING,
        *,
        files: int = FILES,
        timeout: float = WAIT_TIMEOUT,
    ) -> None:
        self.threads = answering + waiting + files + answering
        """The number of threads that a server needs, so that requests wait here and not there."""
        self._max_answering, self._max_waiting, self._max_files = answering, waiting, files
        self._timeout = timeout
        self._lock = threading.Lock()
        self._answering = 0
        self._sending: WeakSet[_File] = WeakSet()
        self._queue: deque[threading.Event] = deque()

    def guard(self, site: WSGIApplication, reject: WSGIApplication) -> WSGIApplication:
        """Wrap a site: `reject` answers the requests that are not admitted.

        The next request is admitted when the site has answered, even while the answer is sent.
        """

        def admitted(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if environ.get("PATH_INFO") in (*ALWAYS_OPEN, STYLE):
                return site(environ, start_response)
            if not self._acquire():
                return reject(environ, start_response)
            try:
                return site(environ, start_response)
            finally:
                self._release()

        return admitted

    def take_file(self) -> Callable[[], None] | None:
        """Count a file that is to be sent, and return the function to call when it has been sent.

        Return None when too many are being sent already.
        """
        with self._lock:
            if len(self._sending) >= self._max_files:
                return None
            one = _File()
            self._sending.add(one)

        def sent() -> None:
            with self._lock:
                self._sending.discard(one)

        return sent

    def load_snapshot(self) -> LoadSnapshot:
        """Return the numbers of this moment."""
        with self._lock:
            return LoadSnapshot(self._answering, len(self._queue), len(self._sending))

    def _acquire(self) -> bool:
        with self._lock:
            if self._answering < self._max_answering:
                self._answering += 1
                return True
            if len(self._queue) >= self._max_waiting:
                return False
            turn = threading.Event()
            self._queue.append(turn)
        if turn.wait(self._timeout):
            return True
        with self._lock:
            if turn.is_set():  # admitted just when its time was over
                return True
            self._queue.remove(turn)
            return False

    def _release(self) -> None:
        """Admit the first in the queue, or free the place."""
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._answering -= 1


def admission_control_of(config: Mapping[str, object]) -> AdmissionControl:
    """Return the admission control for the settings ANSWERING and WAITING."""
    return AdmissionControl(int(str(config["ANSWERING"])), int(str(config["WAITING"])))
