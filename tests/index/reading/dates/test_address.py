"""What an address, a folder and a month heading say of a date."""

from __future__ import annotations

from typing import Any

import pytest

from index.model.page import RawEntry
from index.reading.dates import date_entry


@pytest.mark.parametrize(
    ("folder", "span", "precision"),
    [
        ("archivio/2007/maggiogiugno/index.shtml", "2007-05-01/2007-06-30", "month"),
        ("archivio/2004/giugnomaggio/index.shtml", "2004-05-01/2004-06-30", "month"),
        ("inglese/archivio/2009/novembredicembre/", "2009-11-01/2009-12-31", "month"),
        ("missioni/m07/brno.shtml", "2007-01-01/2007-12-31", "year"),
        ("eventi/index05.shtml", "2005-01-01/2005-12-31", "year"),
        ("delegazioni/americhe/2010.shtml", "2010-01-01/2010-12-31", "year"),
        ("delegazioni/mediooriente/mo2018/index.shtml", "2018-01-01/2018-12-31", "year"),
        ("francese/missioni/m2023/index.shtml", "2023-01-01/2023-12-31", "year"),
        ("archivio/2013/index~p4.shtml", "2013-01-01/2013-12-31", "year"),
        ("accordi/agreement-with-brno-2015.shtml", "2015-01-01/2015-12-31", "year"),
        ("missioni/m09/200904_brno.shtml", "2009-03-01/2009-04-30", "month"),
        ("missioni/m09/20091204_brno.shtml", "2009-09-01/2009-12-31", "month"),
        ("archivio/2007/maggiogiugno/200705_brno.shtml", "2007-05-01/2007-06-30", "month"),
        ("missioni/m08/200901_brno.shtml", "2008-12-01/2008-12-31", "month"),
        ("missioni/m09/200902_brno.shtml", "2009-01-01/2009-02-28", "month"),
        ("altro/brno.shtml", "undated", "unknown"),
    ],
)
def test_without_any_other_date_the_address_gives_a_window(
    entry: Any, days: Any, folder: str, span: str, precision: str
) -> None:
    dated = entry("City of Brno", "Guests were received.", folder=folder).dates
    assert (days(dated), dated.precision) == (span, precision)


@pytest.mark.parametrize(
    ("folder", "span"),
    [
        ("2013/november-21st-23rd-2013-delegation-of-r.shtml", "2013-11-21/2013-11-23"),
        ("archivio/september-24th---october-3rd-2025-m.shtml", "2025-09-24/2025-10-03"),
        ("m2015/may-7th-9th-2015-mission-to-v.shtml", "2015-05-07/2015-05-09"),
        ("2023/26-27-novembre-2023-conferenza.shtml", "2023-11-26/2023-11-27"),
        ("2023/14-dicembre-2023-brno.shtml", "2023-12-14"),
        ("m2023/30-novembre-5-dcembre-2023-cop28.shtml", "2023-11-30/2023-12-05"),
        ("2013/october-2nd-6th-french-planners.shtml", "2013-10-02/2013-10-06"),
        ("m2015/may-7th-9th-2015/index.shtml", "2015-05-07/2015-05-09"),
    ],
)
def test_a_slug_dates_an_entry_that_lost_its_heading(
    entry: Any, days: Any, folder: str, span: str
) -> None:
    assert days(entry("", "The Mayor welcomed the guests.", folder=folder).dates) == span


@pytest.mark.parametrize(
    "url",
    [
        "file:relint-inglese-archivio-2007-maggiogiugno.txt",
        "file:///home/2019/mirror/comune.example.it/relint/archivio/2007/maggiogiugno/index.html",
        "archivio/2007/giugno-maggio/index~p3.shtml",
        "https://web.example.org/web/20190101000000/http://x.it/relint/archivio/2007/maggio_giugno/",
        "http://x.it/relint/archivio/2007/maggiogiugno/index.shtml@lang=it",
    ],
)
def test_a_saved_page_is_dated_by_the_address_it_had(days: Any, url: str) -> None:
    raw = RawEntry(url, "bulleted-list", "City of Brno", ("Guests.",), "", None, None)
    assert days(date_entry(raw).dates) == "2007-05-01/2007-06-30"


def test_a_page_saved_under_its_whole_path_is_dated_by_the_folder_it_lies_in(days: Any) -> None:
    url = "file:///pages/2009/relint-altro-brno.html"
    raw = RawEntry(url, "A", "City of Brno", ("Guests.",), "", None, None)
    assert days(date_entry(raw).dates) == "2009-01-01/2009-12-31"


def test_a_month_heading_dates_what_stands_below_it(entry: Any, days: Any) -> None:
    folder = "archivio/2007/maggiogiugno/index.shtml"
    dated = entry("City of Brno", "Guests.", folder=folder, month="2007 June")
    assert days(dated.dates) == "2007-06-01/2007-06-30"
    assert dated.dates.precision == "month"
    assert days(entry("Brno", "Guests.", folder=folder, month="June").dates) == days(dated.dates)


@pytest.mark.parametrize(
    ("folder", "month"),
    [("2013/index~p4.shtml", ""), ("x/y.shtml", "2013 October"), ("ev2013/brno.shtml", "")],
)
def test_a_heading_without_a_year_takes_it_from_around(
    entry: Any, days: Any, folder: str, month: str
) -> None:
    dated = entry("October 2nd-6th Planners from Brno", "A tour.", folder=folder, month=month)
    assert days(dated.dates) == "2013-10-02/2013-10-06"
    assert dated.title == "Planners from Brno"


def test_a_heading_without_a_year_takes_it_from_its_text_when_nothing_else_has_it(
    entry: Any, days: Any
) -> None:
    dated = entry("October 2nd-6th Planners", "They came from 2 to 6 October 2013.")
    assert days(dated.dates) == "2013-10-02/2013-10-06"


def test_a_span_over_new_year_knows_on_which_side_its_year_is(entry: Any, days: Any) -> None:
    heading = "December 30th - January 2nd - Concert"
    after = entry(heading, "Music.", folder="archivio/2008/gennaiofebbraio/index.shtml")
    before = entry(heading, "Music.", folder="archivio/2007/novembredicembre/index.shtml")
    assert days(after.dates) == days(before.dates) == "2007-12-30/2008-01-02"


def test_the_address_an_entry_names_itself_goes_before_its_page(entry: Any, days: Any) -> None:
    link = "http://comune.example.it/relint/2015/may-7th-2015-brno.shtml"
    dated = entry("", "Guests.", folder="a.shtml", link=link)
    assert days(dated.dates) == "2015-05-07"
