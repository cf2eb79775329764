"""Clients that hold a connection as long as they can, on a real server with real sockets."""

import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest
from werkzeug.wrappers import Request, Response

from search.searcher import Searcher
from web import create_app
from web.http.connections import ConnectionLimits

LONG = 60
"""Seconds in which even a busy machine gets there."""

Start = Callable[..., Any]

MANY_ADDRESSES = pytest.mark.skipif(
    sys.platform != "linux", reason="only on Linux all of 127.0.0.0/8 is this machine"
)

BEGUN = b"GET /it/ HTTP/1.1\r\nHost: a.example\r\nX: "
UNFINISHED = (
    b"", b"G", b"GET", b"GET /it/ HTTP/1.1\r\n", BEGUN, b"\r\n", b"\r\n\r\n\r\n", b"\x00",
    b"POST /it/ HTTP/1.1\r\nHost: a.example\r\nContent-Length: 1000\r\n\r\n",
    b"POST /it/ HTTP/1.1\r\nHost: a.example\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n",
    b"POST /it/ HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nx",
)  # fmt: skip
"""Beginnings of requests, each of which can go on for ever."""


@Request.application
def hello(_: Request) -> Response:
    return Response("hello")


@Request.application
def large(_: Request) -> Response:
    return Response(b"x" * (32 << 20))


def streaming(parts: int, made: list[int]) -> Any:
    """A site that makes an answer of so many parts of 64 kB, and notes how many it has made."""

    @Request.application
    def site(_: Request) -> Response:
        def body() -> Iterator[bytes]:
            for number in range(parts):
                made.append(number)
                yield b"x" * 65536

        return Response(body())

    return site


def answered(running: Any, path: str = "/healthz", source: str = "127.0.0.1") -> bool:
    """Whether a visitor who comes now gets an answer."""
    with running.connect(source) as to:
        to.sendall(f"GET {path} HTTP/1.0\r\nHost: a.example\r\n\r\n".encode())
        received = b"".join(iter(lambda: to.recv(65536), b""))
    return received.startswith(b"HTTP/1.0 200 ")


def is_closed(connection: socket.socket) -> bool:
    """Wait until the other side has closed the connection."""
    with suppress(ConnectionResetError):
        while connection.recv(65536):
            pass
    return True


@pytest.mark.parametrize("begun", UNFINISHED)
def test_a_request_that_does_not_arrive_is_given_up_although_bytes_come(
    start: Start, begun: bytes
) -> None:
    running = start(hello, limits=ConnectionLimits(request_seconds=0.3))
    with running.connect() as to:
        to.sendall(begun)
        stop = threading.Event()

        def drip() -> None:
            while not stop.wait(0.02):
                try:
                    to.sendall(b"\r\n" if begun.startswith(b"\r\n") else b"1")
                except OSError:
                    return

        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            assert is_closed(to)
        finally:
            stop.set()
            dripping.join(LONG)


def test_a_connection_that_is_used_again_has_the_whole_time_for_each_request(start: Start) -> None:
    running = start(hello, limits=ConnectionLimits(request_seconds=1.0))
    with running.connect() as to:
        for _ in range(3):
            for part in (b"GET / HTTP/1.1\r\n", b"Host: a.example\r\n", b"\r\n"):
                to.sendall(part)
                threading.Event().wait(0.15)  # all three take longer than the time of one
            received = b""
            while not received.endswith(b"hello"):
                received += to.recv(65536)


@MANY_ADDRESSES
@pytest.mark.parametrize("addresses", [1, 250])
def test_visitors_are_answered_while_a_thousand_connections_drip(
    start: Start, searcher: Searcher, addresses: int
) -> None:
    app = create_app(searcher)
    running = start(app, threads=76)
    sources = [f"127.0.{1 + n % addresses // 250}.{1 + n % addresses % 250}" for n in range(1000)]
    with ExitStack() as opened:
        dripping = [opened.enter_context(running.connect(source)) for source in sources]
        for each in dripping:
            each.setblocking(False)
        for turn in range(3):
            for each in dripping:
                try:
                    each.send(BEGUN if not turn else b"x")
                except OSError:
                    continue  # it has been closed
            assert answered(running)
            assert answered(running, "/it/search?q=sindaca", "127.0.0.1")
            assert answered(running, "/it/search?q=mayor", "127.0.2.1")
        assert running.connections() <= (100 if addresses == 1 else 1000) + 3


