"""Signs of the lines of a page's tree: which is a date, the heading of a year, or furniture."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.reading.layouts.calendar_dates import date_in_parts, day_first
from index.reading.layouts.completed_lines import completed
from index.reading.layouts.date_heading import NONE, DateHeading
from index.reading.layouts.date_lines import (
    LONGEST_TITLE,
    DateRole,
    date_at_end,
    date_beside,
    is_label,
    is_of_change,
    role_of,
    without_time,
)
from index.reading.layouts.headings import (
    ends_sentence,
    is_month_heading,
    is_season,
    title_year,
)
from index.reading.layouts.headings_above import headings_above
from index.reading.layouts.letter_folding import fold_letters
from index.reading.layouts.line import Line
from index.reading.layouts.line_dates import (
    EDGES,
    dates_in,
    has_day,
    is_month_name,
    is_only_date,
    is_weekday,
    opens_dated,
)
from index.reading.layouts.marked_run_in import run_in_parts
from index.reading.layouts.markup_dates import name_key
from index.reading.layouts.noise import (
    is_also,
    is_boilerplate,
    is_footer,
    is_picture_name,
    update_stamp,
)
from index.reading.layouts.plain_lines import (
    has_title_label,
    opens_with_label,
    plain_lines,
    with_plain_date,
    without_title_label,
)
from index.reading.layouts.unmarked_titles import dated_behind_title
from index.reading.layouts.year_items import YearItem
from index.reading.layouts.yearless_days import are_sections, numbers_are_days
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, patterns

Sign = Literal["date", "end", "heading date", "year", "month", "furniture", "footer", "text"]
"""What a line is: the date of an entry, the end of its dates, a heading or text that has a date in
it, the heading of a year or a month, or none of these."""

_COPYRIGHT = re.compile(r"©|\(c\)|copyright\b", re.IGNORECASE)
_COMMENTS = re.compile(rf"\W*(?:{patterns(lambda words: words.layouts.comments)})\W*")
_START_LABEL = re.compile(alternation(union(lambda words: words.layouts.event_labels)))
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
    above: DateHeading = NONE
    """The year and month above it."""


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
        is_above_label = place + 1 < len(lines) and opens_with_label(lines[place + 1])
        if titles_labelled or is_above_label:
            line = without_title_label(line)
        if place < taken:
            signed.append(SignedLine(line, "furniture", above=above))
            continue
        if apart := date_in_parts(lines, place):
            count, date = apart
            taken = place + count
            signed.append(SignedLine(line, "date", date, role="event", above=above))
            continue
        before = lines[place - 1].text if place else ""
        whole = line
        if above.year:
            whole = completed(line, above, days=days[place], are_sections=sections)
        if place + 1 < len(lines) and _is_of_page(line, headings[place + 1], above):
            signed.append(SignedLine(line, "year", line.text, above=above))
            continue
        one = _sign(whole, before, by_name, above)
        if whole is not line and one.sign == "month":  # a part of it, which heads nothing
            one = replace(one, sign="date", date=whole.text, role="event")
        elif whole is not line:
            role = "event" if one.role == "unsaid" else one.role
            one = replace(one, role=role) if one.sign in _DATED else replace(one, line=line)
        if (
            one.sign == "heading date"
            and (is_title_like(one) or run_in_parts(one.line) is not None)
        ) or (one.sign == "date" and one.rest):
            one = replace(one, has_title=True)
        signed.append(one)
    signed = _without_comments(_without_menus(signed))
    return _with_foot(_with_labels(_with_ends(signed)))


def _is_of_page(line: Line, below: DateHeading, above: DateHeading) -> bool:
    """Return whether a heading names the month of all that follows, and no day."""
    if not line.level or below is above or not below.month or is_month_heading(line.text):
        return False
    return len(line.text) > len(below.window) and not has_day(line.text)


_DATED = ("date", "end", "heading date")


def _without_comments(signed: list[SignedLine]) -> list[SignedLine]:
    """Take what readers wrote for furniture: from its heading on to the next of a higher rank."""
    level = 0
    for place, one in enumerate(signed):
        if level and 0 < one.line.level < level:
            level = 0
        elif one.line.level > 1 and _COMMENTS.fullmatch(fold_letters(one.line.text[:_LABEL])):
            level = one.line.level
        if level:
            signed[place] = replace(one, sign="furniture")
    return signed


def _with_ends(signed: list[SignedLine]) -> list[SignedLine]:
    """Take a day above "20:00 - End of the event" for the last one, and leave such labels out."""
    for place in range(1, len(signed)):
        text = signed[place].line.text
        if not text or len(text) > _LABEL or signed[place].sign != "text":
            continue
        before = place - 1
        while before and signed[before].sign == "furniture":
            before -= 1
        below = signed[place + 1] if place + 1 < len(signed) else None
        is_of_below = signed[place].line.is_label or (below is not None and below.sign in _DATED)
        if signed[before].sign != "date" or is_of_below:
            continue
        label = without_time(fold_letters(text)).strip(EDGES)
        is_end = _END_LABEL.fullmatch(label) is not None
        if is_end or _START_LABEL.fullmatch(label):
            signed[place] = replace(signed[place], sign="furniture")
            sign: Sign = "end" if is_end else "date"
            signed[before] = replace(signed[before], sign=sign, role="event")
    return signed


def _with_labels(signed: list[SignedLine]) -> list[SignedLine]:
    """Put a label before the short value that it stands above: "Where:" and "City Hall".

    The label of a date, of a title or of a text says nothing that the entry does not.
    """
    for place in range(len(signed) - 1):
        one, value = signed[place], signed[place + 1]
        text = one.line.text
        has_label = one.line.is_label or (text.endswith(":") and not one.line.level)
        if one.sign == "text" and len(text) <= _LABEL and _is_label_of_date(text, value):
            signed[place] = replace(one, sign="furniture")
            continue
        has_label &= not is_also(text)
        if one.sign != "text" or not has_label or len(text) > _LABEL or value.sign == "furniture":
            continue
        signed[place] = replace(one, sign="furniture")
        is_title = _TITLE_LABEL.fullmatch(fold_letters(text).strip(EDGES)) is not None
        if is_title or (value.sign == "text" and len(value.line.text) < _PARAGRAPH):
            words = value.line.text if is_title else f"{text.rstrip(':')}: {value.line.text}"
            line = replace(value.line, text=words, strong=is_title, level=0)
            signed[place + 1] = replace(value, line=line)
    return signed


def _with_foot(signed: list[SignedLine]) -> list[SignedLine]:
    """Take the last lines of a page for its footer, from one with the address of the office on.

    All below it are short, or menus.
    """
    first = len(signed)
    for place in range(len(signed) - 1, max(-1, len(signed) - _FOOT_LINES), -1):
        one = signed[place]
        text = one.line.text
        if _is_address(text):
            first = place
        elif text and one.sign not in ("furniture", "footer") and not _is_of_foot(one):
            break
    return [
        replace(one, sign="footer") if place >= first else one for place, one in enumerate(signed)
    ]


def _is_address(text: str) -> bool:
    """Return whether a line has a name and two ways to reach it: telephone, fax, mail, postcode."""
    if len(text) > _LONGEST_ADDRESS or _PARTED.search(text) is None:
        return False
    plain = fold_letters(text)
    ways = {found[1] for found in _NUMBER.finditer(plain)}
    return len(ways) + ("@" in text) + (_POSTCODE.search(plain) is not None) > 1


def _is_of_foot(one: SignedLine) -> bool:
    text = one.line.text
    is_menu = text.count("|") > 1 and max(map(len, text.split("|"))) < _LABEL
    is_short = len(text) < _PARAGRAPH and not ends_sentence(text) and not dates_in(text)
    return not one.line.level and (is_menu or is_short)


_FOOT_LINES, _LONGEST_ADDRESS = 8, 300
"""Lines of the longest footer, and letters of its longest line; chosen by hand."""
_PARTED = re.compile(r"\w\s+[-–—|•·]\s+\w|\w,\s")
_NUMBER = re.compile(
    rf"\b({alternation(union(lambda words: words.layouts.telephones))})\b[.:]?[^a-z]{{0,12}}\d{{3}}"
)
_POSTCODE = re.compile(r"\b\d{5}\b")
"""The ways to reach an office that a footer prints, beside an address with @."""


def _is_label_of_date(text: str, value: SignedLine) -> bool:
    """Return whether a line is nothing but the label of the date below it."""
    plain = fold_letters(text)
    is_date = value.sign in ("date", "end") or is_only_date(value.line.text)
    return is_date and (is_label(plain) or _END_LABEL.fullmatch(plain) is not None)


_LABEL = 30
"""Letters of the longest label; chosen by hand."""
_PARAGRAPH = 60
"""Letters from which a value is a text that needs no label; chosen by hand."""
_TITLE_LABEL = re.compile(alternation(union(lambda words: words.layouts.title_labels)))


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


def _sign(line: Line, before: str, by_name: Mapping[str, str], above: DateHeading) -> SignedLine:
    text = line.text
    if turned := day_first(text):
        return SignedLine(line, "date", turned, role="event", above=above)
    if is_footer(text) or _COPYRIGHT.match(text):
        return SignedLine(line, "footer", above=above)
    is_date = is_only_date(text)
    # A date such as 04/09/18 looks like the numbers of pages.
    is_noise = not is_date and not title_year(text) and not dates_in(text) and is_boilerplate(text)
    if not text or is_noise or is_picture_name(text) or update_stamp(text) or is_weekday(text):
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
            is_end = bool(before) and bool(_END_LABEL.fullmatch(label))
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
    if line.is_foot or (line.is_header and len(text) <= _LABEL):
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


_NOTE = re.compile(r"\s*(?:\*+|†|‡|[¹²³]|[(\[]\d{1,2}[)\]])\s*[^\W\d_]{3}")
"""The mark of a footnote, and a word of it before its date."""
_RULE = re.compile(rf"\b(?:{patterns(lambda words: words.layouts.rules)})\b[^.;]{{0,60}}\Z")


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
