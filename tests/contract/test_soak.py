"""Hours in minutes: eight readers ask without pause while one generation follows another.

    pytest -m soak tests/contract/test_soak.py     (TORINO_SOAK_MINUTES: default 30)

Every answer must be the whole answer of the generation that it names; afterwards nothing has
leaked and no file is left open.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from index.indexing.open_engine import open_writer
from search.open_searcher import open_searcher
from search.query.query import Query
from search.results.results import Results

SECONDS = float(os.environ.get("TORINO_SOAK_MINUTES", "30")) * 60
READERS = 8
ENTRIES = 300
_TEXT = "mayor delegation museum water school park visit metro university Rossi"
WORDS = _TEXT.split()
CHANGED = 12
"""Entries that are others in every second generation."""
ASKED = [
    Query(text=text, **more)
    for text in ("", "mayor", "museum water", '"park visit"', "univ*", "rosi", "metro -school", "x")
    for more in (
        {},
        {"country": ("FR",)},
        {"year": (2006, 2007), "sort": "oldest"},
        {"since": "2005-06", "not_country": ("CN",), "limit": 50},
    )
]
PUBLISH = """
import pickle, sys
from pathlib import Path
from index.indexing.open_engine import open_writer
location, archives_file, number, *amend = sys.argv[1:]
whole, changed = pickle.loads(Path(archives_file).read_bytes())[int(number)]
with open_writer(location, amend=bool(amend)) as writer:
    writer.add(changed if amend else whole)
"""
LEAKED = 40 << 20
"""Bytes that a process may grow by once it is warm; a generation kept open takes as many in ten."""


def _entries(entry, seed: int):
    chance = Random(seed)
    return [
        entry(
            f"{2004 + n % 5}-{1 + n % 12:02}-{1 + n % 28:02}-{n:04}",
            " ".join(chance.choices(WORDS, k=4)),
            " ".join(chance.choices(WORDS, k=30)),
            countries=tuple(sorted(chance.sample(("FR", "CN", "DE"), chance.randrange(3)))),
        )
        for n in range(ENTRIES)
    ]


def _content(results: Results) -> object:
    """Return the results without the name of the generation."""
    facets = {
        name: [(value.value, value.count) for value in facet.values]
        for name, facet in results.facets.items()
    }
    hits = [(hit.id, round(hit.score, 6), hit.shown.text) for hit in results.hits]
    return results.total, results.tiers, results.did_you_mean, hits, facets


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def _open_files(folder: Path) -> list[str]:
    found = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            target = str(link.readlink())
        except FileNotFoundError:
            continue
        if target.startswith(str(folder)):
            found.append(target)
    return found


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_answers_stay_right_and_nothing_leaks(engine_on_disk, entry, tmp_path):
    engine = engine_on_disk
    first = _entries(entry, seed=1)
    archives = [first, _entries(entry, seed=2)[:CHANGED] + first[CHANGED:]]
    expected = []
    for number, entries in enumerate(archives):
        location = str(tmp_path / f"alone{number}")
        with open_writer(location) as writer:
            writer.add(entries)
        alone = open_searcher(location)
        expected.append({query: _content(alone.search(query)) for query in ASKED})
        alone.close()
    which: dict[str, int] = {}

    archives_file = tmp_path / "archives.pickle"
    archives_file.write_bytes(pickle.dumps([(each, each[:CHANGED]) for each in archives]))

    def publish(number: int, *, amend: bool) -> None:
        """Publish in another process, as archivists do."""
        options = ["amend"] if amend else []
        command = [
            sys.executable,
            "-c",
            PUBLISH,
            engine.location,
            archives_file,
            str(number),
            *options,
        ]
        subprocess.run(command, check=True)

    publish(0, amend=False)
    searcher = engine.searcher
    which[searcher.holdings().generation] = 0
    wrong: list[str] = []
    asked = [0] * READERS
    done = threading.Event()

    def read(seed: int) -> None:
        chance = Random(seed)
        while not done.is_set() and len(wrong) < 5:
            query = chance.choice(ASKED)
            results = searcher.search(query)
            right = [which.get(results.generation)] if results.generation in which else [0, 1]
            if not any(_content(results) == expected[one][query] for one in right):
                wrong.append(f"{results.generation}: {query}")
            asked[seed] += 1

    readers = [threading.Thread(target=read, args=(seed,)) for seed in range(READERS)]
    for reader in readers:
        reader.start()
    ends, every, turn, warm = monotonic() + SECONDS, min(60.0, SECONDS / 12), 0, 0
    try:
        while monotonic() < ends and not wrong:
            done.wait(every)
            turn += 1
            publish(turn % 2, amend=turn % 3 != 0)
            which[searcher.holdings().generation] = turn % 2
            if turn == 3:
                warm = _resident()
    finally:
        done.set()
        for reader in readers:
            reader.join()

    assert wrong == []
    assert min(asked) > 0
    assert turn > 3
    gc.collect()
    assert _resident() - warm < LEAKED
    live = engine.searcher.holdings().generation
    assert {Path(name).parent.name for name in _open_files(Path(engine.location))} == {live}
    searcher.close()
    assert _open_files(tmp_path) == []
