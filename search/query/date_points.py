"""Single dates in the words of a query: a day, a month, a year, a season, a part of a month.

Days and months are read by the forms of pages (index.text.printed_dates) and by those of
search.query.typed_days; a year or a month alone, seasons and parts are only in queries.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from index.text.folding import fold
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, before
from index.text.lexicon.sections import Words
from index.text.months import FULL_NAMES, NUMBERS
from index.text.printed_dates.forms import find_printed_dates
from index.text.printed_dates.printed import full_year
from search.query.date_words import LONGEST_OPENING, YEAR, DateWords, dates_from, month_end
from search.query.typed_days import typed_days

_MONTH = rf"(?:{alternation(NUMBERS)})(?![^\W\d_])\.?"
_FULL_MONTH = rf"(?:{alternation(FULL_NAMES)})(?![^\W\d_])"
_LINK = before(union(lambda words: words.search.date_links))
_OF = rf"(?:\s+{_LINK}|\s*,\s*|\s+)"
_NTH = alternation(union(lambda words: words.calendar.ordinals))
_SEASONS: dict[str, tuple[int, int, int, int]] = {
    **dict.fromkeys(map(fold, union(lambda words: words.calendar.spring)), (3, 1, 6, 20)),
    **dict.fromkeys(map(fold, union(lambda words: words.calendar.summer)), (6, 1, 9, 22)),
    **dict.fromkeys(map(fold, union(lambda words: words.calendar.autumn)), (9, 1, 12, 21)),
    **dict.fromkeys(map(fold, union(lambda words: words.calendar.winter)), (12, 1, 3, 20)),
}
"""First month and day, last month and day: from the weather's first to the calendar's last. The
winter of a year begins in December of the one before."""
_PARTS: dict[str, tuple[Words, tuple[int, int], tuple[int, int]]] = {
    # words, days of a month, months of a year
    "half1": (union(lambda words: words.search.first_half), (1, 15), (1, 6)),
    "half2": (union(lambda words: words.search.second_half), (16, 31), (7, 12)),
    "begin": (union(lambda words: words.search.beginning), (1, 10), (1, 4)),
    "middle": (union(lambda words: words.search.middle), (11, 20), (5, 8)),
    "end": (union(lambda words: words.search.end), (21, 31), (9, 12)),
}
_PART = "|".join(rf"(?P<{name}>{alternation(words)})" for name, (words, _, _) in _PARTS.items())
_YEAR_WORD = alternation(union(lambda words: words.search.year))
_DECADE = alternation(union(lambda words: words.search.decades))
_POINT = re.compile(
    rf"""(?:(?<![\w./])|(?<=(?:19|20)\d\d/))(?:
      (?P<season>{alternation(_SEASONS)}){_OF}(?P<season_year>{YEAR})(?!\w)
    | (?:{_PART})(?:\s*-\s*|{_OF})(?:(?P<part_month>{_MONTH}){_OF})?(?P<part_year>{YEAR})(?!\w)
    | (?P<mdm>{_MONTH})\s+(?P<mdd>0?[1-9]|[12]\d|3[01])(?:{_NTH})?,?\s+(?P<mdy>{YEAR})(?!\w)
    | (?P<dd>0?[1-9]|[12]\d|3[01])[\s]+(?P<dm>0?[1-9]|1[0-2])[\s]+(?P<dy>{YEAR})(?![\w/.-]\w)
    | (?P<iy>{YEAR})[\s./](?P<im>0?[1-9]|1[0-2])[\s./](?P<id>0?[1-9]|[12]\d|3[01])(?![\w/.-]\w|\w)
    | (?P<ym>{YEAR})(?:\s*[-/.]\s*|{_OF})(?P<ymm>{_MONTH}|(?:0?[1-9]|1[0-2])(?![\w/.-]\w|\w))
    | (?P<month>{_MONTH}|(?:0?[1-9]|1[0-2])(?=[\s/.-]))
      (?:\s*[-/.]\s*|{_OF}(?:(?:{_YEAR_WORD})\s+)?)(?P<month_year>{YEAR}|'\d\d)(?![\w/.-]\w|\w)
    | (?:{_DECADE})\s+'?(?P<decade>(?:19|20)?\d0)(?!\w|\s*[-–—/])
    | '?(?P<english_decade>(?:19|20)?\d0)'?s(?!\w)
    | (?P<year>{YEAR})(?!\w)
    | '(?P<short_year>\d\d)(?!\w)
    | (?P<name>{_FULL_MONTH})(?!\w)
    )""",
    re.VERBOSE,
)
_KIND_OF_TIME = re.compile(
    rf"\b(?:{alternation(union(lambda words: words.search.times))})(?:\s+{_LINK}|\s*)\Z"
)
"""What a date after it makes superfluous: "nel mese di", "the year"."""


_DAYS = (("mdy", "mdm", "mdd"), ("dy", "dm", "dd"), ("iy", "im", "id"))
"""The groups of a pattern that hold the year, the month and the day."""


def single_dates(text: str, flat: str) -> Iterator[DateWords]:
    """Yield single dates and those that pages print with two ends; the longest where some begin."""
    found = [one for match in _POINT.finditer(flat) if (one := _point(match))]
    found += _printed(text, flat)
    found += typed_days(flat)
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end and not _inside_longer(one, found):
            end = one.end
            yield one


def _inside_longer(one: DateWords, found: list[DateWords]) -> bool:
    """Return whether another date begins inside this one and is longer: 25 and 26/11/2005."""
    return any(
        one.start < other.start < one.end and other.end - other.start > one.end - one.start
        for other in found
    )


def _printed(text: str, flat: str) -> Iterator[DateWords]:
    for printed in find_printed_dates(text):
        begin = printed.begin
        if opening := _KIND_OF_TIME.search(flat, max(0, begin - LONGEST_OPENING), begin):
            begin = opening.start()
        span = printed.span()
        if span and span.start and span.end:
            yield dates_from(span.start, span.end, begin, printed.end)
        elif printed.first.day and printed.last.day:
            days, months = (
                (printed.first.day, printed.last.day),
                (printed.first.month, printed.last.month),
            )
            ends = [f"--{month:02}-{day:02}" for month, day in zip(months, days, strict=True)]
            name = "/".join(dict.fromkeys(ends))
            yield DateWords(name, None, None, months, days, begin, printed.end)


def _point(match: re.Match[str]) -> DateWords | None:
    """Return the date of a match; None when the calendar has no such date."""
    start, end = match.span()
    if opening := _KIND_OF_TIME.search(match.string, max(0, start - LONGEST_OPENING), start):
        start = opening.start()
    if season := match["season"]:
        month, day, last_month, last_day = _SEASONS[season]
        year = int(match["season_year"])
        first_year = year - (month > last_month)
        first, last = date(first_year, month, day), date(year, last_month, last_day)
        return replace(dates_from(first, last, start, end), days_only=True)
    if match["part_year"]:
        return _part(match, start, end)
    if named := next((names for names in _DAYS if match[names[0]]), None):
        year, month, day = (_month_number(match[name]) for name in named)
        if day > monthrange(year, month)[1]:
            return None
        return dates_from(date(year, month, day), date(year, month, day), start, end)
    if match["ym"] or match["month"]:
        year = _full(match["ym"] or match["month_year"])
        month = _month_number(match["ymm"] or match["month"])
        return dates_from(date(year, month, 1), month_end(year, month), start, end)
    if decade := match["decade"] or match["english_decade"]:
        year = int(decade) if len(decade) == 4 else _decade(decade)
        days = dates_from(date(year, 1, 1), date(year + 9, 12, 31), start, end)
        return replace(days, days_only=True)
    if match["name"]:
        month = NUMBERS[match["name"]]
        return DateWords(f"--{month:02}", None, None, (month,), start=start, end=end)
    year = _full(match["year"] or match["short_year"])
    return dates_from(date(year, 1, 1), date(year, 12, 31), start, end)


def _part(match: re.Match[str], start: int, end: int) -> DateWords:
    name = next(name for name in _PARTS if match[name])
    _, (first_day, last_day), (first_month, last_month) = _PARTS[name]
    year = int(match["part_year"])
    if match["part_month"]:
        month = _month_number(match["part_month"])
        last = min(last_day, monthrange(year, month)[1])
        dates = date(year, month, first_day), date(year, month, last)
    else:
        dates = date(year, first_month, 1), month_end(year, last_month)
    return replace(dates_from(*dates, start, end), days_only=True)


def _full(digits: str) -> int:
    return full_year(digits.lstrip("'"))


def _decade(digits: str) -> int:
    """Return the first year of "anni 90"; those of this century are 00, 10 and 20."""
    return int(digits) + (2000 if int(digits) < 30 else 1900)


def _month_number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.rstrip(".")]
