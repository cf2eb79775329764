"""The style of the text that a walk over a tree is in: bold, marked, large."""

from __future__ import annotations

import re

from resiliparse.parse.html import ElementNode

from index.reading.layouts.tree.tags import MARKED, STRONG

_LARGE = re.compile(r"[4-7]|\+[1-4]")
"""The sizes of a font above that of a text, which is 3."""


class OpenStyle:
    """What the open elements make of a run of text."""

    def __init__(self) -> None:
        self.strong = 0
        """How many open elements make it bold or a link."""
        self.marked = 0
        """How many open elements tell it from the text beside it."""
        self._fonts: list[bool] = []
        """Whether each open element of a font has large letters."""

    @property
    def is_large(self) -> bool:
        """Whether its letters are larger than those of a text, as old pages write headings."""
        return bool(self._fonts) and self._fonts[-1]

    def enter(self, node: ElementNode, tag: str) -> None:
        """Enter an inline element."""
        self.strong += tag in STRONG
        self.marked += tag in MARKED
        if tag == "font":
            self._fonts.append(_LARGE.fullmatch((node.getattr("size") or "").strip()) is not None)

    def leave(self, tag: str) -> None:
        """Leave an inline element."""
        self.strong -= tag in STRONG
        self.marked -= tag in MARKED
        if tag == "font" and self._fonts:
            self._fonts.pop()
