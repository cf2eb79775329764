"""The writing half of an engine: what it must promise, and how one is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Protocol, Self

from index.entry import Entry
from index.errors import ConfigError


class Writer(Protocol):
    """Protocol: builds one fresh index generation.

    Leaving the `with` block normally makes all of it live at once; leaving it by an exception
    changes nothing and leaves no rubbish. A second writer gets IndexLockedError.
    """

    def add(self, entries: Iterable[Entry]) -> int:
        """Add the entries and say how many. The last of several with one id wins."""
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


Told = Callable[[int, int], None]
"""Told how many entries are written, and of how many."""


def untold(done: int, of: int) -> None:
    """Tell nobody."""


def open_writer(location: str, told: Told = untold) -> Writer:
    """A writer for `location`: a path is Whoosh; an http(s) url will be OpenSearch.

    Raises IndexLockedError, EngineUnavailableError, ConfigError.
    """
    if location.startswith(("http://", "https://")):
        raise ConfigError(
            f"no engine for {location} in this version; give a folder, which means Whoosh"
        )
    from index.engines.whoosh import WhooshWriter

    return WhooshWriter(location, told)