@MANY_ADDRESSES
def test_the_connections_of_one_client_take_nothing_from_another(start: Start) -> None:
    running = start(hello, limits=ConnectionLimits(connections=20, for_one=5))
    with running.connect("127.0.0.9") as first, ExitStack() as opened:
        running.until(lambda: running.connections() == 1)
        for _ in range(50):
            opened.enter_context(running.connect("127.0.0.8"))
        running.until(lambda: running.connections() == 6)
        first.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert first.recv(65536).startswith(b"HTTP/1.0 200 ")


@MANY_ADDRESSES
def test_a_new_connection_takes_the_place_of_the_one_that_waits_longest(start: Start) -> None:
    running = start(hello, limits=ConnectionLimits(connections=3))
    with ExitStack() as opened:
        waiting = []
        for number in range(3):
            waiting.append(opened.enter_context(running.connect(f"127.0.0.{number + 1}")))
            running.until(lambda number=number: running.connections() == number + 1)
        assert answered(running, source="127.0.0.77")
        assert is_closed(waiting[0])
        waiting[1].sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert waiting[1].recv(65536).startswith(b"HTTP/1.0 200 ")


def test_a_request_that_is_being_answered_is_never_closed_for_others(start: Start) -> None:
    asked, go = threading.Event(), threading.Event()

    @Request.application
    def site(request: Request) -> Response:
        if request.path == "/slow":
            asked.set()
            assert go.wait(LONG)
        return Response("hello")

    running = start(site, limits=ConnectionLimits(connections=2, request_seconds=0.1))
    with running.connect() as slow:
        slow.sendall(b"GET /slow HTTP/1.0\r\n\r\n")
        assert asked.wait(LONG)
        assert all(answered(running) for _ in range(10))
        go.set()
        assert b"".join(iter(lambda: slow.recv(65536), b"")).endswith(b"hello")


def test_one_who_does_not_read_is_cut_off_and_the_answer_no_longer_made(start: Start) -> None:
    made: list[int] = []
    running = start(streaming(10_000, made), limits=ConnectionLimits(read_seconds=0.2))
    with running.connect() as to:
        to.sendall(b"GET / HTTP/1.0\r\n\r\n")
        running.until(lambda: bool(made))
        running.until(lambda: running.connections() == 0)
    assert len(made) < 1000


def test_one_who_reads_a_little_now_and_then_is_cut_off_too(start: Start) -> None:
    running = start(large, limits=ConnectionLimits(read_seconds=0.5, read_bytes=32 << 20))
    with running.connect() as to:
        to.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert to.recv(100).startswith(b"HTTP/1.0 200 ")
        with suppress(ConnectionResetError):
            while running.connections():
                to.recv(100)
                threading.Event().wait(0.01)
        assert running.connections() == 0


def test_one_who_reads_all_the_time_gets_all_however_long_it_takes(start: Start) -> None:
    made: list[int] = []
    limits = ConnectionLimits(read_seconds=0.1, read_bytes=1)
    running = start(streaming(100, made), limits=limits)
    with running.connect() as to:
        to.sendall(b"GET / HTTP/1.0\r\n\r\n")
        received = 0
        while part := to.recv(65536):
            received += len(part)
            threading.Event().wait(0.003)
    assert received > 100 * 65536


def test_readers_who_do_not_read_pages_take_no_thread(start: Start) -> None:
    running = start(large, threads=1)
    with ExitStack() as opened:
        for _ in range(5):
            to = opened.enter_context(running.connect())
            to.sendall(b"GET / HTTP/1.0\r\n\r\n")
        with running.connect() as to:
            to.sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert to.recv(10).startswith(b"HTTP/1.0")


def test_only_the_first_of_several_requests_at_once_is_answered_and_then_it_is_closed(
    start: Start,
) -> None:
    asked: list[str] = []

    @Request.application
    def site(request: Request) -> Response:
        asked.append(request.path)
        return Response(b"x" * (4 << 20))

    running = start(site, threads=1)
    with running.connect() as to:
        to.sendall(b"".join(b"GET /%d HTTP/1.1\r\nHost: a\r\n\r\n" % n for n in range(100)))
        assert answered(running)  # the one thread does not wait for the reader
        received = b"".join(iter(lambda: to.recv(1 << 20), b""))
    assert received.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"\r\nConnection: close\r\n" in received
    assert len(received) < 5 << 20
    assert asked == ["/0", "/healthz"]
