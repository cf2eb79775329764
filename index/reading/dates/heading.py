"""Dates in headings: which one dates the entry, and the title without it."""

from __future__ import annotations

import re

from index.reading.dates.seasons import find_season
from index.text.lexicon import small_words, union
from index.text.lexicon.regexes import APOSTROPHE, alternation
from index.text.printed_dates.forms import find_printed_dates
from index.text.printed_dates.open_ranges import find_open_range
from index.text.printed_dates.printed import PrintedDate
from index.text.printed_dates.words import OPENING
from index.text.titles import with_own_quote

_READ = 400
"""Characters of a heading that are read; a longer one has its text run into it."""
_BREAKS = " \t\u00a0-–—‐‑−:,.;|·•»›→"
_BREAK = re.compile(r"\s*[-–—]\s*\S")
_BROKEN_OFF = re.compile(r"\S\s*[-–—]\s*\Z")
_ELIDED = union(
    lambda words: words.grammar.elided & (words.grammar.joined | words.grammar.articles)
)
_HANGING = re.compile(
    rf"(?:\b(?:{alternation(small_words() | union(lambda words: words.event_dates.dated))})"
    rf"|\b(?:{alternation(_ELIDED)}){APOSTROPHE})\s*\Z",
    re.IGNORECASE,
)


_HOURS = alternation(union(lambda words: words.layouts.hours))
_TIME = re.compile(
    rf"\A(?:(?:{_HOURS})\s+)?\d{{1,2}}[.:h]\d\d(?!\d)[\s,;:–—-]+(?=[^\W\d_])", re.IGNORECASE
)
"""The time of day between a date and its title."""


def find_heading_date(heading: str) -> PrintedDate | None:
    """Choose the date of a heading: the one it opens with, else its first day, else its month.

    None when the heading has no date. A season that stands apart dates it too.
    """
    heading = heading[:_READ]
    dates = tuple(find_printed_dates(heading))
    if not dates:
        return find_season(heading)
    if OPENING.fullmatch(heading, 0, _bounds(heading, dates[0])[0]):
        return dates[0]
    return next((printed for printed in dates if printed.has_day), dates[0])


def _bounds(heading: str, printed: PrintedDate) -> tuple[int, int]:
    """Return the offsets of a date with the words that belong to it: "until 5 May"."""
    whole = None
    if not printed.is_range:
        whole = find_open_range(heading, printed.begin, printed.end)
    return whole or (printed.begin, printed.end)


def title_without(heading: str, printed: PrintedDate) -> str:
    """Return a heading without its date and separator; a date inside a sentence is kept."""
    begin, end = _bounds(heading, printed)
    before, after = heading[:begin], heading[end:]
    if OPENING.fullmatch(before):
        title = after.lstrip(_BREAKS + ")]").strip()
        return _TIME.sub("", title, count=1)
    if not after.strip(_BREAKS + ")]") and _HANGING.search(before) is None:
        return with_own_quote(before.rstrip(_BREAKS + "([").strip(), before)
    if _BROKEN_OFF.search(before) and _BREAK.match(after):
        return f"{before.rstrip(_BREAKS)} - {after.lstrip(_BREAKS).rstrip()}"
    return heading.strip()
