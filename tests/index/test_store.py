import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.archive import rebuild
from index.entry import Page
from index.errors import StoreError
from index.home import Home
from index.published import Known
from index.store import SCHEMA_VERSION, Store, schema_of
from index.translation.memory import Translation

VERSION_1 = Path(__file__).parent / "data" / "archive-version-1.sql"
"""As torino-archive 0.1.0 left it: added, changed, withdrawn, translated."""


def page(url="http://example.org/a", body=b"<h1>A</h1>", language="en"):
    return Page(url, datetime(2026, 11, 22, 10, 30, tzinfo=UTC), "text/html", body, language)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "archive.db") as opened:
        yield opened


def add(store, *pages, **given):
    with store.change():
        return [store.add_page(each, **given) for each in pages]


def test_a_page_comes_back_verbatim(store):
    odd = page(body=b"\x00\xff caf\xe9 \r\n")
    add(store, odd)
    assert list(store.pages()) == [odd]


def test_the_same_page_twice_changes_nothing(store):
    add(store, page())
    revision = store.revision
    assert add(store, page()) == ["unchanged"]
    assert store.revision == revision


def test_a_changed_page_takes_the_place_of_the_former_which_is_kept(store):
    add(store, page())
    assert add(store, page(body=b"new")) == ["changed"]
    assert [each.body for each in store.pages()] == [b"new"]
    with sqlite3.connect(store.path) as db:
        assert db.execute("SELECT count(*) FROM pages").fetchone() == (2,)
    db.close()


def test_a_page_fetched_before_the_one_that_is_here_changes_nothing(store):
    add(store, page(body=b"new"))
    older = replace(page(body=b"old"), fetched=datetime(2012, 1, 1, tzinfo=UTC))
    assert add(store, older) == ["older"]
    assert [each.body for each in store.pages()] == [b"new"]


def test_a_withdrawn_page_stays_withdrawn_until_it_is_brought_back(store):
    add(store, page())
    with store.change():
        assert store.withdraw_page("http://example.org/a")
    assert add(store, page(body=b"again")) == ["withdrawn"]
    assert store.count_pages() == 0
    with store.change():
        assert store.restore_page("http://example.org/a")
    assert store.count_pages() == 1


def test_an_unknown_page_cannot_be_withdrawn(store):
    with store.change():
        assert not store.withdraw_page("http://example.org/nowhere")


def test_a_change_that_fails_is_undone_whole(store):
    def fail():
        with store.change():
            store.add_page(page())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.count_pages() == 0
    assert store.revision == 0


def test_what_was_published_is_known_until_the_next_change(store):
    add(store, page())
    assert not store.is_published
    with store.change():
        store.mark_published(store.revision)
    assert store.is_published
    add(store, page(url="http://example.org/b"))
    assert not store.is_published


def test_dropping_the_sample_leaves_all_else(store):
    add(store, page(), origin="sample")
    add(store, page(url="http://example.org/b"))
    with store.change():
        store.memory.remember(Translation("en", "A", "it", "Un A", "human"), sample=True)
        store.memory.remember(Translation("en", "B", "it", "Un B", "human"))
        assert store.drop_sample() == 1
    assert [each.url for each in store.pages()] == ["http://example.org/b"]
    assert store.memory.recall("A", "en", "it") is None
    assert store.memory.recall("B", "en", "it") is not None


def test_a_persons_translation_wins_over_a_newer_machines(store):
    with store.change():
        store.memory.remember(Translation("en", "Mayor", "it", "Sindaco", "human"))
        machine = Translation(
            "en", "Mayor", "it", "Maggiore", "machine", "apertium", "", datetime(2026, 1, 1).date()
        )
        store.memory.remember(machine)
    found = store.memory.recall("Mayor", "en", "it")
    assert found is not None
    assert found.target == "Sindaco"


def test_white_space_makes_no_other_paragraph(store):
    with store.change():
        store.memory.remember(Translation("en", "The  mayor\nmet", "it", "Il sindaco", "human"))
    assert store.memory.recall("The mayor met", "en", "it") is not None


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "archive.db"
    path.write_bytes(b"not a database at all, but long enough to look like one" * 40)
    with pytest.raises(StoreError, match=r"archive\.db cannot be opened"):
        Store(path)


def test_an_archive_of_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "archive.db"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="newer"):
        Store(path)


