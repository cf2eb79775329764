"""Signs of the lines of a page: which is a date, the heading of a year, or furniture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.reading.layouts.line.headings import is_month_heading
from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import has_day
from index.reading.layouts.line.marked_run_in import run_in_parts
from index.reading.layouts.signs.calendar_dates import date_in_parts
from index.reading.layouts.signs.changed_days import with_changed_days
from index.reading.layouts.signs.completed_lines import completed
from index.reading.layouts.signs.date_heading import DateHeading
from index.reading.layouts.signs.headings_above import headings_above
from index.reading.layouts.signs.neighbour_signs import (
    with_labels,
    with_last_days,
    without_comments,
    without_menus,
)
from index.reading.layouts.signs.page_foot import with_foot
from index.reading.layouts.signs.plain_lines import (
    has_title_label,
    opens_with_label,
    plain_lines,
    with_plain_date,
    without_title_label,
)
from index.reading.layouts.signs.sign_of_line import sign_of_line
from index.reading.layouts.signs.signed_line import DATED, SignedLine, is_title_like
from index.reading.layouts.signs.year_items import YearItem
from index.reading.layouts.signs.yearless_days import are_sections, numbers_are_days


def sign_lines(
    lines: Sequence[Line],
    by_name: Mapping[str, str],
    name: str = "",
    items: Sequence[YearItem] = (),
) -> list[SignedLine]:
    """Return the lines with their signs; `by_name` has the dates of things that JSON-LD names.

    `name` is what the head of the page calls it, `items` are those that open with their
    years. Days without a year or a month have those of the date heading above them.
    """
    lines = plain_lines(lines)
    headings = headings_above(lines, name, items)
    days = numbers_are_days(lines, headings)
    sections = are_sections(lines)
    titles_labelled = sum(map(has_title_label, lines)) > 1
    signed: list[SignedLine] = []
    taken = 0
    for place, spaced in enumerate(lines):
        line, above = with_plain_date(spaced), headings[place]
        is_last = place + 1 == len(lines)
        if titles_labelled or (not is_last and opens_with_label(lines[place + 1])):
            line = without_title_label(line)
        if place < taken:
            signed.append(SignedLine(line, "furniture", above=above))
        elif apart := date_in_parts(lines, place):
            count, date = apart
            taken = place + count
            signed.append(SignedLine(line, "date", date, role="event", above=above))
        elif not is_last and _is_of_page(line, headings[place + 1], above):
            signed.append(SignedLine(line, "year", line.text, above=above))
        else:
            whole = completed(line, above, days=days[place], are_sections=sections)
            one = sign_of_line(whole, lines[place - 1].text if place else "", by_name, above)
            signed.append(_with_title(one if whole is line else _of_part(one, line)))
    signed = without_comments(without_menus(signed))
    return with_foot(with_labels(with_last_days(with_changed_days(signed))))


def _of_part(one: SignedLine, line: Line) -> SignedLine:
    """Return the sign of a line that was completed: it is of its days, and heads nothing."""
    if one.sign == "month":
        return replace(one, sign="date", date=one.line.text, role="event")
    if one.sign not in DATED:
        return replace(one, line=line)
    return replace(one, role="event") if one.role == "unsaid" else one


def _with_title(one: SignedLine) -> SignedLine:
    """Return a line with whether a title stands beside its date."""
    is_titled = (one.sign == "date" and bool(one.rest)) or (
        one.sign == "heading date" and (is_title_like(one) or run_in_parts(one.line) is not None)
    )
    return replace(one, has_title=True) if is_titled else one


def _is_of_page(line: Line, below: DateHeading, above: DateHeading) -> bool:
    """Return whether a heading names the month of all that follows, and no day."""
    if not line.level or below is above or not below.month or is_month_heading(line.text):
        return False
    return len(line.text) > len(below.window) and not has_day(line.text)
