"""The layout `headless-list`: pages whose headings were lost, one paragraph an entry."""

from __future__ import annotations

from collections.abc import Sequence

from index.model.page import Page, RawEntry
from index.reading.layouts.line.headings import ends_sentence, is_continued_by, is_month_heading
from index.reading.layouts.line.noise import (
    is_boilerplate,
    is_footer,
    is_picture_name,
    update_stamp,
)
from index.reading.layouts.paragraphs import paragraphs_of
from index.reading.layouts.tree.blocks import Block

_SENTENCE = 40
"""Letters from which a line is a text though it ends no sentence; chosen by hand."""


def split_headless(page: Page, blocks: Sequence[Block]) -> tuple[RawEntry, ...]:
    """Read each paragraph as an entry without heading, after joining lines that were broken off.

    On a page whose entries have links with rel="via", each entry ends at such a link.
    """
    month = ""
    found: list[RawEntry] = []
    for group in _groups(blocks):
        first = group[0]
        if is_month_heading(first.text):
            month = first.text
            continue
        paragraphs = paragraphs_of(group)
        link = next((block.via for block in group if block.via), None)
        if paragraphs and (link or _is_text(" ".join(paragraphs))):
            found.append(
                RawEntry(page.url, "headless-list", "", paragraphs, month, page.language, link)
            )
    return tuple(found)


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the lines of each entry."""
    until_via = any(block.via for block in blocks)
    groups: list[list[Block]] = []
    is_open = False
    for block in blocks:
        text = block.text
        if is_footer(text):
            break
        if text and (is_boilerplate(text) or is_picture_name(text) or update_stamp(text) == text):
            continue
        is_apart = is_month_heading(text) or (groups and is_month_heading(groups[-1][0].text))
        goes_along = until_via or (is_open and is_continued_by(groups[-1][-1].text, text))
        if is_open and goes_along and not is_apart:
            groups[-1].append(block)
        else:
            groups.append([block])
        is_open = not block.via
    return groups


def _is_text(text: str) -> bool:
    return len(text) >= _SENTENCE or ends_sentence(text)
