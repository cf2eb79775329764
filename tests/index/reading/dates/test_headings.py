"""Dates in headings: read, taken off, and not confused with what only looks like one."""

from __future__ import annotations

from typing import Any

import pytest

from index.reading.dates import parse_span


@pytest.mark.parametrize(
    ("heading", "span", "title"),
    [
        ("16/12/05 – Ambassador of Iceland", "2005-12-16", "Ambassador of Iceland"),
        ("5/12/05 – Ambassador of Chile", "2005-12-05", "Ambassador of Chile"),
        ("25-26/11/05 - Euromed", "2005-11-25/2005-11-26", "Euromed"),
        ("2/12/05 –City of Halifax (Canada)", "2005-12-02", "City of Halifax (Canada)"),
        ("October 4th 2013CLUE", "2013-10-04", "CLUE"),
        ("June 28th 2007 Turin for Europe 2013", "2007-06-28", "Turin for Europe 2013"),
        ("5 maggio 2015 Verso Expo 2015", "2015-05-05", "Verso Expo 2015"),
        ("December 30th - January 2nd 2008 New Year", "2007-12-30/2008-01-02", "New Year"),
        ("February 2012 Mission to Peru", "2012-02-01/2012-02-29", "Mission to Peru"),
        ("Maggio 2012 Missione a Gand", "2012-05-01/2012-05-31", "Missione a Gand"),
        (
            "February 2012 Mission of 5 March 2012",
            "2012-02-01/2012-02-29",
            "Mission of 5 March 2012",
        ),
        ("Mission to Peru - February 2012", "2012-02-01/2012-02-29", "Mission to Peru"),
        ("Mission to Peru (3-5 June 2012)", "2012-06-03/2012-06-05", "Mission to Peru"),
        ("Lunedì 4 giugno 2007 - Console", "2007-06-04", "Console"),
        ("8, 9 e 10 aprile 2011 - Forum", "2011-04-08/2011-04-10", "Forum"),
        ("May 8th 2023 - 5th Forum", "2023-05-08", "5th Forum"),
        (
            "Torino 2006 - 5 giugno 2007 - Visita (Gand)",
            "2007-06-05",
            "Torino 2006 - Visita (Gand)",
        ),
        ("June, 27th 2007 - Consul", "2007-06-27", "Consul"),
        ("Visit from Brno, 5 June 2007", "2007-06-05", "Visit from Brno"),
        ("June 27\u00a0th  2007 –\u00a0Consul", "2007-06-27", "Consul"),
        ("Giovedì 5 e venerdì 6 giugno 2008: forum", "2008-06-05/2008-06-06", "forum"),
    ],
)
def test_headings_of_the_archive(
    entry: Any, days: Any, heading: str, span: str, title: str
) -> None:
    dated = entry(heading)
    assert (days(dated.dates), dated.title) == (span, title)


def test_a_date_in_the_middle_of_a_heading_dates_it_and_stays(entry: Any, days: Any) -> None:
    dated = entry("Conferenza del 12 maggio 2007 sul clima")
    assert days(dated.dates) == "2007-05-12"
    assert dated.title == "Conferenza del 12 maggio 2007 sul clima"


def test_a_date_that_a_preposition_hangs_on_stays_in_the_title(entry: Any) -> None:
    assert entry("Conferenza del 12 maggio 2007").title == "Conferenza del 12 maggio 2007"


def test_a_heading_that_is_all_date_leaves_no_title(entry: Any) -> None:
    assert entry("June 9th 2007", "Guests from Brno.").title == ""


def test_a_date_is_kept_as_it_was_written(entry: Any) -> None:
    assert entry("May 09th-12th 2007 - Delegation").dates.as_written == "May 09th-12th 2007"
    assert entry("Dal 3 al 5 giugno 2009: visita").dates.as_written == "Dal 3 al 5 giugno 2009"


