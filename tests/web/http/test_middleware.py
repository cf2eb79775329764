import gzip
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Answer = Callable[[str], TestResponse]


def test_every_answer_carries_the_security_headers(answer: Answer, path: str) -> None:
    headers = answer(path.format("it")).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Permissions-Policy" in headers


def test_no_answer_sets_a_cookie(answer: Answer, path: str) -> None:
    assert "Set-Cookie" not in answer(path.format("en")).headers


def test_no_page_has_anything_inline(answer: Answer, path: str) -> None:
    html = answer(path.format("en")).get_data(as_text=True)
    html = re.sub(r'<script type="application/ld\+json">.*?</script>', "", html)
    assert not re.search(
        r"<script(?! src=\"/static/)|<style|\sstyle=|\son\w+=\"|=.javascript:", html
    )


def test_no_page_asks_another_host_for_anything(answer: Answer, path: str) -> None:
    html = answer(path.format("en")).get_data(as_text=True)
    loaded = re.findall(r'<(?:script|img|iframe)[^>]*src="([^"]*)"', html)
    loaded += re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]*)"', html)
    assert all(url.startswith(("/static/", "data:")) for url in loaded)


@pytest.mark.parametrize(
    "path", ["/en/search?q=mayor", "/en/", "/en/search.csv", "/e/2009-02-24-cina.json"]
)
def test_what_has_not_changed_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]


def test_another_search_has_another_tag(client: FlaskClient) -> None:
    one, other = (client.get(f"/en/search?q={word}").headers["ETag"] for word in ("a1", "b2"))
    assert one != other


@pytest.mark.parametrize(
    "path", ["/it/search", "/it/search.csv", "/it/search.ris", "/static/style.css"]
)
def test_an_answer_is_compressed_for_those_who_can_read_it(client: FlaskClient, path: str) -> None:
    plain = client.get(path, buffered=True)
    small = client.get(path, headers={"Accept-Encoding": "gzip, br"}, buffered=True)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert gzip.decompress(small.data) == plain.data
    assert len(small.data) < len(plain.data) / 2


def test_the_style_sheet_may_be_kept_for_good_because_its_address_changes(
    client: FlaskClient,
) -> None:
    html = client.get("/it/").get_data(as_text=True)
    address = re.search(r'<link rel="stylesheet" href="([^"]*)"', html)
    assert address
    assert re.fullmatch(r"/static/style\.css\?v=[0-9a-f]{12}", address[1])
    assert "immutable" in client.get(address[1], buffered=True).headers["Cache-Control"]
    assert client.get("/static/style.css", buffered=True).headers["Cache-Control"] == "no-cache"


def test_a_page_of_results_is_light(client: FlaskClient) -> None:
    def weight(path: str) -> int:
        return len(client.get(path, headers={"Accept-Encoding": "gzip"}, buffered=True).data)

    assert weight("/en/search?q=library") <= 30_000
    assert weight("/static/style.css") <= 6_000
    assert weight("/static/suggest.js") <= 4_000


def test_crawlers_are_kept_out_of_searches(client: FlaskClient) -> None:
    robots = client.get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /it/search" in robots
    assert "Disallow: /en/search" in robots
    html = client.get("/it/search?q=sindaca").get_data(as_text=True)
    assert '<meta name="robots" content="noindex">' in html
