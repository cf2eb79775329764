"""The stages together: their order, mended characters, and the archivist's last word."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.commands.add import add_sources
from index.commands.rebuild import rebuild
from index.files.timings import Timings
from index.model.entry import Entry
from index.model.errors import CorrectionError
from index.model.ids import free_id, full_id
from index.model.page import Page
from index.publishing.untranslated import untranslated_entries
from index.reading.layouts import split_page
from index.store.home import Home

NOW = datetime(2026, 1, 1, tzinfo=UTC)
URL = "http://www.comune.torino.it/relint/archivio/2008/marzoaprile/index.shtml"
PAGE = """<html lang="it"><body><h1>Relazioni internazionali</h1><h2>2008 Aprile</h2><ul>
<li><h3>17-18 aprile 2008 - Delegazione da Tampere - Finlandia</h3><p>Il sindaco di Tampere,
Timo Nieminen, ha visitato la Cittą con l'assessora Ilda Curti. La Città ne è lieta.</p></li>
<li><h3>3 aprile 2008 - Console del Senegal</h3><p>Il console Amadou Sarr ha salutato il sindaco
prima di partire.</p></li></ul></body></html>"""


def page(text: str = PAGE, url: str = URL) -> Page:
    return Page(url, NOW, "text/html", text.encode(), "it")


Read = Callable[..., tuple[Entry, ...]]


def test_an_entry_has_been_through_every_stage(read: Read) -> None:
    entry = read([page()])[0]

    assert (entry.dates.start, entry.dates.end) == (date(2008, 4, 17), date(2008, 4, 18))
    assert entry.kind == "delegation"
    assert entry.countries == ("FI",)
    assert [place.id for place in entry.places] == ["tampere-fi"]
    assert [(one.name, one.side) for one in entry.people] == [
        ("Timo Nieminen", "visitor"),
        ("Ilda Curti", "city"),
    ]
    assert [(v.language, v.title, v.origin, v.url) for v in entry.versions] == [
        ("it", "Delegazione da Tampere - Finlandia", "published", URL)
    ]
    assert [(one.url, one.fetched) for one in entry.sources] == [(URL, NOW)]


def test_entries_come_in_the_pages_own_order(read: Read) -> None:
    pages = [page(), page(PAGE.replace("2008", "2007"), URL.replace("2008", "2007"))]
    years = [entry.dates.start and entry.dates.start.isoformat() for entry in read(pages)]
    assert years == ["2008-04-17", "2008-04-03", "2007-04-17", "2007-04-03"]


def test_the_stages_are_timed_in_the_order_they_run(read: Read) -> None:
    timings = Timings()
    read([page()], timings)
    assert list(timings.seconds) == [
        "layouts", "characters", "dates", "words", "language", "names", "people", "places", "kinds",
    ]  # fmt: skip


def test_damaged_words_are_mended_and_each_repair_is_logged(
    read: Read,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, "index"):
        text = read([page()])[0].original.text

    assert "ha visitato la Città con" in text
    assert "La Città ne è lieta" in text
    assert [record.getMessage() for record in caplog.records] == [
        f"{URL}: mended 'Cittą' to 'Città'"
    ]


def test_what_is_whole_is_not_touched(read: Read, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "index"):
        read([page(PAGE.replace("Cittą", "Città"))])
    assert caplog.records == []


def test_the_id_is_that_of_the_heading_as_published(read: Read) -> None:
    damaged = page(PAGE.replace("Delegazione da Tampere", "Visita in cittą da Tampere"))
    raw = split_page(damaged)[0]
    entry = read([damaged])[0]

    assert "cittą" in raw.heading
    assert entry.original.title == "Visita in città da Tampere - Finlandia"
    full = full_id(URL, raw.heading, raw.text, entry.dates.start)
    assert entry.id == free_id(full, ())


def test_a_date_that_heads_nothing_is_the_title_itself(read: Read) -> None:
    alone = Page(URL, NOW, "text/plain", "  • 17 aprile 2008\n\n".encode(), "it")
    (entry,) = read([alone])
    assert (entry.original.title, entry.dates.start) == ("17 aprile 2008", date(2008, 4, 17))


def test_a_page_under_two_addresses_is_gathered_once_and_answers_to_both(
    read: Read, published: Read
) -> None:
    pages = (page(), page(url=URL.replace("www.", "")))
    entries, once = read(pages), published(pages)

    assert len(entries) == 4
    assert len({entry.id for entry in entries}) == 4
    assert [(entry.id, entry.aliases) for entry in once] == [
        (entries[0].id, (entries[2].id,)),
        (entries[1].id, (entries[3].id,)),
    ]
    assert [len(entry.sources) for entry in once] == [2, 2]


Publish = Callable[..., tuple[Entry, ...]]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Make a home that holds the page."""
    mirror = tmp_path / "www.comune.torino.it/relint/archivio/2008/marzoaprile"
    mirror.mkdir(parents=True)
    (mirror / "index.shtml").write_text(PAGE, "utf-8")
    home = Home(tmp_path / "home")
    assert add_sources(home, [str(tmp_path / "www.comune.torino.it")]).entries == 2
    return home


