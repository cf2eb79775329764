"""Whether a translation says what its source says, word for word, by the thesaurus and the terms.

A word has its counterpart when the other text holds a word of the same family, of one that means
about the same, of the same root, or of the same term of the bilingual list. Order and grammar are
not looked at: right words in a wrong order pass. The thresholds were chosen on one half of the
pairs of `tests/index/translation/test_meaning.py`, where one right translation in a hundred fails,
and tested on the other half (MEASURED).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from operator import itemgetter

from index.text.analysis import fold_word, in_stop_list, split_words
from index.text.term_list import LANGUAGES, LONGEST_WORDING, load_terms
from index.text.thesaurus import load_thesaurus

SAYS_OTHERWISE = "says something else"
"""Why a text is not shown."""
LEAST_FOUND = 0.465
"""The part of the words, by their weight, that has a counterpart in the other text: the mean of
both texts."""
LEAST_FOUND_IN_HALF = 0.14
"""The same for each half of a text: less is a part that was left out, or put in."""
LEAST_WORDS = 6
"""Different words of each text from which on it can be told."""
_ROOT = 5
"""Letters at the beginning by which words of related languages are known."""
_COMMON = 50
"""A family of this number weighs half as much again as the commonest; chosen by hand."""
_UNKNOWN_WEIGHT = 4.0
"""The weight of a word that is not usual."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The different words of a text in their order, without stop words and numbers."""

    written: Sequence[str]
    folded: Sequence[str]
    families: Sequence[int | None]
    terms: Sequence[Set[str]]
    """The terms of the bilingual list that each is part of."""


def meaning_agrees(
    source: str, target: str, source_language: str, target_language: str
) -> bool | None:
    """Return whether a text says what another says in its own language.

    None when one of them has too few words to tell, or is in a language without a thesaurus.
    """
    if not {source_language, target_language} <= set(LANGUAGES):
        return None
    one, other = _words_of(source, source_language), _words_of(target, target_language)
    found, found_back = tuple(_found(one, other)), tuple(_found(other, one))
    if min(len(found), len(found_back)) < LEAST_WORDS:
        return None
    mean = (_share(found) + _share(found_back)) / 2
    halves = [half for each in (found, found_back) for half in _halves(each)]
    return mean >= LEAST_FOUND and min(map(_share, halves)) >= LEAST_FOUND_IN_HALF


def _found(one: _Words, other: _Words) -> Iterator[tuple[float, bool]]:
    """Yield for each word its weight, and whether the other text has its counterpart.

    A name that the other text has not may be another there, and is left out: Lyon, Lione.
    """
    thesaurus = load_thesaurus()
    words = set(other.folded)
    roots = {word[:_ROOT] for word in words if len(word) >= _ROOT}
    families = {family for family in other.families if family is not None}
    related = {near for family in families for near in thesaurus.related(family)}
    terms = {term for each in other.terms for term in each}
    every = zip(one.written, one.folded, one.families, one.terms, strict=True)
    for written, word, family, own in every:
        is_found = word in words or word[:_ROOT] in roots or not terms.isdisjoint(own)
        if family is not None and not is_found:
            is_found = family in families or family in related
            is_found = is_found or any(near in families for near in thesaurus.related(family))
        if family is not None:
            yield math.log(2 + family / _COMMON), is_found
        elif is_found or written[0].islower():
            yield _UNKNOWN_WEIGHT, is_found


def _share(found: Sequence[tuple[float, bool]]) -> float:
    return sum(weight for weight, is_found in found if is_found) / sum(w for w, _ in found)


def _halves(found: Sequence[tuple[float, bool]]) -> tuple[Sequence[tuple[float, bool]], ...]:
    middle = len(found) // 2
    return found[:middle], found[middle:]


def _words_of(text: str, language: str) -> _Words:
    words, _ = split_words(text)
    folded = [fold_word(word) for word in words]
    terms: list[set[str]] = [set() for _ in folded]
    for length in range(1, LONGEST_WORDING + 1):
        for start in range(len(folded) - length + 1):
            for sense in load_terms().senses(tuple(folded[start : start + length])):
                if sense.language == language:
                    for place in range(start, start + length):
                        terms[place].add(sense.pair.en[0])
    first = {word: place for place, word in reversed([*enumerate(folded)])}
    kept = [
        place
        for word, place in sorted(first.items(), key=itemgetter(1))
        if len(word) > 1 and word.isalpha() and not in_stop_list(word)
    ]
    thesaurus = load_thesaurus()
    return _Words(
        [words[place] for place in kept],
        [folded[place] for place in kept],
        [thesaurus.family(folded[place]) for place in kept],
        [terms[place] for place in kept],
    )
