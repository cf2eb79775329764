"""waitress as it is really run: it stops gracefully and refuses what is too large."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from werkzeug.wrappers import Request, Response

from index.model.errors import ArchiveError
from search.searcher import Searcher
from web import create_app
from web.http.server import MAX_HEADERS, Server

LONG = 60
"""Seconds in which even a busy machine gets there."""

TOO_MUCH = MAX_HEADERS
"""Bytes; not one more, since a connection closed with bytes unread is reset."""

Start = Callable[..., Any]


def one_answer(to: socket.socket) -> bytes:
    """Return the bytes up to the word that the site sends, or up to the end."""
    received = b""
    while not received.endswith(b"hello") and (more := to.recv(65536)):
        received += more
    return received


@Request.application
def hello(_: Request) -> Response:
    return Response("hello")


def test_an_answer_under_way_is_finished_and_then_it_is_over(start: Start) -> None:
    asked, go = threading.Event(), threading.Event()

    @Request.application
    def slow(_: Request) -> Response:
        asked.set()
        assert go.wait(LONG)
        return Response("x" * 3_000_000)

    running = start(slow)
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=LONG)
    with closing(connection) as under_way:
        under_way.request("GET", "/")
        assert asked.wait(LONG)
        running.server.stop()
        running.until_it_listens_no_more()
        assert running.thread.is_alive()
        go.set()
        assert len(under_way.getresponse().read()) == 3_000_000
    assert running.is_over()


def test_one_who_has_begun_to_ask_may_finish_asking(start: Start) -> None:
    running = start(hello)
    with running.connect() as to:
        to.sendall(b"GET / HTTP/1.1\r\nHost: a.example\r\n")
        with running.connect() as idle:  # taken in the same turn or later
            idle.sendall(b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")
            assert one_answer(idle).endswith(b"hello")
            running.server.stop()
            running.until_it_listens_no_more()
            to.sendall(b"\r\n")
            assert one_answer(to).endswith(b"hello")
            assert to.recv(65536) == b""
            assert idle.recv(65536) == b""  # nothing asked on it, so it was closed
    assert running.is_over()


def test_what_never_ends_is_cut_after_its_time_of_grace(start: Start) -> None:
    never = threading.Event()

    @Request.application
    def stuck(_: Request) -> Response:
        never.wait(LONG)
        return Response("late")

    running = start(stuck, grace=0.2)
    with running.connect() as to:
        to.sendall(b"GET / HTTP/1.0\r\n\r\n")
        running.server.stop()
        assert running.is_over()
    never.set()


def test_one_who_asked_before_the_stop_is_answered_even_if_not_let_in_yet(start: Start) -> None:
    running = start(hello)
    clients = [running.connect() for _ in range(20)]
    for each in clients:
        each.sendall(b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")
    running.server.stop()
    for each in clients:
        with each:
            assert one_answer(each).endswith(b"hello")
    assert running.is_over()


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        ((b"GET /it/ HTTP/1.1\r\nX: " + b"x" * 20_000)[:TOO_MUCH], b"431"),
        ((b"GET /it/" + b"x" * 20_000)[:TOO_MUCH], b"431"),
        (b"GET /it/?" + b"x" * 5_000 + b" HTTP/1.0\r\n\r\n", b"400"),
        (b"GET /it/" + b"x" * 5_000 + b" HTTP/1.0\r\n\r\n", b"400"),
        (b"POST /it/ HTTP/1.0\r\nContent-Length: 20000\r\n\r\n" + b"x" * 20_000, b"413"),
        (b"POST /it/ HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", b"413"),
        (b"POST /it/ HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello", b"405"),
        (b"POST /it/ HTTP/1.1\r\nContent-Length: -5\r\n\r\nhello", b"400"),
        (b"GET /it/ HTTP/1.1\r\nHo st: x\r\n\r\n", b"400"),
        (b"\x00\x01\x02\r\n\r\n", b"400"),
        (b"DELETE /it/ HTTP/1.0\r\n\r\n", b"405"),
        (b"TRACE /it/ HTTP/1.0\r\nCookie: secret=1\r\n\r\n", b"405"),
        (b"BREW /it/ HTTP/1.0\r\n\r\n", b"405"),
        (b"OPTIONS /it/ HTTP/1.0\r\n\r\n", b"200"),
        (b"GET /it/%ff%fe%00 HTTP/1.0\r\n\r\n", b"404"),
        (b"GET http://other.example/it/about HTTP/1.0\r\n\r\n", b"200"),
        (b"GET /readyz HTTP/1.0\r\n\r\n", b"200"),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else None,
)
def test_what_is_too_much_or_makes_no_sense_is_refused_without_a_word_of_the_inside(
    start: Start, searcher: Searcher, request_bytes: bytes, status: bytes
) -> None:
    received = start(create_app(searcher)).says(request_bytes)
    head, _, _ = received.partition(b"\r\n\r\n")
    assert received.split(b" ", 2)[1] == status
    assert b"\r\nserver:" not in head.lower()
    assert b"\r\nset-cookie:" not in head.lower()
    assert b"secret" not in received
    for inside in (b"waitress", b"werkzeug", b"Traceback", b"File "):
        assert inside not in received


def test_an_address_that_is_taken_is_told_with_what_to_do(start: Start) -> None:
    running = start(hello)
    with pytest.raises(ArchiveError, match=r"cannot listen on 127\.0\.0\.1:\d+ .*--port"):
        Server(hello, host="127.0.0.1", port=running.port, threads=1)


def test_a_name_that_leads_nowhere_is_told() -> None:
    with pytest.raises(ArchiveError, match=r"cannot listen on no such host:0 .*--host"):
        Server(hello, host="no such host", port=0, threads=1)


def test_a_name_with_several_addresses_is_listened_to_at_each(start: Start) -> None:
    server = Server(hello, host="localhost", port=0, threads=1)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        for address in server.addresses:
            found = re.fullmatch(r"http://\[?(.+?)\]?:(\d+)/", address)
            assert found
            connection = http.client.HTTPConnection(found[1], int(found[2]), timeout=LONG)
            connection.request("GET", "/")
            assert connection.getresponse().read() == b"hello"
            connection.close()
    finally:
        server.stop()
        thread.join(LONG)
    assert not thread.is_alive()


@pytest.mark.skipif(os.name == "nt", reason="needs SIGTERM")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_torino_serve_ends_well_when_told_to(
    tmp_path: Path, entries: list[Any], number: signal.Signals
) -> None:
    from index.indexing.open_engine import open_writer

    with open_writer(str(tmp_path / "index")) as writer:
        writer.add(entries)
    command = [
        sys.executable,
        "-c",
        "from web.cli.main import main; main()",
        "serve",
        "--port",
        "0",
    ]
    with subprocess.Popen(
        [*command, "--home", str(tmp_path)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TORINO_LOG": "text"},
    ) as served:
        assert served.stderr
        line = next(each for each in served.stderr if "Ctrl-C" in each)  # after warnings
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/  \(Ctrl-C stops\)\n", line)
        assert found, line
        with socket.create_connection(("127.0.0.1", int(found[1])), timeout=LONG) as to:
            to.sendall(b"GET /it/search?q=sindaca HTTP/1.1\r\nHost: a.example\r\n")
            with socket.create_connection(("127.0.0.1", int(found[1])), timeout=LONG) as other:
                other.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
                assert other.recv(65536)  # so the first has been let in
            served.send_signal(number)
            to.sendall(b"\r\n")
            received = b"".join(iter(lambda: to.recv(65536), b""))
        assert received.startswith(b"HTTP/1.1 200 OK\r\n")
        assert received.endswith(b"</html>\n") or received.endswith(b"</html>")
        assert served.wait(LONG) == 0
        rest = served.stderr.read()
    assert re.search(r"GET /it/search 200 ", rest)
    assert "Traceback" not in rest
