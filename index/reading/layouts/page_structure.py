"""Structure that repeats in a page's tree: the elements, or rows of parts, that are its items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from index.reading.layouts.line_signs import SignedLine
from index.reading.layouts.page_lines import Element

Range = tuple[int, int]
"""The lines of an item, the second number exclusive."""

_STANDING_OUT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "date", "strong", "dt"})
"""The kinds of parts that an item begins with, rather than with text."""
_STARTS = 12
"""Kinds of parts of one element that are tried as the first of an item; chosen by hand."""
_LEAST_TEXT = 10
"""Letters that an item has beside its date, at least; chosen by hand."""


def find_items(elements: Sequence[Element], signed: Sequence[SignedLine]) -> list[Range]:
    """Return the items that explain most letters of a page, in its order; [] when none do.

    At least two items and two thirds of them have one date and one title of their own.
    """
    measure = _Measure(signed)
    best: list[Range] = []
    best_score = (0, 0)
    for ranges in _groups(elements, signed):
        items = [cut for first, end in ranges if (cut := measure.cut(first, end)) is not None]
        score = measure.score(items)
        if score > best_score:
            best, best_score = items, score
    return best


class _Measure:
    """Measures how well items explain a page, each in constant time."""

    def __init__(self, signed: Sequence[SignedLine]) -> None:
        self._signed = signed
        self._letters = self._sums(
            0 if one.sign in ("furniture", "footer", "year") else len(one.line.text)
            for one in signed
        )
        self._dates = self._sums(one.sign == "date" for one in signed)
        self._date_letters = self._sums(len(one.date) for one in signed)
        self._weak = self._sums(one.sign == "heading date" for one in signed)
        self._markup = self._sums(
            sum(date.kind != "end" for date in one.line.dates) for one in signed
        )
        self._titles = self._sums(
            one.sign == "text" and (one.line.level > 0 or one.line.strong) for one in signed
        )
        self._levels = [
            self._sums(one.sign != "date" and one.line.level == level for one in signed)
            for level in range(1, 7)
        ]
        self._ends = self._next_bound()

    @staticmethod
    def _sums(values: Iterable[int]) -> list[int]:
        return list(accumulate(values, initial=0))

    def _next_bound(self) -> list[int]:
        """Return for each line the next that no item reaches beyond: a year, a footer."""
        ends = [len(self._signed)] * (len(self._signed) + 1)
        for place in range(len(self._signed) - 1, -1, -1):
            is_bound = self._signed[place].sign in ("year", "month", "footer")
            ends[place] = place if is_bound else ends[place + 1]
        return ends

    def cut(self, first: int, end: int) -> Range | None:
        """Return an item up to the next bound; None when nothing is left of it."""
        if first < end and self._signed[first].sign in ("year", "footer"):
            return None
        end = min(end, self._ends[first + 1]) if first < end else end
        return (first, end) if first < end else None

    def score(self, items: Sequence[Range]) -> tuple[int, int]:
        """Return the letters of whole items less those of others, and the titles that stand out."""
        good = letters = titles = with_text = 0
        for first, end in items:
            here = self._letters[end] - self._letters[first]
            with_text += here > 0
            if self._is_whole(first, end, here):
                good += 1
                letters += here
                titles += self._titles[end] > self._titles[first]
            else:
                letters -= here
        if good < 2 or good * 3 < with_text * 2:
            return (0, 0)
        return (letters, titles)

    def _is_whole(self, first: int, end: int, letters: int) -> bool:
        """Return whether an item has one date and one title of its own, and more than the date."""
        headings = (sums[end] - sums[first] for sums in self._levels)
        if next((number for number in headings if number), 1) > 1:
            return False
        dates = self._dates[end] - self._dates[first]
        if dates > 1:
            return False
        if not dates:
            markup = self._markup[end] - self._markup[first]
            weak = self._weak[end] - self._weak[first]
            if markup > 1 or not (markup or weak or self._signed[first].sign == "month"):
                return False
        return letters - (self._date_letters[end] - self._date_letters[first]) >= _LEAST_TEXT


def _groups(elements: Sequence[Element], signed: Sequence[SignedLine]) -> Iterator[list[Range]]:
    """Yield the rows of items that a page may consist of."""
    alike: defaultdict[tuple[int, str, str], list[Range]] = defaultdict(list)
    for element in elements:
        alike[element.key].append((element.first, element.end))
    yield from (ranges for ranges in alike.values() if len(ranges) > 1)
    for element in elements:
        if len(element.parts) > 3:
            yield from _sequences(element, signed)


def _sequences(element: Element, signed: Sequence[SignedLine]) -> Iterator[list[Range]]:
    """Yield the items that begin with each kind of part of an element and go to the next."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for tag, first, end in element.parts:
        starts[_kind_of_part(tag, first, end, signed)].append(first)
    rows = [(kind, places) for kind, places in starts.items() if len(places) > 1][:_STARTS]
    standing_out = [places[0] for kind, places in rows if kind in _STANDING_OUT]
    for _, places in rows:
        # What stands out before the first item is one too, or the items begin elsewhere.
        before = [first for first in standing_out if first < places[0]]
        begins = [*before[:1], *places]
        yield list(zip(begins, [*begins[1:], element.end], strict=True))


def _kind_of_part(tag: str, first: int, end: int, signed: Sequence[SignedLine]) -> str:
    if first >= end:
        return tag
    one = signed[first]
    if one.line.level:
        return f"h{one.line.level}"
    if end - first == 1 and one.sign == "date":
        return "date"
    return "strong" if end - first == 1 and one.line.strong else tag
