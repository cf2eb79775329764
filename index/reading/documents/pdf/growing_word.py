"""The word that a content stream shows, letter by letter."""

from __future__ import annotations

import math
from collections.abc import Callable

from index.reading.documents.pdf.accents import with_accent
from index.reading.documents.pdf.text_state import TextState, product
from index.reading.documents.pdf.words import PdfWord

_SLANTED = 45
"""Degrees that stand for any turn that is no quarter."""
Keep = Callable[[PdfWord, int], None]
_WORD_GAP, _GAP_LIMIT = 0.16, 1.2
"""Of the size of the letters: the gap that is a space, and the one that ends a run; by hand."""
_LIGATURES = dict(
    zip(
        (*range(0xFB00, 0xFB06), *range(0x0B, 0x10), *range(0x1B, 0x20)),
        ("ff", "fi", "fl", "ffi", "ffl", "st", *("ff", "fi", "fl", "ffi", "ffl") * 2),
        strict=True,
    )
)
"""By the code of their character; TeX has them at codes that are no characters elsewhere."""
_OVER = 0.3
"""Of the size: how far an accent and its letter must lie on each other; chosen by hand."""


class GrowingWord:
    """The word that is being shown."""

    def __init__(self, state: TextState, keep: Keep, *, spaced: bool) -> None:
        """`keep` is given each word, and by how many degrees it is turned."""
        self._state, self._keep = state, keep
        self._text = ""
        self._left = self._right = self._base = self._size = 0.0
        self._turn = 0
        self.spaced = spaced
        """Whether a space was shown last."""

    def add(self, text: str, width: float) -> None:
        """Add a letter at the present place; a space or a gap ends the word."""
        state = self._state
        a, b, c, d, e, f = product((1.0, 0.0, 0.0, 1.0, 0.0, state.rise), state.rendering)
        size = state.size * math.hypot(c, d)
        right = e + width * a
        text = text.translate(_LIGATURES)
        if not text.strip() or text == "\u00a0":
            self.end()
            self.spaced = True
            return
        if self._text and self._right - e > _OVER * abs(size) and self._is_accented(text):
            self._right = max(self._right, right)
            return
        gap = _WORD_GAP * size + max(0.0, state.letter_space * state.scale * a)
        if self._text and not -0.5 * size <= e - self._right <= gap:
            self.end()
        if not self._text:
            self._left, self._base, self._size = e, f, abs(size)
            self._turn = round(math.degrees(math.atan2(b, a)) / 90) % 4 * 90
            if self._turn == 0 and abs(b) > 0.05 * math.hypot(a, b):
                self._turn = _SLANTED
        self._text += text
        self._right = right

    def _is_accented(self, text: str) -> bool:
        """Return whether a letter and an accent that lie on each other have become one."""
        last = self._text[-1]
        whole = with_accent(text, last) or with_accent(last, text)
        if whole:
            self._text = self._text[:-1] + whole
        return bool(whole)

    def end(self) -> None:
        """Keep the word, if there is one."""
        text, self._text = self._text.replace("\x00", ""), ""
        text = text[:-1].replace("\u00ad", "") + text[-1:]
        if text and self._size > 0 and self._state.font is not None:
            font = self._state.font
            bold = font.bold or self._state.is_outlined
            word = PdfWord(
                text, self._left, self._right, self._base, self._size, bold, font.italic,
                self.spaced,
            )  # fmt: skip
            self._keep(word, self._turn)
            self.spaced = False