def test_a_whole_archive_has_no_damage(store):
    add(store, page())
    assert store.damage() == ()


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
        assert [each.url for each in store.pages()] == [
            "file:relint-inglese-8.txt", "file:relint-inglese-7.txt",
        ]  # fmt: skip
        assert b"It was mended." in [each.body for each in store.pages()][1]
        recalled = store.memory.recall("Garden number 7 of the school", "en", "it")
        assert recalled is not None
        assert recalled.target == "Giardino numero 7 della scuola"
        assert store.memory.count() == {"ok": 2, "rejected": 1}
        assert store.memory.spent("libre", datetime(2026, 1, 3).date()) == 71
        assert [known.state for known in store.published.all()] == ["live", "live", "gone"]
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        for table, rows in before.items():
            after = db.execute(f"SELECT * FROM {table}").fetchall()
            assert [row[: len(rows[0])] for row in after] == rows


def test_an_archive_brought_up_to_date_is_like_a_new_one(old, tmp_path):
    Store(old).close()
    Store(tmp_path / "new.db").close()
    with closing(sqlite3.connect(old)) as one, closing(sqlite3.connect(tmp_path / "new.db")) as two:
        assert schema_of(one) == schema_of(two)


def test_an_archive_of_the_first_version_can_be_published(old):
    assert rebuild(Home(old.parent)).entries == 2


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


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE pages SET url = 'http://example.org/x'", "pages, row 1"),
        ("UPDATE pages SET body = x'00'", "pages, row 1"),
        ("UPDATE memory SET target = 'Il bindaco'", "memory, row"),
        ("UPDATE published SET state = 'gone'", "published, row 2007-06-27-k3f9"),
        ("UPDATE meta SET value = '8' WHERE key = 'revision'", "meta, row revision"),
    ],
)
def test_words_that_changed_behind_its_back_are_noticed_and_nothing_is_published(
    tmp_path, store, change, named
):
    add(store, page())
    with store.change():
        store.memory.remember(Translation("en", "Mayor", "it", "Il sindaco", "human"))
        store.published.record([Known("2007-06-27-k3f9", "http://e.org", "a", "live", None)])
    with closing(sqlite3.connect(store.path)) as db:
        db.execute(change)
        db.commit()
    (damage,) = store.damage()
    assert f"archive.db: table {named}" in damage
    with pytest.raises(StoreError, match="torino restore"):
        rebuild(Home(store.path.parent))


def test_each_way_of_writing_keeps_the_seals(store):
    add(store, page(), page(url="http://example.org/b"))
    add(store, page(body=b"new"))
    with store.change():
        store.withdraw_page("http://example.org/a")
        store.restore_page("http://example.org/a")
        for text in ("Il sindaco", "La sindaca"):
            store.memory.remember(Translation("en", "Mayor", "it", text, "human"))
        for characters in (3, 4):
            store.memory.spend("libre", datetime(2026, 1, 3).date(), characters)
        for title in ("a", "b"):
            store.published.record([Known("2007-06-27-k3f9", "http://e.org", title, "live", None)])
        store.published.withdraw("2007-06-27-k3f9")
        store.mark_published(store.revision)
    assert store.damage() == ()


def test_who_waits_too_long_is_told_who_is_writing(tmp_path, store, monkeypatch):
    monkeypatch.setattr("index.store._PATIENCE", 0)
    home = Home(tmp_path)
    with home.hold(), store.change():
        store.touch()
        with (
            home.open_store() as second,
            pytest.raises(StoreError, match=r"process \d+ \(since"),
            second.change(),
        ):
            second.touch()


@pytest.mark.parametrize(
    ("change", "read"),
    [
        ("UPDATE pages SET url = 'http://e.org/x'", lambda store: list(store.pages())),
        ("UPDATE pages SET body = x'00'", lambda store: list(store.pages())),
        ("UPDATE memory SET target = 'x'", lambda store: store.memory.recall("Mayor", "en", "it")),
        ("UPDATE memory SET target = 'x'", lambda store: list(store.memory.attempts("ok"))),
        ("UPDATE published SET state = 'gone'", lambda store: store.published.all()),
    ],
)
def test_a_row_that_changed_is_never_read(tmp_path, store, change, read):
    add(store, page())
    with store.change():
        store.memory.remember(Translation("en", "Mayor", "it", "Il sindaco", "human"))
        store.published.record([Known("2007-06-27-k3f9", "http://e.org", "a", "live", None)])
    with closing(sqlite3.connect(store.path)) as db:
        db.execute(change)
        db.commit()
    with pytest.raises(StoreError, match="torino restore"), Store(store.path) as other:
        read(other)
