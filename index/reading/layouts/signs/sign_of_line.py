"""The sign of one line, by its own words and those right before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from index.reading.layouts.line.date_lines import (
    date_at_end,
    date_beside,
    is_label,
    is_of_change,
    role_of,
)
from index.reading.layouts.line.headings import is_month_heading, is_season, title_year
from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import (
    EDGES,
    dates_in,
    is_month_name,
    is_only_date,
    is_weekday,
    opens_dated,
)
from index.reading.layouts.line.marked_run_in import run_in_parts
from index.reading.layouts.line.markup_dates import name_key
from index.reading.layouts.line.noise import (
    is_boilerplate,
    is_counter,
    is_footer,
    is_picture_name,
    update_stamp,
)
from index.reading.layouts.line.unmarked_titles import dated_behind_title
from index.reading.layouts.signs.calendar_dates import day_first
from index.reading.layouts.signs.date_heading import DateHeading
from index.reading.layouts.signs.signed_line import SignedLine
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, patterns

_COPYRIGHT = re.compile(r"©|\(c\)|copyright\b", re.IGNORECASE)
END_LABEL = re.compile(rf"\W*(?:{alternation(union(lambda words: words.layouts.end_labels))})\W*")
LONGEST_LABEL = 30
"""Letters of the longest label; chosen by hand."""
_NOTE = re.compile(r"\s*(?:\*+|†|‡|[¹²³]|[(\[]\d{1,2}[)\]])\s*[^\W\d_]{3}")
"""The mark of a footnote, and a word of it before its date."""
_RULE = re.compile(rf"\b(?:{patterns(lambda words: words.layouts.rules)})\b[^.;]{{0,60}}\Z")


def sign_of_line(
    line: Line, before: str, by_name: Mapping[str, str], above: DateHeading
) -> SignedLine:
    """Return a line with its sign; `before` is the line before it, `above` its date heading.

    `by_name` has the dates of things that JSON-LD names.
    """
    text = line.text
    if turned := day_first(text):
        return SignedLine(line, "date", turned, role="event", above=above)
    if is_footer(text) or _COPYRIGHT.match(text):
        return SignedLine(line, "footer", above=above)
    is_date = is_only_date(text)
    # A date such as 04/09/18 looks like the numbers of pages.
    is_noise = not is_date and not title_year(text) and not dates_in(text) and is_boilerplate(text)
    if (
        not text
        or is_noise
        or (dates_in(text) and is_counter(text))
        or is_picture_name(text)
        or update_stamp(text)
        or is_weekday(text)
    ):
        return SignedLine(line, "furniture", above=above)
    if title_year(text) and (line.level or line.strong or text.strip(EDGES).isdigit()):
        return SignedLine(line, "year", text, above=above)
    if is_month_heading(text) or is_season(text.strip(EDGES)) or is_month_name(text):
        return SignedLine(line, "month", text, above=above)
    if (found := date_beside(line)) is not None and not is_note(text, found[0]):
        date, rest, role = found
        if rest and line.strong and not any(map(is_only_date, line.pieces)):
            return SignedLine(line, "heading date", above=above)
        if date and not is_of_change(line, before, date):
            label = fold_letters(before[:40])
            is_end = bool(before) and bool(END_LABEL.fullmatch(label))
            if role == "unsaid":
                said = label if is_label(label) else ""
                role = role_of(f"{fold_letters(line.column)} {said}")
            return SignedLine(line, "end" if is_end else "date", date, rest, role, above=above)
        if line.marked[:1] == (True,) and len(line.pieces) > 1 and not dates_in(line.pieces[0]):
            # A title, and beside it the day on which its page was changed.
            title = line.pieces[0]
            line = replace(line, text=title, pieces=(title,), marked=(True,), strong=True)
            return SignedLine(line, "text", above=above)
        return SignedLine(line, "furniture", above=above)
    if line.is_foot or (line.is_header and len(text) <= LONGEST_LABEL):
        return SignedLine(line, "furniture", above=above)
    if ((line.level or line.strong) and dates_in(text)) or opens_dated(text):
        return SignedLine(line, "heading date", above=above)
    if run_in_parts(line) is not None or dated_behind_title(line) is not None:
        return SignedLine(line, "heading date", above=above)
    if last := date_at_end(text):
        return SignedLine(line, "heading date", last, above=above)
    if by_name and by_name.get(name_key(text)):
        return SignedLine(line, "heading date", above=above)
    return SignedLine(line, "text", above=above)


def is_note(text: str, date: str) -> bool:
    """Return whether a line is a footnote, or the date in it that of a law or a decision."""
    at = text.find(date) if date else 0
    before = fold_letters(text[:at]) if at > 0 else ""
    return bool(_NOTE.match(before) or _RULE.search(before))
