"""The account of a page: what of its visible text is in its entries, and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.model.entry import Entry
from index.model.page import Page
from index.reading.layouts.noise import is_boilerplate, is_footer, is_picture_name, update_stamp
from index.reading.layouts.site_lines import shown_lines
from index.text.folding import fold

Share = Literal["entry", "furniture", "short", "unread"]
"""Where a line went: into an entry; it is furniture by its words; it is a label or a link of a few
words; or nobody reads it."""
_SHORT = 40
"""Letters of the longest line that may be a label or a link of a menu; chosen by hand."""
_LONGEST_PAGE = 500_000
"""Bytes of the longest page that is accounted for; chosen by hand."""


@dataclass(frozen=True, slots=True)
class Account:
    """Letters and digits of a page by what became of them, and the lines that are unread."""

    letters: Counter[Share] = field(default_factory=Counter)
    unread: tuple[str, ...] = ()


def account_of(page: Page, entries: Sequence[Entry]) -> Account:
    """Return the account of a page that was read as `entries`; an empty one for a very long page.

    A line is in an entry when its letters are among those of the entry's title, date and text.
    """
    if len(page.body) > _LONGEST_PAGE:
        return Account()
    said = "\n".join(
        _letters(f"{entry.dates.as_written} {version.title} {version.text}")
        for entry in entries
        for version in entry.versions
    )
    dates = {_letters(entry.dates.as_written) for entry in entries}
    letters: Counter[Share] = Counter()
    unread: list[str] = []
    for line in shown_lines(page):
        own = _letters(line)
        share = _share(line, own, said, dates)
        letters[share] += len(own)
        if share == "unread":
            unread.append(line)
    return Account(letters, tuple(unread))


def _share(line: str, own: str, said: str, dates: set[str]) -> Share:
    if own in said:
        return "entry"
    for date in dates:
        if date and date in own and own.replace(date, "", 1) in said:
            return "entry"
    if is_boilerplate(line) or is_footer(line) or is_picture_name(line) or update_stamp(line):
        return "furniture"
    return "short" if len(own) <= _SHORT and line[-1] not in ".!?" else "unread"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
