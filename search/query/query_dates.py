"""The dates of a query, read only where there may be one.

Most queries have none, and the patterns of dates take longer to make than such a query to answer.
"""

from __future__ import annotations

import re

from index.text.folding import fold
from index.text.months import NUMBERS
from search.query.date_words import DateWords

_WORD = re.compile(r"[^\W\d_]+")


def dates_in(text: str) -> tuple[DateWords, ...]:
    """Return the dates in a query's text, in order and without overlaps."""
    if not _may_have_date(text):
        return ()
    from search.query.date_phrases import find_dates

    return find_dates(text)


def whole_date(text: str) -> DateWords | None:
    """Return the date that a text is and nothing else; None for a text that is none."""
    if not _may_have_date(text):
        return None
    from search.query.date_phrases import date_of

    return date_of(text)


def _may_have_date(text: str) -> bool:
    """Return whether there is a number or a month, of which each date has one."""
    return any(map(str.isdigit, text)) or not NUMBERS.keys().isdisjoint(_WORD.findall(fold(text)))
