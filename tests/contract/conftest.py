"""The contract of an engine, run for each: `engine` makes writers and searchers of an archive."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime

import pytest
from naive_engine import NaiveEngine, NaiveWritingEngine, Store

from index.indexing.open_engine import open_engine
from index.indexing.writer import Writer, WritingEngine
from index.model.entry import UNDATED, DateSpan, Entry, Person, Place, Source, Version
from search.open_searcher import open_searcher
from search.query.query import Query
from search.results.results import Results
from search.searcher import Searcher


class Engine(ABC):
    """One archive in one engine."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._searcher: Searcher | None = None

    @property
    @abstractmethod
    def writing(self) -> WritingEngine:
        """The writing half."""

    @abstractmethod
    def open_searcher(self) -> Searcher:
        """A searcher of its own, to be closed by the test."""

    @abstractmethod
    def another(self) -> "Engine":
        """A second archive in the same engine."""

    def writer(self, *, amend: bool = False) -> Writer:
        return self.writing.writer(amend=amend)

    def publish(self, *entries: Entry, withdrawn: tuple[str, ...] = ()) -> None:
        with self.writer() as writer:
            writer.add(entries)
            writer.withdraw(withdrawn)

    @property
    def searcher(self) -> Searcher:
        if self._searcher is None:
            self._searcher = self.open_searcher()
            self._stack.callback(self._searcher.close)
        return self._searcher

    def search(self, text: str = "", **asked: object) -> Results:
        return self.searcher.search(Query(text=text, **asked))

    def ids(self, text: str = "", **asked: object) -> list[str]:
        return [hit.id for hit in self.search(text, limit=100, **asked).hits]


class Whoosh(Engine):
    """An archive in a folder."""

    def __init__(self, location: str, stack: ExitStack) -> None:
        super().__init__(stack)
        self.location = location

    @property
    def writing(self) -> WritingEngine:
        return open_engine(self.location)

    def open_searcher(self) -> Searcher:
        return open_searcher(self.location)

    def another(self) -> Engine:
        return Whoosh(f"{self.location}-another", self._stack)


class Naive(Engine):
    """An archive in lists and dictionaries."""

    def __init__(self, stack: ExitStack) -> None:
        super().__init__(stack)
        self._store = Store()

    @property
    def writing(self) -> WritingEngine:
        return NaiveWritingEngine(self._store)

    def open_searcher(self) -> Searcher:
        return Searcher(NaiveEngine(self._store))

    def another(self) -> Engine:
        return Naive(self._stack)


class OpenSearch(Engine):
    """An archive in a cluster."""

    def __init__(self, location: str, stack: ExitStack) -> None:
        super().__init__(stack)
        self._location = location
        self._writing = open_engine(location)

    @property
    def writing(self) -> WritingEngine:
        return self._writing

    def open_searcher(self) -> Searcher:
        return open_searcher(self._location)

    def another(self) -> Engine:
        return OpenSearch(f"{self._location}-another", self._stack)


@pytest.fixture(
    params=[
        "whoosh",
        "naive",
        pytest.param("opensearch", marks=[pytest.mark.slow, pytest.mark.cluster]),
    ]
)
def engine(request, tmp_path) -> Iterator[Engine]:
    with ExitStack() as stack:
        if request.param == "whoosh":
            yield Whoosh(str(tmp_path / "whoosh" / "index"), stack)
        elif request.param == "naive":
            yield Naive(stack)
        else:
            yield OpenSearch(request.getfixturevalue("new_location")(), stack)


@pytest.fixture
def engine_on_disk(tmp_path) -> Iterator[Whoosh]:
    """An engine that other processes can write to."""
    with ExitStack() as stack:
        yield Whoosh(str(tmp_path / "whoosh" / "index"), stack)


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
