"""What one visitor meets while others ask for what costs most, drip, or do not read.

    python tests/benchmarks/crowds.py --entries 30000 --folder /tmp/torino-30000
    python tests/benchmarks/crowds.py --folder /tmp/torino-30000 --code ../before  # older code

Serves a synthetic archive as `torino serve` does, anew for each case. One visitor searches from an
address of their own, never the same twice; the others come from one address or from many, which on
Linux all of 127.0.0.0/8 are. Prints a row of a table for each case.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from index.store.home import Home

sys.path.insert(0, str(Path(__file__).parent))
import costs
import load

VISITOR = "127.0.0.1"
PATIENCE = 30.0
"""Seconds after which an answer that has not come counts as none."""
THINK = 0.05
"""Seconds that the visitor waits after each answer."""
WHOLE = ("/sitemap/1.xml", "/sitemap/2.xml", *(f"/en/search.{f}" for f in costs.FORMS))


@dataclass(slots=True)
class Met:
    """What somebody met: seconds of each answer, and how often each status."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        if not self.seconds:
            return "no answer"
        ordered = sorted(self.seconds)
        p50, p95 = (ordered[int(share * (len(ordered) - 1))] * 1000 for share in (0.5, 0.95))
        said = ", ".join(f"{count} × {status}" for status, count in self.statuses.most_common())
        return f"{p50:.0f} | {p95:.0f} | {said}"


async def ask(port: int, path: str, source: str, met: Met, *, beginning: bool = False) -> None:
    """Ask on a connection of its own and note what came, of all or of the first bytes."""
    began = time.perf_counter()
    try:
        status = await asyncio.wait_for(_status(port, path, source, beginning), PATIENCE)
    except (OSError, TimeoutError) as error:
        status = type(error).__name__
    met.seconds.append(time.perf_counter() - began)
    met.statuses[status] += 1


async def _status(port: int, path: str, source: str, beginning: bool) -> str:
    reading, writing = await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))
    try:
        path = quote(path, safe="/?&=%+;:@,.~-*")
        writing.write(
            f"GET {path} HTTP/1.1\r\nHost: a.example\r\nAccept-Encoding: gzip\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        first = await reading.read(65536)
        while not beginning and await reading.read(65536):
            pass
        return first[9:12].decode() or "nothing"
    finally:
        writing.close()


async def repeat(
    port: int,
    paths: Iterator[str],
    source: str,
    met: Met,
    think: float,
    *,
    beginning: bool = False,
) -> None:
    """Ask one thing after the other until cancelled."""
    for path in paths:
        await ask(port, path, source, met, beginning=beginning)
        await asyncio.sleep(think)


def searches() -> Iterator[str]:
    """What the visitor searches for."""
    return (path for _, path in load.addresses([], random.Random(7), "search"))


def misspelt(number: int) -> Iterator[str]:
    """Sixteen misspelt words, never the same."""
    chance = random.Random(number)
    words = costs.LONGEST.split()
    while True:
        typed = []
        for word in words:
            place = chance.randrange(1, len(word) - 1)
            typed.append(word[:place] + chance.choice("abcdefghilmnoprstuvz") + word[place:])
        yield f"/en/search?q={'+'.join(typed)}"


def over_and_over(path: str) -> Callable[[int], Iterator[str]]:
    """The same address again and again."""

    def paths(number: int) -> Iterator[str]:
        while True:
            yield path

    return paths


CROWDS: dict[str, Callable[[int], Iterator[str]]] = {
    "a sheet of the sitemap": over_and_over("/sitemap/1.xml"),
    "an export of a common word": over_and_over("/en/search.csv?q=water"),
    "sixteen misspelt words": misspelt,
}


def source_of(number: int, addresses: int) -> str:
    """The address of one of the crowd."""
    which = number % addresses
    return f"127.1.{which // 250}.{1 + which % 250}"


async def beside_a_crowd(
    port: int, paths: Callable[[int], Iterator[str]], clients: int, addresses: int, seconds: float
) -> tuple[Met, Met]:
    """Let the visitor search beside the crowd: what the visitor met, and what the crowd."""
    visitor, crowd = Met(), Met()
    for _ in range(2):  # what is made once is another row
        await ask(port, next(paths(0)), VISITOR, Met())
    tasks = [
        asyncio.create_task(repeat(port, paths(n), source_of(n, addresses), crowd, 0))
        for n in range(clients)
    ]
    await asyncio.sleep(1)
    tasks.append(asyncio.create_task(repeat(port, searches(), VISITOR, visitor, THINK)))
    await asyncio.sleep(seconds)
    await _cancelled(tasks)
    return visitor, crowd


async def _cancelled(tasks: list[asyncio.Task[None]]) -> None:
    pending: set[asyncio.Task[None]] = set(tasks)
    while pending:  # one that is just being answered may not notice the first time
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.5)


