"""The headers of all responses: of every route, with good and bad input, and of every error."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from index.model.errors import IndexMissingError, StoreError
from search.searcher import Searcher
from web import create_app
from web.http.admission import ADMISSION_KEY

REAL = {
    "language": ("it", "en"),
    "page": ("about", "help", "accessibility", "data"),
    "id": (
        "2007-05-19-twin", "2007-05-19-olds", "2004-03-02-evil", "undated-naka", "2008-01-01-gone",
    ),
    "form": ("jsonl", "csv", "ris", "bib", "json", "txt"),
    "facet": ("year", "country", "kind", "written", "people", "places"),
    "year": ("2007", "2012"),
    "code": ("FR", "AR"),
    "number": ("1", "2"),
    "filename": ("style.css", "suggest.js", "timeline.js"),
}  # fmt: skip
"""Values that lead somewhere, for each variable part of a route."""

REAL_FOR = {
    "browse.place_page": {"id": ("lyon-fr",)},
    "browse.region_page": {"id": ("europe",)},
    "people.person_page": {"id": ("jean%20dupont",)},
}

JUNK = (
    "%00", "%ff%fe", "..%2f..%2fetc%2fpasswd", "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "%22%20onx=%22", "-1", "99999999999999999999", "%E2%80%AE", "x" * 300,
    "%0d%0aSet-Cookie:%20a=b", "%F0%9F%98%80", "%5c%5cevil.example",
)  # fmt: skip

STATUSES = {200, 301, 303, 302, 304, 308, 400, 404, 405, 410, 413, 503}


def _addresses(rule: Rule, values: dict[str, tuple[str, ...]]) -> Iterator[str]:
    names = sorted(rule.arguments)
    for chosen in product(*(values[name] for name in names)):
        path = rule.rule
        for name, value in zip(names, chosen, strict=True):
            path = re.sub(rf"<[^<>]*\b{name}>", value.replace("\\", "\\\\"), path, count=1)
        yield path


@pytest.fixture(scope="module")
def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


@pytest.fixture(scope="module")
def real(rules: list[Rule]) -> list[tuple[str, str]]:
    """Every route with each of its good values: endpoint and URL."""
    return [
        (rule.endpoint, path)
        for rule in rules
        for path in _addresses(rule, REAL | REAL_FOR.get(rule.endpoint, {}))
    ]


@pytest.fixture(scope="module")
def junk(rules: list[Rule]) -> list[str]:
    """Every route with each variable part made invalid, and URLs that no route has."""
    spoilt = [
        path
        for rule in rules
        for name in rule.arguments
        for path in _addresses(
            rule, {each: values[:1] for each, values in REAL.items()} | {name: JUNK}
        )
    ]
    return [*spoilt, *(f"/{each}" for each in JUNK), "//evil.example/it/", "/it//evil.example"]


class Inline(HTMLParser):
    """A parser that finds what a policy without 'unsafe-inline' forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = given.get("type") == "application/ld+json"
        self._is_code = tag in ("script", "style") and not data
        if tag in ("style", "iframe", "object", "embed", "base", "form") and (
            tag != "form" or given.get("method", "get").lower() != "get"
        ):
            self.found.append(tag)
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.found.append(f"{tag} {name}={value}")
            if re.match(r"\s*(javascript|vbscript|data:text)", value or "", re.IGNORECASE):
                self.found.append(f"{tag} {name}={value}")
            if name == "src" and not (value or "").startswith(("/static/", "data:image/")):
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self._is_code and data.strip():
            self.found.append(f"code: {data[:40]}")

    def handle_endtag(self, tag: str) -> None:
        self._is_code = False


