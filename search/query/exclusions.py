"""Exclusion in plain words: "Japan but not Nagoya", "Francia tranne Lione", "Chine sauf Pékin"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from index.gazetteer import load_gazetteer
from index.gazetteer.regions import load_regions
from index.text.analysis import Token, fold_word, in_stop_list
from index.text.lexicon import union
from search.query.notes import Note
from search.query.pieces import QueryPiece
from search.query.question_words import FoldedPhrase, asking_words, folded_phrases

_MOST_EXCLUDED = 3
"""Words that are excluded at most: what is longer is a sentence, and is searched as it is."""


def excluded_in_words(pieces: Sequence[QueryPiece], notes: list[Note]) -> list[QueryPiece]:
    """Return the pieces without a phrase of exclusion, the words after it excluded as one phrase.

    Something must be asked before the phrase; articles after it count for nothing. "Without" and
    its like only exclude a place: "doctors without borders" is a name. A note has the excluded
    words. What is quoted excludes nothing.
    """
    words = [fold_word(each.text) if each.kind == "word" else "" for each in pieces]
    for begin in range(1, len(pieces)):
        phrase = _phrase_at(words, begin)
        if not phrase or not _ask(pieces[:begin]):
            continue
        if any(each.excluded for each in pieces[begin:]):
            break
        rest = list(pieces[begin + len(phrase) :])
        while rest and rest[0].kind == "word" and in_stop_list(fold_word(rest[0].text)):
            del rest[0]
        tokens = tuple(token for each in rest for token in each.tokens)
        if phrase not in _phrases() and not _is_place(tokens):
            continue
        if not rest or len(tokens) > _MOST_EXCLUDED or any(each.kind == "prefix" for each in rest):
            break
        one = QueryPiece("phrase" if len(tokens) > 1 else "word", tokens, excluded=True)
        notes.append(Note("excluded-words", one.text))
        return [*pieces[:begin], one]
    return list(pieces)


def _ask(pieces: Sequence[QueryPiece]) -> bool:
    """Return whether pieces ask for something: more than common words and those that only ask."""
    if any(each.kind != "word" for each in pieces):
        return True
    tokens = [each.tokens[0] for each in pieces]
    asking = asking_words(tokens)
    rest = (token for number, token in enumerate(tokens) if number not in asking)
    return not all(in_stop_list(fold_word(token.text)) for token in rest)


def _is_place(tokens: Sequence[Token]) -> bool:
    """Return whether words are the name of a place, a country or a region."""
    name = " ".join(fold_word(token.text) for token in tokens)
    return bool(name and (load_gazetteer().senses(name) or load_regions().find(name)))


def _phrase_at(words: Sequence[str], begin: int) -> FoldedPhrase:
    """Return the longest phrase that may exclude and begins here; () for none."""
    for phrase in _by_first_word().get(words[begin], ()):
        if tuple(words[begin : begin + len(phrase)]) == phrase:
            return phrase
    return ()


@cache
def _by_first_word() -> dict[str, list[FoldedPhrase]]:
    """Return the phrases of both kinds by their first word, the longest first."""
    found: dict[str, list[FoldedPhrase]] = {}
    for phrase in _phrases() | folded_phrases(union(lambda words: words.search.excluding_places)):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: sorted(each, key=len, reverse=True) for first, each in found.items()}


@cache
def _phrases() -> frozenset[FoldedPhrase]:
    """Return the phrases that exclude whatever follows."""
    return folded_phrases(union(lambda words: words.search.excluding))
