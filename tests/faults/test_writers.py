"""Several who write at once: one does, the others are told who and since when, or take turns."""

import os
import threading

import pytest
from click.testing import CliRunner

from index.commands.add import add_sources
from index.commands.backup import back_up
from index.model.errors import IndexLockedError
from index.store.home import Home
from web.cli.main import torino

pytestmark = pytest.mark.slow

HELD = rf"process {os.getpid()} \(since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC\) is writing"


@pytest.fixture
def home(tmp_path, page):
    home = Home(tmp_path / "home")
    add_sources(home, [str(page(2))])
    return home


def run(home, *words):
    argv = ["--home", str(home.path), *map(str, words)]
    return CliRunner().invoke(torino, argv, standalone_mode=False, catch_exceptions=False)


@pytest.fixture
def tmx(tmp_path, home):
    path = tmp_path / "memory.tmx"
    run(home, "translations", "export", path)
    return path


@pytest.mark.parametrize("verb", ["add", "remove", "index", "import", "restore", "serve"])
def test_a_second_writer_is_told_who_holds_the_archive_and_changes_nothing(
    tmp_path, home, page, tmx, answers, pages, verb
):
    other = home
    match verb:
        case "add":
            words = ("add", page(3))
        case "remove":
            words = ("remove", "file:relint-inglese-2.txt")
        case "index":
            words = ("index",)
        case "import":
            words = ("translations", "import", tmx)
        case "restore":
            back_up(home, tmp_path / "saved.zip")
            words, other = ("restore", tmp_path / "saved.zip"), Home(tmp_path / "other")
        case "serve":
            words, other = ("serve", "--port", "0"), Home(tmp_path / "other")
    before = answers(home.path), pages(home.path)
    with other.hold(), pytest.raises(IndexLockedError, match=HELD):
        run(other, *words)
    assert (answers(home.path), pages(home.path)) == before
    if other is not home:
        assert not (other.path / "index").exists()


def test_a_translation_that_may_not_be_published_yet_is_kept(home, translating, answers):
    with home.hold(), pytest.raises(IndexLockedError, match=HELD):
        run(home, *translating)
    assert answers(home.path)[0][1:] == (answers(home.path)[0][1],)
    with home.open_store() as store:
        assert store.memory.count() == {"ok": 2}
    run(home, *translating)
    assert len(answers(home.path)[0]) == 3


def test_readers_of_the_archive_are_not_kept_waiting_by_a_writer(tmp_path, home):
    with home.hold(), home.open_store() as store, store.change():
        store.touch()
        for words in (("search", "garden"), ("info",), ("check",), ("translations", "review")):
            assert run(home, *words).exit_code == 0
        assert run(home, "backup", tmp_path / "saved.zip").exit_code == 0


def test_many_writers_take_turns_and_none_is_lost(home, page, pages, answers):
    numbers = range(10, 16)
    sources = {number: str(page(number)) for number in numbers}
    refused = []

    def insist(number):
        while True:
            try:
                return add_sources(home, [sources[number]])
            except IndexLockedError as error:
                refused.append(str(error))
                threading.Event().wait(0.02)

    threads = [threading.Thread(target=insist, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pages(home.path)) == len(answers(home.path)) == 1 + len(numbers)
    assert all("is writing to" in said for said in refused)
