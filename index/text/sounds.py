"""The sound of a word across languages, roughly: by it misspelt words are found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_SOUNDS = (
    (re.compile("sch|sh|sc(?=[ei])|cz|zs"), "s"),
    (re.compile("tch|tsch|ch|ck|kh|q|c(?![ei])"), "k"),
    (re.compile("zh|ts|tz|dz|z"), "z"),
    (re.compile("ph"), "f"),
    (re.compile("th|dt"), "t"),
    (re.compile("gh"), "g"),
    (re.compile("x"), "ks"),
    (re.compile("[yj]"), "i"),
    (re.compile("w"), "v"),
    (re.compile("ou|oo"), "u"),
    (re.compile("h"), ""),
)
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def phonetic_key(word: str) -> str:
    """Return a rough phonetic key of a folded word.

    Doubled letters, k and ch, z and zh, y and i give the same key; h is silent.
    """
    return _sounded(word)


def phonetic_keys(words: Sequence[str]) -> list[str]:
    """Return the phonetic key of each of very many folded words."""
    return _sounded("\n".join(words)).split("\n") if words else []


def _sounded(text: str) -> str:
    """Return the key of each line of a text: no rule looks past the end of a line."""
    text = _DOUBLED.sub(r"\1", text)
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    return _DOUBLED.sub(r"\1", text)


def deletions(word: str) -> Iterator[str]:
    """Yield the word with one letter deleted, for each of its letters."""
    for position in range(len(word)):
        yield word[:position] + word[position + 1 :]


def is_one_edit_away(sound: str, other: str) -> bool:
    """Return whether two keys are equal when no more than one letter of each is deleted."""
    short = _shortened(sound)
    return other in short or not short.isdisjoint(deletions(other))


@lru_cache(maxsize=256)
def _shortened(sound: str) -> frozenset[str]:
    return frozenset((sound, *deletions(sound)))
