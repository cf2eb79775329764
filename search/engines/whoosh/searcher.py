"""The searcher of the Whoosh engine."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.indexing.generations import GenerationRemovedError, live_generation
from index.indexing.generations.pointer import CURRENT, current_name
from index.model.entry import Entry
from index.model.errors import IndexMissingError
from search.engines.whoosh.generation import OpenGeneration
from search.evaluate.autocomplete import autocomplete
from search.evaluate.run_search import ranked_entries, run_search
from search.evaluate.similar import similar_to
from search.query.query import Query
from search.results.holdings import Holdings
from search.results.results import Completion, Hit, Results


class WhooshSearcher:
    """A search over the live generation in the folder `location`; see search.searcher.Searcher.

    Every call looks at CURRENT. A new generation is opened once and shared by all threads; the
    previous one is closed when its last reader is done.
    """

    def __init__(self, location: str, *, cache_results: bool = True) -> None:
        self._root = Path(location)
        self._cache_results = cache_results
        self._lock = threading.Lock()
        self._pointer = str(self._root / CURRENT)
        self._stamp = (0, 0)
        self._open: OpenGeneration | None = None

    def search(self, query: Query) -> Results:
        """Return the results of a query. Raises QueryError when it passes a limit."""
        generation = self._acquire()
        try:
            if not self._cache_results:
                return run_search(query, generation)
            return generation.cached_results(query, lambda: run_search(query, generation))
        finally:
            self._release(generation)

    def get(self, id: str) -> Entry | None:
        """Return the entry of this id or alias, or None; its `id` tells which of them it was."""
        with self._generation() as generation:
            number = generation.number_of(id)
            return None if number is None else generation.entry(number)

    def is_withdrawn(self, id: str) -> bool:
        """Return whether the entry of this id has been withdrawn."""
        with self._generation() as generation:
            return id in generation.withdrawn and generation.number_of(id) is None

    def export(self, query: Query) -> Iterator[Entry]:
        """Yield every entry that a query matches, in its order; page and limit are ignored."""
        with self._generation() as generation:
            for number in ranked_entries(query, generation):
                yield generation.entry(number)

    def autocomplete(self, text: str, language: str) -> tuple[Completion, ...]:
        """Return names, then entries, that begin with the text, labelled in the language."""
        with self._generation() as generation:
            return autocomplete(text, language, generation)

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Return other entries with the same people, places, countries and words, best first."""
        with self._generation() as generation:
            number = generation.number_of(id)
            return () if number is None else similar_to(number, limit, generation)

    def holdings(self) -> Holdings:
        """Return what the live generation holds."""
        with self._generation() as generation:
            return generation.holdings

    def close(self) -> None:
        """Close all files once those who are still reading are done."""
        with self._lock:
            self._retire()

    @contextmanager
    def _generation(self) -> Iterator[OpenGeneration]:
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
