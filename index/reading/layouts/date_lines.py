"""Lines that are about a date: the date, the words beside it, and what they say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from index.reading.layouts.headings import title_year
from index.reading.layouts.letter_folding import fold_letters
from index.reading.layouts.line_dates import EDGES, dates_in, is_only_date, trimmed
from index.reading.layouts.page_lines import Line
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.lexicon.regexes import before as before_any
from index.text.months import month_number
from index.text.printed_dates.forms import find_printed_dates

DateRole = Literal["event", "unsaid", "published"]
"""What the words beside a date say of it: that something happens then, nothing, or that the page
was published then."""

_DATE_LINE = 180
"""Letters of the longest line that may be a date with its label; chosen by hand."""
LONGEST_TITLE = 120
"""Letters of the longest title or category beside a date; chosen by hand."""
_SHORT = 12
"""Letters of the longest part of a date that is printed in several lines; chosen by hand."""
_LABEL = 25
"""Letters of the longest label in the line before a date; chosen by hand."""
_PUBLISHED = alternation(
    union(lambda words: words.layouts.published_labels | words.event_dates.published)
)
_EVENT = alternation(union(lambda words: words.layouts.event_labels))
_CHANGED = alternation(
    union(lambda words: words.layouts.changed_labels | words.event_dates.updated)
)
_PUBLISHED_WORDS = re.compile(rf"\b(?:{_PUBLISHED})\b")
_EVENT_WORDS = re.compile(rf"\b(?:{_EVENT})\b")
_CHANGED_WORDS = re.compile(rf"\b(?:{_CHANGED})\b[^\d|]{{0,30}}$")
_BYLINES = union(lambda words: words.layouts.bylines)
_SURE_BYLINES = alternation(_BYLINES - union(lambda words: words.grammar.of | words.grammar.origin))
"""Those that are before nothing but an author."""
_HOURS = alternation(union(lambda words: words.layouts.hours))
_HALVES = alternation(union(lambda words: words.layouts.half_days))
_TIME = (
    rf"(?:(?:{_HOURS})\W{{0,2}})?\d{{1,2}}[.:h]\d{{2}}(?::\d\d)?(?:\s*(?:{_HALVES})\b)?"
    rf"|\d{{1,2}}\s*(?:{_HALVES})\b|(?:{_HOURS})\s+\d{{1,2}}\b|\d{{1,2}}h\b|utc|gmt|cest?"
)
_BY = rf"(?:{_SURE_BYLINES})\s+[^\d|,–—•·]{{1,40}}"
_LABELS = alternation(
    union(
        lambda words: (
            words.layouts.date_labels
            | words.layouts.event_labels
            | words.layouts.label_ends
            | words.calendar.before_day
            | words.calendar.openings
        )
    )
)
_LABEL_BEFORE = re.compile(
    rf"(?:^|(?<=[\s(\[|–—•·:-]))(?:(?:{_PUBLISHED})(?:\s+(?:{alternation(_BYLINES)})\s+[^\d|]{{1,40}})?"
    rf"|(?<=\b)(?:{_LABELS})\b|(?<=\b)(?:{_BY})\s*(?=\b(?:{_LABELS})\b|[|,–—•·-]|$)|\W)+\Z"
)
_LABEL_AFTER = re.compile(rf"(?:{_TIME}|\W|(?:{_BY})(?=\s*(?:[|,–—•·(]|$)))*")
_PLACE = re.compile(
    rf"(?:[a-z][a-z'’-]* ?){{1,3}},\s*"
    rf"(?:{before_any(union(lambda words: words.calendar.before_day))})?"
)
"""The place of a letter or a press release: "Lyon, 12 mars 2010"."""
_SENTENCE = re.compile(r"\w{3,}[.;]\s+\w|[.;]$")


def date_beside(line: Line) -> tuple[str, str, DateRole] | None:
    """Return the date of a line, the words beside it and what they say; None for a line of text.

    The date is "" when the line is about changes only.
    """
    text = line.text
    if len(text) > _DATE_LINE:
        return None
    if is_only_date(text):
        return _without_times(text.strip(EDGES)), "", "unsaid"
    if line.level:
        return None
    dates = dates_in(text)
    if not dates:
        return None
    plain = fold_letters(text)
    own = [(begin, end) for begin, end in dates if not _CHANGED_WORDS.search(plain[:begin])]
    if not own:
        return ("", "", "unsaid") if len(text) < LONGEST_TITLE else None
    begin, end = own[0]
    if len(own) > 2 or (len(own) == 2 and not _PUBLISHED_WORDS.search(plain[:begin])):
        return None
    if len(own) < len(dates):
        plain, text = plain[: max(end, _old_begin(plain, dates, own))], text
    before, after = plain[:begin], plain[end:]
    role = role_of(before)
    sides = (
        _unlabelled(text[:begin], is_before=True),
        _unlabelled(text[end : len(plain)], is_before=False),
    )
    rest = " ".join(filter(None, sides))
    date = _without_times(text[begin:end])
    if line.is_foot or not rest or (_PLACE.fullmatch(before) and not after.strip(EDGES)):
        return date, "", role
    if _SENTENCE.search(text) or len(rest) > LONGEST_TITLE:
        return None
    in_pieces = any(is_only_date(piece) for piece in line.pieces) and len(line.pieces) > 1
    is_label = role == "published" or (len(rest) < LONGEST_TITLE // 3 and not rest[:1].islower())
    if in_pieces or is_label:
        return date, rest, role
    return None


def _without_times(date: str) -> str:
    """Return days without the times between them, and numbers without their weekday."""
    spans = [(one.begin, one.end) for one in find_printed_dates(date)]
    if len(spans) == 2 and _CLOCK.search(date):
        return " - ".join(date[begin:end] for begin, end in spans)
    date = _WEEKDAY.sub("", date)
    return date.replace(".", "/") if _SHORT_NUMBERS.fullmatch(date) else date


_SHORT_NUMBERS = re.compile(r"\d{1,2}\.\d{1,2}\.\d\d")
"""A date that in a text might be another number: "12.5.09"."""
_CLOCK = re.compile(r"\d[:.h]\d\d|\d\s*[ap]m\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"^[^\W\d_]{2,9}\.?,?\s+(?=\d{1,2}[/.-]\d{1,2}[/.-])")
"""A weekday before a date in numbers."""


def _old_begin(plain: str, dates: Sequence[tuple[int, int]], own: Sequence[tuple[int, int]]) -> int:
    """Return where the words begin that tell of a change."""
    begin, _ = next(date for date in dates if date not in own)
    found = _CHANGED_WORDS.search(plain[:begin])
    return found.start() if found else begin


def _unlabelled(text: str, *, is_before: bool) -> str:
    """Return the words before or after a date without the labels beside it, times and authors."""
    plain = fold_letters(text)
    if is_before:
        label = _LABEL_BEFORE.search(plain)
        begin, end = 0, label.start() if label else len(plain)
    else:
        label = _LABEL_AFTER.match(plain)
        begin, end = label.end() if label else 0, len(plain)
    rest = trimmed(text[begin:end])
    return rest if re.search(r"[^\W\d_]{2}", rest) else ""


def is_of_change(line: Line, before: str, date: str) -> bool:
    """Return whether the words before a date, or its column, say that it is of a change."""
    within = line.text.partition(date)[0]
    said = (line.column, before if len(before) < _LABEL else "", within[-60:])
    return any(_CHANGED_WORDS.search(fold_letters(words)) for words in said)


def role_of(words: str) -> DateRole:
    """Return what the words of a label say of a date."""
    if _PUBLISHED_WORDS.search(words):
        return "published"
    return "event" if _EVENT_WORDS.search(words) else "unsaid"


def date_in_parts(lines: Sequence[Line], place: int) -> tuple[int, str] | None:
    """Return how many lines make one date, and it, as "12", "March" and "2010" in a calendar."""
    if len(lines[place].text) > _SHORT or not lines[place].text or lines[place].level:
        return None
    for count in (4, 3, 2):
        parts = [one.text.strip(EDGES) for one in lines[place : place + count]]
        if len(parts) < count or not all(part and len(part) <= _SHORT for part in parts):
            continue
        if title_year(parts[0]).isdigit() and count > 2:
            parts = [*parts[1:], parts[0]]
        if any(is_only_date(part) for part in parts):
            continue
        for date in (" ".join(parts), " ".join([*parts[1::-1], *parts[2:]])):
            if is_only_date(date) and re.search(r"\b\d{1,2}\b", date):
                return count, date
    return None


def month_first(text: str) -> str:
    """Return a date as a calendar prints it, "MAG 12 2019", with its day first; "" for others."""
    found = _MONTH_FIRST.fullmatch(text)
    if found is None or month_number(found[1]) is None:
        return ""
    if any(printed.has_day for printed in find_printed_dates(text)):
        return ""
    return f"{found[2]} {found[1]} {found[3] or ''}".strip()


_MONTH_FIRST = re.compile(r"([^\W\d_]{3,10})\.? (\d{1,2})(?:,? ((?:19|20)\d\d))?")


def date_at_end(text: str) -> str:
    """Return the date in brackets, or after a dash, that ends a paragraph; "" for none."""
    found = _AT_END.search(text)
    return found[1] if found and is_only_date(found[1]) else ""


_AT_END = re.compile(r"(?:\(|[.!?»”\"]\s+[-–—]\s+)([^()]{6,60}?)\)?\.?\Z")


def is_label(text: str) -> bool:
    """Return whether a folded line is nothing but the label of a date."""
    return _LABEL_BEFORE.fullmatch(text) is not None
