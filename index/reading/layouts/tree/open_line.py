"""The line that a walk over a tree is in: its runs of text so far, and what the markup says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.reading.layouts.line.line import Line
from index.reading.layouts.line.markup_dates import MarkupDate
from index.reading.layouts.tree.blocks import collapse_whitespace
from index.reading.layouts.tree.joined_runs import joined


@dataclass(slots=True)
class OpenLine:
    """A line that has not ended."""

    runs: list[tuple[str, bool]] = field(default_factory=list)
    """Each run of text, and whether it is marked."""
    dates: list[MarkupDate] = field(default_factory=list)
    via: str | None = None
    is_strong: bool = True
    """Whether all words of it are bold or a link."""
    is_large: bool = True
    """Whether all words of it have large letters."""

    def add(self, value: str, *, marked: bool, strong: bool, large: bool) -> None:
        """Add a run of text."""
        self.runs.append((value, marked))
        if (strong and large) or not value.strip():
            return
        self.is_strong &= strong
        self.is_large &= large

    def ended(self, level: int, linked: MarkupDate | None) -> Line | None:
        """Return the line within a heading of a level, 0 for none; None when nothing is in it.

        `linked` is the day in the address of the last link.
        """
        runs, text = self.runs, collapse_whitespace(joined([run for run, _ in self.runs]))
        if "()" in text and any(date.day for date in self.dates):  # the words of a time, left out
            text = text.replace("()", "").strip()
            runs = [(run.replace("(", "").replace(")", ""), marked) for run, marked in runs]
        if not text and not self.dates and self.via is None:
            return None
        pieces = [(piece, marked) for run, marked in runs if (piece := collapse_whitespace(run))]
        line = Line(
            text,
            level,
            self.is_strong and bool(text),
            tuple(piece for piece, _ in pieces),
            tuple(self.dates),
            self.via,
            tuple(marked for _, marked in pieces),
            is_caption=self.is_large and bool(text),
        )
        if linked in line.dates and not (line.level or line.strong or _opens_with_link(line)):
            # In a text it is of another page.
            line.dates = tuple(date for date in line.dates if date is not linked)
        return line


def _opens_with_link(line: Line) -> bool:
    """Return whether a line is a marked title and something apart from it: "Title (PDF)"."""
    if line.marked[:1] != (True,) or len(line.pieces) < 2:
        return False
    return re.match(r"\s*(?:[-–—|:([,·]|\Z)", line.text[len(line.pieces[0]) :]) is not None
