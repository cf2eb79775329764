"""The layouts stage: a page is cut into raw entries by the layout it has.

Each layout is described at `index.model.page.Layout`. Read `split_page` first: it decides on the
layout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from resiliparse.parse.html import HTMLTree

from index.model.page import Page, RawEntry
from index.reading.documents import readable
from index.reading.layouts.article import read_article
from index.reading.layouts.blocks import Block, parse_page
from index.reading.layouts.events import has_headings, split_events
from index.reading.layouts.headings import (
    ends_sentence,
    has_word,
    heading_date_end,
    is_month_heading,
    opens_with_date,
    title_year,
)
from index.reading.layouts.headless import split_headless
from index.reading.layouts.line import PageLines
from index.reading.layouts.line_signs import sign_lines
from index.reading.layouts.lists import count_dated, split_list
from index.reading.layouts.markup_dates import NamedDates, named_dates_of
from index.reading.layouts.noise import (
    has_year_links,
    is_boilerplate,
    is_breadcrumb,
    is_footer,
    update_stamp,
)
from index.reading.layouts.other import is_other
from index.reading.layouts.page_lines import lines_of
from index.reading.layouts.recurring_labels import without_labels
from index.reading.layouts.repeated import split_repeated
from index.reading.layouts.single import is_agreement, split_single
from index.reading.layouts.single_by_markup import date_by_markup
from index.reading.layouts.site_lines import lines_of_site
from index.reading.layouts.text_lines import lines_of_text
from index.reading.layouts.whole import has_date_apart, has_dated_items, share_explained
from index.reading.layouts.year_items import open_with_years, year_items
from index.reading.sources.decoding import is_markup
from index.text.current_profile import current_profile
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, patterns
from index.text.months import month_number

__all__ = ["split_page"]

_STATIC_ADDRESS = re.compile(rf"/(?:{patterns(lambda words: words.addresses.static)})(?:/|\.|$)")
_FRONT_ADDRESS = re.compile(r"/([^/]*)/(?:index\.\w+)?$")
_LIST_ADDRESS = re.compile(
    rf"(?:{alternation(union(lambda words: words.addresses.archives))})"
    r"\W+\d{4}\W+[a-z]+(?:\W+index|\.|/?$)"
    rf"|(?:{alternation(union(lambda words: words.addresses.visits))})"
    r"\W+[a-z]+\W+[a-z]*\d{4}(?:\W+index)?(?:\.|/?$)"
)
_ENTRY_ADDRESS = re.compile(
    rf"/(?:{alternation(union(lambda words: words.addresses.entries))})/.*[^/]$"
    r"|/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/[^/]+/?$"
)
_DAY_ADDRESS = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?=/|$)")
_INDEX_ADDRESS = re.compile(r"\bindex\b|/$")
_EVENTS = alternation(union(lambda words: words.addresses.events))
_EVENTS_ADDRESS = re.compile(rf"\b(?:{_EVENTS})\W+index")
_WELL_EXPLAINED = 0.9
"""Share of a page's letters from which its lines are read well; chosen by hand."""
_YEAR = re.compile(r"(?:19|20)\d\d|\d[/.-]\d{1,2}[/.-]\d\d")
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{3}[.;)][.]?\s+[A-ZÀ-Ý]\w+ \w")
"""The end of a title that a text was run into."""
_SEVERAL = 3
"""Headings of one level from which they are those of items; chosen by hand."""
_SEVERAL_DATED = 4
"""Lines that begin with a date, from which they are the entries of a page; chosen by hand."""
_TEXTLESS = 0.5
"""Worth of a line that is an entry without a text; chosen by hand."""
_YEARLESS = 0.5
"""Worth of lines without a year, where the page has years above them; chosen by hand."""
_FEW = 0.6
"""Worth of lines with less than two thirds of the entries of the structure; chosen by hand."""
_UNDATED = frozenset({"agreement", "headless-list"})
_NTH = alternation(union(lambda words: words.calendar.ordinals))
_DATE_WORDS = re.compile(rf"\b(?:19|20)\d\d\b|\b\d{{1,2}}(?:{_NTH})\b", re.IGNORECASE)


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
    raws = _split_lines(page, blocks)
    if tree is None:
        return _best_reading(page, lambda: lines_of_text(blocks), "", blocks, raws, _no_dates)
    named = cache(lambda: named_dates_of(tree))  # most lists need none
    name = _name_of(tree)
    raws = _best_reading(page, lambda: lines_of(tree), name, blocks, raws, named)
    if is_other(page, raws, named, [name, *_headings_of_page(blocks)]):
        return ()
    if not raws and _is_static(unquote(page.url).casefold()):
        return ()
    return date_by_markup(page, named, blocks, raws)


