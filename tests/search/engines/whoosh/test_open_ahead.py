"""A searcher that opens ahead: who asks while a generation is opened gets the one before."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from index.indexing.engines.whoosh.writer import WhooshWriter
from index.indexing.generations.deny_list import write_denied
from index.model.errors import ArchiveError, IndexMissingError
from search.engines.whoosh.engine import WhooshEngine
from search.query.query import Query
from search.searcher import Searcher

FIRST, SECOND = "2007-06-27-aaaa", "2007-06-27-bbbb"


class Opened:
    """A searcher that opens ahead; a new generation is prepared when `go` is set."""

    def __init__(self, root: Path) -> None:
        self.engine = WhooshEngine(str(root))
        self.searcher = Searcher(self.engine)
        self.go, self.began = threading.Event(), threading.Event()
        self.error: ArchiveError | None = None
        self.engine.open_ahead(self.prepare)

    def prepare(self, reader: object) -> None:
        self.began.set()
        assert self.go.wait(30)
        if self.error:
            raise self.error
        self.searcher.prepare(reader)

    def ids(self) -> set[str]:
        return {hit.id for hit in self.searcher.search(Query()).hits}

    def until(self, holds: Callable[[], bool]) -> None:
        late = monotonic() + 30
        while not holds():
            assert monotonic() < late
            sleep(0.01)


@pytest.fixture
def root(tmp_path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def publish(root, make_entry):
    def publish(*ids: str) -> None:
        with WhooshWriter(str(root)) as writer:
            writer.add(make_entry(id) for id in ids)

    return publish


@pytest.fixture
def opened(root, publish) -> Iterator[Opened]:
    publish(FIRST)
    made = Opened(root)
    assert made.ids() == {FIRST}
    yield made
    made.go.set()
    made.searcher.close()


def test_the_generation_before_answers_until_the_new_one_is_prepared(opened, publish):
    publish(FIRST, SECOND)

    assert opened.ids() == {FIRST}
    assert opened.began.wait(30)
    assert opened.ids() == {FIRST}
    opened.go.set()
    opened.until(lambda: opened.ids() == {FIRST, SECOND})


def test_a_new_generation_is_opened_although_nobody_asks(opened, publish):
    publish(FIRST, SECOND)

    assert opened.began.wait(30)


def test_what_is_denied_meanwhile_is_hidden_at_once(opened, publish, root):
    publish(SECOND)
    write_denied(root, frozenset({FIRST}))

    assert opened.ids() == set()


def test_what_was_denied_stays_hidden_until_the_generation_that_shows_it(opened, publish, root):
    write_denied(root, frozenset({FIRST}))
    assert opened.ids() == set()
    publish(FIRST, SECOND)
    write_denied(root, frozenset())

    assert opened.ids() == set()
    opened.go.set()
    opened.until(lambda: opened.ids() == {FIRST, SECOND})


def test_a_lost_deny_list_is_refused_meanwhile(opened, publish, root):
    publish(FIRST, SECOND)
    (root / "DENIED").unlink()

    with pytest.raises(IndexMissingError, match="DENIED is missing"):
        opened.ids()


def test_a_generation_whose_folder_is_gone_is_given_no_longer(opened, publish, root):
    publish(FIRST, SECOND)
    shutil.rmtree(root / "g000001")

    assert opened.ids() == {FIRST, SECOND}


def test_a_generation_that_cannot_be_prepared_is_waited_for(opened, publish):
    opened.error = ArchiveError("no")
    opened.go.set()
    publish(FIRST, SECOND)

    opened.until(lambda: opened.ids() == {FIRST, SECOND})


def test_a_searcher_that_was_closed_follows_again_when_it_is_asked(opened, publish):
    opened.go.set()
    opened.searcher.close()

    assert opened.ids() == {FIRST}
    publish(FIRST, SECOND)
    opened.until(lambda: opened.ids() == {FIRST, SECOND})
