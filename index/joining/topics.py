"""What a text is about, in units that texts of two languages can share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.joining.telling_words import (
    COMPARED_LETTERS,
    ROOT_LETTERS,
    words_of_any_text,
    words_that_tell_nothing,
)
from index.model.entry import Version
from index.text.analysis import fold_word, split_words, stop_words
from index.text.term_list import LONGEST_WORDING, TermRow, load_terms

_LONGEST_TERM = min(3, LONGEST_WORDING)
"""Words of the longest term that is looked for; chosen by hand."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of a text: terms of the bilingual list, and the roots of its other words."""

    terms: frozenset[str]
    roots: frozenset[str]

    def shared(self, other: Topics) -> tuple[int, float]:
        """Return how many topics two texts share, and their share of the smaller text's."""
        terms, roots = self.terms & other.terms, self.roots & other.roots
        least = min(len(one.terms) + len(one.roots) for one in (self, other))
        number = len(terms) + len(roots)
        return number, number / least if least else 0.0


@lru_cache(maxsize=4096)
def topics_of(version: Version, without: frozenset[str]) -> Topics:
    """Return the topics of a version; the folded words `without` (its places, hosts) are none."""
    tokens, _ = split_words(f"{version.title}. {version.text[:COMPARED_LETTERS]}")
    words = list(map(fold_word, tokens))
    terms: set[str] = set()
    taken: set[int] = set()
    for begin, end in _spans(words, version.language):
        span = words[begin:end]
        rows = _rows(tuple(span), version.language)
        if rows and taken.isdisjoint(range(begin, end)) and without.isdisjoint(span):
            taken.update(range(begin, end))
            terms.update(row.en[0] for row in rows if row.word_class == "topic")
    # A name in capitals is that of a network or a project, which has many events.
    little = words_that_tell_nothing(version.language)
    roots = {
        word[:ROOT_LETTERS]
        for place, word in enumerate(words)
        if len(word) >= ROOT_LETTERS
        and word not in little
        and word not in without
        and place not in taken
        and not tokens[place].isupper()
    }
    return Topics(frozenset(terms) - words_of_any_text(), frozenset(roots) - _common_roots())


def _spans(words: list[str], language: str) -> list[tuple[int, int]]:
    """Return the places [begin, end) of words that may be a term, the longest first.

    They are those where a term begins; stop words before it do not count.
    """
    firsts = load_terms().beginnings.get(language)
    if not firsts or firsts.isdisjoint(words):
        return []
    stopped = stop_words(language)
    found: set[tuple[int, int]] = set()
    for first in [place for place, word in enumerate(words) if word in firsts]:
        begin = first
        while True:
            for end in range(first + 1, min(len(words), begin + _LONGEST_TERM) + 1):
                found.add((begin - end, begin))
            begin -= 1
            if begin < 0 or begin + _LONGEST_TERM <= first or words[begin] not in stopped:
                break
    return [(begin, begin - less) for less, begin in sorted(found)]


@lru_cache(maxsize=65536)
def _rows(words: tuple[str, ...], language: str) -> tuple[TermRow, ...]:
    """Return the rows of terms that have the words in a language: "pace" is no peace in English."""
    if not load_terms().has(words, language):
        return ()
    senses = load_terms().senses(words)
    return tuple(sense.pair for sense in senses if sense.language == language)


@lru_cache(maxsize=1)
def _common_roots() -> frozenset[str]:
    """Return the roots of words that tell nothing: those of offices and of all that is common."""
    return frozenset(
        word[:ROOT_LETTERS] for word in words_of_any_text() if len(word) >= ROOT_LETTERS
    )
