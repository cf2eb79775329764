"""The reading half of the Whoosh engine: the live generation, opened once for all threads."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.indexing.generations import GenerationRemovedError, live_generation
from index.indexing.generations.pointer import CURRENT, current_name
from index.model.errors import IndexMissingError
from search.engines.whoosh.generation import OpenGeneration


class WhooshEngine:
    """Gives the live generation in the folder `location`; see search.engines.engine.Engine.

    Every call looks at CURRENT. A new generation is opened once and shared by all threads; the
    previous one is closed when its last reader is done.
    """

    def __init__(self, location: str) -> None:
        self._root = Path(location)
        self._lock = threading.Lock()
        self._pointer = str(self._root / CURRENT)
        self._stamp = (0, 0)
        self._open: OpenGeneration | None = None

    def close(self) -> None:
        """Close all files once those who are still reading are done."""
        with self._lock:
            self._retire()

    @contextmanager
    def live(self) -> Iterator[OpenGeneration]:
        """Give the live generation, open until the block is left."""
        generation = self._acquire()
        try:
            yield generation
        finally:
            self._release(generation)

    def _acquire(self) -> OpenGeneration:
        """Return the live generation, with one more reader; open it if CURRENT has changed."""
        stamp = self._pointer_stamp()
        with self._lock:
            if self._open is None or stamp != self._stamp:
                opened = self._open_live()
                if opened is not self._open:
                    self._retire()
                self._open, self._stamp = opened, stamp
            self._open.readers += 1
            return self._open

    def _release(self, generation: OpenGeneration) -> None:
        with self._lock:
            generation.readers -= 1
            if generation.retired and not generation.readers:
                generation.close()

    def _pointer_stamp(self) -> tuple[int, int]:
        """Return a stamp that changes with CURRENT, which is always replaced as a whole file."""
        try:
            found = os.stat(self._pointer)  # noqa: PTH116  # faster than a Path, and every search needs it
        except OSError:
            current_name(self._root)  # raises the error that says what is wrong
            return 0, 0
        return found.st_ino, found.st_mtime_ns

    def _open_live(self) -> OpenGeneration:
        """Open the live generation; try again when it is removed before it is open."""
        while True:
            live = live_generation(self._root)
            if self._open and self._open.name == live.name:
                return self._open
            try:
                return OpenGeneration(live.name, live.path)
            except GenerationRemovedError:
                continue
            except OSError as error:
                raise IndexMissingError(
                    f"{live.path} cannot be read: {error}; rebuild with `torino index`"
                ) from error

    def _retire(self) -> None:
        if self._open:
            self._open.retired = True
            if not self._open.readers:
                self._open.close()
            self._open = None
