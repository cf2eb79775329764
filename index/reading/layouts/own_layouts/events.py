"""The layout `events`: the events of one year, whose headings have no date but whose texts do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.model.page import Page, RawEntry
from index.reading.layouts.line.headings import (
    ends_sentence,
    is_continued_by,
    opens_with_date,
    title_year,
)
from index.reading.layouts.line.noise import (
    has_year_links,
    is_boilerplate,
    is_footer,
    is_picture_name,
    update_stamp,
)
from index.reading.layouts.paragraphs import paragraphs_of
from index.reading.layouts.tree.blocks import Block

_HEADING_LIMIT = 160
_HEADING_WORDS = 22
"""Letters and words of the longest heading; chosen by hand."""


@dataclass(slots=True)
class _OpenEntry:
    heading: str
    blocks: list[Block] = field(default_factory=list)


def split_events(page: Page, blocks: Sequence[Block]) -> tuple[RawEntry, ...]:
    """Split at the headings: those of the markup, else short lines that end no sentence.

    `month_heading` of the entries is the page's title ("Events 2005"), which holds their year.
    """
    lines = [
        block
        for block in blocks
        if not is_boilerplate(block.text)
        and not has_year_links(block.text)
        and not _is_stamp(block)
    ]
    title = next((block.text for block in lines if title_year(block.text)), "")
    lines = [block for block in lines if not title_year(block.text)]
    found: list[_OpenEntry] = []
    for position, block in enumerate(lines):
        if is_footer(block.text):
            break
        if found and not found[-1].blocks and _repeats(block.text, found[-1].heading):
            continue
        if _is_heading(lines, position):
            found.append(_OpenEntry(block.text))
        elif found:
            found[-1].blocks.append(block)
        elif block.text and ends_sentence(block.text):
            found.append(_OpenEntry("", [block]))
    return tuple(
        RawEntry(
            page.url,
            "events",
            entry.heading,
            paragraphs_of(entry.blocks, heading=entry.heading),
            title,
            page.language,
            next((block.via for block in entry.blocks if block.via), None),
        )
        for entry in found
        if entry.heading or any(block.text for block in entry.blocks)
    )


def has_headings(blocks: Sequence[Block]) -> bool:
    """Return whether any line would be read as an event's heading."""
    lines = [b for b in blocks if not is_boilerplate(b.text) and not title_year(b.text)]
    return any(_is_heading(lines, position) for position in range(len(lines)))


def _is_heading(lines: Sequence[Block], position: int) -> bool:
    block = lines[position]
    if block.level or not block.text:
        return block.level > 0
    text = block.text
    if len(text) > _HEADING_LIMIT or len(text.split()) > _HEADING_WORDS or ends_sentence(text):
        return False
    if block.bullet or position + 1 >= len(lines):
        return False
    following = lines[position + 1]
    if not following.text:
        return False
    if _repeats(following.text, text):
        return True
    if is_picture_name(text):
        return False
    if opens_with_date(text) and not following.gap:
        return False
    before = lines[position - 1].text if position else ""
    is_rest = bool(before) and not block.gap and is_continued_by(before, text)
    return (
        not is_rest
        and not is_continued_by(text, following.text)
        and len(following.text) > len(text) // 2
    )


def _repeats(text: str, heading: str) -> bool:
    return bool(heading) and text.casefold().strip(" .") == heading.casefold().strip(" .")


def _is_stamp(block: Block) -> bool:
    return bool(block.text) and update_stamp(block.text) == block.text
