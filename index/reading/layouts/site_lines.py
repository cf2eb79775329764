"""Lines that recur on the pages of a site: its menus, side columns, stamps and footers.

They are learned from the bytes of many pages, without a parser, and known again in the lines of a
page by their keys.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.model.page import Page
from index.reading.documents import readable
from index.reading.layouts.line.line_dates import has_day, is_only_date
from index.reading.layouts.line.noise import is_boilerplate, is_footer, update_stamp
from index.reading.sources.decoding import decode_text, is_markup

LEAST_PAGES = 4
"""Pages of a site from which its lines are learned, and that a line is on; chosen by hand."""
LEAST_SHARE = 0.3
"""Share of a site's pages that a line is on to belong to the site; chosen by hand."""
_LEAST_OF_FEW, _MANY = 0.6, 12
"""The share in a site of a few pages, and the pages that are enough of it; chosen by hand."""
_LONGEST_PAGE = 500_000
"""Bytes of the longest page from which lines are learned; chosen by hand."""
_LONGEST = 240
"""Letters of the longest line that may belong to a site; chosen by hand."""
_LONGEST_COUNTER = 40
"""Letters of the longest line in which a number is only a counter; chosen by hand."""
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:]*+)[^<>]*+>")
_UNSEEN = re.compile(r"<!--|<(?P<name>script|style|head)(?=[\s>])", re.IGNORECASE)
_ENDS = {
    "": re.compile("-->"),
    **{name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "head")},
}
_INLINE = frozenset(
    {"a", "abbr", "b", "big", "em", "font", "i", "img", "small", "span", "strong", "sub", "sup"}
    | {"time", "u"}
)
_OTHER_SIGN = re.compile(r"[^\w]|_")
_DIGITS = re.compile(r"\d+")


def line_keys(page: Page) -> frozenset[int]:
    """Return the keys of the lines of a marked-up page; none of any other or of a very long one."""
    if not is_markup(page.media_type) or len(page.body) > _LONGEST_PAGE:
        return frozenset()
    return frozenset(_numbered(_lines(decode_text(page.body, page.media_type))))


def shown_lines(page: Page) -> tuple[str, ...]:
    """Return the lines that a page shows, its menus too, as far as its tags tell."""
    page = readable(page)
    text = decode_text(page.body, page.media_type)
    if is_markup(page.media_type):
        return tuple(_lines(text))
    return tuple(line for each in text.splitlines() if (line := " ".join(each.split())))


def recurring(pages: Iterable[frozenset[int]]) -> frozenset[int]:
    """Return the keys that enough of the pages of a site have; none of a site of a few pages."""
    counts: Counter[int] = Counter()
    number = 0
    for keys in pages:
        number += bool(keys)
        counts.update(keys)
    # Of a few pages more must have a line, since an event may be on several of them.
    least = max(LEAST_PAGES, LEAST_SHARE * number, min(_LEAST_OF_FEW * number, _MANY))
    return frozenset(key for key, count in counts.items() if count >= least)


def lines_of_site(lines: Sequence[tuple[str, int]], furniture: frozenset[int]) -> frozenset[int]:
    """Return the places of the lines that belong to the site; each has its text and its level.

    Where a page has a line more often than its site does, as the title of what a side column
    announces, the heading is the page's own, then the line that stands beside it.
    """
    if not furniture:
        return frozenset()
    at: defaultdict[int, list[int]] = defaultdict(list)
    for place, (text, _) in enumerate(lines):
        if (key := _key(text)) and not _is_known(text):
            at[key].append(place)
    dropped: set[int] = set()
    for dates in (False, True):
        for key, places in at.items():
            if is_only_date(lines[places[0]][0]) is not dates:
                continue
            number = sum(_nth(key, n) in furniture for n in range(len(places)))
            ordered = sorted(places, key=lambda place: _worth(place, lines, dropped, dates))
            dropped.update(ordered[:number])
    return frozenset(dropped)


def _worth(
    place: int, lines: Sequence[tuple[str, int]], dropped: set[int], is_date: bool
) -> tuple[int, int]:
    """Return how sure a line is to be the page's own: its level, or that of the lines beside it."""
    near = range(max(0, place - 1), min(len(lines), place + 2)) if is_date else (place,)
    levels = [lines[n][1] for n in near if n not in dropped and lines[n][1]]
    return (7 - min(levels) if levels else 0, -place)


def _is_known(text: str) -> bool:
    """Return whether other rules know a line, and read the page by it."""
    return is_boilerplate(text) or is_footer(text) or bool(update_stamp(text))


def _numbered(lines: Iterable[str]) -> Iterable[int]:
    """Yield the key of each line, another one each time that a page has it again."""
    counts: Counter[int] = Counter()
    for line in lines:
        if key := _key(line):
            yield _nth(key, counts[key])
            counts[key] += 1


def _nth(key: int, number: int) -> int:
    return (key + number * 0x9E3779B97F4A7) & 0x1FFFFFFFFFFFFF


def _key(text: str) -> int:
    """Return the key of a line, 0 for a long one.

    Numbers do not count in short lines: counters of visitors, pages and years. Those of dates and
    of sentences are what they are about.
    """
    if not text or len(text) > _LONGEST:
        return 0
    letters = _OTHER_SIGN.sub("", text.casefold())
    if len(text) <= _LONGEST_COUNTER and not has_day(text) and not is_only_date(text):
        letters = _DIGITS.sub("0", letters)
    if not letters:
        return 0
    digest = hashlib.blake2b(letters.encode("utf-8", "replace"), digest_size=6).digest()
    return int.from_bytes(digest) or 1


def _lines(markup: str) -> Iterable[str]:
    """Yield the lines of a page's markup, as far as its tags tell without a tree."""
    markup = " ".join(_seen(markup))
    pieces: list[str] = []
    end = 0
    for tag in _TAG.finditer(markup):
        pieces.append(markup[end : tag.start()])
        end = tag.end()
        if tag[1].casefold() not in _INLINE:
            yield from _line(pieces)
            pieces = []
    pieces.append(markup[end:])
    yield from _line(pieces)


def _seen(markup: str) -> Iterable[str]:
    """Yield the parts of markup between comments, scripts, styles and the head."""
    at = 0
    while opened := _UNSEEN.search(markup, at):
        yield markup[at : opened.start()]
        ended = _ENDS[(opened["name"] or "").casefold()].search(markup, opened.end())
        if ended is None:
            return
        at = ended.end()
    yield markup[at:]


def _line(pieces: Sequence[str]) -> Iterable[str]:
    text = " ".join(html.unescape("".join(pieces)).split())
    if text:
        yield text


def fingerprint(furniture: Mapping[str, frozenset[int]]) -> str:
    """Return a text that differs between the lines of any sites, "" for none."""
    parts = [f"{site} {sorted(keys)}" for site, keys in sorted(furniture.items()) if keys]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16] if parts else ""
