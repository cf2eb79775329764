"""Which words of a text are too common to tell what it is about, and how two are compared."""

from __future__ import annotations

from functools import lru_cache

from index.text.analysis import stop_words
from index.text.lexicon import lexicons, union

COMPARED_LETTERS = 1_500
"""Letters of a text that are compared, since it says first what it is about; chosen by hand."""
ROOT_LETTERS = 5
"""Letters at the beginning by which words of related languages are known; chosen by hand."""


@lru_cache(maxsize=32)
def words_that_tell_nothing(language: str) -> frozenset[str]:
    """Return the folded stop words of a language, if it has a lexicon, and `words_of_any_text`."""
    is_known = any(lexicon.tag == language for lexicon in lexicons())
    return (stop_words(language) if is_known else frozenset()) | words_of_any_text()


@lru_cache(maxsize=1)
def words_of_any_text() -> frozenset[str]:
    """Return the words of all languages that texts about any visit have, folded."""
    return union(lambda words: words.joining.common)
