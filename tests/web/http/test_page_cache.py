"""A page that is asked for again is not made again, until something that it is made of changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, render_template
from flask.testing import FlaskClient

from index.indexing.open_engine import open_engine, open_writer
from index.model.entry import Entry
from search.open_searcher import open_searcher
from web import create_app
from web.http.page_cache import MOST_BYTES, PAGE_CACHE_KEY, PageCache

SEARCH = "/en/search?q=mayor"
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def location(tmp_path: Path, entries: list[Entry]) -> str:
    with open_writer(str(tmp_path / "index")) as writer:
        writer.add(entries)
    return str(tmp_path / "index")


@pytest.fixture
def app(location: str) -> Iterator[Flask]:
    searcher = open_searcher(location)
    yield create_app(searcher, config={"TESTING": True})
    searcher.close()


@pytest.fixture
def made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were rendered."""
    rendered: list[str] = []

    def render(name: str, /, **values: Any) -> str:
        rendered.append(name)
        return render_template(name, **values)

    for module in ("search", "browse", "entry"):
        monkeypatch.setattr(f"web.routes.{module}.render_template", render)
    return rendered


@pytest.fixture
def client(app: Flask, made: list[str]) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize("path", [SEARCH, "/it/", "/en/years/2007", "/it/search?q=mayor&page=1"])
@pytest.mark.parametrize("headers", [{}, GZIP])
def test_a_page_is_made_once_and_sent_again_as_it_was(
    client: FlaskClient, made: list[str], path: str, headers: dict[str, str]
) -> None:
    first = client.get(path, headers=headers, follow_redirects=True)
    assert len(made) == 1
    again = client.get(path, headers=headers, follow_redirects=True)
    assert len(made) == 1
    assert (again.status_code, again.data) == (200, first.data)
    assert sorted(again.headers.items()) == sorted(first.headers.items())
    asked = client.head(path, headers=headers, follow_redirects=True)
    assert (asked.data, asked.headers["ETag"]) == (b"", first.headers["ETag"])


def test_a_reader_without_gzip_gets_no_compressed_page(client: FlaskClient) -> None:
    zipped = client.get(SEARCH, headers=GZIP)
    plain = client.get(SEARCH)
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert b"<html" in plain.data


@pytest.mark.parametrize(
    "other", ["/it/search?q=mayor", "/en/search?q=major", "/en/search?q=mayor&read=it"]
)
def test_another_address_is_another_page(client: FlaskClient, made: list[str], other: str) -> None:
    client.get(SEARCH)
    client.get(other)
    assert len(made) == 2


def test_another_host_is_another_page(client: FlaskClient, made: list[str]) -> None:
    bodies = [client.get(SEARCH, headers={"Host": f"{name}.example"}).text for name in "ab"]
    assert len(made) == 2
    assert "//a.example/" in bodies[0]
    assert "//a.example/" not in bodies[1]


def test_after_a_publication_the_page_is_made_anew(
    client: FlaskClient, made: list[str], location: str, entries: list[Entry]
) -> None:
    client.get(SEARCH)
    with open_writer(location) as writer:
        writer.add(entries[:1])
    client.get(SEARCH)
    assert len(made) == 2


def test_what_is_denied_is_on_no_kept_page(
    client: FlaskClient, location: str, entries: list[Entry]
) -> None:
    page = f"/en/e/{entries[0].id}"
    assert client.get(page).status_code == 200
    assert entries[0].id in client.get("/en/search?limit=100").text
    open_engine(location).deny(frozenset({entries[0].id}))
    assert client.get(page).status_code != 200
    assert entries[0].id not in client.get("/en/search?limit=100").text


def test_a_page_made_while_the_archive_changed_is_not_kept(
    client: FlaskClient,
    made: list[str],
    location: str,
    entries: list[Entry],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def publishing(name: str, /, **values: Any) -> str:
        with open_writer(location) as writer:
            writer.add(entries[:1])
        return render_template(name, **values)

    with monkeypatch.context() as patched:
        patched.setattr("web.routes.search.render_template", publishing)
        tag = client.get(SEARCH).headers["ETag"]
    assert client.get(SEARCH).headers["ETag"] != tag
    assert len(made) == 1


@pytest.mark.parametrize("path", ["/en/e/nothing", "/en/nothing"])
def test_what_was_refused_is_not_kept(client: FlaskClient, app: Flask, path: str) -> None:
    assert client.get(path).status_code >= 400
    kept: PageCache = app.extensions[PAGE_CACHE_KEY]
    assert len(kept._pages) == 0


def test_no_export_is_kept_as_a_page(client: FlaskClient, app: Flask) -> None:
    assert client.get("/en/search.csv?q=mayor").data
    kept: PageCache = app.extensions[PAGE_CACHE_KEY]
    assert len(kept._pages) == 0


def test_pages_take_no_more_bytes_than_allowed() -> None:
    kept = PageCache(most_bytes=100_000)
    for number in range(30):
        kept.keep(str(number), Response(b"x" * 8000), zipped=True, is_current=lambda: True)
    assert kept.get("29", zipped=True) is not None
    assert kept.get("0", zipped=True) is None
    large = Response(b"x" * (MOST_BYTES // 2))
    kept.keep("large", large, zipped=True, is_current=lambda: True)
    assert kept.get("large", zipped=True) is None
