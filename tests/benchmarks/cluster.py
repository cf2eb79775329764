"""How fast an OpenSearch cluster answers beside Whoosh, and whether it answers the same.

    python tests/benchmarks/cluster.py --nodes 3 --entries 30000 --searches 300
    python tests/benchmarks/cluster.py --location http://host:9200/measured --entries 30000

Both engines index the same invented archive, with people and places, and are asked the same random
searches in turns. Each answer is compared whole, and timed by the clock. Above the seam only plans
and counts are cached. A cluster of so many nodes is started on this machine (see tests/cluster)
unless a location is given.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / name) for name in ("cluster", "benchmarks")]

import bilingual  # noqa: E402

from index.indexing.open_engine import open_engine  # noqa: E402
from index.model.entry import Entry, Person, Place  # noqa: E402
from search.engines.opensearch.engine import OpenSearchEngine  # noqa: E402
from search.engines.whoosh.engine import WhooshEngine  # noqa: E402
from search.query.errors import QueryError  # noqa: E402
from search.query.query import Query  # noqa: E402
from search.searcher import Searcher  # noqa: E402

PLACES = 2_000


def archive(count: int) -> Iterator[Entry]:
    """Invented entries, each with some of many people and one of many places."""
    chance = random.Random(count)
    for number, entry in enumerate(bilingual.entries(count)):
        words = [word for word in entry.versions[0].text.split() if word.istitle()] or ["Anna"]
        people = []
        for _ in range(chance.randrange(3)):
            name = f"{chance.choice(words)} {chance.choice(words)}".strip(".,")
            people.append(Person(name.lower().replace(" ", "-"), name, "mayor", "visitor"))
        places = []
        for country in entry.countries:
            name = f"City {number % PLACES}"
            id = f"city-{number % PLACES}-{country.lower()}"
            places.append(Place(id, country, {"it": name, "en": name}, name, 45.0, 7.0))
        yield replace(entry, people=tuple(people), places=tuple(places))


def searches(entries: Iterable[Entry], count: int) -> list[Query]:
    """Words of the archive, with phrases, exclusions, prefixes, filters, orders, pages."""
    chance = random.Random(11)
    some = chance.sample(list(entries), 400)
    texts = [version.text.split() for entry in some for version in entry.versions]
    asked = []
    for _ in range(count):
        words = [
            word.strip(".,")
            for word in chance.sample(chance.choice(texts), chance.choice((1, 1, 2, 2, 3, 4)))
        ]
        row = chance.choice(texts)
        start = chance.randrange(max(1, len(row) - 3))
        if chance.random() < 0.2:
            words.append(f'"{" ".join(row[start : start + chance.choice((2, 3))])}"')
        if chance.random() < 0.1:
            words.append(f"-{chance.choice(row)}")
        if chance.random() < 0.1 and len(words[0]) > 4:
            words.append(f"{words[0][:4]}*")
        if chance.random() < 0.1 and len(words[0]) > 5:
            words[0] = words[0][:2] + words[0][3:]
        entry = chance.choice(some)
        asked.append(
            Query(
                text=" ".join(words),
                year=(entry.dates.start.year,)
                if entry.dates.start and chance.random() < 0.2
                else (),
                country=entry.countries if chance.random() < 0.15 else (),
                people=tuple(one.id for one in entry.people[:1]) if chance.random() < 0.1 else (),
                kind=(entry.kind,) if chance.random() < 0.1 else (),
                sort=chance.choice(("relevance", "relevance", "newest", "oldest")),
                page=chance.choice((1, 1, 2)),
                limit=20,
            )
        )
    return asked


def main() -> None:
    """Build, compare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=30_000)
    parser.add_argument("--searches", type=int, default=300)
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--location", default="", help="an archive in another cluster")
    parser.add_argument("--folder", type=Path, help="for Whoosh's index, which is used again")
    options = parser.parse_args()
    with ExitStack() as stack:
        work = Path(stack.enter_context(TemporaryDirectory()))
        nodes: Any = None
        location = options.location
        if not location:
            from opensearch_cluster import OpenSearchNodes

            nodes = stack.enter_context(OpenSearchNodes(work / "nodes", options.nodes))
            location = nodes.location("measured")
        nodes_time = nodes.processor_seconds if nodes else lambda: 0.0
        entries = list(archive(options.entries))
        folder = options.folder or work / "whoosh"
        changed = [replace(entry, kind="mission") for entry in entries[:20]]
        for name, place in (("OpenSearch", location), ("Whoosh", str(folder))):
            with _taking(f"{name}: {len(entries)} entries", nodes_time):
                _publish(place, entries)
            with _taking(f"{name}: {len(changed)} entries amended", nodes_time):
                _publish(place, changed, amend=True)
        if nodes:
            print("memory a node, MB:", [size >> 20 for size in nodes.memory()])
        ours = Searcher(WhooshEngine(str(folder)), cache_results=False)
        theirs = Searcher(OpenSearchEngine(location), cache_results=False)
        asked = searches(entries, options.searches)
        for round_ in ("first", "second"):  # the second time plans and counts are known
            with _taking(f"{round_} round of {len(asked)} searches", nodes_time):
                _compare(ours, theirs, asked)
        ours.close()
        theirs.close()


def _publish(location: str, entries: list[Entry], *, amend: bool = False) -> None:
    with open_engine(location).writer(amend=amend) as writer:
        writer.add(entries)


@contextmanager
def _taking(what: str, nodes_time: Callable[[], float]) -> Iterator[None]:
    """Print how long the block takes: by the clock, in this process, in the nodes."""
    before = time.perf_counter(), time.process_time(), nodes_time()
    yield
    after = time.perf_counter(), time.process_time(), nodes_time()
    clock, here, there = (b - a for a, b in zip(before, after, strict=True))
    spent = f"processor: {here:.1f} s here, {there:.1f} s in the nodes"
    print(f"{what}: {clock:.1f} s; {spent}", flush=True)


def _compare(ours: Searcher, theirs: Searcher, asked: list[Query]) -> None:
    """Ask both in turns; print by the clock and in processor time of this process."""
    times: dict[str, list[tuple[float, float]]] = {"Whoosh": [], "OpenSearch": []}
    differing = 0
    for query in asked:
        answers = []
        for name, searcher in (("Whoosh", ours), ("OpenSearch", theirs)):
            begun, busy = time.perf_counter(), time.process_time()
            try:
                answer: object = replace(searcher.search(query), generation="")
            except QueryError as error:
                answer = error.code
            times[name].append((time.perf_counter() - begun, time.process_time() - busy))
            answers.append(answer)
        if answers[0] != answers[1]:
            differing += 1
            print("differs:", query)
    print(f"{len(asked)} searches, {differing} answered differently")
    for name, seconds in times.items():
        for what, each in zip(("clock", "processor"), zip(*seconds, strict=True), strict=True):
            ranked = sorted(each)
            half, most = ranked[len(ranked) // 2], ranked[len(ranked) * 95 // 100]
            print(f"  {name}, {what}: p50 {1000 * half:.1f} ms, p95 {1000 * most:.1f} ms")


if __name__ == "__main__":
    main()
