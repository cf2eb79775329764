"""Analysis: text to terms. The one place that decides which spellings meet.

Both engines index these terms as they are, so both find the same entries.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import Stemmer

from index.text.analysis.stems import apply_stem_rules
from index.text.folding import fold

STEMMED = ("it", "en")
"""The languages with a stemmer; texts in others are found by their folded words."""

POSITION_GAP = 100
"""Positions left empty between two texts of one field, so that no phrase runs over."""

_APOSTROPHE = "'’‘´`ʼ′"
_LETTERS = r"[^\W_ºª]+(?:[\u0300-\u036f]+[^\W_ºª]*)*"
"""With accents that stand behind their letters."""
_TOKEN = re.compile(
    rf"(?P<initials>(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?)|{_LETTERS}(?:[{_APOSTROPHE}]{_LETTERS})*"
)
_WHOLE = re.compile(_TOKEN.pattern.replace("?P<initials>", "?:"))
_PART = re.compile(_LETTERS)
_SNOWBALL = {"it": "italian", "en": "english"}
_local = threading.local()


class Token(NamedTuple):
    """A word of a text as written, characters `start` to `end` (exclusive)."""

    text: str
    start: int
    end: int
    after_apostrophe: bool = False
    """Whether only an apostrophe separates it from the token before."""


class Term(NamedTuple):
    """What is indexed or sought: folded, at a position, from [start, end) of its text."""

    text: str
    position: int
    start: int
    end: int


def tokenize(text: str) -> Iterator[Token]:
    """Yield the words in order; an elision or a name with an apostrophe is two, the second glued.

    Dotted initials are one word without dots (U.S.A. is USA); an English possessive is dropped.
    """
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word.isalnum():
            yield Token(word, *match.span())
            continue
        if match["initials"]:
            yield Token(word.replace(".", ""), *match.span())
            continue
        for number, part in enumerate(_PART.finditer(word)):
            if number and part[0] in "sS":
                continue
            start = match.start() + part.start()
            yield Token(part[0], start, start + len(part[0]), after_apostrophe=number > 0)


def split_words(text: str) -> tuple[list[str], tuple[int, ...]]:
    """Return the texts of what `tokenize` yields, without where they stand, and which are glued."""
    words: list[str] = []
    after_apostrophe: list[int] = []
    for word in _WHOLE.findall(text):
        if word.isalnum():
            words.append(word)
            continue
        if "." in word:
            words.append(word.replace(".", ""))
            continue
        for number, part in enumerate(_PART.findall(word)):
            if number and part in "sS":
                continue
            if number:
                after_apostrophe.append(len(words))
            words.append(part)
    return words, tuple(after_apostrophe)


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """One word folded to letters and digits; empty when it has none.

    Folded twice: compatibility forms of capitals (ᴬ) come apart into capitals at first.
    """
    return "".join(c for c in fold(word) if c.isalnum())


@lru_cache(maxsize=20_000)
def accented_word(word: str) -> str:
    """Return the word in small letters if it has accents, else empty."""
    small = word.casefold()
    return small if small.isalnum() and small != fold_word(word) else ""


@lru_cache(maxsize=200_000)
def stems_of(word: str, language: str) -> tuple[str, ...]:
    """Return the stems of one word, one or two, sorted; none for a stop word.

    Two where the stem of the accented word and that of the folded one differ, or where an ending
    reads two ways. Raises KeyError for a language without stemmer.
    """
    folded = fold_word(word)
    if not folded or folded in stop_words(language):
        return ()
    found = {fold_word(found) for found in _stems(word.casefold(), folded, language)}
    return tuple(sorted(found - {""})) or (folded,)


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the folded stop words of a language; elided articles and prepositions are among them."""
    lines = files("index").joinpath(f"data/stop_words_{language}.txt").read_text("utf-8")
    words = (line.partition("#")[0].split() for line in lines.splitlines())
    return frozenset(fold_word(word) for line in words for word in line)


def in_stop_list(folded: str) -> bool:
    """Return whether a folded word is a stop word of a language the archive is read in."""
    return any(folded in stop_words(language) for language in STEMMED)


def _stems(word: str, folded: str, language: str) -> Iterator[str]:
    rules = apply_stem_rules(word, folded, language)
    yield from rules.stems
    if not rules.replaces_snowball:
        snowball = _snowball(language)
        yield snowball.stemWord(word)
        yield snowball.stemWord(folded)


def _snowball(language: str) -> Stemmer.Stemmer:
    """Return a stemmer of this thread: one object may not serve two at once."""
    stemmers: dict[str, Stemmer.Stemmer] = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(_SNOWBALL[language])
    return stemmers[language]
