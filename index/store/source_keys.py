"""Keys by which the translation memory finds a source again."""

from __future__ import annotations

import hashlib
import re

from index.text.folding import fold
from index.text.typed_text import INVISIBLE

_BETWEEN_WORDS = re.compile(r"[\W_]+")


def source_hash(source: str) -> str:
    """Return the SHA-256 of the source with its white space folded, in hex."""
    return hashlib.sha256(" ".join(source.split()).encode()).hexdigest()


def words_key(source: str) -> str:
    """Return what is equal for two texts that differ only in signs, case, accents and white space.

    "" for a text without letters and digits.
    """
    seen = fold(INVISIBLE.sub("", source))
    words = _BETWEEN_WORDS.sub(" ", seen).strip()
    return hashlib.sha256(words.encode()).hexdigest() if words else ""
