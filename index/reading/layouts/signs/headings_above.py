"""The date heading above each line of a page: which lines head others with a year or month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.reading.layouts.line.headings import is_month_heading, is_season, title_year
from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import EDGES, dates_in, is_month_name, is_weekday
from index.reading.layouts.signs.date_heading import NONE, DateHeading
from index.reading.layouts.signs.loose_headings import (
    LONGEST_HEADING,
    YEAR,
    heading_of_name,
    is_heading,
    loose_headings,
)
from index.reading.layouts.signs.year_items import YearItem
from index.reading.layouts.signs.yearless_days import lacks_year

_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LOOKED_AT = 100
"""Lines below a year in which dates are looked for; chosen by hand."""


def headings_above(
    lines: Sequence[Line], name: str, items: Iterable[YearItem] = ()
) -> list[DateHeading]:
    """Return the date heading above each line; `name` is what the head of the page calls it.

    Each of `items` is below its own year.

    A line that is a year or a month and nothing else is one, except in a menu. A heading that has
    a year among other words is one when days without a year follow; else the page's name may be.
    """
    loose = loose_headings(lines)
    now = heading_of_name(lines, name) if not loose else NONE
    of_items = {
        place: DateHeading(item.year, written=item.year)
        for item in items
        for place in range(item.first, item.end)
    }
    found: list[DateHeading] = []
    for place, line in enumerate(lines):
        found.append(of_items.get(place, now))
        text = line.text
        if (
            not text
            or len(text) > LONGEST_HEADING
            or place in of_items
            or _is_in_menu(lines, place)
        ):
            continue
        if place in loose:
            now = loose[place]
        elif (year := title_year(text)) and is_heading(line):
            is_number = not (line.level or line.strong) and _is_no_heading(lines, place, year)
            now = NONE if is_number else DateHeading(year, written=text)
        elif is_season(text.strip(EDGES)):
            own = YEAR.search(text)
            now = DateHeading(own[0], YEAR.sub("", text).strip(EDGES)) if own else now
        elif is_month_heading(text):
            own = YEAR.search(text)
            month = YEAR.sub("", text).strip(EDGES + "'")
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
        if title_year(line.text) and is_heading(line):
            break
        if not line.text or not dates_in(line.text):
            continue
        years = set(_ANY_YEAR.findall(line.text))
        if year in years or not years or lacks_year(line):
            return False
        others = True
    return others


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
    if line.level or not line.text or len(line.text) > LONGEST_HEADING:
        return ""
    if title_year(line.text):
        return "year"
    return "month" if is_month_heading(line.text) or is_month_name(line.text) else ""
