"""Paragraphs of a PDF: rows of one region that a program broke because the line was full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.reading.documents.parts import DocumentPart, Paragraph, Table, TextRun
from index.reading.documents.pdf.page_regions import Grid, PageRegion
from index.reading.documents.pdf.rows import WordRow, is_bullet, is_glued
from index.reading.documents.pdf.words import PdfWord

_SPACE, _SLACK = 0.25, 0.3
"""Of the size of the letters: a space, and what a program may leave free; chosen by hand."""
_WIDER = 1.25
"""Of the usual distance of rows: the one that parts paragraphs; chosen by hand."""
_USUAL = 1.25
"""The usual distance of rows, of their size, where nothing tells it; chosen by hand."""
_INDENT = (0.9, 5.0)
"""Of the size: how far the first row of a paragraph may be indented; chosen by hand."""
_SAME_SIZE = 0.06
_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_DAY = re.compile(
    r"\W*(?:\d{1,2}\W+(?:\d{1,2}\W+)?[^\W\d]+\W+|[^\W\d]+\W+\d{1,2}\w{0,2}\W+(?:\d{1,2}\w{0,2}\W+)?)"
    r"(?:19|20)\d\d\b"
)
"""A number, a word and a year at the start of a row, in either order: a day, in any language."""
_SENTENCE_END = (".", "!", "?", ":", "»", '"', "”", ")")


def parts_of(regions: Sequence[PageRegion | Grid], edge: float) -> list[DocumentPart]:
    """Return the parts of regions in their order; `edge` is where whole rows of the page end."""
    found: list[DocumentPart] = []
    for region in regions:
        if isinstance(region, Grid):
            rows = [[parts_of(cell, 0.0) for cell in row] for row in region.rows]
            found.append(Table(rows))
        else:
            found += _paragraphs(region, edge if region.is_whole else 0.0)
    return found


def full_edge(rows: Sequence[WordRow]) -> float:
    """Return where full rows end: the furthest end that two rows have; 0 without rows."""
    ends = sorted((row.right for row in rows), reverse=True)
    if len(ends) < 4:
        return ends[0] if ends else 0.0
    size = rows[0].size
    return next((one for one, other in pairwise(ends) if one - other < 1.5 * size), ends[0])


def _paragraphs(region: PageRegion, edge: float) -> list[Paragraph]:
    rows = region.rows
    edge = max(edge, full_edge(rows))
    usual = _usual_leading(rows, edge)
    found: list[list[WordRow]] = []
    for number, row in enumerate(rows):
        if number and not _begins(row, found[-1], edge, usual, rows[number + 1 : number + 2]):
            found[-1].append(row)
        else:
            found.append([row])
    paragraphs = [_paragraph(each) for each in found]
    for paragraph, (above, own) in zip(paragraphs[1:], pairwise(found), strict=True):
        step = (above[-1].base - own[0].base) / own[0].size
        paragraph.is_tight = above[-1].size == own[0].size and 0 < step <= _WIDER * usual
    return paragraphs


def _fits(row: WordRow, word: PdfWord, edge: float) -> bool:
    """Return whether a word would have found room at the end of a row."""
    needed = word.right - word.left + (_SPACE + _SLACK) * row.size
    return edge - row.right > needed


def _usual_leading(rows: Sequence[WordRow], edge: float) -> float:
    """Return the distance of rows within paragraphs, of the size of their letters."""
    steps = sorted(
        (one.base - other.base) / one.size
        for one, other in pairwise(rows)
        if one.size == other.size
        and one.bold == other.bold
        and not _fits(one, other.words[0], edge)
    )
    return min(max(steps[len(steps) // 3], 0.9), 2.4) if steps else _USUAL


def _begins(
    row: WordRow, above: Sequence[WordRow], edge: float, usual: float, below: Sequence[WordRow]
) -> bool:
    """Return whether a row begins a paragraph."""
    last = above[-1]
    if abs(row.size - last.size) > _SAME_SIZE * max(row.size, last.size):
        return True
    if _is_bullet(row) or (last.base - row.base) / last.size > _WIDER * usual:
        return True
    if row.base > last.base:  # the next column
        return True
    if row.bold and last.bold and _DAY.match(row.text):
        return True
    text = last.text
    if _HYPHEN.search(text) and row.text[:1].islower():
        return False
    if _fits(last, row.words[0], edge):
        return not (_is_centred(above, row) and row.text[:1].islower())
    starts_low = row.text[:1].islower()
    turns = last.words[-1].bold != row.words[0].bold and not starts_low
    if turns and (last.bold != row.bold or (row.words[0].bold and text.endswith(_SENTENCE_END))):
        return True
    indent = (row.left - above[0].left if len(above) == 1 else row.left - last.left) / row.size
    is_indented = _INDENT[0] <= indent <= _INDENT[1] and not _is_bullet(above[0])
    if is_indented and not starts_low:
        return not below or below[0].left < row.left - 0.5 * row.size
    return False


def _is_bullet(row: WordRow) -> bool:
    return len(row.words) > 1 and is_bullet(row.words[0]) and not row.words[0].text[:1].isalnum()


def _is_centred(above: Sequence[WordRow], row: WordRow) -> bool:
    """Return whether rows have one middle, but not one left edge."""
    last = above[-1]
    apart = abs((last.left + last.right) - (row.left + row.right)) / 2
    return apart < row.size and abs(last.left - row.left) > row.size


def _paragraph(rows: Sequence[WordRow]) -> Paragraph:
    is_item = _is_bullet(rows[0])
    words: list[tuple[PdfWord, str]] = []
    """Each word, and what stands before it."""
    for number, row in enumerate(rows):
        for at, word in enumerate(row.words):
            if is_item and not number and not at:
                continue
            between = ""
            if words and at:
                between = "" if is_glued(words[-1][0], word) else " "
            elif words:
                between = _between_rows(words, word)
            words.append((word, between))
    runs: list[TextRun] = []
    for word, between in words:
        look = (word.bold, word.italic, word.link)
        if runs and (runs[-1].bold, runs[-1].italic, runs[-1].link) == look:
            runs[-1] = TextRun(f"{runs[-1].text}{between}{word.text}", *look)
        else:
            if between and runs:
                runs.append(TextRun(between))
            runs.append(TextRun(word.text, *look))
    return Paragraph(runs, rows[0].size, is_item=is_item)


def _between_rows(words: list[tuple[PdfWord, str]], word: PdfWord) -> str:
    """Return what joins two rows; the hyphen that parts a word is taken out of the first."""
    last, before = words[-1]
    if _HYPHEN.search(last.text) and word.text[:1].islower():
        joined = replace(last, text=last.text[:-1])
        words[-1] = (joined, before)
        return ""
    if last.text.endswith(("-", "/")) and len(last.text) > 1:
        return ""
    return " "


def joined(parts: Sequence[DocumentPart]) -> list[DocumentPart]:
    """Return parts with the paragraphs joined that a page or a column has cut in two."""
    found: list[DocumentPart] = []
    for part in parts:
        last = _last_paragraph(found)
        if last is not None and isinstance(part, Paragraph) and _goes_on(last, part):
            space = " "
            if _HYPHEN.search(last.text):
                old = last.runs[-1]
                last.runs[-1] = TextRun(old.text[:-1], old.bold, old.italic, old.link)
                space = ""
            last.runs.append(TextRun(space))
            last.runs += part.runs
        elif isinstance(part, Table) and found and isinstance(table := found[-1], Table):
            _join_tables(table, part)
        else:
            found.append(part)
    return found


def _join_tables(table: Table, part: Table) -> None:
    """Add to a table what stands on the next page: the rest of a row, and more rows."""
    rows = part.rows
    if not table.rows or len(table.rows[-1]) != len(rows[0]):
        table.rows += rows
        return
    if _said(rows[0]) == _said(table.rows[0]):  # the head of the table, again
        rows = rows[1:]
    elif not _said(rows[0][:1]).strip():
        for cell, more in zip(table.rows[-1], rows[0], strict=True):
            cell[:] = joined([*cell, *more])
        rows = rows[1:]
    table.rows += rows


def _said(cells: Sequence[Sequence[DocumentPart]]) -> str:
    return "\t".join(part.text for cell in cells for part in cell if isinstance(part, Paragraph))


def _last_paragraph(parts: Sequence[DocumentPart]) -> Paragraph | None:
    """Return the paragraph that ends last, in the last cell of a table too."""
    last = parts[-1] if parts else None
    while isinstance(last, Table):
        cells = [cell for row in last.rows for cell in row if cell]
        last = cells[-1][-1] if cells else None
    return last


def _goes_on(last: Paragraph, part: Paragraph) -> bool:
    return (
        not part.is_item
        and part.size == last.size
        and part.text[:1].islower()
        and bool(last.text)
        and not last.text.endswith(_SENTENCE_END)
    )