async def beside_dripping(
    port: int, connections: int, addresses: int, seconds: float
) -> tuple[Met, Met]:
    """Ask /healthz and search while connections send a byte every 20 seconds."""
    health, visitor = Met(), Met()
    opened = []
    for number in range(connections):
        made = socket.socket()
        made.bind((source_of(number, addresses), 0))
        made.setblocking(False)
        made.connect_ex(("127.0.0.1", port))
        opened.append(made)
        if number % 100 == 99:
            await asyncio.sleep(0.05)

    async def drip() -> None:
        while True:
            for number, each in enumerate(opened):
                try:
                    each.send(b"GET /en/ HTTP/1.1\r\nX: " if not number % 2 else b"G")
                except OSError:
                    continue
            await asyncio.sleep(20)

    tasks = [asyncio.create_task(drip())]
    await asyncio.sleep(1)
    healthz = over_and_over("/healthz")(0)
    tasks.append(asyncio.create_task(repeat(port, healthz, VISITOR, health, THINK)))
    tasks.append(asyncio.create_task(repeat(port, searches(), "127.0.0.2", visitor, THINK)))
    await asyncio.sleep(seconds)
    await _cancelled(tasks)
    for each in opened:
        each.close()
    return health, visitor


async def beside_slow_readers(
    port: int, path: str, readers: int, seconds: float
) -> tuple[Met, Met]:
    """Search, and export, while others ask for an export and take 100 bytes a second of it."""
    visitor, exporting = Met(), Met()
    await ask(port, path, VISITOR, Met())  # what is made once is another row

    async def read_slowly() -> None:
        made = socket.socket()
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        made.bind((source_of(0, 1), 0))
        made.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(made, ("127.0.0.1", port))
        await loop.sock_sendall(made, f"GET {path} HTTP/1.1\r\nHost: a.example\r\n\r\n".encode())
        try:
            while await loop.sock_recv(made, 100):
                await asyncio.sleep(1)
        finally:
            made.close()

    tasks = [asyncio.create_task(read_slowly()) for _ in range(readers)]
    await asyncio.sleep(2)
    tasks.append(asyncio.create_task(repeat(port, searches(), VISITOR, visitor, THINK)))
    exports = over_and_over(path)(0)
    others = repeat(port, exports, "127.0.0.2", exporting, 0.5, beginning=True)
    tasks.append(asyncio.create_task(others))
    await asyncio.sleep(seconds)
    await _cancelled(tasks)
    return visitor, exporting


@contextmanager
def served(home: Home, code: Path) -> Iterator[int]:
    """Serve the home with the code in a folder; gives the port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", "from web.cli.main import main; main()", "serve"),
            "--port",
            str(port),
        ],
        env={**os.environ, "TORINO_HOME": str(home.path), "PYTHONPATH": str(code)},
        cwd=code,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            met = Met()
            asyncio.run(ask(port, "/readyz", VISITOR, met))
            if met.statuses["200"]:
                break
            time.sleep(0.1)
        asyncio.run(ask(port, "/en/search?q=sindaca", VISITOR, Met()))
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def measure(
    home: Home, code: Path, *, seconds: float, clients: int, connections: int, only_slow: bool
) -> None:
    """Print the table, or of it only the rows of slow readers."""
    print("| case | p50 ms | p95 ms | statuses |\n|---|---|---|---|", flush=True)

    def row(case: str, met: Met) -> None:
        print(f"| {case} | {met} |", flush=True)

    if not only_slow:
        _crowds(row, home, code, seconds=seconds, clients=clients, connections=connections)
    for path in ("/en/search.csv", "/en/search.csv?q=water"):
        with served(home, code) as port:
            visitor, exporting = asyncio.run(beside_slow_readers(port, path, 4, seconds))
        row(f"visitor beside 4 slow readers of {path}", visitor)
        row(f"the first bytes of {path} for another beside them", exporting)


def _crowds(
    row: Callable[[str, Met], None],
    home: Home,
    code: Path,
    *,
    seconds: float,
    clients: int,
    connections: int,
) -> None:
    with served(home, code) as port:
        row("a visitor alone", asyncio.run(beside_a_crowd(port, misspelt, 0, 1, seconds))[0])
        for path in WHOLE:
            for which in ("first", "next"):
                met = Met()
                asyncio.run(ask(port, path, VISITOR, met))
                row(f"{path}, {which}", met)
    for name, paths in CROWDS.items():
        for addresses in (1, clients):
            with served(home, code) as port:
                visitor, crowd = asyncio.run(
                    beside_a_crowd(port, paths, clients, addresses, seconds)
                )
            case = f"{clients} clients of {addresses} address(es), {name}"
            row(f"visitor beside {case}", visitor)
            row(f"the {case}", crowd)
    for addresses in (1, connections):
        with served(home, code) as port:
            health, visitor = asyncio.run(beside_dripping(port, connections, addresses, seconds))
        row(f"/healthz beside {connections} dripping from {addresses} address(es)", health)
        row(f"visitor beside {connections} dripping from {addresses} address(es)", visitor)


def main() -> None:
    """Run from the command line."""
    asked = argparse.ArgumentParser(description="Measure a visitor beside crowds.")
    asked.add_argument("--entries", type=int, default=30_000)
    asked.add_argument("--seconds", type=float, default=10)
    asked.add_argument("--clients", type=int, default=16)
    asked.add_argument("--only-slow", action="store_true", help="only slow readers")
    asked.add_argument("--connections", type=int, default=1000)
    asked.add_argument("--folder", type=Path, help="where to keep the archive for the next run")
    here = Path(__file__).parents[2]
    asked.add_argument("--code", type=Path, default=here, help="the version to serve")
    chosen = asked.parse_args()
    with load.archive_in(chosen.folder, chosen.entries) as home:
        measure(
            home,
            chosen.code.resolve(),
            seconds=chosen.seconds,
            clients=chosen.clients,
            connections=chosen.connections,
            only_slow=chosen.only_slow,
        )


if __name__ == "__main__":
    main()
