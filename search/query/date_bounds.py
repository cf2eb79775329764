"""The date filter of a query: a year, a month or a day, each a span of days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal

from search.query.errors import QueryError
from search.query.query_dates import whole_date

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


def canonical_date(text: str, bound: Literal["from", "to"] = "from") -> str:
    """Return a date that people write (May 2007, 31/5/2007, estate 2007) as YYYY, YYYY-MM or
    YYYY-MM-DD; any other text as it is. A day comes before its month.

    Of a range such as a summer, `bound` says whether the first or the last day counts.
    """
    if _DATE.match(text):
        return text
    found = whole_date(text)
    if found is None or found.first is None or found.last is None:
        return text
    if "/" not in found.text:
        return found.text
    day = found.first if bound == "from" else found.last
    return text if day in (date.min, date.max) else day.isoformat()


def span_of(text: str) -> tuple[date, date]:
    """Return the first and last day of a year, month or day. Raises QueryError for other text."""
    match = _DATE.match(text)
    try:
        if match is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else 0 for part in match.groups())
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError as error:
        raise QueryError(
            f"{text[:30]!r} is not a date; write it as 2007, 2007-05 or 2007-05-31",
            code="not-a-date",
            value=text,
        ) from error


def days_of(since: str, until: str) -> tuple[int, int]:
    """Return the first and last day as proleptic ordinals, inclusive; an empty bound is open.

    Raises QueryError for a malformed date, or when the span ends before it begins.
    """
    first = span_of(since)[0].toordinal() if since else date.min.toordinal()
    last = span_of(until)[1].toordinal() if until else date.max.toordinal()
    if first > last:
        raise QueryError(
            f"from {since} is after to {until}; exchange them",
            code="backwards",
            value=f"{since}/{until}",
        )
    return first, last
