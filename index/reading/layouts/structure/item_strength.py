"""The worth of one item's letters, by the dates and titles that it has."""

from __future__ import annotations

from index.reading.layouts.signs.date_heading import DateHeading
from index.reading.layouts.structure.line_sums import LineSums

LEAST_TEXT = 10
"""Letters that an item has beside its date, at least; chosen by hand."""
TWO_DATES = 0.8
"""Worth of an item with two dates and one title; chosen by hand."""
_TWO_ITEMS = 0.6
"""Worth of an item with a dated title and another date; chosen by hand."""
_WEAK = 0.7
"""Worth of an item whose only date is in its text; chosen by hand."""
_HEADED = 0.79
"""Worth of the same below a heading of its own; chosen by hand."""
_BELOW_MONTH, _BELOW_YEAR = 0.7, 0.6
"""Worth of an item that has nothing but the month or year above it; chosen by hand."""
_LED_BELOW_MONTH = 0.95
"""The same of a paragraph below a month that opens with its title; chosen by hand."""
_SEVERAL = 0.65
"""Worth of an item with several bold lines, which may be titles; chosen by hand."""


def strength(
    sums: LineSums, first: int, end: int, above: DateHeading, *, is_dated: bool = False
) -> float:
    """Return the worth of an item's letters: 1 with one date of its own and a title.

    0 when it has none or several dates, several titles, or only a date. `above` is the heading
    of its year or month; `is_dated` says that its date stands above it.
    """
    titles = sums.titles(first, end)
    if titles > 1:
        return 0.0
    bold = sums.strong[end] - sums.strong[first]
    return _dated_strength(sums, first, end, above, titles=titles, is_dated=is_dated) * (
        _SEVERAL if bold > 1 and not titles else 1.0
    )


def _dated_strength(
    sums: LineSums, first: int, end: int, above: DateHeading, *, titles: int, is_dated: bool
) -> float:
    """Return the same for items of one title."""
    dates = sums.dates(first, end)
    posted = sums.posted[end] - sums.posted[first]
    headed = sums.headed[end] - sums.headed[first]
    if sums.years[end] > sums.years[first]:
        return 0.0
    if dates > 1 and not (dates == 2 and (posted == 1 or titles == 1)):
        return 0.0
    if dates and not posted and headed:
        return _TWO_ITEMS
    if sums.text(first, end) < LEAST_TEXT:
        return 0.0
    if dates:
        return 1.0 if dates == 1 or posted else TWO_DATES
    markup = sums.markup[end] - sums.markup[first]
    months = sums.months[end] - sums.months[first]
    weak = sums.weak[end] - sums.weak[first]
    if markup > 1 or headed > 1 or months > 1:
        return 0.0
    if months and weak:  # the item is what the month is above of
        return _WEAK if weak == 1 else 0.0
    if markup or months or headed:
        return 1.0
    if weak:
        return (_HEADED if titles else _WEAK) / weak
    if is_dated:
        return TWO_DATES
    if above.month and sums.leads[end] - sums.leads[first] == 1:
        return _LED_BELOW_MONTH
    return (_BELOW_MONTH if above.month else _BELOW_YEAR) if above.window else 0.0
