"""Lines that are about a date: the date, the words beside it, and what they say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import EDGES, dates_in, is_only_date, trimmed
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.lexicon.regexes import before as before_any
from index.text.printed_dates.forms import find_printed_dates

DateRole = Literal["event", "unsaid", "published"]
"""What the words beside a date say of it: that something happens then, nothing, or that the page
was published then."""

_DATE_LINE = 180
"""Letters of the longest line that may be a date with its label; chosen by hand."""
LONGEST_TITLE = 120
"""Letters of the longest title or category beside a date; chosen by hand."""
_LABEL = 25
"""Letters of the longest label in the line before a date; chosen by hand."""
_PUBLISHED = alternation(
    union(lambda words: words.layouts.published_labels | words.event_dates.published)
)
_EVENT = alternation(union(lambda words: words.layouts.event_labels))
_CHANGED = alternation(
    union(
        lambda words: words.layouts.changed_labels | words.event_dates.updated | words.layouts.today
    )
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
    rf"(?:(?:{_HOURS})\W{{0,2}})?\d{{1,2}}[.:,h]\d{{2}}(?::\d\d)?(?:\s*(?:{_HALVES})\b)?"
    rf"|\d{{1,2}}\s*(?:{_HALVES})\b|(?:{_HOURS})\s+\d{{1,2}}\b|\d{{1,2}}h\b|utc|gmt|cest?"
)
_LONGEST_TIME = 40
"""Letters of the longest line that is a time; chosen by hand."""
_UNTIL = alternation(union(lambda words: words.calendar.until | words.calendar.until_weak))
_UNTIL_OPENS = re.compile(rf"\W*(?:{_UNTIL})\s*")
_SINCE = re.compile(
    rf"\W+(?:{before_any(union(lambda words: words.calendar.range_from))})"
    rf"(?:{before_any(union(lambda words: words.calendar.before_day))})?"
)
_TIMES = re.compile(
    rf"(?:(?:{_TIME}|\d{{1,2}}\s?h(?:\s?\d\d)?|{_HALVES})(?:\W*\b(?:{_UNTIL})\s+|\W+|\Z))+"
)
_BYLINE = re.compile(rf"(?:{alternation(_BYLINES)})\s+\S+(?:\s\S+){{0,3}}")
_BYLINE_OPENS = re.compile(rf"\W*(?:{alternation(_BYLINES)})\s+\w")
_AUTHOR = re.compile(rf"\W*(?:{_TIME})\s*[-–—|•·]\s*[\w.@-]+")
"""The time of a post and the name that its author has on the site: "14:00 - jsmith"."""
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
_SENTENCE = re.compile(r"\w{3,}[.;]\s+[\w(]|[.;]$")


def date_beside(line: Line) -> tuple[str, str, DateRole] | None:
    """Return the date of a line, the words beside it and what they say; None for a line of text.

    The date is "" when the line is about changes only.
    """
    text = line.text
    if len(text) > _DATE_LINE:
        return None
    if is_only_date(text):
        return plain_date(text.strip(EDGES)), "", "unsaid"
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
    if whole := _until_and_since(plain, text, own):
        return whole, "", "event"
    if len(own) > 2 or (len(own) == 2 and not _PUBLISHED_WORDS.search(plain[:begin])):
        return None
    if len(own) == 2 and role_of(plain[end : own[1][0]]) == "event":
        between = _unlabelled(text[end : own[1][0]], is_before=True)
        if not between and not _unlabelled(text[:begin], is_before=True):
            return plain_date(text[slice(*own[1])]), "", "event"
    if len(own) < len(dates):
        plain, text = plain[: max(end, _old_begin(plain, dates, own))], text
    before, after = plain[:begin], plain[end:]
    role = role_of(before)
    sides = (
        _unlabelled(text[:begin], is_before=True),
        _unlabelled(text[end : len(plain)], is_before=False),
    )
    rest = _without_author(" ".join(filter(None, sides)), line)
    if role == "published" and not sides[0] and _BYLINE.fullmatch(fold_letters(rest)):
        rest = ""
    if not before.strip(EDGES) and _AUTHOR.fullmatch(after):
        rest = ""
    date = plain_date(text[begin:end])
    if line.is_foot or not rest or (_PLACE.fullmatch(before) and not after.strip(EDGES)):
        return date, "", role
    if in_runs := _in_runs(line):
        return in_runs
    if _SENTENCE.search(text) or len(rest) > LONGEST_TITLE:
        return None
    in_pieces = len(line.pieces) > 1 and any(
        is_only_date(piece) or trimmed(piece) == rest for piece in line.pieces
    )
    is_label = role == "published" or (len(rest) < LONGEST_TITLE // 3 and not rest[:1].islower())
    if in_pieces or is_label:
        return date, rest, role
    return None


def _in_runs(line: Line) -> tuple[str, str, DateRole] | None:
    """Return the date and the title of a line that marks nothing but its title among short runs.

    "CP 2018-214", "Lyon, le 27 juin 2018", "**A choir from Graz**", "PDF - 214 Kb".
    """
    titles = [run for run, marked in zip(line.pieces, line.marked, strict=False) if marked]
    others = [run for run, marked in zip(line.pieces, line.marked, strict=False) if not marked]
    if len(titles) != 1 or len(others) < _RUNS or dates_in(titles[0]):
        return None
    if any(len(run) > _LONGEST_RUN or run.endswith((".", ";", "!", "?")) for run in others):
        return None
    for run in others:
        for begin, end in dates_in(run)[:1]:
            before = fold_letters(run[:begin])
            if _PLACE.fullmatch(before) or not before.strip(EDGES):
                return plain_date(run[begin:end]), trimmed(titles[0]), role_of(before)
    return None


_RUNS, _LONGEST_RUN = 2, 40
"""Runs beside a title of which one is its date, at least, and letters of each; chosen by hand."""


def _until_and_since(plain: str, text: str, dates: Sequence[tuple[int, int]]) -> str:
    """Return the days of "Until 30 September (from 18 July)" in their order, "" for other lines."""
    bare = [(one.begin, one.end) for one in find_printed_dates(text)] if len(dates) == 2 else []
    if len(bare) != 2:
        return ""
    (begin, end), (later, last) = bare
    if not _UNTIL_OPENS.fullmatch(plain[:begin]) or not _SINCE.fullmatch(plain[end:later]):
        return ""
    if plain[last:].strip(EDGES):
        return ""
    return f"{plain_date(text[later:last])} - {plain_date(text[begin:end])}"


def _without_author(rest: str, line: Line) -> str:
    """Return a title that is a link, without the author behind it."""
    title = line.pieces[0].strip() if line.marked[:1] == (True,) else ""
    if not title or not rest.startswith(title):
        return rest
    return title if _BYLINE_OPENS.match(fold_letters(rest[len(title) :])) else rest


def plain_date(date: str) -> str:
    """Return days without the times between them, and numbers without their weekday."""
    spans = [(one.begin, one.end) for one in find_printed_dates(date)]
    if len(spans) == 2 and _CLOCK.search(date):
        return " - ".join(date[begin:end] for begin, end in spans)
    date = _WEEKDAY.sub("", date)
    return date.replace(".", "/") if _SHORT_NUMBERS.fullmatch(date) else date


_SHORT_NUMBERS = re.compile(r"\d{1,2}\.\d{1,2}\.\d\d")
"""A date that in a text might be another number: "12.5.09"."""
_CLOCK = re.compile(r"\d[:.h]\d\d|\d\s*[ap]m\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"^[^\W\d_]{2,9}\.?,?\s+(?=(?:\d{4}|\d{1,2})[/.-]\d{1,2}[/.-])")
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


def date_at_end(text: str) -> str:
    """Return the date in brackets, or after a dash, that ends a paragraph; "" for none."""
    found = _AT_END.search(text)
    return found[1] if found and is_only_date(found[1]) else ""


_AT_END = re.compile(r"(?:\(|[.!?»”\"]\s+(?:[-–—]\s+)?)([^().!?]{6,60}?)\)?\.?\Z")


def is_time(text: str) -> bool:
    """Return whether a line is only a time of the day, or the first and last one of an event."""
    return len(text) <= _LONGEST_TIME and bool(_TIMES.fullmatch(fold_letters(text)))


def without_time(text: str) -> str:
    """Return a folded line without the time of the day that it opens with."""
    found = _TIMES.match(text)
    return text[found.end() :] if found else text


def is_label(text: str) -> bool:
    """Return whether a folded line is nothing but the label of a date."""
    return _LABEL_BEFORE.fullmatch(text) is not None
