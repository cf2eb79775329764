"""Months that lines below a year open with: "settembre - A lorry", "gen. Ungheria", "late May"."""

from __future__ import annotations

import re

from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import is_month_name
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.months import NUMBERS

_OPENING = 40
"""Letters at the beginning of a line in which its month is looked for; chosen by hand."""
_PARTS = alternation(
    union(lambda words: words.search.beginning | words.search.middle | words.search.end)
)
_IN = alternation(union(lambda words: words.calendar.openings | words.calendar.before_month))
_OPENS = re.compile(
    rf"\W*(?P<part>(?:{_PARTS})(?:\s+|-))?(?:(?:{_IN})\s+)?(?P<month>{alternation(NUMBERS)})\b\.?"
)
_SIGN = re.compile(r"\s*(?:\s[-–—]\s|:\s)\s*(?=[^\W\d_]|[\"“«'(])")
"""What stands between a month and a title in a line that marks neither."""
_TITLE = re.compile(r"[\s.:,;|•·–—-]*(?=[^\W\d_]|[\"“«'(])")


def month_opens(line: Line) -> tuple[str, int] | None:
    """Return the month that a line opens with instead of a date, and where what follows begins.

    Its words are apart from those that follow by the markup or by a sign, or nothing follows; but
    a line that is nothing but the name of a month is the heading of one. None for other lines.
    """
    found = _OPENS.match(fold_letters(line.text[:_OPENING]))
    if found is None or is_month_name(line.text):
        return None
    month, end = line.text[slice(*found.span("month"))], found.end()
    rest = line.text[end:]
    if not rest:
        return (month, end) if found["part"] else None
    if sign := _SIGN.match(rest):
        return month, end + sign.end()
    title = _TITLE.match(rest) if _is_apart(line, end) else None
    return (month, end + title.end()) if title is not None else None


def _is_apart(line: Line, end: int) -> bool:
    """Return whether the markup sets apart the words up to an offset, and a title behind them."""
    taken = 0
    for place, piece in enumerate(line.pieces[:_FIRST]):
        at = line.text.find(piece, taken)
        if at < 0:
            return False
        taken = at + len(piece)
        if taken >= end:
            behind = line.text[end:].lstrip(" .:,;|•·–—-")
            marks = line.marked[place : place + _FIRST]
            return taken == end and any(marks) and (behind[:1].isupper() or any(marks[1:]))
    return False


_FIRST = 3
"""Runs of a line of which one ends with the month, and in which its title begins; by hand."""
