"""VOCABULARY: which words and names a generation has, by their sound and letters, to be mapped.

The words are those of the texts, of the names of countries, places and people, and the terms and
regions that this package knows; names also by what they are written as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.indexing.engines.whoosh.mapped_arrays import Arrays, Rows, Texts, open_arrays

VOCABULARY = "vocabulary.tables"
VOCABULARY_CHANGES = "vocabulary-changes.tables"
"""A table of the words and names that the generation has beside those of VOCABULARY, which several
generations share."""
_BASE = 0x9E3779B97F4A7C15
"""An odd number: the hash of a text is a polynomial of its letters in it, modulo 2^64."""
_INVERSE = pow(_BASE, -1, 1 << 64)
_LETTERS = 32
"""Bits that tell which letters a word has."""


def hashes_of(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the hashes of texts, first of each one whole, then less each letter, and whose."""
    lengths = np.fromiter(map(len, texts), np.intp, len(texts))
    letters = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32).astype(np.uint64)
    owners = np.repeat(np.arange(len(texts), dtype=np.uint32), lengths)
    starts = np.cumsum(lengths) - lengths
    places = np.arange(len(letters)) - np.repeat(starts, lengths)
    powers = np.ones(int(lengths.max(initial=0)) + 1, np.uint64)
    powers[1:] = np.uint64(_BASE)
    powers = np.multiply.accumulate(powers)
    worth = (letters + np.uint64(1)) * powers[places]
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(worth, dtype=np.uint64)))
    base = sums[starts]
    whole = sums[starts + lengths] - base
    before = sums[:-1] - base[owners]
    after = whole[owners] - (before + worth)
    shorter = before + after * np.uint64(_INVERSE)
    return (
        (np.concatenate((whole, shorter)) >> np.uint64(32)).astype(np.uint32),
        np.concatenate((np.arange(len(texts), dtype=np.uint32), owners)),
    )


def letters_of(words: Sequence[str]) -> NDArray[np.uint32]:
    """Return a bit for each letter that a word has; several letters share one. No word is empty."""
    if not words:
        return np.empty(0, np.uint32)
    lengths = np.fromiter(map(len, words), np.intp, len(words))
    letters = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
    bits = np.left_shift(np.uint32(1), letters % np.uint32(_LETTERS), dtype=np.uint32)
    return np.bitwise_or.reduceat(bits, np.cumsum(lengths) - lengths)


class VocabularyTable:
    """The table of a generation; see `search.engines.engine.WordTable` for what it tells."""

    def __init__(self, path: Path) -> None:
        self._arrays: Arrays = open_arrays(path)
        self._words = Texts(self._arrays, "words")
        self._sounds = Texts(self._arrays, "sounds")
        self._things = Texts(self._arrays, "things")
        self._name_words = Texts(self._arrays, "name_words")
        self._named = Rows(self._arrays, "named")
        self._glued = Texts(self._arrays, "glued")
        self._glued_things = Rows(self._arrays, "glued_things")

    def sounding_like(self, sound: str) -> Iterator[tuple[str, str]]:
        """Yield the words that may have a sound at most one edit away, each after its sound."""
        wanted, _ = hashes_of([sound])
        hashes = self._arrays["hashes"]
        ranges = zip(
            hashes.searchsorted(wanted).tolist(),
            hashes.searchsorted(wanted, "right").tolist(),
            strict=True,
        )
        owners = self._arrays["hashed_sounds"]
        ends, words = self._arrays["sound_ends"], self._arrays["words_by_sound"]
        for number in {owner for a, b in ranges for owner in owners[a:b].tolist()}:
            start = int(ends[number - 1]) if number else 0
            for word in words[start : int(ends[number])].tolist():
                yield self._sounds[number], self._words[word]

    def names_like(self, word: str, edits: int) -> Iterator[str]:
        """Yield the words of names that may be so many edits away from a word."""
        different = _bits_of(self._arrays["name_letters"] ^ letters_of([word])[0])
        lengths = self._arrays["name_lengths"].astype(np.int16)
        near = (different <= 2 * edits) & (np.abs(lengths - len(word)) <= edits)
        for number in self._arrays["names"][near].tolist():
            yield self._words[number]

    def named(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield the field and value of what may have the word in its name."""
        place = self._name_words.find(word)
        return self._fields_and_values(self._named[place] if place >= 0 else ())

    def glued(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield the field and value of what may be called so, written as one word."""
        place = self._glued.find(word)
        return self._fields_and_values(self._glued_things[place] if place >= 0 else ())

    def _fields_and_values(self, numbers: Iterable[int]) -> Iterator[tuple[str, str]]:
        for number in numbers:
            field, _, value = self._things[number].partition(" ")
            yield field, value


_HALF = np.unpackbits(np.arange(1 << 16, dtype=np.uint16).view(np.uint8).reshape(-1, 2), axis=1)
_BITS = _HALF.sum(axis=1, dtype=np.uint8)
"""How many bits of each number of sixteen bits are set."""


def _bits_of(numbers: NDArray[np.uint32]) -> NDArray[np.uint8]:
    bits: NDArray[np.uint8] = _BITS[numbers & 0xFFFF] + _BITS[numbers >> 16]
    return bits
