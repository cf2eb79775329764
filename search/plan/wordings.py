"""The leaves of wordings that query expansion adds: names in any text, other words by stems."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from index.text.analysis import fold_word, stems_of, tokenize
from index.text.term_list import words_in_capitals
from search.plan.tree import Leaf, Phrase, Term
from search.plan.weights import EXACT_WEIGHTS, EXPANSION, FOLDED_WEIGHTS, STEM_WEIGHTS

_MAX_READINGS = 4
"""Combinations of stems that are searched for a wording whose words have several stems."""


@lru_cache(maxsize=2_048)
def folded_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(fold_word(token.text) for token in tokenize(text))


def name_leaves(words: tuple[str, ...]) -> Iterator[Leaf]:
    """Yield the leaves of a name of folded words, side by side in any field."""
    offsets = tuple((word, offset) for offset, word in enumerate(words))
    for field, weight in FOLDED_WEIGHTS.items():
        if len(words) == 1:
            yield Term(field, words[0], weight * EXPANSION)
        else:
            yield Phrase(field, offsets, weight * EXPANSION)


def is_name(wording: str) -> bool:
    """Return whether a wording of the term list is a name, which no language inflects."""
    return wording[:1].isupper()


@lru_cache(maxsize=2_048)
def wording_leaves(wording: str, language: str) -> tuple[Leaf, ...]:
    """Return the leaves of a wording: a name in any text, others by the stems of the language."""
    if wording in words_in_capitals():
        return tuple(Term(f, wording, w * EXPANSION) for f, w in EXACT_WEIGHTS.items())
    if is_name(wording):
        return tuple(name_leaves(folded_words(wording)))
    return _stem_leaves(wording, language)


def _stem_leaves(wording: str, language: str) -> tuple[Leaf, ...]:
    places = [
        [(stem, offset) for stem in stems]
        for offset, token in enumerate(tokenize(wording))
        if (stems := stems_of(token.text, language))
    ]
    if not places:
        return ()
    first = places[0][0][1]
    readings = list(product(*places))[:_MAX_READINGS]
    leaves: list[Leaf] = []
    for field, weight in STEM_WEIGHTS[language].items():
        for reading in readings:
            if len(reading) == 1:
                leaves.append(Term(field, reading[0][0], weight * EXPANSION))
            else:
                words = tuple((stem, offset - first) for stem, offset in reading)
                leaves.append(Phrase(field, words, weight * EXPANSION))
    return tuple(leaves)
