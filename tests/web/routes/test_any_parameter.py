"""The site answers any URL soon and never fails."""

import re
import time
from urllib.parse import quote, quote_from_bytes

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query.query import MAX_SECONDS
from search.query.url_parameters import REPEATED, TEXTS

NAMES = (
    *TEXTS, *REPEATED, "from", "to", "read", "expand", "drop", "exactly", "sort", "brief",
    "page", "limit",
    "by", "keep", "find", "form", "v", "lang", "separator",
)  # fmt: skip

PATHS = (
    "/", "/it/", "/en/search", "/it/search.json", "/en/search.atom", "/it/search.jsonl",
    "/it/search.csv", "/en/search.ris", "/en/search.bib", "/en/search.csljson",
    "/it/search.geojson", "/it/search/year", "/en/search/country",
    "/it/search/people", "/it/search/places", "/en/search/nothing", "/it/suggest.json",
    "/en/e/2007-05-19-twin", "/e/2007-05-19-twin", "/e/2007-05-19-twin.json", "/it/years",
    "/it/years/2007", "/en/countries", "/en/countries/FR", "/it/places/lyon-fr", "/it/about",
    "/opensearch.it.xml", "/sitemap.xml", "/sitemap/1.xml", "/robots.txt", "/openapi.json",
    "/static/style.css", "/readyz", "/nothing",
)  # fmt: skip

HOSTILE = (
    "", " ", "*", "a*", "t* u*", "(", '"', '"""', "AND", "NOT NOT", "-", "--", "-a -b", "~9",
    "\x00", "\ue000x\ue001", "\u202e", "\ufeff", "\ud7ff", "\U0010ffff", "a\nb",
    "e\u0301" * 40, "ﬃ" * 80, "İ" * 120, "ß" * 200, "١٢", "²",
    "0", "-1", "1e9", "NaN", "00001", "2007", "0000", "9" * 4000, "1" * 11,
    "9999-99-99", "2007-02-30", "2007-05/2008", "[2007 TO 2009]",
    "XX", "FR", "fr", "und", "it-IT-x-y", "chambery-fr", "carla neri", "mayor",
    "mayor chambery 2007", "q:mayor", "word " * 50, "x" * 257, "x" * 5000,
    "../../etc/passwd", "javascript:alert(1)", "<script>", "{{7*7}}", "%", "%25", "' OR 1=1",
    "\r\nSet-Cookie: a=b", "q=1&q=2", "q=mayor&page=2&limit=1", "q=mayor&year=x",
    "page=500&limit=20",
)  # fmt: skip

ESCAPED = st.one_of(
    st.sampled_from(HOSTILE).map(quote),
    st.text(max_size=40).map(lambda text: quote(text, safe="")),
    st.text(alphabet='*"-() aeitlmz0127', max_size=60).map(quote),
    st.binary(max_size=12).map(quote_from_bytes),  # seldom UTF-8
    st.text(alphabet="%0fZ&=;+#é\xff", max_size=20),  # broken escapes, raw bytes
)
"""A value as it may stand in an address."""

PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), ESCAPED), max_size=6).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
)
REPEATS = st.builds(
    lambda name, value, times: "&".join([f"{name}={value}"] * times),
    st.sampled_from(NAMES),
    ESCAPED.filter(lambda value: len(value) < 60),
    st.integers(2, 70),
)
ASKED = st.one_of(PAIRS, PAIRS, REPEATS, st.text(alphabet="&=%?q+;a0\xff", max_size=40))


@pytest.fixture(scope="module")
def asking(app: Flask) -> FlaskClient:
    """A client of the site that raises the site's exceptions."""
    assert app.testing
    client = app.test_client()
    for path in PATHS:  # what is read or compiled once is not the time of an answer
        client.get(path, buffered=True)
    return client


def answered(client: FlaskClient, path: str, asked: str) -> tuple[int, str]:
    """Return the status of a URL, and where it redirects to, if it does."""
    began = time.thread_time()
    answer = client.get(path, environ_overrides={"QUERY_STRING": asked}, buffered=True)
    assert time.thread_time() - began < MAX_SECONDS  # of the processor, however busy it is
    assert answer.status_code < 500
    assert "\n" not in answer.headers.get("Location", "")
    return answer.status_code, answer.headers.get("Location", "")


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=5)
@given(asked=ASKED)
def test_any_parameters_have_an_answer(asking: FlaskClient, path: str, asked: str) -> None:
    answered(asking, path, asked)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=6)
@given(value=ESCAPED)
def test_any_value_has_an_answer(asking: FlaskClient, name: str, value: str) -> None:
    status, where = answered(asking, "/it/search", f"{name}={value}")
    if status == 303:  # to the one way of asking this
        assert re.match(r"/it/search(\?|$)", where)
        assert answered(asking, *where.partition("?")[::2])[0] in (200, 400)
    answered(asking, "/en/search.json", f"q=mayor&{name}={value}")


@settings(max_examples=12)
@given(path=st.one_of(ESCAPED, st.text(alphabet="/%.;\\ité\x00", max_size=30)))
@pytest.mark.parametrize(
    "under", ["/", "/it/", "/it/e/", "/e/", "/en/places/", "/it/years/", "/static/"]
)
def test_any_path_has_an_answer(asking: FlaskClient, under: str, path: str) -> None:
    inside = (under + path).encode("utf-8").decode("latin-1")
    answer = asking.get(under, environ_overrides={"PATH_INFO": inside}, buffered=True)
    assert answer.status_code < 500
    assert re.match(r"(http://localhost)?/(?![/\\])|$", answer.headers.get("Location", ""))


@pytest.mark.parametrize(
    "header",
    ["Accept-Language", "If-None-Match", "Accept-Encoding", "Accept", "Host", "Cookie"],
)
@settings(max_examples=6)
@given(value=st.text(alphabet=st.characters(max_codepoint=255), max_size=60))
def test_any_header_has_an_answer(asking: FlaskClient, header: str, value: str) -> None:
    name = f"HTTP_{header.upper().replace('-', '_')}"
    for path in ("/", "/en/search", "/static/style.css"):
        answer = asking.get(path, environ_overrides={name: value}, buffered=True)
        assert answer.status_code < 500


def test_letters_that_nobody_escaped_are_understood(asking: FlaskClient) -> None:
    raw = asking.get("/it/search.json", environ_overrides={"QUERY_STRING": "q=Chamb\xc3\xa9ry"})
    assert raw.json == asking.get("/it/search.json?q=Chamb%C3%A9ry").json
    assert raw.json["query"]["q"] == "Chambéry"
