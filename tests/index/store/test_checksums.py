"""Rows that changed since they were written are noticed, and never read."""

import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from index.commands.rebuild import rebuild
from index.model.errors import StoreError
from index.store.database import Store
from index.store.home import Home
from index.store.published_ids import PublishedId
from index.store.stored_translation import Translation


@pytest.fixture
def change_behind_its_back(store, make_page, add_pages):
    """Fill the store with a row of each kind, then change one without its knowing."""
    add_pages(store, make_page())
    with store.change():
        store.memory.remember(Translation("en", "Mayor", "it", "Il sindaco", "human"))
        store.published.record([PublishedId("2007-06-27-k3f9", "http://e.org", "a", "live", None)])

    def change(statement):
        with closing(sqlite3.connect(store.path)) as db:
            db.execute(statement)
            db.commit()

    return change


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
    store, change_behind_its_back, change, named
):
    change_behind_its_back(change)
    (damage,) = store.damage()
    assert f"archive.db: table {named}" in damage
    with pytest.raises(StoreError, match="torino restore"):
        rebuild(Home(store.path.parent))


def test_each_way_of_writing_updates_the_checksums(store, make_page, add_pages):
    add_pages(store, make_page(), make_page(url="http://example.org/b"))
    add_pages(store, make_page(body=b"new"))
    with store.change():
        store.pages.withdraw("http://example.org/a")
        store.pages.restore("http://example.org/a")
        for text in ("Il sindaco", "La sindaca"):
            store.memory.remember(Translation("en", "Mayor", "it", text, "human"))
        for characters in (3, 4):
            store.spending.add("libre", datetime(2026, 1, 3).date(), characters)
        for title in ("a", "b"):
            store.published.record(
                [PublishedId("2007-06-27-k3f9", "http://e.org", title, "live", None)]
            )
        store.published.withdraw("2007-06-27-k3f9")
        store.mark_published(store.revision)
    assert store.damage() == ()


@pytest.mark.parametrize(
    ("change", "read"),
    [
        ("UPDATE pages SET url = 'http://e.org/x'", lambda store: list(store.pages.all())),
        ("UPDATE pages SET body = x'00'", lambda store: list(store.pages.all())),
        ("UPDATE memory SET target = 'x'", lambda store: store.memory.recall("Mayor", "en", "it")),
        ("UPDATE memory SET target = 'x'", lambda store: list(store.memory.attempts("ok"))),
        ("UPDATE published SET state = 'gone'", lambda store: store.published.all()),
    ],
)
def test_a_row_that_changed_is_never_read(store, change_behind_its_back, change, read):
    change_behind_its_back(change)
    with pytest.raises(StoreError, match="torino restore"), Store(store.path) as other:
        read(other)
