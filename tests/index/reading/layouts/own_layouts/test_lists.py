from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.model.page import Page, RawEntry
from index.reading.layouts import split_page
from index.reading.layouts.own_layouts.run_in import split_run_in
from index.reading.sources import read_pages

ARCHIVE = Path(__file__).parents[5].parent / "shared" / "archive"
REAL_PAGE = ARCHIVE / "relint-inglese-archivio-2007-maggiogiugno.txt"


@pytest.mark.skipif(not REAL_PAGE.exists(), reason="the archive's real page is not here")
def test_the_real_page_gives_its_seventeen_entries() -> None:
    (page,) = read_pages(str(REAL_PAGE), fetched=datetime(2026, 1, 1, tzinfo=UTC))
    assert isinstance(page, Page)
    entries = split_page(page)
    assert len(entries) == 17
    assert {entry.layout for entry in entries} == {"bulleted-list"}
    assert [entry.month_heading for entry in entries] == ["2007 June"] * 7 + ["2007 May"] * 10
    assert {entry.language for entry in entries} == {"en"}
    assert entries[2].heading == "June 27th 2007 - Consul of the U.S.A."
    assert [len(entry.paragraphs) for entry in entries] == [1, 3] + [1] * 15
    assert not any("Text written" in entry.text for entry in entries)


Cut = Callable[..., tuple[RawEntry, ...]]
TOP = "International Relations\n\nNavigation Menu\n\n"
EVENTS = [
    ("June 9th 2011 - Delegation from Gent - Belgium", ("Eleven gardeners came. All ate.",)),
    ("June 4th-7th 2011 Turku", ("The trams were counted from June 4th on.",)),
    ("May 31st-June 2nd 2011 - EUROCITIES", ("On May 31st Torino was host.",)),
]
MARKUP = {
    "bold, then a break": "<li><strong>{}</strong><br>{}</li>",
    "a link, then a paragraph": "<li><a href=z>{}</a><p>{}</p></li>",
    "bold run into the text": "<li><strong>{}</strong> {}</li>",
    "nothing but a break": "<li>{}<br>{}</li>",
    "headings without bullets": "<h3>{}</h3><p>{}</p>",
    "bold paragraphs": "<p><b>{}</b></p><p>{}</p>",
    "a definition list": "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "table cells": "<table><tr><td><b>{}</b></td></tr><tr><td>{}</td></tr></table>",
    "a linked heading": "<div><h3><a href=z>{}</a></h3><div>{}</div></div>",
    "numbers": "<ol><li>{}<p>{}</p></li></ol>",
}


