"""Which words of a hit's texts match, by the words that were noted when the index was written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple

from index.indexing.engines.whoosh.shown_words import ShownWords, place_of
from index.text.analysis import stems_of
from search.plan.highlight_terms import HighlightTerms

MarkSpan = tuple[int, int]


class AdjacentWords(NamedTuple):
    """Words that match only side by side."""

    length: int
    words: tuple[tuple[int, frozenset[int]], ...]
    """Those that are compared: how many words after the first, and the spellings of each."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The spellings that match in texts of one language, in one segment."""

    words: frozenset[int]
    rows: tuple[AdjacentWords, ...]
    pairs: frozenset[tuple[int, int]]
    """Two words that match side by side: what was typed as one."""


class EntryWords:
    """The words of one entry's texts; see search.plan.highlight_terms.HitWords."""

    __slots__ = ("_document", "_texts", "_words")

    def __init__(self, words: ShownWords, document: int) -> None:
        self._words = words
        self._document = document
        self._texts: list[memoryview | None] | None = None

    def matching(
        self, version: int, *, title: bool, language: str, terms: HighlightTerms
    ) -> list[MarkSpan] | None:
        """Return the places of the matching words in a title or text of a version, in order."""
        if self._texts is None:
            self._texts = self._words.texts(self._document)
        row = self._texts[2 * version + (not title)]
        if row is None:
            return None
        key = self._words, language
        wanted = terms.derived.get(key)
        if not isinstance(wanted, _Wanted):
            wanted = terms.derived[key] = _wanted(self._words, language, terms)
        count = len(row) // 2
        spellings = row[:count].tolist()
        found: Collection[int] = ()
        if not wanted.words.isdisjoint(spellings):
            found = [n for n, one in enumerate(spellings) if one in wanted.words]
        if wanted.rows or wanted.pairs:
            found = sorted({*found, *_together(wanted, spellings)})
        return [place_of(row[count + n]) for n in found]


def _together(wanted: _Wanted, spellings: list[int]) -> Iterator[int]:
    """Yield the indices of the words of a text that match only side by side with others."""
    for row in wanted.rows:
        yield from _side_by_side(row, spellings)
    if wanted.pairs and not wanted.pairs.isdisjoint(pairwise(spellings)):
        for n, pair in enumerate(pairwise(spellings)):
            if pair in wanted.pairs:
                yield from (n, n + 1)


def _side_by_side(row: AdjacentWords, spellings: list[int]) -> Iterator[int]:
    """Yield the indices of all words of a text that stand as a row says."""
    if any(words.isdisjoint(spellings) for _, words in row.words):
        return
    for first in range(len(spellings) - row.length + 1):
        if all(spellings[first + offset] in words for offset, words in row.words):
            yield from range(first, first + row.length)


def shown_words(folder: Path, segment: str) -> ShownWords | None:
    """Return the words of the entries of the segment of this id; None without any."""
    try:
        return ShownWords(folder, segment)
    except FileNotFoundError:
        return None


def _wanted(words: ShownWords, language: str, terms: HighlightTerms) -> _Wanted:
    found = {number for word in terms.words for number in words.folded(word)}
    for prefix in terms.prefixes:
        found.update(words.beginning(prefix))
    for tag, stem in terms.stems:
        if tag == language:
            found.update(words.stem(language, stem))
    pairs = terms.derived.get(words)
    if not isinstance(pairs, frozenset):
        pairs = terms.derived[words] = frozenset(_pairs(words, terms))
    return _Wanted(frozenset(found), tuple(_rows(words, language, terms)), pairs)


def _rows(words: ShownWords, language: str, terms: HighlightTerms) -> Iterator[AdjacentWords]:
    """Yield the rows of words that match together, those of which the segment has every word."""
    for phrase, tag in terms.phrases:
        held: list[tuple[int, frozenset[int]]] = []
        if tag is None:
            held = [(n, frozenset(words.folded(word))) for n, word in enumerate(phrase)]
        elif tag == language:
            held = [
                (n, frozenset(one for stem in stems for one in words.stem(language, stem)))
                for n, word in enumerate(phrase)
                if (stems := stems_of(word, language))
            ]
        if held and all(spellings for _, spellings in held):
            yield AdjacentWords(len(phrase), tuple(held))


def _pairs(words: ShownWords, terms: HighlightTerms) -> Iterator[tuple[int, int]]:
    """Yield the spellings of two words that one of the words searched is when written as one."""
    for word in terms.words:
        for cut in range(1, len(word)):
            if (first := words.folded(word[:cut])) and (last := words.folded(word[cut:])):
                yield from product(first, last)