def hardened(answer: TestResponse) -> None:
    """Assert what holds for every response of the site."""
    headers = answer.headers
    assert answer.status_code in STATUSES | {500}
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy.pop("default-src") == "'none'"
    assert policy.pop("frame-ancestors") == "'none'"
    assert policy.pop("base-uri") == "'none'"
    assert policy.pop("img-src") == "'self' data:"
    assert set(policy) == {"style-src", "script-src", "connect-src", "form-action"}
    assert set(policy.values()) == {"'self'"}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert re.search(r"camera=\(\).*geolocation=\(\)", headers["Permissions-Policy"])
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    for leak in ("Server", "X-Powered-By", "Set-Cookie", "Via", "Strict-Transport-Security"):
        assert leak not in headers
    assert "Cache-Control" in headers
    if "Location" in headers:
        assert re.match(r"(http://localhost)?/[^/\\]", headers["Location"]), headers["Location"]
    if answer.status_code not in (304, 204) and answer.data:
        assert "charset=utf-8" in headers["Content-Type"] or re.match(
            r"(application|image)/", headers["Content-Type"]
        )
    assert b"Traceback" not in answer.data
    assert b"werkzeug" not in answer.data.lower()
    if answer.mimetype == "text/html" and "Content-Encoding" not in headers:
        inline = Inline()
        inline.feed(answer.get_data(as_text=True))
        assert not inline.found, inline.found


def test_every_route_is_only_for_reading(rules: list[Rule]) -> None:
    assert {frozenset(rule.methods or ()) for rule in rules} == {
        frozenset({"GET", "HEAD", "OPTIONS"})
    }


def test_every_route_is_walked_here(rules: list[Rule]) -> None:
    assert {name for rule in rules for name in rule.arguments} <= set(REAL)


def test_every_answer_that_is_meant_is_hardened(
    client: FlaskClient, real: list[tuple[str, str]]
) -> None:
    answered = {}
    for endpoint, path in real:
        answer = client.get(path, buffered=True)
        hardened(answer)
        if answer.status_code == 200:
            answered[endpoint] = path
    leading_elsewhere = {"site.root", "exports.entry_permalink"}
    assert {endpoint for endpoint, _ in real} - answered.keys() == leading_elsewhere


def test_every_answer_to_junk_is_hardened_and_no_failure(
    client: FlaskClient, junk: list[str]
) -> None:
    for path in junk:
        answer = client.get(path, buffered=True)
        assert answer.status_code < 500, path
        hardened(answer)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "x"])
def test_every_route_refuses_every_other_method(
    client: FlaskClient, rules: list[Rule], method: str
) -> None:
    for rule in rules:
        (path, *_) = _addresses(rule, REAL)
        answer = client.open(path, method=method, data=b"a=b", buffered=True)
        assert answer.status_code == 405, path
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
        hardened(answer)


def test_the_head_of_every_answer_is_that_of_the_whole(
    client: FlaskClient, rules: list[Rule]
) -> None:
    for rule in rules:
        (path, *_) = _addresses(rule, REAL)
        head, whole = client.head(path, buffered=True), client.get(path, buffered=True)
        assert head.data == b""
        assert head.status_code == whole.status_code
        assert head.headers == whole.headers
        hardened(head)


