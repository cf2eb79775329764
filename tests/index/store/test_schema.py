"""archive.db of an older version is brought up to date; of a newer one it is left alone."""

import sqlite3
import threading
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from index.commands.backup import back_up
from index.commands.rebuild import rebuild
from index.commands.restore import restore
from index.model.errors import StoreError
from index.store.database import Store
from index.store.home import Home
from index.store.schema import SCHEMA_VERSION, read_schema
from index.store.unplaced import list_unplaced
from search.open_searcher import open_searcher
from search.query.query import Query

VERSION_1 = Path(__file__).parent / "data" / "archive-version-1.sql"
"""As torino-archive 0.1.0 left it: added, changed, withdrawn, translated."""


def test_an_archive_of_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "archive.db"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="newer"):
        Store(path)


@pytest.fixture
def old(tmp_path):
    """archive.db as the first version made it."""
    path = tmp_path / "archive.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(VERSION_1.read_text("utf-8"))
    return path


def test_an_archive_of_the_first_version_opens_with_everything_in_it(old):
    with closing(sqlite3.connect(old)) as db:
        tables = ("meta", "pages", "memory", "spending", "published")
        before = {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    with Store(old) as store:
        assert store.damage() == ()
        assert [each.url for each in store.pages.all()] == [
            "file:relint-inglese-8.txt", "file:relint-inglese-7.txt",
        ]  # fmt: skip
        assert b"It was mended." in [each.body for each in store.pages.all()][1]
        recalled = store.memory.recall("Garden number 7 of the school", "en", "it")
        assert recalled is not None
        assert recalled.target == "Giardino numero 7 della scuola"
        assert store.memory.count() == {"ok": 2, "rejected": 1}
        assert store.spending.on_day("libre", datetime(2026, 1, 3).date()) == 71
        assert [known.state for known in store.published.all()] == ["live", "live", "gone"]
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        for table, rows in before.items():
            after = db.execute(f"SELECT * FROM {table}").fetchall()
            assert {row[: len(rows[0])] for row in after} >= set(rows)


def test_an_archive_brought_up_to_date_is_like_a_new_one(old, tmp_path):
    Store(old).close()
    Store(tmp_path / "new.db").close()
    with closing(sqlite3.connect(old)) as one, closing(sqlite3.connect(tmp_path / "new.db")) as two:
        assert read_schema(one) == read_schema(two)


def test_an_archive_of_the_first_version_keeps_its_ids_and_corrections(old):
    home = Home(old.parent)
    with closing(sqlite3.connect(old)) as db:
        states = dict(db.execute("SELECT id, state FROM published"))
    live = sorted(id for id, state in states.items() if state == "live")
    lines = "".join(f"{id},kind,twinning,A,B\n" for id in live)
    home.corrections.write_text(f"id,field,value,who,why\n{lines}", "utf-8")
    assert rebuild(home).entries == 2
    assert list_unplaced(home) == ()
    with closing(open_searcher(home.location)) as searcher:
        assert sorted(entry.id for entry in searcher.export(Query())) == live
        assert {entry.kind for entry in searcher.export(Query())} == {"twinning"}
    with home.open_store("read") as store:
        assert {row.id: row.state for row in store.published.all()} == states


def test_many_may_open_an_old_archive_at_once(old):
    failures = []

    def open_it():
        try:
            with Store(old) as store:
                assert store.damage() == ()
        except StoreError as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_reading_migrates_nothing_and_a_backup_can_be_made_before(tmp_path_factory, old):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    before = old.read_bytes()
    with pytest.raises(StoreError, match=r"older torino-archive; `torino index` brings it up"):
        Store(old, "read")
    assert back_up(Home(old.parent), elsewhere / "saved.zip") == 2
    assert old.read_bytes() == before
    assert restore(Home(elsewhere / "new"), elsewhere / "saved.zip").entries == 2


def test_reading_and_changing_create_nothing(tmp_path):
    for mode in ("read", "change"):
        with pytest.raises(StoreError, match=r"there is no archive .*`torino add`"):
            Store(tmp_path / "archive.db", mode)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "archive.db").touch()  # of a process that died while it created one
    with pytest.raises(StoreError, match="there is no archive"):
        Store(tmp_path / "archive.db", "read")


def test_nothing_can_be_changed_through_a_store_that_reads(tmp_path):
    Store(tmp_path / "archive.db").close()
    with (
        Store(tmp_path / "archive.db", "read") as store,
        pytest.raises(StoreError),
        store.change(),
    ):
        store.touch()
