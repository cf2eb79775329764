"""Dates in headings: which one dates the entry, and the title without it."""

from __future__ import annotations

import re

from index.text.lexicon import small_words, union
from index.text.lexicon.regexes import APOSTROPHE, alternation
from index.text.printed_dates.forms import find_printed_dates
from index.text.printed_dates.printed import PartialDate, PrintedDate
from index.text.printed_dates.words import OF, OPENING, YEAR

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


def find_heading_date(heading: str) -> PrintedDate | None:
    """Choose the date of a heading: the one it opens with, else its first day, else its month.

    None when the heading has no date. A season that stands apart dates it too.
    """
    heading = heading[:_READ]
    dates = tuple(find_printed_dates(heading))
    if not dates:
        return _season(heading)
    if OPENING.fullmatch(heading, 0, dates[0].begin):
        return dates[0]
    return next((printed for printed in dates if printed.has_day), dates[0])


def _season(heading: str) -> PrintedDate | None:
    """Return the months of a season that opens a heading: "Estate 2012 - …"; None for none.

    A winter is that of two years when both are named, else any month of its year.
    """
    match = _SEASON.match(heading)
    if match is None:
        return None
    year = int(match["year"])
    first, last = next(months for name, months in _SEASONS.items() if match[name])
    first_year = last_year = year
    if match["winter"]:
        first, last = (12, 2) if match["next"] else (1, 12)
        last_year = year + bool(match["next"])
    ends = PartialDate(first_year, first, None), PartialDate(last_year, last, None)
    return PrintedDate(match.start(), match.end(), *ends, match[0])


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_SEASON = re.compile(
    rf"(?:(?P<spring>{alternation(union(lambda words: words.calendar.spring))})"
    rf"|(?P<summer>{alternation(union(lambda words: words.calendar.summer))})"
    rf"|(?P<autumn>{alternation(union(lambda words: words.calendar.autumn))})"
    rf"|(?P<winter>{alternation(union(lambda words: words.calendar.winter))}))"
    rf"\s+(?:{OF})?(?P<year>{YEAR})(?P<next>\s*[-–/]\s*(?:20)?\d\d)?"
    r"(?=\s*(?:[-–—:,.;]|\Z))",
    re.IGNORECASE,
)


def title_without(heading: str, printed: PrintedDate) -> str:
    """Return a heading without its date and separator; a date inside a sentence is kept."""
    before, after = heading[: printed.begin], heading[printed.end :]
    if OPENING.fullmatch(before):
        return after.lstrip(_BREAKS + ")]").strip()
    if not after.strip(_BREAKS + ")]") and _HANGING.search(before) is None:
        return before.rstrip(_BREAKS + "([").strip()
    if _BROKEN_OFF.search(before) and _BREAK.match(after):
        return f"{before.rstrip(_BREAKS)} - {after.lstrip(_BREAKS).rstrip()}"
    return heading.strip()
