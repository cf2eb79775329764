"""The reading half of the Whoosh engine: the live generation, opened once for all threads."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from index.indexing.generations import GenerationRemovedError, live_generation
from index.indexing.generations.deny_list import DENIED, lost_denied, read_denied
from index.indexing.generations.manifest import has_manifest
from index.indexing.generations.pointer import CURRENT, current_name
from index.model.errors import ArchiveError, IndexMissingError
from search.engines.whoosh.follower import Follower
from search.engines.whoosh.generation import OpenGeneration


class _Stamp(NamedTuple):
    """What changes with CURRENT and DENIED, which are replaced as a whole."""

    current: tuple[int, ...] = ()
    denied: tuple[int, ...] = ()


class WhooshEngine:
    """Gives the live generation in the folder `location`; see search.engines.engine.Engine.

    Every call looks at CURRENT and at DENIED. A new generation is opened once and shared by all
    threads; the previous one is closed when its last reader is done. When DENIED comes to name
    other entries of the generation, it is opened again without them, which takes milliseconds.
    Whoever comes first waits for a new generation, unless it is opened ahead.
    """

    def __init__(self, location: str) -> None:
        self._root = Path(location)
        self._lock = threading.Lock()
        self._pointer = str(self._root / CURRENT)
        self._deny_list = str(self._root / DENIED)
        self._stamp = _Stamp()
        self._denied: tuple[int, ...] = ()
        """The stamp of the DENIED that the open generation hides the entries of."""
        self._failed = _Stamp()
        """The stamp at which a generation could not be opened ahead."""
        self._open: OpenGeneration | None = None
        self._prepare: Callable[[OpenGeneration], None] | None = None
        self._follower = Follower(self._open_published)

    def open_ahead(self, prepare: Callable[[OpenGeneration], None]) -> None:
        """From now on open what is published in a thread, and give the generation before until
        `prepare` is done with the new one; for a process whose readers must not wait.

        What DENIED names is hidden at once all the same, and what it named before stays hidden. A
        generation whose folder is gone is no longer given: `torino erase` removes it.
        """
        self._prepare = prepare

    def close(self) -> None:
        """Close all files once those who are still reading are done."""
        self._follower.stop()
        with self._lock:
            self._retire(None)

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
            opened = self._open
            if opened is None or stamp != self._stamp:
                opened = self._previous(stamp)
                if opened is None:
                    opened = self._open_live(self._open)
                    self._replace(opened, stamp)
                if self._prepare:
                    self._follower.wake()
            opened.readers += 1
            return opened

    def _release(self, generation: OpenGeneration) -> None:
        with self._lock:
            generation.readers -= 1
            if generation.retired and not generation.readers:
                generation.close()

    def _previous(self, stamp: _Stamp) -> OpenGeneration | None:
        """Return the open generation while the published one is opened ahead, without what is
        denied now or was before; None when the published one must be waited for."""
        opened = self._open
        if opened is None or not self._follower.is_alive or stamp == self._failed:
            return None
        if stamp.current == self._stamp.current or not has_manifest(opened.path):
            return None
        if stamp.denied != self._denied:
            names = opened.denied | (read_denied(self._root) or frozenset())
            if not stamp.denied and opened.has_deny_list:
                raise lost_denied(self._root)
            if not opened.denies_as(names):
                try:
                    self._retire(OpenGeneration(opened.name, opened.path, names))
                except (GenerationRemovedError, OSError):
                    return None
            self._denied = stamp.denied
        return self._open

    def _open_published(self) -> None:
        """Open and prepare what was published, then give it. Only a thread of its own does this."""
        stamp = self._current_stamp()
        prepare, opened = self._prepare, self._open
        if not prepare or opened is None or stamp.current == self._stamp.current:
            return
        try:
            published = self._open_live(None)
            try:
                prepare(published)
            except BaseException:
                published.close()
                raise
        except ArchiveError:
            self._failed = stamp
            raise
        with self._lock:
            if self._open and self._current_stamp() == stamp != self._stamp:
                self._replace(published, stamp)
                return
        published.close()  # it is no longer what is live, or was opened by somebody else

    def _replace(self, opened: OpenGeneration, stamp: _Stamp) -> None:
        if opened is not self._open:
            self._retire(opened)
        self._stamp, self._denied = stamp, stamp.denied

    def _current_stamp(self) -> _Stamp:
        # faster than a Path, and every search needs it
        try:
            pointer = os.stat(self._pointer)  # noqa: PTH116
        except OSError:
            current_name(self._root)  # raises the error that says what is wrong
            return _Stamp()
        current = pointer.st_ino, pointer.st_mtime_ns
        try:
            denied = os.stat(self._deny_list)  # noqa: PTH116
        except OSError:
            return _Stamp(current)
        return _Stamp(current, (denied.st_ino, denied.st_mtime_ns, denied.st_size))

    def _open_live(self, opened: OpenGeneration | None) -> OpenGeneration:
        """Return the live generation: `opened` if it is that, else opened now. Try again when it
        is removed before it is open."""
        while True:
            live = live_generation(self._root)
            names = read_denied(self._root)
            try:
                found = opened
                if not (found and found.name == live.name and found.denies_as(names or ())):
                    found = OpenGeneration(live.name, live.path, names or ())
                if names is None and found.has_deny_list:
                    if found is not opened:
                        found.close()
                    raise lost_denied(self._root)
                return found
            except GenerationRemovedError:
                continue
            except OSError as error:
                raise IndexMissingError(
                    f"{live.path} cannot be read: {error}; rebuild with `torino index`"
                ) from error

    def _retire(self, successor: OpenGeneration | None) -> None:
        """Give another generation from now on, and close the one before when its readers are
        done."""
        before, self._open = self._open, successor
        if before:
            before.retired = True
            if not before.readers:
                before.close()
