"""The leading item of a list: an element of its own before those that are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.reading.layouts.line.line import Element
from index.reading.layouts.signs.signed_line import SignedLine
from index.reading.layouts.structure.item_measure import ItemMeasure
from index.reading.layouts.structure.items import Items


def with_leading_item(
    best: Items, elements: Sequence[Element], signed: Sequence[SignedLine], measure: ItemMeasure
) -> Items:
    """Return items with the one that a site shows above them in an element of its own kind.

    It opens as they do, has a date, and makes them explain more of the page.
    """
    start = best.ranges[0][0]
    opening = signed[start]
    if not opening.line.level:
        return best
    before = start
    while before and signed[before - 1].sign == "furniture":
        before -= 1
    ends = {
        element.first: element.end
        for element in elements
        if before <= element.end <= start and element.end - element.first > 1
    }
    for first, end in ends.items():
        if signed[first].line.level != opening.line.level or signed[first].sign != opening.sign:
            continue
        whole = measure.items([(first, end), *best.ranges], is_sequence=False)
        if whole.dated == best.dated + 1 and whole.worth > best.worth:
            return replace(whole, others=best.others)
    return best
