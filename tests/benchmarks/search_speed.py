"""How fast this product searches real words, beside Tantivy, SQLite FTS5, Xapian and older code.

    pip install tantivy wordfreq            # apt-get install python3-xapian
    python tests/benchmarks/search_speed.py --folder FOLDER --older CLONE-OF-OLDER-CODE

All index the same archive of an open vocabulary (see open_vocabulary.py) and are asked the same
1,000 questions, drawn from its texts. `page`: what the site asks for, twenty hits with snippets and
six facets; the product also widens the words to both languages, and looks for related entries and
corrections. `brief`: what a program asks for, ten hits and six facets, nothing widened. Everybody
is asked in turns, in an order drawn anew each round; the product and its peers in this process,
older code in its own. Times are processor time. What is left in the folder is used again. Engines
that are not installed are left out.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any, cast

import open_vocabulary
from questions import MODES, Mode, Question, drawn

from index.model.entry import Entry
from search.engines.whoosh.engine import WhooshEngine
from search.query.query import Query
from search.searcher import Searcher

HERE = Path(__file__).parent
CODE = HERE.parents[1]
NOW, OLDER = "this", "older"
PEERS = {
    "tantivy": ("peer_tantivy", "Tantivy"),
    "fts5": ("peer_fts5", "Fts5"),
    "xapian": ("peer_xapian", "Xapian"),
}
STARTS = 5
"""How often a process is started, and a generation published, for the first question."""
Times = dict[str, list[list[float]]]
"""By engine and question, the seconds of each round."""


class OneProcess:
    """A search in a process of its own; see one_process.py."""

    def __init__(self, code: Path, index: Path) -> None:
        command = [sys.executable, str(HERE / "one_process.py"), str(code), str(index)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=code)

    def __call__(self, *line: Any) -> Any:
        """Give a line, and return the answer."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def __enter__(self) -> OneProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


class Product:
    """This code, asked as anybody asks it: `Searcher.search`, no answer ever kept."""

    def __init__(self, folder: Path) -> None:
        self._searcher = Searcher(WhooshEngine(str(folder)), cache_results=False)

    def ask(self, question: Question, mode: Mode) -> tuple[int, int]:
        """The whole answer, with every value of each facet, as peers make them."""
        found = self._searcher.search(Query(**question.asked(mode)))
        for facet in found.facets.values():
            for _ in facet.values:
                pass
        return found.total, len(found.hits)

    def close(self) -> None:
        """Let go of all files."""
        self._searcher.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="3000,30000", help="entries, apart by commas")
    parser.add_argument("--questions", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3, help="after the first one")
    parser.add_argument("--folder", type=Path, required=True, help="where indexes are kept")
    parser.add_argument("--words", type=Path, help="a folder of words instead of wordfreq's")
    parser.add_argument("--older", type=Path, help="a clone with older code")
    parser.add_argument("--only", default="", help="keys of the engines, apart by commas")
    parser.add_argument("--build", action="store_true", help="only build what is not there yet")
    given = parser.parse_args(arguments)
    keys = given.only.split(",") if given.only else [NOW, *present()]
    for size in map(int, given.sizes.split(",")):
        folder = given.folder / str(size)
        folder.mkdir(parents=True, exist_ok=True)
        entries = list(open_vocabulary.entries(size, given.words, fewest=2))
        asked = drawn(entries, given.questions)
        codes = {NOW: CODE} | ({OLDER: given.older.resolve()} if given.older else {})
        build(entries, keys, codes, folder)
        if given.build:
            continue
        words = len({word for one in entries for v in one.versions for word in v.text.split()})
        print(f"## {size:,} entries, {words:,} different words, {len(asked):,} questions\n")
        del entries
        for mode in MODES:
            times = measure(mode, asked, keys, codes, folder, given.rounds)
            report(mode, asked, times)
        report_starts(codes, asked, folder)


def present() -> list[str]:
    """The peers whose library is here; says on stderr which are not."""
    found = []
    for key, (module, _) in PEERS.items():
        try:
            importlib.import_module(module)
        except ImportError as error:
            print(f"left out: {error}", file=sys.stderr)
        else:
            found.append(key)
    return found


def peer(key: str) -> Any:
    """The class of a peer."""
    module, name = PEERS[key]
    return getattr(importlib.import_module(module), name)


def build(
    entries: Sequence[Entry], keys: Iterable[str], codes: Mapping[str, Path], folder: Path
) -> None:
    """Build what is not there yet."""
    listed = folder / "entries.jsonl"
    if not listed.exists():
        lines = (json.dumps(plain(entry), ensure_ascii=False) for entry in entries)
        listed.write_text("\n".join(lines) + "\n", "utf-8")
    for key in dict.fromkeys((*keys, *codes)):
        place = folder / key
        if place.exists():
            continue
        begun = time.process_time()
        if key in codes:
            with OneProcess(codes[key], place) as process:
                seconds = process("build", str(listed))
        else:
            place.mkdir()
            peer(key).build(place, entries)
            seconds = time.process_time() - begun
        size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
        print(f"built {key}: {seconds:.1f} s, {size / 1e6:.0f} MB", file=sys.stderr)


