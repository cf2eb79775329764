"""Words with which people ask, such as "who visited" or "notizie su": no part of what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.text.analysis import Token, fold_word, tokenize
from index.text.lexicon import lexicons

_LONGEST = 5
"""Words of the longest phrase."""
FoldedPhrase = tuple[str, ...]
"""Folded words."""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The phrases of one language: those that open a search, those inside of one, and any."""

    opening: frozenset[FoldedPhrase]
    inside: frozenset[FoldedPhrase]
    """Left out only where the search begins with an opening one of the language."""
    anywhere: frozenset[FoldedPhrase]


@cache
def load_question_words() -> tuple[QuestionWords, ...]:
    """Return the phrases of each language."""
    return tuple(
        QuestionWords(
            folded_phrases(lexicon.search.asking),
            folded_phrases(lexicon.search.asking_inside),
            folded_phrases(lexicon.search.asking_anywhere),
        )
        for lexicon in lexicons()
    )


def folded_phrases(written: frozenset[str]) -> frozenset[FoldedPhrase]:
    """Return phrases as their folded words."""
    return frozenset(tuple(fold_word(token.text) for token in tokenize(one)) for one in written)


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of all phrases: a text without them has none."""
    return frozenset(
        phrase[0]
        for known in load_question_words()
        for phrase in (*known.opening, *known.inside, *known.anywhere)
        if phrase
    )


def asking_words(tokens: Sequence[Token]) -> frozenset[int]:
    """Return which of the words only ask; none of those in capitals, such as WHO."""
    shouted = all(token.text.isupper() for token in tokens)
    words = [
        "" if not shouted and len(t.text) > 1 and t.text.isupper() else fold_word(t.text)
        for t in tokens
    ]
    if _first_words().isdisjoint(words):
        return frozenset()
    asking: set[int] = set()
    for known in load_question_words():
        start = _opened(words, known)
        asking.update(range(start))
        others = known.anywhere | known.inside if start else known.anywhere
        position = start
        while position < len(words):
            length = _longest_at(words, position, others)
            asking.update(range(position, position + length))
            position += length or 1
    return frozenset(asking)


def _opened(words: Sequence[str], known: QuestionWords) -> int:
    """Return how many words at the beginning are opening phrases."""
    start = 0
    while length := _longest_at(words, start, known.opening):
        start += length
    return start


def _longest_at(words: Sequence[str], start: int, phrases: frozenset[FoldedPhrase]) -> int:
    """Return the number of words of the longest phrase that begins here; 0 for none."""
    for length in range(min(_LONGEST, len(words) - start), 0, -1):
        if tuple(words[start : start + length]) in phrases:
            return length
    return 0
