"""Lines of a page's tree: what it shows line by line, and the elements that hold the lines.

Unlike `blocks`, which flatten a page into the shape of the archive's text files, these keep the
tree, so that repeated structure can be found in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from resiliparse.parse.html import ElementNode, HTMLTree, Node, TextNode

from index.reading.layouts.blocks import collapse_whitespace
from index.reading.layouts.headings import is_month_heading, title_year
from index.reading.layouts.line import Element, Line, PageLines
from index.reading.layouts.line_dates import dates_in, is_dated_label, is_weekday
from index.reading.layouts.markup_dates import MarkupDate, date_of_element
from index.reading.layouts.tags import (
    HEADINGS,
    INLINE,
    MARKED,
    STRONG,
    class_of,
    holds_block,
    is_skipped,
)
from index.reading.layouts.text_lines import arrange
from index.reading.sources.addresses import is_web_address
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.printed_dates.forms import parse_span

_MARKS = re.compile("\ue001\\d|[\ue000-\ue00f]")
"""The marks that `blocks` leaves in the tree."""
_VIA = re.compile("\ue005([^\ue006]*)\ue006")
_CARD = "card"
"""A link around paragraphs: a block, since all of its text cannot be a title."""
_DIGIT = re.compile(r"\d")
_MOST_TAGS = 500
"""Different tags of one page, of which the parser takes square time; many times HTML's; by hand."""
_DEEPEST = 60
"""Levels of the tree at which elements are still compared, many times a real page's; by hand."""


def lines_of(tree: HTMLTree) -> PageLines:
    """Return the lines of a tree without its menus, forms, side columns and hidden parts.

    There are no lines when the page has more kinds of tags than any real page.
    """
    return _Walk().of(tree.body) if tree.body is not None else PageLines([], [])


_TABLE_TAGS = frozenset({"table", "tr", "td", "th"})
_TITLED = frozenset({"time", "span", "abbr", "small"})
_STRONG_BLOCKS = frozenset({"summary"})
_CAPTIONS = frozenset({"caption", "legend"})


@dataclass(slots=True)
class _Table:
    """Where a walk is in a table, and the names of its columns."""

    row: int = 0
    column: int = -1
    is_header: bool = False
    is_label: bool = False
    names: dict[int, str] = field(default_factory=dict)
    spanned: dict[int, int] = field(default_factory=dict)
    """How many of the next rows a cell of each column spans."""

    def next_cell(self, rows: int) -> None:
        """Go to the next column of the row that no cell of a row above spans."""
        self.column += 1
        while self.spanned.get(self.column, 0):
            self.spanned[self.column] -= 1
            self.column += 1
        self.spanned[self.column] = rows - 1


