"""The distance of two spellings: by letters, and by their sound across languages."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
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
    word = _DOUBLED.sub(r"\1", word)
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return _DOUBLED.sub(r"\1", word)


def deletions(word: str) -> Iterator[str]:
    """Yield the word with one letter deleted, for each of its letters."""
    for position in range(len(word)):
        yield word[:position] + word[position + 1 :]


def distance(one: str, other: str, most: int) -> int:
    """Return the edit distance of two words, or `most` + 1 when it is greater than `most`.

    Insertions, deletions, substitutions and swaps of neighbours count one each (optimal string
    alignment).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


class DeletionIndex:
    """An index of phonetic keys by their deletions, as in symmetric-delete spelling correction.

    One array holds it, since a large archive has a million deletions: the hash of a deletion in the
    high bits of a number, and in the low bits which key it is of.
    """

    def __init__(self, sounds: Iterable[str]) -> None:
        self._sounds = tuple(sounds)
        self._deletions = array(
            "q",
            sorted(
                _hash_of(short) | number
                for number, sound in enumerate(self._sounds)
                for short in set(deletions(sound))
            ),
        )

    def of(self, sound: str) -> Iterator[str]:
        """Yield the keys that equal `sound` when one letter of theirs is deleted.

        Two words of one hash give, rarely, a key too many.
        """
        wanted = _hash_of(sound)
        first = bisect_left(self._deletions, wanted)
        last = bisect_left(self._deletions, wanted + (1 << _KEY_BITS))
        for found in self._deletions[first:last]:
            yield self._sounds[found & ((1 << _KEY_BITS) - 1)]


_KEY_BITS = 24
"""Bits of the number of a key: sixteen million keys."""


def _hash_of(word: str) -> int:
    """Return 39 bits of a word's hash, above the bits of a key's number."""
    return (hash(word) & ((1 << (63 - _KEY_BITS)) - 1)) << _KEY_BITS
