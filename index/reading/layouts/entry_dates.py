"""Dates of the entries that a page was cut into: in their headings, or above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model.page import RawEntry
from index.reading.layouts.line.headings import opens_with_date
from index.text.months import month_number

_YEAR = re.compile(r"(?:19|20)\d\d|\d[/.-]\d{1,2}[/.-]\d\d")
_OPENING = 24
"""Letters of a heading in which the month of its date is looked for; chosen by hand."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def have_years(raws: Sequence[RawEntry]) -> bool:
    """Return whether most entries have a year in their heading, or above it."""
    found = sum(bool(_YEAR.search(f"{raw.month_heading} {raw.heading}")) for raw in raws)
    return found * 2 > len(raws)


def have_dates(raws: Sequence[RawEntry]) -> bool:
    """Return whether most entries have a date in their heading, or above it."""
    dated = sum(bool(raw.month_heading) or opens_with_date(raw.heading) for raw in raws)
    return dated * 2 > len(raws)


def are_of_other_months(raws: Sequence[RawEntry]) -> bool:
    """Return whether most headings open with another month than the one above them.

    That one is of a calendar beside the list.
    """
    others = 0
    for raw in raws:
        own, above = _months_in(raw.heading[:_OPENING]), _months_in(raw.month_heading)
        others += bool(own) and bool(above) and own.isdisjoint(above)
    return others * 2 > len(raws)


def _months_in(text: str) -> set[int | None]:
    return {month_number(word) for word in _WORD.findall(text)} - {None}
