"""Names without a role before them: whether a run of capitalised words is a person's name."""

from __future__ import annotations

from index.reading.people.names import (
    count_name_words,
    given_at,
    is_asian_name,
    known_person_at,
    place_at,
)
from index.reading.people.offices import office_in_apposition
from index.reading.people.tokenised_text import TokenisedText
from index.reading.people.words import ANDS, INITIAL, OF, PREPOSITIONS, WordClass, name_lexicon
from index.text.lexicon import union

_REGION_WORDS = union(lambda words: words.places.regions | words.places.parts)
"""Words for a region or district that is called by a place's name."""


def name_start_if_person(tokenised: TokenisedText, i: int, end: int) -> int | None:
    """Return the token at which a person's name begins in the run from `i` to `end`; None for none.

    It is a person's when it has a given name, is a Chinese or Korean name, follows a cue such as
    "led by", or is followed by a role.
    """
    tokens = tokenised.tokens
    if _is_region_name(tokenised, i):
        return None
    if is_asian_name(tokens, i, end):
        return i
    count = count_name_words(tokens, i, end)
    given = given_at(tokens, i, end)
    if given is not None and count_name_words(tokens, given, end) > 1:
        return given
    voc = name_lexicon()
    if count > 1 and (
        tokenised.follows_cue(i, voc.leader_cues) or tokenised.follows_cue(i, voc.host_cues)
    ):
        return i
    if count > 1 and office_in_apposition(tokenised, end)[0].rank:
        before = tokens[i - 1].folded if i else ""
        also_place = tokens[i].word_class & WordClass.GIVEN_NAME_OR_PLACE
        if given is not None or also_place or before not in PREPOSITIONS:
            return i
    if count == 1 and _is_single_surname(tokenised, i, end):
        return i
    return None


def _is_region_name(tokenised: TokenisedText, i: int) -> bool:
    """Return whether "province of" or the like precedes."""
    before = [token.folded for token in tokenised.tokens[max(i - 2, 0) : i]]
    return len(before) == 2 and before[0] in _REGION_WORDS and before[1] in OF


def _is_single_surname(tokenised: TokenisedText, i: int, end: int) -> bool:
    """Return whether a single word is a person's surname here.

    It is one with an initial before it, with a role after it ("Chernetsky, Mayor of
    Ekaterinburg"), or beside a known person.
    """
    tokens = tokenised.tokens
    if tokens[i].word_class & INITIAL and tokens[i].folded not in ("s", "s."):
        return not place_at(tokens, end - 1)
    before = tokens[i - 1].folded if i else ""
    office = office_in_apposition(tokenised, end)[0]
    if office.rank and before not in PREPOSITIONS and not office.plural:
        return len(tokens[end - 1].word) > 3 and (office.of_home or office.of_elsewhere)
    return _acts_with_known(tokenised, i, end)


def _acts_with_known(tokenised: TokenisedText, i: int, end: int) -> bool:
    """Return whether a known person and a verb follow: "Besson and Chiamparino opened"."""
    tokens = tokenised.tokens
    if len(tokens[i].word) < 4 or end + 1 >= len(tokens) or tokens[end].folded not in ANDS:
        return False
    known = known_person_at(tokens, end + 1)
    after = end + 1 + known[0] if known else len(tokens)
    return after < len(tokens) and bool(tokens[after].word_class & WordClass.VERB)
