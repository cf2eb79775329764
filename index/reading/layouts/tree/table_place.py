"""Where a walk over a tree is in a table, and the names of its columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from resiliparse.parse.html import ElementNode

_MOST_ROWS = 50
"""Rows that one date may be of; chosen by hand."""


@dataclass(slots=True)
class TablePlace:
    """Where a walk is in a table, and the names of its columns."""

    row: int = 0
    column: int = -1
    is_header: bool = False
    is_label: bool = False
    names: dict[int, str] = field(default_factory=dict)
    spanned: dict[int, int] = field(default_factory=dict)
    """How many of the next rows a cell of each column spans."""

    def enter(self, node: ElementNode, tag: str) -> None:
        """Go to the next row, or to a cell of the row."""
        self.row += tag == "tr"
        if tag == "tr":
            self.column = -1
        else:
            self._next_cell(rows_of(node))
        self.is_header = tag == "th" and self.row == 1
        self.is_label = tag == "th" and self.row > 0 and self.column == 0

    def name_of_column(self, text: str) -> str:
        """Return the name of the column of a line; note it when the line is that name."""
        if self.is_header and text:
            self.names[self.column] = text
            return ""
        return self.names.get(self.column, "")

    def _next_cell(self, rows: int) -> None:
        """Go to the next column of the row that no cell of a row above spans."""
        self.column += 1
        while self.spanned.get(self.column, 0):
            self.spanned[self.column] -= 1
            self.column += 1
        self.spanned[self.column] = rows - 1


def rows_of(cell: ElementNode) -> int:
    """Return how many rows a cell spans."""
    rows = cell.getattr("rowspan") or ""
    return min(int(rows), _MOST_ROWS) if rows.isascii() and rows.isdigit() and len(rows) < 4 else 1