@pytest.mark.parametrize(
    "text",
    [
        "June 31st 2007", "30 febbraio 2010", "May 10th-5th 2007", "12/13/2005", "0/5/2005",
        "May 5th 1850", "3 mai 2150", "In June 12 cities", "Torino 2006", "25 people", "may", "",
        "2-21-2014", "29 février 2023",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert parse_span(text) is None


@pytest.mark.parametrize(
    ("heading", "span", "title"),
    [
        ("June 5 and 7 Visit", "2008-06-05/2008-06-07", "Visit"),
        ("June 20th - 5th Forum", "2008-06-20", "5th Forum"),
        ("29 February Visit", "2008-02-29", "Visit"),
    ],
)
def test_days_without_a_year_are_of_the_year_around_them(
    entry: Any, days: Any, heading: str, span: str, title: str
) -> None:
    dated = entry(heading, "Guests.", folder="2008/visit.shtml")
    assert (days(dated.dates), dated.title) == (span, title)


def test_an_abbreviated_month_needs_its_full_stop(entry: Any, days: Any) -> None:
    folder = "archivio/2007/marzoaprile/index.shtml"
    assert entry("5 mar Rosso", "Guests.", folder=folder).title == "5 mar Rosso"
    assert days(entry("5 mar. Rosso", "Guests.", folder=folder).dates) == "2007-03-05"


def test_a_word_that_is_also_a_month_hides_no_date_behind_it(entry: Any, days: Any) -> None:
    assert days(entry("The march for peace, May 2004").dates) == "2004-05-01/2004-05-31"


def test_a_number_of_things_is_no_day(entry: Any, days: Any) -> None:
    assert days(entry("June 5th 2010", "Met on June 5th, 12 students came.").dates) == "2010-06-05"
    assert entry("June 5th 2010", "Met on June 5th, 12 students came.").doubts == ()
    assert entry("June 5th 2010", "On June 5th and 12 students came.").doubts == ()
    assert entry("June 5th 2010", "On June 5th, 6th graders came.").doubts == ()
    assert entry("June 2010", "In June 12 cities met.").dates.precision == "month"


def test_a_row_of_numbers_is_read_in_no_time_and_means_nothing(entry: Any, days: Any) -> None:
    for text in ("1, " * 20_000, "3 e " * 20_000, "1-" * 20_000, "May 5th, " * 20_000):
        dated = entry(text, text, folder=text + ".shtml", month=text)
        assert days(dated.dates) == "undated"


def test_one_span_can_be_read_alone(days: Any) -> None:
    assert days(parse_span("2007-05-05/2007-06-01")) == "2007-05-05/2007-06-01"
    assert days(parse_span("2007 June")) == "2007-06-01/2007-06-30"
    assert days(parse_span("maggio-giugno 2004")) == "2004-05-01/2004-06-30"
    assert days(parse_span("2004")) == "2004-01-01/2004-12-31"
    assert parse_span("3 giugno 2007 e altro") is None
    assert parse_span("3 giugno") is None


def test_a_span_may_be_bound_to_one_language(days: Any) -> None:
    assert days(parse_span("3 giugno 2007", "it")) == "2007-06-03"
    assert parse_span("3 giugno 2007", "en") is None


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("gio 8 dic 2011", "2011-12-08"),
        ("mar 6 marzo 2012", "2012-03-06"),
        ("mar. 6 mars 2012", "2012-03-06"),
        ("Tue 13 Dec 2011", "2011-12-13"),
        ("Tue, Dec 13 2011", "2011-12-13"),
        ("Mar 3, 2012", "2012-03-03"),
        ("Tra il 3 e il 5 maggio 2013", "2013-05-03/2013-05-05"),
        ("Da lunedì 6 a mercoledì 8 maggio 2013", "2013-05-06/2013-05-08"),
        ("Da lun 6 a mer 8 maggio 2013", "2013-05-06/2013-05-08"),
        ("Du lundi 3 au mercredi 5 juin 2013", "2013-06-03/2013-06-05"),
        ("From Monday 6 to Wednesday 8 May 2013", "2013-05-06/2013-05-08"),
        ("Estate 2012", "2012-06-01/2012-08-31"),
        ("Spring 2012", "2012-03-01/2012-05-31"),
        ("Automne 2012", "2012-09-01/2012-11-30"),
        ("Inverno 2012/13", "2012-12-01/2013-02-28"),
        ("Winter 2012", "2012-01-01/2012-12-31"),
    ],
)
def test_short_weekdays_spans_in_words_and_seasons_date_a_heading(
    date: str, expected: str, entry: Any, days: Any
) -> None:
    for mark in (" - ", ": "):
        dated = entry(f"{date}{mark}A choir from Graz", "Forty singers came.")
        assert (days(dated.dates), dated.title) == (expected, "A choir from Graz")


@pytest.mark.parametrize("heading", ["Summer 2012 festival of Graz", "Estate ragazzi", "Fall of 3"])
def test_a_season_that_is_part_of_a_name_dates_nothing(heading: str, entry: Any, days: Any) -> None:
    dated = entry(heading, "Forty singers came.")
    assert (days(dated.dates), dated.title) == ("undated", heading)
