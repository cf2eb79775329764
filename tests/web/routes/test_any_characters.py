"""Whatever characters an entry or a parameter holds, the site's pages and files are well-formed."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from urllib.parse import quote
from xml.etree.ElementTree import Element

import feedparser
import html5lib
import pytest
from defusedxml import ElementTree
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from index.indexing.open_engine import open_writer
from index.model.entry import DateSpan, Entry, Person, Source, Version
from search.open_searcher import open_searcher
from web import create_app

ATOM = "{http://www.w3.org/2005/Atom}"
NONCHARACTERS = [*range(0xFDD0, 0xFDF0)] + [
    (plane << 16) + last for plane in range(17) for last in (0xFFFE, 0xFFFF)
]
UNRULY = [
    chr(code)
    for code in (
        *range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x2028, 0x202F),
        *range(0x2066, 0x206A), *range(0xE000, 0xE010), 0xAD, 0xFEFF, 0xFFFD, *NONCHARACTERS,
    )
]  # fmt: skip
"""Every control, noncharacter and bidirectional control, and other signs that cannot be seen."""
FORBIDDEN_IN_HTML = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f" + "".join(map(chr, NONCHARACTERS)) + "]"
)
ECHOED = (
    "q", "person", "place", "phrase", "country", "not_country", "kind", "written", "people",
    "places", "read", "drop", "sort", "year", "from", "to", "page", "limit", "brief", "expand",
    "exactly",
)  # fmt: skip
ANY_TEXT = st.text(st.sampled_from(UNRULY) | st.characters(exclude_categories=["Cs"]), max_size=20)


def unruly_entry(number: int, sign: str) -> Entry:
    text = f"before {sign} after {number}"
    day = date(2012, 1, 1)
    url = f"http://example.org/{sign}{number}"
    return Entry(
        id=f"2012-01-01-n{number:03}",
        dates=DateSpan(day, day, "day", text),
        kind="meeting",
        countries=(),
        places=(),
        people=(Person(f"guest {number}", text, text, "visitor"),),
        versions=(
            Version("en", text, f"The mayor spoke {text}.", "published", url),
            Version("it", text, f"La sindaca {text}.", "machine", translator=f"an {sign} engine"),
        ),
        doubts=(),
        aliases=(),
        sources=(Source(url, datetime(2026, 11, 18, tzinfo=UTC)),),
    )


@pytest.fixture(scope="module")
def unruly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A site with an entry for each unruly sign."""
    location = str(tmp_path_factory.mktemp("unruly") / "index")
    with open_writer(location) as writer:
        writer.add([unruly_entry(*pair) for pair in enumerate(UNRULY)])
    searcher = open_searcher(location)
    yield create_app(searcher, config={"TESTING": True}).test_client()
    searcher.close()


def body(client: FlaskClient, path: str) -> str:
    answer = client.get(path, buffered=True)
    assert answer.status_code == 200, path
    return answer.data.decode()


def parsed(client: FlaskClient, path: str) -> Element:
    answer = client.get(path, buffered=True)
    assert answer.status_code < 500
    root: Element = ElementTree.fromstring(answer.data)
    return root


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_feed_holds_every_entry_whatever_it_says(unruly: FlaskClient, language: str) -> None:
    path: str | None = f"/{language}/search.atom"
    titles = []
    while path:
        root = parsed(unruly, path)
        assert not feedparser.parse(body(unruly, path).encode()).bozo
        titles += [each.text or "" for each in root.iter(f"{ATOM}title")][1:]
        links = {link.get("rel"): link.get("href", "") for link in root.findall(f"{ATOM}link")}
        path = links.get("next", "").removeprefix("http://localhost") or None
    assert len(titles) == len(UNRULY)
    assert all(re.fullmatch(r"before(?s:.*)after \d+", title) for title in titles)


