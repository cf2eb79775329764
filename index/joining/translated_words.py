"""Words of two texts that mean about the same, in two languages: "pompieri" and "firemen".

The thesaurus says which do. Names are compared by other features, so words with a capital inside a
sentence do not count, nor does what any text about a visit says.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from index.joining.match_features import MatchFeatures, common_words
from index.joining.telling_words import (
    COMPARED_LETTERS,
    ROOT_LETTERS,
    words_that_tell_nothing,
)
from index.model.entry import Version
from index.text.analysis import fold_word, tokenize
from index.text.lexicon import union
from index.text.months import NUMBERS
from index.text.thesaurus import load_thesaurus

_LEAST_LETTERS = 4
"""Letters of the shortest word that counts; chosen by hand."""
_ENOUGH, _SHARE = 3, 0.3
"""Words, and their share of those of the shorter text, from which two texts of one day and city
tell of one event. Chosen on one half of 64 pairs of one event and 80 of two, invented for it."""
FamilyWords = tuple[tuple[str, int], ...]
"""Folded words, each once in the order of the text, with their families; -1 for none."""


def translated_words(a: MatchFeatures, b: MatchFeatures) -> tuple[tuple[str, str], ...]:
    """Return the words of two texts that mean about the same; () when they are too few to tell.

    Each word is in one pair.
    """
    if not (a.countries == b.countries and a.cities & b.cities):
        return ()
    one, other = (_compared_words(each.entry.original, common_words(each.entry)) for each in (a, b))
    pairs: list[tuple[str, str]] = []
    left = dict(other)
    for word, family in one:
        found = next(
            (each for each in left if _mean_the_same((word, family), (each, left[each]))), ""
        )
        if found:
            pairs.append((word, found))
            del left[found]
    least = min(len(one), len(other))
    return tuple(pairs) if len(pairs) >= max(_ENOUGH, _SHARE * least) else ()


def _mean_the_same(one: tuple[str, int], other: tuple[str, int]) -> bool:
    (word, family), (second, second_family) = one, other
    if word[:ROOT_LETTERS] == second[:ROOT_LETTERS] and min(len(word), len(second)) >= ROOT_LETTERS:
        return True
    if family < 0 or second_family < 0:
        return False
    return (
        family == second_family
        or second_family in _related(family)
        or family in _related(second_family)
    )


@lru_cache(maxsize=16384)
def _related(family: int) -> frozenset[int]:
    return frozenset(load_thesaurus().related(family))


@lru_cache(maxsize=1024)
def _compared_words(version: Version, without: frozenset[str]) -> FamilyWords:
    text = f"{version.title}. {version.text[:COMPARED_LETTERS]}"
    little = words_that_tell_nothing(version.language) | without
    families = load_thesaurus()
    told: dict[str, int] = {}
    for token in tokenize(text):
        word = fold_word(token.text)
        if len(word) < _LEAST_LETTERS or word in little or word.isdigit() or word in NUMBERS:
            continue
        if token.text[0].isupper() and not _opens_sentence(text[: token.start]):
            continue
        if word in told:
            continue
        family = families.family(word)
        if family is None or family not in _of_any_event():
            told[word] = -1 if family is None else family
    return tuple(told.items())


def _opens_sentence(before: str) -> bool:
    bare = before.rstrip(" \"'“«‘(")
    return not bare or bare[-1] in ".!?:\n"


@lru_cache(maxsize=1)
def _of_any_event() -> frozenset[int]:
    """Return the families of the words that texts about any visit or opening have."""
    return _families(union(lambda words: words.joining.any_event | words.joining.receptions))


def _families(words: Iterable[str]) -> frozenset[int]:
    found = (load_thesaurus().family(word) for word in words)
    return frozenset(family for family in found if family is not None)
