"""Why a search has its results: each word says what became of it, as counting by hand does."""

import pytest

from search.query.query import Query
from search.results.clause_reasons import ClauseReason
from search.searcher import Searcher


def used(sample: Searcher, text: str) -> dict[str, str]:
    return {each.words: each.use for each in sample.reasons(Query(text=text)).clauses}


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("sindaco lione", {"sindaco": "required", "lione": "required"}),
        ("consul xyzzy japan", {"consul": "left out", "xyzzy": "missing", "japan": "required"}),
        ("xyzzy", {"xyzzy": "missing"}),
        ("Torino Lione", {"Torino": "ranks", "Lione": "required"}),
        ('"buone pratiche"', {"buone pratiche": "missing"}),
        ("", {}),
    ],
)
def test_each_word_is_required_ranks_or_is_left_out(
    sample: Searcher, text: str, uses: dict[str, str]
) -> None:
    assert used(sample, text) == uses


@pytest.mark.parametrize("text", ["sindaco lione", "consul of japan 2009", "Cordoba", "Asia"])
def test_every_result_has_each_required_word_or_what_was_added(sample: Searcher, text: str) -> None:
    results = sample.search(Query(text=text))
    for each in sample.reasons(Query(text=text)).clauses:
        assert each.as_typed <= each.total
        assert all(added.total <= each.total for added in each.added)
        if each.use == "required":
            assert each.total >= results.total


def test_what_was_added_is_what_the_results_say_and_more(sample: Searcher) -> None:
    query = Query(text="sindaco lione")
    told = {each.term for each in sample.search(query).understood.also}
    clauses: tuple[ClauseReason, ...] = sample.reasons(query).clauses
    added = {one.note.term: one.total for each in clauses for one in each.added}

    assert told <= added.keys()
    assert added["mayor"] == sample.search(Query(text="mayor", expand=False)).total


def test_dashes_and_common_words_are_told_apart_from_what_is_looked_for(sample: Searcher) -> None:
    reasons = sample.reasons(Query(text="the mayor of Lyon -student"))

    assert reasons.excluded == ("student",)
    assert reasons.common == ("the", "of")
    assert [each.words for each in reasons.clauses] == ["mayor", "Lyon"]
