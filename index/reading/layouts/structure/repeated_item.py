"""One item of a repeated structure: its date, its title and its text, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.reading.layouts.line.date_lines import DateRole, is_time
from index.reading.layouts.line.headings import ends_sentence, has_word, heading_date_end
from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import dates_in, is_only_date
from index.reading.layouts.line.marked_run_in import lead_title, run_in_parts
from index.reading.layouts.line.markup_dates import interval_of, name_key
from index.reading.layouts.line.unmarked_titles import unmarked_parts
from index.reading.layouts.paragraphs import paragraphs_of
from index.reading.layouts.signs.date_heading import NONE, DateHeading
from index.reading.layouts.signs.signed_line import SignedLine
from index.reading.layouts.tree.blocks import Block
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.printed_dates.forms import find_printed_dates, parse_span
from index.text.titles import with_own_quote

_TITLE = 220
"""Letters of the longest title; chosen by hand."""
_TITLE_COLUMN = re.compile(alternation(union(lambda words: words.layouts.title_labels)))
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d|\d[/.-]\d{1,2}[/.-]\d\d|['’]\d\d\b")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_ROLES: tuple[DateRole, ...] = ("event", "unsaid", "published")
"""Which of several dates is the item's: the first of these."""
_DATELINE = re.compile(
    r"[^\W\d_][^\d\n.;:,]{1,30},\s+(?P<date>[^:|]{6,40}?)\s*(?:[:|]|\s[-–—])\s+(?P<title>\w.*)"
)
"""A title behind a place and a date: "Lyon, 12 mars 2010: A choir"."""
_LIST_NUMBER = re.compile(r"(?:\d{1,2}[.)]|\d{1,2}\.[1-9]\.?)\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Item:
    """The heading, its date first, and the paragraphs of one item."""

    heading: str
    paragraphs: tuple[str, ...]
    is_dated: bool
    role: DateRole = "event"
    """What is said of a date that stands apart; "event" where it does not."""
    printed: str = ""
    """Its date as printed, when it lacks the year; else ""."""


def read_item(
    lines: Sequence[SignedLine], by_name: Mapping[str, str], above: DateHeading = NONE
) -> Item | None:
    """Return the item of some lines below the heading of a year or month; None without text."""
    shown = [one for one in lines if one.sign != "furniture"]
    shown = [*_split_run_in(shown[0]), *shown[1:]] if shown else []
    dated = _date_line(shown)
    ended = next((one for one in shown if one.sign == "end"), None) or _last_day(shown, dated)
    content = [
        one
        for one in shown
        if one is not dated
        and one is not ended
        and not (one.sign == "date" and not one.rest)
        and not (one.sign in ("month", "year") and dated is not None)
    ]
    timeless = [one for one in content if not is_time(one.line.text)]
    title_line = _title_line(timeless)
    if dated is not None and has_word(dated.rest) and _is_below_text(title_line, content):
        title, title_line = dated.rest, None
    else:
        title_line = title_line or (_first_short(timeless) if len(content) > 1 else None)
        title = title_line.line.text if title_line is not None else ""
    if not title and content and (lead := lead_title(content[0].line)) is not None:
        title = lead[0]
        content[0] = replace(content[0], line=replace(content[0].line, text=lead[1]))
    paragraphs = paragraphs_of(
        Block(one.line.text, one.line.level, gap=True)
        for one in content
        if one is not title_line and one.line.text
    )
    if not title and not paragraphs:
        return None
    named = by_name.get(name_key(title), "") if by_name else ""
    date = _date(lines, dated, ended, above) or named
    if named and not _YEAR.search(date):
        date = named
    at_end = next((one for one in content if one.sign == "heading date" and one.date), None)
    if not date and at_end is not None:
        date, dated = at_end.date, replace(at_end, role="unsaid")
    title = _LIST_NUMBER.sub("", title, count=1) if _LIST_NUMBER.match(title) else title
    bare = title.strip(" \t|•·»›►-–—")
    title = title.strip() if heading_date_end(title) else with_own_quote(bare, title)
    if dated is None and (found := _DATELINE.match(title)) and is_only_date(found["date"]):
        return Item(f"{found['date']} - {found['title']}", paragraphs, is_dated=True)
    if not date or (heading_date_end(title) and not dated):
        return Item(title, paragraphs, bool(dates_in(title)))
    role = dated.role if dated is not None else "published" if date else "event"
    heading = f"{date} - {title}" if title else date
    lacks_year = dated is not None and not _YEAR.search(dated.date)
    printed = dated.date if dated is not None and lacks_year else ""
    return Item(heading, paragraphs, is_dated=True, role=role, printed=printed)


def _is_below_text(title: SignedLine | None, content: Sequence[SignedLine]) -> bool:
    """Return whether there is no title, or one that a text stands above: a link to elsewhere."""
    if title is None:
        return True
    above = content[: next(n for n, one in enumerate(content) if one is title)]
    return not title.line.level and any(ends_sentence(one.line.text) for one in above)


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
    first, last = (parse_span(_with_year(shown[n], dated)) for n in (place, place + 1))
    if first is None or last is None or first.start is None or last.end is None:
        return None
    return shown[place + 1] if first.end and first.end < last.end else None


def _with_year(one: SignedLine, dated: SignedLine | None) -> str:
    """Return the date of a line, its year that of the date before it where it has none."""
    if dated is None or _YEAR.search(one.date) or not (year := _YEAR_ALONE.search(dated.date)):
        return one.date
    return f"{one.date} {year[0]}"


def _split_run_in(one: SignedLine) -> tuple[SignedLine, ...]:
    """Split a paragraph that opens with its date and title."""
    parts = None
    if one.sign == "heading date":
        line = one.line
        parts = run_in_parts(line) or unmarked_parts(line)
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
    above: DateHeading,
) -> str:
    """Return the printed date, or that of the markup when none is printed with its year."""
    printed = dated.date or dated.line.text if dated is not None else ""
    if printed and ended is not None:
        whole = _with_year(ended, dated)
        is_whole = (span := parse_span(whole)) is not None and span.start != span.end
        printed = whole if is_whole else f"{printed} - {ended.date}"
    if printed and (_YEAR.search(printed) or (dated is not None and dated.sign == "month")):
        return printed if _YEAR.search(printed) else f"{printed} {above.year_of(printed)}".strip()
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
    year = above.year_of(printed)
    is_date = next(find_printed_dates(printed), None) and not above.second_year
    return printed if is_date else f"{printed} {year}".strip()


def _title_line(content: Sequence[SignedLine]) -> SignedLine | None:
    """Return the highest heading of the markup, else the first line that is bold or a link."""
    named = [one for one in content if _TITLE_COLUMN.fullmatch(fold_letters(one.line.column))]
    if named and len(named[0].line.text) <= _TITLE:
        return named[0]
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
    if not content:
        return None
    text = content[0].line.text
    is_title = len(text) <= _TITLE and not ends_sentence(text) and not heading_date_end(text)
    return content[0] if is_title else None
