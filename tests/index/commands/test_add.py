"""Adding pages: what cannot be read within limits is told, and dates that cannot be true."""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.commands.add import add_sources
from index.commands.add_report import AddReport
from index.commands.erase import allow, erase
from index.commands.rebuild import rebuild
from index.commands.withdraw import withdraw
from index.files.timings import Timings
from index.model.errors import PageError
from index.model.page import Page
from index.model.page_account import PageReading
from index.publishing.publish import publish
from index.reading.page_reader import Limits
from index.reading.pipeline import read_in_process
from index.store.home import Home
from web.cli.main import torino

ENTRY = "\n  • June {day}th 2007 - Delegation from {town}\n\n    People of {town} met the Mayor.\n"
TURKU, TAMPERE = (ENTRY.format(day=8, town=town) for town in ("Turku", "Tampere"))
URL = "http://example.org/relint/inglese/archivio/a.html"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    """Two pages, one of them with so many entries that reading it takes seconds."""
    (tmp_path / "a-long.txt").write_text(TURKU * 12_000)
    (tmp_path / "b.txt").write_text(TAMPERE)
    return [str(tmp_path / "a-long.txt"), str(tmp_path / "b.txt")]


def run(home: Home, *words: object) -> Result:
    argv = ["--home", str(home.path), *map(str, words)]
    return CliRunner().invoke(torino, argv, standalone_mode=False, catch_exceptions=True)


def ids(home: Home) -> dict[str, str]:
    with home.open_store() as store:
        return {each.id: each.state for each in store.published.all()}


def live(home: Home) -> list[Page]:
    with home.open_store() as store:
        return list(store.pages.all())


def add_lines(home: Home, tmp_path: Path, *lines: dict[str, str]) -> AddReport:
    source = tmp_path / "pages.jsonl"
    source.write_text("\n".join(map(json.dumps, lines)))
    return add_sources(home, [str(source)])


# Limits


def test_a_page_over_a_limit_is_skipped_with_its_reason_and_the_others_are_added(
    home: Home, sources: list[str]
) -> None:
    report = add_sources(home, sources, limits=Limits(1, 2 << 30))
    (skipped,) = report.examples
    assert (skipped.name, skipped.reason) == ("file:a-long.txt", "unreadable")
    assert skipped.detail == "reading it takes more than 1 seconds of processor time"
    assert [page.url for page in live(home)] == ["file:b.txt"]
    assert report.published is not None
    assert report.published.entries == 1


def test_while_a_source_is_read_others_may_write(home: Home, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TAMPERE)
    add_sources(home, [str(tmp_path / "b.txt")])
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    adding = threading.Thread(target=add_sources, args=(home, [str(pipe)]))
    adding.start()
    with pipe.open("w") as out, home.hold():  # opened when the other end waits for pages
        out.write(TURKU)
    adding.join()
    assert {page.url for page in live(home)} == {"file:b.txt", "file:pipe"}


def test_a_page_that_the_archive_has_is_not_read_again(home: Home, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TAMPERE)
    add_sources(home, [str(tmp_path / "b.txt")])
    report = add_sources(home, [str(tmp_path / "b.txt")])
    assert (report.pages, report.entries) == ({"unchanged": 1}, 1)
    assert "places" not in report.timings.seconds


@pytest.fixture
def filled(home: Home, tmp_path: Path) -> Home:
    for name, text in (("a.txt", TURKU), ("b.txt", TAMPERE)):
        (tmp_path / name).write_text(text)
        add_sources(home, [str(tmp_path / name)])
    return home


def read_all_but_turku(page: Page, timings: Timings) -> PageReading:
    if b"Turku" in page.body:
        raise PageError("reading it takes too long")
    return read_in_process(page, timings)


def test_a_stored_page_that_cannot_be_read_stops_no_other_and_is_back_when_it_can(
    filled: Home, caplog: pytest.LogCaptureFixture
) -> None:
    before = ids(filled)
    filled.derived.unlink()
    with filled.hold(), filled.open_store() as store:
        published = publish(filled, store, full=True, read=read_all_but_turku)
    assert published.entries == 1
    assert [(page.url, page.has_earlier_entries) for page in published.unread] == [
        ("file:a.txt", False)
    ]
    assert "file:a.txt: reading it takes too long; its entries are left out" in caplog.text
    assert {page.url for page in live(filled)} == {"file:a.txt", "file:b.txt"}
    assert sorted(ids(filled).values()) == ["gone", "live"]

    assert rebuild(filled).entries == 2
    assert ids(filled) == before


def test_the_next_publishing_tries_again_a_page_that_could_not_be_read(
    filled: Home, tmp_path: Path
) -> None:
    filled.derived.unlink()
    with filled.hold(), filled.open_store() as store:
        publish(filled, store, full=True, read=read_all_but_turku)
    (tmp_path / "c.txt").write_text(ENTRY.format(day=9, town="Oulu"))
    report = add_sources(filled, [str(tmp_path / "c.txt")])
    assert report.published is not None
    assert (report.published.entries, report.published.unread) == (3, ())


