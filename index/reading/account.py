"""The account of a page: what of its visible text is in its entries, and what is not."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from index.model.entry import Entry
from index.model.page import Page
from index.model.page_account import PageAccount, Passage, Share
from index.reading.layouts.line.noise import (
    is_boilerplate,
    is_footer,
    is_picture_name,
    update_stamp,
)
from index.reading.layouts.site_lines import lines_of_site, shown_lines
from index.text.folding import letters_of

_SHORT = 40
"""Letters of the longest line that may be a label or a link of a menu; chosen by hand."""
_LONGEST_PAGE = 500_000
"""Bytes of the longest page that is accounted for; chosen by hand."""


def account_of(page: Page, entries: Sequence[Entry]) -> PageAccount:
    """Return the account of a page that was read as `entries`; an empty one for a very long page.

    A line is in an entry when its letters are among those of the entry's title, date and text. The
    lines that recur on the page's site, as far as the page has them, are furniture.
    """
    if len(page.body) > _LONGEST_PAGE:
        return PageAccount()
    said = "\n".join(
        letters_of(f"{entry.dates.as_written} {version.title} {version.text}")
        for entry in entries
        for version in entry.versions
    )
    dates = {letters_of(entry.dates.as_written) for entry in entries}
    lines = shown_lines(page)
    of_site = lines_of_site([(line, 0) for line in lines], page.furniture)
    letters: Counter[Share] = Counter()
    passages: list[Passage] = []
    before, is_open = "", False
    for place, line in enumerate(lines):
        own = letters_of(line)
        if not own:
            continue
        share = _share(line, own, said, dates)
        if place in of_site and share != "entry":
            share = "furniture"
        letters[share] += len(own)
        if share == "entry":
            before = line
        elif share == "unread" and is_open:
            passages[-1] = Passage((*passages[-1].lines, line), passages[-1].before)
        elif share == "unread":
            passages.append(Passage((line,), before))
        is_open = share == "unread"
    return PageAccount(letters, tuple(passages))


def line_id(line: str) -> str:
    """Return the name of a line, the same for all lines with its letters: `text-` and 16 digits."""
    return f"text-{hashlib.sha256(letters_of(line).encode()).hexdigest()[:16]}"


def _share(line: str, own: str, said: str, dates: set[str]) -> Share:
    if own in said:
        return "entry"
    for date in dates:
        if date and date in own and own.replace(date, "", 1) in said:
            return "entry"
    if is_boilerplate(line) or is_footer(line) or is_picture_name(line) or update_stamp(line):
        return "furniture"
    return "short" if len(own) <= _SHORT and line[-1] not in ".!?" else "unread"
