"""The protocol of an engine's searcher; search.open_searcher opens one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from index.model.entry import Entry
from search.query.query import Query
from search.results.holdings import Holdings
from search.results.results import Completion, Hit, Results


class Searcher(Protocol):
    """Protocol: a search over the live generation, also after a new one has been published.

    Safe to share between threads. Every method but `close` raises IndexMissingError when there is
    no index, and EngineUnavailableError when its server does not answer. What it returns is
    complete and does not change when a new generation is published.
    """

    def search(self, query: Query) -> Results:
        """Return the results of a query, one page of hits.

        Hits are in the order `query.sort`: by score, then newest first; or by date, with undated
        entries last; equal ones by id. Raises QueryError when the query passes a limit, also that
        of time.
        """
        ...

    def get(self, id: str) -> Entry | None:
        """Return the entry of this id or alias, or None; its `id` tells which of them it was."""
        ...

    def is_withdrawn(self, id: str) -> bool:
        """Return whether the entry of this id has been withdrawn; False for unknown ids."""
        ...

    def export(self, query: Query) -> Iterator[Entry]:
        """Yield every entry that a query matches, in its order; page and limit are ignored.

        All entries are of the generation that was live at the first one. Raises QueryError at the
        first entry when the query passes a limit.
        """
        ...

    def autocomplete(self, text: str, language: str) -> tuple[Completion, ...]:
        """Return names, then entries, that begin with the text, labelled in the language.

        A few of each group, the commonest first; empty for a text of one letter.
        """
        ...

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Return other entries with the same people, places, countries and words, best first.

        Empty when the id is unknown.
        """
        ...

    def holdings(self) -> Holdings:
        """Return what the live generation holds."""
        ...

    def close(self) -> None:
        """Close all files once those who are still reading are done."""
        ...
