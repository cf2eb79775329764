"""Date headings: the years and months that stand above the lines of a page, which lack them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.reading.layouts.headings import ends_sentence, is_month_heading, is_season, title_year
from index.reading.layouts.letter_folding import fold_letters
from index.reading.layouts.line import Line
from index.reading.layouts.line_dates import EDGES, dates_in, is_month_name, is_weekday
from index.reading.layouts.month_openings import month_opens
from index.reading.layouts.year_items import YearItem
from index.text.folding import fold
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, before
from index.text.months import ROMAN_MONTHS, month_number
from index.text.printed_dates.forms import find_printed_dates

_LONGEST = 80
"""Letters of the longest heading that names a year among other words; chosen by hand."""
_OPENING = 60
"""Letters at the beginning of a line in which its days are looked for; chosen by hand."""
_LEAST_DAYS = 2
"""Lines that lack a year, from which a heading with one among other words is theirs; by hand."""
_LEAST_NUMBERED = 3
"""Lines that number themselves from one, from which their numbers are no days; by hand."""
_OF_PAGE = 2
"""Levels of headings that may be of a whole page; chosen by hand."""
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d.])")
_PAIR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)?\d\d)(?![\d/-])")
_SECOND_HALF = 8
"""The month from which a day is of the first of two years, as those of schools; by hand."""
_WEEKDAYS = alternation(
    {fold(day) for day in union(lambda words: words.calendar.weekdays)}
    | union(lambda words: words.calendar.short_weekdays)
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ON = before(union(lambda words: words.calendar.before_day))
_NTH = alternation(union(lambda words: words.calendar.ordinals))
_DAY_LINE = re.compile(
    rf"\W*(?:(?:{_WEEKDAYS})\.?,?\s+)?(?:{_ON})?({_DAY})(?:{_NTH}|°|º)?"
    rf"(?:\s*[-–]\s*({_DAY}))?(?:\s*[,(]?\s*(?:{_WEEKDAYS})\.?\)?)?\W*"
)
"""A line that is a day of the month above: "12", "Tuesday 2", "3-5"."""
_DAY_OPENS = re.compile(
    rf"\W*(?:(?:{_WEEKDAYS})\.?,?\s+)?(?:{_ON})?({_DAY})(?:{_NTH}|°|º)?"
    rf"(?:\s*[-–]\s*({_DAY}))?\s*(?:(?:[-–—:|]|[.)](?!\d))\s*|\s+[-–—:]\s+)(?=[^\W\d_]|[\"“«'(])"
)
"""A day of the month above, and what is on it: "3 - Title"."""
_MONTH = rf"(?:0?[1-9]|1[0-2]|{alternation(ROMAN_MONTHS)})"
_NUMBERS_OPEN = re.compile(
    rf"\W*(?P<first>(?:{_DAY}(?:[/.]{_MONTH})?\s*[-–]\s*)?{_DAY})"
    rf"(?P<sign>[/.])(?P<month>{_MONTH})(?![\d/a-z]|\.\d)\.?(?=\W|$)"
)
"""Days and their months in numbers, that lack a year: "02/03 - Title", "9-12/02", "30/IV-3/V"."""


@dataclass(frozen=True, slots=True)
class DateHeading:
    """The year and the month above a line, as written; "" for none."""

    year: str = ""
    month: str = ""
    written: str = ""
    """The whole line of a year, when nothing but it is known; else ""."""
    second_year: str = ""
    """The second of two years that a heading names ("2012/2013"), else ""."""

    @property
    def window(self) -> str:
        """The month with its year, else the year; "" when neither is known, or two years are."""
        if self.second_year:
            return ""
        if self.written and not self.month:
            return self.written
        return f"{self.month} {self.year}".strip() if self.year else ""

    def year_of(self, written: str) -> str:
        """Return the year of a date that lacks one."""
        if not self.second_year:
            return self.year
        months = [month_number(word.casefold()) for word in re.findall(r"[^\W\d_]{3,}", written)]
        month = next((month for month in months if month is not None), None)
        if month is None:
            return ""
        return self.year if month >= _SECOND_HALF else self.second_year


NONE = DateHeading()


def date_headings_of(
    lines: Sequence[Line], name: str, items: Iterable[YearItem] = ()
) -> list[DateHeading]:
    """Return the date heading above each line; `name` is what the head of the page calls it.

    Each of `items` is below its own year.

    A line that is a year or a month and nothing else is one, except in a menu. A heading that has
    a year among other words is one when days without a year follow; else the page's name may be.
    """
    loose = _loose_headings(lines)
    now = _of_name(lines, name) if not loose else NONE
    of_items = {
        place: DateHeading(item.year, written=item.year)
        for item in items
        for place in range(item.first, item.end)
    }
    found: list[DateHeading] = []
    for place, line in enumerate(lines):
        found.append(of_items.get(place, now))
        text = line.text
        if not text or len(text) > _LONGEST or place in of_items or _is_in_menu(lines, place):
            continue
        if place in loose:
            now = loose[place]
        elif (year := title_year(text)) and _is_heading(line):
            is_number = not (line.level or line.strong) and _is_no_heading(lines, place, year)
            now = NONE if is_number else DateHeading(year, written=text)
        elif is_season(text.strip(EDGES)):
            own = _YEAR.search(text)
            now = DateHeading(own[0], _YEAR.sub("", text).strip(EDGES)) if own else now
        elif is_month_heading(text):
            own = _YEAR.search(text)
            month = _YEAR.sub("", text).strip(EDGES + "'")
            now = DateHeading(own[0] if own else now.year, month)
        elif is_month_name(text):
            now = replace(now, month=text.strip(EDGES))
    return found


def _is_no_heading(lines: Sequence[Line], place: int, year: str) -> bool:
    """Return whether a plain year heads nothing: below it all dates have years, all of them others.

    It is a value in a table, such as the year in which two cities became twins.
    """
    others = False
    for line in lines[place + 1 : place + 1 + _LOOKED_AT]:
        if title_year(line.text) and _is_heading(line):
            break
        if not line.text or not dates_in(line.text):
            continue
        years = set(_ANY_YEAR.findall(line.text))
        if year in years or not years or lacks_year(line):
            return False
        others = True
    return others


_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LOOKED_AT = 100
"""Lines below a year in which dates are looked for; chosen by hand."""


def _is_in_menu(lines: Sequence[Line], place: int) -> bool:
    """Return whether a line is one of several years or months in a row, which head nothing."""
    kind = _kind(lines[place])
    if not kind:
        return False
    if kind == "month" and is_weekday(lines[place].text):  # "Mar" is a day of the week too
        kind = "weekday"
    near = (lines[n] for n in (place - 1, place + 1) if 0 <= n < len(lines))
    return any(is_weekday(line.text) if kind == "weekday" else _kind(line) == kind for line in near)


def _kind(line: Line) -> str:
    """Return "year" or "month" for a line that is nothing else and no heading, "" for others."""
    if line.level or not line.text or len(line.text) > _LONGEST:
        return ""
    if title_year(line.text):
        return "year"
    return "month" if is_month_heading(line.text) or is_month_name(line.text) else ""


def completed(line: Line, above: DateHeading, *, days: bool, are_sections: bool) -> Line:
    """Return a line with the month and year that its days lack; the line itself where none do.

    `days` says whether the numbers that open the lines of its month are days, `are_sections` that
    pairs of numbers are those of sections.
    """
    if not above.year:
        return line
    text = line.text
    plain = fold_letters(text[:_OPENING])
    if not are_sections and (numbers := _NUMBERS_OPEN.match(plain)):
        sign, year = numbers["sign"], above.year_of("")
        date = f"{numbers['first']}{sign}{numbers['month']}{sign}{year}"
        return _opened(line, date, numbers.end()) if year else line
    if (opening := month_opens(line)) is not None:
        month, end = opening
        return _opened(line, f"{month} {year}", end) if (year := above.year_of(month)) else line
    if not above.month or not days:
        return line
    window = f"{above.month} {above.year}"
    if len(text) <= _OPENING and (day := _DAY_LINE.fullmatch(plain)):
        return _opened(line, f"{_days(day)} {window}", len(text))
    if (day := _DAY_OPENS.match(plain)) is not None:
        return _opened(line, f"{_days(day)} {window}", day.end())
    first = line.pieces[0] if len(line.pieces) > 1 and any(line.marked) else ""
    if first and (day := _DAY_LINE.fullmatch(fold_letters(first))):
        return _opened(line, f"{_days(day)} {window}", len(first))
    return line


def numbers_are_days(lines: Sequence[Line], headings: Sequence[DateHeading]) -> list[bool]:
    """Return for each line whether numbers below its month are days, not those of a list."""
    numbers: dict[DateHeading, list[int]] = {}
    for line, above in zip(lines, headings, strict=True):
        if not above.month or not line.text[:1].isdigit():
            continue
        plain = fold_letters(line.text[:_OPENING])
        first = fold_letters(line.pieces[0]) if len(line.pieces) > 1 else ""
        day = _DAY_OPENS.match(plain) or _DAY_LINE.fullmatch(first)
        if _DAY_LINE.fullmatch(plain) is None and day:
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


_SECTION = re.compile(r"([1-9]\d?)\.([1-9]\d?)\.?\s+[^\W\d_]")
_LEAST_SECTIONS = 3
"""Pairs of numbers in their order, from which they are those of sections; chosen by hand."""


def _days(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[2]}" if match[2] else match[1]


def _opened(line: Line, date: str, end: int) -> Line:
    """Return a line that opens with a date in place of what it has up to `end`."""
    rest = line.text[end:].lstrip(_BREAKS)
    pieces, marked, taken = list(line.pieces), list(line.marked), end
    while pieces and taken > 0:
        left = pieces[0][taken:].lstrip(_BREAKS)
        taken -= len(pieces[0]) + 1
        if left:
            pieces[0] = left
        else:
            pieces, marked = pieces[1:], marked[1:]
    opened = replace(line, text=f"{date} - {rest}" if rest else date)
    opened.pieces, opened.marked = (date, *pieces), (False, *marked)
    return opened


_BREAKS = " -–—:,.|"


def _is_heading(line: Line) -> bool:
    return bool(line.level) or line.strong or line.text.strip(EDGES).isdigit()


def lacks_year(line: Line) -> bool:
    """Return whether a line opens with a day and a month without their year."""
    opening = line.text[:_OPENING]
    dates = dates_in(opening)
    if not dates or dates[0][0] > _OPENING // 2:
        return bool(_NUMBERS_OPEN.match(fold_letters(opening)))
    begin, end = dates[0]
    written = opening[begin:end]
    return not re.search(r"(?:19|20)\d\d|\d[/.-]\d{1,2}[/.-]\d\d|['’]\d\d\b", written)


def _loose_headings(lines: Sequence[Line]) -> dict[int, DateHeading]:
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


def _month_in(text: str) -> DateHeading | None:
    """Return the year, and the month when it is one, of the date in a page's heading."""
    if len(text) > _LONGEST or ends_sentence(text):
        return None
    dates = list(find_printed_dates(text))
    if len(dates) != 1 or (year := dates[0].last.year) is None:
        return None
    date = dates[0]
    if date.has_day or date.first.month != date.last.month:
        return DateHeading(str(year))
    return DateHeading(str(year), _YEAR.sub("", date.as_written).strip(EDGES))


