"""The id of a person: the folded name, so that all spellings of it are one person."""

from __future__ import annotations

import re
from functools import lru_cache

from index.text.folding import fold

_APOSTROPHES = re.compile(r"['’´`]")


@lru_cache(maxsize=16384)
def person_id(name: str) -> str:
    """Return the folded name, words joined by "-", apostrophes and full stops left out."""
    bare = _APOSTROPHES.sub("", fold(name))
    return "-".join(re.findall(r"[^\W_]+", bare))
