"""Mutated pages of every layout: never a crash, and no entry lost that the mutation spared."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model.page import Page
from index.reading.layouts import split_page

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TWO_MONTHS = """International Relations

Navigation Menu

2011 June

  • June 9th 2011 - Delegation from Gent - Belgium

    Eleven gardeners measured the shade. They were content.
    They left a leaf.

  • June 4th-7th 2011 - City of Turku - Finland

    The Mayor of Turku counted trams.

2011 May

  • May 31st 2011 - Consul of the U.S.A.

    The consul tasted chocolate.

Text written by The International Affairs Service. For more information"""
SINGLE = """Città di Torino

International Affairs

Città di Torino > Relazioni e cooperazione internazionale >


October 27th-29th 2013 Delegation of Gent - Belgium

Updated 2-21-2014

taf1

The gardeners came back.

They were glad."""
LIST = """October 7th-10th 2013 Meeting in GentThe gardeners spoke of shade.
October 4th 2013 CLUE Project - First dayAda Rossi spoke. More info are available on the
CLUE website.
October 2nd-6th French plannersThe Mayor met planners."""
EVENTS = """Relazioni internazionali


Vai al menu di navigazione

Eventi 2010

Anni precedenti2012 - 2011 - 2009

B-TEAM

B-TEAM

I giardinieri sono tornati l'8 novembre.

IVC

Erano contenti."""
MARKED = """<html lang="it"><body><h1>International Relations</h1><h2>2007 June</h2><ul>
<li><h3>June 27th 2007 - Consul of the U.S.A.</h3><p>A <b>word</b>.<br>More.</p>
<p><a rel="via" href="http://example.org/a">source</a></p></li>
<li><a href="x">June 9th 2007 - Turku</a>The trams.</li></ul><p class="nota">Note.</p></body>"""
PAGES = (TWO_MONTHS, SINGLE, LIST, EVENTS, MARKED)
URLS = (
    "file:page.txt",
    "http://www.comune.torino.it/relint/inglese/archivio/2013/index~p4.shtml",
    "http://www.comune.torino.it/relint/archivio/2004/giugnomaggio/index.shtml",
    "http://www.comune.torino.it/relint/missioni/m09/200904_x.shtml",
    "http://www.comune.torino.it/relint/coordinamento/eventi/index10.shtml",
    "http://www.comune.torino.it/relint/presentazione/index.shtml",
)
TYPES = ("text/html", "text/plain", "text/html; charset=windows-1257", "")


def check(body: bytes, url: str, media_type: str) -> None:
    """Cut a page, and hold what every cut page must keep to."""
    for entry in split_page(Page(url, NOW, media_type, body, None)):
        assert entry.url == url
        assert entry.heading or entry.paragraphs
        assert all(one.strip() == one != "" for one in (*entry.paragraphs, entry.heading or "x"))
        for text in (entry.heading, *entry.paragraphs):
            text.encode()
            assert not any("\ue000" <= c <= "\ue00f" or c in "\n\t\xa0" for c in text)
        assert entry.link is None or entry.link.startswith(("http://", "https://"))


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(URLS), st.sampled_from(TYPES))
def test_any_bytes_are_cut_without_a_crash(body: bytes, url: str, media_type: str) -> None:
    check(body, url, media_type)


@settings(deadline=None)
@given(
    st.sampled_from(PAGES),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=4)), max_size=12),
    st.sampled_from(URLS),
    st.sampled_from(TYPES),
)
def test_a_page_with_bytes_overwritten_is_cut(
    page: str, flips: list[tuple[int, bytes]], url: str, media_type: str
) -> None:
    body = bytearray(page.encode())
    for place, value in flips:
        at = place % len(body)
        body[at : at + len(value)] = value
    check(bytes(body), url, media_type)


PIECES = (
    "June 9th 2011 - ", "2011 June", "  • ", "    ", "\n", "\n\n", "Updated 2-21-2014", " > ",
    "Eventi 2010", "Anni precedenti2012 - 2011", "Text written by The International", "Torino.",
    "The Mayor", "U.S.A.", "’", '"', "<li>", "</li>", "<h3>", "</h3>", "<p>", "<b>", "</b>",
    "<a rel=via href=http://x.org>", "</a>", "<!--", "<nav>", "dayThe ", "2015Torino", "\ue001",
    "&#xE001;3", "\x00", "\u200b", "ą", "CittĂ ", "More info", "| PDF (5 Kb)",
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(URLS), st.sampled_from(TYPES)
)
def test_the_archives_own_pieces_in_any_order_are_cut(
    pieces: list[str], url: str, media_type: str
) -> None:
    check("".join(pieces).encode(), url, media_type)


NAMES = ("Gent", "Turku", "Oslo", "Lille", "Köln", "Bacău", "Zlìn", "Malmö", "Fès")


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=9, unique=True),
    st.lists(st.sampled_from(["\n", "    \n", "\xa0\n", "taf1\n", "\u200b\n"]), max_size=4),
    st.sampled_from(["\n", "\r\n"]),
)
def test_no_entry_is_lost_among_noise(names: list[str], noise: list[str], end: str) -> None:
    lines = [
        f"  • June {day}th 2011 - Delegation from {name}\n\n"
        f"    People from {name} came. {day} left.\n"
        for day, name in zip(range(20, 11, -1), names, strict=False)
    ]
    text = "International Relations\n\n2011 June\n\n" + "".join(
        line + "".join(noise) + "\n" for line in lines
    )
    page = Page("file:a.txt", NOW, "text/plain", text.replace("\n", end).encode(), "en")
    entries = split_page(page)
    assert [entry.heading.rpartition(" ")[2] for entry in entries] == names
    assert all(len(entry.paragraphs) == 1 for entry in entries)


@pytest.mark.parametrize(
    "piece",
    [
        "<b>",
        "<h1>x",
        "<a>x</a>",
        "<li>",
        "a\nB\n",
        "1, ",
        "\ue001",
        "June 9th 2011 - XThe y.\n",
        "> ",
    ],
)
@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
def test_a_page_of_one_thing_over_and_over_is_cut(piece: str, media_type: str) -> None:
    check((piece * 5_000).encode(), URLS[2], media_type)
