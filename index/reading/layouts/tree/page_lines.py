"""Lines of a page's tree: what it shows line by line, and the elements that hold the lines.

Unlike `blocks`, which flatten a page into the shape of the archive's text files, these keep the
tree, so that repeated structure can be found in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from resiliparse.parse.html import ElementNode, HTMLTree, Node, TextNode

from index.reading.layouts.line.line import Line, PageLines
from index.reading.layouts.line.line_dates import dates_in
from index.reading.layouts.line.markup_dates import MarkupDate, date_of_element
from index.reading.layouts.tree.attribute_dates import date_of_picture, day_of_title
from index.reading.layouts.tree.blocks import collapse_whitespace
from index.reading.layouts.tree.open_elements import OpenElements
from index.reading.layouts.tree.open_line import OpenLine
from index.reading.layouts.tree.open_style import OpenStyle
from index.reading.layouts.tree.preformatted import Preformatted
from index.reading.layouts.tree.tab_names import tab_names
from index.reading.layouts.tree.table_place import TablePlace, rows_of
from index.reading.layouts.tree.tags import HEADINGS, INLINE, class_of, holds_block, is_skipped
from index.reading.layouts.tree.tree_marks import split_via, without_marks

_CARD = "card"
"""A link around paragraphs: a block, since all of its text cannot be a title."""
_MOST_TAGS = 500
"""Different tags of one page, of which the parser takes square time; many times HTML's; by hand."""
_TAB_LEVEL = 2
"""The rank of what a tab calls its panel; chosen by hand."""
_TABLE_TAGS = frozenset({"table", "tr", "td", "th"})
_TITLED = frozenset({"time", "span", "abbr", "small"})
_STRONG_BLOCKS = frozenset({"summary"})
_CAPTIONS = frozenset({"caption", "legend"})


def lines_of(tree: HTMLTree) -> PageLines:
    """Return the lines of a tree without its menus, forms, side columns and hidden parts.

    There are no lines when the page has more kinds of tags than any real page.
    """
    return _Walk().of(tree.body) if tree.body is not None else PageLines([], [])


class _Walk:
    """One walk over a tree, without recursion since trees may be deep."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.elements = OpenElements()
        self.paths: dict[tuple[int, str], int] = {}
        self.line = OpenLine()
        self.tables: list[TablePlace] = []
        self.rows = 1
        self.sections: Mapping[str, str] = {}
        """The years and months that tabs of the page call their panels, by the ids of these."""
        self.style = OpenStyle()
        self.level = self.feet = self.captions = self.terms = 0
        self.in_time = ""
        """The element around a time whose day the markup has: "2 days ago" need not be read."""
        self.written: Preformatted | None = None
        self.linked: MarkupDate | None = None
        """The day in the address of the last link; several links of an item have the same."""

    def of(self, body: ElementNode) -> PageLines:
        self.sections = tab_names(body)
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
        return PageLines(self.lines, self.elements.left)

    def _begin_section(self, node: ElementNode, name: str) -> None:
        """Write the year or month that a tab calls its panel above it, unless it says so itself."""
        if not collapse_whitespace(without_marks(node.text or "")).startswith(name):
            self.lines.append(Line(name, _TAB_LEVEL, strong=True, pieces=(name,), marked=(True,)))
            self.elements.add("", len(self.lines) - 1, len(self.lines))

    def _text(self, value: str) -> None:
        value, via, has_via = split_via(value)
        if has_via:
            self.line.via = via
        if not value or (self.in_time and not dates_in(value)):
            return
        if self.written is None or "\n" not in value:
            self._run(value)
            return
        first, *others = value.split("\n")
        self._run(first)
        for run in others:
            self._end_line()
            if not run.strip():
                self.written.gaps.add(len(self.lines))
            self._run(run)

    def _run(self, value: str) -> None:
        style = self.style
        self.line.add(value, marked=style.marked > 0, strong=style.strong > 0, large=style.is_large)

    def _enter(self, node: ElementNode, tag: str, path: int) -> None:
        if tag not in INLINE:
            self._end_line()
            self.level = int(tag[1]) if tag in HEADINGS else 0  # a block ends an open heading
            if tag in _TABLE_TAGS:
                self._enter_table(node, tag)
                self.rows = rows_of(node) if tag in ("td", "th") else 1
            self.style.strong += tag in _STRONG_BLOCKS
            self.feet += tag == "footer"
            self.captions += tag in _CAPTIONS
            self.terms += tag == "dt"
            if self.sections and (id := node.getattr("id") or "") in self.sections:
                self._begin_section(node, self.sections[id])
            if tag == "pre" and self.written is None:
                self.written = Preformatted(len(self.lines), len(self.elements.left))
            self.elements.enter(tag, (path, tag, class_of(node)), len(self.lines))
        else:
            self.style.enter(node, tag)
        if tag == "img" and (date := date_of_picture(node)):
            self.line.runs.append((f" {date} ", self.style.marked > 0))
        self._note_date(node, tag)

    def _note_date(self, node: ElementNode, tag: str) -> None:
        """Note the date that an element has in its markup, or shows when one points at it."""
        found = date_of_element(node)
        if found is None and (tag in _TITLED or tag == "a"):
            found = day_of_title(node)
        self.in_time = tag if found is not None and tag in _TITLED else ""
        if found is not None and (tag != "a" or found != self.linked):
            self.line.dates.append(found)
            self.linked = found if tag == "a" else self.linked

    def _leave(self, tag: str) -> None:
        if tag == self.in_time:
            self.in_time = ""
        if tag in INLINE:
            self.style.leave(tag)
            if tag == "br":
                number = len(self.lines)
                self._end_line()
                if self.lines[number:] and (self.style.strong or self.level):
                    self.lines[-1].is_broken = True
            return
        self._end_line()
        if tag in HEADINGS:
            self.level = 0
        elif tag == "table" and self.tables:
            self.tables.pop()
        self.style.strong -= tag in _STRONG_BLOCKS
        self.feet -= tag == "footer"
        self.captions -= tag in _CAPTIONS
        self.terms -= tag == "dt"
        element = self.elements.leave()
        if element is None:
            return
        if tag == "pre" and self.written is not None:
            if len(self.elements.left) == self.written.elements:  # it has no elements of its own
                self.lines = self.written.arranged(element, self.lines)
            self.written = None
        self.elements.close(element, len(self.lines))

    def _enter_table(self, node: ElementNode, tag: str) -> None:
        if tag == "table":
            self.tables.append(TablePlace())
        elif self.tables:
            self.tables[-1].enter(node, tag)

    def _end_line(self) -> None:
        if not self.line.runs and not self.line.dates and self.line.via is None:
            return
        line, self.line = self.line.ended(self.level, self.linked), OpenLine()
        if line is None:
            return
        line.is_foot = self.feet > 0
        line.is_caption |= self.captions > 0
        line.is_term = self.terms > 0
        line.rows = self.rows
        if self.tables:
            table = self.tables[-1]
            line.column = table.name_of_column(line.text)
            line.is_label, line.is_header = table.is_label, table.is_header
        place = len(self.lines)
        self.lines.append(line)
        self.elements.add("", place, place + 1)


def _label_terms(lines: Sequence[Line]) -> None:
    """Take the terms that a list of definitions has again and again for labels: "Title", "Date"."""
    counts = Counter(line.text for line in lines if line.is_term)
    for line in lines:
        if line.is_term and counts[line.text] > 1 and not dates_in(line.text):
            line.is_label = True
