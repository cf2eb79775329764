"""Printed dates: their two ends, whose year or day may not be written, and the days meant."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from index.model.entry import DateSpan

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Numbers outside are not taken for years."""


class PartialDate(NamedTuple):
    """One end of a printed date; a year or day that is not written is None."""

    year: int | None
    month: int
    day: int | None


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as written in a text, from offset `begin` to `end` (exclusive)."""

    begin: int
    end: int
    first: PartialDate
    last: PartialDate
    as_written: str

    @property
    def has_day(self) -> bool:
        """Return whether it names days, not only a month."""
        return self.first.day is not None

    @property
    def is_range(self) -> bool:
        """Return whether it has two ends."""
        return self.first[1:] != self.last[1:]

    def span(self, year: int | None = None, month: int | None = None) -> DateSpan | None:
        """Return the days meant, a missing year taken from `year`; None when that makes no date.

        For a span over New Year, `year` is the year of its first day, or of its last when `month`,
        the first month of a known window, is not later than the span's last month.
        """
        first_year, last_year = self.first.year, self.last.year
        turns = (self.last.month, self.last.day or 31) < (self.first.month, self.first.day or 1)
        if first_year is None and last_year is None:
            if year is None:
                return None
            ends = turns and month is not None and month <= self.last.month
            first_year, last_year = (year - 1, year) if ends else (year, year + turns)
        elif first_year is None and last_year is not None:
            first_year = last_year - turns
        elif last_year is None and first_year is not None:
            last_year = first_year + turns
        assert first_year is not None
        assert last_year is not None
        return span_between(
            PartialDate(first_year, self.first.month, self.first.day),
            PartialDate(last_year, self.last.month, self.last.day),
            self.as_written,
        )


def month_span(year: int, first: int, last: int, as_written: str) -> DateSpan | None:
    """Return the span from the first day of month `first` to the last day of month `last`.

    None when the months are not in order or the year is outside 1900-2100.
    """
    return span_between(PartialDate(year, first, None), PartialDate(year, last, None), as_written)


def year_span(year: int, as_written: str) -> DateSpan | None:
    """Return the days of a year with precision "year"; None outside 1900-2100."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return DateSpan(date(year, 1, 1), date(year, 12, 31), "year", as_written)


def full_year(digits: str) -> int:
    """Read a year of two digits or four; two digits below 50 are of this century."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (2000 if number < 50 else 1900)


def span_between(first: PartialDate, last: PartialDate, as_written: str) -> DateSpan | None:
    """Return the days from one end to the other.

    None when a year is missing, a day does not exist, or the ends are not in order.
    """
    if first.year is None or last.year is None:
        return None
    if not (FIRST_YEAR <= first.year <= LAST_YEAR and FIRST_YEAR <= last.year <= LAST_YEAR):
        return None
    try:
        start = date(first.year, first.month, 1 if first.day is None else first.day)
        last_day = monthrange(last.year, last.month)[1] if last.day is None else last.day
        end = date(last.year, last.month, last_day)
    except ValueError:
        return None
    if end < start:
        return None
    return DateSpan(start, end, "day" if first.day is not None else "month", as_written)
