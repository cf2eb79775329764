"""Paragraphs that open with a marked date and title: "**3 May 2009**: *A choir*. They sang …"."""

from __future__ import annotations

import re

from index.reading.layouts.line_dates import EDGES, dates_in, is_only_date
from index.reading.layouts.page_lines import Line

_LONGEST_TITLE = 180
"""Letters of the longest title that is marked in a paragraph; chosen by hand."""
_WORD = re.compile(r"[^\W\d_]{2}")


def is_run_in(line: Line) -> bool:
    """Return whether a paragraph opens with a marked title and its date, in either order."""
    return run_in_parts(line) is not None


def run_in_parts(line: Line) -> tuple[str, str, str] | None:
    """Return the date, the title and the text of a paragraph that opens with marked ones.

    "**3 May 2009**: *A choir from Graz*. They sang …". None for any other line.
    """
    marks = [place for place, marked in enumerate(line.marked) if marked]
    if line.level or line.strong or len(line.pieces) < 2 or not marks or marks[0] > 1:
        return None
    dates = [place for place, run in enumerate(line.pieces[:4]) if is_only_date(run)]
    titles = [
        place
        for place in marks[:3]
        if _WORD.search(line.pieces[place]) and not dates_in(line.pieces[place])
    ]
    if not dates or not titles or len(line.pieces[titles[0]]) > _LONGEST_TITLE:
        return None
    first, last = sorted((dates[0], titles[0]))
    if last > 3 or any(map(_WORD.search, line.pieces[first + 1 : last])):
        return None
    text = " ".join(line.pieces[last + 1 :]).lstrip(" .,:;-–—")
    return line.pieces[dates[0]].strip(EDGES), line.pieces[titles[0]].strip(" .:;-–—"), text
