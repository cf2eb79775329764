"""TODO module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Layout = Literal["A", "B", "C", "D", "E", "agreement"]
"""How a page is laid out: A two-month list with bulleted headings, B the same with its headings
lost, C one entry (with or without its heading), D a CMS list whose headings run into the text,
E the events of a year with undated headings, agreement the page of one agreement."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was read. `body` is verbatim; `fetched` is UTC."""

    url: str
    fetched: datetime
    media_type: str
    body: bytes
    language: str | None
    """BCP 47 tag the address or the markup declares; None when neither does."""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """What a layout cut out of a page, before anything was understood in it."""

    url: str
    """The page's url."""
    layout: Layout
    heading: str
    """As written, date included, white space folded; empty when the layout lost it."""
    paragraphs: tuple[str, ...]
    """The text below the heading, noise and headings taken off; never empty strings."""
    month_heading: str
    """The month heading above it ("2007 June"), or empty."""
    language: str | None
    """The page's declared language."""
    link: str | None
    """Where the entry itself says it comes from (a link with rel="via"), else None."""

    @property
    def text(self) -> str:
        """The paragraphs, a blank line between."""
        return "\n\n".join(self.paragraphs)
