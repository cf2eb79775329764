import re
from typing import Any, get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.model.errors import EngineFault, EngineUnavailableError, IndexMissingError, StoreError
from search.query.errors import QueryError, QueryErrorCode
from search.searcher import Searcher
from web import create_app
from web.views.query_errors import reason


class Broken:
    """A searcher that raises an error at every call."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str) -> Any:
        def fail(*_: object, **__: object) -> Any:
            raise self.error

        return fail


def site(error: Exception) -> FlaskClient:
    searcher: Any = Broken(error)
    app: Flask = create_app(searcher)
    return app.test_client()


@pytest.mark.parametrize(
    ("asked", "italian", "english"),
    [
        ("page=0", "Non c’è una pagina «0»", "There is no page “0”"),
        ("page=-1", "Non c’è una pagina «-1»", "There is no page “-1”"),
        ("page=x", "«x» non è un numero", "“x” is not a number"),
        ("limit=101", "da 1 a 100 voci", "1 to 100 entries"),
        ("limit=0", "da 1 a 100 voci", "1 to 100 entries"),
        ("from=2007-13", "«2007-13» non è una data", "“2007-13” is not a date"),
        ("to=ieri", "«ieri» non è una data", "“ieri” is not a date"),
        ("from=2010&to=2007", "La data finale precede quella iniziale", "swap the two"),
        ("year=duemila", "«duemila» non è un anno", "“duemila” is not a year"),
        (f"person={'a' * 257}", "al massimo 256 caratteri", "at most 256 characters"),
        ("&".join(f"country={n}" for n in range(51)), "al massimo 50 valori", "at most 50 values"),
    ],
)
def test_a_refused_search_says_why_in_both_languages(
    client: FlaskClient, asked: str, italian: str, english: str
) -> None:
    for language, message in (("it", italian), ("en", english)):
        answer = client.get(f"/{language}/search?{asked}")
        assert answer.status_code == 400
        assert message in answer.get_data(as_text=True)


def test_a_page_with_hits_beyond_the_reach_of_pages_says_how_many_can_be_shown() -> None:
    refused = site(QueryError("too far", code="beyond-reach", value="501"))
    for language, message in (("it", "solo le prime 10.000"), ("en", "Only the first 10,000")):
        answer = refused.get(f"/{language}/search?page=501")
        assert answer.status_code == 400
        assert message in answer.get_data(as_text=True)


def test_an_address_without_a_page_is_404_in_the_language_of_the_address(
    client: FlaskClient,
) -> None:
    italian = client.get("/it/nulla", headers={"Accept-Language": "en"})
    assert italian.status_code == 404
    assert "Pagina non trovata" in italian.get_data(as_text=True)
    assert "Page not found" in client.get("/nothing", headers={"Accept-Language": "en"}).get_data(
        as_text=True
    )


def test_the_site_is_read_only(client: FlaskClient) -> None:
    answer = client.post("/it/search", data={"q": "x"})
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_body_that_is_too_large_is_refused(client: FlaskClient) -> None:
    assert client.post("/it/search", data=b"x" * 20_000).status_code == 413


def test_an_address_that_is_too_long_is_refused(client: FlaskClient) -> None:
    assert client.get("/it/search?" + "country=FR&" * 500).status_code == 400


def test_a_withdrawn_entry_is_gone_and_what_is_near_is_offered(client: FlaskClient) -> None:
    answer = client.get("/en/e/2008-01-01-gone")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 410
    assert "This entry has been withdrawn" in html
    assert "Near in time" not in html  # the nearest entry is of a year later
    assert "near it" not in html
    assert client.get("/en/e/undated-gone").status_code == 410
    assert client.get("/e/2008-01-01-gone").status_code == 410
    assert client.get("/e/2008-01-01-gone.json").status_code == 410


def test_what_is_near_a_withdrawn_entry_is_offered_in_the_pages_language(
    client: FlaskClient,
) -> None:
    html = client.get("/it/e/2009-03-01-gone").get_data(as_text=True)
    assert ">Una delegazione da Shenyang</a>" in html
    html = client.get("/en/e/2009-03-01-gone").get_data(as_text=True)
    assert ">A delegation from Shenyang</a>" in html


def test_an_unknown_entry_is_not_found(client: FlaskClient) -> None:
    for path in ("/en/e/2001-01-01-none", "/e/2001-01-01-none", "/e/2001-01-01-none.ris"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/en/e/ 2012-05-16-K3F9 ", "/en/e/2012-05-16-k3f9"),
        ("/e/2012-05-16-k3f9.", "/e/2012-05-16-k3f9"),
        ("/it/e/2012-05-16-k3f9)", "/it/e/2012-05-16-k3f9"),
        ("/it/e/2012-05-16-k3f9/", "/it/e/2012-05-16-k3f9"),
        ("/EN/search/?q=a%20b", "/en/search?q=a%20b"),
        ("/IT/countries/FR,", "/it/countries/FR"),
    ],
)
def test_a_pasted_address_leads_to_the_page_that_is_meant(client, asked, meant):
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, meant)
    assert client.get(meant).status_code != 301


@pytest.mark.parametrize("path", ["/nothing ", "///evil.example/", "/ /evil.example/en/search "])
def test_a_pasted_address_never_leads_to_another_host(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Location" not in answer.headers


def test_an_error_asked_for_as_json_is_json(client: FlaskClient) -> None:
    answer = client.get("/it/search.json?page=0")
    assert answer.status_code == 400
    assert answer.json is not None
    error = answer.json["error"]
    assert error["status"] == 400
    assert "Non c’è una pagina" in error["message"]
    assert (error["code"], error["value"]) == ("no-such-page", "0")


@pytest.mark.parametrize("code", get_args(QueryErrorCode))
def test_every_refusal_has_words_in_both_languages(app: Flask, code: QueryErrorCode) -> None:
    reasons = set()
    for language in ("it", "en"):
        with app.test_request_context(f"/{language}/search"):
            reasons.add(reason(QueryError("", code=code, value="2007-13")))
    assert len(reasons) == 2
    assert all(len(words) > 15 for words in reasons)


def test_a_refusal_by_the_clock_is_said_as_one() -> None:
    error = QueryError("slow", code="too-slow", value="")
    page = site(error).get("/it/search?q=a").get_data(as_text=True)
    assert "richiede più di 2 secondi" in page


def test_without_an_index_the_site_asks_to_come_back_in_both_languages() -> None:
    error = IndexMissingError("nothing")
    answer = site(error).get("/it/search")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "L’archivio si sta preparando" in html
    assert "The archive is getting ready" in html
    assert site(error).get("/it/search.json").status_code == 503


@pytest.mark.parametrize(
    ("fault", "italian", "english"),
    [
        ("unreachable", "non risponde", "does not answer"),
        ("access", "non riconosce questo sito", "does not let this site in"),
        ("incomplete", "manca una parte", "A part of the index is missing"),
        ("unsuitable", "non sa usare", "version that this site cannot use"),
    ],
)
def test_an_index_that_cannot_be_asked_is_told_from_one_that_is_not_there(
    fault: EngineFault, italian: str, english: str, caplog: pytest.LogCaptureFixture
) -> None:
    error = EngineUnavailableError("OpenSearch at http://secret.example is gone", fault)
    answer = site(error).get("/it/search")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert italian in answer.text
    assert english in answer.text
    assert "secret" not in answer.text
    assert "secret.example is gone" in caplog.text
    told = site(error).get("/it/search.json")
    assert (told.status_code, told.headers["Retry-After"]) == (503, "30")
    assert "non è raggiungibile" in told.json["error"]["title"]


def test_without_an_index_the_site_is_alive_but_not_ready() -> None:
    client = site(IndexMissingError("nothing"))
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert client.get("/en/about").status_code == 200


@pytest.mark.parametrize("error", [StoreError("/secret/path is damaged"), ZeroDivisionError("x")])
def test_a_failure_shows_a_number_and_nothing_of_the_inside(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    answer = site(error).get("/en/search")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 500
    number = re.search(r"<b>([0-9a-f]{8})</b>", html)
    assert number
    assert f"error {number[1]}" in caplog.text
    assert "secret" not in html
    assert "Traceback" not in html


def test_a_ready_site_says_what_it_answers_from(client: FlaskClient, searcher: Searcher) -> None:
    assert client.get("/readyz").json == {
        "status": "ready",
        "generation": searcher.holdings().generation,
        "entries": 30,
    }
