"""Dates of items without one of their own: above them, in a column, or in a cell of their rows."""

from __future__ import annotations

from collections.abc import Sequence

from index.reading.layouts.line.marked_run_in import lead_title
from index.reading.layouts.signs.signed_line import SignedLine, is_title_like
from index.reading.layouts.structure.items import Range
from index.reading.layouts.structure.line_sums import LineSums

_LEAST_COLUMN = 3
"""Dates in a column of their own, from which they are those of the items beside it; by hand."""


class DatesAbove:
    """Finds the dates above items of a page; `bounds` has for each line the next bound of dates."""

    def __init__(self, signed: Sequence[SignedLine], sums: LineSums, bounds: Sequence[int]) -> None:
        self._signed = signed
        self._sums = sums
        self._bounds = bounds
        self._date_before = [-1]
        """For each line the last one before it that is a date alone, -1 for none."""
        for place, one in enumerate(signed):
            is_date = one.sign == "date" and not one.rest
            self._date_before.append(place if is_date else self._date_before[-1])

    def of(self, ranges: Sequence[Range]) -> dict[Range, int]:
        """Return the line with the date that stands above each item without one of its own.

        A date that is no heading counts only where others stand above other items: the day on
        which a page is read stands above all of them.
        """
        if column := self._column(ranges):
            return column
        found: dict[Range, int] = {}
        spanned: dict[Range, int] = {}
        before, above = 0, -1
        spanning: list[int] = []
        for first, end in ranges:
            if self._date_before[first] >= before:
                above = self._date_before[first]
            if above >= 0 and self._bounds[above] < first:
                above = -1
            if above >= 0 and not self._sums.is_dated(first, end):
                found[first, end] = above
            elif spanning and not self._sums.is_dated(first, end):
                spanned[first, end] = spanning.pop()
            else:
                spanning = self._spanning(first, end)
            before = end
        places = set(found.values())
        if not ranges or not (self._sums.is_dated(*ranges[0]) or ranges[0] in found):
            return spanned  # dates below their items stand above the next ones
        if len(places) < 2 and not (
            any(self._signed[place].line.level for place in places)
            and any(self._opens_with_title(first) for first, _ in found)
        ):
            return spanned  # of the page, or of one text in several paragraphs
        return found | spanned

    def _opens_with_title(self, first: int) -> bool:
        one = self._signed[first]
        return is_title_like(one) or lead_title(one.line) is not None

    def _column(self, ranges: Sequence[Range]) -> dict[Range, int]:
        """Return the line with the date of each item, when a column of as many dates is beside.

        The dates stand one below the other right before the first item, and no item has another.
        """
        number = len(ranges)
        first = ranges[0][0] if ranges else 0
        if number < _LEAST_COLUMN or first < number:
            return {}
        dates = self._signed[first - number : first]
        if any(one.sign != "date" or one.rest for one in dates):
            return {}
        if first > number and self._signed[first - number - 1].sign == "date":
            return {}  # there are more dates than items
        if any(self._sums.is_dated(*item) for item in ranges):
            return {}
        return dict(zip(ranges, range(first - number, first), strict=True))

    def _spanning(self, first: int, end: int) -> list[int]:
        """Return the line with the date of a row, once for each other row that its cell spans."""
        for place in range(first, end):
            one = self._signed[place]
            if one.sign == "date" and one.line.rows > 1:
                return [place] * (one.line.rows - 1)
        return []
