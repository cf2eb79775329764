"""Kinds of the parts of an element, by which parts are told that begin an item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.reading.layouts.line.line import Element
from index.reading.layouts.signs.signed_line import SignedLine

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STANDING_OUT = _HEADINGS | {"date", "date-title", "strong", "dt"}
"""The kinds of parts that an item begins with, rather than with text."""
DATED_PARTS = frozenset({"date", "date-title"})
"""Those of a date alone, and of a date with a title beside it."""


def kinds_of_parts(element: Element, signed: Sequence[SignedLine]) -> list[tuple[str, int]]:
    """Return the kind of each part of an element, and the line that it begins with."""
    parts = [(_kind_of_part(tag, first, end, signed), first) for tag, first, end in element.parts]
    return list(_with_dates_apart(parts, signed))


def _kind_of_part(tag: str, first: int, end: int, signed: Sequence[SignedLine]) -> str:
    if first >= end:
        return tag
    one = signed[first]
    if end - first == 1 and one.sign == "furniture":
        return "furniture"
    if one.line.level:
        return f"h{one.line.level}"
    if end - first == 1 and one.sign in ("date", "heading date") and one.has_title:
        return "date-title"
    if end - first == 1 and one.sign == "date":
        return "date"
    if end - first > 1 and one.sign == "date":
        return f"{tag}+"  # a table of the date and the text below one of the title
    if end - first > 1 and one.line.strong and tag == "p":
        return "p-title"  # a bold title and its date, above paragraphs
    return "strong" if end - first == 1 and one.line.strong else tag


def _with_dates_apart(
    parts: Sequence[tuple[str, int]], signed: Sequence[SignedLine]
) -> Iterator[tuple[str, int]]:
    """Yield the parts; a heading that is only a date, beside a title of its rank, is a date.

    Both begin with the same kind of part, and only one of them an item.
    """
    for number, (kind, first) in enumerate(parts):
        if kind not in _HEADINGS:
            yield kind, first
            continue
        beside = (*parts[max(0, number - 1) : number], *parts[number + 1 : number + 2])
        is_beside_title = any(
            other == kind and abs(place - first) == 1 and signed[place].sign != "date"
            for other, place in beside
        )
        is_date = signed[first].sign == "date" and not signed[first].rest
        yield ("date" if is_date and is_beside_title else kind), first
