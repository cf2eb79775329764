"""What is said when a cluster cannot answer: on the site 503, on the terminal exit 1, and why."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import urllib3

from index.indexing.engines.opensearch.cluster_state import read_state
from index.indexing.engines.opensearch.connection import OpenSearchCluster
from index.indexing.engines.opensearch.location import parse_location, settings_of
from index.indexing.open_engine import open_writer
from index.model.errors import ArchiveError, ConfigError, EngineUnavailableError
from search.open_searcher import open_searcher
from search.query.errors import QueryError
from search.query.query import Query
from web import create_app

pytestmark = [pytest.mark.slow, pytest.mark.cluster]


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    """The address of a server that gives this answer to every request."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_PUT = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def free_port() -> int:
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        return int(each.getsockname()[1])


def assert_refused(location: str, message: str) -> None:
    """A search says the message, and the site asks to come back."""
    with closing(open_searcher(location)) as searcher:
        with pytest.raises(ArchiveError, match=message):
            searcher.search(Query("museum"))
        client = create_app(searcher).test_client()
        for path in ("/en/search.json?q=museum", "/readyz"):
            answer = client.get(path)
            assert answer.status_code == 503, path
            assert path == "/readyz" or answer.headers["Retry-After"]


def version(number: str, distribution: str = "opensearch") -> bytes:
    return json.dumps({"version": {"number": number, "distribution": distribution}}).encode()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (version("1.3.20"), "of version 1.3.20; this program works with 2 and 3"),
        (version("4.0.0"), "of version 4.0.0"),
        (version("8.15.0", "elasticsearch"), "is something else"),
        (b'{"version": "7"}', "is something else"),
        (b"[]", "is something else"),
    ],
)
def test_another_program_or_version_is_refused(body, message):
    with answering(200, body) as address:
        assert_refused(f"{address}/torino", message)


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (401, b"Unauthorized", r"401\); set TORINO_OPENSEARCH_USER and TORINO_OPENSEARCH_PASSWORD"),
        (502, b"<h1>Bad gateway</h1>", "cannot answer now .502"),
        (
            500,
            b'{"error": {"type": "search_phase_execution_exception", "reason": "all shards"}}',
            "cannot answer now .500, search_phase_execution_exception: all shards",
        ),
        (
            400,
            b'{"error": {"type": "search_phase_execution_exception", "reason": "all shards"}}',
            "search_phase_execution_exception: all shards",
        ),
    ],
)
def test_a_failure_is_named_whatever_its_status(status, body, message):
    with answering(status, body) as address:
        assert_refused(f"{address}/torino", message)


def test_a_cluster_that_is_not_there_is_named():
    port = free_port()
    assert_refused(f"http://127.0.0.1:{port}/torino", f"127.0.0.1:{port}/torino cannot be reached")


def test_a_port_without_tls_is_told_from_one_that_is_closed(opensearch):
    host = opensearch.partition("://")[2]
    assert_refused(f"https://{host}/torino", "does not speak TLS on this port")


def test_nothing_published_is_said_on_the_terminal_and_on_the_site(new_location, torino):
    location = new_location()
    with closing(open_searcher(location)) as searcher:
        assert create_app(searcher).test_client().get("/it/").status_code == 503

    ran = torino(location, "search", "museum")

    assert ran.code == 1
    assert "no generation has the alias test-" in ran.said
    assert ran.out == ""


def test_a_cluster_that_is_not_there_is_exit_1_for_every_verb(torino):
    location = f"http://127.0.0.1:{free_port()}/torino"
    for words in (("search", "x"), ("add", "--sample")):
        ran = torino(location, *words)
        assert (ran.code, "cannot be reached" in ran.said) == (1, True), (words, ran)
    checked = torino(location, "check")
    assert checked.code == 1
    assert "cannot be reached" in checked.said
    assert "torino index" not in checked.said  # which would not help


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://user:word@host:9200/torino", "TORINO_OPENSEARCH_USER"),
        ("https://host:9200", "ends in no name"),
        ("https://host:9200/", "ends in no name"),
        ("https://host:9200/Torino", "ends in no name"),
        ("https://host:9200/torino-control", "ends in no name"),
        ("https://host:9200/torino-g000001", "ends in no name"),
        ("https://host:9200/torino?x=1", "more than a name"),
        ("https://host:port/torino", "names no host in 'host:port'"),
        ("https://,b/torino", "names no host in ''"),
    ],
)
def test_an_address_that_names_no_archive_is_refused(url, message):
    with pytest.raises(ConfigError, match=message):
        parse_location(url)


