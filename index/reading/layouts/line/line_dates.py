"""Dates in the lines of a page's tree, by the grammar that all stages read dates with."""

from __future__ import annotations

import re
from functools import lru_cache

from index.reading.layouts.line.headings import (
    date_within,
    heading_date_end,
    is_season,
    opens_with_date,
)
from index.reading.layouts.line.letter_folding import fold_letters
from index.text.folding import fold
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.months import NUMBERS
from index.text.printed_dates.forms import find_printed_dates
from index.text.printed_dates.open_ranges import find_open_range
from index.text.printed_dates.words import NUMBER, OPENING
from index.text.titles import with_own_quote

EDGES = " \t\u00a0,;:.|()[]–—-•·/>»«▪●"
"""Signs around a date or a title that belong to neither."""
_LONGEST = 180
"""Letters of the longest line in which dates are looked for; chosen by hand."""
_DAYS = alternation(
    {fold(day) for day in union(lambda words: words.calendar.weekdays)}
    | union(lambda words: words.calendar.short_weekdays)
)
_WEEKDAY_BEFORE = re.compile(rf"(?<![^\W\d_])(?:{_DAYS})\.?,?\s*\Z")
_HOURS = alternation(union(lambda words: words.layouts.hours))
_HALVES = alternation(union(lambda words: words.layouts.half_days))
_UNTIL = alternation(union(lambda words: words.calendar.until | words.calendar.until_weak))
_TIME_BETWEEN = re.compile(
    rf"\W*(?:@|{_HOURS})?\W*\d{{1,2}}(?:[.:h]\d{{2}})?\s*(?:{_HALVES})?\W*(?:[-–—]|{_UNTIL})\s*"
)
"""The time of a first day, and the sign before a last one: "5 May @ 9:00 am - 7 May"."""
_MONTH_IN_NUMBERS = re.compile(r"(?<![\w./-])\d{1,2}-\d{1,2}-(?:19|20)\d\d(?![\w/-])")
"""A date whose month comes first: "12-25-2009"."""
_MONTHS = alternation(NUMBERS)
_MONTH_ALONE = re.compile(rf"(?:{_MONTHS})\.?(?:\s*[-–/&]\s*(?:{_MONTHS})\.?)?")


def trimmed(text: str) -> str:
    """Return a title without the signs around it; brackets of its own are kept."""
    bare = text.strip(_SIGNS).lstrip(")]").rstrip("([").strip(_SIGNS)
    if bare[:1] in "([" and bare[-1:] in ")]" and not re.search(r"[()\[\]]", bare[1:-1]):
        return bare[1:-1].strip(_SIGNS)
    return with_own_quote(bare, text)


_SIGNS = "".join(set(EDGES) - set("()[]"))


@lru_cache(maxsize=2048)
def dates_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of the dates in a line, in order; () for a long line.

    Days without a year count, as do days that no month has ("31 June") and those of another order.
    """
    if len(text) > _LONGEST or NUMBER.search(text) is None:
        return ()
    found: list[tuple[int, int]] = []
    plain = fold_letters(text)
    for printed in find_printed_dates(text):
        begin, end = printed.begin, printed.end
        if weekday := _WEEKDAY_BEFORE.search(plain, max(0, begin - 12), begin):
            begin = weekday.start()
        if not printed.is_range and (whole := find_open_range(text, begin, end)):
            begin, end = whole
        if found and _TIME_BETWEEN.fullmatch(plain, found[-1][1], begin):
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    if found:
        return tuple(found)
    if end := heading_date_end(text):
        return ((0, end),)
    loose = date_within(text)
    if loose:
        return (loose,)
    return tuple(found.span() for found in _MONTH_IN_NUMBERS.finditer(text))


def is_only_date(text: str) -> bool:
    """Return whether a line is one date, or a season, with the words that open a date."""
    bare = text.strip(EDGES)
    if not bare or len(bare) > _LONGEST:
        return False
    if is_season(bare):
        return True
    dates = dates_in(bare)
    return (
        len(dates) == 1
        and dates[0][1] == len(bare)
        and OPENING.fullmatch(bare, 0, dates[0][0]) is not None
    )


def is_dated_label(text: str) -> bool:
    """Return whether a text is one date with its year, alone or labelled: "Date: 3/5/2009"."""
    _, _, value = text.rpartition(": ")
    date = value.strip()
    return len(text) <= _LABELLED and is_only_date(date) and _WHOLE_YEAR.search(date) is not None


_LABELLED = 60
"""Letters of the longest date with its label; chosen by hand."""
_WHOLE_YEAR = re.compile(r"(?:19|20)\d\d")


def is_weekday(text: str) -> bool:
    """Return whether a line is the name of a day of the week, or short for it."""
    return len(text) <= _DAY_NAME and _WEEKDAY.fullmatch(fold_letters(text)) is not None


_WEEKDAY = re.compile(rf"\W*(?:{_DAYS})\W*")
_DAY_NAME = 16
"""Letters of the longest name of a day of the week, with signs around it; chosen by hand."""


def has_day(text: str) -> bool:
    """Return whether a line has a date with a day."""
    return any(re.match(r"\d", text[b:e].lstrip()) or re.search(r"\b\d{1,2}(?!\d)", text[b:e])
               for b, e in dates_in(text))  # fmt: skip


def has_only_yearless_days(text: str) -> bool:
    """Return whether a line has days, and no date in it has its year."""
    dates = list(find_printed_dates(text)) if dates_in(text) else []
    return any(one.has_day for one in dates) and not any(
        one.first.year or one.last.year for one in dates
    )


def is_month_name(text: str) -> bool:
    """Return whether a line is the name of a month or two, without a year."""
    return len(text) < 30 and bool(_MONTH_ALONE.fullmatch(fold_letters(text).strip(EDGES)))


def opens_dated(text: str) -> bool:
    """Return whether a paragraph opens with a date, or with a place and a date."""
    start = text[:_LONGEST]
    if opens_with_date(start):
        return True
    found = _DATELINE.match(start)
    dates = dates_in(start[:80])
    return bool(dates) and (
        OPENING.fullmatch(start, 0, dates[0][0]) is not None
        or (found is not None and OPENING.fullmatch(start, found.end(), dates[0][0]) is not None)
    )


_DATELINE = re.compile(r"\W*[^\W\d_a-zà-ÿ][^\d\n.;:,]{1,30},\s*")
