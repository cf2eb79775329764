"""Printed dates in all forms of the archive, in words and in numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from operator import attrgetter

from index.model.entry import DateSpan
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.months import month_languages, month_number
from index.text.printed_dates.printed import (
    PartialDate,
    PrintedDate,
    full_year,
    month_span,
    year_span,
)
from index.text.printed_dates.words import ANY_MONTH, MONTH, OPENING, YEAR, find_dates_in_words

__all__ = ["find_printed_dates", "parse_month_heading", "parse_span"]

_LONGEST = 200
"""Characters of the longest date or month heading."""
_AND = alternation(union(lambda words: words.grammar.conjunction))
_TO = alternation(union(lambda words: words.calendar.until))
_UNTIL = alternation(union(lambda words: words.calendar.until | words.calendar.until_weak))
_NUMERIC = re.compile(
    rf"""(?<![\w/.:])
    (?: (?P<d1>\d{{1,2}})(?:/(?P<m1>\d{{1,2}})(?:/(?P<y1>\d{{4}}|\d{{2}}))?)?
        \s*(?:[-–—]|,|\b(?:{_AND}|{_UNTIL})\b)\s* )?
    (?P<d2>\d{{1,2}})
    (?: /(?P<m2>\d{{1,2}})/(?P<y2>\d{{4}}|\d{{2}})
      | \.(?P<m3>\d{{1,2}})\.(?P<y3>\d{{4}}|(?<=\d\d\.\d\d\.)\d\d)
      | -(?P<m4>\d{{1,2}})-(?P<y4>{YEAR}) )(?!\d|[/.-]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_JOINED_NUMBERS = re.compile(r"\d[./-]\d")
_ISO = re.compile(
    rf"(?<![\d-])(\d{{4}})-(\d\d)-(\d\d)(?:\s?(?:/|–|{_TO})\s?(\d{{4}})-(\d\d)-(\d\d))?(?![\d-])"
    r"|(?<![\w/.-])((?:19|20)\d\d)([/.])(\d\d?)\8(\d\d?)(?![\w/-]|\.\d)"
)


def find_printed_dates(text: str) -> Iterator[PrintedDate]:
    """Yield the dates printed in a text, in order and without overlaps.

    A month alone counts only with its year, a year alone never. Impossible dates are left out.
    """
    last = -1
    for printed in merge(find_dates_in_words(text), _numeric_dates(text), key=attrgetter("begin")):
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
    if _JOINED_NUMBERS.search(text) is None:
        return
    yield from merge(_days_and_months(text), _years_months_days(text), key=attrgetter("begin"))


def _days_and_months(text: str) -> Iterator[PrintedDate]:
    for match in _NUMERIC.finditer(text):
        month_digits = match["m2"] or match["m3"] or match["m4"]
        year = full_year(match["y2"] or match["y3"] or match["y4"])
        last = PartialDate(year, int(month_digits), int(match["d2"]))
        first = last
        if match["d1"]:
            month = int(match["m1"] or month_digits)
            first = PartialDate(
                full_year(match["y1"]) if match["y1"] else None, month, int(match["d1"])
            )
        printed = PrintedDate(match.start(), match.end(), first, last, match.group())
        if printed.span() is not None:
            yield printed


def _years_months_days(text: str) -> Iterator[PrintedDate]:
    for match in _ISO.finditer(text):
        begin = match.group(1, 2, 3) if match[1] else match.group(7, 9, 10)
        first = PartialDate(*map(int, begin))
        last = PartialDate(*map(int, match.group(4, 5, 6))) if match[4] else first
        printed = PrintedDate(match.start(), match.end(), first, last, match.group())
        if printed.span() is not None:
            yield printed
