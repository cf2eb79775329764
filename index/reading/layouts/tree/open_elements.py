"""The elements that a walk over a tree is in, and those that it has left."""

from __future__ import annotations

from index.reading.layouts.line.line import Element

_DEEPEST = 60
"""Levels of the tree at which elements are still compared, many times a real page's; by hand."""


class OpenElements:
    """The open blocks down to a depth that real pages do not reach, the innermost last."""

    def __init__(self) -> None:
        self.left: list[Element] = []
        """The elements with lines that the walk has left."""
        self._open: list[Element] = []
        self._depth = 0

    def enter(self, tag: str, key: tuple[int, str, str], first: int) -> None:
        """Enter an element before a line."""
        self._depth += 1
        if self._depth <= _DEEPEST:
            self._open.append(Element(tag, key, first))

    def leave(self) -> Element | None:
        """Leave the innermost element; None for one that is too deep to be compared."""
        self._depth -= 1
        return self._open.pop() if self._depth < _DEEPEST else None

    def close(self, element: Element, end: int) -> None:
        """Note an element that was left with its last line, and as a part of the one around it."""
        element.end = end
        if end > element.first or element.tag == "hr":
            self.add(element.tag, element.first, end)
        if end > element.first:
            self.left.append(element)

    def add(self, tag: str, first: int, end: int) -> None:
        """Add a part to the innermost element: a tag, "" for a line of its own, and its lines."""
        if self._open:
            self._open[-1].parts.append((tag, first, end))
