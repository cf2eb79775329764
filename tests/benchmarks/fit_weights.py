"""Fit the weights of ranking on one half of the judged searches, and prove them on the other.

    python tests/benchmarks/fit_weights.py HOME

HOME has the sample (`torino --home HOME add --sample`). Searches are those of
tests/search/data/judged.tsv and meant.tsv; which half one is in depends on its text alone. Each
weight in turn is multiplied by the factors below, and kept where nDCG@10 of the first half rises by
more than chance (one search of it moved by a place or more). It prints the weights, and both halves
before and after.
"""

from __future__ import annotations

import csv
import math
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

from index.store.home import Home
from search.open_searcher import open_searcher
from search.plan import clauses, expansion, plan, weights
from search.query.query import Query

NAMES = (
    "DATE", "DATE_WITHIN", "ROLE", "KIND", "EXPANSION", "TAGGED", "PART_OF", "PHRASE_BONUS",
    "INITIALS_WEIGHT",
)  # fmt: skip
FACTORS = (0.5, 0.75, 1.0, 1.33, 2.0)
LEAST_GAIN = 0.001
DATA = Path(__file__).parents[1] / "search" / "data"
Judged = tuple[str, frozenset[str]]


def searches() -> Iterator[Judged]:
    """Yield each search that has something to find, with its relevant entries."""
    for name in ("judged.tsv", "meant.tsv"):
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["relevant"]:
                    yield row["query"], frozenset(row["relevant"].split())


def use(values: dict[str, float]) -> None:
    """Set weights in every module that has taken them over."""
    for name, value in values.items():
        for module in (weights, plan, expansion, clauses):
            if hasattr(module, name):
                setattr(module, name, value)
    expansion._wording_leaves.cache_clear()
    clauses.word_node.cache_clear()
    clauses._folded_phrase_node.cache_clear()


def ndcg(home: Home, judged: list[Judged]) -> float:
    """Return the mean nDCG@10 of the searches with the weights in use."""
    searcher = open_searcher(home.location)
    gains = []
    for typed, relevant in judged:
        hits = [hit.id for hit in searcher.search(Query(text=typed, limit=10, brief=True)).hits]
        gain = sum((id in relevant) / math.log2(rank + 2) for rank, id in enumerate(hits))
        most = min(10, len(relevant))
        gains.append(gain / sum(1 / math.log2(rank + 2) for rank in range(most)))
    searcher.close()
    return fmean(gains)


def main() -> None:
    """Fit, and print what came of it."""
    home = Home(Path(sys.argv[1]))
    halves: tuple[list[Judged], list[Judged]] = ([], [])
    for one in searches():
        halves[zlib.crc32(one[0].encode()) % 2].append(one)
    fitted, proof = halves
    values = {name: float(getattr(weights, name)) for name in NAMES}
    best = before = ndcg(home, fitted)
    before_proof = ndcg(home, proof)
    for name in NAMES:
        chosen = values[name]
        for factor in FACTORS:
            use({**values, name: values[name] * factor})
            found = ndcg(home, fitted)
            if found > best + LEAST_GAIN:
                best, chosen = found, values[name] * factor
        values[name] = chosen
        use(values)
        print(f"{name} = {chosen:g}", flush=True)
    after = ndcg(home, proof)
    print(f"fitted on {len(fitted)}: {before:.4f} -> {best:.4f}")
    print(f"proved on {len(proof)}: {before_proof:.4f} -> {after:.4f}")


if __name__ == "__main__":
    main()
