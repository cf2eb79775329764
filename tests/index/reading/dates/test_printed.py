"""Every printed form of a date reads back, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.dates import parse_span
from index.text.months import MONTHS

ITALIAN = MONTHS["it"]
ENGLISH = tuple(name.capitalize() for name in MONTHS["en"])
FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


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
    entry: Any, printed: tuple[str, date, date], separator: str
) -> None:
    text, start, end = printed
    dated = entry(f"{text}{separator}Città di Brno - Repubblica Ceca")
    assert dated.title == "Città di Brno - Repubblica Ceca"
    assert (dated.dates.start, dated.dates.end) == (start, end)
    assert dated.dates.as_written in text
    assert dated.doubts == ()


@given(printed_spans())
def test_a_text_that_opens_with_its_date_is_dated_by_it(
    entry: Any, printed: tuple[str, date, date]
) -> None:
    text, start, end = printed
    dated = entry("Visitors from Brno", f"{text} - Twelve engineers saw 3 bridges.")
    assert (dated.dates.start, dated.dates.end) == (start, end)
    assert dated.title == "Visitors from Brno"


@given(printed_spans())
def test_a_text_that_repeats_the_heading_in_another_form_raises_no_doubt(
    entry: Any, printed: tuple[str, date, date]
) -> None:
    text, start, end = printed
    heading = f"{start:%d/%m/%Y}" if start == end else f"{start}/{end}"
    assert entry(f"{heading} - Brno", f"The guests came {text}.").doubts == ()


@given(printed_spans())
def test_a_slug_made_of_a_heading_keeps_its_date(
    entry: Any, printed: tuple[str, date, date]
) -> None:
    text, start, end = printed
    if re.search(r"\d[/.]\d|\d{4}-\d|\bil\d|°|to|al|and|au| e ", text):
        return  # the archive's slugs come from headings with dashes and month names
    slug = re.sub(r"[^a-z0-9-]", "", text.replace("–", "-").replace(" ", "-").lower())
    dated = entry(folder=f"archivio/{slug}-visit-of-brno.shtml")
    assert (dated.dates.start, dated.dates.end) == (start, end)


def test_a_month_may_be_a_roman_numeral() -> None:
    for written in ("12.IV.2009", "12 IV 2009", "12/iv/2009", "12-IV-2009", "12. IV. 2009"):
        assert str(parse_span(written).start) == "2009-04-12", written  # type: ignore[union-attr]
    span = parse_span("30.V - 2.VI.2009")
    assert span is not None
    assert (span.start, span.end) == (date(2009, 5, 30), date(2009, 6, 2))
    assert parse_span("12 iv 2009") is None
    assert parse_span("Luigi XIV 2009") is None


def test_a_month_cut_short_opens_a_range_that_is_whole() -> None:
    span = parse_span("dal 21 ott al 3 nov 2011")
    assert span is not None
    assert (span.start, span.end) == (date(2011, 10, 21), date(2011, 11, 3))


@given(st.text(max_size=200))
def test_no_text_whatever_raises(entry: Any, text: str) -> None:
    parse_span(text)
    entry(text, text or "-", folder=text, month=text, link=text or None)


date_like = st.text(alphabet="0123 5/-.,–thMayJune maggiogiugnodicembre'all", max_size=60)


@given(date_like, date_like)
def test_no_broken_date_raises(entry: Any, heading: str, text: str) -> None:
    dated = entry(heading, text or "-", folder=f"archivio/{text}/{heading}.shtml")
    span = dated.dates
    assert (span.start is None) == (span.end is None) == (span.precision == "unknown")
    if span.start is not None and span.end is not None:
        assert date(1900, 1, 1) <= span.start <= span.end <= date(2100, 12, 31)


@given(printed_spans(), st.sampled_from(["", "2007 June"]), st.text(max_size=80))
def test_a_doubt_begins_with_the_reading_that_was_chosen(
    entry: Any, days: Any, printed: tuple[str, date, date], month: str, text: str
) -> None:
    dated = entry(f"{printed[0]} - Brno", text or "-", folder="archivio/2005/a.shtml", month=month)
    for doubt in dated.doubts:
        assert doubt.readings[0].value == days(dated.dates)
        assert len(doubt.readings) > 1
        for reading in doubt.readings:
            assert days(parse_span(reading.value)) == reading.value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Juil 4, 2022", date(2022, 7, 4)),
        ("Mai 2, 2022", date(2022, 5, 2)),
        ("août 12, 2021", date(2021, 8, 12)),
        ("Lug 4, 2022", date(2022, 7, 4)),
        ("maggio 2, 2022", date(2022, 5, 2)),
        ("Gen 9, 2021", date(2021, 1, 9)),
    ],
)
def test_a_month_of_any_language_stands_first_before_a_day_a_comma_and_a_year(text, day):
    span = parse_span(text)
    assert span is not None
    assert (span.start, span.end) == (day, day)


def test_a_number_after_a_month_is_no_day_without_a_comma_and_a_year():
    assert parse_span("maggio 2 2022 persone") is None
    assert parse_span("mai 12") is None
