"""Parts of a document, whatever its format: paragraphs and tables, in reading order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of text of one look; spaces at its ends are its own."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph, a heading, or an item of a list."""

    runs: list[TextRun]
    size: float = 0.0
    """Points of its letters; 0 where the format does not say."""
    level: int = 0
    """1-6 when the format itself calls it a heading, else 0."""
    is_item: bool = False
    """Whether it is an item of a list."""
    is_tight: bool = False
    """Whether it stands below the one before as a line does below another of one text."""

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)

    @property
    def is_bold(self) -> bool:
        """Whether all of its letters are bold."""
        return all(run.bold for run in self.runs if run.text.strip())


@dataclass(slots=True)
class Table:
    """A table; each cell is a list of parts."""

    rows: list[list[list[DocumentPart]]]


DocumentPart = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """The parts of a document, and the lines that belong to its pages (headers, page numbers)."""

    parts: list[DocumentPart]
    furniture: list[str]
    unread: list[str]
    """What of it cannot be read, in words."""