@dataclass(slots=True)
class _Written:
    """Preformatted text that a walk is in."""

    first: int
    """Its first line."""
    elements: int
    """How many elements there were before it."""
    gaps: set[int] = field(default_factory=set)
    """The lines with an empty one before them."""


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
        self.rows = 1
        self.sections: Mapping[str, str] = {}
        """The years and months that tabs of the page call their panels, by the ids of these."""
        self.dates: list[MarkupDate] = []
        self.level = self.strong = self.marked = self.depth = 0
        self.feet = self.captions = self.terms = 0
        self.fonts: list[bool] = []
        """Whether each open element of a font has large letters."""
        self.all_large = True
        self.via: str | None = None
        self.in_time = ""
        """The element around a time whose day the markup has: "2 days ago" need not be read."""
        self.written: _Written | None = None
        """Where preformatted text began, whose lines are those of its author."""
        self.linked: MarkupDate | None = None
        """The day in the address of the last link; several links of an item have the same."""

    def of(self, body: ElementNode) -> PageLines:
        self.sections = _named_sections(body)
        waiting: list[tuple[Node, int, str]] = [(body, 0, "")]
        tags: set[str] = set()
        while waiting:
            node, path, left = waiting.pop()
            if left:
                self._leave(left)
                continue
            following = None if node is body else node.next  # each look makes an object
            if following is not None:
                waiting.append((following, path, ""))
            if isinstance(node, TextNode):
                self._text(node.value or "")
            elif isinstance(node, ElementNode) and not is_skipped(node, tag := node.tag or ""):
                if tag == "a" and holds_block(node):
                    tag = _CARD
                tags.add(tag)
                if len(tags) > _MOST_TAGS:
                    return PageLines([], [])
                self._enter(node, tag, path)
                waiting.append((node, path, tag))
                child = node.first_child
                if child is not None:
                    if tag not in INLINE:
                        path = self.paths.setdefault((path, tag), len(self.paths) + 1)
                    waiting.append((child, path, ""))
        self._end_line()
        _label_terms(self.lines)
        return PageLines(self.lines, self.elements)

    def _begin_section(self, node: ElementNode, name: str) -> None:
        """Write the year or month that a tab calls its panel above it, unless it says so itself."""
        if not collapse_whitespace(_MARKS.sub("", node.text or "")).startswith(name):
            self.lines.append(Line(name, _TAB_LEVEL, strong=True, pieces=(name,), marked=(True,)))
            if self.open:
                self.open[-1].parts.append(("", len(self.lines) - 1, len(self.lines)))

    def _text(self, value: str) -> None:
        if found := _VIA.search(value):
            self.via = found[1] if is_web_address(found[1]) else None
            value = _VIA.sub("", value)
        value = _MARKS.sub("", value)
        if not value or (self.in_time and not dates_in(value)):
            return
        if self.written is not None and "\n" in value:
            first, *others = value.split("\n")
            self._run(first)
            for run in others:
                self._end_line()
                if not run.strip():
                    self.written.gaps.add(len(self.lines))
                self._run(run)
            return
        self._run(value)

    def _picture(self, node: ElementNode) -> None:
        """Write the date that a picture shows, when its other text is nothing else."""
        words = node.getattr("alt") or ""
        if _DIGIT.search(words) and is_dated_label(words):
            self.pieces.append((f" {words.rpartition(': ')[2]} ", self.marked > 0))

    def _run(self, value: str) -> None:
        self.pieces.append((value, self.marked > 0))
        if not self.strong and value.strip():
            self.all_strong = False
        if not (self.fonts and self.fonts[-1]) and value.strip():
            self.all_large = False

    def _enter(self, node: ElementNode, tag: str, path: int) -> None:
        if tag not in INLINE:
            self._end_line()
            self.level = int(tag[1]) if tag in HEADINGS else 0  # a block ends an open heading
            if tag in _TABLE_TAGS:
                self._enter_table(node, tag)
                self.rows = _rows_of(node) if tag in ("td", "th") else 1
            self.strong += tag in _STRONG_BLOCKS
            self.feet += tag == "footer"
            self.captions += tag in _CAPTIONS
            self.terms += tag == "dt"
            if self.sections and (id := node.getattr("id") or "") in self.sections:
                self._begin_section(node, self.sections[id])
            if tag == "pre" and self.written is None:
                self.written = _Written(len(self.lines), len(self.elements))
            self.depth += 1
            if self.depth <= _DEEPEST:
                self.open.append(Element(tag, (path, tag, class_of(node)), len(self.lines)))
        else:
            self.strong += tag in STRONG
            self.marked += tag in MARKED
            if tag == "font":
                self.fonts.append(_is_large(node))
        if tag == "img":
            self._picture(node)
        found = date_of_element(node)
        if found is None and (tag in _TITLED or tag == "a"):
            found = _day_of_title(node.getattr("title") or "")
        self.in_time = tag if found is not None and tag in _TITLED else ""
        if found is not None and (tag != "a" or found != self.linked):
            self.dates.append(found)
            self.linked = found if tag == "a" else self.linked

    def _leave(self, tag: str) -> None:
        if tag == self.in_time:
            self.in_time = ""
        if tag in INLINE:
            self.strong -= tag in STRONG
            self.marked -= tag in MARKED
            if tag == "font" and self.fonts:
                self.fonts.pop()
            if tag == "br":
                number = len(self.lines)
                self._end_line()
                if self.lines[number:] and (self.strong or self.level):
                    self.lines[-1].is_broken = True
            return
        self._end_line()
        if tag in HEADINGS:
            self.level = 0
        elif tag == "table" and self.tables:
            self.tables.pop()
        self.strong -= tag in _STRONG_BLOCKS
        self.feet -= tag == "footer"
        self.captions -= tag in _CAPTIONS
        self.terms -= tag == "dt"
        self.depth -= 1
        if self.depth >= _DEEPEST:
            return
        element = self.open.pop()
        if tag == "pre" and self.written is not None:
            self._arrange(element, self.written)
        element.end = len(self.lines)
        if self.open and (element.end > element.first or tag == "hr"):
            self.open[-1].parts.append((tag, element.first, element.end))
        if element.end > element.first:
            self.elements.append(element)

    def _arrange(self, element: Element, written: _Written) -> None:
        """Take the lines of preformatted text for what its author meant."""
        self.written = None
        if len(self.elements) > written.elements:
            return  # it has elements of its own
        first = written.first
        gaps = {gap - first for gap in written.gaps}
        lines, parts = arrange(self.lines[first:], gaps)
        self.lines[first:] = lines
        element.end = len(self.lines)
        element.parts = [(tag, first + begin, first + end) for tag, begin, end in parts]

    def _enter_table(self, node: ElementNode, tag: str) -> None:
        if tag == "table":
            self.tables.append(_Table())
        elif self.tables:
            table = self.tables[-1]
            table.row += tag == "tr"
            if tag == "tr":
                table.column = -1
            else:
                table.next_cell(_rows_of(node))
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
        large, self.all_large = self.all_large, True
        dates, self.dates = tuple(self.dates), []
        via, self.via = self.via, None
        text = collapse_whitespace(_join([piece for piece, _ in pieces]))
        if "()" in text and any(date.day for date in dates):  # the words of a time, left out
            text = text.replace("()", "").strip()
            pieces = [(piece.replace("(", "").replace(")", ""), marked) for piece, marked in pieces]
        if not text and not dates and via is None:
            return
        runs = [(run, marked) for piece, marked in pieces if (run := collapse_whitespace(piece))]
        place = len(self.lines)
        line = Line(text, self.level, strong and bool(text), tuple(run for run, _ in runs))
        line.marked = tuple(marked for _, marked in runs)
        line.dates, line.via, line.is_foot = dates, via, self.feet > 0
        if self.linked in dates and not (line.level or line.strong or _opens_with_link(line)):
            # In a text it is of another page.
            line.dates = tuple(date for date in dates if date is not self.linked)
        line.rows = self.rows
        line.is_caption = self.captions > 0 or (large and bool(text))
        line.column = self._column(text)
        line.is_label = bool(self.tables) and self.tables[-1].is_label
        line.is_header = bool(self.tables) and self.tables[-1].is_header
        line.is_term = self.terms > 0
        self.lines.append(line)
        if self.open:
            self.open[-1].parts.append(("", place, place + 1))


