"""The body of a .docx: its paragraphs and tables, as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from index.reading.documents.docx.package import R, W
from index.reading.documents.docx.styles import Look, Styles, paragraph_look, run_look
from index.reading.documents.parts import DocumentPart, Paragraph, Table, TextRun

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}sdtPr"})
"""What no reader sees: what a tracked change has taken out, and properties."""
_SIGNS = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "",
}  # fmt: skip


class BodyReader:
    """Reads the parts of one file of a .docx."""

    def __init__(self, styles: Styles, links: dict[str, str]) -> None:
        self._styles, self._links = styles, links
        self._boxes: list[Element] = []
        """Text boxes that were met in a paragraph; they are read after it."""

    def parts(self, holder: Element) -> Iterator[DocumentPart]:
        """Yield the parts of a body, a cell, a text box or a footnote, in their order."""
        for child in _children(holder):
            if child.tag == f"{W}p":
                yield self._paragraph(child)
                boxes, self._boxes = self._boxes, []
                for box in boxes:
                    yield from self.parts(box)
            elif child.tag == f"{W}tbl":
                yield self._table(child)
            elif len(child) and child.tag not in _GONE:  # controls, tracked insertions
                yield from self.parts(child)

    def _table(self, table: Element) -> Table:
        rows = [
            [list(self.parts(cell)) for cell in _children(row) if cell.tag == f"{W}tc"]
            for row in _children(table)
            if row.tag == f"{W}tr"
        ]
        return Table(rows)

    def _paragraph(self, paragraph: Element) -> Paragraph:
        properties = paragraph.find(f"{W}pPr")
        look = self._styles.usual
        if properties is not None:
            style = properties.find(f"{W}pStyle")
            look = self._styles.look(None if style is None else style.get(f"{W}val"))
            look = paragraph_look(properties).over(look)
        runs: list[TextRun] = []
        sizes: dict[float, int] = {}
        for run, size in self._runs(paragraph, look, None):
            sizes[size] = sizes.get(size, 0) + len(run.text)
            _append(runs, run)
        size = max(sizes.items(), key=lambda each: each[1])[0] if sizes else look.size or 0.0
        level = look.level or 0
        return Paragraph(runs, size, level, is_item=bool(look.is_item) and not level)

    def _runs(
        self, holder: Element, look: Look, link: str | None
    ) -> Iterator[tuple[TextRun, float]]:
        """Yield the runs of a paragraph with their sizes, those of links and fields in it too."""
        for child in _children(holder):
            if child.tag == f"{W}r":
                yield from self._run(child, look, link)
            elif child.tag == f"{W}hyperlink":
                yield from self._runs(child, look, self._links.get(child.get(f"{R}id", ""), link))
            elif child.tag not in _GONE and len(child):
                yield from self._runs(child, look, link)

    def _run(self, run: Element, look: Look, link: str | None) -> Iterator[tuple[TextRun, float]]:
        properties = run.find(f"{W}rPr")
        if properties is not None:
            style = properties.find(f"{W}rStyle")
            if style is not None and (named := self._styles.looks.get(style.get(f"{W}val", ""))):
                look = Look(named.bold, named.italic, named.hidden).over(look)
            look = run_look(properties).over(look)
        text: list[str] = []
        for child in _children(run):
            if child.tag == f"{W}t":
                text.append(child.text or "")
            elif child.tag in _SIGNS:
                text.append(_SIGNS[child.tag])
            elif child.tag not in _GONE:
                self._boxes += child.iter(f"{W}txbxContent")
        said = "".join(text).replace("\u00ad", "")
        if said and not look.hidden:
            yield TextRun(said, bool(look.bold), bool(look.italic), link), look.size or 0.0


def _children(holder: Element) -> Iterator[Element]:
    """Yield the children; of two forms of one thing only the first."""
    for child in holder:
        if child.tag == f"{_MC}AlternateContent":
            chosen = child.find(f"{_MC}Choice")
            if chosen is None:
                chosen = child.find(f"{_MC}Fallback")
            yield from chosen if chosen is not None else ()
        else:
            yield child


def _append(runs: list[TextRun], run: TextRun) -> None:
    last = runs[-1] if runs else None
    look = (run.bold, run.italic, run.link)
    if last is not None and (last.bold, last.italic, last.link) == look:
        runs[-1] = TextRun(last.text + run.text, *look)
    else:
        runs.append(run)
