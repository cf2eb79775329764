"""The evaluation of trees, on postings written by hand."""

import numpy as np
import pytest

from search.engines.whoosh.evaluation import count_matching, evaluate, matching
from search.engines.whoosh.match_arrays import Matches
from search.plan.tree import AllOf, AnyOf, AtLeast, DayRange, Phrase, Prefix, Tag, Term, Without
from search.plan.weighing import Best, Scored, Sum, leaf_score


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

    def held(self, terms):
        found = [self.term(one.field, one.text) for one in terms]
        return [(one.entries, one.scores) for one in found]

    def phrase(self, field, words):
        return self.term(field, " ".join(word for word, _ in words))

    def prefix(self, field, text):
        terms = [
            held for (f, t), held in self._postings.items() if (f, t[: len(text)]) == (field, text)
        ]
        return entries_of(sorted(set().union(*terms)))

    def tag(self, field, value):
        return self.term(field, value).entries

    def span(self, first, last, *, within):
        return entries_of(range(first, last + 1))

    def alternatives(self, node):
        return node.parts

    def cached_matches(self, node, make):
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


TITLE, BODY = Term("title", "mayor", 1), Term("body", "mayor", 1)
LYON, FRANCE = Term("body", "lyon", 1), Tag("country", "FR", 1)
THE_MAYOR = Phrase("body", (("the", 0), ("mayor", 1)), 1)


def scores(node, postings) -> dict[int, int]:
    found = evaluate(node, postings)
    return dict(zip(found.entries.tolist(), found.scores.tolist(), strict=True))


def scored(leaf, worth=100, *, saturates=False):
    return Scored(leaf, worth, saturates=saturates)


def test_the_best_alternative_counts(postings):
    node = Best((scored(TITLE, 400), scored(BODY, 200)))

    assert scores(node, postings) == {1: 400, 2: 200, 3: 200}


def test_more_of_a_word_counts_by_the_table_of_its_worth(postings):
    node = scored(BODY, saturates=True)

    assert scores(node, postings) == {
        n: leaf_score(node, often) for n, often in ((1, 3), (2, 1), (3, 1))
    }


@pytest.mark.parametrize("entries", [200, 5_000], ids=["dense", "sparse"])
def test_many_entries_score_as_each_would_alone(entries):
    often = {"title": dict.fromkeys(range(0, 90, 3), 1), "body": {n: n % 4 + 1 for n in range(90)}}
    postings = Written({(name, "mayor"): held for name, held in often.items()}, entries)
    title, body = scored(TITLE, 170, saturates=True), scored(BODY, 130, saturates=True)
    flat = scored(Term("body", "mayor", 2), 140)

    def alone(n: int) -> int:
        return max(140, leaf_score(body, n % 4 + 1), 0 if n % 3 else leaf_score(title, 1))

    assert scores(Best((title, body, flat)), postings) == {n: alone(n) for n in range(90)}


def test_all_parts_of_a_sum_may_be_required(postings):
    node = Sum((scored(BODY, 7), scored(LYON, 5)), least=2)

    assert scores(node, postings) == {2: 12}


def test_some_parts_of_a_sum_may_be_enough(postings):
    node = Sum((scored(BODY, 7), scored(LYON, 5), scored(FRANCE, 1)), least=2)

    assert scores(node, postings) == {2: 13}
    assert set(scores(Sum(node.parts, least=1), postings)) == {1, 2, 3, 4, 5}
    assert scores(Sum(node.parts, least=3), postings) == {2: 13}


def test_an_optional_part_adds_but_is_not_required(postings):
    node = Sum((scored(BODY, 7),), least=1, optional=(scored(LYON, 5),))

    assert scores(node, postings) == {1: 7, 2: 12, 3: 7}


def test_what_no_entry_holds_matches_nothing(postings):
    nothing = scored(Term("body", "nothing", 1))

    assert scores(nothing, postings) == {}
    assert scores(Sum((scored(BODY), nothing), least=2), postings) == {}
    assert scores(Sum((), least=0), postings) == {}


@pytest.mark.parametrize(
    ("node", "entries"),
    [
        (BODY, [1, 2, 3]),
        (THE_MAYOR, [3]),
        (FRANCE, [2, 5]),
        (DayRange(7, 9, 1), [7, 8, 9]),
        (Prefix("body", "may", 1), [1, 2, 3]),
        (AnyOf((TITLE, LYON)), [1, 2, 4]),
        (AllOf((BODY, LYON)), [2]),
        (AllOf((BODY, LYON), bonus=(FRANCE,)), [2]),
        (AtLeast((BODY, LYON, FRANCE), 2), [2]),
        (AtLeast((BODY, LYON, FRANCE), 1), [1, 2, 3, 4, 5]),
        (Without(BODY, (LYON,)), [1, 3]),
        (Without(BODY, ()), [1, 2, 3]),
        (AllOf(()), []),
        (Term("x", "y", 1), []),
    ],
    ids=str,
)
def test_a_node_matches_its_entries(postings, node, entries):
    assert matching(node, postings).tolist() == entries
    assert count_matching(node, postings) == len(entries)
