"""How fast this product searches, beside stock Whoosh, SQLite FTS5, Xapian and Tantivy.

    pip install tantivy            # apt-get install python3-xapian
    python tests/benchmarks/search_speed.py --sizes 3000,30000,100000 --folder /tmp/speed

All engines index the same invented archive and answer the same 60 questions with the same object:
ten hits with title and date, the total, and counts of year, country and kind, each with its
labels in two languages. They must agree on all totals and counts before anything is timed. What
is left in the folder is used again, so that a second run only asks. Engines that are not
installed are left out. Results go to results.md and speed.svg in `--out`.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from statistics import median

import bilingual
from engines import WRITER, Built, build, engine, present
from plot import drawn
from questions import questions
from report import Measured, kept, read, written
from serving import Served, served
from timing import agreed, rounds_of, timed

SMALL = 5_000
"""Up to this many entries building is repeated, in turns."""
REPEATED = 3
"""How often a small index is built, at most."""
STARTS = 3
"""How often a process is started with each engine, at most."""


@cache
def _archive(size: int) -> tuple[object, ...]:
    return tuple(bilingual.entries(size))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write the report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="3000,30000,100000", help="entries, apart by commas")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", type=Path, required=True, help="where indexes are kept")
    parser.add_argument("--out", type=Path, help="where the report goes; the folder if not given")
    parser.add_argument("--only", default="", help="keys of the engines, apart by commas")
    parser.add_argument("--report", action="store_true", help="only report what was measured")
    given = parser.parse_args(arguments)
    keys = given.only.split(",") if given.only else present()
    out = given.out or given.folder
    measured = []
    for size in map(int, given.sizes.split(",")):
        note = given.folder / str(size) / "measured.json"
        if not given.report:
            note.unlink(missing_ok=True)
            one = _measured(size, keys, given.rounds, given.folder / str(size))
            note.write_text(kept(one), "utf-8")
        measured.append(read(note.read_text("utf-8")))
        _archive.cache_clear()
        (out / "results.md").write_text(written(measured), "utf-8")
    (out / "speed.svg").write_text(drawn(measured), "utf-8")
    print((out / "results.md").read_text("utf-8"))


def _measured(size: int, keys: Sequence[str], rounds: int, folder: Path) -> Measured:
    asked = questions()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "questions.pickle").write_bytes(pickle.dumps(asked))
    built = _built(size, keys, min(rounds, REPEATED if size <= SMALL else 1), folder)
    searching = [key for key in keys if key != WRITER]
    serving = _served(searching, folder, min(rounds, STARTS))
    engines = {key: engine(key)(folder / key) for key in searching}
    print(f"{size}: asking", file=sys.stderr)
    first = agreed(engines, asked)
    times = rounds_of(first, rounds)
    faceted = timed(engines, asked, times, counted=True)
    top = timed(engines, asked, times, counted=False)
    for one in engines.values():
        one.close()
    sorts = [question.sort for question in asked]
    return Measured(size, rounds, built, serving, first, faceted, top, sorts)


def _built(size: int, keys: Iterable[str], times: int, folder: Path) -> dict[str, Built]:
    """Build what is not there yet; so many times in turns, for their median."""
    notes = {key: folder / f"{key}.json" for key in keys}
    missing = [key for key, note in notes.items() if not note.exists()]
    taken: dict[str, list[Built]] = {key: [] for key in missing}
    for _ in range(times):
        random.shuffle(missing)
        for key in missing:
            print(f"{size}: building {key}", file=sys.stderr)
            taken[key].append(build(key, folder / key, _archive(size)))
    for key, several in taken.items():
        middle = Built(median(one.seconds for one in several), several[-1].megabytes)
        notes[key].write_text(json.dumps(asdict(middle)), "utf-8")
    return {key: Built(**json.loads(note.read_text("utf-8"))) for key, note in notes.items()}


def _served(keys: Sequence[str], folder: Path, times: int) -> dict[str, Served]:
    taken: dict[str, list[Served]] = {key: [] for key in keys}
    for _ in range(times):
        for key in keys:
            taken[key].append(served(key, folder / key, folder / "questions.pickle"))
    return {
        key: Served(
            median(one.first for one in several),
            median(one.resident for one in several),
            median(one.own for one in several),
        )
        for key, several in taken.items()
    }


if __name__ == "__main__":
    main()
