"""The answering half of the Whoosh engine."""

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
from search.evaluate.autocomplete import suggest
from search.evaluate.run_search import answer, entries_in_order
from search.evaluate.similar import similar_to
from search.query.query import Query
from search.results.holdings import Holdings
from search.results.results import Hit, Results, Suggestion


class WhooshSearcher:
    """Answers from the live generation in the folder `location`; see search.searcher.Searcher.

    CURRENT is read at every call; a new generation is opened once and shared by all threads. The
    one before is closed when the last of those who are reading it is done.
    """

    def __init__(self, location: str, *, keep_answers: bool = True) -> None:
        self._root = Path(location)
        self._keep_answers = keep_answers
        self._lock = threading.Lock()
        self._pointer = str(self._root / CURRENT)
        self._written = (0, 0)
        self._open: OpenGeneration | None = None

    def search(self, query: Query) -> Results:
        """Answer `query`. Raises QueryError when it passes a limit."""
        generation = self._take()
        try:
            if not self._keep_answers:
                return answer(query, generation)
            return generation.kept_answer(query, lambda: answer(query, generation))
        finally:
            self._give_back(generation)

    def get(self, id: str) -> Entry | None:
        """The entry of this id or alias; the caller sees by `.id` which it was."""
        with self._generation() as generation:
            number = generation.number_of(id)
            return None if number is None else generation.entry(number)

    def is_withdrawn(self, id: str) -> bool:
        """Whether there was an entry of this id that has been withdrawn."""
        with self._generation() as generation:
            return id in generation.withdrawn and generation.number_of(id) is None

    def export(self, query: Query) -> Iterator[Entry]:
        """Every entry that `query` matches, in its order; page and limit are ignored."""
        with self._generation() as generation:
            for number in entries_in_order(query, generation):
                yield generation.entry(number)

    def suggest(self, text: str, language: str) -> tuple[Suggestion, ...]:
        """What the text may be the beginning of, labelled in the language: names, then entries."""
        with self._generation() as generation:
            return suggest(text, language, generation)

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Other entries about the same people, places, countries and words, the nearest first."""
        with self._generation() as generation:
            number = generation.number_of(id)
            return () if number is None else similar_to(number, limit, generation)

    def holdings(self) -> Holdings:
        """What the live generation holds."""
        with self._generation() as generation:
            return generation.holdings

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            self._retire()

    @contextmanager
    def _generation(self) -> Iterator[OpenGeneration]:
        generation = self._take()
        try:
            yield generation
        finally:
            self._give_back(generation)

    def _take(self) -> OpenGeneration:
        """The live generation, counted as being read. Opened anew when CURRENT has changed."""
        written = self._when_written()
        with self._lock:
            if self._open is None or written != self._written:
                opened = self._open_live()
                if opened is not self._open:
                    self._retire()
                self._open, self._written = opened, written
            self._open.readers += 1
            return self._open

    def _give_back(self, generation: OpenGeneration) -> None:
        with self._lock:
            generation.readers -= 1
            if generation.retired and not generation.readers:
                generation.close()

    def _when_written(self) -> tuple[int, int]:
        """What tells one CURRENT from the next, cheaper than reading it: it is always replaced."""
        try:
            found = os.stat(self._pointer)  # noqa: PTH116  # a Path takes longer
        except OSError:
            current_name(self._root)  # says what is wrong
            return 0, 0
        return found.st_ino, found.st_mtime_ns

    def _open_live(self) -> OpenGeneration:
        """Open what is live; anew whenever that was swept away between asking and opening."""
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
