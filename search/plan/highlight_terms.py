"""The words to highlight in texts: folded ones, stems, beginnings and phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from index.text.analysis import fold_word, stems_of

Spans = Sequence[tuple[int, int]] | None
"""Where the words to highlight in a text are, when that is known without reading it."""


@dataclass(frozen=True, slots=True)
class HighlightTerms:
    """The words to highlight in a text."""

    words: frozenset[str] = frozenset()
    """Folded."""
    stems: frozenset[tuple[str, str]] = frozenset()
    """(language, stem)"""
    prefixes: tuple[str, ...] = ()
    phrases: tuple[tuple[tuple[str, ...], str | None], ...] = ()
    """Words side by side: folded, or compared by the stems of the language given."""
    derived: dict[object, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What those who look for these words make of them once, by a key of their own."""

    def matcher(self, language: str) -> WordMatcher:
        """Return which single words of a text in the language match."""
        matcher = self.derived.get(language)
        if not isinstance(matcher, WordMatcher):
            matcher = self.derived[language] = WordMatcher(self, language)
        return matcher


class WordMatcher(dict[str, bool]):
    """Whether each word matches; computed once, because a list of hits repeats its words."""

    def __init__(self, highlight_terms: HighlightTerms, language: str) -> None:
        self._words = highlight_terms.words
        self._prefixes = highlight_terms.prefixes
        self._stems = frozenset(stem for tag, stem in highlight_terms.stems if tag == language)
        self._language = language

    def __missing__(self, word: str) -> bool:
        folded = fold_word(word)
        matches = self[word] = (
            folded in self._words
            or bool(self._prefixes and folded.startswith(self._prefixes))
            or bool(self._stems and not self._stems.isdisjoint(stems_of(word, self._language)))
        )
        return matches


class HitWords(Protocol):
    """Protocol: the words of the texts of one entry, as they were noted when it was indexed."""

    def matching(self, version: int, *, title: bool, language: str, terms: HighlightTerms) -> Spans:
        """Return the places [start, end) of the words to highlight in the title or the text of a
        version, by its number; in a text whose blanks are single spaces. None when that is not
        known, and the text itself has to be read."""
        ...
