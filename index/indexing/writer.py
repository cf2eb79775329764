"""The writing half of an engine: what it must promise, and how one is opened."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import Protocol, Self

from index.model.entry import Entry


class Writer(Protocol):
    """Protocol: builds one index generation, fresh or (`amend`) from what the live one holds.

    Leaving the `with` block normally makes all of it live at once; leaving it by an exception
    changes nothing and leaves no rubbish. A second writer gets IndexLockedError.
    """

    def add(self, entries: Iterable[Entry]) -> int:
        """Add the entries and say how many. The last of several with one id wins.

        When amending, an entry takes the place of the one of its id.
        """
        ...

    def remove(self, ids: Iterable[str]) -> None:
        """Take the entries of these ids out; unknown ids are let be. An id may be added after."""
        ...

    def withdraw(self, ids: Iterable[str]) -> None:
        """Remember ids that are gone, so that a searcher can say so."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
