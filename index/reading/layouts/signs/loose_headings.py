"""Headings that name a year among other words: "International calendar 2009"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from index.reading.layouts.line.headings import ends_sentence, is_season, title_year
from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import EDGES, is_month_name
from index.reading.layouts.signs.date_heading import NONE, DateHeading
from index.reading.layouts.signs.yearless_days import lacks_year
from index.text.printed_dates.forms import find_printed_dates

LONGEST_HEADING = 80
"""Letters of the longest heading that names a year among other words; chosen by hand."""
_LEAST_DAYS = 2
"""Lines that lack a year, from which a heading with one among other words is theirs; by hand."""
_OF_PAGE = 2
"""Levels of headings that may be of a whole page; chosen by hand."""
YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d.])")
_PAIR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)?\d\d)(?![\d/-])")


def loose_headings(lines: Sequence[Line]) -> dict[int, DateHeading]:
    """Return the headings that have a year among other words, and days without one below."""
    found: dict[int, DateHeading] = {}
    for place, line in enumerate(lines):
        if not (line.level or line.strong or line.is_caption):
            continue
        heading = _years_in(line.text)
        if heading is None and 0 < line.level <= _OF_PAGE:
            heading = _month_in(line.text)
        if heading is not None:
            found[place] = heading
    if not found:
        return {}
    lacking = [
        place for place, line in enumerate(lines) if lacks_year(line) or is_month_name(line.text)
    ]
    days = {
        place: sum(place < each < _end_of_section(lines, place, found) for each in lacking)
        for place in found
    }
    levels: Counter[int] = Counter()
    for place in found:
        levels[lines[place].level] += days[place]
    alone = Counter(lines[place].level for place in found)
    return {
        place: heading
        for place, heading in found.items()
        if days[place] >= _LEAST_DAYS
        or (days[place] and levels[lines[place].level] > alone[lines[place].level] > 1)
    }


def heading_of_name(lines: Sequence[Line], name: str) -> DateHeading:
    """Return the year that the page's name has, when lines lack one and nothing else tells."""
    heading = _years_in(name) if name else None
    if heading is None and name and (year := title_year(name)):
        heading = DateHeading(year)
    if heading is None or sum(map(lacks_year, lines)) < _LEAST_DAYS:
        return NONE
    return heading


def _years_in(text: str) -> DateHeading | None:
    """Return the one year, or the two years in a row, that a heading names among other words."""
    if not text or len(text) > LONGEST_HEADING or ends_sentence(text) or title_year(text):
        return None
    if pair := _PAIR.search(text):
        first = pair[1]
        second = pair[2] if len(pair[2]) > 2 else first[:2] + pair[2]
        return DateHeading(first, second_year=second) if int(second) - int(first) == 1 else None
    years = set(YEAR.findall(text))
    if len(years) != 1 or any(True for _ in find_printed_dates(text)) or is_season(text):
        return None
    return DateHeading(years.pop())


def _month_in(text: str) -> DateHeading | None:
    """Return the year, and the month when it is one, of the date in a page's heading."""
    if len(text) > LONGEST_HEADING or ends_sentence(text):
        return None
    dates = list(find_printed_dates(text))
    if len(dates) != 1 or (year := dates[0].last.year) is None:
        return None
    date = dates[0]
    if date.has_day or date.first.month != date.last.month:
        return DateHeading(str(year))
    return DateHeading(str(year), YEAR.sub("", date.as_written).strip(EDGES))


def _end_of_section(lines: Sequence[Line], place: int, found: Collection[int]) -> int:
    """Return the next line that is a heading of the same rank or a higher one."""
    level = lines[place].level
    for following in range(place + 1, len(lines)):
        if following in found or 0 < lines[following].level <= level:
            return following
        if title_year(lines[following].text) and is_heading(lines[following]):
            return following
    return len(lines)


def is_heading(line: Line) -> bool:
    """Return whether the form of a line makes it a heading, should it name a year."""
    return bool(line.level) or line.strong or line.text.strip(EDGES).isdigit()
