"""The index and archive.db belong together: what was exchanged, lost or put back is noticed."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.commands.add import add_sources
from index.commands.backup import back_up
from index.commands.rebuild import rebuild
from index.commands.restore import restore
from index.commands.sample import add_sample
from index.commands.withdraw import withdraw
from index.indexing.open_engine import open_engine
from index.model.errors import StoreError
from index.publishing.live_state import MIN_LOST, live_state
from index.publishing.publish import publish, publish_if_due
from index.store.database import Store, copy_database
from index.store.home import Home
from search.health.health_check import run_health_checks
from search.open_searcher import open_searcher

AddDays = Callable[..., None]


def page_of(days: int, month: str = "Giugno") -> str:
    """A page with an entry for each day."""
    entry = "{day} {month} 2007\n\nVisita numero {day} in Comune.\n"
    numbers = range(1, days + 1)
    return "Eventi 2007\n\n" + "\n".join(entry.format(day=n, month=month) for n in numbers)


@pytest.fixture
def add_days(tmp_path: Path) -> AddDays:
    """Add a page with entries of so many days to a home."""

    def add(home: Home, days: int, name: str = "giugno", **options: bool) -> None:
        path = tmp_path / f"{name}.txt"
        path.write_text(page_of(days, "Giugno" if name == "giugno" else "Maggio"), "utf-8")
        add_sources(home, [str(path)], **options)

    return add


@pytest.fixture
def home(tmp_path: Path, add_days: AddDays) -> Home:
    """An archive of 22 entries in two publications."""
    home = Home(tmp_path / "home")
    add_days(home, 11)
    add_days(home, 11, "maggio")
    assert entries_in(home) == 22
    return home


def entries_in(home: Home) -> int:
    """The number of entries that a search finds."""
    with closing(open_searcher(home.location)) as searcher:
        return searcher.holdings().entries


def state_of(home: Home) -> str:
    with home.open_store() as store:
        return live_state(store, open_engine(home.location))


def checks_of(home: Home) -> str:
    """What is not well, in one text; "" when all is."""
    return "\n".join(
        f"{one.part} {one.state} {one.detail} {one.remedy}"
        for one in run_health_checks(home)
        if one.state == "bad"
    )


def execute(home: Home, *statements: str) -> None:
    """Change archive.db as another program would."""
    with closing(sqlite3.connect(home.database)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def files_of(home: Home) -> dict[str, bytes]:
    return {
        str(path.relative_to(home.path)): path.read_bytes()
        for path in home.path.rglob("*")
        if path.is_file() and path.suffix not in (".db-wal", ".db-shm")
    }


def remove_database(home: Home) -> None:
    for path in home.path.glob("archive.db*"):
        path.unlink()


def empty_database(home: Home) -> None:
    remove_database(home)
    home.database.touch()


def exchange_for_a_new_one(home: Home) -> None:
    remove_database(home)
    Store(home.database).close()


def exchange_for_anothers(home: Home) -> None:
    other = Home(home.path.parent / "other")
    add_sources(other, [str(home.path.parent / "giugno.txt")])
    remove_database(home)
    shutil.copy(other.database, home.database)


def put_back_an_older_one(home: Home) -> None:
    saved = home.path.parent / "saved.db"
    copy_database(home.database, saved)
    path = home.path.parent / "luglio.txt"
    path.write_text(page_of(3, "Luglio"), "utf-8")
    add_sources(home, [str(path)])
    remove_database(home)
    shutil.copy(saved, home.database)


def lose_most_pages(home: Home) -> None:
    execute(home, "DELETE FROM pages WHERE number > 1")


LOSSES = [
    remove_database,
    empty_database,
    exchange_for_a_new_one,
    exchange_for_anothers,
    put_back_an_older_one,
    lose_most_pages,
]


def add_one(home: Home) -> None:
    path = home.path.parent / "agosto.txt"
    path.write_text(page_of(2, "Agosto"), "utf-8")
    add_sources(home, [str(path)])


@pytest.mark.parametrize("lose", LOSSES)
@pytest.mark.parametrize(
    "verb",
    [
        add_one,
        rebuild,
        lambda home: withdraw(home, ["file:giugno.txt"]),
        lambda home: withdraw(home, ["file:giugno.txt"], undo=True),
    ],
    ids=["add", "index", "remove", "undo"],
)
def test_no_verb_publishes_from_an_archive_that_was_lost_or_exchanged(home, lose, verb):
    lose(home)
    before = entries_in(home)
    with pytest.raises(StoreError, match="torino restore FILE"):
        verb(home)
    assert entries_in(home) == before


def test_a_missing_archive_is_not_created_anew(home):
    remove_database(home)
    with pytest.raises(StoreError, match="is missing, and the index that was made from it"):
        add_one(home)
    assert not home.database.exists()


@pytest.mark.parametrize("lose", LOSSES)
def test_the_check_names_an_archive_that_was_lost_or_exchanged(home, lose):
    assert checks_of(home) == ""
    lose(home)
    assert "torino restore" in checks_of(home)


@pytest.mark.parametrize("lose", LOSSES)
def test_who_says_so_publishes_the_archive_as_it_is(home, lose):
    lose(home)
    rebuild(home, accept_loss=True)
    assert checks_of(home) == ""
    add_one(home)
    assert state_of(home) == "current"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM pages WHERE number = 1",
        "DELETE FROM published WHERE id IN (SELECT id FROM published LIMIT 1)",
        "DELETE FROM published",
        "DELETE FROM publications",
        "DELETE FROM meta WHERE key = 'edition'",
        "INSERT INTO pages SELECT 99, url || 'x', fetched, media_type, language, body, sha256,"
        " origin, state, seal FROM pages WHERE number = 1",
        "UPDATE pages SET number = 50 WHERE number = 2",
        "INSERT INTO memory (source_hash, source_language, target_language, engine, model, source,"
        " origin, status) VALUES ('a', 'it', 'en', '', '', 'a', 'human', 'ok')",
        "DELETE FROM row_sets WHERE name = 'pages'",
        "UPDATE row_sets SET digest = '00' WHERE name = 'published'",
    ],
)
def test_rows_that_another_program_took_out_or_put_in_are_noticed(home, statement):
    execute(home, statement)
    assert "archive.db bad" in checks_of(home)
    with pytest.raises(StoreError):
        rebuild(home)
    assert entries_in(home) == 22


def test_rows_are_counted_through_every_way_of_writing(home, tmp_path):
    withdraw(home, ["file:giugno.txt"])
    withdraw(home, ["file:giugno.txt"], undo=True)
    with home.open_store() as store, store.change():
        store.memory.drop_translator("nobody")
        store.drop_sample()
    with home.open_store() as store:
        assert store.damage() == ()
        with pytest.raises(ZeroDivisionError), store.change():
            store.published.delete_all()
            raise ZeroDivisionError
        assert store.damage() == ()
        with store.change():
            store.published.delete_all()
        assert store.damage() == ()


def keep_yesterdays_index(home: Home) -> Path:
    saved = home.path.parent / "yesterday"
    shutil.copytree(home.path / "index", saved)
    return saved


def test_yesterdays_index_is_noticed_and_the_next_verb_mends_it(home, add_days):
    saved = keep_yesterdays_index(home)
    add_days(home, 12)
    shutil.rmtree(home.path / "index")
    shutil.copytree(saved, home.path / "index")
    assert "not the one that was published last" in checks_of(home)
    assert entries_in(home) == 22
    add_days(home, 12)
    assert entries_in(home) == 23
    assert checks_of(home) == ""


def test_two_generations_that_were_exchanged_are_noticed(home):
    one, two = sorted((home.path / "index").glob("g*"))
    one.rename(one.with_name("aside"))
    two.rename(one)
    one.with_name("aside").rename(two)
    assert entries_in(home) == 11
    assert "not the one that was published last" in checks_of(home)
    withdraw(home, ["file:maggio.txt"])
    withdraw(home, ["file:maggio.txt"], undo=True)
    assert entries_in(home) == 22


def test_the_index_of_another_archive_is_noticed(home, tmp_path, add_days):
    other = Home(tmp_path / "other")
    add_days(other, 3, "altro")
    shutil.rmtree(home.path / "index")
    shutil.copytree(other.path / "index", home.path / "index")
    assert "made from another archive.db" in checks_of(home)
    with pytest.raises(StoreError, match="made from another archive"):
        add_one(home)


def test_two_homes_cannot_publish_to_one_index_in_turn(home, tmp_path, add_days):
    other = Home(tmp_path / "other", home.location)
    with pytest.raises(StoreError, match="is missing"):
        add_days(other, 3, "altro")
    add_one(home)
    assert entries_in(home) == 24


def test_a_publication_that_was_not_noted_as_done_is_made_again(home, add_days):
    """As after a kill between the new generation and the note in archive.db."""
    with home.hold(), home.open_store() as store:
        token = store.token
        publish(home, store)
        with store.change():
            store.mark_published(store.revision, token)
        assert live_state(store, open_engine(home.location)) == "unnoted"
        assert checks_of(home) == ""  # the index is right, and nobody is sent for a backup
        assert publish_if_due(home, store) is not None
        assert publish_if_due(home, store) is None
    assert checks_of(home) == ""


def test_a_capture_with_far_fewer_entries_is_published_only_when_asked(home, add_days):
    add_days(home, 25)
    assert entries_in(home) == 36
    with pytest.raises(StoreError, match="36 entries and would have 12; nothing was published"):
        add_days(home, 1)
    assert entries_in(home) == 36
    with pytest.raises(StoreError, match="would have 12"):
        rebuild(home)
    add_days(home, 24)
    assert entries_in(home) == 35
    with pytest.raises(StoreError, match="would have 12"):
        add_days(home, 1)
    add_days(home, 1, accept_loss=True)
    assert entries_in(home) == 12


def test_a_small_archive_may_lose_half_of_its_entries(tmp_path, add_days):
    home = Home(tmp_path / "small")
    add_days(home, MIN_LOST)
    add_days(home, 1)
    assert entries_in(home) == 1


def test_what_was_named_to_be_withdrawn_is_no_loss(home):
    withdraw(home, ["file:giugno.txt", "file:maggio.txt"])
    assert entries_in(home) == 0


def test_the_sample_may_be_replaced_by_a_small_archive(tmp_path, add_days):
    home = Home(tmp_path / "sampled")
    assert add_sample(home).entries > 100
    add_days(home, 2)
    assert entries_in(home) == 2
    assert checks_of(home) == ""


def test_a_backup_restored_elsewhere_is_an_archive_of_its_own(home, tmp_path):
    back_up(home, tmp_path / "saved.zip")
    other = Home(tmp_path / "other")
    restore(other, tmp_path / "saved.zip")
    add_one(home)
    add_one(other)
    assert entries_in(home) == entries_in(other) == 24
    assert checks_of(home) == checks_of(other) == ""


def test_an_index_of_an_earlier_version_is_taken_as_it_is(home):
    (live,) = [path for path in (home.path / "index").glob("g*") if path.name == "g000002"]
    manifest = json.loads((live / "MANIFEST.json").read_text("utf-8"))
    del manifest["files"]["provenance.json"]
    (live / "MANIFEST.json").write_text(json.dumps(manifest), "utf-8")
    (live / "provenance.json").unlink()
    assert state_of(home) == "unknown"
    assert checks_of(home) == ""
    add_one(home)
    assert state_of(home) == "current"
    assert entries_in(home) == 24
