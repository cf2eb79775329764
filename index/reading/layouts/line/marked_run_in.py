"""Paragraphs that open with a marked date and title: "**3 May 2009**: *A choir*. They sang …"."""

from __future__ import annotations

import re

from index.reading.layouts.line.date_lines import date_at_end
from index.reading.layouts.line.headings import ends_sentence
from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import EDGES, dates_in, is_only_date

_LONGEST_TITLE = 180
"""Letters of the longest title that is marked in a paragraph; chosen by hand."""
_WORD = re.compile(r"[^\W\d_]{2}")


def run_in_parts(line: Line) -> tuple[str, str, str] | None:
    """Return the date, the title and the text of a paragraph that opens with marked ones.

    "**3 May 2009**: *A choir from Graz*. They sang …". None for any other line.
    """
    if found := _dated_between(line) or _in_elements(line):
        return found
    marks = [place for place, marked in enumerate(line.marked) if marked]
    if line.level or line.strong or len(line.pieces) < 2 or not marks or marks[0] > 1:
        return None
    dates = [place for place, run in enumerate(line.pieces[:4]) if is_only_date(run)]
    if not dates:
        return _dated_at_end(line, marks[0])
    titles = [
        place
        for place in marks[:3]
        if _WORD.search(line.pieces[place]) and not dates_in(line.pieces[place])
    ]
    if not dates or not titles or len(line.pieces[titles[0]]) > _LONGEST_TITLE:
        return None
    first, last = sorted((dates[0], titles[0]))
    if last > 3:
        return None
    between = " ".join(line.pieces[first + 1 : last]).lstrip(" .,:;-–—")
    if _WORD.search(between):
        is_at_end = first == titles[0] == 0 and last == len(line.pieces) - 1
        is_text = is_at_end and ends_sentence(between)
        return (line.pieces[last].strip(EDGES), _bare(line.pieces[0]), between) if is_text else None
    text = " ".join(line.pieces[last + 1 :]).lstrip(" .,:;-–—")
    return line.pieces[dates[0]].strip(EDGES), _bare(line.pieces[titles[0]]), text


def _bare(title: str) -> str:
    return title.strip(" .:;-–—")


def lead_title(line: Line) -> tuple[str, str] | None:
    """Return the marked title that a paragraph opens with, and its text; None for other lines.

    "**A choir from Graz** They sang …": the text begins as a sentence does.
    """
    if line.level or line.strong or len(line.pieces) < 2 or line.marked[0] is not True:
        return None
    title = line.pieces[0]
    least = _LEAST_WORDS - (title.rstrip().endswith(".") and len(title) > _LEAST_SENTENCE)
    if len(title) > _LONGEST_TITLE or len(title.split()) < least or dates_in(title):
        return None
    text = line.text[len(title) :]
    if not _SENTENCE.match(text) or len(text) < _LEAST_TEXT or not line.text.startswith(title):
        return None
    return title.strip(" .:;-–—"), text.lstrip(" .,:;-–—")


_LEAST_WORDS, _LEAST_TEXT, _LEAST_SENTENCE = 3, 25, 12
"""Words of the shortest title that opens a paragraph, and letters of its text and of a title with
one word less, which ends as a sentence does; chosen by hand."""
_SENTENCE = re.compile(r"[\s.:;–—-]*[A-ZÀ-Ý\"“«][^.!?]*\s")


def _in_elements(line: Line) -> tuple[str, str, str] | None:
    """Return the same of a paragraph with an element for each of the three, none of them marked."""
    if len(line.pieces) < _PARTS or line.level or len(set(line.marked)) > 1:
        return None
    dates = [place for place, run in enumerate(line.pieces[:_PARTS]) if is_only_date(run)]
    others = [run for place, run in enumerate(line.pieces) if place not in dates]
    if len(dates) != 1 or len(others) < _PARTS - 1:
        return None
    title, text = others[0].strip(" .:;-–—"), " ".join(others[1:])
    if len(title) > _LONGEST_TITLE or len(title.split()) < _LEAST_TITLE or ends_sentence(title):
        return None
    if len(text) < _LEAST_TEXT or not _SENTENCE.match(text) or title[:1].islower():
        return None
    return line.pieces[dates[0]].strip(EDGES), title, text


_PARTS, _LEAST_TITLE = 3, 2
"""A date, a title and a text, and the words of the shortest title among them; chosen by hand."""


def _dated_between(line: Line) -> tuple[str, str, str] | None:
    """Return the same of a line of three parts without any mark, the date not the last.

    "A choir from Graz - 3 May 2009 - They sang …", "3 May 2009 | A choir from Graz | They sang …".
    """
    if line.level:
        return None
    found = _BETWEEN.match(line.text) or _BEFORE.match(line.text)
    if found is None or not is_only_date(found["date"]) or dates_in(found["title"]):
        return None
    return found["date"].strip(EDGES), found["title"].strip(" .:;-–—"), found["text"]


_BEFORE = re.compile(
    r"(?P<date>\S[^()|]{5,50}?)\s+\|\s+(?P<title>[^\W\d_][^|]{4,118}?)\s+\|"
    r"\s+(?P<text>[^\W\d_].*[.!?»”\"]\W*)\Z"
)
_BETWEEN = re.compile(
    r"(?P<title>[^\W\d_].{4,118}?)\s+[-–—]\s+(?P<date>[^()]{6,50}?)\s+[-–—:]"
    r"\s+(?P<text>[^\W\d_].*[.!?»”\"]\W*)\Z"
)


def _dated_at_end(line: Line, first: int) -> tuple[str, str, str] | None:
    """Return the same of a paragraph that opens with its title and ends in its date."""
    title = line.pieces[first].strip(" .:;-–—")
    date = date_at_end(line.text)
    if first or not date or not _WORD.search(title) or len(title) > _LONGEST_TITLE:
        return None
    text = " ".join(line.pieces[1:]).lstrip(" .,:;-–—")
    text = text[: text.rfind(date)].rstrip(" ([-–—")
    return (date, title, text) if _WORD.search(text) else None
