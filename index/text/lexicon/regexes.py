"""Words of the lexicons as parts of regular expressions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from index.text.lexicon import Lexicon, lexicons

APOSTROPHE = "['’´‘`]"
"""A class of the signs that are used as apostrophe."""


def alternation(words: Iterable[str]) -> str:
    """Return a pattern of any of the words or phrases, the longest first, without a group.

    A letter with an accent is found without it too, and composed or not. Of no words it finds
    nothing.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(_word, ordered)) or "(?!)"


def before(words: Iterable[str]) -> str:
    """Return a pattern of any of the words and the space after it; none is after an apostrophe."""
    known = set(words)
    elided = {word for word in known if word.endswith("'")}
    return rf"(?:(?:{alternation(known - elided)})\s+|(?:{alternation(elided)})\s*)"


def patterns(of: Callable[[Lexicon], Iterable[str]]) -> str:
    """Return the patterns of all languages as alternatives, in order, without a group."""
    return "|".join(pattern for lexicon in lexicons() for pattern in of(lexicon)) or "(?!)"


def _word(word: str) -> str:
    if word.isalnum() and word.isascii():
        return word
    letters = (re.escape(unicodedata.normalize("NFD", letter)) for letter in word)
    accents = "".join(
        f"(?:{letter}|{parts}?)" if len(parts) == 2 and parts[0] != "\\" else parts
        for letter, parts in zip(word, letters, strict=True)
    )
    return accents.replace(r"\ ", r"\s+").replace("'", APOSTROPHE)
