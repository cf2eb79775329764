"""Rows of items that a page may consist of: elements alike, or what goes from part to part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from index.reading.layouts.line.line import Element
from index.reading.layouts.signs.signed_line import SignedLine
from index.reading.layouts.structure.item_begins import (
    begins_after_dates,
    begins_before_dates,
    begins_with_date_above,
)
from index.reading.layouts.structure.items import Range
from index.reading.layouts.structure.part_kinds import DATED_PARTS, STANDING_OUT, kinds_of_parts

_LEAST_MIXED = 2
"""Dates alone, from which those with a title beside them begin items of the same list; by hand."""
_MOST_KINDS = 12
"""Kinds of parts of one element that are tried as the first of an item; chosen by hand."""


def candidate_rows(
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
    later: list[Range] = []
    below: list[Range] = []
    mixed: list[Range] = []
    for element in elements:
        parts = kinds_of_parts(element, signed)
        starts = _starts(parts)
        for kind, begins in _begins_by_kind(starts):
            if len(begins) > 1:  # else the elements themselves are the items
                repeating.add(kind)
            found[kind] += _to_next(begins, element.end)
        earlier += _to_next(begins_before_dates(parts), element.end)
        later += _to_next(begins_after_dates(parts), element.end)
        if starts.keys() >= DATED_PARTS and len(starts["date"]) >= _LEAST_MIXED:
            # Dates alone, and dates with a title beside them.
            dated = sorted(first for kind in DATED_PARTS for first in starts[kind])
            mixed += _to_next(dated, element.end)
        for kind in starts:
            if kind in STANDING_OUT and kind not in DATED_PARTS:
                below += _to_next(begins_with_date_above(parts, kind), element.end)
    yield from [ranges for kind, ranges in found.items() if kind in repeating][:_MOST_KINDS]
    yield from (ranges for ranges in (earlier, later, below, mixed) if len(ranges) > 1)


def _starts(parts: Sequence[tuple[str, int]]) -> dict[str, list[int]]:
    """Return the lines with which parts of each kind begin, in the order of the kinds."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for kind, first in parts:
        starts[kind].append(first)
    return dict(starts)


def _begins_by_kind(starts: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, list[int]]]:
    """Yield for each kind of part where items begin that it opens.

    What stands out before the first of them is an item too, or the items begin elsewhere.
    """
    out = [each[0] for kind, each in starts.items() if kind in STANDING_OUT and len(each) > 1]
    for kind, places in starts.items():
        if kind != "furniture":
            before = [first for first in out if first < places[0]]
            yield kind, [*before[:1], *places]


def _to_next(begins: Sequence[int], end: int) -> Iterator[Range]:
    """Yield the items from each beginning to the next, the last one up to `end`."""
    return zip(begins, [*begins[1:], end], strict=False)
