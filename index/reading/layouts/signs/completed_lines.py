"""Lines whose days are completed with the year and the month of the heading above them."""

from __future__ import annotations

import re
from dataclasses import replace

from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.layouts.line.line import Line
from index.reading.layouts.signs.date_heading import DateHeading
from index.reading.layouts.signs.month_openings import month_opens
from index.reading.layouts.signs.yearless_days import DAY_LINE, DAY_OPENS, NUMBERS_OPEN, OPENING


def completed(line: Line, above: DateHeading, *, days: bool, are_sections: bool) -> Line:
    """Return a line with the month and year that its days lack; the line itself where none do.

    `days` says whether the numbers that open the lines of its month are days, `are_sections` that
    pairs of numbers are those of sections.
    """
    if not above.year:
        return line
    text = line.text
    plain = fold_letters(text[:OPENING])
    if not are_sections and (numbers := NUMBERS_OPEN.match(plain)):
        sign, year = numbers["sign"], above.year_of("")
        date = f"{numbers['first']}{sign}{numbers['month']}{sign}{year}"
        return _opened(line, date, numbers.end()) if year else line
    if (opening := month_opens(line)) is not None:
        month, end = opening
        return _opened(line, f"{month} {year}", end) if (year := above.year_of(month)) else line
    if not above.month or not days:
        return line
    window = f"{above.month} {above.year}"
    if len(text) <= OPENING and (day := DAY_LINE.fullmatch(plain)):
        return _opened(line, f"{_days(day)} {window}", len(text))
    if (day := DAY_OPENS.match(plain)) is not None:
        return _opened(line, f"{_days(day)} {window}", day.end())
    first = line.pieces[0] if len(line.pieces) > 1 and any(line.marked) else ""
    if first and (day := DAY_LINE.fullmatch(fold_letters(first))):
        return _opened(line, f"{_days(day)} {window}", len(first))
    return line


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
