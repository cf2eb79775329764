"""Engines give the same answers: hits, order, scores, counts, snippets, corrections."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from secrets import token_hex
from typing import Any

import pytest
import urllib3
from naive_engine import NaiveEngine, NaiveWriter, Store

from index.indexing.open_engine import open_writer
from index.text.analysis import tokenize
from search.plan.weighing import UNIT
from search.query.query import Query
from search.searcher import Searcher

JUDGED = Path(__file__).parents[1] / "data" / "judged.tsv"
DATES = ("maggio 2007", "since 2010", "25-26/11/05", "estate 2012", "3 ottobre", "prima del 2006")
RANDOM, PARTS = 1_000, 20
BRIEF_PARTS, CLUSTER_PARTS = 2, 4
"""Parts of the random searches that are compared by default: 100 of 1,000, 200 on a cluster."""


def parts_by_default(count: int) -> list[Any]:
    """Return the numbers of all parts; those past `count` are for a soak."""
    return [
        *range(count),
        *(pytest.param(part, marks=pytest.mark.soak) for part in range(count, PARTS)),
    ]


@pytest.fixture(scope="module")
def naive(sample) -> Searcher:
    """The sample in the naive engine."""
    store = Store()
    with NaiveWriter(store) as writer:
        writer.add(sample.export(Query()))
    return Searcher(NaiveEngine(store), cache_results=False)


@pytest.fixture(scope="module")
def words(sample) -> list[str]:
    """Words of the sample as printed, as often as they are."""
    entries = sample.export(Query())
    texts = [f"{v.title} {v.text}" for entry in entries for v in entry.versions]
    return [token.text for text in texts for token in tokenize(text)]


def judged_searches() -> list[str]:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row["query"] for row in rows]


def assert_same(query: Query, sample: Searcher, naive: Searcher) -> int:
    ours, theirs = sample.search(query), naive.search(query)
    assert replace(ours, generation="") == replace(theirs, generation=""), query
    return ours.total


def assert_explained_alike(query: Query, sample: Searcher, naive: Searcher) -> None:
    explanations = sample.explain(query)
    assert explanations == naive.explain(query), query
    scores = [explanation.score / UNIT for explanation in explanations.values()]
    assert scores == [hit.score for hit in sample.search(query).hits], query


def random_query(chance: Random, words: list[str]) -> Query:
    """Words that stand in texts, some misspelt, some in phrases, with filters now and then."""
    asked = chance.sample(words, chance.choice((1, 1, 2, 2, 3, 5)))
    start = chance.randrange(len(words) - 3)
    if chance.random() < 0.2:
        asked.append(f'"{" ".join(words[start : start + chance.choice((2, 3))])}"')
    if chance.random() < 0.15:
        asked.append(f"-{chance.choice(words)}")
    if chance.random() < 0.15:
        asked += [*chance.choice((["OR"], ["NOT"], [])), chance.choice(words)]
    if chance.random() < 0.15:
        asked.append(chance.choice(DATES))
    if chance.random() < 0.1:
        asked[0] += chance.choice(("-", "", "'")) + chance.choice(words)
    if chance.random() < 0.05:
        asked += words[start : start + 30]
    if chance.random() < 0.15 and len(prefix := chance.choice(words)[:4]) >= 3:
        asked.append(f"{prefix}*")
    if chance.random() < 0.15 and len(asked[0]) > 4:
        asked[0] = asked[0][:2] + asked[0][3:]
    return Query(
        text=" ".join(asked) if chance.random() < 0.95 else "",
        person=chance.choice(words) if chance.random() < 0.05 else "",
        place=chance.choice(("Lione", "China", "Bacau")) if chance.random() < 0.05 else "",
        year=chance.choice(((), (), (), (2007,), (2009, 2012))),
        country=chance.choice(((), (), (), ("FR",), ("CN", "JP"))),
        not_country=chance.choice(((), (), (), ("RO",))),
        kind=chance.choice(((), (), (), ("mission",))),
        written=chance.choice(((), (), (), ("it",))),
        since=chance.choice(("", "", "", "2008-05")),
        expand=chance.random() < 0.9,
        sort=chance.choice(("relevance", "relevance", "newest", "oldest")),
        read=chance.choice(("orig", "it", "en")),
        page=chance.choice((1, 1, 2)),
    )


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_judged_searches_have_the_same_answers(part, sample, naive):
    for text in judged_searches()[part::PARTS]:
        assert_same(Query(text=text), sample, naive)


@pytest.mark.slow
@pytest.mark.parametrize("part", parts_by_default(5))
def test_scores_of_judged_searches_have_the_same_explanations(part, sample, naive):
    for text in judged_searches()[part::PARTS]:
        assert_explained_alike(Query(text=text), sample, naive)


@pytest.mark.slow
@pytest.mark.parametrize("part", parts_by_default(BRIEF_PARTS))
def test_random_searches_have_the_same_answers(part, sample, naive, words):
    chance = Random(part)
    queries = [random_query(chance, words) for _ in range(RANDOM // PARTS)]

    assert sum(assert_same(query, sample, naive) > 0 for query in queries) > len(queries) / 4


def test_other_questions_have_the_same_answers(sample, naive):
    assert_other_questions_have_the_same_answers(sample, naive)


@pytest.fixture(scope="module")
def cluster(sample, opensearch) -> Iterator[Searcher]:
    """The sample in an OpenSearch cluster."""
    from search.engines.opensearch.engine import OpenSearchEngine

    name = f"agree-{token_hex(6)}"
    with open_writer(f"{opensearch}/{name}") as writer:
        writer.add(sample.export(Query()))
    with closing(Searcher(OpenSearchEngine(f"{opensearch}/{name}"), cache_results=False)) as one:
        yield one
    urllib3.request("DELETE", f"{opensearch}/{name}-*")


@pytest.mark.slow
@pytest.mark.cluster
@pytest.mark.parametrize("part", range(4))
def test_judged_searches_have_the_same_answers_in_a_cluster(part, sample, cluster):
    for text in judged_searches()[part::4]:
        assert_same(Query(text=text), sample, cluster)
    for text in judged_searches()[part::20]:
        assert_explained_alike(Query(text=text), sample, cluster)


@pytest.mark.slow
@pytest.mark.cluster
@pytest.mark.parametrize("part", parts_by_default(CLUSTER_PARTS))
def test_random_searches_have_the_same_answers_in_a_cluster(part, sample, cluster, words):
    chance = Random(part)
    queries = [random_query(chance, words) for _ in range(RANDOM // PARTS)]

    assert sum(assert_same(query, sample, cluster) > 0 for query in queries) > len(queries) / 4


@pytest.mark.slow
@pytest.mark.cluster
def test_other_questions_have_the_same_answers_in_a_cluster(sample, cluster):
    assert_other_questions_have_the_same_answers(sample, cluster)


def assert_other_questions_have_the_same_answers(sample: Searcher, naive: Searcher) -> None:
    for typed in ("mar", "Lion", "sindac", "new y", "ambasciatore al"):
        assert sample.autocomplete(typed, "it") == naive.autocomplete(typed, "it")
    for entry in list(sample.export(Query()))[::8]:
        assert sample.similar(entry.id) == naive.similar(entry.id)
        assert sample.get(entry.id) == naive.get(entry.id)
    asked = Query(text="delegazione", sort="oldest")
    assert list(sample.export(asked)) == list(naive.export(asked))
    ours, theirs = sample.holdings(), naive.holdings()
    assert replace(ours, generation="", built=theirs.built) == replace(theirs, generation="")