class Failing:
    """A searcher that raises an error at every call."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str) -> Any:
        raise self.error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ZeroDivisionError("/srv/secret"), 500),
        (StoreError("/srv/secret"), 500),
        (IndexMissingError("/srv/secret"), 503),
    ],
)
def test_every_answer_of_a_failing_site_is_hardened_too(
    rules: list[Rule], error: Exception, status: int
) -> None:
    failing: Any = Failing(error)
    client = create_app(failing).test_client()
    seen = set()
    for rule in rules:
        (path, *_) = _addresses(rule, REAL)
        answer = client.get(path, buffered=True)
        hardened(answer)
        assert b"secret" not in answer.data
        seen.add(answer.status_code)
    assert status in seen


def test_the_answer_to_a_rejected_request_is_hardened(searcher: Searcher) -> None:
    app = create_app(searcher, config={"ANSWERING": 1, "WAITING": 0})
    assert app.extensions[ADMISSION_KEY]._acquire()
    for path in ("/it/", "/it/search.json", "/%00"):
        answer = app.test_client().get(path, buffered=True)
        assert answer.status_code == 503
        hardened(answer)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"path": "/it/search", "query_string": "page=0"}, 400),
        ({"path": "/it/search", "query_string": "q=" + "x" * 5000}, 400),
        ({"path": "/it/" + "x" * 5000}, 400),
        ({"path": "/it/search", "method": "POST", "data": b"x" * 17_000}, 413),
        ({"path": "/it/search", "method": "POST", "content_length": 10**12}, 413),
        ({"path": "/it/search", "headers": {"Range": "bytes=0-1"}}, 200),
        ({"path": "/it/", "headers": {"Accept-Language": "x" * 9000}}, 200),
        ({"path": "/it/", "headers": {"If-None-Match": '"' * 9000}}, 200),
        ({"path": "/it/", "headers": {"Accept-Encoding": "gzip;q=\x00;,,;=" * 99}}, 200),
        ({"path": "/it/", "headers": {"Cookie": "session=" + "x" * 5000}}, 200),
        ({"path": "/it/", "headers": {"If-Modified-Since": "yesterday"}}, 200),
    ],
)
def test_a_request_that_is_too_much_or_odd_is_answered_well(
    client: FlaskClient, asked: dict[str, Any], status: int
) -> None:
    answer = client.open(**asked, buffered=True)
    assert answer.status_code == status
    hardened(answer)


@pytest.mark.parametrize(
    "path", ["/it/", "/en/search", "/nothing", "/static/style.css", "/it/search.json"]
)
def test_only_over_tls_a_browser_is_told_to_stay_there(searcher: Searcher, path: str) -> None:
    client = create_app(searcher, config={"PROXIES": 1}).test_client()
    over_tls = client.get(path, headers={"X-Forwarded-Proto": "https"}, buffered=True)
    assert over_tls.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in client.get(path, buffered=True).headers


def test_what_a_proxy_says_is_believed_only_of_as_many_as_are_set(searcher: Searcher) -> None:
    headers_sent = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-For": "203.0.113.9",
    }
    unset = create_app(searcher).test_client().get("/robots.txt", headers=headers_sent)
    assert "Sitemap: http://localhost/sitemap.xml" in unset.get_data(as_text=True)
    assert "Strict-Transport-Security" not in unset.headers
    one = create_app(searcher, config={"PROXIES": 1}).test_client()
    forged = headers_sent | {"X-Forwarded-Host": "evil.example, archive.example"}
    answer = one.get("/robots.txt", headers=forged)
    assert "Sitemap: https://archive.example/sitemap.xml" in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/it/", "/", "/it/search?q=x", "/nothing", "/it/search.json"])
def test_a_name_that_is_not_the_sites_is_refused(searcher: Searcher, path: str) -> None:
    client = create_app(searcher, config={"TRUSTED_HOSTS": ["archive.example"]}).test_client()
    good = client.get(path, headers={"Host": "archive.example"}, buffered=True)
    assert good.status_code in (200, 302, 303, 404)
    for name in ("evil.example", "archive.example.evil.example", "", 'x"><script>', "a b", "[::1"):
        answer = client.get(path, headers={"Host": name}, buffered=True)
        assert answer.status_code == 400, name
        assert b"evil" not in answer.data
        hardened(answer)
    for health in ("/healthz", "/readyz"):  # asked for from within, by number
        assert client.get(health, headers={"Host": "127.0.0.1:8080"}).status_code == 200


@pytest.mark.parametrize(
    "name", ['x"><script>alert(1)</script>', "a b", "", "\x00", "[::1", "x:y:z", "ü"]
)
def test_a_name_that_is_no_name_does_no_harm(searcher: Searcher, name: str) -> None:
    client = create_app(searcher).test_client()
    for path in ("/it/", "/it/search?q=x", "/nothing", "/it", "/sitemap.xml"):
        answer = client.get(path, headers={"Host": name.encode().decode("latin-1")}, buffered=True)
        assert answer.status_code < 500
        assert b"<script>alert" not in answer.data
        assert "Content-Security-Policy" in answer.headers
