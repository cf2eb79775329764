"""Readers ask the site all at once while what it answers from changes under them.

    python tests/benchmarks/load.py --seconds 600                 # 50 clients, 5,000 entries
    python tests/benchmarks/load.py --clients 8 --every 0 --only search

Makes a synthetic archive, serves it as `torino serve` does (or, with --workers, as gunicorn does),
lets each client ask one thing after the other without a pause (or with --think seconds between),
never the same search twice but by chance, and publishes a generation every so many seconds.
Prints answers a second, how long they took, their statuses, and the memory of the server.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from index.commands.add import add_sources
from index.indexing.generations import live_generation
from index.indexing.generations.building import build_generation
from index.store.home import Home
from search.export.json_format import search_url
from search.query.query import Query

sys.path.insert(0, str(Path(__file__).parent))
import synthetic

PATIENCE = 60.0
"""Seconds after which an answer that has not come counts as none."""

SHARES = {"search": 60, "entry": 20, "suggest": 10, "json": 5, "browse": 5}
"""Of a hundred requests, how many are of which sort."""


@dataclass(slots=True)
class Told:
    """What the clients met."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    generations: set[str] = field(default_factory=set)
    bytes: int = 0

    def add(self, sort: str, took: float, status: str, size: int) -> None:
        """Count one answer; a status that is no number is the name of what went wrong."""
        self.seconds.setdefault(sort, []).append(took)
        self.statuses[status] += 1
        self.bytes += size


def addresses(ids: list[str], chance: random.Random, only: str = "") -> Iterator[tuple[str, str]]:
    """What a client asks, without an end: the sort and the address, written as the site does."""
    words = sorted({w for w in (*synthetic.WORDS_EN, *synthetic.WORDS_IT) if len(w) > 4})
    names = [name for place in synthetic.PLACES for name in place]
    countries = ("FR", "CN", "DE", "ES", "JP", "AR", "RO", "AL", "MA", "US", "FI", "TR")
    sorts = [only] if only else list(SHARES)
    while True:
        sort = chance.choices(sorts, [SHARES[each] for each in sorts])[0]
        language = chance.choice(("it", "en"))
        if sort == "entry":
            yield sort, f"/{language}/e/{chance.choice(ids)}"
        elif sort == "suggest":
            yield sort, f"/{language}/suggest.json?q={chance.choice(names)[: chance.randint(2, 6)]}"
        elif sort == "browse":
            inside = ("", "countries", "years", f"countries/{chance.choice(countries)}")
            yield sort, f"/{language}/{chance.choice(inside)}"
        else:
            text = " ".join(chance.sample(words, chance.randint(0, 2)))
            guest = f"{chance.choice(synthetic.FIRST)} {chance.choice(synthetic.LAST)}"
            query = Query(
                text=chance.choice((f"{chance.choice(names)} {text}".strip(), guest, text)),
                year=(chance.randint(2002, 2025),) if chance.random() < 0.3 else (),
                country=(chance.choice(countries),) if chance.random() < 0.3 else (),
                page=chance.choice((1, 1, 1, 2)) if not text else 1,
            )
            yield sort, search_url(query, language, ".json" if sort == "json" else "")


async def ask(address: str, path: str) -> tuple[str, int]:
    """Ask on a connection of its own; the status and how many bytes came."""
    host, port = address.split(":")
    reading, writing = await asyncio.open_connection(host, int(port))
    try:
        path = quote(path, safe="/?&=%+;:@,.~-")
        writing.write(
            f"GET {path} HTTP/1.1\r\nHost: {address}\r\n"
            "Accept-Encoding: gzip\r\nConnection: close\r\n\r\n".encode()
        )
        said = await reading.read()
        head, end, body = said.partition(b"\r\n\r\n")
        status = said[9:12].decode() if end else "nothing"
        length = [
            line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
        ]
        if length and int(length[0].split(b":")[1]) != len(body):
            status = "cut short"
        return status, len(said)
    finally:
        writing.close()


async def client(
    address: str, asked: Iterator[tuple[str, str]], told: Told, ends: float, think: float
) -> None:
    """Ask until the time is over."""
    while time.monotonic() < ends:
        sort, path = next(asked)
        began = time.perf_counter()
        try:
            status, size = await asyncio.wait_for(ask(address, path), PATIENCE)
        except (OSError, TimeoutError) as error:
            status, size = type(error).__name__, 0
        told.add(sort, time.perf_counter() - began, status, size)
        if think:
            await asyncio.sleep(think)


async def publisher(home: Home, told: Told, ends: float, every: float) -> None:
    """Make a new generation live again and again."""
    told.generations.add(live_generation(Path(home.location)).name)
    while every and time.monotonic() + every < ends:
        await asyncio.sleep(every)
        told.generations.add(await asyncio.to_thread(publish_again, home))


def publish_again(home: Home) -> str:
    """Publish what is live once more, as a generation of its own; its name."""
    root = Path(home.location)
    live = live_generation(root)
    with build_generation(root) as folder:
        for path in live.path.iterdir():
            if path.name != "MANIFEST.json":
                shutil.copy2(path, folder)
    return folder.name


