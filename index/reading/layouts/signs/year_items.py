"""Years that the items of a page open with: "2009: A school", "2010: A choir", in a row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.reading.layouts.line.headings import is_month_heading, title_year
from index.reading.layouts.line.line import Element, Line, PageLines
from index.reading.layouts.line.line_dates import EDGES, dates_in, is_only_date
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation

_LONGEST_YEAR = 12
"""Letters of the longest line that is nothing but a year, with signs around it; chosen by hand."""
_LEAST = 3
"""Years in a row from which they are those of items; chosen by hand."""
_YEAR = re.compile(r"\W*((?:19|20)\d\d)\W*")
_NAMED = rf"\W{{0,3}}(?:(?:{alternation(union(lambda words: words.layouts.year_titles))})\s+)?"
_OPENS = re.compile(
    rf"{_NAMED}((?:19|20)\d\d)\s*(?::|[-–—|]\s)\s*(?=[^\W\d_]|[\"“«'(])", re.IGNORECASE
)
"""A year, a sign, and what happened: "2009: A school", "2009 – A school"."""
_LOOSE = re.compile(rf"{_NAMED}((?:19|20)\d\d)(?![\w/]|[.-]\d)", re.IGNORECASE)
_LETTER = re.compile(r"[\s:–—|.,-]*(?=[^\W\d_]|[\"“«'(])")
_OF_ONE = frozenset({"tr", "li", "p", "dd"})
"""Elements that are one item, when they open with a line that is a year."""


@dataclass(frozen=True, slots=True)
class YearItem:
    """The year of the lines from `first` to `end` (exclusive)."""

    year: str
    first: int
    end: int


def year_items(found: PageLines) -> tuple[YearItem, ...]:
    """Return the items of a page that open with years in order; () where fewer than three do.

    The years are taken out of the lines.
    """
    lines = found.lines
    if sum(_LOOSE.match(line.text) is not None for line in lines) < _LEAST:
        return ()
    extents = _extents(found)
    opening: list[tuple[int, str, Line]] = []
    for place, line in enumerate(lines):
        if (cut := _cut(line)) is not None:
            opening.append((place, *cut))
        elif place in extents and not line.level and (alone := title_year(line.text)):
            opening.append((place, alone, replace(line, text="", pieces=(), marked=())))
    if not are_in_order([year for _, year, _ in opening]):
        return ()
    ends = [place for place, _, _ in opening[1:]]
    items = []
    for (place, year, line), end in zip(opening, [*ends, len(lines)], strict=True):
        lines[place] = line
        below = _end_of_section(lines, place) if line.level else place + 1
        items.append(YearItem(year, place, min(end, max(below, extents.get(place, 0)))))
    return tuple(items)


def items_with_last_years(found: PageLines) -> tuple[YearItem, ...]:
    """Return the elements that end with nothing but a year, where all alike end with their dates.

    "<h2>A gift</h2> <p>They …</p> <span>1980</span>": the year heads nothing below it, and is taken
    out of the lines.
    """
    lines = found.lines
    if not any(_is_last_year(line) for line in lines):
        return ()
    alike: defaultdict[tuple[int, str, str], list[Element]] = defaultdict(list)
    for element in found.elements:
        if element.end - element.first >= _LEAST:
            alike[element.key].append(element)
    for same in alike.values():
        last = [lines[element.end - 1] for element in same]
        ending = [element for element, line in zip(same, last, strict=True) if _is_last_year(line)]
        is_dated = all(_is_last_year(line) or _is_last_date(line) for line in last)
        if len(same) < _LEAST or not ending or len(ending) == len(same) or not is_dated:
            continue
        items = []
        for element in ending:
            year = title_year(lines[element.end - 1].text)
            lines[element.end - 1] = replace(lines[element.end - 1], text="", pieces=(), marked=())
            items.append(YearItem(year, element.first, element.end))
        return tuple(items)
    return ()


def _is_last_year(line: Line) -> bool:
    if line.level or not line.text or len(line.text) > _LONGEST_YEAR:
        return False
    return title_year(line.text) == line.text.strip(EDGES)


def _is_last_date(line: Line) -> bool:
    return not line.level and (is_only_date(line.text) or is_month_heading(line.text))


def are_in_order(years: Sequence[str]) -> bool:
    """Return whether there are enough years, all ascending or all descending."""
    if len(set(years)) < _LEAST:
        return False
    steps = [before <= after for before, after in pairwise(years) if before != after]
    return all(steps) or not any(steps)


def open_with_years(texts: Iterable[str]) -> bool:
    """Return whether lines of a page open with years in order, and with no dates."""
    found = [year[1] for text in texts if (year := _LOOSE.match(text)) and not dates_in(text[:30])]
    return are_in_order(found)


def _cut(line: Line) -> tuple[str, Line] | None:
    """Return the year that a line opens with, and the line without it; None for no year."""
    if _LOOSE.match(line.text) is None or dates_in(line.text[:12]):
        return None
    if found := _OPENS.match(line.text):
        year, end = found[1], found.end()
    else:
        first = line.pieces[0] if len(line.pieces) > 1 else ""
        marked = _YEAR.fullmatch(first)
        rest = _LETTER.match(line.text, len(first)) if marked else None
        if marked is None or rest is None:
            return None
        year, end = marked[1], rest.end()
    text = line.text[end:]
    pieces, marks, taken = list(line.pieces), list(line.marked), end
    while pieces and taken > 0:
        left = pieces[0][taken:].lstrip(EDGES)
        taken -= len(pieces[0]) + 1
        if left:
            pieces[0] = left
            break
        pieces, marks = pieces[1:], marks[1:]
    return year, replace(line, text=text, pieces=tuple(pieces), marked=tuple(marks))


def _extents(page: PageLines) -> dict[int, int]:
    """Return where the smallest element of one item ends that begins at a line and goes on."""
    found: dict[int, int] = {}
    for element in page.elements:
        if element.end > element.first + 1 and _is_of_one(element, page.lines):
            end = found.get(element.first, element.end)
            found[element.first] = min(end, element.end)
    return found


def _is_of_one(element: Element, lines: Sequence[Line]) -> bool:
    """Return whether an element is one item: by its tag, or since one heading follows its year."""
    if element.tag in _OF_ONE:
        return True
    levels = [line.level for line in lines[element.first : element.end] if line.level]
    return len(levels) == 1 and lines[element.first + 1].level > 0


def _end_of_section(lines: Sequence[Line], place: int) -> int:
    """Return the next heading of the same rank or a higher one."""
    level = lines[place].level
    for following in range(place + 1, len(lines)):
        if 0 < lines[following].level <= level:
            return following
    return len(lines)
