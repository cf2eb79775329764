"""The layouts `single` and `agreement`: pages of one entry, with or without its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile
from typing import Literal

from index.model.page import Page, RawEntry
from index.reading.layouts.line.headings import ends_sentence, is_continued_by, opens_with_date
from index.reading.layouts.line.line_dates import is_only_date
from index.reading.layouts.line.noise import (
    is_also,
    is_boilerplate,
    is_footer,
    is_picture_name,
    update_stamp,
    without_footer,
)
from index.reading.layouts.paragraphs import paragraphs_of
from index.reading.layouts.tree.blocks import Block
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, patterns

_HEADING_LIMIT = 220
_AGREEMENT = re.compile(
    rf"\b(?:{alternation(union(lambda words: words.event_dates.agreements))})\b",
    re.IGNORECASE,
)
_AGREEMENT_FOLDER = re.compile(
    rf"/(?:{patterns(lambda words: words.addresses.agreements)})/", re.IGNORECASE
)


def split_single(page: Page, blocks: Sequence[Block]) -> tuple[RawEntry, ...]:
    """Read a page as one entry: the heading above the stamp, or the first line; then the text.

    () when the page has neither.
    """
    above, below = _around_stamp(_content(blocks))
    heading = ""
    if above is None:
        heading, body = _opening(below)
    else:
        heading, early = _heading_of(above)
        body = [*early, *below]
    paragraphs = paragraphs_of(body, heading=heading)
    if not heading and not paragraphs:
        return ()
    link = next((block.via for block in blocks if block.via), None)
    layout = _layout(page.url, heading)
    return (RawEntry(page.url, layout, heading, paragraphs, "", page.language, link),)


def is_agreement(url: str, heading: str) -> bool:
    """Return whether a page is that of one agreement: by its folder, or its undated heading."""
    named = bool(_AGREEMENT.search(heading)) and not opens_with_date(heading)
    return named or bool(_AGREEMENT_FOLDER.search(url))


def _layout(url: str, heading: str) -> Literal["single", "agreement"]:
    return "agreement" if is_agreement(url, heading) else "single"


def _content(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without noise, up to the footer."""
    lines: list[Block] = []
    for block in blocks:
        if is_footer(block.text):
            break
        if not is_boilerplate(block.text):
            lines.append(block)
        if without_footer(block.text) != block.text:
            break
    return _without_other_pages(lines)


def _without_other_pages(lines: list[Block]) -> list[Block]:
    """Return lines without a last list of links below a heading: the titles of other pages.

    Only what stands below a sentence is left out, and no link that is a sentence.
    """
    end = len(lines)
    while end and lines[end - 1].bullet and _is_link_alone(lines[end - 1]):
        end -= 1
    if end > 1 and is_also(lines[end - 1].text):
        return lines[: end - 1]
    is_headed = end < len(lines) and end > 1 and lines[end - 1].level > 0
    if is_headed and any(ends_sentence(block.text) for block in lines[: end - 1]):
        return lines[: end - 1]
    return lines


def _is_link_alone(block: Block) -> bool:
    """Return whether a block is only a link, or a link and its date."""
    if not block.lead or ends_sentence(block.lead):
        return False
    rest = block.text.removeprefix(block.lead)
    return block.lead == block.text or (rest != block.text and is_only_date(rest))


def _around_stamp(
    blocks: Sequence[Block],
) -> tuple[list[Block] | None, list[Block]]:
    """Split at the "Updated …" line; (None, all) when there is none, or it ends the page."""
    for position, block in enumerate(blocks):
        stamp = update_stamp(block.text)
        if not stamp:
            continue
        rest = block.text[len(stamp) :].strip()
        below = list(blocks[position + 1 :])
        if rest:
            below.insert(0, Block(rest, gap=True, via=block.via))
        above = list(blocks[:position])
        if not below or any(len(one.text) > _HEADING_LIMIT for one in above):
            return None, [*above, *below]
        return above, below
    return None, list(blocks)


def _heading_of(above: Sequence[Block]) -> tuple[str, list[Block]]:
    """Choose the heading among the lines above the stamp; return it and the lines after it."""
    dated = [block for block in above if opens_with_date(block.text)]
    marked = [block for block in above if block.level]
    chosen = next(iter(dated or marked[-1:] or list(above[-1:])), None)
    if chosen is None:
        return "", []
    place = list(above).index(chosen)
    heading, early = chosen.text, list(above[place + 1 :])
    while (
        early
        and len(heading) < _HEADING_LIMIT
        and not early[0].gap
        and is_continued_by(heading, early[0].text)
    ):
        heading = f"{heading} {early.pop(0).text}"
    return heading, early


def _opening(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """Return the heading of a page without a stamp, "" for none, and the other lines."""
    rest = list(dropwhile(lambda block: is_picture_name(block.text) and not block.level, blocks))
    if not rest:
        return "", rest
    marked = [block for block in rest if block.level]
    dated = [block for block in marked if opens_with_date(block.text)]
    first = next(iter(dated or marked[:1]), rest[0])
    if first.level:
        place = rest.index(first)
        intro = [block for block in rest[:place] if ends_sentence(block.text)]
        return first.text, [*intro, *rest[place + 1 :]]
    if first.lead and first.lead == first.text and len(rest) > 1:
        return first.text, rest[1:]
    is_short = len(first.text) <= _HEADING_LIMIT and not ends_sentence(first.text)
    if is_short and len(rest) > 1 and not is_continued_by(first.text, rest[1].text):
        return first.text, rest[1:]
    return "", rest
