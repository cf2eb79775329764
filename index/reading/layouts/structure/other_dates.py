"""Other dates that items have by another cut, which explains the page about as well."""

from __future__ import annotations

from collections.abc import Sequence

from index.reading.layouts.signs.signed_line import SignedLine
from index.reading.layouts.structure.items import Items, Range

_AS_WELL = 0.85
"""Share of the worth of the best items from which others explain a page about as well; by hand."""


def other_dates(
    best: Items, found: Sequence[Items], signed: Sequence[SignedLine]
) -> dict[Range, int]:
    """Return the other dates that items have by a cut that explains the page about as well."""
    own = _dates_of_titles(best, signed)
    for items in found:
        if items.worth < _AS_WELL * best.worth or items.ranges == best.ranges:
            continue
        theirs = _dates_of_titles(items, signed)
        differ = {
            title: line for title, line in theirs.items() if title in own and own[title] != line
        }
        if len(differ) * 2 > len(own):
            return {
                item: differ[title]
                for item in best.ranges
                if (title := _title_of(item, signed)) in differ
            }
    return {}


def _dates_of_titles(items: Items, signed: Sequence[SignedLine]) -> dict[int, int]:
    """Return the line with the date of each title; titles without one are left out."""
    found: dict[int, int] = {}
    for item in items.ranges:
        title = _title_of(item, signed)
        dates = (place for place in range(*item) if signed[place].sign == "date")
        place = next(dates, items.above.get(item))
        if title >= 0 and place is not None:
            found[title] = place
    return found


def _title_of(item: Range, signed: Sequence[SignedLine]) -> int:
    """Return the first line of an item that is no date, -1 for none."""
    places = (n for n in range(*item) if signed[n].sign in ("text", "heading date"))
    return next(places, -1)
