"""Signs of the lines of a page's tree: which is a date, the heading of a year, or furniture."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.reading.layouts.date_lines import (
    LONGEST_TITLE,
    DateRole,
    date_at_end,
    date_beside,
    date_in_parts,
    is_label,
    is_of_change,
    month_first,
    role_of,
)
from index.reading.layouts.headings import (
    ends_sentence,
    is_month_heading,
    is_season,
    title_year,
)
from index.reading.layouts.letter_folding import fold_letters
from index.reading.layouts.line_dates import (
    EDGES,
    dates_in,
    is_month_name,
    is_only_date,
    opens_dated,
)
from index.reading.layouts.marked_run_in import run_in_parts
from index.reading.layouts.markup_dates import name_key
from index.reading.layouts.noise import is_boilerplate, is_footer, is_picture_name, update_stamp
from index.reading.layouts.page_lines import Line
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation

Sign = Literal["date", "end", "heading date", "year", "month", "furniture", "footer", "text"]
"""What a line is: the date of an entry, the end of its dates, a heading or text that has a date in
it, the heading of a year or a month, or none of these."""

_NUMBERED = re.compile(r"(?:[1-9]|[12]\d|3[01])\s*[-–—:]\s*[^\W\d_]")
"""The day of an item below the heading of its month: "3 - Title"."""
_COPYRIGHT = re.compile(r"©|\(c\)|copyright\b", re.IGNORECASE)
_END_LABEL = re.compile(rf"\W*(?:{alternation(union(lambda words: words.layouts.end_labels))})\W*")


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line with its sign; `date` and `rest` are the date in it and what stands beside it."""

    line: Line
    sign: Sign
    date: str = ""
    rest: str = ""
    role: DateRole = "unsaid"
    has_title: bool = False
    """Whether a title stands beside its date."""


def sign_lines(lines: Sequence[Line], by_name: Mapping[str, str]) -> list[SignedLine]:
    """Return the lines with their signs; `by_name` has the dates of things that JSON-LD names."""
    signed: list[SignedLine] = []
    taken = 0
    month, year = "", None
    """The heading of a month above, with its year, and that of a year."""
    for place, line in enumerate(lines):
        if place < taken:
            signed.append(SignedLine(line, "furniture"))
            continue
        if apart := date_in_parts(lines, place):
            count, date = apart
            taken = place + count
            signed.append(SignedLine(line, "date", date, role="event"))
            continue
        if month and (day := _DAY_ALONE.fullmatch(line.text)):
            signed.append(SignedLine(line, "date", f"{day[1]} {month}", role="event"))
            continue
        before = lines[place - 1].text if place else ""
        one = _sign(line, before, by_name)
        if one.sign == "year":
            year, month = _YEAR.search(line.text), ""
        elif one.sign == "month" and not is_season(line.text.strip(EDGES)):
            own = _YEAR.search(line.text)
            month = line.text.strip(EDGES) if own or not year else f"{line.text} {year[0]}"
        if month and one.sign == "text" and _NUMBERED.match(line.text):
            one = replace(one, sign="heading date")
        if (
            one.sign == "heading date"
            and (is_title_like(one) or run_in_parts(one.line) is not None)
        ) or (one.sign == "date" and one.rest):
            one = replace(one, has_title=True)
        signed.append(one)
    return _with_labels(_without_menus(signed))


def _with_labels(signed: list[SignedLine]) -> list[SignedLine]:
    """Put a label before the short value that it stands above: "Where:" and "City Hall".

    The label of a date, of a title or of a text says nothing that the entry does not.
    """
    for place in range(len(signed) - 1):
        one, value = signed[place], signed[place + 1]
        text = one.line.text
        has_label = one.line.is_label or (text.endswith(":") and not one.line.level)
        if one.sign != "text" or not has_label or len(text) > _LABEL or value.sign == "furniture":
            continue
        signed[place] = replace(one, sign="furniture")
        is_title = _TITLE_LABEL.fullmatch(fold_letters(text).strip(EDGES)) is not None
        if is_title or (value.sign == "text" and len(value.line.text) < _PARAGRAPH):
            words = value.line.text if is_title else f"{text.rstrip(':')}: {value.line.text}"
            line = replace(value.line, text=words, strong=is_title, level=0)
            signed[place + 1] = replace(value, line=line)
    return signed


_LABEL = 30
"""Letters of the longest label; chosen by hand."""
_PARAGRAPH = 60
"""Letters from which a value is a text that needs no label; chosen by hand."""
_TITLE_LABEL = re.compile(alternation(union(lambda words: words.layouts.title_labels)))
_DAY_ALONE = re.compile(r"(?:[a-z]{3}\.? )?([1-9]|[12]\d|3[01])", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def _without_menus(signed: list[SignedLine]) -> list[SignedLine]:
    """Take years and months that follow each other for a menu: they are the heading of nothing."""
    last = len(signed) - 1
    return [
        replace(one, sign="furniture")
        if one.sign in ("year", "month")
        and any(
            signed[near].sign == one.sign and not signed[near].line.level and not one.line.level
            for near in (max(0, place - 1), min(last, place + 1))
            if near != place
        )
        else one
        for place, one in enumerate(signed)
    ]


def _sign(line: Line, before: str, by_name: Mapping[str, str]) -> SignedLine:
    text = line.text
    if turned := month_first(text):
        return SignedLine(line, "date", turned, role="event")
    if is_footer(text) or _COPYRIGHT.match(text):
        return SignedLine(line, "footer")
    is_date = is_only_date(text)
    # A date such as 04/09/18 looks like the numbers of pages.
    is_noise = not is_date and not title_year(text) and not dates_in(text) and is_boilerplate(text)
    if not text or is_noise or is_picture_name(text) or update_stamp(text):
        return SignedLine(line, "furniture")
    if title_year(text) and (line.level or line.strong or text.strip(EDGES).isdigit()):
        return SignedLine(line, "year", text)
    if is_month_heading(text) or is_season(text.strip(EDGES)) or is_month_name(text):
        return SignedLine(line, "month", text)
    if (found := date_beside(line)) is not None:
        date, rest, role = found
        if rest and line.strong and not any(map(is_only_date, line.pieces)):
            return SignedLine(line, "heading date")
        if date and not is_of_change(line, before, date):
            label = fold_letters(before[:40])
            is_end = bool(before) and bool(_END_LABEL.fullmatch(label))
            if role == "unsaid":
                said = label if is_label(label) else ""
                role = role_of(f"{fold_letters(line.column)} {said}")
            return SignedLine(line, "end" if is_end else "date", date, rest, role)
        return SignedLine(line, "furniture")
    if line.is_foot:
        return SignedLine(line, "furniture")
    if (line.level and dates_in(text)) or opens_dated(text):
        return SignedLine(line, "heading date")
    if last := date_at_end(text):
        return SignedLine(line, "heading date", last)
    if by_name and by_name.get(name_key(text)):
        return SignedLine(line, "heading date")
    return SignedLine(line, "text")


def is_title_like(one: SignedLine) -> bool:
    """Return whether a line is a title by its form: a heading, bold, or short and no sentence."""
    text = one.line.text
    if one.sign not in ("text", "heading date") or not text:
        return False
    return (
        one.line.level > 0
        or one.line.strong
        or (len(text) <= LONGEST_TITLE and not ends_sentence(text))
    )
