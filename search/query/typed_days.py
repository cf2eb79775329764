"""Days as only readers type them: 27.5.07, 27 May 07, 05/27/2007; and days that no calendar has."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

from index.text.folding import fold
from index.text.lexicon import lexicons, union
from index.text.lexicon.regexes import alternation, before
from index.text.months import NUMBERS
from index.text.printed_dates.printed import full_year
from search.query.date_words import YEAR, DateWords, dates_from, month_end

_MONTH = rf"(?:{alternation(NUMBERS)})(?![^\W\d_])\.?"
_NO_DAY_AFTER = alternation(
    fold(name)
    for words in lexicons()
    if not words.calendar.month_first
    for name in words.calendar.months
)
"""Months of the languages in which the day stands before: "maggio 07" is of a year."""
_NTH = rf"(?:{alternation(union(lambda words: words.calendar.ordinals))}|[°º])?"
_OF = before(union(lambda words: words.calendar.of))
_THE = before(union(lambda words: words.calendar.before_day))
_RANGE = before(union(lambda words: words.calendar.range_from | words.calendar.range_between))
_UNTIL = before(union(lambda words: words.calendar.until | words.calendar.until_weak))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_SINCE = rf"""(?:(?:{_RANGE}(?:{_THE})?)?
    (?P<since>{_DAY})(?:\s?[-–—]\s?|\s+{_UNTIL}(?:{_THE})?))?"""
_SHORT_YEAR = r"(?:'\d\d|0\d|\d\d(?=\W*\Z))"
"""A year of two digits that counts nothing: 07, or 12 at the end of the text."""
_NUMBERS = [
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        rf"""(?<![\w./:]){_SINCE}(?P<one>\d\d?)(?P<punct>[./])\s?(?P<two>\d\d?)(?P=punct)\s?
            (?P<year>{YEAR}|'?\d\d)(?!\w|[./:]\d)""",
        rf"""(?<![\w./:-])(?P<one>\d\d?)(?P<punct>[-\s])(?P<two>\d\d?)(?P=punct)
            (?P<year>{YEAR}|(?<=-)\d\d)(?!\w|[./:-]\d)""",
        rf"""(?<![\w./:-])(?P<year>{YEAR})(?P<punct>[-./])(?P<two>\d\d?)(?P=punct)(?P<one>\d\d?)
            (?!\w|[./:-]\d)""",
    )
]
_IN_WORDS = [
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        rf"""(?<![\w./:]){_SINCE}(?P<day>{_DAY}){_NTH}(?:\s*-\s*|\s*(?:{_OF})?)(?P<month>{_MONTH})
            (?:(?:\s*-\s*|\s*,?\s+(?:{_OF})?)(?P<year>{YEAR}|{_SHORT_YEAR})(?![\w:]|[./]\d))?""",
        rf"""(?<!\w)(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_NTH}(?!\w|[./:]\d)
            (?:,?\s+(?P<year>{YEAR}|{_SHORT_YEAR})(?![\w:]|[./]\d))?""",
    )
]
_MONTH_OF_YEAR = re.compile(rf"(?<!\w)(?P<month>{_NO_DAY_AFTER})\s+(?P<year>0\d)(?![\w:]|[./]\d)")
_A_LEAP_YEAR = 2000


def typed_days(flat: str) -> Iterator[DateWords]:
    """Yield the days in a folded query text, also some that pages print so.

    A number that can be no month is the day: 05/27/2007. For a day that the calendar does not have,
    its month is yielded, or its year when there is no such month.
    """
    for pattern in _NUMBERS:
        yield from filter(None, map(_by_numbers, pattern.finditer(flat)))
    for pattern in _IN_WORDS:
        yield from filter(None, map(_by_words, pattern.finditer(flat)))
    for match in _MONTH_OF_YEAR.finditer(flat):
        year, month = full_year(match["year"]), NUMBERS[match["month"]]
        yield dates_from(date(year, month, 1), month_end(year, month), *match.span())


def _by_numbers(match: re.Match[str]) -> DateWords | None:
    one, two, digits = int(match["one"]), int(match["two"]), match["year"].lstrip("'")
    since = match.groupdict().get("since")
    for day, month in ((one, two), (two, one)):
        if found := _days(full_year(digits), month, int(since or day), day, match.span()):
            return found
    if match["punct"] not in "./" and (len(digits) < 4 or (match["punct"] == " " and two > 12)):
        return None  # three numbers
    return _of_missing_day(full_year(digits), two if two <= 12 else one, match.span())


def _by_words(match: re.Match[str]) -> DateWords | None:
    day, month = int(match["day"]), NUMBERS[match["month"].rstrip(".")]
    since = int(match.groupdict().get("since") or day)
    if match["year"]:
        year = full_year(match["year"].lstrip("'"))
        days = _days(year, month, since, day, match.span())
        return days or _of_missing_day(year, month, match.span())
    if day <= monthrange(_A_LEAP_YEAR, month)[1]:
        return None  # pages print it so
    start, end = match.span()
    return DateWords(f"--{month:02}", None, None, (month,), start=start, end=end, exists=False)


def _days(year: int, month: int, first: int, last: int, where: tuple[int, int]) -> DateWords | None:
    """Return the days from first to last; None when the calendar has not both in this order."""
    with suppress(ValueError):
        days = date(year, month, first), date(year, month, last)
        return dates_from(*days, *where) if first <= last else None
    return None


def _of_missing_day(year: int, month: int, where: tuple[int, int]) -> DateWords:
    if 1 <= month <= 12:
        days = date(year, month, 1), month_end(year, month)
    else:
        days = date(year, 1, 1), date(year, 12, 31)
    return replace(dates_from(*days, *where), exists=False)
