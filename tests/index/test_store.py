import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from index.entry import Page
from index.errors import StoreError
from index.store import Store
from index.translation.memory import Translation


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
