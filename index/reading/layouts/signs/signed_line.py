"""A line with its sign: what the line is among those of its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.reading.layouts.line.date_lines import LONGEST_TITLE, DateRole
from index.reading.layouts.line.headings import ends_sentence
from index.reading.layouts.line.line import Line
from index.reading.layouts.signs.date_heading import NONE, DateHeading

Sign = Literal["date", "end", "heading date", "year", "month", "furniture", "footer", "text"]
"""What a line is: the date of an entry, the end of its dates, a heading or text that has a date in
it, the heading of a year or a month, or none of these."""
DATED: tuple[Sign, ...] = ("date", "end", "heading date")
"""The signs of lines with a date of an entry in them."""


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
