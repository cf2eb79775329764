"""A thread that does again and again what should be done before anybody waits for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from index.model.errors import ArchiveError

log = logging.getLogger(__name__)

INTERVAL = 1.0
"""Seconds after which it looks again, without being woken."""


class Follower:
    """Calls `follow` in a thread of its own, every INTERVAL and when it is woken.

    An ArchiveError is logged. Whatever else is raised ends the thread.
    """

    def __init__(self, follow: Callable[[], None]) -> None:
        self._follow = follow
        self._woken = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None

    @property
    def is_alive(self) -> bool:
        """Whether the thread has begun, in this process, and has not ended."""
        return self._thread is not None and self._thread.is_alive()

    def wake(self) -> None:
        """Follow now; begin the thread if there is none. Not for two threads at once."""
        if not self.is_alive:
            self._stopping = False
            self._thread = threading.Thread(target=self._run, name="follower", daemon=True)
            self._thread.start()
        self._woken.set()

    def stop(self) -> None:
        """End the thread, once it has done what it is doing."""
        self._stopping = True
        self._woken.set()
        if self._thread and self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping:
            self._woken.wait(INTERVAL)
            self._woken.clear()
            if not self._stopping:
                try:
                    self._follow()
                except ArchiveError as error:
                    log.warning("what was published cannot be opened: %s", error)