def _day_of_title(words: str) -> MarkupDate | None:
    """Return the day that an element shows when one points at it: "2 days ago"; None for none."""
    if not _DIGIT.search(words) or not is_dated_label(words):
        return None
    span = parse_span(words.rpartition(": ")[2])
    if span is None or span.start is None or span.start != span.end:
        return None
    return MarkupDate("published", span.start.isoformat())


def _opens_with_link(line: Line) -> bool:
    """Return whether a line is a marked title and something apart from it: "Title (PDF)"."""
    if line.marked[:1] != (True,) or len(line.pieces) < 2:
        return False
    return re.match(r"\s*(?:[-–—|:([,·]|\Z)", line.text[len(line.pieces[0]) :]) is not None


def _named_sections(body: ElementNode) -> dict[str, str]:
    """Return the years and months that links within the page call what they lead to, by its id."""
    found: dict[str, str] = {}
    for link in body.query_selector_all(_TABS):
        name = collapse_whitespace(_MARKS.sub("", link.text or ""))
        if title_year(name) or is_month_heading(name):
            found |= {
                (link.getattr(where) or "").removeprefix("#"): name
                for where in _LEADS_TO
                if where in link.attrs
            }
    return found


def _label_terms(lines: Sequence[Line]) -> None:
    """Take the terms that a list of definitions has again and again for labels: "Title", "Date"."""
    counts = Counter(line.text for line in lines if line.is_term)
    for line in lines:
        if line.is_term and counts[line.text] > 1 and not dates_in(line.text):
            line.is_label = True


def _is_large(font: ElementNode) -> bool:
    """Return whether a font is larger than that of a text, as old pages write their headings."""
    return _LARGE.fullmatch((font.getattr("size") or "").strip()) is not None


_LARGE = re.compile(r"[4-7]|\+[1-4]")
"""The sizes above that of a text, which is 3."""
_LEADS_TO = ("href", "data-target", "data-bs-target", "aria-controls")
"""Attributes that name what a tab opens."""
_TABS = ", ".join(("a[href^='#']", *(f"[{where}]" for where in _LEADS_TO[1:])))
_TAB_LEVEL = 2
"""The rank of what a tab calls its panel; chosen by hand."""


def _rows_of(cell: ElementNode) -> int:
    """Return how many rows a cell spans."""
    rows = cell.getattr("rowspan") or ""
    return min(int(rows), _MOST_ROWS) if rows.isascii() and rows.isdigit() and len(rows) < 4 else 1


_MOST_ROWS = 50
"""Rows that one date may be of; chosen by hand."""


def _join(pieces: list[str]) -> str:
    """Join the runs of a line; a number and the word of another element stay apart."""
    joined = ""
    parts: list[str] = []
    for piece in pieces:
        if joined and piece and (
            _are_apart(joined[-1], piece[0])
            or (piece[0].isalpha() and _NTH.fullmatch(joined))
            or (joined[-1].isdigit() and piece[0].isdigit())
            or (piece[0].isalpha() and is_weekday(piece))
        ):  # fmt: skip
            parts.append(" ")
        parts.append(piece)
        joined = piece
    return "".join(parts)


_NTH = re.compile(rf"\d{{1,2}}(?:{alternation(union(lambda words: words.calendar.ordinals))})")
"""A day of a month in the form of a number that ranks: "1er" beside "août"."""


def _are_apart(before: str, after: str) -> bool:
    if before.isdigit():
        return after.isalpha()
    if before.isupper() and after.isdigit():
        return True
    return (before.islower() or before in ".!?:)") and (after.isupper() or after.isdigit())
