"""A page as it was read, and the raw entries that a layout cuts out of it."""

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
    """BCP 47 tag that the address or the markup declares; None when neither does."""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """The text of one entry, before dates, people or places are looked for."""

    url: str
    """The page's url."""
    layout: Layout
    heading: str
    """As written, with its date, white space folded; empty when the page has lost it."""
    paragraphs: tuple[str, ...]
    """The text below the heading without navigation and headings; no paragraph is empty."""
    month_heading: str
    """The month heading above it ("2007 June"), or "" when there is none."""
    language: str | None
    """The page's declared language."""
    link: str | None
    """The address that the entry names as its source (a link with rel="via"), else None."""

    @property
    def text(self) -> str:
        """The paragraphs, separated by blank lines."""
        return "\n\n".join(self.paragraphs)
