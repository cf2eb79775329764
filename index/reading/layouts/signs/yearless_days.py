"""Days that lines open with and that lack their year, or their month too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import dates_in
from index.reading.layouts.signs.date_heading import DateHeading
from index.text.folding import fold
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, before
from index.text.months import ROMAN_MONTHS

OPENING = 60
"""Letters at the beginning of a line in which its days are looked for; chosen by hand."""
_WEEKDAYS = alternation(
    {fold(day) for day in union(lambda words: words.calendar.weekdays)}
    | union(lambda words: words.calendar.short_weekdays)
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ON = before(union(lambda words: words.calendar.before_day))
_NTH = alternation(union(lambda words: words.calendar.ordinals))
DAY_LINE = re.compile(
    rf"\W*(?:(?:{_WEEKDAYS})\.?,?\s+)?(?:{_ON})?({_DAY})(?:{_NTH}|°|º)?"
    rf"(?:\s*[-–]\s*({_DAY}))?(?:\s*[,(]?\s*(?:{_WEEKDAYS})\.?\)?)?\W*"
)
"""A line that is a day of the month above: "12", "Tuesday 2", "3-5"."""
DAY_OPENS = re.compile(
    rf"\W*(?:(?:{_WEEKDAYS})\.?,?\s+)?(?:{_ON})?({_DAY})(?:{_NTH}|°|º)?"
    rf"(?:\s*[-–]\s*({_DAY}))?\s*(?:(?:[-–—:|]|[.)](?!\d))\s*|\s+[-–—:]\s+)(?=[^\W\d_]|[\"“«'(])"
)
"""A day of the month above, and what is on it: "3 - Title"."""
_MONTH = rf"(?:0?[1-9]|1[0-2]|{alternation(ROMAN_MONTHS)})"
NUMBERS_OPEN = re.compile(
    rf"\W*(?P<first>(?:{_DAY}(?:[/.]{_MONTH})?\s*[-–]\s*)?{_DAY})"
    rf"(?P<sign>[/.])(?P<month>{_MONTH})(?![\d/a-z]|\.\d)\.?(?=\W|$)"
)
"""Days and their months in numbers, that lack a year: "02/03 - Title", "9-12/02", "30/IV-3/V"."""
_LEAST_NUMBERED = 3
"""Lines that number themselves from one, from which their numbers are no days; by hand."""
_LEAST_SECTIONS = 3
"""Pairs of numbers in their order, from which they are those of sections; chosen by hand."""
_SECTION = re.compile(r"([1-9]\d?)\.([1-9]\d?)\.?\s+[^\W\d_]")


def lacks_year(line: Line) -> bool:
    """Return whether a line opens with a day and a month without their year."""
    opening = line.text[:OPENING]
    dates = dates_in(opening)
    if not dates or dates[0][0] > OPENING // 2:
        return bool(NUMBERS_OPEN.match(fold_letters(opening)))
    begin, end = dates[0]
    written = opening[begin:end]
    return not re.search(r"(?:19|20)\d\d|\d[/.-]\d{1,2}[/.-]\d\d|['’]\d\d\b", written)


def numbers_are_days(lines: Sequence[Line], headings: Sequence[DateHeading]) -> list[bool]:
    """Return for each line whether numbers below its month are days, not those of a list."""
    numbers: dict[DateHeading, list[int]] = {}
    for line, above in zip(lines, headings, strict=True):
        if not above.month or not line.text[:1].isdigit():
            continue
        plain = fold_letters(line.text[:OPENING])
        first = fold_letters(line.pieces[0]) if len(line.pieces) > 1 else ""
        day = DAY_OPENS.match(plain) or DAY_LINE.fullmatch(first)
        if DAY_LINE.fullmatch(plain) is None and day:
            numbers.setdefault(above, []).append(int(day[1]))
    counted = {
        above
        for above, row in numbers.items()
        if len(row) >= _LEAST_NUMBERED and row == list(range(1, len(row) + 1))
    }
    return [above not in counted for above in headings]


def are_sections(lines: Sequence[Line]) -> bool:
    """Return whether lines open with the numbers of sections in their order: "2.1", "2.2"."""
    opening = (line.text for line in lines if line.text[:1].isdigit())
    found = [(int(m[1]), int(m[2])) for text in opening if (m := _SECTION.match(text))]
    return len(found) >= _LEAST_SECTIONS and all(
        later in ((first, second + 1), (first + 1, 1)) for (first, second), later in pairwise(found)
    )
