"""Folding: what makes Zlìn, Zlín and ZLIN one word. The one rule that everything compares by."""

from __future__ import annotations

import unicodedata

_INDIVISIBLE = {
    "æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "′": "'",
}  # fmt: skip
"""Letters that Unicode does not take apart, and all that stands for an apostrophe."""

_CACHED_CHARACTERS = 8192
"""Characters whose folding is remembered; a text in more scripts than that is only slower."""


def fold(text: str) -> str:
    """Small letters without accents, every apostrophe straight; the rest as it is.

    Idempotent: each character by itself is casefolded and decomposed (NFKD), loses its combining
    marks, and is looked up among the letters NFKD leaves whole, until nothing changes any more.
    """
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """Code point to its folding, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        while (folded := _fold_once(character)) != character:
            character = folded
        if len(self) < _CACHED_CHARACTERS:
            self[code] = folded
        return folded


def _fold_once(text: str) -> str:
    apart = unicodedata.normalize("NFKD", "".join(_INDIVISIBLE.get(c, c) for c in text).casefold())
    return "".join(_INDIVISIBLE.get(c, c) for c in apart if not unicodedata.combining(c))


_FOLDED = _Folded()
