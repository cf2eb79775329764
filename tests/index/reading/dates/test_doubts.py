"""A reading that contradicts the chosen date becomes a doubt, and no other does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from index.model.page import RawEntry
from index.reading.dates import date_entry

ARCHIVE = Path(__file__).parents[4].parent / "shared" / "archive"


@pytest.mark.parametrize(
    ("heading", "text", "other"),
    [
        ("May 5th-June 1st 2007 - Platform", "On May 31st and June 1st it met.",
         "2007-05-31/2007-06-01"),
        ("May 14th-17th 2007 - Mission", "From May 14th to 25th food was served.",
         "2007-05-14/2007-05-25"),
        ("February 25th 2009 - Guests", "They stayed in Torino from 24 to 26 February 2009.",
         "2009-02-24/2009-02-26"),
        ("16 aprile 2015 Festa", "Il 17 e 18 aprile la piazza ospita i banchi.",
         "2015-04-17/2015-04-18"),
        ("November 19th-21st 2014 Mission", "From 19 to 21 November 2013 the Mayor went.",
         "2013-11-19/2013-11-21"),
        ("June 9th 2007 - Guests", "On June 10th the Mayor met them.", "2007-06-10"),
        ("June 9th 2007 - Guests", "Guests led by Mayor Adam came on June 10th.", "2007-06-10"),
        ("June 9th 2007 - Guests", "Giunti il 10 giugno, sono ripartiti.", "2007-06-10"),
        ("June 1st 2007 - Guests", "Guests led by Mayor Adam came on July 2nd.", "2007-07-02"),
    ],
)  # fmt: skip
def test_a_text_that_dates_the_event_otherwise_is_a_doubt(
    entry: Any, days: Any, doubts: Any, heading: str, text: str, other: str
) -> None:
    dated = entry(heading, text)
    assert doubts(dated) == [("heading", days(dated.dates)), ("text", other)]


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("May 17th-19th 2007 - Mission", "The pact was one signed in January 2007."),
        ("May 14th-17th 2007 - Mission", "The Mayor took part on May 15th and 16th."),
        ("May 19th 2007 - Mission", "On May 19th the Mayor led the group."),
        ("May 17th-19th 2007 - Mission", "From May 17th to 19th the office went."),
        ("June 20th-27th 2007 - Tour", "On June 22nd they saw a factory."),
        ("June 1st-10th 2007 - Tour", "From 1 to 4 June 2007 they saw factories."),
        ("June 9th 2007 - Guests", "Partners since 5 June 2006, they came again."),
        ("June 9th 2007 - Guests", "An accordo firmato a Brno il 20 maggio 2007 was recalled."),
        ("June 9th 2007 - Guests", "The next forum will be held on June 30th."),
        ("June 9th 2007 - Guests", "They spoke. Later, on June 12th, a letter came."),
        ("June 9th 2007 - Guests", "La mostra resta aperta fino al 20 giugno."),
        ("June 9th 2007 - Guests", "Il bando scade entro il 15 giugno 2007."),
        ("June 9th 2007 - Guests", "A pact signed by the two mayors in Brno on May 30th helps."),
        ("June 1st 2007 - Guests", "Guests led by Mayor Adam came on July 3rd."),
        ("June 9th 2007 - Guests", "They recalled the games of 10-26 February 2006."),
        ("June 9th 2007 - Guests", "Applications are open until 30 June 2007."),
    ],
)
def test_a_text_that_agrees_or_speaks_of_something_else_is_no_doubt(
    entry: Any, doubts: Any, heading: str, text: str
) -> None:
    assert doubts(entry(heading, text)) == []


def test_a_folder_of_another_year_is_a_doubt(entry: Any, doubts: Any) -> None:
    dated = entry("November 19th-21st 2014 Mission to Brno", "x", folder="archivio/2013/brno.shtml")
    assert doubts(dated) == [
        ("heading", "2014-11-19/2014-11-21"),
        ("folder", "2013-01-01/2013-12-31"),
    ]


def test_a_month_heading_of_another_month_is_a_doubt(entry: Any, doubts: Any) -> None:
    dated = entry("June 9th 2007 - Brno", "x", month="2007 May")
    assert doubts(dated) == [("heading", "2007-06-09"), ("month heading", "2007-05-01/2007-05-31")]


def test_an_upload_day_in_the_file_name_is_a_doubt(entry: Any, doubts: Any) -> None:
    dated = entry("Novembre 2009 - Missione a Gand", "x", folder="missioni/m09/20100209_gand.shtml")
    assert doubts(dated) == [("heading", "2009-11-01/2009-11-30"), ("address", "2010-02-09")]


def test_a_slug_with_other_days_is_a_doubt(entry: Any, doubts: Any) -> None:
    dated = entry("May 7th-8th 2015 Mission", "x", folder="m2015/may-7th-9th-2015-mission.shtml")
    assert doubts(dated) == [
        ("heading", "2015-05-07/2015-05-08"),
        ("address", "2015-05-07/2015-05-09"),
    ]


def test_a_file_named_for_the_month_of_its_event_is_no_doubt(entry: Any, doubts: Any) -> None:
    dated = entry("January 31st - February 3rd 2013 Mission", "x", folder="2013/201302_brno.shtml")
    assert doubts(dated) == []


def test_the_day_that_a_slug_gives_within_the_month_of_the_heading_is_no_doubt(
    entry: Any, doubts: Any
) -> None:
    assert doubts(entry("June 2009 - Visit", folder="2009/june-5th-2009-visit.shtml")) == []


@pytest.mark.skipif(not ARCHIVE.exists(), reason="the real page is not beside this checkout")
def test_the_real_page_raises_doubts_on_two_entries_only(doubts: Any) -> None:
    (page,) = ARCHIVE.glob("*maggiogiugno.txt")
    month, found = "", list[RawEntry]()
    for block in page.read_text("utf-8").split("\n\n"):
        if re.fullmatch(r"\d{4} \w+", block.strip()):
            month = block.strip()
        elif block.startswith("  • "):
            found.append(RawEntry(page.name, "bulleted-list", block[4:], (), month, "en", None))
        elif found and block.startswith("    "):
            paragraphs = tuple(line.strip() for line in block.splitlines())
            one = found.pop()
            found.append(
                RawEntry(
                    one.url, "bulleted-list", one.heading, paragraphs, one.month_heading, "en", None
                )
            )
    assert len(found) == 17
    dated = [date_entry(raw) for raw in found]
    assert all(one.dates.precision == "day" and one.title for one in dated)
    doubted = {one.title: doubts(one)[1][1] for one in dated if one.doubts}
    assert sorted(doubted.values()) == ["2007-05-14/2007-05-25", "2007-05-31/2007-06-01"]
    assert any("EUROCITIES" in title for title in doubted)
    assert any("New York" in title for title in doubted)
