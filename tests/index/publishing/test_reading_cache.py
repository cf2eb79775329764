"""Readings kept in derived.db: the same as reading anew, and read anew when in doubt."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

import pytest

import index.publishing.reading_cache
from index.commands.rebuild import rebuild
from index.commands.sample import add_sample
from index.files.timings import Timings
from index.gazetteer import load_gazetteer
from index.joining.blocking import blocking_features_of
from index.joining.duplicates import duplicate_key
from index.model.entry import Entry
from index.model.errors import PageError
from index.model.page import Page
from index.model.page_account import PageReading
from index.publishing.entry_digest import page_number_of, position_of
from index.publishing.reading_cache import ReadingCache, UnreadPage
from index.publishing.untranslated import untranslated_entries
from index.reading.page_reader import PUBLISHING, PageReader
from index.reading.pipeline import read_in_process, read_page
from index.reading.reader_pool import ReaderPool
from index.reading.sources import read_pages
from index.store.cache import DerivedCache
from index.store.database import Store
from index.store.home import Home

pytestmark = pytest.mark.slow

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
TEXT = """International Relations

2007 June

  • June 8th 2007 - Delegation from Turku - Finland

    A delegation of the City of Turku, led by Deputy Mayor Aila Harju, met the Mayor of Torino.

"""


def read(page: Page, timings: Timings) -> PageReading:
    return read_in_process(page, timings)


def page(text: str = TEXT) -> Page:
    return Page("file:relint-inglese.txt", NOW, "text/plain", text.encode(), "en")


@pytest.fixture
def derived(tmp_path: Path) -> Iterator[DerivedCache]:
    with DerivedCache(tmp_path / "derived.db") as opened:
        yield opened


def add(store: Store, *pages: Page) -> tuple[int, ...]:
    with store.change():
        for each in pages:
            store.pages.add(each)
    return store.pages.numbers()


def stages(store: Store, derived: DerivedCache, number: int) -> tuple[tuple[Entry, ...], set[str]]:
    """The page's entries, and which stages it took to have them."""
    timings = Timings()
    readings = ReadingCache(store, derived, timings, read)
    digests = readings.digests(number)
    return tuple(readings.entry(digest.entry_ref) for digest in digests), set(timings.seconds)


def test_a_page_is_found_again_as_it_is_read_anew(store: Store, derived: DerivedCache) -> None:
    with as_file(files("index") / "data" / "sample") as folder:
        pages = [each for each in read_pages(str(folder), fetched=NOW) if isinstance(each, Page)]
    for number in add(store, *pages[::5]):
        anew = read_page(store.pages.get(number), load_gazetteer(), Timings())
        assert stages(store, derived, number)[0] == anew
        assert stages(store, derived, number) == (anew, {"cache"})


def test_a_line_says_of_an_entry_what_is_compared(store: Store, derived: DerivedCache) -> None:
    (number,) = add(store, page())
    for _ in range(2):  # as read, as kept
        readings = ReadingCache(store, derived, Timings(), read)
        (digest,) = readings.digests(number)
        entry = readings.entry(digest.entry_ref)
        key = duplicate_key(entry)
        assert key is not None
        assert (page_number_of(digest.entry_ref), position_of(digest.entry_ref)) == (number, 0)
        assert (digest.full_id, digest.year, digest.via) == (entry.id, 2007, None)
        assert (digest.copy_key, digest.features) == (key.hex(), blocking_features_of(entry))


def test_nothing_is_kept_when_nothing_is_to_be_written(store: Store, derived: DerivedCache) -> None:
    (number,) = add(store, page())
    assert len(ReadingCache(store, derived, Timings(), read, write=False).digests(number)) == 1
    assert derived.names() == ()


def test_a_page_is_read_once(store: Store, derived: DerivedCache) -> None:
    (number,) = add(store, page())
    assert "places" in stages(store, derived, number)[1]
    assert stages(store, derived, number)[1] == {"cache"}


def test_pages_that_are_read_several_at_once_are_read_as_one_by_one(
    store: Store, derived: DerivedCache
) -> None:
    bodies = (TEXT, "<ul><li>x" * 200, TEXT.replace("Turku", "Rabat"))
    for count, body in enumerate(bodies):
        media_type = "text/html" if body.startswith("<") else "text/plain"
        url = f"file:relint-inglese-{count}"
        numbers = add(store, Page(url, NOW, media_type, body.encode(), "en"))
    found = []
    with PageReader() as reader, ReaderPool(2) as pool:
        for each in (None, pool, pool):  # as read, as read by the pool, as kept

            def read_one(page: Page, timings: Timings) -> PageReading:
                return reader.read(page, timings, PUBLISHING)

            readings = ReadingCache(
                store, derived, Timings(), read_one, write=each is not None, pool=each
            )
            found.append((list(readings.in_order(numbers)), readings.unread))
    assert found[0] == found[1] == found[2]
    assert [len(digests) for _, digests in found[0][0]] == [1, 0, 1]
    assert len(found[0][1]) == 1


