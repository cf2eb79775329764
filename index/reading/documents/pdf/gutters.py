"""Gutters of a PDF's page: the strips without letters that part columns and cells.

A strip that several rows leave free parts what stands on both sides (a cut of whitespace, as in
Nagy and Seth's recursive X-Y cut, 1984).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from index.reading.documents.pdf.rows import WordRow, is_bullet

_GUTTER = 0.9
"""Of the size of the letters: the least width of a strip between columns; chosen by hand."""
_BESIDE = 0.85
"""Of the size: the distance of baselines below which rows stand side by side; chosen by hand."""
_WIDE = 2.5
"""Of the size: the strip that is a gutter though the rows right of it begin anywhere; by hand."""
_MOST_CUTS = 200
"""Places that are tried on one page; chosen by hand."""
_ALIGNED = 3
"""Rows that must begin at one place to show a column; chosen by hand."""
_BREAK = 1.8
"""Of the usual distance of rows: the one that ends a column; chosen by hand."""


def _gaps(row: WordRow) -> Iterator[tuple[float, float]]:
    for number, (one, other) in enumerate(pairwise(row.words)):
        if not number and is_bullet(one):
            continue
        if other.left - one.right >= _GUTTER * max(one.size, other.size):
            yield one.right, other.left


def best_cut(rows: Sequence[WordRow]) -> tuple[float, list[tuple[int, int]]] | None:
    """Return the strip that most rows leave free, and the runs of rows that it parts."""
    best: tuple[int, float, list[tuple[int, int]]] | None = None
    tried: set[int] = set()
    for x in _places(rows):
        if round(x / 4) in tried:
            continue
        tried.add(round(x / 4))
        bands, worth = _bands(rows, x)
        if bands and (best is None or worth > best[0]):
            best = worth, x, bands
        if len(tried) > _MOST_CUTS:  # no columns, but letters that stand apart
            break
    return (best[1], _merged(rows, best[1], best[2])) if best else None


def _places(rows: Sequence[WordRow]) -> Iterator[float]:
    """Yield where a gutter may be: in the gaps of rows, and before rows beside others."""
    for row in rows:
        for left, right in _gaps(row):
            yield (left + right) / 2
            yield right - 1
    for one, other in pairwise(rows):
        if _are_beside(one, other):
            yield max(one.left, other.left) - 1


def _are_beside(one: WordRow, other: WordRow) -> bool:
    """Return whether two rows are too near to stand one below the other."""
    return abs(one.base - other.base) < _BESIDE * min(one.size, other.size)


def _side(row: WordRow, x: float) -> str:
    """Return "left" or "right" when a row has only that side, "both", or "cross"."""
    left = right = False
    for word in row.words:
        if word.left < x - 0.5 < word.right - 1:
            return "cross"
        left |= word.right <= x + 0.5
        right |= word.left >= x - 0.5
    if left and right:
        return "both" if any(a - 0.5 <= x <= b + 0.5 for a, b in _gaps(row)) else "cross"
    return "left" if left else "right"


def _bands(rows: Sequence[WordRow], x: float) -> tuple[list[tuple[int, int]], int]:
    """Return the runs of rows that leave x free, and how many rows say that it is a gutter."""
    sides = [_side(row, x) for row in rows]
    bands: list[tuple[int, int]] = []
    worth = at = 0
    while at < len(rows):
        if sides[at] == "cross":
            at += 1
            continue
        end = at
        while end < len(rows) and sides[end] != "cross":
            end += 1
        marks = _marks(rows, sides, at, end)
        if marks:
            start, stop = _trimmed(rows, sides, marks, at, end)
            both = sides[start:stop].count("both")
            least = min(both + sides[start:stop].count(side) for side in ("left", "right"))
            if least >= 2 and _is_aligned(rows[start:stop], x):
                bands.append((start, stop))
                worth += 2 * len(marks) + least
        at = end
    return bands, worth


def _edge(rows: Sequence[WordRow], x: float) -> tuple[float, int]:
    """Return where the column right of x begins, and how many rows begin there."""
    starts = Counter(round(start) for row in rows if (start := _start(row, x)) < inf)
    place, _ = max(starts.items(), key=lambda each: each[1], default=(0, 0))
    return place, sum(starts[place + near] for near in (-1, 0, 1))


def _start(row: WordRow, x: float) -> float:
    """Return where a row begins right of x."""
    return min((word.left for word in row.words if word.left >= x - 0.5), default=inf)


def _is_aligned(rows: Sequence[WordRow], x: float) -> bool:
    """Return whether x parts columns, not words that a program has spread to fill its lines."""
    number = _edge(rows, x)[1]
    starts = [start for row in rows if (start := _start(row, x)) < inf]
    if number >= _ALIGNED and number * 2 >= len(starts):
        return True
    ends = [word.right for row in rows for word in row.words if word.left < x - 0.5]
    return min(starts, default=0.0) - max(ends, default=0.0) >= _WIDE * rows[0].size


def _merged(
    rows: Sequence[WordRow], x: float, bands: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the bands with the rows beside them that have a word at the column's edge.

    Cells of a table may fill it so that less than a gutter is left.
    """
    found: list[tuple[int, int]] = []
    for start, end in bands:
        place, _ = _edge(rows[start:end], x)
        usual = _leading(rows[start:end])
        least = found[-1][1] if found else 0
        while start > least and _belongs(rows[start - 1], rows[start], place, usual):
            start -= 1
        while end < len(rows) and _belongs(rows[end], rows[end - 1], place, usual):
            end += 1
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _belongs(row: WordRow, beside: WordRow, place: float, usual: float) -> bool:
    """Return whether a row is near a band, and has a word at the edge of its right column."""
    is_near = abs(row.base - beside.base) <= _BREAK * max(usual, row.size)
    is_at = any(abs(word.left - place) <= 1.2 for word in row.words)
    return is_near and is_at and has_edge(row, place)


def has_edge(row: WordRow, place: float) -> bool:
    """Return whether no word of a row is across the edge of a column."""
    return all(word.right <= place + 1 or word.left >= place - 1.2 for word in row.words)


def _marks(rows: Sequence[WordRow], sides: Sequence[str], start: int, end: int) -> list[int]:
    """Return the rows that stand on both sides, or are beside the next one."""
    return [
        n
        for n in range(start, end)
        if sides[n] == "both"
        or (n + 1 < end and sides[n] != sides[n + 1] and _are_beside(rows[n], rows[n + 1]))
    ]


def _trimmed(
    rows: Sequence[WordRow], sides: Sequence[str], marks: Sequence[int], start: int, end: int
) -> tuple[int, int]:
    """Return a band without headings above it, and without what stands apart below it."""
    while start < marks[0] and sides[start] == "left":
        start += 1
    stop = marks[-1] + 1
    usual = _leading(rows[start:stop])
    while stop < end:
        above, row = rows[stop - 1], rows[stop]
        is_apart = above.base - row.base > _BREAK * max(usual, row.size)
        if end < len(rows) and (is_apart or row.size > 1.2 * above.size):
            break
        stop += 1
    return start, stop


def _leading(rows: Sequence[WordRow]) -> float:
    """Return the middle distance of neighbouring rows, 0 for fewer than two."""
    steps = sorted(one.base - other.base for one, other in pairwise(rows))
    return steps[len(steps) // 2] if steps else 0.0
