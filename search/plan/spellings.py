"""Other spellings of the words of a query: written as one word or as several, ae for ä."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from index.text.analysis import Token, fold_word
from index.text.lexicon import lexicons, split_pair
from search.plan.tree import AnyOf, Leaf, Phrase
from search.plan.weights import FOLDED_WEIGHTS
from search.query.parser import is_stop_word

_CAMEL = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
"""Where a word changes from small letters to a capital, or between letters and digits."""
_EXPANDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_CONTRACTED = re.compile("a[ea]|oe|(?<!q)ue")
_READ_AS = {
    digit: words[0]
    for lexicon in lexicons()
    for digit, words in map(split_pair, lexicon.search.digits)
}
_SHORTEST_PART = 3
"""Letters of the shortest part into which a word without capitals is divided."""
_LONGEST = 32
"""Letters of the longest word that is divided; a longer one would take long."""
_SHORT = 2
"""Letters of a word between two that are written as one with both: Club 2 Club."""


def joined_spellings(tokens: Sequence[Token], position: int) -> tuple[str, ...]:
    """Return what a word and those beside it are when written as one, folded.

    One sign stands between them, a hyphen or a space, and none is a stop word: COP 28, G-8.
    """
    found = [
        _joined(tokens[start:stop])
        for start, stop in ((position - 1, position + 1), (position, position + 2))
        if start >= 0
    ]
    for start in (position - 2, position - 1, position):
        if start >= 0 and len(row := tokens[start : start + 3]) == 3 and len(row[1].text) <= _SHORT:
            found.append(_joined(row))
    return tuple(filter(None, found))


def _joined(row: Sequence[Token]) -> str:
    if len(row) < 2 or any(after.start - one.end != 1 for one, after in pairwise(row)):
        return ""
    words = [fold_word(token.text) for token in row]
    if all(map(str.isdigit, words)) or any(is_stop_word(token.text) for token in row):
        return ""
    return "".join(words)


@lru_cache(maxsize=4_096)
def letter_spellings(word: str) -> tuple[str, ...]:
    """Return a word with ä, ö, ü, å and ø in two letters, and with ae, oe, ue and aa in one."""
    folded = fold_word(word)
    found = (fold_word(word.casefold().translate(_EXPANDED)), _contracted(folded))
    return tuple(dict.fromkeys(one for one in found if one != folded))


def _contracted(folded: str) -> str:
    return _CONTRACTED.sub(lambda match: match[0][0], folded)


@lru_cache(maxsize=4_096)
def visible_parts(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the folded parts of a word that capitals or digits show; () when it has but one.

    A 2 or 4 between letters is also read as a word: Club2Club is Club To Club.
    """
    if word.isalpha() and (word.islower() or word.isupper()):
        return ()
    parts = tuple(map(fold_word, _CAMEL.split(word)))
    if len(parts) == 1:
        return ()
    read = (parts[0], *(_READ_AS.get(part, part) for part in parts[1:-1]), parts[-1])
    return tuple(dict.fromkeys((parts, read)))


@lru_cache(maxsize=1_024)
def divided_node(word: str) -> AnyOf | None:
    """Return the node of two words side by side that a folded word is made of, or None.

    It is for words that no entry has (euromediterranean, newyork), not too short nor too long.
    """
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    if word.isdigit() or not cuts or len(word) > _LONGEST:
        return None
    return AnyOf(tuple(leaf for cut in cuts for leaf in side_by_side((word[:cut], word[cut:]))))


def side_by_side(words: Sequence[str]) -> tuple[Leaf, ...]:
    """Return the leaves of folded words side by side in any text."""
    offsets = tuple((word, offset) for offset, word in enumerate(words))
    return tuple(Phrase(field, offsets, weight) for field, weight in FOLDED_WEIGHTS.items())
