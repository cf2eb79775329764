"""Days on which items were changed, as the dates of items that have no others."""

from __future__ import annotations

from dataclasses import replace

from index.reading.layouts.line.date_lines import date_beside, is_of_change
from index.reading.layouts.line.headings import ends_sentence
from index.reading.layouts.signs.signed_line import DATED, SignedLine

_NEAR = 4
"""Lines before the day of a change in which the text of its item is looked for; chosen by hand."""


def with_changed_days(signed: list[SignedLine]) -> list[SignedLine]:
    """Take the days in a table's column of changes for dates, where a page has no others.

    So are lists of announcements of SharePoint. Each day has a sentence before it: a list of files
    has the same column, and no entries.
    """
    if not any(one.line.column for one in signed) or any(one.sign in DATED for one in signed):
        return signed
    found: dict[int, str] = {}
    for place, one in enumerate(signed):
        if not one.line.column or one.sign != "furniture" or one.line.is_header:
            continue
        date, rest, _ = date_beside(one.line) or ("", "", "unsaid")
        if date and not rest and is_of_change(one.line, "", date):
            if not any(
                ends_sentence(each.line.text) for each in signed[max(0, place - _NEAR) : place]
            ):
                return signed
            found[place] = date
    if len(found) < 2:
        return signed
    return [
        replace(one, sign="date", date=found[place], role="published") if place in found else one
        for place, one in enumerate(signed)
    ]
