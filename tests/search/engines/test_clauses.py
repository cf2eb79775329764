"""Trees in OpenSearch's query language: few clauses for many alternatives."""

from __future__ import annotations

from typing import Any

from search.engines.opensearch.matching_body import NOTHING, matching
from search.engines.opensearch.scoring_body import scoring
from search.plan.tree import AnyOf, Phrase, Tag, Term
from search.plan.weighing import Best, Scored

TERMS = tuple(Term("words_en", f"w{number}", 1.0) for number in range(2_000))
TAGS = tuple(Tag("country", f"C{number}", 1.0) for number in range(200))
PHRASE = Phrase("words_en", (("a", 0), ("b", 1)), 1.0)


def clauses(body: Any) -> int:
    """How many clauses a cluster counts."""
    if isinstance(body, list):
        return sum(map(clauses, body))
    if not isinstance(body, dict):
        return 0
    own = len(body.keys() & {"term", "terms", "match_phrase", "prefix", "range"})
    return own + sum(map(clauses, body.values()))


def test_alternatives_of_a_field_are_one_clause():
    assert clauses(matching(AnyOf((AnyOf(TERMS), *TAGS, PHRASE)))) == 3


def test_alternatives_that_score_the_same_are_one_clause_for_each_worth_and_field():
    even = [Scored(leaf, 7, saturates=False) for leaf in (*TERMS, *TAGS)]
    more = [Scored(leaf, 9, saturates=False) for leaf in TERMS]
    body = scoring(Best((Best(tuple(even)), *more)))
    assert clauses(body) == 3
    assert [one["constant_score"]["boost"] for one in body["dis_max"]["queries"]] == [7, 9]


def test_what_counts_how_often_it_is_held_stays_a_clause_of_its_own():
    assert clauses(scoring(Best(tuple(Scored(leaf, 7, saturates=True) for leaf in TERMS)))) == 2_000


def test_what_no_entry_holds_is_left_out():
    held = TERMS[3]
    parts = (
        *(Scored(leaf, 7, saturates=True) for leaf in TERMS),
        Scored(PHRASE, 5, saturates=True),
    )
    assert scoring(Best(parts), lambda leaf: leaf == held) == scoring(parts[3])
    assert scoring(Best(parts), lambda _: False) == NOTHING
    assert matching(AnyOf((*TERMS, PHRASE)), lambda _: False) == NOTHING
