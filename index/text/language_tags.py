"""Which tags name a language."""

from __future__ import annotations

from functools import lru_cache

from index.text.lexicon import lexicons


@lru_cache(256)
def is_language(tag: str) -> bool:
    """Return whether CLDR has a name for the language of a tag in small letters; for `und` too."""
    from babel import Locale  # takes megabytes, and only corrections and settings ask

    return tag.partition("-")[0] in Locale(lexicons()[0].tag).languages
