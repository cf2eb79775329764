"""Bounds of items: the years, months, footers and higher headings that none reaches beyond."""

from __future__ import annotations

from collections.abc import Sequence

from index.reading.layouts.signs.signed_line import SignedLine
from index.reading.layouts.structure.items import Range


class ItemBounds:
    """Cuts items at their bounds, each in constant time."""

    def __init__(self, signed: Sequence[SignedLine]) -> None:
        self._signed = signed
        self._ends = self._next_of(("year", "footer"))
        self.ends_at_months = self._next_of(("year", "month", "footer"))
        """For each line the next that is the heading of a year or a month, or a footer."""
        self._higher = {
            level: self._next_above(level) for level in {one.line.level for one in signed}
        }

    def cut(self, first: int, end: int, *, is_sequence: bool) -> Range | None:
        """Return an item up to the next bound; None when nothing is left of it."""
        if first >= end or self._signed[first].sign in ("year", "footer"):
            return None
        ends = self.ends_at_months if is_sequence else self._ends
        end = min(end, ends[first + 1])
        if is_sequence:
            end = min(end, self._higher[self._signed[first].line.level][first + 1])
        return (first, end)

    def _next_of(self, signs: Sequence[str]) -> list[int]:
        """Return for each line the next one that has one of some signs."""
        ends = [len(self._signed)] * (len(self._signed) + 1)
        for place in range(len(self._signed) - 1, -1, -1):
            ends[place] = place if self._signed[place].sign in signs else ends[place + 1]
        return ends

    def _next_above(self, level: int) -> list[int]:
        """Return for each line the next heading of a higher rank than `level`."""
        ends = [len(self._signed)] * (len(self._signed) + 1)
        for place in range(len(self._signed) - 1, -1, -1):
            ends[place] = place if 0 < self._signed[place].line.level < level else ends[place + 1]
        return ends
