"""Signs of the lines of a page's tree: which is a date, the heading of a year, or furniture."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from index.reading.layouts.headings import (
    date_within,
    ends_sentence,
    heading_date_end,
    is_date,
    is_month_heading,
    is_season,
    title_year,
)
from index.reading.layouts.letter_folding import fold_letters
from index.reading.layouts.markup_dates import name_key
from index.reading.layouts.noise import is_boilerplate, is_footer, is_picture_name, update_stamp
from index.reading.layouts.page_lines import Line
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, before

Sign = Literal["date", "end", "heading date", "year", "month", "furniture", "footer", "text"]
"""What a line is: the date of an entry, the end of its dates, a heading or text that has a date in
it, the heading of a year or a month, or none of these."""

_DATE_LINE = 120
"""Letters of the longest line that may be a date with its label; chosen by hand."""
_REST = 60
"""Letters of the longest title or category beside a date; chosen by hand."""
_EDGES = " \t,;:.|()[]–—-•·/"
_BYLINES = union(lambda words: words.layouts.bylines)
_AUTHORS = alternation(_BYLINES | union(lambda words: words.layouts.categories))
_LABEL = re.compile(
    rf"\W*(?:(?:{alternation(_BYLINES)})\s[^,|–—-]{{1,40}}[,|–—-]\s*)?"
    rf"(?:{alternation(union(lambda words: words.layouts.date_labels))})?"
    rf"(?:\s+(?:{alternation(union(lambda words: words.layouts.label_ends))}))?\W*"
)
_PLACE = re.compile(
    rf"(?:[a-z'’-]+ ?){{1,3}},\s*(?:{before(union(lambda words: words.calendar.before_day))})?"
)
"""The place of a letter or a press release: "Lyon, 12 marzo 2010"."""
_TAIL = re.compile(
    rf"\W*(?:(?:(?:{alternation(union(lambda words: words.layouts.hours))})\W*)?"
    rf"\d{{1,2}}[.:h]\d{{2}}(?::\d\d)?"
    rf"\W*(?:{alternation(union(lambda words: words.layouts.half_days))})?)?"
    rf"\W*(?:(?:{_AUTHORS})\s.{{1,50}})?"
)
_END_LABEL = re.compile(rf"\W*(?:{alternation(union(lambda words: words.layouts.end_labels))})\W*")
_OLD_WORDS = re.compile(rf"\W*(?:{alternation(union(lambda words: words.event_dates.updated))})\b")
_SHORT = 12


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line with its sign; `date` and `rest` are the date in it and what stands beside it."""

    line: Line
    sign: Sign
    date: str = ""
    rest: str = ""


def sign_lines(lines: Sequence[Line], by_name: Mapping[str, str]) -> list[SignedLine]:
    """Return the lines with their signs; `by_name` has the dates of things that JSON-LD names."""
    signed: list[SignedLine] = []
    taken = 0
    for place, line in enumerate(lines):
        if place < taken:
            signed.append(SignedLine(line, "furniture"))
            continue
        if apart := _date_in_parts(lines, place):
            taken = place + apart
            date = " ".join(one.text for one in lines[place:taken])
            signed.append(SignedLine(line, "date", date))
            continue
        before = lines[place - 1].text if place else ""
        signed.append(_sign(line, before, by_name))
    return signed


def _sign(line: Line, before: str, by_name: Mapping[str, str]) -> SignedLine:
    text = line.text
    if is_footer(text):
        return SignedLine(line, "footer")
    # A date such as 04/09/18 looks like the numbers of pages.
    is_noise = not is_date(text) and is_boilerplate(text)
    if not text or is_noise or is_picture_name(text) or update_stamp(text):
        return SignedLine(line, "furniture")
    if (line.level or line.strong) and title_year(text):
        return SignedLine(line, "year")
    if (line.level or line.strong) and (is_month_heading(text) or is_season(text)):
        return SignedLine(line, "month", text)
    if (found := _date_beside(line)) is not None:
        is_end = bool(_END_LABEL.fullmatch(fold_letters(before[:40]))) and bool(before)
        return SignedLine(line, "end" if is_end else "date", *found)
    if heading_date_end(text) or (line.level and date_within(text)):
        return SignedLine(line, "heading date")
    if by_name and by_name.get(name_key(text)):
        return SignedLine(line, "heading date")
    return SignedLine(line, "text")


def _date_in_parts(lines: Sequence[Line], place: int) -> int:
    """Return how many lines make one date, as "12", "March" and "2010" in a calendar; else 0."""
    if len(lines[place].text) > _SHORT:
        return 0
    for count in (3, 2):
        parts = [one.text for one in lines[place : place + count]]
        if len(parts) < count or not all(part and len(part) <= _SHORT for part in parts):
            continue
        if is_date(" ".join(parts)) and not any(is_date(part) for part in parts):
            return count
    return 0


def _date_beside(line: Line) -> tuple[str, str] | None:
    """Return the date of a line and the words beside it; None unless the line is about a date."""
    text = line.text
    if len(text) > _DATE_LINE + _REST:
        return None
    bare = text.strip(_EDGES)
    if is_date(bare):
        return bare, ""
    if _OLD_WORDS.match(fold_letters(text[:40])):
        return None
    dates = [piece for piece in map(_bare, line.pieces) if piece and is_date(piece)]
    if len(dates) == 1 and len(line.pieces) > 1:
        before, _, after = text.partition(dates[0])
        before, after = _unlabelled(before), after.strip(_EDGES)
        after = "" if _TAIL.fullmatch(fold_letters(after)) else after
        rest = f"{before} {after}".strip()
        # Beside the date of a paragraph stands its text, which may be short.
        is_title = len(rest) <= _DATE_LINE and not ends_sentence(rest) and text[-1] not in ".;"
        return (dates[0], rest) if is_title else None
    if found := date_within(text):
        begin, end = found
        plain = fold_letters(text)
        if _LABEL.fullmatch(plain, 0, begin) and _TAIL.fullmatch(plain, end):
            return text[begin:end], ""
        if _PLACE.fullmatch(plain, 0, begin) and end == len(plain.rstrip(_EDGES)):
            return text[begin:end], text[:begin].strip(_EDGES)
    return None


def _bare(piece: str) -> str:
    return piece.strip(_EDGES)


def _unlabelled(text: str) -> str:
    return "" if _LABEL.fullmatch(fold_letters(text)) else text.strip(_EDGES)
