"""What each cache of a search is worth at each size: processor time a question, and memory.

    python tests/benchmarks/cache_curve.py INDEX

Questions are drawn from the texts of the index (see questions.py) and asked as pages, some again
and again, as people ask: the second half as often as the first, the third a third. Each size of
each cache has a process of its own; the others stay as they are. Answers are not kept.
"""

from __future__ import annotations

import argparse
import importlib
import random
import subprocess
import sys
import time
from itertools import accumulate
from pathlib import Path

from private_memory import private_megabytes
from questions import drawn

from search.engines.whoosh.engine import WhooshEngine
from search.query.query import Query
from search.searcher import Searcher

CACHES = {
    "posting lists": ("search.engines.whoosh.indexed_terms", "_LIST_CACHE"),
    "phrases": ("search.engines.whoosh.indexed_phrases", "_PHRASE_CACHE"),
    "matches of words": ("search.engines.whoosh.indexed_nodes", "_NODE_CACHE"),
    "positions": ("search.engines.whoosh.indexed_phrases", "_POSITION_CACHE"),
    "entries": ("search.engines.whoosh.open_index", "_ENTRY_CACHE"),
    "fields of texts": ("search.engines.whoosh.open_index", "_MAX_TEXTS"),
    "plans": ("search.answer.live_index", "_MAX_PLANS"),
    "counts": ("search.answer.live_index", "_MAX_COUNTS"),
    "worth of words": ("search.answer.live_index", "_MAX_WEIGHED"),
    "parts of nodes": ("search.engines.whoosh.indexed_nodes", "_MAX_NODES"),
    "what entries are about": ("search.answer.live_index", "_MAX_MATTERS"),
}
SIZES = (1 / 64, 1 / 8, 1.0, 8.0)
"""Parts and multiples of the size that each cache has."""
QUESTIONS, ASKED = 1_000, 3_000


def main() -> None:
    """Print a row for each cache."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("index", type=Path, help="an index of this code")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        _measure(given.index, given.one[0], float(given.one[1]))
        return
    print("ms a question / private MB, by the size of a cache\n")
    print(f"| cache | {' | '.join(f'{size:g} of it' for size in SIZES)} |")
    print("|---|" + "---|" * len(SIZES))
    for name in CACHES:
        cells = [_in_process(given.index, name, size) for size in SIZES]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def _in_process(index: Path, name: str, size: float) -> str:
    command = [sys.executable, __file__, str(index), "--one", name, str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def _measure(index: Path, name: str, size: float) -> None:
    """Ask everything with one cache of another size, and print the cost of a question."""
    module, constant = CACHES[name]
    found = importlib.import_module(module)
    setattr(found, constant, max(1, int(getattr(found, constant) * size)))
    searcher = Searcher(WhooshEngine(str(index)), cache_results=False)
    entries = [entry for _, entry in zip(range(3_000), searcher.export(Query()), strict=False)]
    asked = drawn(entries, QUESTIONS)
    del entries
    weights = list(accumulate(1 / rank for rank in range(1, QUESTIONS + 1)))
    stream = random.Random(5).choices(asked, cum_weights=weights, k=ASKED)
    searcher.search(Query(**asked[0].asked("page")))
    begun = time.process_time()
    for question in stream:
        searcher.search(Query(**question.asked("page")))
    spent = 1e3 * (time.process_time() - begun) / ASKED
    print(f"{spent:.2f} / {private_megabytes():.0f}")


if __name__ == "__main__":
    main()
