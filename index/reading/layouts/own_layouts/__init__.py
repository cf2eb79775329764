"""The layouts of the archive's own pages, read by their lines: which of them a page has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import unquote

from index.model.page import Page, RawEntry
from index.reading.layouts.address_kinds import (
    ENTRY_ADDRESS,
    EVENTS_ADDRESS,
    INDEX_ADDRESS,
    LIST_ADDRESS,
    is_static,
)
from index.reading.layouts.line.headings import (
    ends_sentence,
    is_month_heading,
    opens_with_date,
    title_year,
)
from index.reading.layouts.line.noise import (
    has_year_links,
    is_boilerplate,
    is_breadcrumb,
    is_footer,
    update_stamp,
)
from index.reading.layouts.own_layouts.events import has_headings, split_events
from index.reading.layouts.own_layouts.headless import split_headless
from index.reading.layouts.own_layouts.lists import count_dated, split_list
from index.reading.layouts.own_layouts.single import is_agreement, split_single
from index.reading.layouts.tree.blocks import Block
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation

_SEVERAL_DATED = 4
"""Lines that begin with a date, from which they are the entries of a page; chosen by hand."""
_NTH = alternation(union(lambda words: words.calendar.ordinals))
_DATE_WORDS = re.compile(rf"\b(?:19|20)\d\d\b|\b\d{{1,2}}(?:{_NTH})\b", re.IGNORECASE)


def split_lines(page: Page, blocks: Sequence[Block]) -> tuple[RawEntry, ...]:
    """Cut a page by its lines, whatever its tree is.

    The most certain sign of a layout comes first.
    """
    url = unquote(page.url).casefold()
    single = _is_single(blocks)
    if single and _is_headed(url, blocks):
        return split_single(page, blocks)
    if _is_bulleted(blocks):
        return split_list(page, blocks, "agreement" if is_agreement(url, "") else "bulleted-list")
    if _is_events(url, blocks):
        return split_events(page, blocks) if has_headings(blocks) else split_headless(page, blocks)
    dated = count_dated(blocks)
    if dated > 1:
        return split_list(page, blocks, "cms-list")
    if single:
        return split_single(page, blocks)
    if dated == 1 and INDEX_ADDRESS.search(url):
        return split_list(page, blocks, "cms-list")
    if dated or is_agreement(_without_index(url, blocks), _first_heading(blocks)):
        return split_single(page, blocks)
    return _split_by_address(page, url, blocks)


def _split_by_address(page: Page, url: str, blocks: Sequence[Block]) -> tuple[RawEntry, ...]:
    """Split a page with neither a dated heading nor a sign of the CMS, by its address."""
    if any(block.via for block in blocks):
        return split_headless(page, blocks)
    if is_static(url):
        return ()
    if LIST_ADDRESS.search(url) or any(has_year_links(block.text) for block in blocks):
        return split_headless(page, blocks)
    if ENTRY_ADDRESS.search(url):
        return split_single(page, blocks)
    texts = [b.text for b in blocks if not is_boilerplate(b.text) and not is_footer(b.text)]
    if any(block.level for block in blocks) or not any(_DATE_WORDS.search(text) for text in texts):
        return ()
    if len(texts) > 2 and all(ends_sentence(text) and len(text) > 60 for text in texts):
        return split_headless(page, blocks)
    return split_single(page, blocks)


def _is_bulleted(blocks: Sequence[Block]) -> bool:
    if any(block.bullet and opens_with_date(block.text) for block in blocks):
        return True
    months = any(is_month_heading(block.text) for block in blocks)
    return months and count_dated(blocks) > 0


def _is_events(url: str, blocks: Sequence[Block]) -> bool:
    titled = any(
        title_year(block.text) and re.match(r"(?i)[eé]v", block.text) for block in blocks[:12]
    )
    return titled or (
        bool(EVENTS_ADDRESS.search(url)) and any(has_year_links(b.text) for b in blocks)
    )


def _is_single(blocks: Sequence[Block]) -> bool:
    """Return whether the page has a breadcrumb or an "Updated …" line, as those of one entry do."""
    return any(
        update_stamp(block.text) or (is_breadcrumb(block.text) and block.text.count(">") > 1)
        for block in blocks
    )


def _is_headed(url: str, blocks: Sequence[Block]) -> bool:
    """Return whether the first dated line is the heading of the whole page.

    It is when an "Updated …" line follows, or when the page has an address of its own.
    """
    for line, below in pairwise(blocks):
        if opens_with_date(line.text):
            if update_stamp(below.text) or line.bullet:
                return not line.bullet
            own_page = bool(re.match(r"https?:", url)) and not INDEX_ADDRESS.search(url)
            own_page &= count_dated(blocks) < _SEVERAL_DATED  # else it is a calendar
            return own_page and not LIST_ADDRESS.search(url) and _headings(blocks) < 2
    return False


def _headings(blocks: Sequence[Block]) -> int:
    """Count the headings of the markup that open with a date."""
    return sum(block.level > 0 and opens_with_date(block.text) for block in blocks)


def _without_index(url: str, blocks: Sequence[Block]) -> str:
    """Return the address, "" for an index page without sentences, whose address tells nothing."""
    lines = (b.text for b in blocks if not is_boilerplate(b.text) and not is_footer(b.text))
    has_text = any(ends_sentence(line) for line in lines)
    return "" if INDEX_ADDRESS.search(url) and not has_text else url


def _first_heading(blocks: Sequence[Block]) -> str:
    """Return the first line that may be a heading, "" when the page opens with text."""
    lines = (block for block in blocks if block.text and not is_boilerplate(block.text))
    first = next(lines, None)
    if first is None or (ends_sentence(first.text) and not first.level):
        return ""
    return first.text
