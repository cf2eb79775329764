"""Regions of a PDF's page: columns of text in reading order, and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.reading.documents.pdf.gutters import best_cut, has_edge
from index.reading.documents.pdf.rows import WordRow, rows_of
from index.reading.documents.pdf.table_rows import RuledLine, columns_of, table_rows
from index.reading.documents.pdf.words import PdfWord

_DEEPEST = 5
"""Cuts within cuts; chosen by hand."""
_LOWER = 0.25
"""Share of rows that begin with a small letter, which running text exceeds; chosen by hand."""
_CELL = 25
"""Letters of a row below which it may be a cell of a table; chosen by hand."""
_ACROSS, _FEW = 0.9, 2
"""Share of the width of a line that parts a page, and how many such lines do; chosen by hand."""


@dataclass(frozen=True, slots=True)
class PageRegion:
    """Rows that are read one after another."""

    rows: list[WordRow]
    is_whole: bool
    """Whether it has the whole width of the page."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: of each row the regions of its cells."""

    rows: list[list[list[PageRegion | Grid]]]
    columns: list[float]
    """Where its columns begin."""


def regions_of_page(
    words: Sequence[PdfWord], rules: Sequence[RuledLine], above: Grid | None
) -> list[PageRegion | Grid]:
    """Return the regions of a page; `above` is the table with which the page before it ends."""
    found: list[PageRegion | Grid] = []
    if above is not None:
        rows = rows_of(words)
        number = _continued(rows, above.columns)
        if number:
            found.append(_grid(rows[:number], above.columns, rules, 0))
            words = [word for row in rows[number:] for word in row.words]
    for part in _parted(words, rules):
        found += regions_of(part, rules)
    return found


def _continued(rows: Sequence[WordRow], columns: Sequence[float]) -> int:
    """Return how many rows at the top of a page go on with a table of these columns."""
    number = beside = 0
    for row in rows:
        is_within = all(has_edge(row, place) for place in columns[1:])
        starts = [n for n, place in enumerate(columns) if _begins_at(row, place)]
        if not (is_within and starts and _begins_at(WordRow(row.words[:1]), columns[starts[0]])):
            break
        beside += len(starts) > 1
        number += 1
    return number if beside else 0


def _begins_at(row: WordRow, place: float) -> bool:
    return any(abs(word.left - place) <= 1.5 for word in row.words)


def _parted(words: Sequence[PdfWord], rules: Sequence[RuledLine]) -> list[list[PdfWord]]:
    """Return the parts of a page between the few lines that are drawn from edge to edge."""
    left = min((word.left for word in words), default=0.0)
    right = max((word.right for word in words), default=0.0)
    across = {round(y) for one, other, y in rules if other - one >= _ACROSS * (right - left) > 0}
    if len(across) > _FEW:
        return [list(words)]
    parts: dict[int, list[PdfWord]] = {}
    for word in words:
        parts.setdefault(sum(y > word.base for y in across), []).append(word)
    return [parts[number] for number in sorted(parts)]


def regions_of(
    words: Sequence[PdfWord], rules: Sequence[RuledLine], depth: int = 0
) -> list[PageRegion | Grid]:
    """Return the regions of a page, or of a part of it, in reading order."""
    rows = rows_of(words)
    cut = best_cut(rows) if depth < _DEEPEST else None
    if cut is None:
        return [PageRegion(rows, depth == 0)] if rows else []
    x, bands = cut
    found: list[PageRegion | Grid] = []
    done = 0
    for start, end in bands:
        if start > done:
            found += _uncut(rows[done:start], rules, depth)
        band = rows[start:end]
        left = [word for row in band for word in row.words if word.left < x]
        right = [word for row in band for word in row.words if word.left >= x]
        if _is_table(band, x, rules):
            found.append(_grid(band, columns_of(band, x), rules, depth))
        else:
            found += regions_of(left, rules, depth + 1) + regions_of(right, rules, depth + 1)
        done = end
    if done < len(rows):
        found += _uncut(rows[done:], rules, depth)
    return found


def _uncut(
    rows: Sequence[WordRow], rules: Sequence[RuledLine], depth: int
) -> list[PageRegion | Grid]:
    """Return the regions of rows between bands, which may have columns of their own."""
    words = [word for row in rows for word in row.words]
    inner = regions_of(words, rules, depth + 1)
    if depth == 0 and len(inner) == 1 and isinstance(inner[0], PageRegion):
        return [PageRegion(inner[0].rows, True)]
    return inner


def _is_table(band: Sequence[WordRow], x: float, rules: Sequence[RuledLine]) -> bool:
    top, bottom = band[0].base + band[0].size, band[-1].base - band[-1].size
    levels = {round(y / 2) for left, right, y in rules if left < x < right and bottom < y < top}
    if len(levels) >= 2:
        return True
    lefts = [[word for word in row.words if word.left < x] for row in band]
    rights = [[word for word in row.words if word.left >= x] for row in band]
    shares = [_share_lower(side) for side in (lefts, rights)]
    if shares[0] >= _LOWER:
        return False
    letters = [_mean_letters(side) for side in (lefts, rights)]
    if max(shares) < _LOWER:
        return min(letters) < _CELL
    return letters[0] < _CELL and sum(map(bool, lefts)) < sum(map(bool, rights))


def _share_lower(rows: Sequence[Sequence[PdfWord]]) -> float:
    starts = [row[0].text[:1] for row in rows if row]
    return sum(start.islower() for start in starts) / max(1, len(starts))


def _mean_letters(rows: Sequence[Sequence[PdfWord]]) -> float:
    lengths = [sum(len(word.text) + 1 for word in row) for row in rows if row]
    return sum(lengths) / max(1, len(lengths))


def _grid(
    band: Sequence[WordRow], columns: list[float], rules: Sequence[RuledLine], depth: int
) -> Grid:
    """Return the table that a band is."""
    found = []
    for words in table_rows(band, columns, rules):
        cells: list[list[PdfWord]] = [[] for _ in columns]
        for word in words:
            number = sum(word.left >= column - 1 for column in columns) - 1
            cells[max(0, number)].append(word)
        found.append([regions_of(cell, (), depth + 2) for cell in cells])
    return Grid(found, columns)
