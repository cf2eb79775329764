"""Accents that programs show on a letter by going back, as TeX does."""

from __future__ import annotations

import unicodedata

_MARKS = dict(
    zip(
        "`´ˆ˜¨¸ˇ˚˙˝¯˘",
        "\u0300\u0301\u0302\u0303\u0308\u0327\u030c\u030a\u0307\u030b\u0304\u0306",
        strict=True,
    )
)
"""The accents that programs show on a letter by going back, as what combines with it."""


def is_accent(text: str) -> bool:
    """Return whether a text is an accent alone."""
    return text in _MARKS


def with_accent(letter: str, accent: str) -> str:
    """Return a letter with an accent that lies on it; "" when they are no letter and accent."""
    mark = _MARKS.get(accent)
    if mark is None or not letter.isalpha():
        return ""
    return unicodedata.normalize("NFC", ("i" if letter == "ı" else letter) + mark)
