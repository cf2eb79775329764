"""Dates that cannot be so, or can be read two ways, are read with a doubt."""

from __future__ import annotations

from typing import Any

import pytest

from index.model.page import RawEntry
from index.reading.dates import date_entry

SLIPS = {
    "31 giugno 2007": ("2007-06-01/2007-06-30", "2007-07-01"),
    "June 31 2007": ("2007-06-01/2007-06-30", "2007-07-01"),
    "31 novembre 2009": ("2009-11-01/2009-11-30", "2009-12-01"),
    "30 febbraio 2008": ("2008-02-01/2008-02-29", "2008-03-01"),
    "28-31 settembre 2010": ("2010-09-01/2010-09-30", "2010-09-28/2010-10-01"),
    "19-15 settembre 2007": ("2007-09-15/2007-09-19", "2007-08-19/2007-09-15"),
    "September 19-15 2007": ("2007-09-15/2007-09-19", "2007-08-19/2007-09-15"),
    "28-2 settembre 2007": ("2007-08-28/2007-09-02", "2007-09-02/2007-09-28"),
    "30-2 gennaio 2008": ("2007-12-30/2008-01-02", "2008-01-02/2008-01-30"),
}


@pytest.mark.parametrize("written", SLIPS)
def test_an_impossible_date_is_read_in_two_ways(written: str, entry: Any, doubts: Any) -> None:
    dated = entry(f"{written} - A choir from Graz", "Forty singers came.")
    assert [value for _, value in doubts(dated)] == list(SLIPS[written])
    assert dated.title == "A choir from Graz"
    assert dated.dates.as_written == written


def test_a_slip_without_a_year_takes_that_of_its_folder(entry: Any, doubts: Any) -> None:
    dated = entry("31 giugno - A choir", "They came.", folder="archivio/2004/giugno/a.shtml")
    assert [value for _, value in doubts(dated)] == ["2004-06-01/2004-06-30", "2004-07-01"]


@pytest.mark.parametrize(
    "heading",
    ["29 febbraio 2008 - A choir", "15-19 settembre 2007 - A choir", "31 luglio - 2 agosto 2007"],
)
def test_a_possible_date_has_no_doubt(heading: str, entry: Any, doubts: Any) -> None:
    assert doubts(entry(heading, "They came.")) == []


def dated_in(language: str, date: str, url: str = "https://example.org/news") -> Any:
    return date_entry(
        RawEntry(url, "repeated", f"{date} - A choir", ("They came.",), "", language, None)
    )


def test_numbers_with_the_month_first_are_a_date() -> None:
    assert str(dated_in("en", "12/25/2009").dates.start) == "2009-12-25"
    assert dated_in("en", "12/25/2009").doubts == ()
    assert str(dated_in("en", "12/25/09").dates.start) == "2009-12-25"


def test_numbers_that_an_english_page_can_mean_in_two_ways_are_told(doubts: Any) -> None:
    told = doubts(dated_in("en", "05/12/2009"))
    assert told == [("heading", "2009-12-05"), ("heading", "2009-05-12")]


@pytest.mark.parametrize(
    ("language", "date", "url"),
    [
        ("it", "05/12/2009", "https://example.org/news"),
        ("en", "05/05/2009", "https://example.org/news"),
        ("en", "25/12/2009", "https://example.org/news"),
        ("en", "05/12/2009", "https://example.org/2009/12/06/choir"),
        ("en", "05/12/2009", "http://e.org/relint/inglese/archivio/2009/novembredicembre/a.shtml"),
    ],
)
def test_numbers_with_one_meaning_are_not_doubted(language: str, date: str, url: str) -> None:
    assert dated_in(language, date, url).doubts == ()
