"""A door before the site: so many requests are answered at once, so many wait, the rest come back.

Servers queue without an end, or stop listening; either way a reader waits for nothing. Here one
who cannot be answered soon is told so at once, in a form that costs nothing to make.
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
"""How many requests a process answers at once and how many more may wait, unless it is set."""

FILES = 4
"""How many whole results are sent as files at once; a slow reader keeps one for long."""

PATIENCE = 10.0
"""Seconds after which one who waits is told to come back."""

RETRY_AFTER = "5"
"""Seconds after which one who was turned away may ask again."""

STYLE = "/static/style.css"
"""What the page needs too that says there is no place."""

ALWAYS_OPEN = frozenset({"/healthz", "/readyz"})
"""What machines ask to learn how the process is; answered without a place."""


@dataclass(frozen=True, slots=True)
class LoadSnapshot:
    """Who is in: requests being answered, requests waiting, files being sent."""

    answering: int
    waiting: int
    files: int


class _File:
    """A file being sent; counted for as long as its answer is there."""

    __slots__ = ("__weakref__",)


class AdmissionControl:
    """Lets requests in to a site, first come first served. Shared by all threads of a process."""

    def __init__(
        self,
        answering: int = ANSWERING,
        waiting: int = WAITING,
        *,
        files: int = FILES,
        patience: float = PATIENCE,
    ) -> None:
        self.threads = answering + waiting + files + answering
        """How many threads a server needs, so that it is the gate where requests wait."""
        self._places, self._seats, self._files = answering, waiting, files
        self._patience = patience
        self._lock = threading.Lock()
        self._answering = 0
        self._sending: WeakSet[_File] = WeakSet()
        self._line: deque[threading.Event] = deque()

    def guard(self, site: WSGIApplication, turned_away: WSGIApplication) -> WSGIApplication:
        """The site behind this gate; `turned_away` answers those who are not let in.

        A place is free again when the site has answered, though the answer is still being sent.
        """

        def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if environ.get("PATH_INFO") in (*ALWAYS_OPEN, STYLE):
                return site(environ, start_response)
            if not self._enter():
                return turned_away(environ, start_response)
            try:
                return site(environ, start_response)
            finally:
                self._leave()

        return guarded

    def take_file(self) -> Callable[[], None] | None:
        """Count a file that is to be sent; what comes back is to be called at its end.

        None: too many are being sent already.
        """
        with self._lock:
            if len(self._sending) >= self._files:
                return None
            one = _File()
            self._sending.add(one)

        def sent() -> None:
            with self._lock:
                self._sending.discard(one)

        return sent

    def load_snapshot(self) -> LoadSnapshot:
        """Who is in at this moment."""
        with self._lock:
            return LoadSnapshot(self._answering, len(self._line), len(self._sending))

    def _enter(self) -> bool:
        with self._lock:
            if self._answering < self._places:
                self._answering += 1
                return True
            if len(self._line) >= self._seats:
                return False
            turn = threading.Event()
            self._line.append(turn)
        if turn.wait(self._patience):
            return True
        with self._lock:
            if turn.is_set():  # its turn came while it gave up
                return True
            self._line.remove(turn)
            return False

    def _leave(self) -> None:
        """Hand the place to the first in line."""
        with self._lock:
            if self._line:
                self._line.popleft().set()
            else:
                self._answering -= 1


def admission_control_of(config: Mapping[str, object]) -> AdmissionControl:
    """The gate that the settings ANSWERING and WAITING ask for."""
    return AdmissionControl(int(str(config["ANSWERING"])), int(str(config["WAITING"])))
