"""The layouts `bulleted-list` and `cms-list`: lists of entries under dated headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.model.page import Page, RawEntry
from index.reading.layouts.line.headings import (
    ends_sentence,
    has_word,
    heading_date_end,
    is_continued_by,
    is_month_heading,
    opens_with_date,
    title_year,
)
from index.reading.layouts.line.noise import is_boilerplate, is_footer, update_stamp, without_footer
from index.reading.layouts.own_layouts.run_in import split_run_in
from index.reading.layouts.paragraphs import paragraphs_of
from index.reading.layouts.tree.blocks import Block

_HEADING_LIMIT = 200
_SENTENCE = 60
_SECOND_LINE = 80
"""Letters of the longest heading, the shortest text, a heading's second line; chosen by hand."""


@dataclass(slots=True)
class _OpenEntry:
    """The entry being read."""

    heading: str
    month: str
    blocks: list[Block] = field(default_factory=list)


def split_list(
    page: Page, blocks: Sequence[Block], layout: Literal["bulleted-list", "cms-list", "agreement"]
) -> tuple[RawEntry, ...]:
    """Split a page at the headings that open with a date, or are bullets with text below."""
    return tuple(
        RawEntry(
            url=page.url,
            layout=layout,
            heading=entry.heading,
            paragraphs=paragraphs_of(entry.blocks),
            month_heading=entry.month,
            language=page.language,
            link=next((block.via for block in entry.blocks if block.via), None),
        )
        for entry in _entries(blocks)
    )


def count_dated(blocks: Sequence[Block]) -> int:
    """Count the lines that begin an entry and open with a date."""
    margin = _margin(blocks)
    return sum(_is_dated(block, margin) for block in blocks)


def _entries(blocks: Sequence[Block]) -> Iterator[_OpenEntry]:
    margin = _margin(blocks)
    month = ""
    now: _OpenEntry | None = None
    position = 0
    while position < len(blocks):
        block = blocks[position]
        position += 1
        if is_month_heading(block.text) or _is_year_heading(block):
            if now:
                yield now
            now, month = None, block.text
        elif _starts(blocks, position - 1, margin):
            if now:
                yield now
            heading, rest = _heading(block, alone=_stands_alone(blocks, position))
            if heading and not rest and not block.level and not block.lead:
                extra = _second_line(blocks, position)
                heading, position = f"{heading} {extra}".strip(), position + bool(extra)
            now = _OpenEntry(heading, month)
            if rest or block.via:
                now.blocks.append(Block(rest, gap=True, via=block.via))
        elif is_footer(block.text):
            if now:
                yield now
            now = None
        elif now:
            now.blocks.append(block)
            if without_footer(block.text) != block.text:
                yield now
                now = None
        elif _is_orphan(block, month):
            heading, rest = split_run_in(block.text)
            now = _OpenEntry(heading, month, [Block(rest, gap=True, via=block.via)])
    if now:
        yield now


def _margin(blocks: Sequence[Block]) -> int | None:
    """Return the indentation of the bullets with a date; None when there are none."""
    dated = [block.indent for block in blocks if block.bullet and opens_with_date(block.text)]
    return min(dated, default=None)


def _is_dated(block: Block, margin: int | None) -> bool:
    if is_month_heading(block.text):
        return False
    if block.level:
        return heading_date_end(block.text) > 0
    if not (opens_with_date(block.text) or _is_dated_title(block.lead)):
        return False
    return block.bullet if margin is not None else not update_stamp(block.text)


def _is_dated_title(lead: str) -> bool:
    """Return whether what the markup sets apart at the start of a line is a date and a title."""
    return has_word(lead[end:]) if (end := heading_date_end(lead)) else False


def _is_year_heading(block: Block) -> bool:
    """Return whether the markup makes a line the heading of a year: "2014", "Anno 2014"."""
    return block.level > 1 and title_year(block.text) != ""


def _starts(blocks: Sequence[Block], position: int, margin: int | None) -> bool:
    """Return whether an entry begins at a block."""
    block = blocks[position]
    if is_boilerplate(block.text):
        return False
    if _is_dated(block, margin):
        return True
    if not block.bullet or margin is None or block.indent > margin or is_footer(block.text):
        return False
    below = blocks[position + 1] if position + 1 < len(blocks) else None
    has_text = below is not None and below.gap and not below.bullet and below.indent >= margin
    return has_text and not ends_sentence(block.text)


def _heading(block: Block, *, alone: bool) -> tuple[str, str]:
    """Return a line's heading, and the text that follows it in the same line."""
    if block.level:
        return block.text, ""
    if (
        _is_dated_title(block.lead)
        and block.rest
        and not (block.rest[0].islower() or block.rest[0] in ",;-–—:")
    ):
        return block.lead, block.rest
    if alone and len(block.text) <= _HEADING_LIMIT:
        return block.text, ""
    return split_run_in(block.text)


def _stands_alone(blocks: Sequence[Block], position: int) -> bool:
    """Return whether the line before `position` is a bullet, with its text after an empty line."""
    if not blocks[position - 1].bullet or position >= len(blocks):
        return False
    below = blocks[position]
    return below.gap and not below.bullet and bool(below.text)


def _second_line(blocks: Sequence[Block], position: int) -> str:
    """Return the second line of a wrapped heading, a short line before an empty one; else ""."""
    if position >= len(blocks):
        return ""
    line, above = blocks[position], blocks[position - 1]
    if line.gap or line.bullet or line.level or ends_sentence(line.text):
        return ""
    last = position + 1 >= len(blocks) or blocks[position + 1].gap or blocks[position + 1].bullet
    short = last and len(above.text) > 45 and len(line.text) <= _SECOND_LINE
    return line.text if short or (last and is_continued_by(above.text, line.text)) else ""


def _is_orphan(block: Block, month: str) -> bool:
    """Return whether a line outside all entries is the text of an entry without heading."""
    return bool(month) and len(block.text) >= _SENTENCE and ends_sentence(block.text)
