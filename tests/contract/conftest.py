"""The contract of an engine, run for each: `engine` makes writers and searchers of an archive."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime

import pytest

from index.indexing.open_writer import open_writer
from index.indexing.writer import Writer
from index.model.entry import UNDATED, DateSpan, Entry, Person, Place, Source, Version
from search.open_searcher import open_searcher
from search.query.query import Query
from search.results.results import Results
from search.searcher import Searcher

ENGINES = ("whoosh",)


class Engine:
    """One archive in one engine."""

    def __init__(self, location: str, stack: ExitStack) -> None:
        self.location = location
        self._stack = stack
        self._searcher: Searcher | None = None

    def writer(self) -> Writer:
        return open_writer(self.location)

    def publish(self, *entries: Entry, withdrawn: tuple[str, ...] = ()) -> None:
        with self.writer() as writer:
            writer.add(entries)
            writer.withdraw(withdrawn)

    @property
    def searcher(self) -> Searcher:
        if self._searcher is None:
            self._searcher = open_searcher(self.location)
            self._stack.callback(self._searcher.close)
        return self._searcher

    def search(self, text: str = "", **asked: object) -> Results:
        return self.searcher.search(Query(text=text, **asked))

    def ids(self, text: str = "", **asked: object) -> list[str]:
        return [hit.id for hit in self.search(text, limit=100, **asked).hits]


@pytest.fixture(params=ENGINES)
def engine(request, tmp_path) -> Iterator[Engine]:
    with ExitStack() as stack:
        yield Engine(str(tmp_path / request.param / "index"), stack)


def make_entry(
    id: str,
    title: str = "",
    text: str = "",
    *,
    language: str = "en",
    on: str | None = None,
    until: str = "",
    kind: str = "meeting",
    countries: tuple[str, ...] = (),
    places: tuple[Place, ...] = (),
    visitors: tuple[str, ...] = (),
    hosts: tuple[str, ...] = (),
    versions: tuple[Version, ...] = (),
    aliases: tuple[str, ...] = (),
) -> Entry:
    """An entry of the day its id says, published in one language unless `versions` says more."""
    on = id[:10] if on is None else on
    first = Version(language, title, text, "published", f"http://example.org/{id}")
    people = [Person(name.lower().replace(" ", "-"), name, "", "visitor") for name in visitors]
    people += [Person(name.lower().replace(" ", "-"), name, "", "city") for name in hosts]
    dates = UNDATED
    if on:
        start = date.fromisoformat(on)
        dates = DateSpan(start, date.fromisoformat(until) if until else start, "day", on)
    return Entry(
        id=id,
        dates=dates,
        kind=kind,
        countries=countries,
        places=places,
        people=tuple(people),
        versions=(first, *versions),
        doubts=(),
        aliases=aliases,
        sources=(Source(f"http://example.org/{id}", datetime(2026, 11, 22, tzinfo=UTC)),),
    )


@pytest.fixture
def entry() -> Callable[..., Entry]:
    return make_entry


@pytest.fixture
def lyon() -> Place:
    return Place("lyon-fr", "FR", {"it": "Lione", "en": "Lyon"}, "Lyon", 45.75, 4.85)
