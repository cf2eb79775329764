"""A real server on this machine, in a thread of its own."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from web.http.server import Server

LONG = 60
"""Seconds in which even a busy machine gets there."""


class Running:
    """A server in its own thread."""

    def __init__(self, site: Any, *, threads: int = 4, **more: Any) -> None:
        self.server = Server(site, host="127.0.0.1", port=0, threads=threads, **more)
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/", self.server.addresses[0])
        assert found
        self.port = int(found[1])
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()

    def connect(self, source: str = "127.0.0.1") -> socket.socket:
        """Connect from an address of this machine, as if from another client."""
        return socket.create_connection(
            ("127.0.0.1", self.port), timeout=LONG, source_address=(source, 0)
        )

    def says(self, request: bytes) -> bytes:
        """Return everything that it sends for these bytes until it closes."""
        with self.connect() as to:
            to.sendall(request)
            return b"".join(iter(lambda: to.recv(65536), b""))

    def connections(self) -> int:
        """How many connections it has open."""
        return len(self.server._channels())

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        ends = time.monotonic() + LONG
        while not holds():
            assert time.monotonic() < ends
            time.sleep(0.01)

    def until_it_listens_no_more(self) -> None:
        ends = time.monotonic() + LONG
        while time.monotonic() < ends:
            try:
                self.connect().close()
            except ConnectionRefusedError:
                return
            except ConnectionResetError:
                continue
            time.sleep(0.01)
        raise AssertionError("it still listens")

    def is_over(self) -> bool:
        self.thread.join(LONG)
        return not self.thread.is_alive()


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def run(site: Any, **more: Any) -> Running:
        started.append(Running(site, **more))
        return started[-1]

    yield run
    for each in started:
        each.server.stop()
        each.server.stop()
        assert each.is_over()
