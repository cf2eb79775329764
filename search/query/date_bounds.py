"""The date filter of a query: a year, a month or a day, each a span of days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from index.text.folding import fold
from search.query.date_phrases import date_words
from search.query.errors import QueryError

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


_SEPARATORS = re.compile(r"[^\w]+")


def canonical_date(text: str) -> str:
    """Return a date that people write (May 2007, 31/5/2007, maggio 2007) as YYYY, YYYY-MM or
    YYYY-MM-DD; any other text as it is. A day comes before its month."""
    if _DATE.match(text):
        return text
    found = date_words(tuple(filter(None, _SEPARATORS.split(fold(text)))))
    return found.text if found and found.first else text


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
