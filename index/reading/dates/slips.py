"""Slips in the date of a heading: days that cannot be so, and numbers that can be read two ways."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from index.model.entry import DateSpan
from index.text.months import month_number
from index.text.printed_dates.printed import PartialDate, full_year, month_span, span_between
from index.text.printed_dates.words import MONTH, OPENING, YEAR

_DAYS = r"(?P<first>\d{1,2})(?:\s*[-–/]\s*(?P<last>\d{1,2}))?"
_SLIP = re.compile(
    rf"{OPENING.pattern}(?<!\d)(?P<date>{_DAYS}\s+(?P<month>{MONTH})(?:\s*,?\s*(?P<year>{YEAR}))?"
    rf"|(?P<month_before>{MONTH})\s+(?P<first_after>\d{{1,2}})(?:\s*[-–/]\s*(?P<last_after>\d{{1,2}}))?"
    rf"(?:\s*,?\s*(?P<year_after>{YEAR}))?)(?![\w])",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_AMERICAN = re.compile(
    rf"{OPENING.pattern}(?<!\d)((0?[1-9]|1[0-2])[/-](1[3-9]|2\d|3[01])[/-]({YEAR}|(?<=/)\d\d))(?![\w/])",
    re.IGNORECASE,
)
_READ = 200
"""Characters of a heading that are read, as its date opens it; chosen by hand."""
_LAST_DAYS, _FIRST_DAYS = 25, 7
"""Days between which "28-2 September" begins in the month before; chosen by hand."""


@dataclass(frozen=True, slots=True)
class Slip:
    """The date that a slip opens a heading with, up to `end`: the likelier reading and another."""

    end: int
    likelier: DateSpan
    other: DateSpan | None
    """None when it can be read in one way only."""


def find_slip(heading: str, year: int | None) -> Slip | None:
    """Return the slip that opens a heading ("31 giugno", "19-15 settembre"); None for none.

    A day that a month lacks is read as the month or the days after it; days in the wrong order as
    exchanged or as begun in the month before; "12/25/2009" has its month first. `year` is taken
    where none is written.
    """
    heading = heading[:_READ]
    if (numbers := _AMERICAN.match(heading)) is not None:
        day = PartialDate(full_year(numbers[4]), int(numbers[2]), int(numbers[3]))
        span = span_between(day, day, numbers[1])
        return Slip(numbers.end(), span, None) if span is not None else None
    match = _SLIP.match(heading)
    if match is None:
        return None
    month = month_number(match["month"] or match["month_before"])
    digits = match["year"] or match["year_after"]
    known = int(digits) if digits else year
    if month is None or known is None:
        return None
    first = int(match["first"] or match["first_after"])
    last = int(match["last"] or match["last_after"] or first)
    written = match["date"]
    length = monthrange(known, month)[1]
    before = PartialDate(known - (month == 1), (month - 2) % 12 + 1, first)
    readings: tuple[DateSpan | None, DateSpan | None]
    if last > length:
        after = PartialDate(known + (month == 12), month % 12 + 1, max(1, last - length))
        begin = PartialDate(known, month, first) if first <= length else after
        readings = month_span(known, month, month, written), span_between(begin, after, written)
    elif first > last:
        own = PartialDate(known, month, last), PartialDate(known, month, first)
        exchanged = span_between(*own, written)
        over = span_between(before, own[0], written)
        begins_before = first >= _LAST_DAYS and last <= _FIRST_DAYS
        readings = (over, exchanged) if begins_before else (exchanged, over)
    else:
        return None
    if readings[0] is None or readings[1] is None:
        return None
    return Slip(match.end(), readings[0], readings[1])


def month_first(written: str) -> DateSpan | None:
    """Return "5/12/2009" with its month first; None when that is no other date."""
    match = _NUMBERS.fullmatch(written.strip())
    if match is None or int(match[1]) > 12 or match[1].lstrip("0") == match[2].lstrip("0"):
        return None
    day = PartialDate(full_year(match[3]), int(match[1]), int(match[2]))
    if int(match[2]) > 12:
        return None
    return span_between(day, day, written)