@pytest.fixture
def corrected(home: Home) -> Publish:
    """Write corrections of the first entry and give the entries as they are then published."""

    def publish(*lines: str) -> tuple[Entry, ...]:
        first = entries_of(home)[0]
        rows = "".join(f"{first.id},{line},Anna,seen\n" for line in lines)
        home.corrections.write_text("id,field,value,who,why\n" + rows, "utf-8")
        rebuild(home)
        return entries_of(home)

    return publish


def entries_of(home: Home) -> tuple[Entry, ...]:
    with home.open_store() as store, untranslated_entries(home, store) as entries:
        return tuple(entries)


def test_what_is_published_of_an_address_is_its_latest_reading(tmp_path: Path) -> None:
    def add(*readings: tuple[str, str]) -> list[str]:
        lines = [
            {"url": URL, "html": PAGE.replace("Tampere", town), "fetched": f"{day}T10:00:00Z"}
            for day, town in readings
        ]
        source = tmp_path / "pages.jsonl"
        source.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        add_sources(home, [str(source)])
        return [place.id for place in entries_of(home)[0].places]

    home = Home(tmp_path / "home")
    assert add(("2020-01-01", "Oulu"), ("2021-01-01", "Turku")) == ["turku-fi"]
    assert add(("2020-06-01", "Lahti")) == ["turku-fi"]
    assert add(("2022-01-01", "Espoo"), ("2021-06-01", "Lahti")) == ["espoo-fi"]


def test_corrections_win_over_every_stage(home: Home, corrected: Publish) -> None:
    before = entries_of(home)
    after = corrected(
        "date,2008-04-16/2008-04-18",
        "kind,meeting",
        "countries,SE",
        "language,en",
        "title,Guests of the gardens",
        "text,They came and went.",
    )

    entry = after[0]
    assert entry.id == before[0].id
    assert (entry.dates.start, entry.dates.end) == (date(2008, 4, 16), date(2008, 4, 18))
    assert (entry.kind, entry.countries, entry.places) == ("meeting", ("SE",), ())
    original = entry.original
    assert (original.language, original.title, original.text) == (
        "en", "Guests of the gardens", "They came and went.",
    )  # fmt: skip
    assert after[1:] == before[1:]


def test_a_date_corrected_away_is_undated_under_the_same_id(home: Home, corrected: Publish) -> None:
    before = entries_of(home)
    after = corrected("date,")
    assert (after[0].id, after[0].dates.precision) == (before[0].id, "unknown")


def test_a_correction_that_is_none_changes_nothing_that_is_live(
    home: Home, corrected: Publish
) -> None:
    before = entries_of(home)
    with pytest.raises(CorrectionError, match="line 2"):
        corrected("date,16 April")
    home.corrections.unlink()
    assert entries_of(home) == before
