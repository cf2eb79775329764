"""The answering half of an engine: what it must promise, and how one is opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from index.model.entry import Entry
from search.query.query import Query
from search.results.holdings import Holdings
from search.results.results import Hit, Results, Suggestion


class Searcher(Protocol):
    """Protocol: answers from the live generation, also after a new one was published.

    Safe to share between threads. Raises IndexMissingError, EngineUnavailableError.
    """

    def search(self, query: Query) -> Results:
        """Answer `query`. Raises QueryError when it passes a limit."""
        ...

    def get(self, id: str) -> Entry | None:
        """The entry of this id or alias; the caller sees by `.id` which it was."""
        ...

    def is_withdrawn(self, id: str) -> bool:
        """Whether there was an entry of this id that has been withdrawn."""
        ...

    def export(self, query: Query) -> Iterator[Entry]:
        """Every entry that `query` matches, in its order; page and limit are ignored."""
        ...

    def suggest(self, text: str, language: str) -> tuple[Suggestion, ...]:
        """What the text may be the beginning of, labelled in the language: names, then entries."""
        ...

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Other entries about the same people, places, countries and words, the nearest first."""
        ...

    def holdings(self) -> Holdings:
        """What the live generation holds."""
        ...

    def close(self) -> None:
        """Let go of all files."""
        ...