def plain(entry: Entry) -> dict[str, Any]:
    """An entry for one_process.py."""
    dates = entry.dates
    return {
        "id": entry.id,
        "dates": [str(dates.start), str(dates.end), dates.precision, dates.as_written],
        "kind": entry.kind,
        "countries": entry.countries,
        "places": [list(asdict(one).values()) for one in entry.places],
        "people": [list(asdict(one).values()) for one in entry.people],
        "versions": [[v.language, v.title, v.text, v.origin, v.url] for v in entry.versions],
        "sources": [[one.url, one.fetched.isoformat()] for one in entry.sources],
    }


def measure(
    mode: Mode,
    asked: Sequence[Question],
    keys: Iterable[str],
    codes: Mapping[str, Path],
    folder: Path,
    rounds: int,
) -> Times:
    """Ask everything in turns, once and then so many rounds."""
    chance = random.Random(1)
    with ExitStack() as stack:
        here: dict[str, Any] = {}
        for key in keys:
            here[key] = (Product if key == NOW else peer(key))(folder / key)
            stack.callback(here[key].close)
        there = {
            key: stack.enter_context(OneProcess(code, folder / key))
            for key, code in codes.items()
            if key != NOW
        }
        for key in here:  # what a process does once is told apart: see report_starts
            here[key].ask(asked[0], mode)
        for process in there.values():
            process("ask", asked[0].asked(mode))
        times: Times = {key: [[] for _ in asked] for key in (*here, *there)}
        for _ in range(1 + rounds):
            gc.collect()
            order = list(range(1, len(asked)))
            chance.shuffle(order)
            for number in order:
                turns = list(times)
                chance.shuffle(turns)
                for key in turns:
                    if key in there:
                        seconds, _ = there[key]("ask", asked[number].asked(mode))
                    else:
                        begun = time.process_time()
                        here[key].ask(asked[number], mode)
                        seconds = time.process_time() - begun
                    times[key][number].append(seconds)
    return {key: [each for each in held if each] for key, held in times.items()}


def report(mode: Mode, asked: Sequence[Question], times: Times) -> None:
    """Print the table of one mode: milliseconds, and the ratio of this code to each other."""
    print(f"### {mode}\n")
    print("| | first asked p50 / p95 / max | warm p50 / p95 / max | this : it, first | warm |")
    print("|---|---|---|---|---|")
    spreads = {
        key: (spread([one[0] for one in held]), spread([median(one[1:]) for one in held]))
        for key, held in times.items()
    }
    mine = spreads.get(NOW)
    for key, (first, warm) in spreads.items():
        row = [" / ".join(f"{1e3 * value:.2f}" for value in each) for each in (first, warm)]
        if mine:
            row += [
                " / ".join(f"{a / b:.2f}" for a, b in zip(own[:2], each[:2], strict=True))
                for own, each in zip(mine, (first, warm), strict=True)
            ]
        print(f"| {key} | {' | '.join(row)} |")
    print("\nWarm p50 by kind of question:\n")
    sorts = [question.sort for question in asked[1:]]
    kinds = list(dict.fromkeys(sorts))
    print(f"| | {' | '.join(kinds)} |\n|{'---|' * (1 + len(kinds))}")
    for key, held in times.items():
        cells = [
            median(median(one[1:]) for one, sort in zip(held, sorts, strict=True) if sort == kind)
            for kind in kinds
        ]
        print(f"| {key} | {' | '.join(f'{1e3 * cell:.2f}' for cell in cells)} |")
    print(flush=True)


def spread(times: Sequence[float]) -> tuple[float, float, float]:
    """The middle one, the 95th of a hundred, and the longest."""
    ordered = sorted(times)
    return median(ordered), ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)], ordered[-1]


def report_starts(codes: Mapping[str, Path], asked: Sequence[Question], folder: Path) -> None:
    """Print what the first page of a process and of a generation costs more than the second."""
    listed = folder / "entries.jsonl"
    one, other, *_ = [question for question in asked if question.sort == "words"]
    taken: dict[str, dict[str, list[float]]] = {key: {} for key in codes}
    for start in range(STARTS):
        for key, code in codes.items():
            copy = folder / f"{key}-published"
            if not start:
                shutil.rmtree(copy, ignore_errors=True)
                shutil.copytree(folder / key, copy)
            with OneProcess(code, copy) as process:
                for what, cost in _starting(process, one, other, str(listed)):
                    taken[key].setdefault(what, []).append(cost)
    rows = list(next(iter(taken.values())))
    print("| | " + " | ".join(rows) + " |\n|" + "---|" * (1 + len(rows)))
    for key, held in taken.items():
        print(f"| {key} | " + " | ".join(f"{median(held[row]):.3f}" for row in rows) + " |")
    if OLDER in taken:
        cells = [median(taken[NOW][row]) / median(taken[OLDER][row]) for row in rows]
        print("| ratio | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |")
    print(flush=True)
    for key in codes:
        shutil.rmtree(folder / f"{key}-published", ignore_errors=True)


def _starting(
    process: OneProcess, one: Question, other: Question, listed: str
) -> Iterator[tuple[str, float]]:
    for what in ("a process", "a generation"):
        if what == "a generation":
            yield "publish one entry, s", process("publish", listed)
        first, second = (process("ask", each.asked("page"))[0] for each in (one, other))
        yield f"first page of {what}, s", first
        yield f"more than the second of {what}, s", first - second
    yield "private MB", process("memory")


if __name__ == "__main__":
    main(cast("Sequence[str]", sys.argv[1:]))
