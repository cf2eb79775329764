"""Pages as they are kept: verbatim, the newest reading live, withdrawn until brought back."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from index.model.capture_dates import is_believable
from index.model.page import Page
from index.store.database import Store


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


NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
DATES = st.one_of(
    st.datetimes(datetime(2019, 1, 1), datetime(2019, 1, 3)),
    st.datetimes(datetime(2026, 11, 27), datetime(2026, 12, 2)),
    st.sampled_from([datetime(1, 1, 1), datetime(1970, 1, 1), datetime(2090, 1, 1)]),
    st.just(datetime(9999, 12, 31, 23, 59, 59)),
).map(lambda when: when.replace(tzinfo=UTC, microsecond=0))


@given(st.lists(st.tuples(DATES, st.integers(0, 100)), min_size=1, max_size=8))
def test_the_live_capture_is_the_one_with_the_latest_date_that_can_be_true(captures):
    """In whatever order they come; `captures` are dates, and hours from one adding to the next."""
    live, live_date, now = b"", datetime.min.replace(tzinfo=UTC), NOW
    with TemporaryDirectory() as folder, Store(Path(folder) / "archive.db") as store:
        for number, (fetched, hours) in enumerate(captures):
            now += timedelta(hours=hours)
            body = str(number).encode()
            with store.change():
                page = Page("http://example.org/a", fetched, "text/plain", body, None)
                added = store.pages.add(page, now=now)
            believed = fetched if is_believable(fetched, now) else now
            assert (added == "older") == (believed < live_date)
            if believed >= live_date:
                live, live_date = body, believed
            (page,) = store.pages.all()
            assert (page.body, page.fetched) == (live, live_date)


@given(DATES, DATES)
def test_no_date_freezes_a_page(stored, later):
    """However wrong the clock was by which it was stored, a capture of tomorrow supersedes it."""
    with TemporaryDirectory() as folder, Store(Path(folder) / "archive.db") as store:
        for fetched, now in ((stored, max(stored, NOW)), (later, NOW), (NOW, NOW)):
            with store.change():
                body = str((fetched, now)).encode()
                page = Page("http://example.org/a", fetched, "text/plain", body, None)
                store.pages.add(page, now=now)
        with store.change():
            tomorrow = NOW + timedelta(days=1, seconds=1)
            page = Page("http://example.org/a", tomorrow, "text/plain", b"new", None)
            store.pages.add(page, now=tomorrow)
        assert [page.body for page in store.pages.all()] == [b"new"]
