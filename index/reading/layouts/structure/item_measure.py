"""How well the items of a structure explain a page: in letters, each item in constant time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.reading.layouts.line.headings import ends_sentence
from index.reading.layouts.line.line_dates import dates_in
from index.reading.layouts.line.marked_run_in import lead_title
from index.reading.layouts.line.unmarked_titles import unmarked_parts
from index.reading.layouts.signs.signed_line import SignedLine, is_title_like
from index.reading.layouts.structure.dates_above import DatesAbove
from index.reading.layouts.structure.item_bounds import ItemBounds
from index.reading.layouts.structure.item_strength import LEAST_TEXT, TWO_DATES, strength
from index.reading.layouts.structure.items import Items, Range
from index.reading.layouts.structure.line_sums import LineSums

_NEAR = 8
"""Lines above items in which the text of an article is looked for; chosen by hand."""
_LONG = 120
"""Letters from which a line with a date is text too; chosen by hand."""
_SEVERAL_TIMES = 0.4
"""Worth of a day with several rows, each of which has its time; chosen by hand."""
_DATED_INSIDE = 0.8
"""Worth of items whose dates are in their texts; chosen by hand."""
_UNDATED, _LEAST_UNDATED = 0.3, 3
"""Worth of items none of which has a date, and how many they are at least; chosen by hand."""
_IRREGULAR, _UNTITLED, _TEXTLESS = 0.85, 0.75, 0.5
"""Worth of items of another order than most, without a title, and without a text; by hand."""


class ItemMeasure:
    """Measures how well items explain a page, each in constant time."""

    def __init__(self, signed: Sequence[SignedLine]) -> None:
        self._signed = signed
        self._sums = LineSums(signed)
        self._bounds = ItemBounds(signed)
        self._dates_above = DatesAbove(signed, self._sums, self._bounds.ends_at_months)

    def items(self, ranges: Iterable[Range], *, is_sequence: bool) -> Items:
        """Return the items of some lines, up to the bounds of items, with their worth."""
        cut = (self._bounds.cut(first, end, is_sequence=is_sequence) for first, end in ranges)
        return self._measured(self._without_dates(sorted(filter(None, cut))))

    def _without_dates(self, ranges: Sequence[Range]) -> tuple[Range, ...]:
        """Return items without those that are only a date, that of the items that follow, and
        without rows of names of columns."""
        letters = self._sums.letters
        return tuple(
            (first, end)
            for first, end in ranges
            if (end - first > 1 and letters[end] > letters[first])
            or self._signed[first].sign != "date"
            or self._signed[first].rest
            or self._signed[first].line.level
        )

    def _measured(self, ranges: tuple[Range, ...]) -> Items:
        """Return items with their worth: letters of whole items less those of others."""
        letters = bad = with_text = dated = 0
        worth = {True: 0.0, False: 0.0}
        whole: list[Range] = []
        above = self._dates_above.of(ranges)
        for first, end in ranges:
            here = self._sums.letters[end] - self._sums.letters[first]
            with_text += self._sums.text(first, end) >= LEAST_TEXT
            place = above.get((first, end))
            is_spanned = place is not None and self._signed[place].line.rows > 1
            strong = self._strength(first, end, is_dated=place is not None, is_spanned=is_spanned)
            if not strong:
                bad += here
                continue
            whole.append((first, end))
            letters += here
            dated += strong >= TWO_DATES
            has_title, has_text = self.parts(first, end)
            strong *= (1 if has_title else _UNTITLED) * (1 if has_text else _TEXTLESS)
            worth[is_spanned or self._signed[first].sign == "date"] += strong * here
        if not whole:
            return self._undated(ranges)
        if len(whole) < 2 or len(whole) * 3 < with_text * 2:
            return Items()
        if len(whole) == 2 and len({self._kind(first) for first, _ in whole}) > 1:
            return Items()  # an article and what stands beside it
        irregular = min(worth[True], worth[False])
        total = max(worth[True], worth[False]) + _IRREGULAR * irregular - bad
        return Items(ranges, total, letters, dated, above)

    def _strength(self, first: int, end: int, *, is_dated: bool, is_spanned: bool) -> float:
        """Return the worth of an item's letters.

        `is_dated` says that a date stands above it, `is_spanned` that this is in a cell of its row.
        """
        heading = self._signed[first].above
        strong = strength(self._sums, first, end, heading)
        if not strong and is_dated:
            strong = strength(self._sums, first, end, heading, is_dated=True)
            if is_spanned:
                strong /= TWO_DATES
        if (
            self._signed[first].line.rows > 1
            and self._sums.times[end] - self._sums.times[first] > 1
        ):
            strong *= _SEVERAL_TIMES
        return strong

    def _kind(self, first: int) -> tuple[bool, int, bool]:
        """Return what the first line of an item is like."""
        one = self._signed[first]
        return one.sign == "date", one.line.level, one.line.strong

    def _undated(self, ranges: tuple[Range, ...]) -> Items:
        """Return items that all have one title and a text, and no date; none for others."""
        whole = 0
        for first, end in ranges:
            opening = self._signed[first]
            is_title = opening.line.level > 0 or opening.line.strong
            is_whole = (
                is_title
                and self._sums.titles(first, end) < 2
                and self.parts(first, end) == (True, True)
            )
            if not is_whole or self._sums.is_dated(first, end):
                return Items()
            whole += self._sums.letters[end] - self._sums.letters[first]
        if len(ranges) < _LEAST_UNDATED:
            return Items()
        worth = _DATED_INSIDE if self._are_dated_inside(ranges) else _UNDATED
        return Items(ranges, worth * whole, whole)

    def _are_dated_inside(self, ranges: Sequence[Range]) -> bool:
        """Return whether most texts have a date early on, and no text stands above the items."""
        above = self._signed[max(0, ranges[0][0] - _NEAR) : ranges[0][0]]
        if any(one.sign == "text" and ends_sentence(one.line.text) for one in above):
            return False
        found = 0
        for first, end in ranges:
            texts = (one.line.text for one in self._signed[first + 1 : end] if one.sign == "text")
            found += bool(dates_in(next(texts, "")[:_LONG]))
        return found * 3 >= len(ranges) * 2

    def parts(self, first: int, end: int) -> tuple[bool, bool]:
        """Return whether an item opens with a title, and whether it has a text besides."""
        lines = [
            one
            for place, one in enumerate(self._signed[first:end], first)
            if one.sign in ("text", "heading date", "date") and not self._sums.is_time[place]
        ]
        opening = next((one for one in lines if one.sign != "date" or one.rest), None)
        if opening is not None and lead_title(opening.line) is not None:
            return True, True
        if opening is not None and opening.has_title and unmarked_parts(opening.line) is not None:
            return True, True
        has_title = opening is not None and (opening.has_title or is_title_like(opening))
        has_text = any(
            one is not opening or (one.sign == "heading date" and len(one.line.text) > _LONG)
            for one in lines
            if one.sign != "date"
        )
        return has_title, has_text
