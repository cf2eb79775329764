"""How well a layout explains a page: the share of its letters that are in whole entries."""

from __future__ import annotations

from collections.abc import Sequence

from index.model.page import RawEntry
from index.reading.layouts.blocks import Block
from index.reading.layouts.headings import (
    date_within,
    ends_sentence,
    has_word,
    heading_date_end,
    is_date,
    is_month_heading,
)
from index.reading.layouts.noise import is_boilerplate, is_footer, is_picture_name

_TITLE = 120
"""Letters of the longest bold line that may be a title; chosen by hand."""


def share_explained(raws: Sequence[RawEntry], blocks: Sequence[Block]) -> float:
    """Return the share (0-1) of a page's letters, without furniture, that are in whole entries.

    An entry is whole when its heading is more than a date, when no paragraph of it is a date, when
    it does not end in the title of the next, and when it does not have the titles of several.
    """
    letters = sum(len(b.text) for b in blocks if not _is_furniture(b.text))
    titles = {b.text for b in blocks if _is_title(b)}
    whole = sum(_letters(raw) for raw in raws if _is_whole(raw, titles))
    return min(1.0, whole / letters) if letters else 1.0


def _is_whole(raw: RawEntry, titles: set[str]) -> bool:
    if not raw.heading and raw.layout == "repeated":
        return False
    if raw.heading and not has_word(raw.heading[heading_date_end(raw.heading) :]):
        return False
    if any(is_date(paragraph.strip(" .,:-")) for paragraph in raw.paragraphs):
        return False
    inside = sum(text in titles or _is_dated_title(text) for text in raw.paragraphs)
    return inside < 2 and not (raw.paragraphs and raw.paragraphs[-1] in titles)


def has_date_apart(blocks: Sequence[Block]) -> bool:
    """Return whether a line is a date and nothing else, so that it may belong to either side."""
    return any(
        len(b.text) <= _TITLE and is_date(b.text.strip(" .,:-")) and not is_month_heading(b.text)
        for b in blocks
    )


def _is_dated_title(text: str) -> bool:
    """Return whether a paragraph is short, no sentence, and has a date: a title of its own."""
    return len(text) <= _TITLE and not ends_sentence(text) and date_within(text) is not None


def _letters(raw: RawEntry) -> int:
    return len(raw.heading) + sum(map(len, raw.paragraphs))


def _is_title(block: Block) -> bool:
    text = block.text
    if not text or len(text) > _TITLE or ends_sentence(text):
        return False
    return block.level > 0 or block.lead == text


def _is_furniture(text: str) -> bool:
    return is_boilerplate(text) or is_footer(text) or is_picture_name(text)
