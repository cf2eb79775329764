"""Printed dates in all forms of the archive, in words and in numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from heapq import merge
from operator import attrgetter

from index.model.entry import DateSpan
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.months import ROMAN_MONTHS, month_languages, month_number
from index.text.printed_dates.other_languages import (
    YEAR_BEHIND_WORD,
    find_dates_of_other_languages,
)
from index.text.printed_dates.printed import (
    PartialDate,
    PrintedDate,
    full_year,
    month_span,
    year_span,
)
from index.text.printed_dates.words import (
    ANY_MONTH,
    ARROW,
    MONTH,
    OPENING,
    YEAR,
    find_dates_in_words,
)

__all__ = ["find_printed_dates", "parse_month_heading", "parse_span"]

_LONGEST = 200
"""Characters of the longest date or month heading."""
_AND = alternation(union(lambda words: words.grammar.conjunction))
_TO = alternation(union(lambda words: words.calendar.until))
_UNTIL = alternation(union(lambda words: words.calendar.until | words.calendar.until_weak))
_NUMERIC = re.compile(
    rf"""(?<![\w/.:])
    (?: (?P<first>(?P<d1>\d{{1,2}})
        (?: /(?P<m1>\d{{1,2}})(?:/(?P<y1>\d{{4}}|\d{{2}}))?
          | \.(?P<m5>\d{{1,2}})\.(?P<y5>\d{{4}}|\d{{2}})?(?!\d)
          | (?P<bare>(?P<s7>[.-])(?P<m7>\d{{1,2}})(?![\d.-]|\s*[.:h]))
          | \.(?=[-–—/])
          | -(?P<m6>\d{{1,2}})-(?P<y6>{YEAR})(?=\s) )?)
        \s*(?P<joint>{ARROW}|[-–—]|/(?=\d{{1,2}}\.)|,|\b(?:{_AND}|{_UNTIL})\b)\s* )?
    (?P<d2>\d{{1,2}})
    (?: /(?P<m2>\d{{1,2}})/(?P<y2>\d{{4}}|\d{{2}})
      | \.(?P<m3>\d{{1,2}})\.(?P<y3>\d{{4}}|(?<=\d\d\.\d\d\.)\d\d)
      | -(?P<m4>\d{{1,2}})-(?P<y4>{YEAR}) )(?!\d|[/.-]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_LISTED = re.compile(rf",|{_AND}", re.IGNORECASE)
_NEAR_DAYS = 7
"""Days that two whole dates with a comma or "and" between them are apart at most, when they are
those of one event; chosen by hand."""
_LONGEST_BARE = 130
"""Days of the longest range whose first day may be a time, "9.05 - 14.06.2024"; by hand."""
_HOUR_BEFORE = re.compile(
    rf"\b(?:{alternation(union(lambda words: words.layouts.hours))})\W{{0,2}}\Z", re.IGNORECASE
)
_JOINED_NUMBERS = re.compile(r"\d[./-]\d|\d[./ -]\s?[ivxIVX]{1,4}[./ -]")
_ISO = re.compile(
    rf"(?<![\d-])(\d{{4}})-(\d\d)-(\d\d)"
    rf"(?:\s*(?:{ARROW}|[-/–—]|{_TO})\s*(\d{{4}})-(\d\d)-(\d\d))?(?![\d-])"
    r"|(?<![\w/.-])((?:19|20)\d\d)([/.])(\d\d?)\8(\d\d?)"
    rf"(?:\s*(?:{ARROW}|[-–—]|{_TO})\s*((?:19|20)\d\d)\8(\d\d?)\8(\d\d?))?(?![\w/-]|\.\d)"
)
_ROMAN = re.compile(
    rf"""(?<![\w/.:-])
    (?: (?P<first>\d{{1,2}})(?:[./-](?P<month>(?i:{alternation(ROMAN_MONTHS)})))?
        \s*(?:[-–—]|/(?=\d{{1,2}}\.))\s* )?
    (?P<day>\d{{1,2}})
    (?: (?P<s1>[./-])\s?(?P<m1>(?i:{alternation(ROMAN_MONTHS)}))(?P=s1)\s?
      | \s(?P<m2>{alternation(ROMAN_MONTHS).upper()})\s )
    (?P<year>{YEAR})(?![\w-])""",
    re.VERBOSE,
)
"""A date whose month is a Roman numeral; without signs between only in capitals: "12 IV 2009"."""


def find_printed_dates(text: str) -> Iterator[PrintedDate]:
    """Yield the dates printed in a text, in order and without overlaps.

    A month alone counts only with its year, a year alone never. Impossible dates are left out.
    """
    last = -1
    found: Iterable[PrintedDate] = find_dates_in_words(text)
    if _JOINED_NUMBERS.search(text):
        found = merge(
            found, _numeric_dates(text), _dates_with_numerals(text), key=attrgetter("begin")
        )
    if YEAR_BEHIND_WORD.search(text):
        found = merge(found, find_dates_of_other_languages(text), key=attrgetter("begin"))
    for printed in found:
        if printed.begin >= last:
            last = printed.end
            yield printed


def parse_span(text: str, language: str | None = None) -> DateSpan | None:
    """Return the span of a text that is one date and nothing else, else None.

    None too for a date without a year. With `language` only its month names are read. A year
    alone is that year; a month may follow its year ("2007 June"); a slash separates two ISO dates.
    """
    bare = " ".join(text[:_LONGEST].split()).strip("()[]")
    if re.fullmatch(YEAR, bare):
        return year_span(int(bare), bare)
    if language is not None and any(
        language not in month_languages(word) for word in ANY_MONTH.findall(bare)
    ):
        return None
    for printed in find_printed_dates(bare):
        opening = OPENING.fullmatch(bare, 0, printed.begin)
        if opening is not None and printed.end == len(bare):
            return printed.span()
        break
    return parse_month_heading(bare)


_MONTH_HEADING = re.compile(
    rf"""\W*(?:(?P<year>{YEAR})\s*[-–—,:]?\s*)?
    (?P<first>{MONTH})(?:\s*(?:[-–—/&]|{_AND}|{_TO})?\s*(?P<last>{MONTH}))?
    (?:\s*[-–—,:]?\s*(?P<after>{YEAR}))?\W*""",
    re.IGNORECASE | re.VERBOSE,
)


def parse_month_heading(text: str, year: int | None = None) -> DateSpan | None:
    """Return the window of a month heading: "2007 June", "2004 maggio - giugno".

    A heading without a year takes `year`. None when the text is anything else.
    """
    match = _MONTH_HEADING.fullmatch(text[:_LONGEST])
    if match is None:
        return None
    digits = match["year"] or match["after"]
    known = int(digits) if digits else year
    if known is None:
        return None
    months = [month_number(match[name] or match["first"]) or 1 for name in ("first", "last")]
    return month_span(known, min(months), max(months), " ".join(text.split()))


def parse_year_heading(text: str) -> DateSpan | None:
    """Return the year of a page's title ("Events 2005"); None unless it names exactly one."""
    years = set(_TITLE_YEAR.findall(text[:_LONGEST]))
    return year_span(int(years.pop()), " ".join(text.split())) if len(years) == 1 else None


_TITLE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _numeric_dates(text: str) -> Iterator[PrintedDate]:
    return merge(_days_and_months(text), _years_months_days(text), key=attrgetter("begin"))


def _days_and_months(text: str) -> Iterator[PrintedDate]:
    for match in _NUMERIC.finditer(text):
        month_digits = match["m2"] or match["m3"] or match["m4"]
        year = full_year(match["y2"] or match["y3"] or match["y4"])
        last = PartialDate(year, int(month_digits), int(match["d2"]))
        first = last
        if match["d1"]:
            month = int(match["m1"] or match["m5"] or match["m6"] or match["m7"] or month_digits)
            digits = match["y1"] or match["y5"] or match["y6"]
            first = PartialDate(full_year(digits) if digits else None, month, int(match["d1"]))
        if (
            match["joint"]
            and first.year
            and _LISTED.fullmatch(match["joint"])
            and not _are_near(first, last)
        ):
            end = match.end("first")
            yield PrintedDate(match.start(), end, first, first, match["first"])
            begin = match.start("d2")
            yield PrintedDate(begin, match.end(), last, last, text[begin : match.end()])
            continue
        if match["bare"] and not _is_first_day(text, match, first, last):
            begin, first = match.start("d2"), last
        else:
            begin = match.start()
        printed = PrintedDate(begin, match.end(), first, last, text[begin : match.end()])
        if printed.span() is not None:
            yield printed


def _dates_with_numerals(text: str) -> Iterator[PrintedDate]:
    for match in _ROMAN.finditer(text):
        month = ROMAN_MONTHS[(match["m1"] or match["m2"]).casefold()]
        last = PartialDate(int(match["year"]), month, int(match["day"]))
        first = last
        if match["first"]:
            month = ROMAN_MONTHS[match["month"].casefold()] if match["month"] else month
            first = PartialDate(None, month, int(match["first"]))
        printed = PrintedDate(match.start(), match.end(), first, last, match.group())
        if printed.span() is not None:
            yield printed


def _is_first_day(text: str, match: re.Match[str], first: PartialDate, last: PartialDate) -> bool:
    """Return whether "14.06" before a last day is the first one, not a time or another number."""
    begin = match.start()
    is_alike = match["m3" if match["s7"] == "." else "m4"] is not None
    if not is_alike or _HOUR_BEFORE.search(text, max(0, begin - 20), begin):
        return False
    span = PrintedDate(0, 0, first, last, "").span()
    longest = _NEAR_DAYS if _LISTED.fullmatch(match["joint"]) else _LONGEST_BARE
    return span is not None and _days_between(span) <= longest


def _days_between(span: DateSpan) -> int:
    assert span.start is not None
    assert span.end is not None
    return (span.end - span.start).days


def _are_near(first: PartialDate, last: PartialDate) -> bool:
    """Return whether two whole dates that are listed may be the days of one event."""
    begin, end = (PrintedDate(0, 0, each, each, "").span() for each in (first, last))
    if begin is None or end is None or begin.start is None or end.start is None:
        return True
    return 0 <= (end.start - begin.start).days <= _NEAR_DAYS


def _years_months_days(text: str) -> Iterator[PrintedDate]:
    for match in _ISO.finditer(text):
        begin = match.group(1, 2, 3) if match[1] else match.group(7, 9, 10)
        first = PartialDate(*map(int, begin))
        end = match.group(4, 5, 6) if match[4] else match.group(11, 12, 13)
        last = PartialDate(*map(int, end)) if end[0] else first
        printed = PrintedDate(match.start(), match.end(), first, last, match.group())
        if printed.span() is not None:
            yield printed
