"""Folding: what makes Zlìn, Zlín and ZLIN one word. The one rule that everything compares by."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that Unicode does not take apart."""

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "′": "'"})


def fold(text: str) -> str:
    """Small letters without accents, every apostrophe straight; the rest as it is.

    Idempotent: casefold, NFKD, combining marks dropped, then the letters NFKD leaves whole.
    """
    apart = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return bare.translate(_LETTERS)
