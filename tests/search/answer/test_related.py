"""Entries that are no hits, found by terms that only mean about the same."""

from dataclasses import replace

import pytest

from search.answer import live_index
from search.answer.matching import find
from search.answer.related import related_entries
from search.plan.expansion import QueryExpansion
from search.plan.tree import Term
from search.query.query import Query
from search.results.understood import ExpansionNote


@pytest.fixture
def index(sample):
    with sample._engine.live() as reader:
        yield live_index.LiveIndex(reader)


def test_a_term_that_only_means_about_the_same_gives_related_entries_and_no_hits(index):
    note = ExpansionNote("xyzzy", "markets", "en", "term")
    about = QueryExpansion(note, (Term("body_exact", "markets", 1.0),), is_related=True)
    typed = find(Query("xyzzy"), index)[0]
    clause = replace(typed.plan.clauses[0], expansions=(about,))
    weighed = replace(typed, plan=replace(typed.plan, clauses=(clause,)))

    (found,) = related_entries(weighed, find(Query("xyzzy"), index)[1], (), index)

    assert found.entries
    assert not find(Query("xyzzy"), index)[2].entries
