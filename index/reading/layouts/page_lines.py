"""Lines of a page's tree: what it shows line by line, and the elements that hold the lines.

Unlike `blocks`, which flatten a page into the shape of the archive's text files, these keep the
tree, so that repeated structure can be found in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from resiliparse.parse.html import ElementNode, HTMLTree, Node, TextNode

from index.reading.layouts.blocks import collapse_whitespace
from index.reading.layouts.line_dates import dates_in
from index.reading.layouts.markup_dates import MarkupDate, date_of_element
from index.reading.layouts.tags import HEADINGS, INLINE, MARKED, STRONG, class_of, is_skipped
from index.reading.sources.addresses import is_web_address

_MARKS = re.compile("\ue001\\d|[\ue000-\ue00f]")
"""The marks that `blocks` leaves in the tree."""
_VIA = re.compile("\ue005([^\ue006]*)\ue006")
_MOST_TAGS = 500
"""Different tags of one page, of which the parser takes square time; many times HTML's; by hand."""
_DEEPEST = 60
"""Levels of the tree at which elements are still compared, many times a real page's; by hand."""


@dataclass(slots=True)
class Line:
    """One line as a browser shows it; a date in the markup only is a line without text."""

    text: str
    level: int
    """1-6 within a heading, else 0."""
    strong: bool
    """Whether all of it is bold or a link."""
    pieces: tuple[str, ...]
    """Its runs of text, one for each element that has some."""
    dates: tuple[MarkupDate, ...] = ()
    via: str | None = None
    marked: tuple[bool, ...] = ()
    """Whether each of the pieces is bold, italic, coloured or a link."""
    column: str = ""
    """What the first row of its table calls its column, "" for none."""
    is_label: bool = False
    """Whether it is the head of a row of a table."""
    is_foot: bool = False
    """Whether it is at the foot of an article."""


@dataclass(slots=True)
class Element:
    """An element with the lines from `first` to `end` (exclusive)."""

    tag: str
    key: tuple[int, str, str]
    """The path of tags above it, its tag and its class: alike for all items of one list."""
    first: int
    end: int = 0
    parts: list[tuple[str, int, int]] = field(default_factory=list)
    """Its children: a tag ("" for a line of its own) and the lines of each."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page, and the elements down to a depth that real pages do not reach."""

    lines: list[Line]
    elements: list[Element]


def lines_of(tree: HTMLTree) -> PageLines:
    """Return the lines of a tree without its menus, forms, side columns and hidden parts.

    There are no lines when the page has more kinds of tags than any real page.
    """
    return _Walk().of(tree.body) if tree.body is not None else PageLines([], [])


_TABLE_TAGS = frozenset({"table", "tr", "td", "th"})
_STRONG_BLOCKS = frozenset({"summary"})


@dataclass(slots=True)
class _Table:
    """Where a walk is in a table, and the names of its columns."""

    row: int = 0
    column: int = -1
    is_header: bool = False
    is_label: bool = False
    names: dict[int, str] = field(default_factory=dict)


