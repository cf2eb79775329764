"""Ranges as agendas print them, and days with only one end of a range."""

from __future__ import annotations

from typing import Any

import pytest

from index.model.page import RawEntry
from index.reading.dates import date_entry, parse_span


@pytest.mark.parametrize(
    "written",
    [
        "14 > 16 juin 2024",
        "14 → 16 juin 2024",
        "14>16 juin 2024",
        "14 -> 16 juin 2024",
        "14 » 16 giugno 2024",
        "14 … 16 giugno 2024",
        "vendredi 14 > dimanche 16 juin 2024",
        "14 juin 2024 › 16 juin 2024",
        "June 14 → 16, 2024",
        "14.06 - 16.06.2024",
        "14.06 – 16.06.24",
        "14.6. – 16.6.2024",
        "14.–16.06.2024",
        "14/16.06.2024",
        "14>16/06/2024",
        "14/06 → 16/06/2024",
        "14/06/2024 → 16/06/2024",
        "14-06 > 16-06-2024",
        "dal 14.06 al 16.06.2024",
        "2024-06-14 → 2024-06-16",
        "2024-06-14 - 2024-06-16",
        "2024/06/14 - 2024/06/16",
    ],
)
def test_a_range_has_both_its_ends_whatever_sign_joins_them(days: Any, written: str) -> None:
    assert days(parse_span(written)) == "2024-06-14/2024-06-16"


def test_a_range_of_two_months_has_both_its_ends(days: Any) -> None:
    assert days(parse_span("14 juin > 16 juillet 2024")) == "2024-06-14/2024-07-16"
    assert days(parse_span("14.12 - 06.01.2025")) == "2024-12-14/2025-01-06"


@pytest.mark.parametrize("before", ["10.30 - ", "ore 9.05 - ", "9.10-", "10-12 - ", "Home > "])
def test_what_is_no_day_before_a_date_is_no_part_of_it(entry: Any, days: Any, before: str) -> None:
    assert days(entry("A choir", f"{before}14.06.2024").dates) == "2024-06-14"


OPEN = [
    "jusqu'au 16 juin 2024",
    "Jusqu’au 16 juin 2024",
    "à partir du 16 juin 2024",
    "dès le 16 juin 2024",
    "fino al 16 giugno 2024",
    "sino al 16.06.2024",
    "dal 16 giugno 2024",
    "a partire dal 16 giugno 2024",
    "until 16 June 2024",
    "until Sunday 16 June 2024",
    "from 16 June 2024 on",
    "from 16 June 2024 onwards",
    "as of 16 June 2024",
]


@pytest.mark.parametrize("written", OPEN)
def test_a_day_with_one_end_of_a_range_is_a_doubt_and_its_words_no_title(
    entry: Any, days: Any, doubts: Any, written: str
) -> None:
    dated = entry(f"{written} - A choir")
    assert (dated.title, days(dated.dates)) == ("A choir", "2024-06-16")
    assert doubts(dated) == [("heading", "2024-06-16")]


@pytest.mark.parametrize(
    "written", ["Réunion du 16 juin 2024", "du 14 au 16 juin 2024 - Réunion", "16 June 2024 - On"]
)
def test_a_day_or_range_that_is_whole_is_no_doubt(entry: Any, doubts: Any, written: str) -> None:
    assert doubts(entry(written)) == []


@pytest.mark.parametrize(
    ("title", "posted", "dates"),
    [
        ("Guests from Gdansk on 4-6 June", "10 June 2024", "2024-06-04/2024-06-06"),
        ("Ospiti di Danzica dal 4 al 6 giugno", "10 giugno 2024", "2024-06-04/2024-06-06"),
        ("Guests from Gdansk on 28-30 December", "2 January 2024", "2023-12-28/2023-12-30"),
        ("Europe Day, 9 May", "10 November 2024", "2024-11-10"),
    ],
)
def test_the_days_of_a_title_have_the_year_of_its_publication(
    days: Any, title: str, posted: str, dates: str
) -> None:
    heading = f"{posted} - {title}"
    raw = RawEntry("file:a", "single", heading, ("They came.",), "", None, None, is_posted=True)
    assert days(date_entry(raw).dates) == dates


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("In August, a vigil filled the square.", "2008-08-01", "2008-08-31"),
        ("A settembre la scuola ha aperto.", "2008-09-01", "2008-09-30"),
        ("A march for peace filled the square.", "2008-01-01", "2008-12-31"),
        ("In March 12 cities met in the hall.", "2008-01-01", "2008-12-31"),
    ],
)
def test_a_month_that_opens_a_text_below_a_year_is_of_that_year(text, start, end):
    raw = RawEntry("file:a", "repeated", "A summer", (text,), "2008", None, None)
    dates = date_entry(raw).dates
    assert (str(dates.start), str(dates.end)) == (start, end)


def test_a_month_cut_short_before_days_needs_their_year():
    raw = RawEntry("file:a", "single", "Nov 8-10 2008 - A visit", ("They came.",), "", None, None)
    dates = date_entry(raw).dates
    assert (str(dates.start), str(dates.end)) == ("2008-11-08", "2008-11-10")


def test_days_ahead_of_the_day_of_a_release_are_told_as_a_doubt():
    text = "A delegation will stay in the partner city from 19 until 23 March."
    heading = "3 March 2014 - Citizens on a journey"
    raw = RawEntry("file:a", "single", heading, (text,), "", None, None, is_posted=True)
    dated = date_entry(raw)
    assert str(dated.dates.start) == "2014-03-03"
    assert [reading.value for reading in dated.doubts[0].readings][1:] == ["2014-03-19/2014-03-23"]
