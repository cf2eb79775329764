"""A line of a page, and the elements that hold the lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.reading.layouts.line.markup_dates import MarkupDate


@dataclass(slots=True)
class Line:
    """One line as a browser shows it; a date in the markup only is a line without text."""

    text: str
    level: int
    """1-6 within a heading, else 0."""
    strong: bool
    """Whether all of it is bold or a link."""
    pieces: tuple[str, ...]
    """Its runs of text, one for each element that has some."""
    dates: tuple[MarkupDate, ...] = ()
    via: str | None = None
    marked: tuple[bool, ...] = ()
    """Whether each of the pieces is bold, italic, coloured or a link."""
    column: str = ""
    """What the first row of its table calls its column, "" for none."""
    is_label: bool = False
    """Whether it is the head of a row of a table."""
    is_foot: bool = False
    """Whether it is at the foot of an article."""
    is_header: bool = False
    """Whether it names a column of a table."""
    is_term: bool = False
    """Whether it is a term of a list of definitions."""
    rows: int = 1
    """How many rows of its table its cell spans."""
    is_broken: bool = False
    """Whether a line break within bold words or a heading ends it."""
    is_caption: bool = False
    """Whether it names a table or a group, or is in large letters."""


@dataclass(slots=True)
class Element:
    """An element with the lines from `first` to `end` (exclusive)."""

    tag: str
    key: tuple[int, str, str]
    """The path of tags above it, its tag and its class: alike for all items of one list."""
    first: int
    end: int = 0
    parts: list[tuple[str, int, int]] = field(default_factory=list)
    """Its children: a tag ("" for a line of its own) and the lines of each."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page, and the elements down to a depth that real pages do not reach."""

    lines: list[Line]
    elements: list[Element]
