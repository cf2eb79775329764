"""The arithmetic of a score, on postings written by hand."""

import math

import numpy as np
import pytest

from search.evaluate.evaluate import UNIT
from search.evaluate.evaluate import evaluate as evaluate_tree
from search.evaluate.match_arrays import Matches
from search.plan.tree import AllOf, AnyOf, Phrase, Prefix, Span, Tag, Term, leaves_of


def entries_of(numbers):
    return np.array(numbers, np.intp)


class Written:
    """Postings written by hand: (field, term) to entries and how often."""

    def __init__(self, postings: dict[tuple[str, str], dict[int, int]], entries: int) -> None:
        self._postings = postings
        self._entries = entries

    def entries(self):
        return self._entries

    def term(self, field, text):
        held = self._postings.get((field, text), {})
        return Matches(entries_of(list(held)), np.array(list(held.values()), np.int32))

    def holders(self, field, text):
        return len(self.term(field, text))

    def phrase(self, field, words):
        return self.term(field, " ".join(word for word, _ in words))

    def prefix(self, field, text):
        terms = [
            held for (f, t), held in self._postings.items() if (f, t[: len(text)]) == (field, text)
        ]
        return entries_of(sorted(set().union(*terms)))

    def tag(self, field, value):
        return self.term(field, value).entries

    def span(self, first, last):
        return entries_of(range(first, last + 1))

    def cached(self, node, make):
        return make()


@pytest.fixture
def postings() -> Written:
    return Written(
        {
            ("title", "mayor"): {1: 1},
            ("body", "mayor"): {1: 3, 2: 1, 3: 1},
            ("body", "sindaco"): {4: 2},
            ("body", "lyon"): {2: 1, 4: 1},
            ("body", "the mayor"): {3: 1},
            ("country", "FR"): {2: 1, 5: 1},
        },
        entries=10,
    )


def evaluate(node, postings) -> dict[int, float]:
    found = evaluate_tree(node, postings)
    return dict(zip(found.entries.tolist(), (found.scores / UNIT).tolist(), strict=True))


def near(expected):
    """Equal to four decimals, as exact as scores are; in a sum of two the last may differ."""
    return pytest.approx(expected, rel=0, abs=1.01e-4)


def idf(holders: int) -> float:
    return math.log(1 + (10 - holders + 0.5) / (holders + 0.5))


def test_a_word_is_worth_its_best_alternative(postings):
    node = AnyOf((Term("title", "mayor", 4), Term("body", "mayor", 2)))

    assert evaluate(node, postings) == near({1: 4 * idf(3), 2: 2 * idf(3), 3: 2 * idf(3)})


def test_more_of_a_word_counts_less_and_less(postings):
    scores = evaluate(Term("body", "mayor", 1), postings)

    assert scores[1] == near(idf(3) * 2.2 * 3 / 4.2)
    assert scores[2] == near(idf(3))


def test_words_add_up_and_all_must_be_there(postings):
    node = AllOf((Term("body", "mayor", 1), Term("body", "lyon", 1)))

    assert evaluate(node, postings) == near({2: idf(3) + idf(2)})


def test_a_bonus_adds_but_is_not_required(postings):
    node = AllOf((Term("body", "mayor", 1),), bonus=(Term("body", "lyon", 1),))
    scores = evaluate(node, postings)

    assert set(scores) == {1, 2, 3}
    assert scores[2] == near(idf(3) + idf(2))


def test_what_was_added_has_the_idf_of_the_word_and_counts_once(postings):
    added = AnyOf((Term("body", "sindaco", 0.5),), constant=True)
    node = AnyOf((Term("body", "mayor", 1), added))

    assert evaluate(node, postings)[4] == near(0.5 * idf(3))


def test_tags_spans_and_prefixes_count_once_for_each_entry(postings):
    assert evaluate(Tag("country", "FR", 2), postings) == near({2: 2 * idf(2), 5: 2 * idf(2)})
    assert set(evaluate(Span(7, 9, 1), postings)) == {7, 8, 9}
    assert set(evaluate(Prefix("body", "may", 1), postings)) == {1, 2, 3}


def test_a_phrase_is_as_rare_as_its_rarest_word(postings):
    node = Phrase("body", (("the", 0), ("mayor", 1)), 1)

    assert evaluate(node, postings) == near({3: idf(0)})


def test_what_nobody_holds_matches_nothing(postings):
    assert evaluate(Term("body", "nothing", 1), postings) == {}
    assert evaluate(AllOf((Term("body", "mayor", 1), Term("x", "y", 1))), postings) == {}
    assert evaluate(AllOf(()), postings) == {}


def test_leaves_come_in_order_without_bonuses():
    a, b, c = (Term("f", text, 1) for text in "abc")

    assert list(leaves_of(AllOf((AnyOf((a, b)),), bonus=(c,)))) == [a, b]
