"""Items of a list kept by hand, each of them written in another form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.reading.layouts.line.line_dates import opens_dated
from index.reading.layouts.line.marked_run_in import lead_title
from index.reading.layouts.line.unmarked_titles import unmarked_parts
from index.reading.layouts.signs.signed_line import SignedLine, is_title_like
from index.reading.layouts.structure.item_measure import ItemMeasure
from index.reading.layouts.structure.items import Items

_LEAST = 4
"""Items of the shortest list of several forms; chosen by hand."""
_OF_PAGE = 2
"""Levels of headings that may be of a whole page; chosen by hand."""
_BETTER, _MORE, _AS_WELL = 1.15, 1.5, 0.9
"""How much more of a page items of several forms explain than those of one; or how many more have
a date, where they explain a page about as well; chosen by hand."""


def mixed_items(signed: Sequence[SignedLine]) -> Items:
    """Return the items that begin at lines of several kinds; none for a short list."""
    signed = _with_unmarked_titles(signed)
    begins = _begins_of(signed)
    if len(begins) < _LEAST:
        return Items()
    pairs = zip(begins, [*begins[1:], len(signed)], strict=True)
    return ItemMeasure(signed).items(pairs, is_sequence=True)


def is_better(mixed: Items, best: Items) -> bool:
    """Return whether items of several forms are sooner those of a page than the best of one form.

    Items of one form may hold others in what is taken for their text.
    """
    if mixed.dated >= _MORE * best.dated and mixed.worth > _AS_WELL * best.worth:
        return mixed.dated > 0
    return mixed.dated > 0 and mixed.worth > _BETTER * best.worth


def _with_unmarked_titles(signed: Sequence[SignedLine]) -> list[SignedLine]:
    """Return the lines, those below years that open with a date and a title as what they are."""
    return [
        replace(one, has_title=True)
        if one.sign == "heading date" and one.above.year and unmarked_parts(one.line)
        else one
        for one in signed
    ]


def _begins_of(signed: Sequence[SignedLine]) -> list[int]:
    """Return the lines below years that begin an item by what they are, whatever holds them.

    A date, or a line that opens with one; a title above a date or a text; a paragraph that opens
    with its title. What belongs to the title right above it begins nothing.
    """
    begins: list[int] = []
    lines = [place for place, one in enumerate(signed) if one.sign != "furniture"]
    below = dict(pairwise(lines))
    title = date = -1
    for place in lines:
        one = signed[place]
        following = signed[below[place]] if place in below else None
        is_of_above = (place == title and _is_of_title(one)) or (place == date and _is_title(one))
        if is_of_above or not one.above.year or not _begins(one, following):
            continue
        begins.append(place)
        is_title = one.sign == "text" and lead_title(one.line) is None
        title = below.get(place, -1) if is_title else -1
        date = below.get(place, -1) if one.sign == "date" and not one.rest else -1
    return begins


def _is_of_title(one: SignedLine) -> bool:
    """Return whether a line may be the date or the text of the title above it."""
    return (one.sign == "date" and not one.rest) or (
        one.sign in ("text", "heading date") and not one.has_title and not _is_title(one)
    )


def _begins(one: SignedLine, following: SignedLine | None) -> bool:
    if one.sign == "date":
        return bool(one.rest) or following is not None
    if one.sign == "heading date":
        return one.has_title or opens_dated(one.line.text)
    has_text = following is not None and following.sign in ("text", "date", "heading date")
    if one.sign == "month":
        return has_text and not (one.line.level or one.line.strong)
    if one.sign != "text":
        return False
    return lead_title(one.line) is not None or (
        has_text and _is_title(one) and following is not None and not following.has_title
    )


def _is_title(one: SignedLine) -> bool:
    is_marked = one.line.level > _OF_PAGE or (one.line.strong and not one.line.level)
    return is_marked and is_title_like(one)
