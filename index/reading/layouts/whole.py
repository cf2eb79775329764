"""How well a layout explains a page: the share of its letters that are in whole entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.model.page import RawEntry
from index.reading.layouts.line.date_lines import is_time
from index.reading.layouts.line.headings import (
    ends_sentence,
    has_word,
    heading_date_end,
    is_date,
    is_month_heading,
)
from index.reading.layouts.line.line_dates import dates_in
from index.reading.layouts.line.noise import is_boilerplate, is_footer, is_picture_name
from index.reading.layouts.tree.blocks import Block

_LABEL = 25
"""Letters of the longest label of a date; chosen by hand."""
_TEXT = 60
"""Letters of the shortest text below a dated title; chosen by hand."""
_TITLE = 120
"""Letters of the longest bold line that may be a title; chosen by hand."""


def share_explained(raws: Sequence[RawEntry], blocks: Sequence[Block]) -> float:
    """Return the share (0-1) of a page's letters, without furniture, that are in whole entries.

    An entry is whole when its heading is more than a date, when no paragraph of it is a date, when
    it does not end in the title of the next, and when it does not have the titles of several.
    """
    if len(raws) == 1 and has_dated_items([b.text for b in blocks]):
        return 0.0
    if len(raws) == 1 and not heading_date_end(raws[0].heading) and _has_dated_rows(blocks):
        return 0.0
    letters = sum(len(b.text) for b in blocks if not _is_furniture(b.text))
    titles = {b.text for b in blocks if _is_title(b)}
    whole = sum(_letters(raw) for raw in raws if _is_whole(raw, titles))
    return min(1.0, whole / letters) if letters else 1.0


def _is_whole(raw: RawEntry, titles: set[str]) -> bool:
    if not raw.heading and raw.layout == "repeated":
        return False
    if raw.heading and not _says_more(raw.heading[heading_date_end(raw.heading) :]):
        return False
    if any(is_date(paragraph.strip(" .,:-")) for paragraph in raw.paragraphs):
        return False
    inside = sum(text in titles or _is_dated_title(text) for text in raw.paragraphs)
    return inside < 2 and not (raw.paragraphs and raw.paragraphs[-1] in titles)


def _says_more(rest: str) -> bool:
    """Return whether what stands behind a date is more than a time of the day."""
    return has_word(rest) and not is_time(rest.strip(" ,.;:|-–—"))


def has_dated_items(lines: Sequence[str]) -> bool:
    """Return whether several dated titles, each with a text below it, are among some lines."""
    found = sum(
        _is_dated_title(title) and len(text) >= _TEXT and ends_sentence(text)
        for title, text in pairwise(lines)
    )
    return found > 1


def _has_dated_rows(blocks: Sequence[Block]) -> bool:
    """Return whether several lines open with a day and its month in numbers, as in a table."""
    return sum(_ROW.match(b.text) is not None for b in blocks) >= _LEAST_ROWS


_ROW = re.compile(r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])\W+[^\W\d_]{2}")
_LEAST_ROWS = 3
"""Rows that open with a day, from which a page is no single entry; chosen by hand."""


def has_date_apart(blocks: Sequence[Block]) -> bool:
    """Return whether a line is a date and nothing else, so that it may belong to either side."""
    return any(
        len(b.text) <= _TITLE
        and (_is_date(b.text) or is_date(_value_of(b.text)))
        and not is_month_heading(b.text)
        for b in blocks
    )


def _is_date(text: str) -> bool:
    end = heading_date_end(text)
    return is_date(text.strip(" .,:-")) or (end > 0 and not _says_more(text[end:]))


def _value_of(text: str) -> str:
    """Return what stands behind a short label: the date of "Date: 5 May 2009"."""
    label, colon, value = text.partition(":")
    return value.strip(" .,:-") if colon and len(label) <= _LABEL else ""


def _is_dated_title(text: str) -> bool:
    """Return whether a paragraph is short, no sentence, and has a date: a title of its own."""
    return len(text) <= _TITLE and not ends_sentence(text) and bool(dates_in(text))


def _letters(raw: RawEntry) -> int:
    return len(raw.heading) + sum(map(len, raw.paragraphs))


def _is_title(block: Block) -> bool:
    text = block.text
    if not text or len(text) > _TITLE or ends_sentence(text):
        return False
    return block.level > 0 or block.lead == text


def _is_furniture(text: str) -> bool:
    return is_boilerplate(text) or is_footer(text) or is_picture_name(text)
