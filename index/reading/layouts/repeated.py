"""The layout `repeated`: a page whose tree repeats one structure, item after item.

Items are elements of one kind (articles, cards, rows), or a heading with what follows it. In each,
the date, the title and the text are found wherever they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from resiliparse.parse.html import HTMLTree

from index.model.page import Page, RawEntry
from index.reading.layouts.headings import ends_sentence
from index.reading.layouts.line_signs import SignedLine, sign_lines
from index.reading.layouts.markup_dates import named_dates_of
from index.reading.layouts.page_lines import lines_of
from index.reading.layouts.page_structure import Range, find_items
from index.reading.layouts.repeated_item import read_item

_LABEL = 40
"""Letters of the longest label; chosen by hand."""
_FURNITURE_LINE = 80
"""Letters of the longest line that is furniture when most items have it; chosen by hand."""


def split_repeated(page: Page, tree: HTMLTree) -> tuple[RawEntry, ...]:
    """Read each item of the structure that explains most of the page; () when nothing repeats."""
    found = lines_of(tree)
    by_name = named_dates_of(tree).by_name
    signed = sign_lines(found.lines, by_name)
    items = find_items(found.elements, signed)
    furniture = _furniture(signed, items)
    entries = []
    above, context = 0, ""
    for first, end in items:
        for one in signed[above:first]:
            if one.sign in ("year", "month"):
                context = one.line.text
        above = first
        lines = [
            replace(one, sign="furniture") if _key(one) in furniture else one
            for one in signed[first:end]
        ]
        item = read_item(lines, by_name)
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
                )
            )
    return tuple(entries)


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
