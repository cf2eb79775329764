"""Analysis: text to terms, the one place that decides which spellings match.

Every engine indexes these terms as they are, so that all find the same entries. The words are
those of `index.text.tokens`, the stop words those of the lexicons. Read `stems_of` first.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer

from index.text.analysis.stems import apply_stem_rules
from index.text.lexicon import lexicons
from index.text.tokens import HYPHENS, Token, fold_word, split_words, tokenize

__all__ = [
    "POSITION_GAP",
    "STEMMED",
    "IndexTerm",
    "Token",
    "accented_word",
    "fold_word",
    "hyphened_words",
    "in_stop_list",
    "split_words",
    "stems_of",
    "stop_words",
    "tokenize",
]

STEMMED = tuple(lexicon.tag for lexicon in lexicons() if lexicon.stemmer)
"""The languages with a stemmer; texts in others are found by their folded words."""

POSITION_GAP = 100
"""Positions left empty between two texts of one field, so that no phrase spans both."""

LONGEST_ROW = 4
"""Words with hyphens between that are also one word."""

_HYPHENED = re.compile(r"[^\W_][-‐‑][^\W_]")
_SNOWBALL = {lexicon.tag: lexicon.stemmer for lexicon in lexicons() if lexicon.stemmer}
_STEMS_KEPT = 0
"""Words that a stemmer keeps: none, since `stems_of` does, and keeping takes longer than a stem."""
_local = threading.local()


class IndexTerm(NamedTuple):
    """A folded word to index or search for, with its position and its characters in the text."""

    text: str
    position: int
    start: int
    end: int


def hyphened_words(text: str) -> tuple[tuple[int, int], ...]:
    """Return the rows [start, stop) of tokens that only hyphens separate: Euro-Mediterranean.

    Rows of numbers are left out, and rows of more than LONGEST_ROW words, which are lists.
    """
    if _HYPHENED.search(text) is None:
        return ()
    rows: list[tuple[int, int]] = []
    start, end, has_letter = 0, -1, False
    number = -1
    for number, token in enumerate(tokenize(text)):
        if token.start != end + 1 or text[end] not in HYPHENS:
            if has_letter and 1 < number - start <= LONGEST_ROW:
                rows.append((start, number))
            start, has_letter = number, False
        end = token.end
        has_letter = has_letter or not token.text.isdigit()
    if has_letter and 1 < number + 1 - start <= LONGEST_ROW:
        rows.append((start, number + 1))
    return tuple(rows)


@lru_cache(maxsize=20_000)
def accented_word(word: str) -> str:
    """Return the word in small letters when it has accents, else ""."""
    small = word.casefold()
    return small if small.isalnum() and small != fold_word(word) else ""


@lru_cache(maxsize=200_000)
def stems_of(word: str, language: str) -> tuple[str, ...]:
    """Return the stems of a word, one or more, sorted; () for a stop word.

    Several when the stems of the accented and the folded word differ, or an ending is ambiguous.
    Raises KeyError for a language without stemmer.
    """
    folded = fold_word(word)
    if not folded or folded in stop_words(language):
        return ()
    found = set(_stems(word.casefold(), folded, language))
    letters = "".join(found)
    if not (letters.isascii() and letters.isalnum()):
        found = set(map(fold_word, found))
    found.discard("")
    return tuple(sorted(found)) or (folded,)


def stems_in_any_language(word: str) -> tuple[str, ...]:
    """Return the stems of a word in every language with a stemmer, each once."""
    return tuple(dict.fromkeys(stem for tag in STEMMED for stem in stems_of(word, tag)))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the folded stop words of a language, elided articles and prepositions included."""
    return next(lexicon for lexicon in lexicons() if lexicon.tag == language).search.stop_words


def in_stop_list(folded: str) -> bool:
    """Return whether a folded word is a stop word of a language the archive is read in."""
    return folded in all_stop_words()


@cache
def all_stop_words() -> frozenset[str]:
    """Return the folded stop words of every language the archive is read in."""
    return frozenset().union(*map(stop_words, STEMMED))


def _stems(word: str, folded: str, language: str) -> Iterator[str]:
    """Yield the stems of a word in small letters, not all of them folded."""
    rules = apply_stem_rules(word, folded, language)
    yield from rules.stems
    if not rules.replaces_snowball:
        snowball = _snowball(language)
        yield snowball.stemWord(folded)
        if word != folded:
            yield snowball.stemWord(word)


def _snowball(language: str) -> Stemmer.Stemmer:
    """Return this thread's stemmer: one object cannot be used by two threads at once."""
    stemmers: dict[str, Stemmer.Stemmer] = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(_SNOWBALL[language], _STEMS_KEPT)
    return stemmers[language]
