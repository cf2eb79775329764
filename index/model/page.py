"""A page as it was read, and the raw entries that a layout cuts out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Layout = Literal[
    "bulleted-list", "headless-list", "single", "cms-list", "events", "agreement", "repeated"
]
"""How a page is laid out.

`bulleted-list`: entries under bulleted headings, often the list of two months.
`headless-list`: such a list whose headings were lost, one paragraph an entry.
`single`: one entry, with or without its heading.
`cms-list`: a list made by the content management system, its headings run into the text.
`events`: the events of one year under headings without a date.
`agreement`: the page of one agreement.
`repeated`: items of one structure (articles, cards, rows), whose dates stand apart.
"""

ReadingSource = Literal["heading", "text", "folder", "address", "month heading", "markup"]
"""The part of a page, or of its address, in which a value was found."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was read. `body` is verbatim; `fetched` is UTC, whole seconds."""

    url: str
    fetched: datetime
    media_type: str
    body: bytes
    language: str | None
    """BCP 47 tag that the address or the markup declares; None when neither does."""
    furniture: frozenset[int] = frozenset()
    """Keys of the lines that recur on the pages of its site; empty when they are not known."""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """The text of one entry, before dates, people or places are looked for."""

    url: str
    """The page's url."""
    layout: Layout
    heading: str
    """As written, with its date, white space folded; empty when the page has lost it.

    A date that stands apart, or is in the markup only (ISO 8601), precedes it with " - ".
    """
    paragraphs: tuple[str, ...]
    """The text below the heading without navigation and headings; no paragraph is empty."""
    month_heading: str
    """The heading of a month or a year above it ("2007 June", "Anno 2014"), "" for none."""
    language: str | None
    """The page's declared language."""
    link: str | None
    """The address that the entry names as its source (a link with rel="via"), else None."""
    published: str = ""
    """The day (ISO 8601) of its publication by the markup of a page of one entry; "" for none."""
    is_posted: bool = False
    """Whether the date of the heading stands apart from the title, as days of publication do."""

    date_order: Literal["", "day first", "month first"] = ""
    """The order of the dates in numbers that its page shows ("20/5/2009"); "" where none does."""
    other_date: str = ""
    """Another date that its place on the page allows, as written; "" for none."""

    @property
    def text(self) -> str:
        """The paragraphs, separated by blank lines."""
        return "\n\n".join(self.paragraphs)