def whole(entries: tuple[RawEntry, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(entry.heading, entry.paragraphs) for entry in entries]


@pytest.mark.parametrize("shape", MARKUP.values(), ids=MARKUP.keys())
def test_headings_are_found_however_the_markup_sets_them(cut: Cut, shape: str) -> None:
    menu = "<ul><li><a href=/>Home</a></li><li><a href=/t>Twin cities</a></li></ul>"
    items = "".join(shape.format(heading, text) for heading, (text,) in EVENTS)
    footer = "<p>Text written by The International Affairs Service.</p><p>Via Corte 16</p>"
    page = f"<body>{menu}<h1>International Relations</h1><h2>2011 June</h2>{items}{footer}</body>"
    assert whole(cut(page, "inglese/archivio/2011/maggiogiugno/index.shtml")) == EVENTS


def test_lines_that_break_off_are_joined_and_others_are_paragraphs(cut: Cut) -> None:
    text = TOP + (
        "2011 June\n\n  • June 9th 2011 - Gent\n\n    More is told on the\n    page of Gent.\n"
        "    A second one.\n    • a point\n    • another point\n"
    )
    (entry,) = cut(text)
    assert entry.paragraphs == (
        "More is told on the page of Gent.", "A second one.", "a point", "another point",
    )  # fmt: skip


def test_text_wrapped_at_a_width_is_unwrapped(cut: Cut) -> None:
    text = TOP + (
        "2011 June\n\n  • June 9th 2011 - Delegation of gardeners and foresters from\n"
        "    Gent - Belgium\n\n"
        "    Eleven gardeners from Gent came to measure the shade of plane trees.\n"
        "    They were content. The Deputy Mayor met them under the tallest, and\n"
        "    Torino gave each a leaf, which they took home to Gent in their hats\n"
        "    by train.\n"
    )
    (entry,) = cut(text)
    assert entry.heading.endswith("foresters from Gent - Belgium")
    assert len(entry.paragraphs) == 1


def test_the_closing_line_glued_to_the_last_entry_is_cut_off(cut: Cut) -> None:
    closing = "Text written by The International Affairs Service. For more information"
    text = f"{TOP}2011 June\n\n  • June 9th 2011 - Gent\n\n    All ate.{closing}\n\nVia Corte 16\n"
    assert whole(cut(text)) == [("June 9th 2011 - Gent", ("All ate.",))]


def test_an_undated_bullet_with_text_below_is_an_entry_too(cut: Cut) -> None:
    text = TOP + (
        "2011 June\n\n  • June 9th 2011 - Gent\n\n    All ate.\n\n"
        "  • Consul of Peru\n\n    He ate too.\n"
    )
    assert [entry.heading for entry in cut(text)] == ["June 9th 2011 - Gent", "Consul of Peru"]


def test_a_text_that_lost_its_heading_under_a_month_is_kept(cut: Cut) -> None:
    text = TOP + (
        "2011 June\n\nA group of gardeners from Gent came to see the plane trees of Torino.\n\n"
        "  • June 9th 2011 - Gent\n\n    All ate.\n"
    )
    assert [entry.heading for entry in cut(text)] == ["", "June 9th 2011 - Gent"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(cut: Cut, end: str) -> None:
    text = TOP + "2011 June\n\n  • June 9th 2011 - Gent\n\n    All ate.\n"
    assert whole(cut(text.replace("\n", end))) == [("June 9th 2011 - Gent", ("All ate.",))]


def test_each_entry_keeps_the_source_it_names(cut: Cut) -> None:
    item = '<li><h3>June {0}th 2011 - Gent</h3><p>Day {0}.</p><p><a rel="via" href="http://x.org/{0}">src</a></p></li>'
    page = f"<body><h2>2011 June</h2><ul>{item.format(9)}{item.format(8)}</ul></body>"
    assert [(e.link, e.paragraphs) for e in cut(page)] == [
        ("http://x.org/9", ("Day 9.",)), ("http://x.org/8", ("Day 8.",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("October 4th 2013 CLUE Project - First dissemination day", "The Mayor spoke."),
        ("October 1st 2013 LinkedIn event at Bloomberg CityLab", "The Mayor spoke."),
        ("October 2nd-6th French planners", "“Urban” people came."),
        ("May 3rd 2014 EUROCITIES - TIEF", "A delegation came."),
        ("May 3rd 2014 Meeting of the TIEF", "The fifth one."),
        ("May 3rd 2014 TORINOver010", "Torino hosted art."),
        ("May 3rd 2014 Meeting on Expo 2015", "Torino hosted it."),
        ("May 3rd 2014 Consul of the U.S.A.", "The consul came."),
        ('May 3rd 2014 "Spirit of Japan"', "On May 3rd the show opened."),
        ("May 3rd 2014 Europe Day", "UNESCO delegates came."),
        ("3 maggio 2014 Visita dell'ambasciatore (Perù)", "L'ambasciatore è venuto."),
        ("3-5 maggio 2014 Missione a Fès", "Il Sindaco è andato."),
        ("4-6 décembre 2023 Salon Paysalia de Lyon", "L'Adjoint au Maire est venu."),
        ("30 novembre-5 décembre 2023 COP28 - Dubaï", "Le Maire a parlé."),
        ("May 3rd 2014 McDonald meets De Luca", "Ann Lee came."),
    ],
)
def test_a_heading_run_into_its_text_is_cut_where_the_text_begins(heading: str, text: str) -> None:
    assert split_run_in(heading + text) == (heading, text)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("May 5th 2014 Ambassador of Albania", "May 5th 2014 Ambassador of Albania"),
        ("The Mayor met the Consul.", ""),
        (
            "May 8th 2023 Europe Day The Council and the school sang in the square.",
            "May 8th 2023 Europe Day",
        ),
    ],
)
def test_a_line_without_a_seam_is_heading_or_text(line: str, heading: str) -> None:
    assert split_run_in(line)[0] == heading


def test_a_link_broken_out_of_its_sentence_is_put_back_and_a_pointer_dropped(cut: Cut) -> None:
    text = (
        "October 4th 2013 CLUE Project - First dayThe Mayor spoke of the\nCLUE website.\n"
        "October 2nd-6th French plannersAnn Lee came. More info is available on the\nLee website.\n"
        "1 2 3 next\n"
    )
    assert whole(cut(text, "inglese/archivio/2013/index~p4.shtml")) == [
        ("October 4th 2013 CLUE Project - First day", ("The Mayor spoke of the CLUE website.",)),
        ("October 2nd-6th French planners", ("Ann Lee came.",)),
    ]


def test_a_sentence_with_the_signs_of_a_breadcrumb_is_text(cut: Cut) -> None:
    body = "They all went by train. Torino > Lyon > Paris, and it was late >"
    (entry,) = cut(f"{TOP}2011 June\n\n  • June 9th 2011 - Trains\n\n    {body}")
    assert entry.paragraphs == (body,)


def test_days_below_the_heading_of_a_year_take_the_year(cut):
    page = (
        "<body><h1>Diary</h1><h2>2014</h2><h3>3 May - Graz</h3><p>Singers came.</p>"
        "<h3>1 April - Lyon</h3><p>Students came.</p>"
        "<h2>Anno 2013</h2><h3>Dal 3 al 5 maggio: Brno</h3><p>Guests came.</p></body>"
    )
    assert [(raw.heading, raw.month_heading) for raw in cut(page)] == [
        ("3 May - Graz", "2014"),
        ("1 April - Lyon", "2014"),
        ("Dal 3 al 5 maggio: Brno", "Anno 2013"),
    ]


def test_a_line_of_text_that_opens_with_a_span_is_no_heading(cut):
    page = "<body><h3>3 May 2007 - Graz</h3><p>Dal 3 al 5 maggio ospiti a Torino.</p></body>"
    assert [raw.paragraphs for raw in cut(page)] == [("Dal 3 al 5 maggio ospiti a Torino.",)]


@pytest.mark.parametrize(
    "span",
    ["du 4 au 6 décembre 2013", "Dal 4 al 6 dicembre 2013 -", "From 4 to 6 December 2013:"],
)
def test_a_linked_title_may_open_with_a_span_in_words(cut, span):
    item = "<div><a href=/x>{} Mission to Lyon</a>The gardens of both cities were compared.</div>"
    page = "<html><body>" + "".join(map(item.format, [span, "25 October 2013", "18 October 2013"]))
    assert [raw.heading for raw in cut(page, "inglese/missioni/m2013/index.shtml")] == [
        f"{span} Mission to Lyon",
        "25 October 2013 Mission to Lyon",
        "18 October 2013 Mission to Lyon",
    ]
