"""Pages as they are kept: verbatim, the newest reading live, withdrawn until brought back."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime


def test_a_page_comes_back_verbatim(store, make_page, add_pages):
    odd = make_page(body=b"\x00\xff caf\xe9 \r\n")
    add_pages(store, odd)
    assert list(store.pages.all()) == [odd]


def test_the_same_page_twice_changes_nothing(store, make_page, add_pages):
    add_pages(store, make_page())
    revision = store.revision
    assert add_pages(store, make_page()) == ["unchanged"]
    assert store.revision == revision


def test_a_changed_page_takes_the_place_of_the_former_which_is_kept(store, make_page, add_pages):
    add_pages(store, make_page())
    assert add_pages(store, make_page(body=b"new")) == ["changed"]
    assert [each.body for each in store.pages.all()] == [b"new"]
    with sqlite3.connect(store.path) as db:
        assert db.execute("SELECT count(*) FROM pages").fetchone() == (2,)
    db.close()


def test_a_page_fetched_before_the_one_that_is_here_changes_nothing(store, make_page, add_pages):
    add_pages(store, make_page(body=b"new"))
    older = replace(make_page(body=b"old"), fetched=datetime(2012, 1, 1, tzinfo=UTC))
    assert add_pages(store, older) == ["older"]
    assert [each.body for each in store.pages.all()] == [b"new"]


def test_a_withdrawn_page_stays_withdrawn_until_it_is_brought_back(store, make_page, add_pages):
    add_pages(store, make_page())
    with store.change():
        assert store.pages.withdraw("http://example.org/a")
    assert add_pages(store, make_page(body=b"again")) == ["withdrawn"]
    assert store.pages.count() == 0
    with store.change():
        assert store.pages.restore("http://example.org/a")
    assert store.pages.count() == 1


def test_an_unknown_page_cannot_be_withdrawn(store):
    with store.change():
        assert not store.pages.withdraw("http://example.org/nowhere")
