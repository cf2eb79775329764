"""Distances and phonetic keys of words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.gazetteer.named_things import NamedThing
from index.text.sounds import phonetic_key
from search.answer.vocabulary import Spelling, SpellingIndex
from search.engines.word_table import BuiltWordTable
from search.query.spelling import distance

NAMES = (
    "Stavarache", "Chiamparino", "Shenzhen", "Shenyang", "Chambéry", "Barcelona", "Bacău",
    "Kocaoğlu", "Fassino", "Bucharest",
)  # fmt: skip
WORDS = {"agreement": 9, "affairs": 9, "commission": 5, "embassy": 3}


@pytest.fixture(scope="module")
def spellings() -> SpellingIndex:
    from index.text.analysis import fold_word

    known = {fold_word(name): Spelling(name, 2, is_name=True) for name in NAMES}
    return spelling_index(known | {word: Spelling(word, count) for word, count in WORDS.items()})


def spelling_index(known: dict[str, Spelling]) -> SpellingIndex:
    names = tuple(word for word, one in known.items() if one.is_name)
    spellings = {word: (one.text, one.count) for word, one in known.items()}
    return SpellingIndex(
        known.get, BuiltWordTable(spellings, [NamedThing("people", "", names, ())])
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("stavarake", "Stavarache"),
        ("stavaracche", "Stavarache"),
        ("starvarache", "Stavarache"),
        ("satvarache", "Stavarache"),
        ("ciamparino", "Chiamparino"),
        ("chiamparrino", "Chiamparino"),
        ("shenzen", "Shenzhen"),
        ("senzhen", "Shenzhen"),
        ("chambri", "Chambéry"),
        ("barcellona", "Barcelona"),
        ("kocaoglou", "Kocaoğlu"),
        ("bukarest", "Bucharest"),
        ("fasino", "Fassino"),
        ("agreemnet", "agreement"),
        ("commision", "commission"),
    ],
)
def test_a_slip_leads_to_the_name_that_was_meant(spellings, typed, meant):
    assert spellings.nearest(typed)[0].text == meant


@pytest.mark.parametrize("typed", ["xyz", "qqqqqqq", "alb", "torino", "12345"])
def test_what_is_like_nothing_is_not_corrected(spellings, typed):
    assert spellings.nearest(typed) == ()


def test_a_name_comes_before_another_word_as_near():
    spellings = spelling_index(
        {"rama": Spelling("Rama", 1, is_name=True), "rame": Spelling("rame", 90)}
    )

    assert [found.text for found in spellings.nearest("ramo")] == ["Rama", "rame"]


@settings(deadline=None)
@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_distance_is_symmetric_and_zero_only_for_the_same(one, other):
    assert distance(one, other, 8) == distance(other, one, 8)
    assert (distance(one, other, 8) == 0) == (one == other)


@settings(deadline=None)
@given(st.text("abcd", min_size=2, max_size=10), st.integers(0, 8))
def test_two_letters_swapped_are_one_slip(word, place):
    place %= len(word) - 1
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    assert distance(word, swapped, 3) <= 1


@settings(deadline=None)
@given(st.text("abc", max_size=9), st.text("abc", max_size=9), st.integers(0, 4))
def test_a_distance_past_the_bound_is_the_bound_and_one(one, other, most):
    assert distance(one, other, most) == min(distance(one, other, 20), most + 1)


@settings(deadline=None)
@given(st.text("aeiolrstkhczgyw", max_size=12))
def test_doubling_a_letter_does_not_change_the_sound(word):
    doubled = "".join(letter * 2 if letter in "lrst" else letter for letter in word)

    assert phonetic_key(doubled) == phonetic_key(word)
