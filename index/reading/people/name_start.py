"""Belief: whether a run of capitalised words without a role before it is somebody's name."""

from __future__ import annotations

from index.reading.people.names import given_at, is_asian_name, known_at, place_at, words_in
from index.reading.people.offices import apposition
from index.reading.people.passage import Passage
from index.reading.people.words import INITIAL, WordClass, vocabulary, word_set

_ANDS = word_set("and e ed et &")
_PREPOSITIONS = word_set(
    "of in at from to for with a di da del della dello dei delle de du des en nel nella per al"
)
_OF = word_set("of di de")
_GROUNDS = word_set(
    "province provincia region regione county contea district distretto prefecture"
    " prefettura island isola ile valley valle village villaggio town"
)
"""Words for what lies round a place that is called by its name."""


def name_start_if_person(passage: Passage, i: int, end: int) -> int | None:
    """Where in a run without a role a name begins that can be believed, else None."""
    tokens = passage.tokens
    if _is_called_place(passage, i):
        return None
    if is_asian_name(tokens, i, end):
        return i
    count = words_in(tokens, i, end)
    given = given_at(tokens, i, end)
    if given is not None and words_in(tokens, given, end) > 1:
        return given
    voc = vocabulary()
    if count > 1 and (passage.is_cued(i, voc.led) or passage.is_cued(i, voc.hosted)):
        return i
    if count > 1 and apposition(passage, end)[0].rank:
        before = tokens[i - 1].folded if i else ""
        if given is not None or before not in _PREPOSITIONS:
            return i
    if count == 1 and _stands_alone(passage, i, end):
        return i
    return None


def _is_called_place(passage: Passage, i: int) -> bool:
    """Whether "the province of" or its like stands before."""
    before = [token.folded for token in passage.tokens[max(i - 2, 0) : i]]
    return len(before) == 2 and before[0] in _GROUNDS and before[1] in _OF


def _stands_alone(passage: Passage, i: int, end: int) -> bool:
    """Whether a single surname can be believed: by an initial, a role after it ("Chernetsky,
    Mayor of Ekaterinburg"), or a known person beside it."""
    tokens = passage.tokens
    if tokens[i].word_class & INITIAL and tokens[i].folded not in ("s", "s."):
        return not place_at(tokens, end - 1)
    before = tokens[i - 1].folded if i else ""
    office = apposition(passage, end)[0]
    if office.rank and before not in _PREPOSITIONS and not office.plural:
        return len(tokens[end - 1].word) > 3 and (office.of_torino or office.of_elsewhere)
    return _acts_with_known(passage, i, end)


def _acts_with_known(passage: Passage, i: int, end: int) -> bool:
    """Whether "Besson and Chiamparino opened" stands here."""
    tokens = passage.tokens
    if len(tokens[i].word) < 4 or end + 1 >= len(tokens) or tokens[end].folded not in _ANDS:
        return False
    known = known_at(tokens, end + 1)
    after = end + 1 + known[0] if known else len(tokens)
    return after < len(tokens) and bool(tokens[after].word_class & WordClass.VERB)
