"""How fast an OpenSearch cluster answers beside Whoosh, and whether it answers the same.

    python tests/benchmarks/cluster.py --nodes 3 --entries 30000 --words FOLDER
    python tests/benchmarks/cluster.py --location http://host:9200/measured --folder FOLDER

Both engines index the same invented archive, with people and places, unless they hold one of so
many entries. They are asked the same random searches in turns, and those that have been judged.
Each answer is compared whole, and timed by the clock. Above the seam only plans and counts are
cached. A cluster of so many nodes is started on this machine (see tests/cluster) unless a location
is given.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / name) for name in ("cluster", "benchmarks")]

import bilingual  # noqa: E402
import open_vocabulary  # noqa: E402

from index.indexing.engines.opensearch.connection import OpenSearchCluster  # noqa: E402
from index.indexing.engines.opensearch.location import parse_location, settings_of  # noqa: E402
from index.indexing.open_engine import open_engine  # noqa: E402
from index.model.entry import Entry, Person, Place  # noqa: E402
from index.model.errors import IndexMissingError  # noqa: E402
from search.engines.opensearch.engine import OpenSearchEngine  # noqa: E402
from search.engines.whoosh.engine import WhooshEngine  # noqa: E402
from search.query.errors import QueryError  # noqa: E402
from search.query.query import Query  # noqa: E402
from search.searcher import Searcher  # noqa: E402

PLACES = 2_000
JUDGED = Path(__file__).parents[1] / "search" / "data" / "judged.tsv"


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


def judged() -> list[Query]:
    """The searches of which people have judged the answers."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Query(row["query"], limit=20) for row in rows]


def main() -> None:
    """Build, compare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=30_000)
    parser.add_argument("--searches", type=int, default=300)
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--words", type=Path, help="a folder of words; see open_vocabulary.py")
    parser.add_argument("--location", default="", help="an archive in another cluster")
    parser.add_argument("--folder", type=Path, help="for Whoosh's index, which is used again")
    parser.add_argument("--amend", action="store_true", help="time a small change as well")
    options = parser.parse_args()
    with ExitStack() as stack:
        work = Path(stack.enter_context(TemporaryDirectory()))
        nodes: Any = None
        location = options.location
        if not location:
            from opensearch_cluster import OpenSearchNodes

            nodes = stack.enter_context(OpenSearchNodes(work / "nodes", options.nodes))
            location = nodes.location("measured")
        cluster = OpenSearchCluster(parse_location(location), settings_of())
        nodes_time = partial(_processor_seconds, cluster)
        count = options.entries
        made = open_vocabulary.entries(count, options.words) if options.words else archive(count)
        entries = list(made)
        folder = str(options.folder or work / "whoosh")
        ours = Searcher(WhooshEngine(folder), cache_results=False)
        theirs = Searcher(OpenSearchEngine(location), cache_results=False)
        for name, place, searcher in (("OpenSearch", location, theirs), ("Whoosh", folder, ours)):
            if not _holds(searcher, count):
                with _taking(f"{name}: {count} entries", nodes_time):
                    _publish(place, entries)
            if options.amend:
                _amend(name, place, entries[:20], searcher, nodes_time)
        if nodes:
            print("memory a node, MB:", [size >> 20 for size in nodes.memory()])
        asked = searches(entries, options.searches)
        for what, each in (
            ("random searches, first round", asked),
            ("the same, plans and counts known", asked),
            ("the same, brief", [replace(query, brief=True) for query in asked]),
            ("judged searches", judged()),
        ):
            with _taking(f"{len(each)} {what}", nodes_time):
                _compare(ours, theirs, each)
        _compare_the_rest(ours, theirs, entries)
        ours.close()
        theirs.close()


def _holds(searcher: Searcher, count: int) -> bool:
    try:
        return searcher.holdings().entries == count
    except IndexMissingError:
        return False


def _publish(location: str, entries: list[Entry], *, amend: bool = False) -> None:
    with open_engine(location).writer(amend=amend) as writer:
        writer.add(entries)


def _amend(
    name: str,
    location: str,
    entries: list[Entry],
    searcher: Searcher,
    nodes_time: Callable[[], float],
) -> None:
    """Change some entries until a search finds them so, and change them back."""
    for kind in ("network", None):
        changed = [replace(entry, kind=kind or entry.kind) for entry in entries]
        with _taking(f"{name}: {len(changed)} entries amended, until they answer", nodes_time):
            _publish(location, changed, amend=True)
            found = searcher.get(changed[0].id)
            assert found
            assert found.kind == changed[0].kind


def _processor_seconds(cluster: OpenSearchCluster) -> float:
    """Return the processor time that all nodes have taken, as they say."""
    found = cluster.read("GET", "/_nodes/stats/process")
    return sum(node["process"]["cpu"]["total_in_millis"] for node in found["nodes"].values()) / 1000


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
            for ours_, theirs_ in zip(*map(_parts, answers), strict=False):
                if ours_ != theirs_:
                    print("   ", str(ours_)[:400], "\n   ", str(theirs_)[:400])
    print(f"{len(asked)} searches, {differing} answered differently")
    for name, seconds in times.items():
        for what, each in zip(("clock", "processor"), zip(*seconds, strict=True), strict=True):
            ranked = sorted(each)
            half, most = ranked[len(ranked) // 2], ranked[len(ranked) * 95 // 100]
            print(f"  {name}, {what}: p50 {1000 * half:.1f} ms, p95 {1000 * most:.1f} ms")


def _parts(answer: object) -> list[object]:
    """Return the fields of an answer, for what is printed of a difference."""
    return (
        [getattr(answer, field.name) for field in fields(answer)]
        if is_dataclass(answer)
        else [answer]
    )


def _compare_the_rest(ours: Searcher, theirs: Searcher, entries: Sequence[Entry]) -> None:
    """Compare completions, similar entries, people, regions and exports."""
    chance = random.Random(5)
    some = chance.sample(entries, 100)
    differing = 0
    for entry in some:
        word = chance.choice(entry.versions[0].text.split())
        for text in (word[:2], word[:4], " ".join(entry.versions[0].title.split()[:2])[:-1]):
            for language in ("it", "en"):
                one, other = (each.autocomplete(text, language) for each in (ours, theirs))
                differing += one != other
        differing += ours.similar(entry.id) != theirs.similar(entry.id)
        differing += ours.get(entry.id) != theirs.get(entry.id)
    print(f"{len(some)} entries: 6 completions, similar ones and itself: {differing} differ")
    query = Query(country=some[0].countries[:1] or ("FR",), sort="oldest")
    same = list(ours.export(query)) == list(theirs.export(query))
    told = (ours.people(), ours.regions()) == (theirs.people(), theirs.regions())
    print(f"people and regions: {told}; an export: {same}")


if __name__ == "__main__":
    main()
