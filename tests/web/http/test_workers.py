"""Several processes at one port: they share it, a dead one is replaced, and they end together."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.model.errors import ArchiveError
from web.http.connections import ConnectionLimits
from web.http.workers import CAN_FORK, listening_sockets, share_of

forked = pytest.mark.skipif(not CAN_FORK, reason="this system has no fork")

LONG = 60
"""Seconds in which even a busy machine gets there."""

PROGRAM = """
import os, pathlib, sys, time
from web.http.server import Server, stopped_by_signals
from web.http.workers import Workers, listening_sockets

folder = pathlib.Path(sys.argv[1])

def site(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        (folder / "asked").touch()
        while not (folder / "go").exists():
            time.sleep(0.01)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]

sockets = listening_sockets("127.0.0.1", 0)
workers = Workers(
    2, lambda: Server(site, host="127.0.0.1", port=0, threads=4, sockets=sockets)
)
with stopped_by_signals(workers.stop):
    print(sockets[0].getsockname()[1], flush=True)
    workers.run()
"""


class Site:
    """Two processes that answer with their numbers, and the one that keeps them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(folder)],
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        assert self.process.stdout
        self.port = int(self.process.stdout.readline())

    def ask(self, path: str = "/") -> int:
        """Return the number of the process that answers."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)) as to:
            to.request("GET", path)
            return int(to.getresponse().read())

    def answering(self, but: int = 0) -> set[int]:
        """Ask until two processes have answered."""
        found: set[int] = set()
        ends = time.monotonic() + LONG
        while len(found - {but}) < 2:
            assert time.monotonic() < ends, found
            found.add(self.ask())
        return found - {but}

    def until(self, holds: Callable[[], bool]) -> None:
        ends = time.monotonic() + LONG
        while not holds():
            assert time.monotonic() < ends
            time.sleep(0.01)

    def listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=LONG).close()
        except (ConnectionRefusedError, ConnectionResetError):
            return False
        return True


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    running = Site(tmp_path)
    yield running
    if running.process.poll() is None:
        (tmp_path / "go").touch()
        running.process.kill()
    running.process.communicate(timeout=LONG)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@forked
def test_two_processes_answer_and_a_killed_one_is_replaced(site: Site) -> None:
    one, other = site.answering()
    os.kill(one, signal.SIGKILL)
    again = site.answering(but=one)
    assert other in again
    site.process.send_signal(signal.SIGTERM)
    _, said = site.process.communicate(timeout=LONG)
    assert site.process.returncode == 0
    assert re.search(rf"process {one} .* has ended \(signal 9\)", said)


@forked
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_answers_under_way_finish_and_ends_all(site: Site, number: int) -> None:
    processes = site.answering()
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=LONG)) as under_way:
        under_way.request("GET", "/slow")
        site.until((site.folder / "asked").exists)
        if number == signal.SIGINT:  # Ctrl-C reaches every process of the terminal
            os.killpg(site.process.pid, number)
        else:
            site.process.send_signal(number)
        site.until(lambda: sum(map(is_alive, processes)) < 2)
        (site.folder / "go").touch()
        assert int(under_way.getresponse().read()) in processes
    site.process.communicate(timeout=LONG)
    assert site.process.returncode == 0
    assert not site.listens()


@forked
def test_a_second_signal_does_not_wait(site: Site) -> None:
    site.answering()
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=LONG)) as under_way:
        under_way.request("GET", "/slow")
        site.until((site.folder / "asked").exists)
        site.process.send_signal(signal.SIGTERM)
        site.process.send_signal(signal.SIGINT)
        with pytest.raises((ConnectionError, http.client.HTTPException)):
            under_way.getresponse()
        (site.folder / "go").touch()
    site.process.communicate(timeout=LONG)
    assert site.process.returncode == 0


@forked
def test_when_the_first_process_dies_the_others_end(site: Site) -> None:
    processes = site.answering()
    site.process.kill()
    site.until(lambda: not any(map(is_alive, processes)))
    assert not site.listens()


def test_a_port_that_is_taken_is_said_with_a_remedy() -> None:
    with closing(listening_sockets("127.0.0.1", 0)[0]) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ArchiveError, match=rf"cannot listen on 127\.0\.0\.1:{port} .* --port"):
            listening_sockets("127.0.0.1", port)


def test_a_name_with_two_addresses_has_one_port() -> None:
    opened = listening_sockets("localhost", 0)
    ports = {one.getsockname()[1] for one in opened}
    for one in opened:
        one.close()
    assert len(ports) == 1


@pytest.mark.parametrize(("workers", "kept"), [(1, (1000, 100)), (4, (250, 25)), (64, (100, 20))])
def test_processes_share_the_connections(workers: int, kept: Any) -> None:
    shared = share_of(ConnectionLimits(), workers)
    assert (shared.connections, shared.for_one) == kept
