"""Rows and columns of a table of a PDF, by its lines, or by the white between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.reading.documents.pdf.rows import WordRow, rows_of
from index.reading.documents.pdf.words import PdfWord

RuledLine = tuple[float, float, float]
"""A horizontal line: left, right, y."""
_STRIP, _NARROW = 0.6, 0.2
"""Of the size of the letters: the least width of the white between columns, and of that which a
full cell may leave; chosen by hand."""
_SPARSE = 0.7
"""Share of rows of letters with a first cell below which cells have several rows; by hand."""
_WIDER = 1.2
"""Of the usual distance of rows of letters: the one between rows of a table; chosen by hand."""


def columns_of(band: Sequence[WordRow], x: float) -> list[float]:
    """Return where the columns of a table begin; one of them begins right of x."""
    words = sorted((word for row in band for word in row.words), key=lambda word: word.left)
    starts = [words[0].left]
    end = words[0].right
    for word in words[1:]:
        gap = word.left - end
        is_wide = gap >= _STRIP * word.size
        if is_wide or (gap >= _NARROW * word.size and _is_usually_wide(band, end, word)):
            starts.append(word.left)
        end = max(end, word.right)
    after = min((word.left for word in words if word.left >= x), default=None)
    if after is not None and after not in starts:
        starts.append(after)
    return sorted(starts)


def _is_usually_wide(band: Sequence[WordRow], end: float, first: PdfWord) -> bool:
    """Return whether most rows leave more white than a space where one of them fills its cell."""
    gaps = []
    for row in band:
        lefts = [word.right for word in row.words if word.right <= end + 0.5]
        rights = [word.left for word in row.words if word.left >= first.left - 0.5]
        if lefts and rights:
            gaps.append(min(rights) - max(lefts))
    return len(gaps) > 1 and sorted(gaps)[len(gaps) // 2] >= first.size


def table_rows(
    band: Sequence[WordRow], columns: Sequence[float], rules: Sequence[RuledLine]
) -> list[list[PdfWord]]:
    """Return the words of each row of a table, which may be several rows of letters."""
    second = columns[1] if len(columns) > 1 else float("inf")
    ends = _ruled(band, second, rules) or _spaced(band, columns) or _started(band, second)
    found: list[list[PdfWord]] = []
    for number, row in enumerate(band):
        if not found or number in ends:
            found.append([])
        found[-1] += row.words
    return found


def _ruled(band: Sequence[WordRow], second: float, rules: Sequence[RuledLine]) -> set[int]:
    """Return the rows of letters that begin below a line through the first column."""
    lines = [y for left, right, y in rules if left < second - 1 and right > band[0].left + 1]
    return {
        number
        for number, (above, row) in enumerate(pairwise(band), 1)
        if any(row.base < y - 0.5 < above.base for y in lines)
    }


def _spaced(band: Sequence[WordRow], columns: Sequence[float]) -> set[int]:
    """Return the rows of letters that begin below more white than is between lines of a text."""
    usual = _usual(band, columns)
    wide = {
        number
        for number, (above, row) in enumerate(pairwise(band), 1)
        if usual and above.base - row.base > _WIDER * usual
    }
    second = columns[1] if len(columns) > 1 else float("inf")
    firsts = sum(row.left < second - 1 for row in band)
    if not wide or (len(wide) == 1 and firsts > _SPARSE * len(band)):
        return set()
    starts = sorted({0, *wide})
    ends = [*starts[1:], len(band)]
    return {
        start
        for start, end in zip(starts, ends, strict=True)
        if any(row.left < second - 1 for row in band[start:end])
    }


def _usual(band: Sequence[WordRow], columns: Sequence[float]) -> float:
    """Return the distance of lines in the column that has most; 0 for lines of one each."""
    steps: list[float] = []
    for left, right in pairwise([*columns, float("inf")]):
        words = [w for row in band for w in row.words if left - 1 <= w.left < right - 1]
        own = [one.base - other.base for one, other in pairwise(rows_of(words))]
        steps = max(steps, own, key=len)
    return sorted(steps)[len(steps) // 3] if steps else 0.0


def _started(band: Sequence[WordRow], second: float) -> set[int]:
    """Return the rows of letters that begin in the first column, and do not go on there."""
    found: set[int] = set()
    usual = min((one.base - other.base for one, other in pairwise(band)), default=0.0)
    for number, (above, row) in enumerate(pairwise(band), 1):
        if row.left >= second - 1:
            continue
        is_near = above.base - row.base <= 1.15 * usual
        others = [word for word in row.words if word.left >= second - 1]
        goes_on = above.left < second - 1 and is_near
        if not (goes_on and (not others or others[0].text[:1].islower())):
            found.add(number)
    return found
