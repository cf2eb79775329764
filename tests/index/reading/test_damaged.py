"""Damaged pages through all stages: never a crash, and nothing lost without being counted."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.commands.add import add_sources
from index.model.entry import Entry
from index.model.entry_json import entry_to_json
from index.model.page import Page
from index.reading.layouts import split_page
from index.reading.sources import Skipped, read_pages
from index.store.home import Home

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SITE = "http://www.comune.torino.it/relint/"
URLS = (
    "inglese/archivio/2008/marzoaprile/index.shtml",
    "archivio/2004/giugnomaggio/index.shtml",
    "inglese/archivio/2013/index~p2.shtml",
    "missioni/m11/201103_tunisi.shtml",
    "coordinamento/eventi/index08.shtml",
    "francese/archivio/2018/4-mai-2018-delegation-de-bordeaux.shtml",
    "accordi/tbilisi.shtml",
)
TYPES = ("text/html", "text/plain", "text/html; charset=windows-1257", "")
TWO_MONTHS = """International Relations

Navigation Menu

2011 June

{entries}
Text written by The International Affairs Service. For more information"""
MARKED = (
    '<html lang="it"><body><h1>Relazioni internazionali</h1><h2>2007 Giugno</h2><ul><li>'
    "<h3>27 giugno 2007 - Console degli Stati Uniti</h3><p>La console Ann Lee ha incontrato il "
    "sindaco Chiamparino.<br>Erano contenti.</p></li><li><h3>9-12 giugno 2007 - Delegazione di "
    "Turku</h3><p>Il sindaco di Turku, Virtanen, ha contato i tram di cittą.</p></li></ul></body>"
)
SINGLE = """Città di Torino

International Affairs

Città di Torino > Relazioni e cooperazione internazionale >


October 27th-29th 2013 Delegation from Gent - Belgium

Updated 2-21-2014

The Mayor of Gent, Daniël Termont, and six officers in charge of Parks, Trees and Water came.

