"""Preformatted text within a page, whose lines are those of its author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.reading.layouts.line.line import Element, Line
from index.reading.layouts.tree.text_lines import arrange


@dataclass(slots=True)
class Preformatted:
    """Preformatted text that a walk is in."""

    first: int
    """Its first line."""
    elements: int
    """How many elements there were before it."""
    gaps: set[int] = field(default_factory=set)
    """The lines with an empty one before them."""

    def arranged(self, element: Element, lines: Sequence[Line]) -> list[Line]:
        """Return the lines of a page with its own as its author meant them.

        The parts of its element are set to these lines.
        """
        arranged, parts = arrange(lines[self.first :], {gap - self.first for gap in self.gaps})
        element.parts = [(tag, self.first + begin, self.first + end) for tag, begin, end in parts]
        return [*lines[: self.first], *arranged]