def test_an_address_has_nodes_and_a_name():
    location = parse_location("https://a:9200,b,[::1]:9201/behind/proxy/torino")

    assert location.nodes == (("a", 9200), ("b", 443), ("::1", 9201))
    assert (location.path, location.name) == ("behind/proxy", "torino")


@pytest.mark.parametrize(
    ("name", "value"),
    [("TIMEOUT", "soon"), ("TIMEOUT", "0"), ("SHARDS", "-1"), ("REPLICAS", "1.5"), ("USER", "a")],
)
def test_an_impossible_setting_is_named(name, value):
    with pytest.raises(ConfigError, match=f"TORINO_OPENSEARCH_{name}"):
        settings_of({f"TORINO_OPENSEARCH_{name}": value})


def test_a_search_of_more_clauses_than_the_cluster_allows_is_whole_or_refused(start, make_entry):
    nodes = start(1, **{"indices.query.bool.max_clause_count": 12})
    location = nodes.location("torino")
    words = [f"word{chr(97 + number)}{chr(110 - number)}" for number in range(14)]
    with open_writer(location) as writer:
        writer.add(
            [make_entry(text=" ".join(words)), make_entry("2007-06-28-aaaa", countries=("FR",))]
        )

    with closing(open_searcher(location)) as searcher:
        # alternatives that no entry holds are left out
        texts = ("mayor", "the French mayor", "consul -museum", "word*")
        for text in (*texts, f"mayor -{words[0]}"):
            assert searcher.search(Query(text)).total >= 1, text
        for text in (" ".join(words), f"mayor -{' -'.join(words)}"):
            with pytest.raises(QueryError, match="more alternatives than the cluster allows"):
                searcher.search(Query(text))
        client = create_app(searcher).test_client()
        answer = client.get("/en/search", query_string={"q": " ".join(words)})
        assert answer.status_code == 400
        assert "stand for too many others" in answer.text


def test_a_node_that_hangs_is_found_out_before_a_search_waits_long():
    """The first search of a process, with the time-out of ten seconds that is set by default."""
    published = {"torino-g000001": {"aliases": {"torino": {}}}, "torino-control": {"aliases": {}}}
    body = {**json.loads(version("2.19.4")), **published, "name": "awake"}
    with socket.socket() as hanging, answering(200, json.dumps(body).encode()) as address:
        hanging.bind(("127.0.0.1", 0))
        hanging.listen()
        nodes = f"127.0.0.1:{hanging.getsockname()[1]},{address.removeprefix('http://')}"
        cluster = OpenSearchCluster(parse_location(f"http://{nodes}/torino"), settings_of({}))
        longest = 0.0
        for _ in range(4):  # also the turn of the one that hangs
            begun = time.monotonic()
            assert read_state(cluster).live == "torino-g000001"
            longest = max(longest, time.monotonic() - begun)
        cluster.close()
    assert longest < 3


def test_a_node_that_lost_shards_gives_no_short_answer(new_location, make_entry, opensearch):
    location = new_location()
    with open_writer(location) as writer:
        writer.add([make_entry()])
    name = location.rpartition("/")[2]
    with closing(open_searcher(location)) as searcher:
        assert searcher.search(Query("mayor")).total == 1
        closed = urllib3.request("POST", f"{opensearch}/{name}-g000001/_close")
        assert closed.status == 200
        with pytest.raises(EngineUnavailableError, match="index_closed_exception"):
            searcher.search(Query("schools"))
