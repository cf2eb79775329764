"""Portfolios in small letters: "ministro del commercio e delle nuove tecnologie"."""

from __future__ import annotations

from index.reading.people.classified_tokens import ClassifiedToken
from index.reading.people.names import is_full_name, name_end, place_at
from index.reading.people.role_words import ROLE_PREPOSITIONS, WORDS_AFTER_PORTFOLIO, is_verb_here
from index.reading.people.word_classes import CAPITALISED, PUNCTUATION, WordClass

_LONGEST = 14
"""Tokens of a portfolio, punctuation and the country included; chosen by hand."""


_LONGEST_BODY = 5
"""Words of a body in small letters, the preposition after it included; chosen by hand."""


def portfolio_end(tokens: list[ClassifiedToken], at: int, limit: int, language: str) -> int:
    """Return the end of the portfolio that has a word at `at`, `at` itself when it is none.

    It ends at a comma, or before it at a country. Words in small letters may be anything, so they
    are a portfolio only when a comma and a name of several words follow.
    """
    if end := _body_end(tokens, at, limit, language):
        return end
    end = 0
    for j in range(at, min(limit, at + _LONGEST) - 1):
        token = tokens[j]
        if token.word == ",":
            if is_full_name(tokens, j + 1, name_end(tokens, j + 1, language)):
                return end or j
            if tokens[j + 1].folded not in ROLE_PREPOSITIONS:
                return at
        elif token.word_class & CAPITALISED and _is_within(tokens, j):
            end = end or j
        elif _ends(tokens, j, language):
            return at
    return at


def _body_end(tokens: list[ClassifiedToken], at: int, limit: int, language: str) -> int:
    """Return the end of the body whose office it is ("direttore del porto di Nagano"), or 0.

    Words in small letters after a preposition are one where "of" and a place follow.
    """
    if tokens[at - 1].folded not in ROLE_PREPOSITIONS:
        return 0
    for j in range(at, min(limit, at + _LONGEST_BODY) - 1):
        if j > at and tokens[j].folded in ROLE_PREPOSITIONS and place_at(tokens, j + 1):
            return j
        if _ends(tokens, j, language):
            return 0
    return 0


def _is_within(tokens: list[ClassifiedToken], at: int) -> bool:
    return tokens[at - 1].folded in ROLE_PREPOSITIONS or bool(place_at(tokens, at))


def _ends(tokens: list[ClassifiedToken], at: int, language: str) -> bool:
    token = tokens[at]
    if token.folded in WORDS_AFTER_PORTFOLIO:
        return not place_at(tokens, at + 1)
    if token.word_class & WordClass.VERB:
        return is_verb_here(token, language)
    return bool(token.word_class & (PUNCTUATION | CAPITALISED))
