"""One item of a repeated structure: its date, its title and its text, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.reading.layouts.blocks import Block
from index.reading.layouts.date_lines import DateRole
from index.reading.layouts.headings import ends_sentence, has_word, heading_date_end
from index.reading.layouts.line_dates import dates_in, is_only_date
from index.reading.layouts.line_signs import SignedLine
from index.reading.layouts.marked_run_in import run_in_parts
from index.reading.layouts.markup_dates import interval_of, name_key
from index.reading.layouts.page_lines import Line
from index.reading.layouts.paragraphs import paragraphs_of
from index.text.printed_dates.forms import find_printed_dates, parse_span

_TITLE = 220
"""Letters of the longest title; chosen by hand."""
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d|\d[/.-]\d{1,2}[/.-]\d\d|['’]\d\d\b")
_ROLES: tuple[DateRole, ...] = ("event", "unsaid", "published")
"""Which of several dates is the item's: the first of these."""
_LIST_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=[^\W\d_])")
_DAY_BEFORE = re.compile(r"(\d{1,2})(?:\s*[-–/]\s*(\d{1,2}))?\s*[-–—:.)]?\s*(?=$|[^\W\d_])")
"""The number of a day that opens an item below the heading of a month: "3 - Title"."""


@dataclass(frozen=True, slots=True)
class Item:
    """The heading, its date first, and the paragraphs of one item."""

    heading: str
    paragraphs: tuple[str, ...]
    is_dated: bool
    role: DateRole = "event"
    """What is said of a date that stands apart; "event" where it does not."""


def read_item(
    lines: Sequence[SignedLine], by_name: Mapping[str, str], context: str = ""
) -> Item | None:
    """Return the item of some lines below the heading of a year or month; None without text."""
    shown = [one for one in lines if one.sign != "furniture"]
    shown = [*_split_run_in(shown[0]), *shown[1:]] if shown else []
    dated = _date_line(shown)
    ended = next((one for one in shown if one.sign == "end"), None) or _last_day(shown, dated)
    content = [
        one
        for one in shown
        if one is not dated and one is not ended and not (one.sign == "date" and not one.rest)
    ]
    title_line = _title_line(content)
    if dated is not None and has_word(dated.rest) and (title_line is None):
        title = dated.rest
    else:
        title_line = title_line or _first_short(content)
        title = title_line.line.text if title_line is not None else ""
    paragraphs = paragraphs_of(
        Block(one.line.text, one.line.level, gap=True)
        for one in content
        if one is not title_line and one.line.text
    )
    if not title and not paragraphs:
        return None
    date = _date(lines, dated, ended, context) or by_name.get(name_key(title), "")
    at_end = next((one for one in content if one.sign == "heading date" and one.date), None)
    if not date and at_end is not None:
        date, dated = at_end.date, replace(at_end, role="unsaid")
    title = _LIST_NUMBER.sub("", title, count=1) if _LIST_NUMBER.match(title) else title
    title = title.strip() if heading_date_end(title) else title.strip(" \t|•·»›►-–—")
    if not date and context:
        date, title = _day_of_title(title, context)
    if not date or (heading_date_end(title) and not dated):
        return Item(title, paragraphs, bool(dates_in(title)))
    role = dated.role if dated is not None else "published" if date else "event"
    heading = f"{date} - {title}" if title else date
    return Item(heading, paragraphs, is_dated=True, role=role)


def _date_line(shown: Sequence[SignedLine]) -> SignedLine | None:
    """Return the line with the item's date: that of an event before that of a publication."""
    dates = [one for one in shown if one.sign == "date"]
    if dates:
        return min(dates, key=lambda one: (_ROLES.index(one.role), not _YEAR.search(one.date)))
    return next((one for one in shown[:3] if one.sign == "month"), None)


def _last_day(shown: Sequence[SignedLine], dated: SignedLine | None) -> SignedLine | None:
    """Return the line right after the date that has a later one: the last day; None for none."""
    place = next((n for n, one in enumerate(shown[:-1]) if one is dated), None)
    if place is None or shown[place + 1].sign != "date" or shown[place + 1].role == "published":
        return None
    first, last = (parse_span(shown[n].date) for n in (place, place + 1))
    if first is None or last is None or first.start is None or last.start is None:
        return None
    return shown[place + 1] if first.start < last.start else None


def _split_run_in(one: SignedLine) -> tuple[SignedLine, ...]:
    """Split a paragraph that opens with its marked date and title."""
    parts = run_in_parts(one.line) if one.sign == "heading date" else None
    if parts is None:
        return (one,)
    date, title, text = parts
    lines = [
        SignedLine(Line(date, 0, strong=False, pieces=()), "date", date, role="event"),
        SignedLine(Line(title, 0, strong=True, pieces=(), dates=one.line.dates), "text"),
    ]
    if text:
        lines.append(SignedLine(Line(text, 0, strong=False, pieces=()), "text"))
    return tuple(lines)


def _date(
    lines: Sequence[SignedLine],
    dated: SignedLine | None,
    ended: SignedLine | None,
    context: str,
) -> str:
    """Return the printed date, or that of the markup when none is printed with its year."""
    printed = dated.date or dated.line.text if dated is not None else ""
    if printed and ended is not None:
        printed = f"{printed} - {ended.date}"
    if printed and (_YEAR.search(printed) or (dated is not None and dated.sign == "month")):
        return printed if _YEAR.search(printed) else f"{printed} {_year_of(context)}".strip()
    days = {
        kind: next((d.day for one in lines for d in one.line.dates if d.kind == kind), "")
        for kind in ("start", "end", "published")
    }
    if len(_NUMBER.findall(printed)) > 1 and not days["end"]:
        # Several days are printed; of the markup they only need the year.
        year = (days["start"] or days["published"])[:4]
        printed = f"{printed} {year}".strip()
        if year:
            return printed
    marked = interval_of(days["start"], days["end"]) or days["published"]
    if marked or not printed:
        return marked
    # An abbreviated month is a date only with its year.
    year = _year_of(context)
    return printed if next(find_printed_dates(printed), None) else f"{printed} {year}".strip()


def _year_of(context: str) -> str:
    found = re.search(r"(?:19|20)\d\d", context)
    return found[0] if found else ""


def _day_of_title(title: str, context: str) -> tuple[str, str]:
    """Return the date and the title of "3 - Title" below the heading of a month."""
    found = _DAY_BEFORE.match(title)
    if found is None or not 1 <= int(found[1]) <= 31 or not re.search(r"[^\W\d_]{3}", context):
        return "", title
    rest = title[found.end() :].strip()
    days = f"{found[1]}-{found[2]}" if found[2] else found[1]
    date = f"{days} {context}"
    return (date, rest) if rest and is_only_date(date) else ("", title)


def _title_line(content: Sequence[SignedLine]) -> SignedLine | None:
    """Return the highest heading of the markup, else the first line that is bold or a link."""
    headings = [one for one in content if one.line.level and one.sign != "month"]
    if headings:
        return min(headings, key=lambda one: one.line.level)
    strong = (one for one in content if one.line.strong and len(one.line.text) <= _TITLE)
    return next(
        (one for one in strong if has_word(one.line.text)),
        next((one for one in content if one.sign == "heading date" and one.has_title), None),
    )


def _first_short(content: Sequence[SignedLine]) -> SignedLine | None:
    """Return the first line when it is a title by its form: short, and no sentence."""
    if len(content) < 2:
        return None
    text = content[0].line.text
    is_title = len(text) <= _TITLE and not ends_sentence(text) and not heading_date_end(text)
    return content[0] if is_title else None