@pytest.mark.parametrize("name", ECHOED)
@settings(max_examples=12, deadline=None)
@given(value=ANY_TEXT)
def test_a_parameter_leaves_the_feed_well_formed(app: Flask, name: str, value: str) -> None:
    answer = app.test_client().get(f"/it/search.atom?{name}={quote(value)}")
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        ElementTree.fromstring(answer.data)


@pytest.mark.parametrize("name", ECHOED)
def test_no_sign_in_a_parameter_breaks_the_feed(client: FlaskClient, name: str) -> None:
    value = quote("".join(UNRULY)[:60] + "\ufffe\uffff")
    answer = client.get(f"/en/search.atom?{name}={value}")
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        ElementTree.fromstring(answer.data)


def test_descriptions_and_sitemaps_are_well_formed(unruly: FlaskClient) -> None:
    for path in ("/opensearch.it.xml", "/opensearch.en.xml", "/sitemap.xml"):
        parsed(unruly, path)
    sheet = parsed(unruly, "/sitemap/1.xml")
    assert sum("/e/" in (each.text or "") for each in sheet.iter()) == 2 * len(UNRULY)


def test_pages_hold_no_character_that_html_forbids(unruly: FlaskClient) -> None:
    signs = quote("".join(UNRULY)[:80])
    paths = [f"/en/e/2012-01-01-n{number:03}" for number in range(len(UNRULY))]
    paths += ["/it/search?limit=100", "/it/search?limit=100&page=2&read=it", "/en/search/people"]
    paths += ["/it/years/2012", f"/it/search?q={signs}", f"/en/search?person={signs}"]
    for path in paths:
        page = unruly.get(path, buffered=True, follow_redirects=True).data.decode()
        assert not FORBIDDEN_IN_HTML.search(page), path
        html5lib.parse(page)
    strict = html5lib.HTMLParser()
    strict.parse(body(unruly, paths[0x1B]))
    assert not [error for error in strict.errors if "invalid-codepoint" in error]


def test_linked_data_keeps_every_text(unruly: FlaskClient) -> None:
    for number, sign in enumerate(UNRULY):
        page = body(unruly, f"/en/e/2012-01-01-n{number:03}")
        data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        assert data
        assert sign in json.loads(data[1])["articleBody"]


def test_json_keeps_every_text(unruly: FlaskClient) -> None:
    rows = [json.loads(line) for line in body(unruly, "/it/search.jsonl").splitlines()]
    assert len(rows) == len(UNRULY)
    for row in rows:
        number = int(row["id"][-3:])
        assert row["versions"][0]["title"] == unruly_entry(number, UNRULY[number]).original.title
        page = body(unruly, f"/e/{row['id']}.json")
        assert json.loads(page) == {**row, "perhaps_same": []}
        assert not FORBIDDEN_IN_HTML.search(page)
    json.loads(body(unruly, "/it/search.json?limit=100"))
    typed = "be\ufffe\x9b"
    assert json.loads(body(unruly, f"/it/suggest.json?q={quote(typed)}"))["query"] == typed


def test_other_files_hold_every_entry(unruly: FlaskClient) -> None:
    table = body(unruly, "/it/search.csv").removeprefix("\ufeff")
    assert len(list(csv.reader(io.StringIO(table, newline=""), strict=True))) == len(UNRULY) + 1
    files = [table, body(unruly, "/it/search.ris"), body(unruly, "/it/search.bib")]
    files += [body(unruly, f"/e/2012-01-01-n{number:03}.txt") for number in range(len(UNRULY))]
    for file in files:
        assert not FORBIDDEN_IN_HTML.search(file)


def test_headers_are_printable_ascii(unruly: FlaskClient) -> None:
    for path in ("/e/2012-01-01-n027.ris", "/it/search.csv", "/it/search?q=%1b%ef%bf%be%0d%0ax"):
        for name, value in unruly.get(path, buffered=True).headers.items():
            assert re.fullmatch("[ -~]*", value), (name, value)
