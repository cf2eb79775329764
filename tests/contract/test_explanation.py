"""Why a hit has its score: what the nodes of the tree gave adds up to it, in every engine."""

import pytest

from index.model.entry import Version
from search.plan.weighing import UNIT
from search.query.query import Query
from search.results.score_explanation import Explanation


def nodes(explanation: Explanation) -> list[Explanation]:
    return [explanation, *(node for part in explanation.parts for node in nodes(part))]


def leaves(explanation: Explanation) -> list[str]:
    return [node.node for node in nodes(explanation) if not node.parts]


@pytest.fixture
def archive(engine, entry, lyon):
    italian = Version("it", "Missione a Lione", "Il sindaco, il sindaco di Torino", "human")
    machine = Version("it", "", "il sindaco e la cooperazione", "machine", translator="fake")
    engine.publish(
        entry(
            "2007-05-14-lyon", "Mission to Lyon", "The mayor met the Mayor of Lyon. The mayor left",
            kind="mission", countries=("FR",), places=(lyon,), visitors=("Anna De Maria",),
            versions=(italian,),
        ),
        entry("2007-05-20-agre", "A cooperation agreement", "agreed", versions=(machine,)),
        entry("2008-01-01-citt", "", "la città di Chambéry e il sindaco", language="it"),
        entry("2008-01-02-citt", "", "la citta di Chambery", language="it", countries=("FR",)),
        entry("2009-03-01-metr", "", "urban metro, urbanistica, the metro", until="2009-05-01"),
    )  # fmt: skip
    return engine


QUERIES = {
    "one word": {"text": "sindaco"},
    "a word often": {"text": "mayor", "expand": False},
    "all words": {"text": "sindaco lione"},
    "most words": {"text": "sindaco lione metro qqqqq"},
    "side by side": {"text": "cooperation agreement"},
    "a phrase": {"text": '"cooperation agreement"'},
    "accents": {"text": '"città di Chambéry"', "phrase": "la città"},
    "a prefix": {"text": "urban* metro"},
    "a country": {"text": "Francia"},
    "a month": {"text": "maggio 2007"},
    "a date and a word": {"text": "lione maggio 2007"},
    "a stop word": {"text": "the metro"},
    "only stop words": {"text": "the"},
    "a person": {"person": "demaria"},
    "an unknown person": {"person": "sindaco lione"},
    "a place": {"place": "Lione"},
    "an exclusion": {"text": "sindaco -lione"},
    "filters": {"text": "sindaco", "country": ("FR",), "not_country": ("DE",), "since": "2007"},
    "by date": {"text": "sindaco", "sort": "oldest"},
    "a second page": {"text": "sindaco", "limit": 1, "page": 2},
    "a brief hit": {"text": "sindaco", "brief": True},
}


@pytest.mark.parametrize("asked", QUERIES.values(), ids=QUERIES)
def test_the_parts_add_up_to_the_score_of_each_hit(archive, asked):
    hits = archive.search(**asked).hits
    explanations = archive.searcher.explain(Query(**asked)).values()

    assert hits
    assert [explanation.score / UNIT for explanation in explanations] == [hit.score for hit in hits]


@pytest.mark.parametrize("asked", QUERIES.values(), ids=QUERIES)
def test_each_node_gives_what_its_parts_give(archive, asked):
    for explanation in archive.searcher.explain(Query(**asked)).values():
        for node in nodes(explanation):
            chosen = [part.score for part in node.parts if part.chosen]
            if node.node.startswith("best of"):
                assert chosen == [node.score] == [max(part.score for part in node.parts)]
            elif node.parts:
                assert not chosen
                assert node.score == sum(part.score for part in node.parts)
            assert node.score > 0


def test_only_leaves_that_the_entry_holds_are_shown(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "Lyon", "the mayor"), entry("2007-06-26-bbbb", "Lyon"))

    (explanation,) = engine.searcher.explain(Query(text="lyon mayor", expand=False)).values()
    fields = {leaf.split(":")[0] for leaf in leaves(explanation)}

    assert fields == {"title_exact", "title_en", "body_exact", "body_en"}


def test_a_bonus_is_optional_and_only_where_it_matches(archive):
    first, second = archive.searcher.explain(Query(text='"città di Chambéry"')).values()

    assert [part.optional for part in first.parts] == [False, True, True]
    assert [part.optional for part in second.parts] == [False]


def test_a_name_of_which_one_word_is_missing_gives_nothing(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "Stati generali", countries=("US",), language="it"))

    (hit,) = engine.search("Stati Uniti").hits
    (explanation,) = engine.searcher.explain(Query(text="Stati Uniti")).values()

    assert leaves(explanation) == [f"country:US worth {hit.score:.3f}"]
    assert explanation.score / UNIT == hit.score


def test_without_words_there_is_nothing_to_explain(archive):
    assert archive.searcher.explain(Query()) == {}
    assert archive.searcher.explain(Query(text="-sindaco", country=("FR",))) == {}


def test_a_page_past_the_end_has_no_explanations(archive):
    assert archive.searcher.explain(Query(text="sindaco", page=9)) == {}
