"""Any text within the limits is a query; past them there is a clear message."""

import unicodedata

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
    results = stocked.search(text)

    assert results.total == len(results.hits)
    for hit in results.hits:
        for snippet in (hit.shown.title, hit.shown.text):
            ends = [place for mark in snippet.marks for place in mark]
            assert ends == sorted(ends)
            assert all(0 <= end <= len(snippet.text) for end in ends)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.lists(TEXTS, min_size=20, max_size=80).map(" ".join))
def test_any_long_text_has_an_answer(stocked, text):
    assert stocked.search(text).total <= 2


TYPED = ["città confronto", "aria -consul", "“aria e acqua”", "conf* 27/6/07"]
WRITTEN = {
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "full width": lambda text: "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text
    ),
    "bold": lambda text: "".join(
        chr(0x1D41A + ord(c) - ord("a")) if "a" <= c <= "z" else c for c in text
    ),
    "soft hyphens": lambda text: "\u00ad".join(text),
    "no width": lambda text: "\ufeff\u200b" + text.replace(" ", " \u200b"),
    "unbreakable": lambda text: text.replace(" ", "\u00a0"),
    "broken lines": lambda text: "• " + text.replace(" ", "\r\n • "),
}


@pytest.mark.parametrize("way", WRITTEN)
@pytest.mark.parametrize("text", TYPED)
def test_a_text_is_the_same_query_however_its_letters_are_encoded(stocked, text, way):
    asked, written = stocked.search(text), stocked.search(WRITTEN[way](text))

    assert [(hit.id, hit.score) for hit in written.hits] == [(h.id, h.score) for h in asked.hits]
    assert written.understood == asked.understood
    assert asked.total


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
        Query(person="a" * 257),
        Query(page=0),
        Query(page=-1),
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


def test_a_prefix_may_stand_for_any_number_of_words(engine, entry):
    words = " ".join(f"abc{number}" for number in range(2_000))
    engine.publish(entry("2007-06-27-aaaa", "", words), entry("2007-06-26-none", "", "abd"))

    assert engine.ids("abc*") == engine.ids("abc50*") == ["2007-06-27-aaaa"]
