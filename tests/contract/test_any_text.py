"""Any text within the limits is a query; past them there is a clear message."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.query.errors import QueryError
from search.query.query import Query

TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\"“”'’()[]*-+:~^ aàeè.,?&|\\", max_size=40),
)


@pytest.fixture
def stocked(engine, entry):
    engine.publish(
        entry("2007-06-27-aaaa", "Città a confronto", "aria e acqua", language="it"),
        entry("2007-06-26-aaaa", "Consul of the U.S.A.", "a meeting", countries=("US",)),
    )
    return engine


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_text_has_an_answer(stocked, text):
    try:
        results = stocked.search(text)
    except QueryError:
        assert len(text.split()) > 1 or text.count("*") > 2 or len(text) > 16
    else:
        assert results.total == len(results.hits)
        for hit in results.hits:
            for snippet in (hit.shown.title, hit.shown.text):
                ends = [place for mark in snippet.marks for place in mark]
                assert ends == sorted(ends)
                assert all(0 <= end <= len(snippet.text) for end in ends)


def test_a_text_without_words_is_everything_and_says_so(stocked):
    results = stocked.search("( ?")

    assert results.total == 2
    assert "no-words" in [note.code for note in results.understood.notes]


def test_an_unclosed_quote_is_taken_literally_and_says_so(stocked):
    results = stocked.search('"consul meeting')

    assert results.total == 1
    assert [note.code for note in results.understood.notes] == ["unclosed-quote"]


@pytest.mark.parametrize(
    "query",
    [
        Query(text="a" * 257),
        Query(person="a" * 257),
        Query(text=" ".join(["word"] * 17)),
        Query(text="aaa* bbb* ccc*"),
        Query(page=0),
        Query(page=-1),
        Query(page=10**9),
        Query(page=101, limit=100),
        Query(limit=101),
        Query(limit=0),
        Query(since="2007-13"),
        Query(since="2007-06", until="2007-05"),
    ],
    ids=repr,
)
def test_past_a_limit_there_is_a_message(stocked, query):
    with pytest.raises(QueryError, match=r"\w+ \w+"):
        stocked.searcher.search(query)


def test_a_prefix_of_too_many_words_is_refused(engine, entry):
    words = " ".join(f"abc{number}" for number in range(501))
    engine.publish(entry("2007-06-27-aaaa", "", words))

    with pytest.raises(QueryError, match="abc") as refused:
        engine.search("abc*")
    assert refused.value.code == "too-many-terms"
    assert engine.ids("abc50*") == ["2007-06-27-aaaa"]
