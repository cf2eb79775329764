"""Structure that repeats in a page's tree: the elements, or rows of parts, that are its items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from index.reading.layouts.line_signs import SignedLine, is_title_like
from index.reading.layouts.page_lines import Element

Range = tuple[int, int]
"""The lines of an item, the second number exclusive."""

_STANDING_OUT = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "date", "date-title", "strong", "dt"}
)
"""The kinds of parts that an item begins with, rather than with text."""
_STARTS = 12
"""Kinds of parts of one element that are tried as the first of an item; chosen by hand."""
_LEAST_TEXT = 10
"""Letters that an item has beside its date, at least; chosen by hand."""
_TWO_DATES = 0.8
"""Worth of an item with two dates and one title; chosen by hand."""
_LONG = 120
"""Letters from which a line with a date is text too; chosen by hand."""
_WEAK = 0.7
"""Worth of an item whose only date is in its text; chosen by hand."""
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


def find_items(elements: Sequence[Element], signed: Sequence[SignedLine]) -> Items:
    """Return the items that explain most letters of a page; none when nothing repeats.

    At least two items and two thirds of them have one date and one title of their own.
    """
    measure = _Measure(signed)
    best = Items()
    for ranges, is_sequence in _groups(elements, signed):
        cut = (measure.cut(first, end, at_months=is_sequence) for first, end in ranges)
        items = measure.measured(tuple(sorted(one for one in cut if one is not None)))
        if items.worth > best.worth:
            best = items
    return best


class _Measure:
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
        self._years = self._sums(one.sign == "year" for one in signed)
        self._months = self._sums(one.sign == "month" for one in signed)
        self._levels = [
            self._sums(one.sign != "date" and one.line.level == level for one in signed)
            for level in range(1, 7)
        ]
        self._ends = self._next_bound(("year", "footer"))
        self._ends_at_months = self._next_bound(("year", "month", "footer"))

    @staticmethod
    def _sums(values: Iterable[int]) -> list[int]:
        return list(accumulate(values, initial=0))

    def _next_bound(self, signs: Sequence[str]) -> list[int]:
        """Return for each line the next that no item reaches beyond: a year, a footer."""
        ends = [len(self._signed)] * (len(self._signed) + 1)
        for place in range(len(self._signed) - 1, -1, -1):
            ends[place] = place if self._signed[place].sign in signs else ends[place + 1]
        return ends

    def cut(self, first: int, end: int, *, at_months: bool) -> Range | None:
        """Return an item up to the next bound; None when nothing is left of it."""
        if first < end and self._signed[first].sign in ("year", "footer"):
            return None
        ends = self._ends_at_months if at_months else self._ends
        end = min(end, ends[first + 1]) if first < end else end
        return (first, end) if first < end else None

    def measured(self, ranges: tuple[Range, ...]) -> Items:
        """Return items with their worth: letters of whole items less those of others."""
        good = letters = bad = with_text = dated = 0
        worth = {True: 0.0, False: 0.0}
        titled: list[Range] = []
        for first, end in ranges:
            here = self._letters[end] - self._letters[first]
            dates = self._date_letters[end] - self._date_letters[first]
            with_text += here - dates >= _LEAST_TEXT
            strength = self._strength(first, end, here)
            if not strength:
                bad += here
                continue
            good += 1
            letters += here
            dated += strength >= _TWO_DATES
            has_title, has_text = self._parts(first, end)
            strength *= (1 if has_title else _UNTITLED) * (1 if has_text else _TEXTLESS)
            worth[self._signed[first].sign == "date"] += strength * here
            if has_title:
                titled.append((first, end))
        if good < 2 or good * 3 < with_text * 2:
            return Items()
        irregular = min(worth[True], worth[False])
        total = max(worth[True], worth[False]) + _IRREGULAR * irregular - bad
        return Items(ranges, total, letters, dated, tuple(titled))

    def _parts(self, first: int, end: int) -> tuple[bool, bool]:
        """Return whether an item opens with a title, and whether it has a text besides."""
        lines = [
            one for one in self._signed[first:end] if one.sign in ("text", "heading date", "date")
        ]
        opening = next((one for one in lines if one.sign != "date" or one.rest), None)
        has_title = opening is not None and (opening.has_title or is_title_like(opening))
        has_text = any(
            one is not opening or (one.sign == "heading date" and len(one.line.text) > _LONG)
            for one in lines
            if one.sign != "date"
        )
        return has_title, has_text

    def _strength(self, first: int, end: int, letters: int) -> float:
        """Return the worth of an item's letters: 1 with one date of its own and a title.

        0 when it has none or several dates, several titles, or only a date.
        """
        headings = (sums[end] - sums[first] for sums in self._levels)
        titles = next((number for number in headings if number), 0)
        if titles > 1:
            return 0.0
        dates = self._dates[end] - self._dates[first]
        posted = self._posted[end] - self._posted[first]
        if self._years[end] > self._years[first]:
            return 0.0
        if dates > 1 and not (dates == 2 and (posted == 1 or titles == 1)):
            return 0.0
        if letters - (self._date_letters[end] - self._date_letters[first]) < _LEAST_TEXT:
            return 0.0
        if dates:
            return 1.0 if dates == 1 or posted else _TWO_DATES
        markup = self._markup[end] - self._markup[first]
        months = self._months[end] - self._months[first]
        headed = self._headed[end] - self._headed[first]
        if markup > 1 or headed > 1 or months > 1:
            return 0.0
        if markup or months or headed:
            return 1.0
        weak = self._weak[end] - self._weak[first]
        return _WEAK / weak if weak else 0.0


def _groups(
    elements: Sequence[Element], signed: Sequence[SignedLine]
) -> Iterator[tuple[list[Range], bool]]:
    """Yield the rows of items that a page may consist of, and whether they are rows of parts."""
    alike: defaultdict[tuple[int, str, str], list[Element]] = defaultdict(list)
    for element in elements:
        alike[element.key].append(element)
    for same in alike.values():
        if len(same) > 1:
            yield [(element.first, element.end) for element in same], False
    for same in alike.values():
        if sum(len(element.parts) for element in same) > 3:
            yield from ((ranges, True) for ranges in _sequences(same, signed))


def _sequences(elements: Sequence[Element], signed: Sequence[SignedLine]) -> Iterator[list[Range]]:
    """Yield the items that begin with each kind of part of alike elements and go to the next."""
    found: defaultdict[str, list[Range]] = defaultdict(list)
    repeating: set[str] = set()
    earlier: list[Range] = []
    for element in elements:
        parts = [
            (_kind_of_part(tag, first, end, signed), first) for tag, first, end in element.parts
        ]
        starts: defaultdict[str, list[int]] = defaultdict(list)
        for kind, first in parts:
            starts[kind].append(first)
        standing_out = [p[0] for kind, p in starts.items() if kind in _STANDING_OUT and len(p) > 1]
        for kind, places in starts.items():
            # What stands out before the first item is one too, or the items begin elsewhere.
            before = [first for first in standing_out if first < places[0]]
            begins = [*before[:1], *places]
            if len(begins) > 1:  # else the elements themselves are the items
                repeating.add(kind)
            found[kind] += zip(begins, [*begins[1:], element.end], strict=True)
        begins = [
            parts[number - 1][1]
            for number, (kind, _) in enumerate(parts)
            if kind in ("date", "date-title")
            and number
            and parts[number - 1][0] not in ("date", "date-title")
        ]
        earlier += zip(begins, [*begins[1:], element.end], strict=False) if begins else ()
    rows = [ranges for kind, ranges in found.items() if kind in repeating][:_STARTS]
    yield from rows
    if len(earlier) > 1:
        yield earlier


def _kind_of_part(tag: str, first: int, end: int, signed: Sequence[SignedLine]) -> str:
    if first >= end:
        return tag
    one = signed[first]
    if one.line.level:
        return f"h{one.line.level}"
    if end - first == 1 and one.sign in ("date", "heading date") and one.has_title:
        return "date-title"
    if end - first == 1 and one.sign == "date":
        return "date"
    return "strong" if end - first == 1 and one.line.strong else tag
