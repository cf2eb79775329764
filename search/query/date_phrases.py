"""Dates in the words of a query: "20-27 giugno 2007", "between 2005 and 2007", "since 2010".

Ranges of single dates and ranges with one end are read here; single dates in
search.query.date_points.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from index.text.folding import fold
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, before
from search.query.date_points import single_dates
from search.query.date_words import LONGEST_OPENING, DateWords, dates_from

_THE = before(
    union(lambda words: words.calendar.before_day | words.grammar.articles - words.grammar.elided)
)
_RANGE = re.compile(
    r"\s*[-–—‐‑−/]\s*|\s+"
    + before(union(lambda words: words.calendar.until | words.calendar.until_weak))
    + f"(?:{_THE})?"
)
_AND = re.compile(
    rf"\s+(?:{alternation(union(lambda words: words.grammar.conjunction))})\s+(?:{_THE})?"
)
_FROM = re.compile(rf"\b{before(union(lambda words: words.calendar.range_from))}(?:{_THE})?\s*\Z")
_BETWEEN = re.compile(
    rf"\b{before(union(lambda words: words.calendar.range_between))}(?:{_THE})?\Z"
)
_SINCE = re.compile(rf"\b{before(union(lambda words: words.search.since))}(?:{_THE})?\s*\Z")
_ONWARDS = re.compile(rf"\s+(?:{alternation(union(lambda words: words.search.onwards))})(?!\w)")
_AFTER = re.compile(rf"\b{before(union(lambda words: words.search.after))}(?:{_THE})?\s*\Z")
_BEFORE = re.compile(rf"\b{before(union(lambda words: words.search.before))}(?:{_THE})?\s*\Z")
_UNTIL = re.compile(rf"\b{before(union(lambda words: words.search.up_to))}(?:{_THE})?\Z")


def find_dates(text: str) -> tuple[DateWords, ...]:
    """Return the dates in a query's text, in order and without overlaps."""
    flat = "".join(_flat(c) for c in text)
    points = list(single_dates(text, flat))
    found: list[DateWords] = []
    position = 0
    while position < len(points):
        after = found[-1].end if found else 0
        pair = _range_at(points, position, flat, after)
        one = pair or _opened(points[position], flat, after)
        found.append(one)
        position += 2 if pair else 1
    return tuple(found)


def date_of(text: str) -> DateWords | None:
    """Return the date that a text is and nothing else; None for a text that is none, and for a day
    that the calendar does not have."""
    found = find_dates(text)
    if len(found) != 1 or not found[0].exists:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return found[0] if not any(c.isalnum() for c in rest) else None


def _flat(character: str) -> str:
    """Return a character folded, when that is one character: offsets stay those of the text."""
    if character.isspace():
        return " "
    folded = fold(character)
    return folded if len(folded) == 1 else character


def _range_at(points: list[DateWords], position: int, flat: str, after: int) -> DateWords | None:
    """Return the range of two dates with "-", "to" or, after "between", "and" in the middle."""
    if position + 1 == len(points):
        return None
    one, other = points[position : position + 2]
    middle = flat[one.end : other.start]
    before = flat[max(after, one.start - LONGEST_OPENING) : one.start]
    opening = _BETWEEN.search(before)
    if _RANGE.fullmatch(middle) or (middle == " " and _are_months(one, other)):
        opening = opening or _FROM.search(before)
    elif not (opening and _AND.fullmatch(middle)):
        return None
    start = one.start - (len(before) - opening.start() if opening else 0)
    if one.first is None and other.first is None:
        if one.days or other.days:
            return None
        count = (other.months[0] - one.months[0]) % 12 + 1
        months = tuple((one.months[0] - 1 + n) % 12 + 1 for n in range(count))
        return replace(
            one,
            text=f"{one.text}/{other.text}",
            months=months,
            start=start,
            end=other.end,
            exists=one.exists and other.exists,
        )
    first, last = one.first, other.last
    if first is None and other.first is not None and not one.days:  # da maggio a settembre 2007
        year = other.first.year - (one.months[0] > other.first.month)
        first = date(year, one.months[0], 1)
    if first is None or last is None or first > last:
        return None
    exists = one.exists and other.exists
    return replace(dates_from(first, last, start, other.end), days_only=True, exists=exists)


def _are_months(one: DateWords, other: DateWords) -> bool:
    """Return whether a month without a year stands before one with: "marzo aprile 2009"."""
    return one.first is None and not one.days and len(other.text) == len("2009-04")


def _opened(one: DateWords, flat: str, after: int) -> DateWords:
    """Return the date with the words before it that leave one end open: "since", "fino al"."""
    first, last = one.first, one.last
    if first is None or last is None:
        return one
    before = flat[max(after, one.start - LONGEST_OPENING) : one.start]
    on = _ONWARDS.match(flat, one.end)
    if opening := _UNTIL.search(before):
        first = date.min
    elif opening := _BEFORE.search(before):
        first, last = date.min, first - timedelta(days=1)
    elif opening := _AFTER.search(before):
        first, last = last + timedelta(days=1), date.max
    elif (opening := _SINCE.search(before) or (_FROM.search(before) if on else None)) or on:
        last = date.max
    else:
        return one
    start = one.start - (len(before) - opening.start() if opening else 0)
    end = on.end() if on and last == date.max else one.end
    return replace(dates_from(first, last, start, end), days_only=True, exists=one.exists)
