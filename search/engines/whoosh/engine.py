"""The reading half of the Whoosh engine: the live generation, opened once for all threads."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.indexing.generations import GenerationRemovedError, live_generation
from index.indexing.generations.deny_list import DENIED, lost_denied, read_denied
from index.indexing.generations.pointer import CURRENT, current_name
from index.model.errors import IndexMissingError
from search.engines.whoosh.generation import OpenGeneration


class WhooshEngine:
    """Gives the live generation in the folder `location`; see search.engines.engine.Engine.

    Every call looks at CURRENT and at DENIED. A new generation is opened once and shared by all
    threads; the previous one is closed when its last reader is done. When DENIED comes to name
    other entries of the generation, it is opened again without them, which takes milliseconds.
    """

    def __init__(self, location: str) -> None:
        self._root = Path(location)
        self._lock = threading.Lock()
        self._pointer = str(self._root / CURRENT)
        self._deny_list = str(self._root / DENIED)
        self._stamp: tuple[int, ...] = ()
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
        """Return the live generation, with one more reader; open it if a file has changed."""
        stamp = self._current_stamp()
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

    def _current_stamp(self) -> tuple[int, ...]:
        """Return a stamp that changes with CURRENT and DENIED, which are replaced as a whole."""
        # faster than a Path, and every search needs it
        try:
            pointer = os.stat(self._pointer)  # noqa: PTH116
        except OSError:
            current_name(self._root)  # raises the error that says what is wrong
            return ()
        try:
            denied = os.stat(self._deny_list)  # noqa: PTH116
        except OSError:
            return pointer.st_ino, pointer.st_mtime_ns
        return (
            pointer.st_ino,
            pointer.st_mtime_ns,
            denied.st_ino,
            denied.st_mtime_ns,
            denied.st_size,
        )

    def _open_live(self) -> OpenGeneration:
        """Open the live generation; try again when it is removed before it is open."""
        while True:
            live = live_generation(self._root)
            names = read_denied(self._root)
            try:
                opened = self._open
                if not (opened and opened.name == live.name and opened.denies_as(names or ())):
                    opened = OpenGeneration(live.name, live.path, names or ())
                if names is None and opened.has_deny_list:
                    if opened is not self._open:
                        opened.close()
                    raise lost_denied(self._root)
                return opened
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
