"""How well the items of a structure explain a page: in letters, each item in constant time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from index.reading.layouts.date_lines import is_time
from index.reading.layouts.headings import ends_sentence
from index.reading.layouts.line_dates import dates_in
from index.reading.layouts.marked_run_in import lead_title
from index.reading.layouts.signed_line import SignedLine, is_title_like
from index.reading.layouts.unmarked_titles import unmarked_parts

Range = tuple[int, int]
"""The lines of an item, the second number exclusive."""

_NEAR = 8
"""Lines above items in which the text of an article is looked for; chosen by hand."""
_LEAST_TEXT = 10
"""Letters that an item has beside its date, at least; chosen by hand."""
_TWO_DATES = 0.8
"""Worth of an item with two dates and one title; chosen by hand."""
_TWO_ITEMS = 0.6
"""Worth of an item with a dated title and another date; chosen by hand."""
_LEAST_COLUMN = 3
"""Dates in a column of their own, from which they are those of the items beside it; by hand."""
_LONG = 120
"""Letters from which a line with a date is text too; chosen by hand."""
_WEAK = 0.7
"""Worth of an item whose only date is in its text; chosen by hand."""
_HEADED = 0.79
"""Worth of the same below a heading of its own; chosen by hand."""
_BELOW_MONTH, _BELOW_YEAR = 0.7, 0.6
"""Worth of an item that has nothing but the month or year above it; chosen by hand."""
_SEVERAL_TIMES = 0.4
"""Worth of a day with several rows, each of which has its time; chosen by hand."""
_SEVERAL = 0.65
"""Worth of an item with several bold lines, which may be titles; chosen by hand."""
_DATED_INSIDE = 0.8
"""Worth of items whose dates are in their texts; chosen by hand."""
_UNDATED, _LEAST_UNDATED = 0.3, 3
"""Worth of items none of which has a date, and how many they are at least; chosen by hand."""
_IRREGULAR, _UNTITLED, _TEXTLESS = 0.85, 0.75, 0.5
"""Worth of items of another order than most, without a title, and without a text; by hand."""


@dataclass(frozen=True, slots=True)
class Items:
    """The items of one structure, in the page's order; `worth` is in letters explained well."""

    ranges: tuple[Range, ...] = ()
    worth: float = 0.0
    letters: int = 0
    """Letters of the whole items."""
    dated: int = 0
    """Items with a date that stands apart or in a heading."""
    titled: tuple[Range, ...] = ()
    """The items that open with a title."""
    above: Mapping[Range, int] = field(default_factory=dict)
    """The line with the date of each item that is one of several below their date."""
    others: Mapping[Range, int] = field(default_factory=dict)
    """The line with another date of each item, where another cut explains the page as well."""


