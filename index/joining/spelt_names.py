"""Names as several languages spell them: what Shcherbak and Scerbak have in common."""

from __future__ import annotations

import re

from index.text.folding import fold

_LEAST = 3
"""Letters that are enough to know a name by; one with fewer is compared as it is spelt."""
_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"ph", "f"),
        (r"[yj]", "i"),
        (r"[ckq]|x", "k"),
        (r"z|s", "s"),
        (r"w", "v"),
        (r"[haeiou]", ""),
        (r"(.)\1+", r"\1"),
    )
)
"""Signs that differ by language, and the letter that stands for them; vowels and h are left out."""


def spelt_alike(name: str) -> str:
    """Return what the spellings of one name share; the name itself when that is too little."""
    letters = fold(name)
    for pattern, letter in _SOUNDS:
        letters = pattern.sub(letter, letters)
    return letters if len(letters) >= _LEAST else name
