"""What a text is about, in units that texts of two languages can share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.model.entry import Version
from index.text.analysis import fold_word, stop_words, tokenize
from index.text.lexicon import lexicons, union
from index.text.term_list import LONGEST_WORDING, TermRow, load_terms

_READ = 1_500
"""Letters of a text that are compared, since it says first what it is about; chosen by hand."""
_ROOT = 5
"""Letters at the beginning by which words of related languages are known; chosen by hand."""
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
    tokens = [token.text for token in tokenize(f"{version.title}. {version.text[:_READ]}")]
    words = [fold_word(token) for token in tokens]
    terms: set[str] = set()
    taken: set[int] = set()
    for length in range(_LONGEST_TERM, 0, -1):
        for place in range(len(words) - length + 1):
            span = range(place, place + length)
            if not taken.isdisjoint(span):
                continue
            rows = _rows(tuple(words[n] for n in span), version.language)
            if rows and without.isdisjoint(words[n] for n in span):
                taken.update(span)
                terms.update(row.en[0] for row in rows if row.word_class == "topic")
    # A name in capitals is that of a network or a project, which has many events.
    little = _little(version.language) | _common()
    roots = {
        word[:_ROOT]
        for place, word in enumerate(words)
        if place not in taken
        and len(word) >= _ROOT
        and word not in little
        and word not in without
        and not tokens[place].isupper()
    }
    return Topics(frozenset(terms) - _common(), frozenset(roots) - _common_roots())


@lru_cache(maxsize=65536)
def _rows(words: tuple[str, ...], language: str) -> tuple[TermRow, ...]:
    """Return the rows of terms that have the words in a language: "pace" is no peace in English."""
    senses = load_terms().senses(words)
    return tuple(sense.pair for sense in senses if sense.language == language)


def _little(language: str) -> frozenset[str]:
    is_known = any(lexicon.tag == language for lexicon in lexicons())
    return stop_words(language) if is_known else frozenset()


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return union(lambda words: words.joining.common)


@lru_cache(maxsize=1)
def _common_roots() -> frozenset[str]:
    """Return the roots of words that tell nothing: those of offices and of all that is common."""
    return frozenset(word[:_ROOT] for word in _common() if len(word) >= _ROOT)
