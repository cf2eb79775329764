"""The layout `repeated`: a page whose tree repeats one structure, item after item.

Items are elements of one kind (articles, cards, rows), or a heading with what follows it. In each,
the date, the title and the text are found wherever they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.model.page import Page, RawEntry
from index.reading.layouts.headings import ends_sentence
from index.reading.layouts.line_signs import SignedLine
from index.reading.layouts.page_lines import PageLines
from index.reading.layouts.page_structure import Items, Range, find_items
from index.reading.layouts.repeated_item import read_item

_LABEL = 40
"""Letters of the longest label; chosen by hand."""
_FURNITURE_LINE = 80
"""Letters of the longest line that is furniture when most items have it; chosen by hand."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The entries of a repeated structure, and how well it explains the page."""

    entries: tuple[RawEntry, ...] = ()
    items: Items = field(default_factory=Items)


def split_repeated(
    page: Page, found: PageLines, signed: Sequence[SignedLine], by_name: Mapping[str, str]
) -> Repeated:
    """Read each item of the structure that explains most of the page; none when nothing repeats."""
    items = find_items(found.elements, signed)
    furniture = _furniture(signed, items.ranges)
    entries = []
    above, year, month = 0, "", ""
    for first, end in items.ranges:
        for one in signed[above:first]:
            if one.sign == "year":
                year, month = one.line.text, ""
            elif one.sign == "month":
                month = one.line.text
        above = end
        lines = [
            replace(one, sign="furniture") if _key(one) in furniture else one
            for one in signed[first:end]
        ]
        context = month if re.search(r"\d{4}", month) else f"{month} {year}".strip()
        item = read_item(lines, by_name, context)
        if item is not None and (item.is_dated or any(map(_is_text, item.paragraphs))):
            link = next((one.line.via for one in lines if one.line.via), None)
            entries.append(
                RawEntry(
                    page.url,
                    "repeated",
                    item.heading,
                    item.paragraphs,
                    context,
                    page.language,
                    link,
                    is_posted=item.role != "event",
                )
            )
    return Repeated(tuple(entries), items)


def _furniture(signed: Sequence[SignedLine], items: Sequence[Range]) -> frozenset[str]:
    """Return the keys of the short lines that most items have, such as "Comments (3)"."""
    counts: Counter[str] = Counter()
    for first, end in items:
        counts.update({_key(one) for one in signed[first:end]} - {""})
    return frozenset(
        key for key, number in counts.items() if number > 2 and number * 2 > len(items)
    )


def _is_text(paragraph: str) -> bool:
    """Return whether a paragraph is more than a label, as in the header of a table."""
    return len(paragraph) > _LABEL or ends_sentence(paragraph)


def _key(one: SignedLine) -> str:
    """Return a short line without its numbers, "" for a date, a long line or none."""
    text = one.line.text
    if one.sign in ("date", "end", "month") or len(text) > _FURNITURE_LINE:
        return ""
    return re.sub(r"\d+", "0", text).casefold()