def _end_of_section(lines: Sequence[Line], place: int, found: Collection[int]) -> int:
    """Return the next line that is a heading of the same rank or a higher one."""
    level = lines[place].level
    for following in range(place + 1, len(lines)):
        if following in found or 0 < lines[following].level <= level:
            return following
        if title_year(lines[following].text) and _is_heading(lines[following]):
            return following
    return len(lines)


def _years_in(text: str) -> DateHeading | None:
    """Return the one year, or the two years in a row, that a heading names among other words."""
    if not text or len(text) > _LONGEST or ends_sentence(text) or title_year(text):
        return None
    if pair := _PAIR.search(text):
        first = pair[1]
        second = pair[2] if len(pair[2]) > 2 else first[:2] + pair[2]
        return DateHeading(first, second_year=second) if int(second) - int(first) == 1 else None
    years = set(_YEAR.findall(text))
    if len(years) != 1 or any(True for _ in find_printed_dates(text)) or is_season(text):
        return None
    return DateHeading(years.pop())


def _of_name(lines: Sequence[Line], name: str) -> DateHeading:
    """Return the year that the page's name has, when lines lack one and nothing else tells."""
    heading = _years_in(name) if name else None
    if heading is None and name and (year := title_year(name)):
        heading = DateHeading(year)
    if heading is None or sum(map(lacks_year, lines)) < _LEAST_DAYS:
        return NONE
    return heading
