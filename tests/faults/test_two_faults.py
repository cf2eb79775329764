"""Faults beside a verb: readers while it is killed, another verb, no process for reading."""

import contextlib
import os
import random
import signal
import threading

import pytest

from index.commands.add import add_sources
from index.commands.rebuild import rebuild
from index.commands.sample import add_sample, fill_with_sample
from index.commands.withdraw import withdraw
from index.model.errors import IndexLockedError, IndexMissingError, ReaderError, StoreError
from index.reading.page_reader import end_idle
from index.store.home import Home
from search.open_searcher import open_searcher
from search.query.query import Query
from web.cli.serve import _fill

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path, page):
    home = Home(tmp_path / "home")
    add_sources(home, [str(page(2)), str(page(3))])
    return home


def lose_index(home):
    for name in ("CURRENT", "DENIED"):
        (home.path / "index" / name).unlink()


def test_a_site_whose_pages_are_all_withdrawn_is_not_filled_with_the_sample(home, answers):
    withdraw(home, ["file:relint-inglese-2.txt", "file:relint-inglese-3.txt"])
    lose_index(home)
    with contextlib.closing(open_searcher(home.location)) as searcher:
        _fill(home, searcher)
    assert answers(home.path) == ()
    with pytest.raises(StoreError, match="has pages of its own"):
        fill_with_sample(home)


def test_the_sample_whose_index_is_lost_is_published_again(tmp_path, answers):
    home = Home(tmp_path / "home")
    add_sample(home)
    shown = answers(home.path)
    lose_index(home)
    assert fill_with_sample(home) is not None
    assert answers(home.path) == shown
    assert fill_with_sample(home) is None


def test_readers_see_the_old_or_the_new_while_verbs_are_killed(home, verbs, answers):
    url = "file:relint-inglese-2.txt"
    chance, seen, stop = random.Random(2007), [], threading.Event()

    def read():
        with contextlib.closing(open_searcher(home.location)) as searcher:
            while not stop.is_set():
                seen.append(searcher.search(Query(text="garden")).total)

    reading = threading.Thread(target=read)
    reading.start()
    for number in range(6):
        words = ("remove", *["--undo"] * (number % 2), url)
        child = verbs.start(*words, "--home", home.path)
        stop.wait(chance.uniform(0, 0.3))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        verbs.end()
        assert verbs.run(*words, "--home", home.path).code == 0
    stop.set()
    reading.join()
    assert seen
    assert set(seen) <= {1, 2}
    assert len(answers(home.path)) == 2


def test_of_two_verbs_at_once_one_is_killed_and_the_other_loses_nothing(
    home, verbs, page, pages, answers
):
    for number in range(20, 23):
        child = verbs.start("add", page(number), "--home", home.path)
        while True:
            try:
                add_sources(home, [str(page(number + 10))])
                break
            except IndexLockedError:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
        assert verbs.end().code in (0, 1, -signal.SIGKILL)
        assert f"file:relint-inglese-{number + 10}.txt" in pages(home.path)
    rebuild(home)
    assert len(answers(home.path)) == len(pages(home.path))


@pytest.mark.parametrize("python", ["/nowhere/python", "/bin/false"])
def test_where_no_process_can_read_pages_nothing_changes(
    home, page, answers, pages, monkeypatch, python
):
    before = answers(home.path), pages(home.path)
    end_idle()
    with monkeypatch.context() as patched:
        patched.setattr("sys.executable", python)
        with pytest.raises(ReaderError, match="nothing was changed"):
            add_sources(home, [str(page(4))])
        home.derived.unlink()
        with pytest.raises(ReaderError, match="nothing was changed"):
            rebuild(home)
    assert (answers(home.path), pages(home.path)) == before
    add_sources(home, [str(page(4))])
    assert len(answers(home.path)) == 3


def test_a_lost_deny_list_is_written_before_anything_else_is_published(home, monkeypatch, answers):
    withdraw(home, ["file:relint-inglese-2.txt"])
    shown = answers(home.path)
    (home.path / "index" / "DENIED").unlink()
    with pytest.raises(IndexMissingError):
        answers(home.path)

    def stop(*given, **named):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("index.publishing.publishing_run.PublishingRun.run", stop)
        rebuild(home)
    live = max((home.path / "index").glob("g*"))
    (live / "MANIFEST.json").unlink()  # the generation before has what was withdrawn
    assert answers(home.path) == shown
