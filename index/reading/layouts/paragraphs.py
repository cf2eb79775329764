"""Paragraphs: the lines under a heading, joined as the author wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.reading.layouts.line.headings import ends_sentence, is_continued_by
from index.reading.layouts.line.noise import (
    is_boilerplate,
    is_picture_name,
    update_stamp,
    without_files,
    without_footer,
)
from index.reading.layouts.tree.blocks import Block, collapse_whitespace
from index.text.lexicon.regexes import patterns

_WRAP_WIDTH = 110
_LONG_LINE = 45
"""Letters of the longest line of wrapped text, and from which a line may be wrapped.

Chosen by hand.
"""
_MORE_SENTENCE = re.compile(
    rf"(?<=[.!?”\"])\s*(?:{patterns(lambda words: words.layouts.more_sentences)})\.?$"
)


def paragraphs_of(blocks: Iterable[Block], *, heading: str = "") -> tuple[str, ...]:
    """Return the paragraphs of lines, without noise, picture names and a repeated `heading`.

    A line is a paragraph of its own, unless it ends within a sentence or the lines are wrapped.
    No paragraph is empty; () when there is no text.
    """
    lines = [block for block in blocks if block.text and not is_boilerplate(block.text)]
    wrapped = _is_wrapped(lines)
    in_heading = _words(heading)
    joined: list[list[str]] = []
    for position, block in enumerate(lines):
        text = block.text.removeprefix(update_stamp(block.text)).strip()
        if _is_caption(block, in_heading):
            continue
        follows = position > 0 and not block.gap and lines[position - 1].indent <= block.indent
        breaks_off = bool(joined) and not block.bullet and is_continued_by(joined[-1][-1], text)
        if joined and ((wrapped and follows) or breaks_off):
            joined[-1].append(text)
        else:
            joined.append([text])
    return tuple(clean for pieces in joined if (clean := _clean(" ".join(pieces))))


def _clean(text: str) -> str:
    return collapse_whitespace(_MORE_SENTENCE.sub("", without_files(without_footer(text))))


def _is_caption(block: Block, in_heading: frozenset[str]) -> bool:
    """Return whether a line is a picture's name, a menu's link, or the heading repeated."""
    text = block.text
    if len(text) > 120 or ends_sentence(text):
        return False
    if is_picture_name(text) or (block.bullet and block.lead == text):
        return True
    words = _words(text) if in_heading else frozenset[str]()
    return bool(words) and words <= in_heading


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]{2,}", text))


def _is_wrapped(blocks: Sequence[Block]) -> bool:
    """Return whether three quarters of the lines are long, as in wrapped plain text."""
    runs = [
        len(before.text) for before, after in pairwise(blocks) if not after.gap and not after.bullet
    ]
    if len(runs) < 3 or max(len(block.text) for block in blocks) > _WRAP_WIDTH:
        return False
    return sum(length >= _LONG_LINE for length in runs) * 4 >= len(runs) * 3
