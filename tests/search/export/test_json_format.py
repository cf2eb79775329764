"""Results as JSON: every key, canonical addresses."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from search.export.json_format import entry_url, query_json, results_json, search_url, snippet_json
from search.query.query import FACETS, Query
from search.query.transforms import excluding, toggled
from search.results.hit import Snippet
from search.results.understood import QueryCorrection


def test_every_key_is_there(sample):
    data = results_json(sample.search(Query("sindaco", country=("CN",))), "it")

    assert set(data) == {
        "query", "understood", "did_you_mean", "tiers", "total", "total_without_filters",
        "page", "pages", "generation", "facets", "hits", "related",
    }  # fmt: skip
    assert set(data["understood"]) == {"as", "also", "notes", "ambiguous"}
    assert all(
        set(a) == {"word", "term", "why", "size", "remove"} for a in data["understood"]["also"]
    )
    assert tuple(data["facets"]) == FACETS
    for facet in data["facets"].values():
        assert set(facet) == {"total_values", "values"}
        for value in facet["values"]:
            assert set(value) == {
                "value", "label", "count", "selected", "toggle_url", "exclude_url",
            }  # fmt: skip
    for hit in data["hits"]:
        assert set(hit) == {
            "id", "url", "date", "kind", "countries", "places", "people", "title", "snippet",
            "original", "doubts", "source",
        }  # fmt: skip
        assert set(hit["title"]) == {"text", "language", "origin", "outdated"}
        assert set(hit["original"]) == {"title", "language"}
        assert set(hit["date"]) == {"start", "end", "precision", "as_written"}
        assert set(hit["source"]) == {"url", "fetched"}
        assert all(set(piece) == {"text", "mark"} for piece in hit["snippet"])


def test_labels_and_addresses_are_in_the_language_asked_for(sample):
    results = sample.search(Query("", country=("CN",)))
    in_italian, in_english = results_json(results, "it"), results_json(results, "en")
    chosen = [
        next(v for v in data["facets"]["country"]["values"] if v["selected"])
        for data in (in_italian, in_english)
    ]

    assert [value["label"] for value in chosen] == ["Cina", "China"]
    assert [value["toggle_url"] for value in chosen] == ["/it/search", "/en/search"]
    assert chosen[0]["exclude_url"] == "/it/search?not_country=CN"


def test_an_address_gives_the_count_it_stands_beside(sample):
    from search.query.url_parameters import query_of

    data = results_json(sample.search(Query("delegazione", year=(2007,))), "it")

    for value in data["facets"]["country"]["values"][:3]:
        params: dict[str, list[str]] = {}
        for name, given in parse_qsl(urlsplit(value["toggle_url"]).query):
            params.setdefault(name, []).append(given)
        assert sample.search(query_of(params)[0]).total == value["count"]


def test_an_expansion_is_removed_by_an_address(sample):
    data = results_json(sample.search(Query("sindaco", expand=True)), "en")
    expansion = next(a for a in data["understood"]["also"] if a["term"] == "mayor")

    assert expansion["remove"] == "/en/search?q=sindaco&drop=mayor"


def test_a_correction_has_its_address(sample):
    results = replace(sample.search(Query("x", page=2)), did_you_mean=QueryCorrection("y z", 3))

    assert results_json(results, "it")["did_you_mean"] == {
        "query": "y z",
        "total": 3,
        "url": "/it/search?q=y+z",
        "is_applied": False,
    }


def test_the_pieces_of_a_snippet_give_back_its_text():
    snippet = Snippet("one two three", ((0, 3), (8, 13)))

    pieces = snippet_json(snippet)

    assert [piece["mark"] for piece in pieces] == [True, False, True]
    assert "".join(piece["text"] for piece in pieces) == snippet.text
    assert snippet_json(Snippet("")) == []


def test_a_query_as_json_has_lists_for_what_repeats_and_numbers_for_numbers():
    query = Query("x", year=(2007, 2006), country=("CN",), page=2, expand=False)

    assert query_json(query) == {
        "q": "x", "year": [2006, 2007], "country": ["CN"], "expand": 0, "page": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "field", "value", "url"),
    [
        (Query("a b"), "year", "2007", "/en/search?q=a+b&year=2007"),
        (Query(year=(2006, 2007), page=3), "year", "2006", "/en/search?year=2007"),
        (Query(country=("FR",)), "country", "CN", "/en/search?country=CN&country=FR"),
    ],
)
def test_toggling_a_value_puts_it_in_or_takes_it_out(query, field, value, url):
    assert search_url(toggled(query, field, value), "en") == url


def test_excluding_a_country_no_longer_asks_for_it():
    query = excluding(Query(country=("CN", "FR")), "FR")

    assert (query.country, query.not_country) == (("CN",), ("FR",))


def test_addresses_are_escaped():
    assert search_url(Query('"a" & b/è'), "it", ".json") == (
        "/it/search.json?q=%22a%22+%26+b%2F%C3%A8"
    )
    assert entry_url("2007-06-27-k3f9") == "/e/2007-06-27-k3f9"
