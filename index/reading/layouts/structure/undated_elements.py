"""Elements without a date among those that are dated items: items of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.reading.layouts.line.line import Element
from index.reading.layouts.structure.item_measure import ItemMeasure
from index.reading.layouts.structure.items import Items, Range

_OF_ONE = frozenset({"article", "div", "li", "tr"})
"""Elements of which each is sooner an item than a paragraph of one."""


def with_undated_elements(best: Items, elements: Sequence[Element], measure: ItemMeasure) -> Items:
    """Return items of which each is one element, with those that lack a date as items too.

    An element alike with a title and a text of its own is no text of the item above it.
    """
    alike: defaultdict[tuple[int, str, str], dict[int, int]] = defaultdict(dict)
    for element in elements:
        if element.tag in _OF_ONE:
            alike[element.key][element.first] = element.end
    firsts = [first for first, _ in best.ranges]
    for ends in alike.values():
        whole = sum(ends.get(first) == end for first, end in best.ranges)
        if not all(first in ends for first in firsts) or whole * 3 < len(firsts) * 2:
            continue
        ranges = [
            part for first, end in best.ranges for part in _elements_in(first, end, ends, measure)
        ]
        if len(ranges) > len(firsts):
            return replace(best, ranges=tuple(ranges))
    return best


def _elements_in(
    first: int, end: int, ends: Mapping[int, int], measure: ItemMeasure
) -> Iterator[Range]:
    """Yield the elements that an item consists of, each with a title and a text; else the item."""
    parts = []
    place = first
    while place < end and place in ends:
        parts.append((place, ends[place]))
        place = ends[place]
    is_whole = place == end and all(all(measure.parts(*part)) for part in parts[1:])
    yield from parts if is_whole else [(first, end)]
