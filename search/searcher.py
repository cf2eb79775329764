"""The answering half of an engine: what it must promise, and how one is opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from index.entry import Entry
from index.errors import ConfigError
from search.query import Query
from search.results import Hit, Results, Suggestion


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the live generation holds."""

    generation: str
    built: datetime
    """UTC."""
    entries: int
    languages: dict[str, int]
    """BCP 47 tag of the original to the number of entries."""
    countries: int
    years: tuple[int, int] | None
    """First and last year; None when no entry is dated."""


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


def open_searcher(location: str) -> Searcher:
    """A searcher for `location`: a path is Whoosh; an http(s) url will be OpenSearch.

    Raises IndexMissingError, EngineUnavailableError, ConfigError.
    """
    if location.startswith(("http://", "https://")):
        raise ConfigError(
            f"no engine for {location} in this version; give a folder, which means Whoosh"
        )
    from search.engines.whoosh import WhooshSearcher

    return WhooshSearcher(location)