class ItemMeasure:
    """Measures how well items explain a page, each in constant time."""

    def __init__(self, signed: Sequence[SignedLine]) -> None:
        self._signed = signed
        self._letters = self._sums(
            0 if one.sign in ("furniture", "footer", "year") else len(one.line.text)
            for one in signed
        )
        self._dates = self._sums(
            one.sign == "date" and not (n and signed[n - 1].sign == "date" and not one.rest)
            for n, one in enumerate(signed)
        )
        self._posted = self._sums(one.sign == "date" and one.role == "published" for one in signed)
        self._date_letters = self._sums(len(one.date) for one in signed)
        self._weak = self._sums(one.sign == "heading date" for one in signed)
        self._headed = self._sums(one.sign == "heading date" and one.has_title for one in signed)
        self._markup = self._sums(
            sum(date.kind != "end" for date in one.line.dates) for one in signed
        )
        self._is_time = [is_time(one.line.text) for one in signed]
        self._times = self._sums(self._is_time)
        self._years = self._sums(one.sign == "year" for one in signed)
        self._months = self._sums(one.sign == "month" for one in signed)
        self._levels = [
            self._sums(
                one.sign not in ("date", "month", "year") and one.line.level == level
                for one in signed
            )
            for level in range(1, 7)
        ]
        self._strong = self._sums(_is_bold_title(one) for one in signed)
        self._ends = self._next_bound(("year", "footer"))
        self._ends_at_months = self._next_bound(("year", "month", "footer"))
        self._higher = {
            level: self._next_heading(level) for level in {one.line.level for one in signed}
        }
        self._date_before = self._last_dates()

    @staticmethod
    def _sums(values: Iterable[int]) -> list[int]:
        return list(accumulate(values, initial=0))

    def _next_bound(self, signs: Sequence[str]) -> list[int]:
        """Return for each line the next that no item reaches beyond: a year, a footer."""
        ends = [len(self._signed)] * (len(self._signed) + 1)
        for place in range(len(self._signed) - 1, -1, -1):
            ends[place] = place if self._signed[place].sign in signs else ends[place + 1]
        return ends

    def _next_heading(self, level: int) -> list[int]:
        """Return for each line the next heading of a higher rank than `level`."""
        ends = [len(self._signed)] * (len(self._signed) + 1)
        for place in range(len(self._signed) - 1, -1, -1):
            ends[place] = place if 0 < self._signed[place].line.level < level else ends[place + 1]
        return ends

    def _last_dates(self) -> list[int]:
        """Return for each line the last one before it that is a date alone, -1 for none."""
        found = [-1]
        for place, one in enumerate(self._signed):
            found.append(place if one.sign == "date" and not one.rest else found[-1])
        return found

    def items(self, ranges: Iterable[Range], *, is_sequence: bool) -> Items:
        """Return the items of some lines, up to the bounds of items, with their worth."""
        cut = (self.cut(first, end, is_sequence=is_sequence) for first, end in ranges)
        return self.measured(self.without_dates(sorted(filter(None, cut))))

    def cut(self, first: int, end: int, *, is_sequence: bool) -> Range | None:
        """Return an item up to the next bound; None when nothing is left of it."""
        if first >= end or self._signed[first].sign in ("year", "footer"):
            return None
        ends = self._ends_at_months if is_sequence else self._ends
        end = min(end, ends[first + 1])
        if is_sequence:
            end = min(end, self._higher[self._signed[first].line.level][first + 1])
        return (first, end)

    def _dates_above(self, ranges: Sequence[Range]) -> dict[Range, int]:
        """Return the line with the date that stands above each item without one of its own.

        A date that is no heading counts only where others stand above other items: the day on
        which a page is read stands above all of them.
        """
        if column := self._column_of_dates(ranges):
            return column
        found: dict[Range, int] = {}
        spanned: dict[Range, int] = {}
        before, above = 0, -1
        spanning: list[int] = []
        for first, end in ranges:
            if self._date_before[first] >= before:
                above = self._date_before[first]
            if above >= 0 and self._ends_at_months[above] < first:
                above = -1
            if above >= 0 and not self._is_dated(first, end):
                found[first, end] = above
            elif spanning and not self._is_dated(first, end):
                spanned[first, end] = spanning.pop()
            else:
                spanning = self._spanning(first, end)
            before = end
        places = set(found.values())
        if not ranges or not (self._is_dated(*ranges[0]) or ranges[0] in found):
            return spanned  # dates below their items stand above the next ones
        if len(places) < 2 and not any(self._signed[place].line.level for place in places):
            return spanned
        return found | spanned

    def _column_of_dates(self, ranges: Sequence[Range]) -> dict[Range, int]:
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
        if any(self._is_dated(*item) for item in ranges):
            return {}
        return dict(zip(ranges, range(first - number, first), strict=True))

    def _spanning(self, first: int, end: int) -> list[int]:
        """Return the line with the date of a row, once for each other row that its cell spans."""
        for place in range(first, end):
            one = self._signed[place]
            if one.sign == "date" and one.line.rows > 1:
                return [place] * (one.line.rows - 1)
        return []

    def _is_dated(self, first: int, end: int) -> bool:
        sums = (self._headed, self._markup)
        return self._number_of_dates(first, end) > 0 or any(
            each[end] > each[first] for each in sums
        )

    def _number_of_dates(self, first: int, end: int) -> int:
        """Return how many dates some lines have; several in a row are one, but not with one
        before the lines."""
        is_cut = first < end and self._dates[first + 1] == self._dates[first]
        return (
            self._dates[end] - self._dates[first] + (is_cut and self._signed[first].sign == "date")
        )

    def without_dates(self, ranges: Sequence[Range]) -> tuple[Range, ...]:
        """Return items without those that are only a date, that of the items that follow, and
        without rows of names of columns."""
        return tuple(
            (first, end)
            for first, end in ranges
            if (end - first > 1 and self._letters[end] > self._letters[first])
            or self._signed[first].sign != "date"
            or self._signed[first].rest
            or self._signed[first].line.level
        )

    def measured(self, ranges: tuple[Range, ...]) -> Items:
        """Return items with their worth: letters of whole items less those of others."""
        good = letters = bad = with_text = dated = 0
        worth = {True: 0.0, False: 0.0}
        titled: list[Range] = []
        whole: list[Range] = []
        above = self._dates_above(ranges)
        for first, end in ranges:
            here = self._letters[end] - self._letters[first]
            dates = self._date_letters[end] - self._date_letters[first]
            with_text += here - dates >= _LEAST_TEXT
            strength = self._strength(first, end, here)
            if not strength and (first, end) in above:
                strength = self._strength(first, end, here, is_dated=True)
                if self._signed[above[first, end]].line.rows > 1:
                    strength /= _TWO_DATES  # its cell spans the row
            if not strength:
                bad += here
                continue
            if self._signed[first].line.rows > 1 and self._times[end] - self._times[first] > 1:
                strength *= _SEVERAL_TIMES
            good += 1
            whole.append((first, end))
            letters += here
            dated += strength >= _TWO_DATES
            has_title, has_text = self.parts(first, end)
            strength *= (1 if has_title else _UNTITLED) * (1 if has_text else _TEXTLESS)
            is_spanned = (first, end) in above and self._signed[above[first, end]].line.rows > 1
            worth[is_spanned or self._signed[first].sign == "date"] += strength * here
            if has_title:
                titled.append((first, end))
        if not good:
            return self._undated(ranges)
        if good < 2 or good * 3 < with_text * 2:
            return Items()
        if good == 2 and len({self._kind(first) for first, _ in whole}) > 1:
            return Items()  # an article and what stands beside it
        irregular = min(worth[True], worth[False])
        total = max(worth[True], worth[False]) + _IRREGULAR * irregular - bad
        return Items(ranges, total, letters, dated, tuple(titled), above)

    def _kind(self, first: int) -> tuple[bool, int, bool]:
        """Return what the first line of an item is like."""
        one = self._signed[first]
        return one.sign == "date", one.line.level, one.line.strong

    def _undated(self, ranges: tuple[Range, ...]) -> Items:
        """Return items that all have one title and a text, and no date; none for others."""
        whole = 0
        for first, end in ranges:
            titles = next((n for n in self._titles(first, end) if n), 0)
            opening = self._signed[first]
            is_title = opening.line.level > 0 or opening.line.strong
            is_whole = is_title and titles < 2 and self.parts(first, end) == (True, True)
            if not is_whole or self._is_dated(first, end):
                return Items()
            whole += self._letters[end] - self._letters[first]
        if len(ranges) < _LEAST_UNDATED:
            return Items()
        worth = _DATED_INSIDE if self._are_dated_inside(ranges) else _UNDATED
        return Items(ranges, worth * whole, whole, 0, ranges)

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

    def _titles(self, first: int, end: int) -> Iterator[int]:
        """Yield how many headings of each level some lines have, the highest level first."""
        return (sums[end] - sums[first] for sums in self._levels)

    def parts(self, first: int, end: int) -> tuple[bool, bool]:
        """Return whether an item opens with a title, and whether it has a text besides."""
        lines = [
            one
            for place, one in enumerate(self._signed[first:end], first)
            if one.sign in ("text", "heading date", "date") and not self._is_time[place]
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

    def _strength(self, first: int, end: int, letters: int, *, is_dated: bool = False) -> float:
        """Return the worth of an item's letters: 1 with one date of its own and a title.

        0 when it has none or several dates, several titles, or only a date. `is_dated` says that
        its date stands above it.
        """
        titles = next((number for number in self._titles(first, end) if number), 0)
        if titles > 1:
            return 0.0
        bold = self._strong[end] - self._strong[first]
        return self._dated_strength(first, end, letters, is_dated) * (
            _SEVERAL if bold > 1 and not titles else 1.0
        )

    def _dated_strength(self, first: int, end: int, letters: int, is_dated: bool) -> float:
        """Return the same for items of one title."""
        titles = next((number for number in self._titles(first, end) if number), 0)
        dates = self._number_of_dates(first, end)
        posted = self._posted[end] - self._posted[first]
        if self._years[end] > self._years[first]:
            return 0.0
        if dates > 1 and not (dates == 2 and (posted == 1 or titles == 1)):
            return 0.0
        if dates and not posted and self._headed[end] > self._headed[first]:
            return _TWO_ITEMS
        if letters - (self._date_letters[end] - self._date_letters[first]) < _LEAST_TEXT:
            return 0.0
        if dates:
            return 1.0 if dates == 1 or posted else _TWO_DATES
        markup = self._markup[end] - self._markup[first]
        months = self._months[end] - self._months[first]
        headed = self._headed[end] - self._headed[first]
        weak = self._weak[end] - self._weak[first]
        if markup > 1 or headed > 1 or months > 1:
            return 0.0
        if months and weak:  # the item is what the month is above of
            return _WEAK if weak == 1 else 0.0
        if markup or months or headed:
            return 1.0
        if weak:
            return (_HEADED if titles else _WEAK) / weak
        if is_dated:
            return _TWO_DATES
        above = self._signed[first].above
        return (_BELOW_MONTH if above.month else _BELOW_YEAR) if above.window else 0.0


def _is_bold_title(one: SignedLine) -> bool:
    """Return whether a line, or what it opens with, is bold or a link and may be a title."""
    line = one.line
    if one.sign == "text" and lead_title(line) is not None:
        return True
    is_bold = one.sign == "text" and line.strong and not line.level
    return is_bold and len(line.text) <= _LONG and not ends_sentence(line.text)
