"""Words of a PDF's page: letters without a space among them, where they stand, and their look."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class PdfWord:
    """Letters without a space among them; the page's y grows upwards."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    italic: bool
    spaced: bool = False
    """Whether a space was shown before it; programs also leave it out, and move on."""
    link: str | None = None


@dataclass(slots=True)
class PageWords:
    """What a page shows."""

    width: float
    height: float
    words: list[PdfWord] = field(default_factory=list)
    aside: list[PdfWord] = field(default_factory=list)
    """Words that the page marks as its furniture."""
    turned: list[tuple[int, str]] = field(default_factory=list)
    """Words that are turned, with their degrees, in the order in which they are shown."""
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    """Horizontal lines: left, right, y."""
