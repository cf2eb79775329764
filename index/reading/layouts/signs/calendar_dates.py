"""Dates as calendars print them: their parts one below the other, the month or the year first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.reading.layouts.line.headings import title_year
from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import EDGES, is_only_date
from index.text.months import month_number
from index.text.printed_dates.forms import find_printed_dates
from index.text.printed_dates.printed import full_year

_SHORT = 12
"""Letters of the longest part of a date that is printed in several lines; chosen by hand."""


def date_in_parts(lines: Sequence[Line], place: int) -> tuple[int, str] | None:
    """Return how many lines make one date, and it, as "12", "March" and "2010" in a calendar."""
    if len(lines[place].text) > _SHORT or not lines[place].text or lines[place].level:
        return None
    for count in (4, 3, 2):
        parts = [one.text.strip(EDGES) for one in lines[place : place + count]]
        if len(parts) < count or not all(part and len(part) <= _SHORT for part in parts):
            continue
        if title_year(parts[0]).isdigit() and count > 2:
            parts = [*parts[1:], parts[0]]
        words = " ".join(parts)
        if date := day_first(words):
            if count == 2 and title_year(parts[0]) and not _years_lead(lines):
                return None  # the year of several days below it
            return count, date
        is_year_below = count == 2 and _is_year_apart(lines[place + 1])
        is_day = parts[0][0].isdigit() and is_only_date(words)
        if is_year_below and (is_day or is_yearless(parts[0])):
            return count, words
        signs = _IN_NUMBERS.fullmatch(parts[0]) if is_year_below else None
        if signs is not None:
            return count, f"{parts[0]}{signs[1]}{parts[1]}"
        if any(is_only_date(part) for part in parts):
            continue
        for date in (words, " ".join([*parts[1::-1], *parts[2:]])):
            if is_only_date(date) and re.search(r"\b\d{1,2}(?!\d)", date):
                return count, date
    return None


_IN_NUMBERS = re.compile(r"\d{1,2}([./-])\d{1,2}")
"""A day and its month in numbers, above their year: "12.03" and "2024"."""


def without_empty_days(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines without the days of a month, in a row, on which nothing is.

    Their lines are empty, so that each line keeps its place.
    """
    days = {place: int(line.text) for place, line in enumerate(lines) if _is_number(line)}
    if len(days) < _LEAST_GRID or list(days.values()) != list(range(1, len(days) + 1)):
        return lines
    shown = list(lines)
    for place in days:
        if place + 1 in days or place + 1 == len(lines):
            shown[place] = replace(lines[place], text="", pieces=(), marked=())
    return shown


def _is_number(line: Line) -> bool:
    return 0 < len(line.text) < _DIGITS and line.text.isdecimal() and line.text.isascii()


_LEAST_GRID, _DIGITS = 28, 3
"""Days of the shortest month, and one more than the digits of the longest number of a day."""


def is_yearless(text: str) -> bool:
    """Return whether a line is a day and its month, and nothing else."""
    if len(text) > _LONGEST_BADGE or not is_only_date(text):
        return False
    dates = list(find_printed_dates(text))
    return len(dates) == 1 and dates[0].has_day and dates[0].last.year is None


def _years_lead(lines: Sequence[Line]) -> bool:
    """Return whether each day of a page without a year has one in the line before it."""
    days = [place for place, line in enumerate(lines) if is_yearless(line.text)]
    return len(days) > 1 and all(place and _is_year_apart(lines[place - 1]) for place in days)


def _is_year_apart(line: Line) -> bool:
    """Return whether a line is a year that may belong to the line before it."""
    return not line.level and not line.strong and title_year(line.text) == line.text


def day_first(text: str) -> str:
    """Return a date of a calendar, its day first: "MAG 12 2019", "2019 12 MAG", "12 mag/19".

    "" for any other text, and for a date that is read as it stands.
    """
    if len(text) > _LONGEST_BADGE or not (text[:1].isdigit() or text[-1:].isdigit()):
        return ""
    found = next(filter(None, (badge.fullmatch(text) for badge in _BADGES)), None)
    if found is None or month_number(found["month"]) is None:
        return ""
    year, is_ours = found["year"] or "", found.re in _BADGES[:_ALWAYS]
    if not is_ours and any(printed.has_day for printed in find_printed_dates(text)):
        return ""
    return f"{found['day']} {found['month']} {full_year(year) if year else ''}".strip()


_LONGEST_BADGE = 30
"""Letters of the longest date of a calendar; chosen by hand."""
_ALWAYS = 3
"""How many of the forms are never read right as they stand."""
_MONTH = r"[^\W\d_]{3,10}"
_BADGES = tuple(
    map(
        re.compile,
        (
            rf"(?P<year>(?:19|20)\d\d)\W{{1,3}}(?P<day>\d{{1,2}})\W{{1,3}}(?P<month>{_MONTH})\.?",
            rf"(?P<year>(?:19|20)\d\d)\W{{1,3}}(?P<month>{_MONTH})\.?\W{{1,3}}(?P<day>\d{{1,2}})",
            rf"(?P<day>\d{{1,2}})\W{{1,2}}(?P<month>{_MONTH})\.?\s?[/'’]\s?(?P<year>(?:20)?\d\d)",
            rf"(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:,? (?P<year>(?:19|20)\d\d))?",
        ),
    )
)
