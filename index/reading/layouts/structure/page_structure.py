"""Structure that repeats in a page's tree: the elements, or rows of parts, that are its items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.reading.layouts.line.line import Element
from index.reading.layouts.signs.signed_line import SignedLine
from index.reading.layouts.structure.candidate_rows import candidate_rows
from index.reading.layouts.structure.item_measure import ItemMeasure
from index.reading.layouts.structure.items import Items
from index.reading.layouts.structure.leading_item import with_leading_item
from index.reading.layouts.structure.mixed_items import is_better, mixed_items
from index.reading.layouts.structure.other_dates import other_dates
from index.reading.layouts.structure.other_lists import with_other_lists, without_list_at_end
from index.reading.layouts.structure.undated_elements import with_undated_elements


def find_items(elements: Sequence[Element], signed: Sequence[SignedLine]) -> Items:
    """Return the items that explain most letters of a page; none when nothing repeats.

    At least two items and two thirds of them have one date and one title of their own.
    """
    measure = ItemMeasure(signed)
    best = Items()
    found: list[Items] = []
    for ranges, is_sequence in candidate_rows(elements, signed):
        items = measure.items(ranges, is_sequence=is_sequence)
        found.append(items)
        if items.worth > best.worth:
            best = items
    mixed = mixed_items(signed)
    if is_better(mixed, best):
        best = mixed
    if not best.dated:
        return best
    best = with_undated_elements(best, elements, measure)
    best = with_leading_item(best, elements, signed, measure)
    best = without_list_at_end(best, found, signed)
    best = replace(best, others=other_dates(best, found, signed))
    return with_other_lists(best, found, signed)
