"""Lines of plain text, as its author meant them: titles, wrapped paragraphs, rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from index.reading.layouts.line.date_lines import date_at_end
from index.reading.layouts.line.headings import ends_sentence
from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.layouts.line.line import Element, Line, PageLines
from index.reading.layouts.line.line_dates import dates_in, is_only_date
from index.reading.layouts.tree.blocks import Block
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation

_WRAPPED, _WIDEST = 45, 110
"""Letters from which a line may be wrapped, and of the longest line of wrapped text; by hand."""
_FULL = 0.7
"""Share of the width from which a line is full, so that the next goes on with it; by hand."""
_TITLE = 120
"""Letters of the longest title; chosen by hand."""
_RULE = re.compile(r"(?P<stroke>[-=_*~#+.])(?:\s?(?P=stroke)){2,}")
_MARKED = re.compile(r"(?P<hash>#{1,6})\s+(?=\S)")
_ITEM = re.compile(r"(?:[*•·>+-]|\d{1,2}[.)])\s+(?=\S)")
_EMPHASIS = re.compile(r"(?P<stroke>\*\*|__|\*|_)(?P<words>[^*_]+)(?P=stroke)")
_LABEL = re.compile(rf"(?:{alternation(union(lambda words: words.layouts.title_labels))})\s*:\s*")
_UNDERLINES = {"=": 1, "-": 2, "~": 3}


def lines_of_text(blocks: Sequence[Block]) -> PageLines:
    """Return the lines of a page of plain text, all below one element."""
    lines = [
        Line(block.text, 0, strong=False, pieces=(block.text,), via=block.via) for block in blocks
    ]
    gaps = {place for place, block in enumerate(blocks) if block.gap}
    arranged, parts = arrange(lines, gaps)
    return PageLines(arranged, [Element("text", (0, "text", ""), 0, len(arranged), parts)])


def arrange(
    lines: Sequence[Line], gaps: Collection[int]
) -> tuple[list[Line], list[tuple[str, int, int]]]:
    """Return the lines that some lines of text are meant as, and the parts of their element.

    `gaps` are the places of lines with an empty one before them. A line above a rule is a
    heading, and so is one that Markdown marks; one in capitals is bold.
    """
    width = max((len(line.text) for line in lines), default=0)
    arranged: list[Line] = []
    parts: list[tuple[str, int, int]] = []
    is_open = False
    for place, line in enumerate(lines):
        text = line.text
        if rule := _RULE.fullmatch(text):
            above = arranged[-1] if arranged and place not in gaps else None
            if above is not None and rule["stroke"] in _UNDERLINES and len(above.text) <= _TITLE:
                arranged[-1] = replace(above, level=_UNDERLINES[rule["stroke"]])
            else:
                parts.append(("hr", len(arranged), len(arranged)))
            is_open = False
            continue
        goes_on = is_open and place not in gaps and _goes_on(lines[place - 1].text, text, width)
        if goes_on:
            before = arranged[-1]
            words = f"{before.text} {text}"
            arranged[-1] = replace(before, text=words, pieces=(words,), marked=(False,))
            arranged[-1].via = before.via or line.via
            continue
        parts.append(("", len(arranged), len(arranged) + 1))
        arranged.append(_marked(line))
        is_open = not arranged[-1].level
    return arranged, parts


def _goes_on(before: str, text: str, width: int) -> bool:
    """Return whether a line goes on with the one before it, as in wrapped text."""
    if is_only_date(before) or is_only_date(text) or _ITEM.match(text) or _MARKED.match(text):
        return False
    if (before.isupper() and not text.isupper()) or (_ITEM.match(before) and date_at_end(before)):
        return False
    if text[:1].islower():
        return len(before) >= _WRAPPED
    if ends_sentence(before) and len(before) < _FULL * width:
        return False
    return width <= _WIDEST and len(before) >= max(_WRAPPED, _FULL * width)


def _marked(line: Line) -> Line:
    """Return a line without the signs by which plain text marks headings, items and emphasis."""
    text, level, strong = line.text, line.level, line.strong
    if found := _MARKED.match(text):
        text, level = text[found.end() :].rstrip("# "), len(found["hash"])
    elif (found := _ITEM.match(text)) and not is_only_date(text):
        text = text[found.end() :]
    if found := _EMPHASIS.fullmatch(text):
        text, strong = found["words"].strip(), True
    if (found := _LABEL.match(fold_letters(text[:_TITLE]))) and text[found.end() :]:
        text, strong = text[found.end() :], True
    if text.isupper() and len(text) <= _TITLE and not dates_in(text):
        strong = True
    if (text, level, strong) == (line.text, line.level, line.strong):
        return line
    return replace(line, text=text, level=level, strong=strong, pieces=(text,), marked=(strong,))
