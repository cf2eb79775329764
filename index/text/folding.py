"""Folding: the rule by which all words are compared, so that Zlìn, Zlín and ZLIN are one."""

from __future__ import annotations

import re
import unicodedata

_NO_LETTERS = re.compile(r"[\W_]+")
_INDIVISIBLE = {
    "æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "′": "'",
}  # fmt: skip
"""Letters that Unicode does not decompose, and the characters used as apostrophes."""

_CACHED_CHARACTERS = 8192
"""Characters whose folding is cached; a text with more different ones is only slower."""


def fold(text: str) -> str:
    """Return a text casefolded, without accents, with straight apostrophes. Idempotent.

    Each character by itself is casefolded and decomposed (NFKD), loses its combining marks, and is
    looked up among the letters that NFKD does not decompose, until it changes no more.
    """
    if text.isascii():  # most are, and then nothing has to be looked up
        return text.lower().replace("`", "'")
    return text.translate(_FOLDED)


def letters_of(text: str) -> str:
    """Return the folded letters and digits of a text, without anything between them."""
    folded = fold(text)
    return folded if folded.isalnum() else _NO_LETTERS.sub("", folded)


class _Folded(dict[int, str]):
    """The folding of each code point, made on first use."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        while (folded := _fold_once(character)) != character:
            character = folded
        if len(self) < _CACHED_CHARACTERS:
            self[code] = folded
        return folded


def _fold_once(text: str) -> str:
    decomposed = unicodedata.normalize(
        "NFKD", "".join(_INDIVISIBLE.get(c, c) for c in text).casefold()
    )
    return "".join(_INDIVISIBLE.get(c, c) for c in decomposed if not unicodedata.combining(c))


_FOLDED = _Folded()
