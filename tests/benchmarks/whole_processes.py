"""Whole processes by their processor time: the terminal, building, one page more, pages served.

    python tests/benchmarks/whole_processes.py --entries 3000
    python tests/benchmarks/whole_processes.py --entries 131 3000 --code ../before
    python tests/benchmarks/whole_processes.py --entries --indexes FOLDER/3000 FOLDER/30000

Archives are those of `synthetic.py`, or with `--real-words` pages of an open vocabulary (see
open_vocabulary.py). With `--code` a checkout of older code does the same, in turns, and the ratio
is told. `--indexes` are folders in which search_speed.py has made `this`, and `older` by that code:
the terminal asks them. Processor time is that of the process and all it has started, and for a verb
what it takes beyond `import numpy, click`; medians.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import open_vocabulary
import synthetic

HERE = Path(__file__).parents[2]
RUN = """
import sys
try:
    from web.cli.process import main
except ImportError:  # before 29 November 2026
    from web.cli import main
sys.argv[0] = "torino"
main()
"""
BARE = "import numpy, click"
WORDS = ("transport", "museums", "Lione", "delegation", "Tirana", "officials", "libraries", "Anna")
"""What is searched for in the terminal and on the site."""


class Code:
    """A checkout of the code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def run(self, program: str, *words: str) -> float:
        """Run a program with this code; return the seconds of processor time of all processes."""
        before = _used()
        subprocess.run(
            [sys.executable, "-c", program, *words],
            check=True,
            cwd="/",
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return _used() - before

    def torino(self, home: Path, *words: str) -> float:
        """Run a verb."""
        return self.run(RUN, "--home", str(home), *words)

    def environment(self) -> dict[str, str]:
        """Return an environment in which compiled modules are kept, as of an installed package."""
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        return {**kept, "PYTHONPATH": str(self.folder)}


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Archive:
    """An archive that one code has made."""

    def __init__(self, code: Code, folder: Path, mirror: Path) -> None:
        self.code = code
        self.home = folder / "home"
        begun = time.perf_counter()
        self.building = code.torino(self.home, "add", str(mirror))
        self.wall = time.perf_counter() - begun

    def one_page_more(self, folder: Path, number: int) -> float:
        """Add a page and search what is on it; return the processor time of both."""
        name = f"zebra{number}"
        page = folder / "www.comune.torino.it" / "more" / f"{name}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            f"<html lang='en'><body><ul><li><b>May {number + 1}th, 2026 - Visit of {name}</b></li>"
            f"</ul><p>A delegation of {name} visited the museums of the city.</p></body></html>"
        )
        added = self.code.torino(self.home, "add", str(page))
        return added + self.code.torino(self.home, "search", name)

    def pages_served(self, workers: int, asked: int) -> float | None:
        """Return the pages a second of the process that answered most of them, times processes.

        That is what so many cores give: by processor time, so that other work on them counts
        nothing. None where `serve` has one process only.
        """
        words = ["serve", "--port", "0", *(["--workers", str(workers)] if workers > 1 else [])]
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, "--home", str(self.home), *words],
            cwd="/",
            env=self.code.environment(),
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr
        found = next(
            filter(None, (re.search(r"http://\S+", line) for line in process.stderr)), None
        )
        if found is None:
            process.wait()
            return None
        try:
            _ask(found[0], workers * 4, 1)  # what is made once
            answering = _children(process.pid) if workers > 1 else [process.pid]
            before = {one: _processor(one) for one in answering}
            _ask(found[0], asked, 4)
            used = [_processor(one) - before[one] for one in answering]
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate()
        return asked / max(used)


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(one) for one in listed.split()]


def _processor(process: int) -> float:
    cells = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")


def _ask(site: str, pages: int, clients: int) -> None:
    """Ask for pages that nobody asked for before, by several clients at once."""

    def ask(first: int) -> None:
        for number in range(first, pages, clients):
            word = WORDS[number % len(WORDS)]
            address = (
                f"{site}en/search?q={word}&from={1900 + number % 90}-{1 + number // 90 % 12:02}"
            )
            with urllib.request.urlopen(address) as answer:
                answer.read()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    """Measure, and print rows of a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--entries", type=int, nargs="*", default=[3000])
    parser.add_argument("--indexes", type=Path, nargs="+", default=[])
    parser.add_argument("--code", type=Path, help="a checkout to compare with")
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--real-words", action="store_true", help="pages of an open vocabulary")
    given = parser.parse_args()
    codes = [Code(HERE), *([Code(given.code)] if given.code else [])]
    print("| entries | what | " + ("now | before | ratio |" if given.code else "now |"))
    for entries in given.entries:
        with tempfile.TemporaryDirectory() as folder:
            made = (open_vocabulary if given.real_words else synthetic).pages(entries)
            for row in _rows(codes, entries, made, Path(folder), given.repeats):
                print(row, flush=True)
    for folder in given.indexes:
        found = list(
            map(statistics.median, zip(*_asked(codes, folder, given.repeats), strict=True))
        )
        print(_row(folder.name, "`torino search`, an index", found, _ms), flush=True)


def _asked(codes: Sequence[Code], folder: Path, repeats: int) -> Iterator[list[float]]:
    """Yield for each word what a search of the terminal takes, of each code its own index."""
    indexes = [folder / name for name in ("this", "older")]
    for word in (WORDS * repeats)[:repeats]:
        yield [
            code.torino(folder, "--engine", str(index), "search", word) - code.run(BARE)
            for code, index in zip(codes, indexes, strict=False)
        ]


def _rows(
    codes: Sequence[Code],
    entries: int,
    pages: Iterable[tuple[str, str]],
    folder: Path,
    repeats: int,
) -> Iterator[str]:
    mirror = folder / "mirror"
    for url, html in pages:
        page = mirror / url.removeprefix("http://")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(html)
    source = mirror / "www.comune.torino.it"
    archives = [Archive(code, folder / str(number), source) for number, code in enumerate(codes)]

    def beyond_imports(*words: str) -> list[float]:
        turns = [
            [one.code.torino(one.home, *words) - one.code.run(BARE) for one in archives]
            for _ in range(repeats)
        ]
        return [statistics.median(column) for column in zip(*turns, strict=True)]

    def row(what: str, found: Sequence[float | None], unit: Callable[[float], str]) -> str:
        return _row(f"{entries:,}", what, found, unit)

    for verb in (("--help",), ("search", WORDS[0]), ("check",)):
        yield row(f"`torino {verb[0]}`", beyond_imports(*verb), _ms)
    yield row("`torino add`, an entry", [one.building / entries for one in archives], _ms)
    shares = [one.wall / one.building for one in archives]
    yield row("the same, clock : processor", shares, lambda share: f"{share:.2f}")
    more = [
        [one.one_page_more(folder / f"more{number}", turn) for number, one in enumerate(archives)]
        for turn in range(3)
    ]
    columns = zip(*more, strict=True)
    yield row("one page more until found", [statistics.median(one) for one in columns], _ms)
    served = [one.pages_served(1, 400) for one in archives]
    yield row("pages a second, one process", served, lambda pages: f"{pages:.0f}")
    two = [archives[0].pages_served(2, 800)]
    yield row("pages a second, two processes", two, lambda pages: f"{pages:.0f}")


def _row(of: str, what: str, found: Sequence[float | None], unit: Callable[[float], str]) -> str:
    told = ["–" if one is None else unit(one) for one in found]
    ratio = f" {found[0] / found[1]:.2f} |" if len(found) > 1 and all(found) else ""
    return f"| {of} | {what} | {' | '.join(told)} |{ratio}"


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


if __name__ == "__main__":
    main()
