"""Whole exports and sitemaps: made once for a generation, then sent from a file."""

import gzip
import http.client
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from index.indexing.open_engine import open_writer
from index.model.entry import Entry
from search.open_searcher import open_searcher
from search.query.query import Query
from search.searcher import Searcher
from web import create_app
from web.http.admission import ADMISSION_KEY, AdmissionControl, LoadSnapshot
from web.http.file_cache import FILE_CACHE_KEY, MOST_SITES, FileCache
from web.http.server import Server

LONG = 60
"""Seconds in which even a busy machine gets there."""

FORMS = ("jsonl", "csv", "ris", "bib")
WHOLE = [*(f"/en/search.{form}" for form in FORMS), "/sitemap/1.xml"]


class Counted:
    """A searcher that counts how many entries it has given for exports, and can be held up."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self.entries = 0
        self.began, self.go = threading.Event(), threading.Event()
        self.go.set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._searcher, name)

    def export(self, query: Query) -> Iterator[Entry]:
        self.began.set()
        assert self.go.wait(LONG)
        for entry in self._searcher.export(query):
            self.entries += 1
            yield entry


@pytest.fixture
def counted(searcher: Searcher) -> Counted:
    return Counted(searcher)


@pytest.fixture
def site(counted: Counted) -> Flask:
    app: Any = counted
    return create_app(app, config={"TESTING": True})


def made(site: Flask) -> int:
    cache: FileCache = site.extensions[FILE_CACHE_KEY]
    return cache.made


def load(site: Flask) -> LoadSnapshot:
    admission: AdmissionControl = site.extensions[ADMISSION_KEY]
    return admission.load_snapshot()


@contextmanager
def served(site: Flask, threads: int = 76) -> Iterator[int]:
    """Serve the site on a real server, whose port is given."""
    server = Server(site, host="127.0.0.1", port=0, threads=threads, grace=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield int(server.addresses[0].rsplit(":", 1)[1].rstrip("/"))
    finally:
        server.stop()
        thread.join(LONG)


def ask(port: int, path: str, source: str = "127.0.0.1", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=LONG, source_address=(source, 0)
    )
    connection.request("GET", path, headers={"Host": "a.example", **headers})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


@pytest.mark.parametrize("path", WHOLE)
def test_it_is_made_once_whatever_is_added_to_the_address(
    site: Flask, counted: Counted, entries: list[Entry], path: str
) -> None:
    client = site.test_client()
    first = client.get(path)
    assert first.status_code == 200
    assert counted.entries == len(entries)
    for more in ("", "?x=1", "?page=3", "?limit=7", "?read=it", "?brief=1", "?sort=newest", "?q="):
        assert client.get(path + more).data == first.data
    assert counted.entries == len(entries)
    assert made(site) == 2  # compressed, and as it is


def test_languages_share_a_file_where_it_is_the_same(site: Flask) -> None:
    client = site.test_client()
    for form in FORMS:
        assert (client.get(f"/it/search.{form}").data == client.get(f"/en/search.{form}").data) == (
            form != "csv"
        )
    assert made(site) == 2 * (len(FORMS) + 1)


@pytest.mark.parametrize("query", ["q=(", "q=%00", "q=%2A", "from=0001&q=-"])
def test_a_search_for_nothing_is_the_whole_archive_and_not_made_again(
    site: Flask, counted: Counted, query: str
) -> None:
    client = site.test_client()
    whole = client.get("/en/search.jsonl").data
    counted.entries = 0
    answer = client.get(f"/en/search.jsonl?{query}", buffered=True)
    total = client.get(f"/en/search.json?{query}").json
    if total and total["total"] == len(whole.splitlines()):
        assert answer.data == whole
        assert counted.entries == 0
    else:  # it is not, when it leaves out entries without a date
        assert answer.status_code == 200
        assert counted.entries == (total["total"] if total else None)


def test_the_oldest_first_is_another_file(site: Flask) -> None:
    client = site.test_client()
    newest, oldest = (client.get(f"/en/search.jsonl{more}").data for more in ("", "?sort=oldest"))
    assert sorted(newest.splitlines()) == sorted(oldest.splitlines())
    assert newest != oldest
    assert made(site) == 4


def test_the_sheets_of_the_sitemap_read_the_entries_once(
    site: Flask, counted: Counted, entries: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.routes.discovery.SHEET_ENTRIES", 10)
    client = site.test_client()
    sheets = [client.get(f"/sitemap/{number}.xml").get_data(as_text=True) for number in (1, 2, 3)]
    assert all(sum(f"/en/e/{entry.id}<" in one for one in sheets) == 1 for entry in entries)
    assert client.get("/sitemap/4.xml").status_code == 404
    assert counted.entries == len(entries)


@pytest.mark.parametrize("path", WHOLE)
def test_the_compressed_file_is_the_same_and_made_of_it(
    site: Flask, counted: Counted, entries: list[Entry], path: str
) -> None:
    client = site.test_client()
    for _ in range(3):
        zipped = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert zipped.headers["Content-Encoding"] == "gzip"
        assert int(zipped.headers["Content-Length"]) == len(zipped.data)
        plain = client.get(path)
        assert "Content-Encoding" not in plain.headers
        assert int(plain.headers["Content-Length"]) == len(plain.data)
        assert gzip.decompress(zipped.data) == plain.data
        for answer in (zipped, plain):
            assert "Accept-Encoding" in answer.headers["Vary"]
    assert counted.entries == len(entries)


@pytest.mark.parametrize("path", WHOLE)
def test_it_has_a_tag_and_is_not_sent_again(site: Flask, counted: Counted, path: str) -> None:
    client = site.test_client()
    whole = client.get(path)
    tag = whole.headers["ETag"]
    counted.entries = 0
    unchanged = client.get(path, headers={"If-None-Match": tag})
    assert unchanged.status_code == 304
    assert unchanged.data == b""
    assert unchanged.headers["ETag"] == tag
    assert client.head(path).headers == whole.headers
    assert counted.entries == 0


def test_a_range_of_it_can_be_asked_for(site: Flask) -> None:
    client = site.test_client()
    whole = client.get("/en/search.jsonl").data
    size = len(whole)
    for asked, first, end in [
        ("bytes=0-99", 0, 100), ("bytes=100-", 100, size), ("bytes=-7", size - 7, size),
        ("bytes=5-5", 5, 6), (f"bytes=10-{size * 2}", 10, size),
    ]:  # fmt: skip
        part = client.get("/en/search.jsonl", headers={"Range": asked})
        assert part.status_code == 206
        assert part.headers["Content-Range"] == f"bytes {first}-{end - 1}/{size}"
        assert int(part.headers["Content-Length"]) == end - first
        assert part.data == whole[first:end]
    beyond = client.get("/en/search.jsonl", headers={"Range": f"bytes={size}-"})
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"] == f"bytes */{size}"


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=0-1,4-5"}, {"Range": "lines=1-2"}, {"Range": "bytes=x"}, {"Range": "\xff"},
        {"Range": "bytes=9-1"}, {"Range": "bytes=0-9", "If-Range": '"another"'},
        {"Range": "bytes=0-9", "If-Range": "Sat, 28 Nov 2026 00:00:00 GMT"},
    ],
)  # fmt: skip
def test_a_range_that_is_not_understood_gets_the_whole(
    site: Flask, headers: dict[str, str]
) -> None:
    client = site.test_client()
    whole = client.get("/en/search.jsonl").data
    answer = client.get("/en/search.jsonl", headers=headers)
    assert answer.status_code == 200
    assert answer.data == whole


def test_another_generation_has_files_of_its_own(tmp_path: Path, entries: list[Entry]) -> None:
    with open_writer(str(tmp_path / "index")) as writer:
        writer.add(entries[:3])
    searcher = open_searcher(str(tmp_path / "index"))
    client = create_app(searcher).test_client()
    before = client.get("/en/search.jsonl").data, client.get("/sitemap/1.xml").data
    with open_writer(str(tmp_path / "index")) as writer:
        writer.add(entries)
    after = client.get("/en/search.jsonl").data, client.get("/sitemap/1.xml").data
    assert len(before[0].splitlines()) == 3
    assert len(after[0].splitlines()) == len(entries)
    assert len(after[1]) > len(before[1])
    searcher.close()


@pytest.mark.parametrize("path", WHOLE)
def test_without_room_for_files_the_same_is_streamed(searcher: Searcher, path: str) -> None:
    plain = create_app(searcher).test_client().get(path).data
    full = create_app(searcher)
    full.extensions[FILE_CACHE_KEY] = FileCache(most_bytes=10)
    client = full.test_client()
    for _ in range(2):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "Content-Length" not in answer.headers
        assert answer.data == plain
        answer.close()
    zipped = client.get(path, headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert gzip.decompress(zipped.data) == plain
    assert load(full) == LoadSnapshot(0, 0, 0)


def test_names_of_the_site_that_are_invented_make_no_more_files(site: Flask) -> None:
    client = site.test_client()
    for number in range(MOST_SITES + 5):
        host = f"{number}.example"
        answer = client.get("/en/search.csv", headers={"Host": host}, buffered=True)
        assert f"http://{host}/e/".encode() in answer.data
    assert made(site) == 2 * MOST_SITES


def test_while_it_is_made_pages_are_answered_and_who_asks_for_it_too_waits_or_comes_again(
    counted: Counted, entries: list[Entry]
) -> None:
    searcher: Any = counted
    site = create_app(searcher, config={"ANSWERING": 1, "WAITING": 4})
    counted.go.clear()
    with served(site) as port, ThreadPoolExecutor(16) as threads:
        asking = [threads.submit(ask, port, "/en/search.csv") for _ in range(16)]
        assert counted.began.wait(LONG)
        while load(site).files < 2 or sum(each.done() for each in asking) < 14:
            threading.Event().wait(0.005)
        for source in ("127.0.0.1", "127.0.0.2"):
            assert ask(port, "/en/search?q=mayor", source)[0] == 200
        counted.go.set()
        answers = [each.result(LONG) for each in asking]
        assert ask(port, "/en/search.csv")[0] == 200
    assert {status for status, _ in answers} <= {200, 503}
    assert [status for status, _ in answers].count(200) == 2  # who makes it, and who waits
    assert len({body for status, body in answers if status == 200}) == 1
    assert counted.entries == len(entries)


@contextmanager
def not_reading(port: int, path: str, readers: int) -> Iterator[list[socket.socket]]:
    """Readers who ask for a file and take nothing of it."""
    with ExitStack() as opened:
        sockets = []
        for _ in range(readers):
            made = opened.enter_context(socket.socket())
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            made.settimeout(LONG)
            made.connect(("127.0.0.1", port))
            made.sendall(f"GET {path} HTTP/1.1\r\nHost: a.example\r\n\r\n".encode())
            sockets.append(made)
        yield sockets


@pytest.mark.parametrize("level", [logging.WARNING, logging.INFO])
def test_readers_who_do_not_read_a_file_take_no_place_and_no_thread(
    site: Flask, level: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(level, "web.http.access_log")  # at INFO the site logs requests
    cache: FileCache = site.extensions[FILE_CACHE_KEY]
    large = b"x" * (16 << 20)
    get: Callable[..., Any] = cache.get
    cache.get = lambda key, site, **_: get(key, site, lambda: iter([large]))  # type: ignore[method-assign]
    assert len(site.test_client().get("/en/search.csv", headers={"Host": "a.example"}).data) > 1000
    with served(site, threads=2) as port, not_reading(port, "/en/search.csv", 20) as readers:
        for each in readers:
            assert each.recv(12) == b"HTTP/1.1 200"
        assert load(site) == LoadSnapshot(0, 0, 0)
        assert ask(port, "/en/search?q=mayor")[0] == 200
        assert ask(port, "/en/search.csv") == (200, large)