They went with Deputy Mayor Enzo Lavolta to Lyon, Genève and Łódź."""
LIST = """October 7th-10th 2013 Meeting in GentThe gardeners spoke of shade.
October 4th 2013 CLUE Project - First dayAda Rossi, director of the office, spoke.
October 2nd-6th French plannersThe Mayor met planners of Nice."""
TELLS = ("The Mayor of Gent, Ann Lee, came.", "Guests of Turku saw trams.", "Lima sang for us.")


def bulleted(texts: Iterable[str]) -> str:
    return TWO_MONTHS.format(
        entries="".join(
            f"  • June {20 - day}th 2011 - Delegation number {day}\n\n    {text}\n\n"
            for day, text in enumerate(texts)
        )
    )


PAGES = (bulleted(TELLS), MARKED, SINGLE, LIST)


@pytest.fixture(scope="module")
def read_whole(published: Callable[..., tuple[Entry, ...]]) -> Callable[[Page], tuple[Entry, ...]]:
    """Read one page by all stages; whatever was cut out of it must come out."""

    def read(page: Page) -> tuple[Entry, ...]:
        entries = published([page])
        answering = {id for entry in entries for id in (entry.id, *entry.aliases)}
        assert len(answering) == len(split_page(page))
        for entry in entries:
            json.dumps(entry_to_json(entry), ensure_ascii=False).encode()
            assert entry.original.title
            dates = entry.dates
            assert (dates.start is None) == (dates.end is None) == (dates.precision == "unknown")
            assert not (dates.start and dates.end) or dates.start <= dates.end
            assert {place.country for place in entry.places} <= set(entry.countries)
        return entries

    return read


def damaged(body: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """Cut bytes out and put others in, at places counted round the body."""
    for place, gone, value in changes:
        at = place % (len(body) + 1)
        body = body[:at] + value + body[at + gone :]
    return body


CHANGES = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(0, 40), st.binary(max_size=6)), max_size=8
)


@given(
    st.sampled_from(PAGES),
    st.sampled_from(["utf-8", "cp1252", "utf-16"]),
    CHANGES,
    st.sampled_from(URLS),
    st.sampled_from(TYPES),
)
def test_a_damaged_page_is_read(
    read_whole: Any,
    page: str,
    encoding: str,
    changes: list[tuple[int, int, bytes]],
    url: str,
    media_type: str,
) -> None:
    body = damaged(page.encode(encoding, "replace"), changes)
    read_whole(Page(SITE + url, NOW, media_type, body, None))


@given(st.text(max_size=300), st.sampled_from(URLS), st.booleans())
def test_any_text_under_a_heading_is_read(
    read_whole: Any, text: str, url: str, marked: bool
) -> None:
    heading = "June 9th 2011 - Delegation from Gent - Belgium"
    page = f"<h3>{heading}</h3><p>{text}</p>" if marked else f"  • {heading}\n\n    {text}"
    body = page.encode("utf-8", "surrogatepass")
    media_type = "text/html" if marked else "text/plain"
    assert read_whole(Page(SITE + url, NOW, media_type, body, "en"))


WORDS = st.text("abcdefghij ABCDEFGÀÉĀąŁ'’,.-()0123456789<>&;•", max_size=120)


@given(WORDS, st.integers(0, len(TELLS) - 1))
def test_nothing_written_in_one_entry_takes_another_away(
    read_whole: Any, written: str, number: int
) -> None:
    texts = [f"{text} {written}" if at == number else text for at, text in enumerate(TELLS)]
    page = Page(SITE + URLS[0], NOW, "text/plain", bulleted(texts).encode(), "en")
    read = [entry.original.text for entry in read_whole(page)]
    assert [text for at, text in enumerate(TELLS) if at != number and text not in read] == []
    assert any(text.startswith(TELLS[number][:-1]) for text in read)


@pytest.mark.parametrize(
    "piece",
    [
        "the Mayor of ", "Mayor, ", "Li ", "De la ", "A. ", "Lyon, ", "come a Parigi e a ",
        "Deputy Mayor in charge of Parks, Trees and ", "1-2 May ", "dal 3 al ", "2007 ",
        "16/12/05 ", "San ", "U.S.A. ", "Republic of ", "cittą ", "Ă",
        "&amp;", "-", "’", "Monaco ", "New ", "Paris and ",
    ],
)  # fmt: skip
def test_one_thing_over_and_over_is_read(read_whole: Any, piece: str) -> None:
    body = f"  • June 9th 2011 - {piece * 100}\n\n    {piece * 2_000}".encode()
    read_whole(Page(SITE + URLS[0], NOW, "text/plain", body, "en"))


def test_every_file_of_a_damaged_mirror_is_counted(tmp_path: Path) -> None:
    chance = random.Random(7)
    mirror = tmp_path / "www.comune.torino.it"
    number = 60
    for at in range(number):
        changes = [
            (chance.randrange(3000), chance.randrange(200), chance.randbytes(chance.randrange(9)))
            for _ in range(at % 12)
        ]
        body = damaged(chance.choice(PAGES).encode(), changes)
        path = mirror / "relint" / f"{at}" / chance.choice(URLS)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body if at % 20 else b"")

    report: Any = add_sources(Home(tmp_path / "home"), [str(mirror)])

    found = list(read_pages(str(mirror), fetched=NOW))
    assert report.read + report.skipped.total() == number == len(found)
    pages = [page for page in found if isinstance(page, Page)]
    assert report.skipped["empty"] == number // 20
    assert sum(isinstance(one, Skipped) for one in found) <= report.skipped.total()
    assert report.entries >= sum(len(split_page(page)) > 0 for page in pages) > number // 2
    assert report.empty == sum(not split_page(page) for page in pages)
    assert report.published.entries <= report.entries