def _headings_of_page(blocks: Sequence[Block]) -> list[str]:
    """Return the headings of the highest rank that name a page, when they are one or two."""
    highest = min((block.level for block in blocks if block.level), default=0)
    headings = [block.text for block in blocks if block.level and block.level == highest]
    return headings[:1] if len(headings) < _SEVERAL else []


def _no_dates() -> NamedDates:
    return NamedDates({}, "", "")


def _best_reading(
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
    own = raws and all(raw.layout != "cms-list" for raw in raws) and _is_of_the_archive(raws)
    is_apart = has_date_apart(blocks) or open_with_years(block.text for block in blocks)
    if explained >= _WELL_EXPLAINED and own and not is_apart:
        return raws
    found = lines_in()
    named = named_dates()
    by_name = named.by_name
    of_site = lines_of_site([(line.text, line.level) for line in found.lines], page.furniture)
    for place in of_site:
        found.lines[place].text = ""
    years = year_items(found)
    signed = without_labels(sign_lines(found.lines, by_name, name, years))
    repeated = split_repeated(page, found, signed, by_name)
    items = repeated.items
    dated = items.ranges if items.dated * 2 > len(items.ranges) else ()
    is_dated = bool(named.event or named.published or _DAY_ADDRESS.search(page.url))
    article = read_article(page, found, signed, dated, name=name, is_dated=is_dated)
    lines = explained * sum(len(one.line.text) for one in signed if one.sign != "furniture")
    lines -= _TEXTLESS * sum(len(raw.heading) for raw in raws if not raw.paragraphs)
    if not _has_dates(raws) or _are_of_other_months(raws):
        lines = 0.0
    elif not _have_years(raws) and any(raw.month_heading for raw in repeated.entries):
        lines *= _YEARLESS
    if len(raws) * 3 < items.dated * 2:
        lines *= _FEW
    is_own_list = bool(own) and len(raws) > 1 and not is_markup(page.media_type)
    if is_own_list and len(repeated.entries) < len(raws):
        return raws  # text of the archive's own shape
    if article.raw is not None and article.worth > max(items.worth, 0.8 * lines):
        return (article.raw,)
    if items.worth <= 0.9 * lines or not repeated.entries:
        return raws
    return (
        raws
        if explained >= _WELL_EXPLAINED and _are_same(raws, repeated.entries)
        else (repeated.entries)
    )


def _are_same(raws: Sequence[RawEntry], items: Sequence[RawEntry]) -> bool:
    """Return whether two readings of a page have the same entries, with the same titles."""
    return len(raws) == len(items) and all(
        _YEAR.search(raw.heading) and raw.heading.endswith(item.heading.rpartition(" - ")[2])
        for raw, item in zip(raws, items, strict=True)
    )


def _have_years(raws: Sequence[RawEntry]) -> bool:
    """Return whether most entries have a year in their heading, or above it."""
    found = sum(bool(_YEAR.search(f"{raw.month_heading} {raw.heading}")) for raw in raws)
    return found * 2 > len(raws)


def _has_dates(raws: Sequence[RawEntry]) -> bool:
    """Return whether most entries have a date in their heading, or above it."""
    dated = sum(bool(raw.month_heading) or opens_with_date(raw.heading) for raw in raws)
    return dated * 2 > len(raws)


def _is_of_the_archive(raws: Sequence[RawEntry]) -> bool:
    """Return whether the lines are those of the archive's own lists, or an agreement's."""
    return not _are_of_other_months(raws) and all(
        (_YEAR.search(f"{raw.month_heading} {raw.heading[:60]}") or raw.layout in _UNDATED)
        and _SENTENCE_INSIDE.search(raw.heading) is None
        for raw in raws
    )


def _are_of_other_months(raws: Sequence[RawEntry]) -> bool:
    """Return whether most headings open with another month than the one above them.

    That one is of a calendar beside the list.
    """
    others = 0
    for raw in raws:
        own, above = _months_in(raw.heading[:_OPENING]), _months_in(raw.month_heading)
        others += bool(own) and bool(above) and own.isdisjoint(above)
    return others * 2 > len(raws)


def _months_in(text: str) -> set[int | None]:
    return {month_number(word) for word in _WORD.findall(text)} - {None}


_OPENING = 24
"""Letters of a heading in which the month of its date is looked for; chosen by hand."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def _name_of(tree: HTMLTree) -> str:
    """Return what the head of a page calls it, "" for nothing."""
    if tree.head is None:
        return ""
    meta = tree.head.query_selector("meta[property='og:title']")
    named = meta.getattr("content") if meta is not None else ""
    return named or tree.title or ""


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


def _split_lines(page: Page, blocks: Sequence[Block]) -> tuple[RawEntry, ...]:
    """Cut a page by its lines, whatever its tree is."""
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
    if dated == 1 and _INDEX_ADDRESS.search(url):
        return split_list(page, blocks, "cms-list")
    if dated or is_agreement(_without_index(url, blocks), _first_heading(blocks)):
        return split_single(page, blocks)
    return _split_by_address(page, url, blocks)


def _is_static(url: str) -> bool:
    """Return whether an address is that of a page about the site, or the first one of a folder."""
    sources, front = current_profile().sources, _FRONT_ADDRESS.search(url)
    if front and front[1] and front[1] in (sources.folder, *sources.folders):
        return True
    return bool(_STATIC_ADDRESS.search(url))


def _split_by_address(page: Page, url: str, blocks: Sequence[Block]) -> tuple[RawEntry, ...]:
    """Split a page with neither a dated heading nor a sign of the CMS, by its address."""
    if any(block.via for block in blocks):
        return split_headless(page, blocks)
    if _is_static(url):
        return ()
    if _LIST_ADDRESS.search(url) or any(has_year_links(block.text) for block in blocks):
        return split_headless(page, blocks)
    if _ENTRY_ADDRESS.search(url):
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
        bool(_EVENTS_ADDRESS.search(url)) and any(has_year_links(b.text) for b in blocks)
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
            own_page = bool(re.match(r"https?:", url)) and not _INDEX_ADDRESS.search(url)
            own_page &= count_dated(blocks) < _SEVERAL_DATED  # else it is a calendar
            return own_page and not _LIST_ADDRESS.search(url) and _headings(blocks) < 2
    return False


def _headings(blocks: Sequence[Block]) -> int:
    """Count the headings of the markup that open with a date."""
    return sum(block.level > 0 and opens_with_date(block.text) for block in blocks)


def _without_index(url: str, blocks: Sequence[Block]) -> str:
    """Return the address, "" for an index page without sentences, whose address tells nothing."""
    lines = (b.text for b in blocks if not is_boilerplate(b.text) and not is_footer(b.text))
    has_text = any(ends_sentence(line) for line in lines)
    return "" if _INDEX_ADDRESS.search(url) and not has_text else url


def _first_heading(blocks: Sequence[Block]) -> str:
    """Return the first line that may be a heading, "" when the page opens with text."""
    lines = (block for block in blocks if block.text and not is_boilerplate(block.text))
    first = next(lines, None)
    if first is None or (ends_sentence(first.text) and not first.level):
        return ""
    return first.text
