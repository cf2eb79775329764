"""Pages whose headings were lost (B): one paragraph, one entry."""

from __future__ import annotations

from collections.abc import Sequence

from index.entry import Page, RawEntry
from index.layouts.blocks import Block
from index.layouts.headings import ends_sentence, goes_on, is_month_heading
from index.layouts.noise import has_years, is_chrome, is_footer, is_picture, stamp_of
from index.layouts.paragraphs import paragraphs_of

_SENTENCE = 40


def split_headless(page: Page, blocks: Sequence[Block]) -> tuple[RawEntry, ...]:
    """Read each paragraph as an entry without a heading; lines broken off are joined first."""
    month = ""
    found: list[RawEntry] = []
    for group in _paragraphs(blocks):
        first = group[0]
        if is_month_heading(first.text):
            month = first.text
            continue
        paragraphs = paragraphs_of(group)
        link = next((block.via for block in group if block.via), None)
        if paragraphs and _is_text(" ".join(paragraphs)):
            text = " ".join(paragraphs)
            found.append(RawEntry(page.url, "B", "", (text,), month, page.language, link))
        elif link and found and found[-1].link is None:
            last = found[-1]
            found[-1] = RawEntry(
                last.url, "B", "", last.paragraphs, last.month_heading, last.language, link
            )
    return tuple(found)


def _paragraphs(blocks: Sequence[Block]) -> list[list[Block]]:
    groups: list[list[Block]] = []
    for block in blocks:
        text = block.text
        if is_footer(text):
            break
        if is_chrome(text) or has_years(text) or is_picture(text) or stamp_of(text) == text != "":
            continue
        if groups and groups[-1][-1].text and goes_on(groups[-1][-1].text, text):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _is_text(text: str) -> bool:
    return len(text) >= _SENTENCE or ends_sentence(text)
