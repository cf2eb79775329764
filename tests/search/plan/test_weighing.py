"""Weighing: from a tree and the counts of an index to whole numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.plan.tree import AllOf, AnyOf, AtLeast, DayRange, Phrase, Prefix, Tag, Term, Without
from search.plan.weighing import (
    UNIT,
    Best,
    Scored,
    Sum,
    leaf_score,
    nodes_to_count,
    saturated,
    weigh,
)

MAYOR, SINDACO, LYON = (Term("body", text, 2.0) for text in ("mayor", "sindaco", "lyon"))
COUNTS = {
    MAYOR: 3,
    LYON: 2,
    AnyOf((MAYOR, SINDACO)): 4,
    AnyOf((MAYOR, AnyOf((SINDACO,), constant=True))): 4,
}
ENTRIES = 10


def idf(holders: int) -> float:
    return math.log(1 + (ENTRIES - holders + 0.5) / (holders + 0.5))


def weighed(node, count=None):
    return weigh(node, count or COUNTS.__getitem__, ENTRIES)


def test_a_leaf_is_worth_its_weight_and_how_rare_it_is():
    assert weighed(MAYOR) == Scored(MAYOR, round(2 * idf(3) * UNIT), saturates=True)


def test_alternatives_are_as_rare_as_all_of_them_together():
    worth = round(2 * idf(4) * UNIT)

    assert weighed(AnyOf((MAYOR, SINDACO))) == Best(
        (Scored(MAYOR, worth, saturates=True), Scored(SINDACO, worth, saturates=True))
    )


def test_in_a_constant_node_more_of_a_term_does_not_count():
    node = AnyOf((MAYOR, AnyOf((SINDACO,), constant=True)))
    worth = round(2 * idf(4) * UNIT)

    assert weighed(node).parts[1] == Best((Scored(SINDACO, worth, saturates=False),))


@pytest.mark.parametrize(
    "leaf", [Prefix("body", "may", 1), Tag("kind", "mission", 1), DayRange(1, 2, 1)], ids=str
)
def test_prefixes_tags_and_spans_count_once_for_each_entry(leaf):
    assert weighed(leaf, lambda node: 3) == Scored(leaf, round(idf(3) * UNIT), saturates=False)


def test_the_words_of_a_phrase_share_its_worth():
    phrase = Phrase("body", (("the", 0), ("mayor", 1)), 2.0)
    node = weighed(phrase, lambda node: 3)

    assert node == Scored(phrase, round(idf(3) * UNIT), saturates=True)
    assert leaf_score(node, 1) == 2 * saturated(node.worth, 1)


def test_a_sum_requires_all_or_as_many_as_asked():
    both = (MAYOR, LYON)

    assert weighed(AllOf(both, bonus=(LYON,))) == Sum(
        (weighed(MAYOR), weighed(LYON)), 2, (weighed(LYON),)
    )
    assert weighed(AtLeast(both, 1)) == Sum((weighed(MAYOR), weighed(LYON)), 1)


def test_what_is_left_out_has_no_score():
    with pytest.raises(TypeError):
        weighed(Without(MAYOR, (LYON,)), lambda node: 1)


def test_every_count_that_is_asked_for_can_be_learned_before():
    name = AllOf((AnyOf((MAYOR,)), LYON), bonus=(SINDACO,))
    node = AtLeast((AnyOf((name, AnyOf((SINDACO,), constant=True))), LYON), 1, (MAYOR,))
    known = dict.fromkeys(nodes_to_count([node]), 1)

    weigh(node, known.__getitem__, ENTRIES)  # asks for no other


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_score_is_that_of_bm25_rounded(worth, times):
    exact = worth * 2.2 * times / (times + 1.2)

    assert abs(saturated(worth, times) - exact) <= 0.5 + 1e-6
    assert worth <= saturated(worth, times) <= saturated(worth, times + 1) <= 2.2 * worth + 1


def test_the_highest_score_of_a_query_is_below_2_to_the_24():
    """Sixteen words that one entry in a hundred million holds without end, and a bonus each."""
    best_weight, words, entries = 6.6, 16, 10**8
    rare = Term("title", "x", best_weight)
    word = leaf_score(weigh(rare, lambda node: 1, entries), 10**6)

    assert 2 * words * word < 2**24


def test_a_word_that_has_been_weighed_is_not_weighed_again():
    word, other = AnyOf((MAYOR, SINDACO)), AnyOf((LYON,))
    known = {}
    first = weigh(AllOf((word,)), lambda node: 4, ENTRIES, known=known)
    asked = []

    def count(node):
        asked.append(node)
        return 2

    second = weigh(AllOf((word, other)), count, ENTRIES, known=known)

    assert asked == [other] == list(nodes_to_count((AllOf((word, other)),), {word}))
    assert second.parts[0] is first.parts[0]