@contextmanager
def served(home: Home, workers: int) -> Iterator[tuple[str, int]]:
    """The site over this home in processes of its own: address and process number."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    command = [
        sys.executable,
        "-c",
        "from web.cli.main import main; main()",
        "serve",
        "--port",
        port,
    ]
    if workers:
        command = [
            *(sys.executable, "-m", "gunicorn", "-c", "python:web.gunicorn_settings"),
            *("-w", str(workers), "-b", f"127.0.0.1:{port}", "--log-level", "warning"),
            "web.wsgi:application()",
        ]
    process = subprocess.Popen(
        command, env={**os.environ, "TORINO_HOME": str(home.path)}, stderr=subprocess.DEVNULL
    )
    try:
        asyncio.run(_until_ready(f"127.0.0.1:{port}"))
        yield f"127.0.0.1:{port}", process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


async def _until_ready(address: str) -> None:
    for _ in range(600):
        try:
            if (await ask(address, "/readyz"))[0] == "200":
                return
        except OSError:
            pass
        await asyncio.sleep(0.1)
    raise TimeoutError(f"nothing answers at {address}")


def load(
    home: Home,
    *,
    clients: int,
    seconds: float,
    every: float,
    only: str = "",
    think: float = 0.0,
    workers: int = 0,
) -> tuple[Told, list[str]]:
    """Serve the archive under load; what the clients met, and the memory of each process."""
    told = Told()
    with served(home, workers) as (address, process):
        ids = asyncio.run(_ids(address))

        async def all_at_once() -> None:
            ends = time.monotonic() + seconds
            asking = [
                client(address, addresses(ids, random.Random(n), only), told, ends, think)
                for n in range(clients)
            ]
            await asyncio.gather(publisher(home, told, ends, every), *asking)

        asyncio.run(all_at_once())
        children = Path(f"/proc/{process}/task/{process}/children")
        processes = [process, *map(int, children.read_text().split() if workers else ())]
        return told, [_memory(each) for each in processes]


async def _ids(address: str) -> list[str]:
    host, port = address.split(":")
    reading, writing = await asyncio.open_connection(host, int(port))
    writing.write(f"GET /en/search.jsonl HTTP/1.0\r\nHost: {address}\r\n\r\n".encode())
    said = (await reading.read()).partition(b"\r\n\r\n")[2]
    writing.close()
    return [json.loads(line)["id"] for line in said.splitlines()]


def _memory(process: int) -> str:
    """A process's memory now and at most; empty where the system does not say."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return ""
    said = dict(line.split(":", 1) for line in status.read_text().splitlines())
    now, most = (int(said[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM"))
    return f"{now} MB (at most {most})"


def filled(folder: Path, entries: int) -> Home:
    """A home with a synthetic archive of so many entries."""
    archive = folder / "archive.warc.gz"
    synthetic.write_warc(entries, archive)
    home = Home(folder / "home")
    add_sources(home, [str(archive)])
    return home


def shares(took: list[float]) -> str:
    """The 50th, 95th and 99th percentile and the longest, in milliseconds."""
    ordered = sorted(took)
    p50, p95, p99, longest = (
        ordered[int(share * (len(ordered) - 1))] * 1000 for share in (0.5, 0.95, 0.99, 1)
    )
    return f"p50 {p50:6.0f}  p95 {p95:6.0f}  p99 {p99:6.0f}  max {longest:6.0f} ms"


@contextmanager
def archive_in(folder: Path | None, entries: int) -> Iterator[Home]:
    """Yield an archive of so many entries in `folder`, made unless it is there; None: for once."""
    with tempfile.TemporaryDirectory() as aside:
        folder = folder or Path(aside)
        folder.mkdir(exist_ok=True)
        home = Home(folder / "home")
        yield home if home.database.exists() else filled(folder, entries)


def main() -> None:
    """Run from the command line."""
    asked = argparse.ArgumentParser(description="Load the site.")
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--clients", type=int, default=50)
    asked.add_argument("--entries", type=int, default=5000)
    asked.add_argument(
        "--every", type=float, default=10, help="seconds between generations; 0: one"
    )
    asked.add_argument("--think", type=float, default=0, help="seconds a client waits in between")
    asked.add_argument("--only", choices=list(SHARES), default="")
    asked.add_argument("--workers", type=int, default=0, help="gunicorn's; 0: torino serve")
    asked.add_argument("--folder", type=Path, help="where to keep the archive for the next run")
    chosen = asked.parse_args()
    with archive_in(chosen.folder, chosen.entries) as home:
        told, memory = load(
            home,
            clients=chosen.clients,
            seconds=chosen.seconds,
            every=chosen.every,
            only=chosen.only,
            think=chosen.think,
            workers=chosen.workers,
        )
    count = told.statuses.total()
    print(f"{chosen.clients} clients, {chosen.seconds:.0f} s, generations {len(told.generations)}")
    print(f"{count} answers, {count / chosen.seconds:.1f} a second, {told.bytes / count:.0f} bytes")
    print(f"statuses {dict(told.statuses)}; memory {', '.join(memory)}")
    for sort, took in sorted(told.seconds.items()):
        print(f"{sort:8} {len(took):7}  {shares(took)}")
    print(f"{'all':8} {count:7}  {shares([s for took in told.seconds.values() for s in took])}")


if __name__ == "__main__":
    main()
