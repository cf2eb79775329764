"""Markup of a document: its parts as the HTML that the layouts read."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from index.reading.documents.parts import Document, DocumentPart, Paragraph, Table, TextRun

_LARGER = 1.12
"""Of the size of most letters: the size of a heading; chosen by hand."""
_LONGEST_HEADING = 240
"""Letters of the longest heading; chosen by hand."""
_MOST_LINES = 3
"""Lines of one heading; chosen by hand."""
_MOSTLY = 0.5
"""Share of the letters above which bold lines are the text, not its headings; chosen by hand."""
_TEXT_ENDS = (".", ";", ",", ":")


def markup_of(document: Document) -> str:
    """Return a document as HTML; its furniture is in an `aside`, which no entry is read from."""
    parts = document.parts
    levels = _levels(parts)
    parts = _whole_headings(parts, levels)
    lines = ["<!DOCTYPE html><html><body>"]
    lines += _parts(parts, levels)
    aside = (*document.furniture, *document.unread)
    if aside:
        lines.append("<aside>")
        lines += (f"<p>{html.escape(line)}</p>" for line in aside)
        lines.append("</aside>")
    lines.append("</body></html>")
    return "\n".join(lines)


def _whole_headings(parts: Sequence[DocumentPart], levels: Mapping[int, int]) -> list[DocumentPart]:
    """Return parts with the lines of one heading in one, as a day and the title below it.

    Lines of which many follow one another, or that have no text below them, are headings each.
    """
    found: list[DocumentPart] = []
    heading: list[Paragraph] = []
    """The last parts, which are lines of one heading by their look."""
    for part in parts:
        level = levels.get(id(part), 0)
        goes_on = heading and isinstance(part, Paragraph) and part.is_tight
        if level and isinstance(part, Paragraph):
            same = goes_on and level == levels[id(heading[-1])]
            heading = [*heading, part] if same else [part]
        else:
            if 1 < len(heading) <= _MOST_LINES:
                heading[0].runs = [
                    run
                    for n, line in enumerate(heading)
                    for run in ([TextRun("\n")] * (n > 0) + line.runs)
                ]
                del found[len(found) - len(heading) + 1 :]
            heading = []
        found.append(part)
    return found


def _parts(parts: Sequence[DocumentPart], levels: Mapping[int, int]) -> Iterable[str]:
    in_list = False
    for part in parts:
        is_item = isinstance(part, Paragraph) and part.is_item
        if is_item != in_list:
            yield "<ul>" if is_item else "</ul>"
            in_list = is_item
        if isinstance(part, Table):
            yield from _table(part)
        elif part.text.strip():
            level = levels.get(id(part), 0)
            tag = f"h{level}" if level else "li" if is_item else "p"
            yield f"<{tag}>{_runs(part.runs, is_heading=level > 0)}</{tag}>"
    if in_list:
        yield "</ul>"


def _table(table: Table) -> Iterable[str]:
    yield "<table>"
    for number, row in enumerate(table.rows):
        paragraphs = [part for cell in row for part in cell if isinstance(part, Paragraph)]
        is_head = number == 0 and bool(paragraphs) and all(each.is_bold for each in paragraphs)
        tag = "th" if is_head and len(table.rows) > 1 else "td"
        yield "<tr>"
        for cell in row:
            only = cell[0] if len(cell) == 1 else None
            if isinstance(only, Paragraph) and not only.is_item:
                yield f"<{tag}>{_runs(only.runs)}</{tag}>"
            else:
                yield f"<{tag}>"
                yield from _parts(cell, {})
                yield f"</{tag}>"
        yield "</tr>"
    yield "</table>"


def _runs(runs: Sequence[TextRun], *, is_heading: bool = False) -> str:
    return "".join(_run(run, is_heading=is_heading) for run in runs).strip()


def _run(run: TextRun, *, is_heading: bool) -> str:
    text = html.escape(run.text).replace("\n", "<br>")
    if not run.text.strip():
        return text
    if run.italic and not is_heading:
        text = f"<i>{text}</i>"
    if run.bold and not is_heading:
        text = f"<b>{text}</b>"
    if run.link:
        text = f'<a href="{html.escape(run.link)}">{text}</a>'
    return text


def _levels(parts: Sequence[DocumentPart]) -> dict[int, int]:
    """Return the level of each heading, by the identity of its paragraph.

    What the format calls a heading is one. Else letters that are larger than most are, and lines
    that are bold as a whole.
    """
    paragraphs = [part for part in parts if isinstance(part, Paragraph) and part.text.strip()]
    said = {id(each): each.level for each in paragraphs if each.level}
    if said:
        return said
    sizes: Counter[float] = Counter()
    for each in paragraphs:
        sizes[each.size] += len(each.text)
    body = max(sizes.items(), key=lambda each: each[1])[0] if sizes else 0.0
    ranks: dict[int, tuple[float, bool]] = {}
    for each in paragraphs:
        if each.is_item or len(each.text) > _LONGEST_HEADING:
            continue
        if body and each.size >= _LARGER * body:
            ranks[id(each)] = (each.size, each.is_bold)
        elif each.is_bold and not each.text.rstrip().endswith(_TEXT_ENDS) and each.size >= body:
            ranks[id(each)] = (body, True)
    bold = sum(len(each.text) for each in paragraphs if ranks.get(id(each)) == (body, True))
    if bold > _MOSTLY * sum(sizes.values()) and len(paragraphs) > 1:
        ranks = {own: rank for own, rank in ranks.items() if rank != (body, True)}
    order = sorted(set(ranks.values()), reverse=True)
    counts = Counter(ranks.values())
    first = 1 if order and counts[order[0]] == 1 else 2
    level = {rank: min(6, first + number) for number, rank in enumerate(order)}
    return {own: level[rank] for own, rank in ranks.items()}
