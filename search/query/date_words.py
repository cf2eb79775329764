"""A date in the words of a query, and its days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

YEAR = r"(?:19|20)\d\d(?!\d)"
LONGEST_OPENING = 32
"""Characters before a date that may say what is meant by it."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date in the words of a query: its days, inclusive, or days and months of any year."""

    text: str
    """The date as parameters write it, 2012-10 or 2007; a range as 2007-05-03/2007-05-05, open as
    2010/.. or ../2006; --05 for a month and --05-25 for a day of any year."""
    first: date | None
    last: date | None
    months: tuple[int, ...] = ()
    """The months of any year; with days, the month of each."""
    days: tuple[int, ...] = ()
    """The first and last day of any year, each in the month of the same place."""
    start: int = 0
    end: int = 0
    """Where it stands in the text."""
    days_only: bool = False
    """True when the words mean only these days, as in "since 2010": a text that has them does not
    match."""
    exists: bool = True
    """False when the calendar has no such day, 31/2/2007: the days are those of the month or year.
    """


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def days_of_years(one: DateWords, years: tuple[int, int] | None) -> Iterator[tuple[date, date]]:
    """Yield the first and last day of a date without a year, for each year from first to last."""
    first, last = years or (0, -1)
    (month, last_month), (day, last_day) = one.months, one.days
    for year in range(first, last + 1):
        last_year = year + ((last_month, last_day) < (month, day))
        with suppress(ValueError):  # 29 February
            yield date(year, month, day), date(last_year, last_month, last_day)


def dates_from(first: date, last: date, start: int, end: int) -> DateWords:
    """Return the days from first to last, which stand from start to end of the text."""
    return DateWords(_written(first, last), first, last, start=start, end=end)


def _written(first: date, last: date) -> str:
    """Return the days as one year, month or day, else as a range of them."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if first.day == 1 and last == month_end(first.year, first.month):
        return first.isoformat()[:7]
    if first == last:
        return first.isoformat()
    bounds = [day for day in (first, last) if day not in (date.min, date.max)]
    length = 10
    if first.day == 1 and last == month_end(last.year, last.month):
        length = 4 if first.month == 1 and last.month == 12 else 7
    written = [day.isoformat()[:length] for day in bounds]
    if first == date.min:
        return f"../{written[0]}"
    return f"{written[0]}/{written[1] if last != date.max else '..'}"


def without_year(text: str) -> str:
    """Return the words of a date without its years; all of them when nothing else is left."""
    words = [word for word in text.split() if not re.fullmatch(YEAR, word)]
    return " ".join(words) or text