def test_a_changed_page_is_read(store: Store, derived: DerivedCache) -> None:
    (first,) = add(store, page())
    stages(store, derived, first)
    (second,) = add(store, page(TEXT.replace("Turku", "Tampere")))
    entries, done = stages(store, derived, second)
    assert "places" in done
    assert [place.id for entry in entries for place in entry.places] == ["tampere-fi"]


def test_changed_code_reads_each_page_again(
    store: Store, derived: DerivedCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    (number,) = add(store, page())
    stages(store, derived, number)
    monkeypatch.setattr(index.publishing.reading_cache, "reading_fingerprint", lambda: "another")
    assert "places" in stages(store, derived, number)[1]


def test_a_damaged_reading_is_read_anew_and_kept_again(
    store: Store, derived: DerivedCache, tmp_path: Path
) -> None:
    (number,) = add(store, page())
    whole, _ = stages(store, derived, number)
    for name in derived.names():
        with closing(sqlite3.connect(tmp_path / "derived.db")) as db:
            damaged = "CAST(substr(body, 2) || x'00' AS BLOB)"
            db.execute(f"UPDATE derived SET body = {damaged} WHERE name = ?", (name,))
            db.commit()
        entries, done = stages(store, derived, number)
        assert (entries, "places" in done) == (whole, name.startswith("entries"))
    assert stages(store, derived, number) == (whole, {"cache"})


def test_what_was_read_on_pages_of_old_is_let_go(store: Store, derived: DerivedCache) -> None:
    (first,) = add(store, page())
    stages(store, derived, first)
    (second,) = add(store, page(TEXT.replace("Turku", "Tampere")))
    readings = ReadingCache(store, derived, Timings(), read)
    readings.digests(second)
    readings.drop_all_but(store.pages.numbers())
    assert derived.names() == (f"account {second}", f"digests {second}", f"entries {second}")


def test_a_rebuild_reads_no_page_again_and_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "home")
    published = add_sample(home)
    with home.open_store() as store, untranslated_entries(home, store) as entries:
        before = tuple(entries)
    monkeypatch.setattr(PageReader, "_ask", None)
    assert rebuild(home) == published
    with home.open_store() as store, untranslated_entries(home, store) as entries:
        assert tuple(entries) == before


@pytest.mark.parametrize("rubbish", [b"", b"no database" * 1000])
def test_a_lost_or_spoilt_file_costs_a_reading_and_nothing_else(
    tmp_path: Path, rubbish: bytes
) -> None:
    home = Home(tmp_path / "home")
    published = add_sample(home)
    for beside in home.path.glob("derived.db-*"):
        beside.unlink()
    home.derived.write_bytes(rubbish)
    assert rebuild(home) == published
    assert rebuild(home) == published


def unreadable(page: Page, timings: Timings) -> PageReading:
    raise PageError("reading it takes too long")


def test_a_page_that_can_no_longer_be_read_has_the_entries_that_were_read_before(
    store: Store, derived: DerivedCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    (number,) = add(store, page())
    before, _ = stages(store, derived, number)
    monkeypatch.setattr(index.publishing.reading_cache, "reading_fingerprint", lambda: "another")
    for _ in range(2):  # its entries stay as they are, and are no reading of the present code
        readings = ReadingCache(store, derived, Timings(), unreadable)
        digests = readings.digests(number)
        assert tuple(readings.entry(digest.entry_ref) for digest in digests) == before
        assert readings.unread == (UnreadPage(page().url, "reading it takes too long", True),)
    assert "places" in stages(store, derived, number)[1]


def test_entries_in_another_form_are_not_taken_for_an_earlier_reading(
    store: Store, derived: DerivedCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    (number,) = add(store, page())
    stages(store, derived, number)
    monkeypatch.setattr(index.publishing.reading_cache, "model_fingerprint", lambda: "another")
    readings = ReadingCache(store, derived, Timings(), unreadable)
    assert readings.digests(number) == ()
    assert readings.unread == (UnreadPage(page().url, "reading it takes too long", False),)
