"""archive.db as a whole: changes undone, what is published, the sample, a file that is none."""

import pytest

from index.model.errors import StoreError
from index.store.database import Store
from index.store.home import Home
from index.store.stored_translation import Translation


def test_a_change_that_fails_is_undone_whole(store, make_page):
    def fail():
        with store.change():
            store.pages.add(make_page())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.pages.count() == 0
    assert store.revision == 0


def test_what_was_published_is_known_until_the_next_change(store, make_page, add_pages):
    add_pages(store, make_page())
    assert not store.is_published
    with store.change():
        store.mark_published(store.revision)
    assert store.is_published
    add_pages(store, make_page(url="http://example.org/b"))
    assert not store.is_published


def test_dropping_the_sample_leaves_all_else(store, make_page, add_pages):
    add_pages(store, make_page(), origin="sample")
    add_pages(store, make_page(url="http://example.org/b"))
    with store.change():
        store.memory.remember(Translation("en", "A", "it", "Un A", "human"), sample=True)
        store.memory.remember(Translation("en", "B", "it", "Un B", "human"))
        assert store.drop_sample() == 1
    assert [each.url for each in store.pages.all()] == ["http://example.org/b"]
    assert store.memory.recall("A", "en", "it") is None
    assert store.memory.recall("B", "en", "it") is not None


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "archive.db"
    path.write_bytes(b"not a database at all, but long enough to look like one" * 40)
    with pytest.raises(StoreError, match=r"archive\.db cannot be opened"):
        Store(path)


def test_a_whole_archive_has_no_damage(store, make_page, add_pages):
    add_pages(store, make_page())
    assert store.damage() == ()


def test_who_waits_too_long_is_told_who_is_writing(tmp_path, store, monkeypatch):
    monkeypatch.setattr("index.store.connection.BUSY_TIMEOUT", 0)
    home = Home(tmp_path)
    with home.hold(), store.change():
        store.touch()
        with (
            home.open_store() as second,
            pytest.raises(StoreError, match=r"process \d+ \(since"),
            second.change(),
        ):
            second.touch()


def test_the_bytes_of_what_is_deleted_are_overwritten_at_once(store, make_page, add_pages):
    secret = b"the secret of the gardener " * 9
    add_pages(store, make_page(body=secret), make_page(url="http://example.org/b"))
    with store.change():
        store.pages.delete([1])
    store.leave_wal()
    assert secret[:27] not in store.path.read_bytes()


def test_scrubbing_leaves_an_empty_log_and_every_row(store, make_page, add_pages):
    add_pages(store, make_page(), make_page(url="http://example.org/b"))
    store.scrub()
    assert store.path.with_name(f"{store.path.name}-wal").stat().st_size == 0
    assert store.pages.count() == 2
    assert store.damage() == ()
