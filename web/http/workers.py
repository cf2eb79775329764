"""Several processes that answer at one port: each is forked, and replaced when it dies.

The process that forks them answers nothing. It tells them to end over a pipe, whose other end
closes when it dies itself; so none is left alone. A Ctrl-C in a terminal reaches all processes, and
only the first heeds it.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from time import monotonic, sleep

from web.http.connections import ConnectionLimits
from web.http.server import SIGNALS, Server, cannot_listen

log = logging.getLogger(__name__)

CAN_FORK = hasattr(os, "fork")
"""Whether this system has what several processes need; Windows has not."""
_LEAST = ConnectionLimits(connections=100, for_one=20)
"""A process lets at least so many connections in, since the system deals them out unevenly. Chosen
by hand."""
_SHORT_LIFE = 5.0
"""Seconds; a process that lived shorter is replaced after one second, so that a fault at its start
does not take a core."""


def share_of(limits: ConnectionLimits, workers: int) -> ConnectionLimits:
    """Return the limits of one of several processes, which together keep about these."""
    return replace(
        limits,
        connections=max(_LEAST.connections, limits.connections // workers),
        for_one=max(_LEAST.for_one, limits.for_one // workers),
    )


def listening_sockets(host: str, port: int) -> list[socket.socket]:
    """Return sockets that listen at every address of a host. Raises ArchiveError.

    With port 0 all have the same free one.
    """
    opened: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE | socket.AI_NUMERICSERV
        )
        for family, kind, protocol, _, address in dict.fromkeys(found):
            one = socket.socket(family, kind, protocol)
            opened.append(one)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            chosen = port or (opened[0].getsockname()[1] if len(opened) > 1 else 0)
            one.bind((address[0], chosen, *address[2:]))
            one.listen(1024)
    except (OSError, UnicodeError) as error:
        for one in opened:
            one.close()
        raise cannot_listen(host, port, error) from error
    return opened


class Workers:
    """Processes that do the same work until `stop`. For the main thread of a process with no other.

    The work gets a server and runs it; its exceptions end its process with 1.
    """

    def __init__(self, count: int, make: Callable[[], Server]) -> None:
        self._count = count
        self._make = make
        self._pipes: dict[int, int] = {}
        """The writing end of each process's pipe, by process id."""
        self._born: dict[int, float] = {}
        self._stops = 0

    def stop(self) -> None:
        """Make all processes end when they have answered; a second call, at once."""
        self._stops += 1
        for pipe in tuple(self._pipes.values()):
            _tell(pipe)

    def run(self) -> None:
        """Keep the processes running until `stop`. In each of them SystemExit is raised."""
        for _ in range(self._count):
            self._start()
        while self._pipes:
            ended, status = os.waitpid(-1, 0)
            if ended not in self._pipes:
                continue
            os.close(self._pipes.pop(ended))
            lived = monotonic() - self._born.pop(ended)
            if self._stops:
                continue
            log.warning("process %d that answers has ended (%s)", ended, _how(status))
            if lived < _SHORT_LIFE:
                sleep(1.0)
            self._start()

    def _start(self) -> None:
        if self._stops:
            return
        reading, writing = os.pipe()
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # until each process has its own handlers
        process = os.fork()
        if process:
            os.close(reading)
            self._pipes[process], self._born[process] = writing, monotonic()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
            return
        for pipe in (writing, *self._pipes.values()):
            os.close(pipe)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _answer(self._make(), reading)
        sys.exit(0)


def _answer(server: Server, orders: int) -> None:
    """Run a server until it is told to stop, or there is nobody any more who could."""
    stopping = threading.Lock()

    def stop_once() -> None:
        if stopping.acquire(blocking=False):
            server.stop()

    def obey() -> None:
        if not os.read(orders, 1):  # the first process is gone
            stop_once()
            return
        stop_once()
        if os.read(orders, 1):
            server.stop()

    signal.signal(signal.SIGTERM, lambda *_: stop_once())
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    threading.Thread(target=obey, daemon=True).start()
    server.run()


def _tell(pipe: int) -> None:
    try:
        os.write(pipe, b"s")
    except BrokenPipeError:
        return  # it has ended


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"exit code {code}" if code >= 0 else f"signal {-code}"
