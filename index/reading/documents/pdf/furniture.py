"""Furniture of a PDF: running headers and footers, page numbers, and what browsers print there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from index.reading.documents.pdf.rows import WordRow, rows_of
from index.reading.documents.pdf.words import PageWords, PdfWord
from index.text.folding import fold

_OUTER_ROWS = 3
"""Rows at the top and at the bottom that may be furniture; chosen by hand."""
_SAME_HEIGHT = 6.0
"""Points by which a running line may move from page to page; chosen by hand."""
_SHARE = 0.4
"""Share of the pages that a running line is on; headers may differ left and right; by hand."""
_MARGIN, _HEAD = 0.06, 0.035
"""Shares of the height that are the lower and the upper margin of a page; chosen by hand."""
_SAME_LEFT = 3.0
"""Points between the left edges of what a browser prints above and below; chosen by hand."""
_SMALL = 0.9
"""Of the size of most letters: the size of lines in a margin; chosen by hand."""
_APART = 1.7
"""Of the size: the white between a running line and the text; chosen by hand."""
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*(?:\d{1,3}|[ivxl]{1,6})(?:\W+\d{1,3})?\W*", re.IGNORECASE)


def take_furniture(pages: Sequence[PageWords]) -> list[str]:
    """Take the furniture out of pages; return its lines, each once."""
    body = _body_size(pages)
    rows = [rows_of(page.words) for page in pages]
    running = _running(rows)
    found: dict[str, None] = {}
    for number, (page, own) in enumerate(zip(pages, rows, strict=True)):
        taken: set[int] = set()
        # What marks its furniture has no other in its margins.
        lone = set() if page.aside else _lone(own, page.height, body)
        for place, row in enumerate(own):
            if place in lone or ((number, place) in running and _is_apart(own, place)):
                taken.add(place)
                found[row.text] = None
        for row in rows_of(page.aside):
            found[row.text] = None
        if page.turned:
            found[" ".join(text for _, text in page.turned)] = None
        page.words = [word for n, row in enumerate(own) if n not in taken for word in row.words]
    return list(found)


def _body_size(pages: Sequence[PageWords]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for word in page.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _lone(rows: Sequence[WordRow], height: float, body: float) -> set[int]:
    """Return the places of small lines and numbers in the lower margin, and of small lines in the
    upper one that begin where one of those does, as browsers print them."""
    small = {n for n, row in enumerate(rows) if row.size < _SMALL * body}
    numbers = {n for n, row in enumerate(rows) if _NUMBER.fullmatch(row.text)}
    low = {n for n in small | numbers if rows[n].base <= _MARGIN * height}
    high = {
        n
        for n in small
        if rows[n].base >= (1 - _HEAD) * height
        and any(abs(rows[n].left - rows[each].left) < _SAME_LEFT for each in low)
    }
    return low | high


def _is_apart(rows: Sequence[WordRow], place: int) -> bool:
    """Return whether more white is between an outer row and the text than lines have."""
    inner = (
        range(place, _OUTER_ROWS)
        if place < len(rows) / 2
        else range(place, len(rows) - _OUTER_ROWS - 1, -1)
    )
    step = 1 if place < len(rows) / 2 else -1
    return any(
        abs(rows[n].base - rows[n + step].base) > _APART * rows[n].size
        for n in inner
        if 0 <= n + step < len(rows)
    )


def _running(pages: Sequence[Sequence[WordRow]]) -> set[tuple[int, int]]:
    """Return the page and the place of each row that runs over the pages."""
    if len(pages) < 2:
        return set()
    seen: defaultdict[str, list[tuple[int, int, WordRow]]] = defaultdict(list)
    for number, rows in enumerate(pages):
        for place, row in enumerate(rows):
            if place < _OUTER_ROWS or place >= len(rows) - _OUTER_ROWS:
                seen[fold(row.text)].append((number, place, row))
                counted = _as_counted(row.text, number)
                if counted:
                    seen[counted].append((number, place, row))
    found: set[tuple[int, int]] = set()
    for same in seen.values():
        for number, place, row in same:
            near = {n for n, _, other in same if abs(other.base - row.base) < _SAME_HEIGHT}
            if len(near) >= max(2, _SHARE * len(pages)):
                found.add((number, place))
    return found


def _as_counted(text: str, page: int) -> str:
    """Return a line with its page's number as the distance from the page's place, "" without one.

    So "Page 3" and "Page 4" of two neighbours are the same line, and the headings "2013" and
    "2014" are not unless they are counted likewise.
    """
    numbers = _DIGITS.findall(text)
    if not numbers or len(numbers[0]) > 3:
        return ""
    first = int(numbers[0]) - page
    return _DIGITS.sub(f"\x00{first}\x00", fold(text), count=1)


def all_words(pages: Sequence[PageWords]) -> list[PdfWord]:
    """Return the words of all pages but those that are turned."""
    return [word for page in pages for word in (*page.words, *page.aside)]
