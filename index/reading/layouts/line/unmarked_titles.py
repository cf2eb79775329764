"""Paragraphs of lists kept by hand that mark no title: their first words are one."""

from __future__ import annotations

import re

from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import EDGES, dates_in, is_only_date

_DATE_AND_TEXT = 2
"""Runs of a paragraph whose date alone is set apart."""
_LEAST_WORDS = 2
"""Words of the shortest title that is a sentence; chosen by hand."""
_SENTENCE = re.compile(
    r"[\s.:,;–—-]*(?P<title>[^\W\d_][^.!?;:]{6,66}(?:\b[^\W\d_]{5,}|\b[A-ZÀ-Ý]\w{3,}))\.\s+"
    r"(?P<text>[A-ZÀ-Ý].{20,})\Z"
)
"""A first sentence that does not end in what may be an abbreviation."""
_BEHIND = re.compile(
    r"(?P<title>[^\W\d_][^.!?;:,()]{8,90}?)(?:,\s+|\s+\((?:[^\d(),]{2,30},\s+)?)"
    r"(?P<date>\d[^.:;()]{4,40}?)\)?\s*[.:]\s+(?P<text>[^\W\d_].{20,})\Z"
)


def titled_by_sentence(line: Line) -> tuple[str, str, str] | None:
    """Return the date, the title and the text of a paragraph whose date is apart by its markup.

    Its title is its first sentence: "**12 May**: a choir from Graz in the town hall. They sang …".
    None for other lines.
    """
    if line.level or len(line.pieces) != _DATE_AND_TEXT or not is_only_date(line.pieces[0]):
        return None
    found = _SENTENCE.match(line.text, len(line.pieces[0]))
    if found is None or len(found["title"].split()) < _LEAST_WORDS:
        return None
    return line.pieces[0].strip(EDGES), found["title"], found["text"]


def dated_behind_title(line: Line) -> tuple[str, str, str] | None:
    """Return the same of a paragraph that opens with its title, a comma or bracket and its date.

    "A choir from Graz, 3 May. They sang …", "A choir (Graz, 3-5 May): they sang …".
    """
    found = _BEHIND.match(line.text) if not line.level else None
    if found is None or not is_only_date(found["date"]) or dates_in(found["title"]):
        return None
    return found["date"].strip(EDGES), found["title"], found["text"]


def unmarked_parts(line: Line) -> tuple[str, str, str] | None:
    """Return the date, the title and the text of a paragraph of either form; None for others."""
    return titled_by_sentence(line) or dated_behind_title(line)
