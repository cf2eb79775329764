"""The reading that explains most of a page: by lines, as items, or as one entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.model.page import Page, RawEntry
from index.reading.layouts.address_kinds import DAY_ADDRESS
from index.reading.layouts.article import read_article
from index.reading.layouts.entry_dates import are_of_other_months, have_dates, have_years
from index.reading.layouts.line.headings import (
    has_word,
    heading_date_end,
    is_month_heading,
    opens_with_date,
)
from index.reading.layouts.line.line import PageLines
from index.reading.layouts.line.markup_dates import NamedDates
from index.reading.layouts.signs.line_signs import sign_lines
from index.reading.layouts.signs.recurring_labels import without_labels
from index.reading.layouts.signs.signed_line import SignedLine
from index.reading.layouts.signs.year_items import (
    items_with_last_years,
    open_with_years,
    year_items,
)
from index.reading.layouts.site_lines import lines_of_site
from index.reading.layouts.structure.repeated import Repeated, split_repeated
from index.reading.layouts.tree.blocks import Block
from index.reading.layouts.whole import has_date_apart, has_dated_items, share_explained
from index.reading.sources.decoding import is_markup

_WELL_EXPLAINED = 0.9
"""Share of a page's letters from which its lines are read well; chosen by hand."""
_YEAR = re.compile(r"(?:19|20)\d\d|\d[/.-]\d{1,2}[/.-]\d\d")
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{3}[.;)][.]?\s+[A-ZÀ-Ý]\w+ \w")
"""The end of a title that a text was run into."""
_TEXTLESS = 0.5
"""Worth of a line that is an entry without a text; chosen by hand."""
_YEARLESS = 0.5
"""Worth of lines without a year, where the page has years above them; chosen by hand."""
_FEW = 0.6
"""Worth of lines with less than two thirds of the entries of the structure; chosen by hand."""
_BESIDE_ARTICLE, _BESIDE_ITEMS = 0.8, 0.9
"""Worth of lines where an article, or items, explain the page too; chosen by hand."""
_UNDATED = frozenset({"agreement", "headless-list"})
_SEVERAL = 3
"""Headings of one level from which they are those of items; chosen by hand."""


def best_reading(
    page: Page,
    lines_in: Callable[[], PageLines],
    name: str,
    blocks: Sequence[Block],
    raws: tuple[RawEntry, ...],
    named_dates: Callable[[], NamedDates],
) -> tuple[RawEntry, ...]:
    """Cut a page by the reading that explains most of it: by lines, as items, or as one entry."""
    if _is_dated_page(raws, blocks):
        return raws
    explained = share_explained(raws, blocks)
    is_own = all(raw.layout != "cms-list" for raw in raws) and _are_of_the_archive(raws)
    is_apart = has_date_apart(blocks) or open_with_years(block.text for block in blocks)
    if raws and explained >= _WELL_EXPLAINED and is_own and not is_apart:
        return raws
    found, named = lines_in(), named_dates()
    for place in lines_of_site([(line.text, line.level) for line in found.lines], page.furniture):
        found.lines[place].text = ""
    years = year_items(found) or items_with_last_years(found)
    signed = without_labels(sign_lines(found.lines, named.by_name, name, years))
    repeated = split_repeated(page, found, signed, named.by_name)
    items = repeated.items
    dated = items.ranges if items.dated * 2 > len(items.ranges) else ()
    is_dated = bool(named.event or named.published or DAY_ADDRESS.search(page.url))
    article = read_article(page, found, signed, dated, name=name, is_dated=is_dated)
    lines = _worth_of_lines(raws, explained, signed, repeated)
    is_own_list = is_own and len(raws) > 1 and not is_markup(page.media_type)
    if is_own_list and len(repeated.entries) < len(raws):
        return raws  # text of the archive's own shape
    if article.raw is not None and article.worth > max(items.worth, _BESIDE_ARTICLE * lines):
        return (article.raw,)
    if items.worth <= _BESIDE_ITEMS * lines or not repeated.entries:
        return raws
    if explained >= _WELL_EXPLAINED and _are_same(raws, repeated.entries):
        return raws
    return repeated.entries


def _worth_of_lines(
    raws: Sequence[RawEntry], explained: float, signed: Sequence[SignedLine], repeated: Repeated
) -> float:
    """Return how many letters of a page its reading by lines explains well.

    `explained` is the share of the letters that are in whole entries.
    """
    worth = explained * sum(len(one.line.text) for one in signed if one.sign != "furniture")
    worth -= _TEXTLESS * sum(len(raw.heading) for raw in raws if not raw.paragraphs)
    if not have_dates(raws) or are_of_other_months(raws):
        worth = 0.0
    elif not have_years(raws) and any(raw.month_heading for raw in repeated.entries):
        worth *= _YEARLESS
    return worth * _FEW if len(raws) * 3 < repeated.items.dated * 2 else worth


def _are_same(raws: Sequence[RawEntry], items: Sequence[RawEntry]) -> bool:
    """Return whether two readings of a page have the same entries, with the same titles."""
    return len(raws) == len(items) and all(
        _YEAR.search(raw.heading) and raw.heading.endswith(item.heading.rpartition(" - ")[2])
        for raw, item in zip(raws, items, strict=True)
    )


def _are_of_the_archive(raws: Sequence[RawEntry]) -> bool:
    """Return whether the lines are those of the archive's own lists, or an agreement's."""
    return not are_of_other_months(raws) and all(
        (_YEAR.search(f"{raw.month_heading} {raw.heading[:60]}") or raw.layout in _UNDATED)
        and _SENTENCE_INSIDE.search(raw.heading) is None
        for raw in raws
    )


def _is_dated_page(raws: Sequence[RawEntry], blocks: Sequence[Block]) -> bool:
    """Return whether a page is one entry by its dated heading, whatever days its text lists."""
    if len(raws) != 1 or raws[0].layout != "single" or is_month_heading(raws[0].heading):
        return False
    heading = raws[0].heading
    if not opens_with_date(heading) or not has_word(heading[heading_date_end(heading) :]):
        return False  # a date alone has its title somewhere else
    level = next((block.level for block in blocks if block.text == heading), 0)
    if level and sum(block.level == level for block in blocks) >= _SEVERAL:
        return False  # the title of one item has a day in it
    return not has_dated_items(raws[0].paragraphs)
