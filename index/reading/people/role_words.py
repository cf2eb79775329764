"""The words of a role: which belong to its office, place or portfolio, and which end it."""

from __future__ import annotations

from index.reading.people.classified_tokens import ClassifiedToken
from index.reading.people.names import given_at, is_asian_name
from index.reading.people.roles import RoleHead
from index.reading.people.word_classes import (
    ANDS,
    ARTICLES,
    CAPITALISED,
    OF,
    PREPOSITIONS,
    WordClass,
)
from index.text.home_names import home_names
from index.text.lexicon import lexicons, union

_BY = union(lambda words: words.grammar.agent)
_JOINING = (
    (PREPOSITIONS - _BY)
    | ANDS
    | ARTICLES
    | union(lambda words: (words.grammar.joined - set(words.grammar.agent)) | words.grammar.topic)
)
"""Small words after which a place or a portfolio is likelier than a name."""
ROLE_PREPOSITIONS = OF | union(lambda words: words.grammar.goal)
WORDS_AFTER_PORTFOLIO = union(lambda words: words.people.after_portfolio)
"""After a comma these begin something else than a portfolio."""
_ADJECTIVAL = tuple(sorted(union(lambda words: words.people.adjective_endings)))
"""Endings of adjectives in portfolios, seldom of verbs."""
_ADJECTIVAL_OF = {words.tag: tuple(sorted(words.people.adjective_endings)) for words in lexicons()}
_LETTER_VERBS = {words.tag: frozenset(words.people.letter_verbs) for words in lexicons()}
_ANY_LETTER_VERBS = frozenset().union(*_LETTER_VERBS.values())


def is_role_adjective(
    tokens: list[ClassifiedToken], at: int, head: RoleHead, language: str
) -> bool:
    """Return whether an adjective belongs to the office or portfolio ("Politiche giovanili")."""
    token = tokens[at]
    if token.word_class & WordClass.ADJECTIVE or token.folded in home_names().demonyms:
        return at <= head.end + 1
    before = tokens[at - 1].word_class
    in_portfolio = at > head.end and before & CAPITALISED and before & WordClass.NEVER_IN_NAME
    endings = _ADJECTIVAL_OF.get(language, _ADJECTIVAL)
    return bool(in_portfolio) and token.folded.endswith(endings)


def is_verb_here(token: ClassifiedToken, language: str) -> bool:
    """Return whether a word that may be a verb is one here ("a" and "e" seldom are)."""
    return len(token.folded) > 1 or token.word in _LETTER_VERBS.get(language, _ANY_LETTER_VERBS)


def is_joined(tokens: list[ClassifiedToken], at: int, head: RoleHead) -> bool:
    """Return whether an office is part of the role here: "adviser to the mayor"."""
    j = at - 1
    while j > head.end and tokens[j].folded in ARTICLES:
        j -= 1
    return j >= head.end and tokens[j].folded in ROLE_PREPOSITIONS


def is_prefixed(tokens: list[ClassifiedToken], at: int, head: RoleHead) -> bool:
    """Return whether a small word or a comma precedes, so that a place is likelier than a name."""
    if at == head.end:
        return False
    before = tokens[at - 1]
    return before.folded in _JOINING or before.word in {",", "(", "&", "/"}


def name_within(tokens: list[ClassifiedToken], at: int, end: int) -> int:
    """Return where the name begins in a run after "of"; `end` when the whole run is the place."""
    words = [j for j in range(at, end) if tokens[j].word_class & CAPITALISED]
    count = len(words)
    given = given_at(tokens, at + 1, end)
    if given is not None:
        place = words.index(given) if given in words else 1
        if given == words[-1]:
            return words[1]
        return words[max(place, 1)]
    for j in range(at + 1, end - 1):
        if is_asian_name(tokens, j, end):
            return j
    if count == 1:
        return end
    if tokens[words[0]].word_class & WordClass.TOPONYM_PREFIX:
        return words[2] if count > 2 else end
    if tokens[at].word_class & WordClass.GIVEN_NAME and count == 2:
        return at
    return words[1] if count > 2 else end
