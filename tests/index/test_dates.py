"""Dates: every printed form reads back, and of several readings the right one is chosen."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import Dated, date_entry, parse_span
from index.entry import DateSpan, RawEntry
from index.months import MONTHS, month_number, months_of_folder

SITE = "http://comune.example.it/relint/"
ARCHIVE = Path(__file__).parents[2].parent / "shared" / "archive"

ITALIAN = MONTHS["it"]
ENGLISH = tuple(name.capitalize() for name in MONTHS["en"])
FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def entry(
    heading: str = "",
    *paragraphs: str,
    folder: str = "inglese/altro/pagina.shtml",
    month: str = "",
    link: str | None = None,
) -> Dated:
    """Date an entry with these words at this address."""
    return date_entry(RawEntry(SITE + folder, "A", heading, paragraphs, month, None, link))


def days(span: DateSpan | None) -> str:
    """Write a span as a doubt writes it."""
    if span is None or span.start is None or span.end is None:
        return "undated"
    if span.start == span.end:
        return span.start.isoformat()
    return f"{span.start}/{span.end}"


def doubts(dated: Dated) -> list[tuple[str, str]]:
    """List the readings of the one doubt, chosen first; none when there is no doubt."""
    if not dated.doubts:
        return []
    (doubt,) = dated.doubts
    assert doubt.field == "date"
    return [(reading.source, reading.value) for reading in doubt.readings]


# Forms ---------------------------------------------------------------------------------------


def nth(day: int, width: int = 1) -> str:
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day:0{width}}{ending}"


def al(day: int) -> str:
    return f"all'{day}" if day in (8, 11) else f"al {day}"


def dal(day: int) -> str:
    return f"dall'{day}" if day in (8, 11) else f"dal {day}"


def premier(day: int) -> str:
    return "1er" if day == 1 else str(day)


def primo(day: int) -> str:
    return "primo" if day == 1 else str(day)


def en(day: date) -> str:
    return ENGLISH[day.month - 1]


def it(day: date) -> str:
    return ITALIAN[day.month - 1]


def fr(day: date) -> str:
    return FRENCH[day.month - 1]


Printer = Callable[[date, date], str]

SINGLE: dict[str, Printer] = {
    "en": lambda a, b: f"{en(a)} {nth(a.day)} {a.year}",
    "en padded": lambda a, b: f"{en(a)} {nth(a.day, 2)} {a.year}",
    "en comma": lambda a, b: f"{en(a)} {nth(a.day)}, {a.year}",
    "en plain": lambda a, b: f"{en(a)} {a.day}, {a.year}",
    "en british": lambda a, b: f"{nth(a.day)} {en(a)} {a.year}",
    "en british plain": lambda a, b: f"{a.day} {en(a)} {a.year}",
    "en of": lambda a, b: f"the {nth(a.day)} of {en(a)} {a.year}",
    "en small": lambda a, b: f"{en(a).lower()} {nth(a.day)} {a.year}",
    "en short": lambda a, b: f"{en(a)[:3]}. {nth(a.day)} {a.year}".replace("May.", "May"),
    "en weekday": lambda a, b: f"{a:%A}, {en(a)} {nth(a.day)} {a.year}",
    "it": lambda a, b: f"{a.day} {it(a)} {a.year}",
    "it capital": lambda a, b: f"{a.day} {it(a).capitalize()} {a.year}",
    "it ordinal": lambda a, b: f"{a.day}° {it(a)} {a.year}" if a.day == 1 else SINGLE["it"](a, b),
    "it primo": lambda a, b: f"il {primo(a.day)} {it(a)} {a.year}",
    "it glued": lambda a, b: f"il{a.day} {it(a)} {a.year}",
    "fr": lambda a, b: f"{premier(a.day)} {fr(a)} {a.year}",
    "fr le": lambda a, b: f"le {premier(a.day)} {fr(a)} {a.year}",
    "slashes": lambda a, b: f"{a.day}/{a.month}/{a.year}",
    "dots": lambda a, b: f"{a.day}.{a.month}.{a.year}",
    "iso": lambda a, b: a.isoformat(),
}
IN_ONE_MONTH: dict[str, Printer] = {
    "en": lambda a, b: f"{en(a)} {nth(a.day)}-{nth(b.day)} {a.year}",
    "en padded": lambda a, b: f"{en(a)} {nth(a.day, 2)}-{nth(b.day, 2)} {a.year}",
    "en spaced": lambda a, b: f"{en(a)} {nth(a.day)} - {nth(b.day)}, {a.year}",
    "en dash": lambda a, b: f"{en(a)} {nth(a.day)}–{nth(b.day)} {a.year}",
    "en plain": lambda a, b: f"{en(a)} {a.day}-{b.day}, {a.year}",
    "en from": lambda a, b: f"from {en(a)} {a.day} to {b.day} {a.year}",
    "en from nth": lambda a, b: f"From {en(a)} {nth(a.day)} to {nth(b.day)} {a.year}",
    "en of": lambda a, b: f"from the {nth(a.day)} to the {nth(b.day)} of {en(a)} {a.year}",
    "en and": lambda a, b: f"{en(a)} {nth(a.day)} and {nth(b.day)} {a.year}",
    "en british": lambda a, b: f"{nth(a.day)}-{nth(b.day)} {en(a)} {a.year}",
    "it": lambda a, b: f"{a.day}-{b.day} {it(a)} {a.year}",
    "it dal": lambda a, b: f"{dal(a.day)} {al(b.day)} {it(a)} {a.year}",
    "it dal curly": lambda a, b: f"{dal(a.day)} {al(b.day)} {it(a)} {a.year}".replace("'", "’"),
    "it e": lambda a, b: f"il {a.day} e {b.day} {it(a)} {a.year}",
    "fr": lambda a, b: f"{premier(a.day)}-{b.day} {fr(a)} {a.year}",
    "fr du": lambda a, b: f"du {premier(a.day)} au {b.day} {fr(a)} {a.year}",
    "slashes": lambda a, b: f"{a.day}-{b.day}/{a.month}/{a.year}",
    "iso": lambda a, b: f"{a}/{b}",
}
ACROSS_MONTHS: dict[str, Printer] = {
    "en": lambda a, b: f"{en(a)} {nth(a.day)}-{en(b)} {nth(b.day)} {b.year}",
    "en spaced": lambda a, b: f"{en(a)} {nth(a.day)} - {en(b)} {nth(b.day)}, {b.year}",
    "en from": lambda a, b: f"from {en(a)} {nth(a.day)} to {en(b)} {nth(b.day)} {b.year}",
    "en and": lambda a, b: f"{en(a)} {nth(a.day)} and {en(b)} {nth(b.day)} {b.year}",
    "en british": lambda a, b: f"{nth(a.day)} {en(a)} - {nth(b.day)} {en(b)} {b.year}",
    "en both years": lambda a, b: SINGLE["en"](a, a) + " - " + SINGLE["en"](b, b),
    "it": lambda a, b: f"{a.day} {it(a)} - {b.day} {it(b)} {b.year}",
    "it dal": lambda a, b: f"{dal(a.day)} {it(a)} {al(b.day)} {it(b)} {b.year}",
    "fr tight": lambda a, b: f"{premier(a.day)} {fr(a)}-{premier(b.day)} {fr(b)} {b.year}",
    "fr du": lambda a, b: f"du {premier(a.day)} {fr(a)} au {premier(b.day)} {fr(b)} {b.year}",
    "slashes": lambda a, b: f"{a.day}/{a.month}-{b.day}/{b.month}/{b.year}",
    "iso": lambda a, b: f"{a}/{b}",
}
BREAKS = (" - ", " – ", " –", " ", ": ")

some_day = st.dates(date(2002, 1, 1), date(2030, 12, 31))


@st.composite
def printed_spans(draw: st.DrawFn) -> tuple[str, date, date]:
    """Draw a span and one of its printed forms."""
    start = draw(some_day)
    end = start + timedelta(days=draw(st.integers(0, 50)))
    if start == end:
        forms = SINGLE
    elif (start.year, start.month) == (end.year, end.month):
        forms = IN_ONE_MONTH
    else:
        forms = ACROSS_MONTHS
    return forms[draw(st.sampled_from(sorted(forms)))](start, end), start, end


@given(printed_spans())
def test_every_printed_form_reads_back_to_its_span(printed: tuple[str, date, date]) -> None:
    text, start, end = printed
    span = parse_span(text)
    assert span is not None
    assert (span.start, span.end, span.precision) == (start, end, "day")


@given(some_day, st.integers(0, 11), st.sampled_from([ENGLISH, ITALIAN, FRENCH]))
def test_months_read_back_to_their_first_and_last_day(
    day: date, more: int, names: tuple[str, ...]
) -> None:
    last = min(12, day.month + more)
    one, two = names[day.month - 1], names[last - 1]
    end = date(day.year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    forms = (f"{one} {day.year}", f"{day.year} {one}") if last == day.month else (
        f"{one}-{two} {day.year}", f"{one} - {two} {day.year}", f"{day.year} {one} - {two}",
    )  # fmt: skip
    for form in forms:
        span = parse_span(form)
        assert span is not None
        assert (span.start, span.end, span.precision) == (day.replace(day=1), end, "month")


@given(printed_spans(), st.sampled_from(BREAKS))
def test_a_heading_gives_up_its_date_and_keeps_its_title(
    printed: tuple[str, date, date], separator: str
) -> None:
    text, start, end = printed
    dated = entry(f"{text}{separator}Città di Brno - Repubblica Ceca")
    assert dated.title == "Città di Brno - Repubblica Ceca"
    assert (dated.dates.start, dated.dates.end) == (start, end)
    assert dated.dates.as_written in text
    assert dated.doubts == ()


@given(printed_spans())
def test_a_text_that_opens_with_its_date_is_dated_by_it(printed: tuple[str, date, date]) -> None:
    text, start, end = printed
    dated = entry("Visitors from Brno", f"{text} - Twelve engineers saw 3 bridges.")
    assert (dated.dates.start, dated.dates.end) == (start, end)
    assert dated.title == "Visitors from Brno"


@given(printed_spans())
def test_a_text_that_repeats_the_heading_in_another_form_raises_no_doubt(
    printed: tuple[str, date, date],
) -> None:
    text, start, end = printed
    heading = f"{start:%d/%m/%Y}" if start == end else f"{start}/{end}"
    assert entry(f"{heading} - Brno", f"The guests came {text}.").doubts == ()


@given(printed_spans())
def test_a_slug_made_of_a_heading_keeps_its_date(printed: tuple[str, date, date]) -> None:
    text, start, end = printed
    if re.search(r"\d[/.]\d|\d{4}-\d|\bil\d|°|to|al|and|au| e ", text):
        return  # the archive's slugs come from headings with dashes and month names
    slug = re.sub(r"[^a-z0-9-]", "", text.replace("–", "-").replace(" ", "-").lower())
    dated = entry(folder=f"archivio/{slug}-visit-of-brno.shtml")
    assert (dated.dates.start, dated.dates.end) == (start, end)


@given(st.text(max_size=200))
def test_no_text_whatever_raises(text: str) -> None:
    parse_span(text)
    entry(text, text or "-", folder=text, month=text, link=text or None)


date_like = st.text(alphabet="0123 5/-.,–thMayJune maggiogiugnodicembre'all", max_size=60)


@given(date_like, date_like)
def test_no_broken_date_raises(heading: str, text: str) -> None:
    dated = entry(heading, text or "-", folder=f"archivio/{text}/{heading}.shtml")
    span = dated.dates
    assert (span.start is None) == (span.end is None) == (span.precision == "unknown")
    if span.start is not None and span.end is not None:
        assert date(1900, 1, 1) <= span.start <= span.end <= date(2100, 12, 31)


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
def test_headings_of_the_archive(heading: str, span: str, title: str) -> None:
    dated = entry(heading)
    assert (days(dated.dates), dated.title) == (span, title)


def test_a_date_in_the_middle_of_a_heading_dates_it_and_stays() -> None:
    dated = entry("Conferenza del 12 maggio 2007 sul clima")
    assert days(dated.dates) == "2007-05-12"
    assert dated.title == "Conferenza del 12 maggio 2007 sul clima"


def test_a_date_that_a_preposition_hangs_on_stays_in_the_title() -> None:
    assert entry("Conferenza del 12 maggio 2007").title == "Conferenza del 12 maggio 2007"


def test_a_heading_that_is_all_date_leaves_no_title() -> None:
    assert entry("June 9th 2007", "Guests from Brno.").title == ""


def test_a_date_is_kept_as_it_was_written() -> None:
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


def test_a_number_of_things_is_no_day() -> None:
    assert days(entry("June 5th 2010", "Met on June 5th, 12 students came.").dates) == "2010-06-05"
    assert entry("June 5th 2010", "Met on June 5th, 12 students came.").doubts == ()
    assert entry("June 5th 2010", "On June 5th and 12 students came.").doubts == ()
    assert entry("June 5th 2010", "On June 5th, 6th graders came.").doubts == ()
    assert entry("June 2010", "In June 12 cities met.").dates.precision == "month"


def test_a_row_of_numbers_is_read_in_no_time_and_means_nothing() -> None:
    for text in ("1, " * 20_000, "3 e " * 20_000, "1-" * 20_000, "May 5th, " * 20_000):
        dated = entry(text, text, folder=text + ".shtml", month=text)
        assert days(dated.dates) == "undated"


def test_one_span_can_be_read_alone() -> None:
    assert days(parse_span("2007-05-05/2007-06-01")) == "2007-05-05/2007-06-01"
    assert days(parse_span("2007 June")) == "2007-06-01/2007-06-30"
    assert days(parse_span("maggio-giugno 2004")) == "2004-05-01/2004-06-30"
    assert days(parse_span("2004")) == "2004-01-01/2004-12-31"
    assert parse_span("3 giugno 2007 e altro") is None
    assert parse_span("3 giugno") is None


def test_a_span_may_be_bound_to_one_language() -> None:
    assert days(parse_span("3 giugno 2007", "it")) == "2007-06-03"
    assert parse_span("3 giugno 2007", "en") is None


# Addresses, folders, month headings ----------------------------------------------------------


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
        ("altro/brno.shtml", "undated", "unknown"),
    ],
)
def test_without_any_other_date_the_address_gives_a_window(
    folder: str, span: str, precision: str
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
def test_a_slug_dates_an_entry_that_lost_its_heading(folder: str, span: str) -> None:
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
def test_a_saved_page_is_dated_by_the_address_it_had(url: str) -> None:
    raw = RawEntry(url, "A", "City of Brno", ("Guests.",), "", None, None)
    assert days(date_entry(raw).dates) == "2007-05-01/2007-06-30"


def test_a_month_heading_dates_what_stands_below_it() -> None:
    folder = "archivio/2007/maggiogiugno/index.shtml"
    dated = entry("City of Brno", "Guests.", folder=folder, month="2007 June")
    assert days(dated.dates) == "2007-06-01/2007-06-30"
    assert dated.dates.precision == "month"
    assert days(entry("Brno", "Guests.", folder=folder, month="June").dates) == days(dated.dates)


@pytest.mark.parametrize(
    ("folder", "month"),
    [("2013/index~p4.shtml", ""), ("x/y.shtml", "2013 October"), ("ev2013/brno.shtml", "")],
)
def test_a_heading_without_a_year_takes_it_from_around(folder: str, month: str) -> None:
    dated = entry("October 2nd-6th Planners from Brno", "A tour.", folder=folder, month=month)
    assert days(dated.dates) == "2013-10-02/2013-10-06"
    assert dated.title == "Planners from Brno"


def test_a_heading_without_a_year_takes_it_from_its_text_when_nothing_else_has_it() -> None:
    dated = entry("October 2nd-6th Planners", "They came from 2 to 6 October 2013.")
    assert days(dated.dates) == "2013-10-02/2013-10-06"


def test_a_span_over_new_year_knows_on_which_side_its_year_is() -> None:
    heading = "December 30th - January 2nd - Concert"
    after = entry(heading, "Music.", folder="archivio/2008/gennaiofebbraio/index.shtml")
    before = entry(heading, "Music.", folder="archivio/2007/novembredicembre/index.shtml")
    assert days(after.dates) == days(before.dates) == "2007-12-30/2008-01-02"


def test_the_address_an_entry_names_itself_goes_before_its_page() -> None:
    dated = entry("", "Guests.", folder="a.shtml", link=SITE + "2015/may-7th-2015-brno.shtml")
    assert days(dated.dates) == "2015-05-07"


# Choosing and doubting -----------------------------------------------------------------------


def test_the_text_dates_an_entry_whose_heading_has_no_date() -> None:
    dated = entry(
        "", "Dal 3 al 5 giugno una delegazione di Brno ha visitato la città.",
        folder="archivio/2004/giugnomaggio/index.shtml",
    )  # fmt: skip
    assert days(dated.dates) == "2004-06-03/2004-06-05"
    assert dated.dates.as_written == "Dal 3 al 5 giugno"


def test_what_a_text_tells_in_passing_does_not_date_it() -> None:
    folder = "archivio/2004/giugnomaggio/index.shtml"
    text = "Brno, con cui è in vigore l'accordo firmato il 12 maggio 2004, ha inviato due tecnici."
    assert entry("", text, folder=folder).dates.precision == "month"
    other_year = "Gli studenti di Brno sono tornati: la prima visita fu il 3 marzo 1998."
    assert entry("", other_year, folder=folder).dates.precision == "month"


def test_a_page_stamp_is_no_event_date() -> None:
    for stamp in ("Updated 2-21-2014", "Ultimo aggiornamento il 18 Marzo, 2013",
                  "Mise à jour 9.3.2016", "Pubblicato il 3 maggio 2012"):  # fmt: skip
        dated = entry("Brno", stamp + " Guests.", folder="missioni/m07/brno.shtml")
        assert (days(dated.dates), doubts(dated)) == ("2007-01-01/2007-12-31", [])


def test_a_lost_heading_kept_by_the_slug_goes_before_one_of_its_days() -> None:
    dated = entry(
        "", "On November 22nd the Mayor met the guests.",
        folder="2013/november-21st-23rd-2013-delegation.shtml",
    )  # fmt: skip
    assert (days(dated.dates), doubts(dated)) == ("2013-11-21/2013-11-23", [])


def test_a_signing_dates_an_entry_about_what_was_signed() -> None:
    text = "The agreement signed in Ghent on 12 January 2007 covers parks and schools."
    assert days(entry("Agreement with Ghent (Belgium)", text).dates) == "2007-01-12"
    assert days(entry("City of Ghent (Belgium)", text).dates) == "undated"
    told = "Torino e Gand hanno firmato il 12 gennaio 2007 un patto."
    assert days(entry("Città di Gand", told).dates) == "2007-01-12"


def test_a_year_the_text_sets_its_news_in_is_the_last_resort() -> None:
    dated = entry("Forum", "Nel 2015 Torino ha ospitato il forum, nato nel 2011.")
    assert (days(dated.dates), dated.dates.precision) == ("2015-01-01/2015-12-31", "year")
    assert days(entry("Forum", "A pact signed in 2011 binds them.").dates) == "undated"
    assert days(entry("Forum (2014)", "In 2015 it went on.").dates) == "2014-01-01/2014-12-31"


def test_a_dateline_opens_a_text() -> None:
    folder = "archivio/2004/giugnomaggio/index.shtml"
    dated = entry("", "Gand, 3 luglio 2004 - Incontro di studio.", folder=folder)
    assert doubts(dated) == [("text", "2004-07-03"), ("folder", "2004-05-01/2004-06-30")]


def test_days_before_the_archive_began_are_history() -> None:
    assert days(entry("", "Brno, bombed on 20 November 1944, sent guests.").dates) == "undated"


def test_a_month_in_the_heading_is_made_exact_by_the_text() -> None:
    dated = entry("February 2012 Mission to Peru", "From 24 to 28 February 2012 the office left.")
    assert (days(dated.dates), dated.dates.precision) == ("2012-02-24/2012-02-28", "day")
    assert dated.title == "Mission to Peru"
    assert dated.doubts == ()


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
    ],
)  # fmt: skip
def test_a_text_that_dates_the_event_otherwise_is_a_doubt(
    heading: str, text: str, other: str
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
        ("June 9th 2007 - Guests", "Partners since 5 June 2006, they came again."),
        ("June 9th 2007 - Guests", "An accordo firmato a Brno il 20 maggio 2007 was recalled."),
        ("June 9th 2007 - Guests", "The next forum will be held on June 30th."),
        ("June 9th 2007 - Guests", "They spoke. Later, on June 12th, a letter came."),
        ("June 9th 2007 - Guests", "La mostra resta aperta fino al 20 giugno."),
        ("June 9th 2007 - Guests", "Il bando scade entro il 15 giugno 2007."),
        ("June 9th 2007 - Guests", "A pact signed by the two mayors in Brno on May 30th helps."),
        ("June 9th 2007 - Guests", "They recalled the games of 10-26 February 2006."),
        ("June 9th 2007 - Guests", "Applications are open until 30 June 2007."),
    ],
)
def test_a_text_that_agrees_or_speaks_of_something_else_is_no_doubt(
    heading: str, text: str
) -> None:
    assert doubts(entry(heading, text)) == []


def test_a_folder_of_another_year_is_a_doubt() -> None:
    dated = entry("November 19th-21st 2014 Mission to Brno", "x", folder="archivio/2013/brno.shtml")
    assert doubts(dated) == [
        ("heading", "2014-11-19/2014-11-21"),
        ("folder", "2013-01-01/2013-12-31"),
    ]


def test_a_month_heading_of_another_month_is_a_doubt() -> None:
    dated = entry("June 9th 2007 - Brno", "x", month="2007 May")
    assert doubts(dated) == [("heading", "2007-06-09"), ("month heading", "2007-05-01/2007-05-31")]


def test_an_upload_day_in_the_file_name_is_a_doubt() -> None:
    dated = entry("Novembre 2009 - Missione a Gand", "x", folder="missioni/m09/20100209_gand.shtml")
    assert doubts(dated) == [("heading", "2009-11-01/2009-11-30"), ("address", "2010-02-09")]


def test_a_slug_with_other_days_is_a_doubt() -> None:
    dated = entry("May 7th-8th 2015 Mission", "x", folder="m2015/may-7th-9th-2015-mission.shtml")
    assert doubts(dated) == [
        ("heading", "2015-05-07/2015-05-08"),
        ("address", "2015-05-07/2015-05-09"),
    ]


def test_a_file_named_for_the_month_of_its_event_is_no_doubt() -> None:
    dated = entry("January 31st - February 3rd 2013 Mission", "x", folder="2013/201302_brno.shtml")
    assert doubts(dated) == []


@given(printed_spans(), st.sampled_from(["", "2007 June"]), st.text(max_size=80))
def test_a_doubt_begins_with_the_reading_that_was_chosen(
    printed: tuple[str, date, date], month: str, text: str
) -> None:
    dated = entry(f"{printed[0]} - Brno", text or "-", folder="archivio/2005/a.shtml", month=month)
    for doubt in dated.doubts:
        assert doubt.readings[0].value == days(dated.dates)
        assert len(doubt.readings) > 1
        for reading in doubt.readings:
            assert days(parse_span(reading.value)) == reading.value


# Months --------------------------------------------------------------------------------------


@given(st.sampled_from(["it", "en", "fr"]), st.integers(1, 12))
def test_a_month_is_known_by_every_name(language: str, number: int) -> None:
    name = MONTHS[language][number - 1]
    assert month_number(name) == month_number(name.upper()) == number


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_folder_of_two_months_reads_in_either_order(one: int, other: int) -> None:
    name = ITALIAN[one - 1] + ITALIAN[other - 1]
    assert months_of_folder(name) == (min(one, other), max(one, other))


def test_other_words_are_no_months() -> None:
    assert month_number("maggioranza") is None
    assert months_of_folder("maggioranza") is None
    assert months_of_folder("") is None


# The real page -------------------------------------------------------------------------------


@pytest.mark.skipif(not ARCHIVE.exists(), reason="the real page is not beside this checkout")
def test_the_real_page_raises_doubts_on_two_entries_only() -> None:
    (page,) = ARCHIVE.glob("*maggiogiugno.txt")
    month, found = "", list[RawEntry]()
    for block in page.read_text("utf-8").split("\n\n"):
        if re.fullmatch(r"\d{4} \w+", block.strip()):
            month = block.strip()
        elif block.startswith("  • "):
            found.append(RawEntry(page.name, "A", block[4:], (), month, "en", None))
        elif found and block.startswith("    "):
            paragraphs = tuple(line.strip() for line in block.splitlines())
            one = found.pop()
            found.append(
                RawEntry(one.url, "A", one.heading, paragraphs, one.month_heading, "en", None)
            )
    assert len(found) == 17
    dated = [date_entry(raw) for raw in found]
    assert all(one.dates.precision == "day" and one.title for one in dated)
    doubted = {one.title: doubts(one)[1][1] for one in dated if one.doubts}
    assert sorted(doubted.values()) == ["2007-05-14/2007-05-25", "2007-05-31/2007-06-01"]
    assert any("EUROCITIES" in title for title in doubted)
    assert any("New York" in title for title in doubted)
