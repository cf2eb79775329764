"""Dates in the words of a query: "20-27 giugno 2007", "between 2005 and 2007", "since 2010".

Ranges of single dates and ranges with one end are read here; single dates in
search.query.date_points.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from index.text.folding import fold
from search.query.date_points import LONGEST_OPENING, DateWords, dates_from, single_dates

_RANGE = re.compile(
    r"\s*[-–—‐‑−/]\s*|\s+(?:to|al?|au|until|till|through|(?:fino|sino)\s+all?a?|jusqu'(?:au|a|en))\s+"
    r"(?:the\s+|il\s+)?|\s+(?:fino\s+)?all'\s*"
)
_AND = re.compile(r"\s+(?:and|e|ed|et)\s+(?:(?:the|il|le)\s+|l'\s*)?")
_FROM = re.compile(
    r"\b(?:from|dall?a?|da|du|de|depuis|dall')(?:\s+(?:the|il)\s+|\s+|(?<='))\s*\Z"
    r"|\bfrom\s+\Z"
)
_BETWEEN = re.compile(r"\b(?:between|tra|fra|entre)\s+(?:(?:the|il|le)\s+|l'\s*)?\Z")
_SINCE = re.compile(
    r"\b(?:since|as\s+of|starting\s+(?:from|in)|a\s+partire\s+da(?:l|ll')?|da(?:l|lla|ll')?|depuis"
    r"|des|a\s+partir\s+de)(?:\s+(?:the\s+)?|(?<='))\s*\Z"
)
_ONWARDS = re.compile(r"\s+(?:on|onwards?|in\s+poi|in\s+avanti)(?!\w)")
_AFTER = re.compile(r"\b(?:after|dopo|successiv[oi]\s+a|apres)(?:\s+(?:the|il|le|l'|la)?\s*)\Z")
_BEFORE = re.compile(
    r"\b(?:before|prima\s+de(?:l|lla|ll')|prima\s+di|avant|precedent[ei]\s+a)"
    r"(?:\s+(?:the|il|le|l'|la)?\s*|(?<='))\Z"
)
_UNTIL = re.compile(
    r"\b(?:until|till|up\s+to|not\s+later\s+than|fino\s+a(?:l|lla|ll')?|entro(?:\s+(?:il|la))?"
    r"|jusqu'(?:au|a|en))(?:\s+(?:the\s+)?|(?<='))\Z"
)


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
    """Return the date that a text is and nothing else; None for a text that is none."""
    found = find_dates(text)
    if len(found) != 1:
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
            one, text=f"{one.text}/{other.text}", months=months, start=start, end=other.end
        )
    first, last = one.first, other.last
    if first is None and other.first is not None and not one.days:  # da maggio a settembre 2007
        year = other.first.year - (one.months[0] > other.first.month)
        first = date(year, one.months[0], 1)
    if first is None or last is None or first > last:
        return None
    return replace(dates_from(first, last, start, other.end), days_only=True)


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
    return replace(dates_from(first, last, start, end), days_only=True)
