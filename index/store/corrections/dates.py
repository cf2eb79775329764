"""Corrections of the date: `2007-06-27`, `2007-06`, `2007`, a first and a last with `/`, or a date
in words, as pages print it."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date

from index.model.entry import UNDATED, DateSpan, Precision
from index.text.printed_dates.forms import parse_span

YEARS = range(1800, 2101)
"""Years that an entry can be of; chosen by hand."""
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SPREADSHEET = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")
"""What a spreadsheet makes of a date: 27/06/2007 or 6/27/2007, by the country it is set to."""


def date_span_of(value: str, as_written: str = "") -> DateSpan:
    """Return the days that a value names, UNDATED for an empty one. Raises ValueError."""
    if not value:
        return UNDATED
    if any(map(str.isalpha, value)) and (printed := parse_span(value)) is not None:
        return replace(printed, as_written=as_written)
    days = _SPREADSHEET.fullmatch(value)
    first, _, last = (value, "", "") if days else value.partition("/")
    start, _, precision = _period(first.strip())
    _, end, other = _period(last.strip() or first.strip())
    if end < start:
        raise ValueError("it ends before it starts")
    if "day" in (precision, other):
        return DateSpan(start, end, "day", as_written)
    return DateSpan(start, end, "year" if precision == other == "year" else "month", as_written)


def _period(text: str) -> tuple[date, date, Precision]:
    """Return the first and last day of a day, a month or a year."""
    if found := _SPREADSHEET.fullmatch(text):
        one, other, year = int(found[1]), int(found[3]), _year(found[4])
        if max(one, other) <= 12 and one != other:
            raise ValueError(
                f"{text} can be {year}-{other:02}-{one:02} or {year}-{one:02}-{other:02};"
                " write the one that is meant"
            )
        day = date(year, *((other, one) if one > 12 else (one, other)))
        return day, day, "day"
    parts = _ISO.fullmatch(text)
    if not parts:
        raise ValueError(
            "write 2007-06-27, 2007-06, 2007 or 2007-06-27/2007-06-30, or in words: 27 June 2007"
        )
    year = _year(parts[1])
    if parts[3]:
        day = date(year, int(parts[2]), int(parts[3]))
        return day, day, "day"
    months = (int(parts[2]),) * 2 if parts[2] else (1, 12)
    start = date(year, months[0], 1)
    end = date(year, months[1], calendar.monthrange(year, months[1])[1])
    return start, end, "month" if parts[2] else "year"


def _year(digits: str) -> int:
    """Return a year that news can be of, so that a slip of the hand is none."""
    year = int(digits)
    if year not in YEARS:
        raise ValueError(f"the year {digits} is not from {YEARS[0]} to {YEARS[-1]}")
    return year