def test_index_says_what_it_left_out_and_fails(
    filled: Home,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "large.txt").write_text(TURKU + "    They spoke of schools and trade.\n" * 20_000)
    add_sources(filled, [str(tmp_path / "large.txt")])
    monkeypatch.setattr("index.publishing.publishing_run.PUBLISHING", Limits(20, 1 << 20))
    assert run(filled, "index").exit_code == 0  # nothing has to be read
    filled.derived.unlink()
    ran = run(filled, "index")
    assert "1 of the stored pages could not be read" in str(ran.exception)
    assert "file:large.txt" in caplog.text
    assert "more than 1 MiB of memory" in caplog.text


# Dates of capture


def test_a_capture_in_the_future_is_stored_with_the_time_of_adding_and_told(
    home: Home, tmp_path: Path
) -> None:
    source = tmp_path / "pages.jsonl"
    line = {"url": URL, "text": TURKU, "fetched": "2090-01-01T00:00:00Z"}
    source.write_text(json.dumps(line))
    before = datetime.now(UTC).replace(microsecond=0)
    ran = run(home, "add", source)
    told = f"capture date 2090-01-01 of {URL} is in the future; today's is used."
    assert f"redated {source.name}:1: {told}" in ran.stderr
    assert "dates replaced  1" in ran.stdout
    (page,) = live(home)
    assert before <= page.fetched <= datetime.now(UTC)


def test_a_page_stored_with_a_date_in_the_future_is_superseded_by_the_next_capture(
    home: Home, tmp_path: Path
) -> None:
    with home.open_store() as store, store.change():
        late = datetime(2090, 1, 1, tzinfo=UTC)
        page = Page(URL, late, "text/plain", TURKU.encode(), "en")
        store.pages.add(page, now=late)  # by a clock that went wrong
    report = add_lines(home, tmp_path, {"url": URL, "text": TAMPERE, "fetched": "2020-01-01"})
    assert report.pages == {"changed": 1}
    assert [page.body for page in live(home)] == [TAMPERE.encode()]


def test_the_same_page_again_replaces_a_date_in_the_future(home: Home, tmp_path: Path) -> None:
    with home.open_store() as store, store.change():
        late = datetime.now(UTC).replace(microsecond=0) + timedelta(days=400)
        store.pages.add(Page(URL, late, "text/plain", TURKU.encode(), "en"), now=late)
    add_lines(home, tmp_path, {"url": URL, "text": TURKU, "fetched": "2020-01-01"})
    assert [page.fetched for page in live(home)] == [datetime(2020, 1, 1, tzinfo=UTC)]


def test_a_date_of_the_first_year_is_neither_stored_nor_an_obstacle(
    home: Home, tmp_path: Path
) -> None:
    report = add_lines(home, tmp_path, {"url": URL, "text": TURKU, "fetched": "0001-01-01"})
    assert report.redated_count == 1
    assert report.published is not None
    assert report.published.entries == 1


# Spellings of one address


def test_captures_under_all_spellings_are_one_history_of_one_page(
    home: Home, tmp_path: Path
) -> None:
    host, path = "example.org", "relint/inglese/archivio/"
    spellings = (
        f"http://{host}/{path}",
        f"https://{host}/{path}",
        f"https://www.{host}:443/{path}index.html",
        f"http://{host}/{path}index.html?print=1",
        f"https://web.archive.org/web/20130102030405/http://{host}/{path}",
    )
    for number, url in enumerate(spellings):
        report = add_lines(home, tmp_path, {"url": url, "text": ENTRY.format(day=number, town="X")})
        assert report.pages == {"changed" if number else "new": 1}
        assert [page.url for page in live(home)] == [spellings[0]]
    add_lines(home, tmp_path, *({"url": url, "text": TURKU} for url in spellings[:3]))
    assert [page.url for page in live(home)] == [spellings[0]]
    assert list(ids(home).values()).count("live") == 1


def test_an_erased_page_is_not_added_again_under_another_spelling(
    home: Home, tmp_path: Path
) -> None:
    add_lines(home, tmp_path, {"url": URL, "text": TURKU})
    erase(home, [URL.replace("http:", "https:")], lambda erasure: True)
    assert live(home) == []
    report = add_lines(home, tmp_path, {"url": URL.replace("//", "//www."), "text": TAMPERE})
    assert report.pages == {"erased": 1}
    assert allow(home, [URL]) == ()
    report = add_lines(home, tmp_path, {"url": URL.replace("//", "//www."), "text": TAMPERE})
    assert report.pages == {"new": 1}


def test_a_page_is_withdrawn_under_any_spelling(home: Home, tmp_path: Path) -> None:
    add_lines(home, tmp_path, {"url": URL, "text": TURKU})
    assert withdraw(home, [URL.replace("//", "//www.")]).unknown == ()
    assert live(home) == []
    report = add_lines(home, tmp_path, {"url": URL.replace("http:", "https:"), "text": TAMPERE})
    assert report.pages == {"withdrawn": 1}