class _Walk:
    """One walk over a tree, without recursion since trees may be deep."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.paths: dict[tuple[int, str], int] = {}
        self.pieces: list[tuple[str, bool]] = []
        self.tables: list[_Table] = []
        self.all_strong = True
        self.dates: list[MarkupDate] = []
        self.level = self.strong = self.marked = self.feet = self.depth = 0
        self.via: str | None = None
        self.in_time = False
        """Whether in a `time` whose day the markup has: "2 days ago" need not be read."""
        self.linked: MarkupDate | None = None
        """The day in the address of the last link; several links of an item have the same."""

    def of(self, body: ElementNode) -> PageLines:
        waiting: list[tuple[Node, int, str]] = [(body, 0, "")]
        tags: set[str] = set()
        while waiting:
            node, path, left = waiting.pop()
            if left:
                self._leave(left)
                continue
            if node is not body and node.next is not None:
                waiting.append((node.next, path, ""))
            if isinstance(node, TextNode):
                self._text(node.value or "")
            elif isinstance(node, ElementNode) and not is_skipped(node, tag := node.tag or ""):
                tags.add(tag)
                if len(tags) > _MOST_TAGS:
                    return PageLines([], [])
                self._enter(node, tag, path)
                waiting.append((node, path, tag))
                if node.first_child is not None:
                    if tag not in INLINE:
                        path = self.paths.setdefault((path, tag), len(self.paths) + 1)
                    waiting.append((node.first_child, path, ""))
        self._end_line()
        return PageLines(self.lines, self.elements)

    def _text(self, value: str) -> None:
        if found := _VIA.search(value):
            self.via = found[1] if is_web_address(found[1]) else None
            value = _VIA.sub("", value)
        value = _MARKS.sub("", value)
        if not value or (self.in_time and not dates_in(value)):
            return
        self.pieces.append((value, self.marked > 0))
        if not self.strong and value.strip():
            self.all_strong = False

    def _enter(self, node: ElementNode, tag: str, path: int) -> None:
        if tag not in INLINE:
            self._end_line()
            self.level = int(tag[1]) if tag in HEADINGS else 0  # a block ends an open heading
            if tag in _TABLE_TAGS:
                self._enter_table(tag)
            self.strong += tag in _STRONG_BLOCKS
            self.feet += tag == "footer"
            self.depth += 1
            if self.depth <= _DEEPEST:
                self.open.append(Element(tag, (path, tag, class_of(node)), len(self.lines)))
        else:
            self.strong += tag in STRONG
            self.marked += tag in MARKED
        found = date_of_element(node)
        self.in_time = tag == "time" and found is not None
        if found is not None and (tag != "a" or found != self.linked):
            self.dates.append(found)
            self.linked = found if tag == "a" else self.linked

    def _leave(self, tag: str) -> None:
        self.in_time &= tag != "time"
        if tag in INLINE:
            self.strong -= tag in STRONG
            self.marked -= tag in MARKED
            if tag == "br":
                self._end_line()
            return
        self._end_line()
        if tag in HEADINGS:
            self.level = 0
        elif tag == "table" and self.tables:
            self.tables.pop()
        self.strong -= tag in _STRONG_BLOCKS
        self.feet -= tag == "footer"
        self.depth -= 1
        if self.depth >= _DEEPEST:
            return
        element = self.open.pop()
        element.end = len(self.lines)
        if self.open and (element.end > element.first or tag == "hr"):
            self.open[-1].parts.append((tag, element.first, element.end))
        if element.end > element.first:
            self.elements.append(element)

    def _enter_table(self, tag: str) -> None:
        if tag == "table":
            self.tables.append(_Table())
        elif self.tables:
            table = self.tables[-1]
            table.row += tag == "tr"
            table.column = -1 if tag == "tr" else table.column + 1
            table.is_header = tag == "th" and table.row == 1
            table.is_label = tag == "th" and table.row > 0 and table.column == 0

    def _column(self, text: str) -> str:
        """Return the name of the column of a line; note it when the line is that name."""
        if not self.tables:
            return ""
        table = self.tables[-1]
        if table.is_header and text:
            table.names[table.column] = text
            return ""
        return table.names.get(table.column, "")

    def _end_line(self) -> None:
        pieces, self.pieces = self.pieces, []
        strong, self.all_strong = self.all_strong, True
        dates, self.dates = tuple(self.dates), []
        via, self.via = self.via, None
        text = collapse_whitespace(_join([piece for piece, _ in pieces]))
        if not text and not dates and via is None:
            return
        runs = [(run, marked) for piece, marked in pieces if (run := collapse_whitespace(piece))]
        place = len(self.lines)
        line = Line(text, self.level, strong and bool(text), tuple(run for run, _ in runs))
        line.marked = tuple(marked for _, marked in runs)
        line.dates, line.via, line.is_foot = dates, via, self.feet > 0
        if self.linked in dates and not (line.level or line.strong):  # in a text, of another page
            line.dates = tuple(date for date in dates if date is not self.linked)
        line.column = self._column(text)
        line.is_label = bool(self.tables) and self.tables[-1].is_label
        self.lines.append(line)
        if self.open:
            self.open[-1].parts.append(("", place, place + 1))


def _join(pieces: list[str]) -> str:
    """Join the runs of a line; a number and the word of another element stay apart."""
    joined = ""
    parts: list[str] = []
    for piece in pieces:
        if joined and piece and (
            _are_apart(joined[-1], piece[0]) or (joined.isdigit() and piece.isdigit())
        ):  # fmt: skip
            parts.append(" ")
        parts.append(piece)
        joined = piece
    return "".join(parts)


def _are_apart(before: str, after: str) -> bool:
    if before.isdigit():
        return after.isalpha()
    if before.isupper() and after.isdigit():
        return True
    return (before.islower() or before in ".!?:)") and (after.isupper() or after.isdigit())
