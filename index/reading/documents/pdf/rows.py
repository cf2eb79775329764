"""Rows of a PDF's page: its words on one baseline, from left to right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from index.reading.documents.pdf.accents import is_accent, with_accent
from index.reading.documents.pdf.words import PdfWord

_SAME_ROW = 0.42
"""Of the size of the letters: how far baselines of one row may be apart (raised "th"); by hand."""
_BULLET = re.compile(r"[•◦▪●·■□‣⁃∙✓➢►*–—-]|(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_LETTER_GAP = 0.12
"""Of the size: the gap below which two words are one, whose letters were shown apart; by hand."""
_SPREAD = 0.35
"""Of the size: the widest gap between letters that a program has spread; chosen by hand."""
_SAME_PLACE = 0.1
"""Of the size: how near the same word is that is shown twice to look bold; by hand."""


@dataclass(frozen=True)
class WordRow:
    """Words of one row."""

    words: tuple[PdfWord, ...]

    @cached_property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @cached_property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size of most of its letters, in steps of half a point."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
        return max(sizes.items(), key=lambda each: (each[1], each[0]))[0]

    @cached_property
    def base(self) -> float:
        """The baseline of its longest word."""
        return max(self.words, key=lambda word: (word.size, len(word.text))).base

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @cached_property
    def text(self) -> str:
        """What it says, with single spaces."""
        parts: list[str] = []
        for number, word in enumerate(self.words):
            if number and not is_glued(self.words[number - 1], word):
                parts.append(" ")
            parts.append(word.text)
        return "".join(parts)


def is_bullet(word: PdfWord) -> bool:
    """Return whether a word is the sign or the number before an item of a list."""
    return bool(_BULLET.fullmatch(word.text))


def is_glued(one: PdfWord, other: PdfWord) -> bool:
    """Return whether nothing stands between two neighbours, as in "9" and a raised "th"."""
    gap = other.left - one.right
    return not other.spaced and gap < _LETTER_GAP * max(one.size, other.size)


def rows_of(words: Iterable[PdfWord]) -> list[WordRow]:
    """Return the rows of words, from the top."""
    rows: list[list[PdfWord]] = []
    base = size = 0.0
    for word in sorted(words, key=lambda each: (-each.base, each.left)):
        if not rows or base - word.base > _SAME_ROW * max(size, word.size):
            rows.append([])
            base, size = word.base, word.size
        rows[-1].append(word)
        size = max(size, word.size)
    return [WordRow(_without_copies(row)) for row in rows]


def _without_copies(row: Sequence[PdfWord]) -> tuple[PdfWord, ...]:
    """Return a row from left to right, with words that are shown twice once, and bold."""
    found: list[PdfWord] = []
    for word in sorted(row, key=lambda each: each.left):
        near = [
            one
            for one in found[-3:]
            if one.text == word.text and abs(one.left - word.left) < _SAME_PLACE * word.size
        ]
        if near:
            near[0].bold = True
        else:
            found.append(word)
    return tuple(_whole_words(found))


def _whole_words(pieces: Sequence[PdfWord]) -> list[PdfWord]:
    """Return words of the letters that a program has shown one by one.

    Spread letters are one word where the spaces between words are shown as such.
    """
    pieces = _accented(pieces)
    has_spaces = any(piece.spaced for piece in pieces[1:])
    found: list[PdfWord] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last is not None and _look(last) == _look(piece):
            spread = has_spaces and len(piece.text) == 1 and not piece.spaced
            gap = piece.left - last.right
            if is_glued(last, piece) or (spread and gap < _SPREAD * piece.size):
                found[-1] = replace(last, text=last.text + piece.text, right=piece.right)
                continue
        found.append(piece)
    return found


def _accented(pieces: Sequence[PdfWord]) -> Sequence[PdfWord]:
    """Return pieces with the accents that were raised over a capital on it."""
    if not any(is_accent(piece.text) for piece in pieces):
        return pieces
    found = [piece for piece in pieces if not is_accent(piece.text)]
    for accent in pieces:
        if not is_accent(accent.text):
            continue
        middle = (accent.left + accent.right) / 2
        for number, word in enumerate(found):
            whole = with_accent(word.text[:1], accent.text)
            if whole and word.left <= middle <= word.left + word.size:
                found[number] = replace(word, text=whole + word.text[1:])
                break
        else:
            found.append(accent)
    return sorted(found, key=lambda each: each.left)


def _look(word: PdfWord) -> tuple[object, ...]:
    return round(word.size), round(word.base), word.bold, word.italic, word.link
