"""The layouts stage: a page is cut into raw entries by the layout it has.

Each layout is described at `index.model.page.Layout`. Read `split_page` first: a page is cut by
its lines, as the archive's own pages are, and by its tree; the better reading is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from urllib.parse import unquote

from index.model.page import Page, RawEntry
from index.reading.documents import readable
from index.reading.layouts.address_kinds import is_static
from index.reading.layouts.best_reading import best_reading
from index.reading.layouts.line.markup_dates import NamedDates, named_dates_of
from index.reading.layouts.other import is_other
from index.reading.layouts.own_layouts import split_lines
from index.reading.layouts.single_by_markup import date_by_markup
from index.reading.layouts.site_lines import lines_of_site
from index.reading.layouts.tree.blocks import Block, parse_page
from index.reading.layouts.tree.page_lines import lines_of
from index.reading.layouts.tree.page_name import page_name
from index.reading.layouts.tree.text_lines import lines_of_text

__all__ = ["split_page"]
_SEVERAL = 3
"""Headings of one level from which they are those of items; chosen by hand."""


def split_page(page: Page) -> tuple[RawEntry, ...]:
    """Cut a page into the entries it publishes, in its own order; () when it has none.

    Raises PageError when the page cannot be read at all.
    """
    page = readable(page)
    parsed, tree = parse_page(page)
    blocks = tuple(block for block in parsed if block.text or block.via)
    if page.furniture:
        of_site = lines_of_site([(block.text, block.level) for block in blocks], page.furniture)
        blocks = tuple(block for n, block in enumerate(blocks) if n not in of_site)
    raws = split_lines(page, blocks)
    if tree is None:
        return best_reading(page, lambda: lines_of_text(blocks), "", blocks, raws, _no_dates)
    named = cache(lambda: named_dates_of(tree))  # most lists need none
    name = page_name(tree)
    raws = best_reading(page, lambda: lines_of(tree), name, blocks, raws, named)
    if is_other(page, raws, named, [name, *_headings_of_page(blocks)]):
        return ()
    if not raws and is_static(unquote(page.url).casefold()):
        return ()
    return date_by_markup(page, named, blocks, raws)


def _headings_of_page(blocks: Sequence[Block]) -> list[str]:
    """Return the headings of the highest rank that name a page, when they are one or two."""
    highest = min((block.level for block in blocks if block.level), default=0)
    headings = [block.text for block in blocks if block.level and block.level == highest]
    return headings[:1] if len(headings) < _SEVERAL else []


def _no_dates() -> NamedDates:
    return NamedDates({}, "", "")
