"""Three nodes, of which some die, hang and come back, while others ask and publish."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress

import pytest
import urllib3
from opensearch_cluster import OpenSearchNodes

from index.indexing.open_engine import open_engine
from index.model.entry import Entry
from index.model.errors import AmendError, ArchiveError, EngineUnavailableError
from search.open_searcher import open_searcher
from search.query.query import Query

pytestmark = [pytest.mark.slow, pytest.mark.cluster]

MINUTES = float(os.environ.get("TORINO_SOAK_MINUTES", "1"))
CLIENTS = 8
EACH = 40
"""Entries of each publication."""


class Archive:
    """Generation n has EACH entries that say "count n"; readers must see one generation whole."""

    def __init__(self, location: str, make_entry: Callable[..., Entry]) -> None:
        self.location = location
        self._make = make_entry
        self.acknowledged = 0
        """The last generation of which publishing said that it is live."""
        self.attempted = 0

    def publish(self) -> None:
        """Publish the next generation; an error says that it may not be live."""
        self.attempted += 1
        ids = [f"2007-06-27-{n:04}" for n in range(EACH)]
        with open_engine(self.location).writer() as writer:
            writer.add(self._make(id, title=f"count {self.attempted}") for id in ids)
        self.acknowledged = self.attempted

    def ask(self) -> None:
        """Search once in a new searcher; raise AssertionError for a wrong or short answer."""
        with closing(open_searcher(self.location)) as searcher:
            self.check(searcher)

    def check(self, searcher: object) -> None:
        before = self.acknowledged
        results = searcher.search(Query("count", limit=EACH))  # type: ignore[attr-defined]
        numbers = {int(hit.original.title.text.split()[1]) for hit in results.hits}
        assert len(numbers) == 1, numbers
        assert before <= min(numbers) <= self.attempted, (before, numbers, self.attempted)
        assert (results.total, len(results.hits)) == (EACH, EACH)
        assert [v.count for v in results.facets["kind"].values] == [EACH]


class Clients:
    """Threads that ask until the block is left; what they saw."""

    def __init__(self, archive: Archive, count: int = CLIENTS) -> None:
        self._archive = archive
        self._done = threading.Event()
        self.wrong: list[str] = []
        self.refused: list[tuple[float, str]] = []
        """When each refusal came, and what it said."""
        self.seconds: list[tuple[float, float]] = []
        """When each search began, and how long it took."""
        self._threads = [threading.Thread(target=self._run) for _ in range(count)]

    def __enter__(self) -> Clients:
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        for each in self._threads:
            each.join()

    def _run(self) -> None:
        # no cached results: every search is asked of the cluster
        with closing(open_searcher(self._archive.location)) as searcher:
            searcher._cache_results = False
            while not self._done.is_set():
                begun = time.monotonic()
                try:
                    self._archive.check(searcher)
                except EngineUnavailableError as error:
                    self.refused.append((time.monotonic(), str(error)))
                except (ArchiveError, AssertionError) as error:
                    self.wrong.append(repr(error))
                self.seconds.append((begun, time.monotonic() - begun))
                time.sleep(0.05)

    def after(self, moment: float) -> list[str]:
        return [message for when, message in self.refused if when > moment]

    def summary(self) -> str:
        took = sorted(seconds for _, seconds in self.seconds)
        kinds = Counter(message[:120] for _, message in self.refused)
        return (
            f"{len(took)} searches, {len(self.wrong)} wrong, {len(self.refused)} refused; "
            f"p50 {took[len(took) // 2]:.2f} s, p95 {took[len(took) * 95 // 100]:.2f} s, "
            f"longest {took[-1]:.2f} s; {dict(kinds)}"
        )


def test_a_lone_survivor_that_holds_everything_answers_whole(start, make_entry):
    nodes = start(2)
    archive = Archive(nodes.location("torino"), make_entry)
    archive.publish()
    archive.ask()

    nodes.kill(0)

    archive.ask()
    with suppress(EngineUnavailableError):  # if the other one was the majority
        archive.publish()
    archive.ask()


@pytest.mark.soak
def test_a_node_that_is_killed_while_publishing_costs_no_entry_and_no_answer(start, make_entry):
    nodes = start(3)
    archive = Archive(nodes.location("torino"), make_entry)
    archive.publish()
    failed: list[str] = []
    green = 0.0
    with Clients(archive) as clients:
        end = time.monotonic() + 60 * MINUTES
        round_ = 0
        while time.monotonic() < end:
            number = round_ % 3
            killer = threading.Timer(0.3, nodes.kill, (number,))
            killer.start()
            for _ in range(3):
                try:
                    archive.publish()
                except ArchiveError as error:
                    failed.append(str(error))
            killer.join()
            nodes.start(number)
            nodes.wait("green")
            green = time.monotonic()
            archive.publish()  # the whole cluster: nothing may hinder it
            round_ += 1
        quiet = time.monotonic()
        while time.monotonic() < quiet + 5:
            time.sleep(0.1)
    print(clients.summary(), f"; {round_} kills; publishing refused {len(failed)} times", failed)

    assert clients.wrong == []
    assert clients.after(green) == []
    assert archive.acknowledged >= 2 * round_
    archive.ask()


@pytest.mark.soak
def test_a_node_that_hangs_delays_no_search_for_more_than_three_seconds(start, make_entry):
    nodes = start(3)
    archive = Archive(nodes.location("torino"), make_entry)
    archive.publish()
    archive.ask()
    with Clients(archive, 2) as clients:
        nodes.hang(2)
        hung = time.monotonic()
        while time.monotonic() < hung + 30:
            time.sleep(0.1)
        nodes.resume(2)
        nodes.wait("green")
    print(clients.summary())

    assert clients.wrong == []
    assert clients.refused == []
    assert [seconds for _, seconds in clients.seconds if seconds > 3] == []


@pytest.mark.soak
def test_two_of_three_nodes_gone_is_whole_or_refused_and_heals(start, make_entry, monkeypatch):
    monkeypatch.setenv("TORINO_OPENSEARCH_SHARDS", "3")
    nodes = start(3)
    archive = Archive(nodes.location("torino"), make_entry)
    archive.publish()
    with Clients(archive, 3) as clients:
        nodes.kill(0)
        nodes.kill(1)
        gone = time.monotonic()
        while time.monotonic() < gone + 15:
            time.sleep(0.1)
        with pytest.raises(ArchiveError):
            archive.publish()
        archive.attempted = archive.acknowledged
        nodes.start(0)
        nodes.start(1)
        nodes.wait("green")
        healed = time.monotonic()
        while time.monotonic() < healed + 3:
            time.sleep(0.1)
    print(clients.summary())

    assert clients.wrong == []
    assert clients.after(healed) == []
    archive.publish()
    archive.ask()


@pytest.mark.soak
def test_a_cluster_that_cannot_hold_the_copies_keeps_the_old_generation(start, make_entry):
    nodes = start(1)
    archive = Archive(nodes.location("torino"), make_entry)
    archive.publish()
    red = {"index.routing.allocation.require._name": "nowhere"}
    template = {"index_patterns": ["torino-g*"], "template": {"settings": red}}
    host = f"http://127.0.0.1:{nodes.ports[0]}"
    assert urllib3.request("PUT", f"{host}/_index_template/red", json=template).status == 200
    with pytest.raises(EngineUnavailableError, match="no place for the shards"):
        archive.publish()
    archive.attempted = archive.acknowledged
    archive.ask()


def test_a_live_generation_without_its_shards_is_refused_until_one_is_published_in_full(
    start, make_entry
):
    nodes = start(1)
    archive = Archive(nodes.location("torino"), make_entry)
    archive.publish()
    lose_shards(nodes, "torino-g000001")

    with pytest.raises(EngineUnavailableError):
        archive.ask()
    engine = open_engine(archive.location)
    assert "shards of torino-g000001 are missing" in engine.find_damage()
    with (
        pytest.raises(AmendError, match="shards of torino-g000001 are missing"),
        engine.writer(amend=True) as writer,
    ):
        writer.add([make_entry()])

    archive.publish()
    archive.ask()
    assert engine.find_damage() == ()


def lose_shards(nodes: OpenSearchNodes, index: str) -> None:
    """Delete what the only node holds of an index while it is down, as a lost disk would."""
    uuid = nodes.ask(f"/{index}/_settings")[index]["settings"]["index"]["uuid"]
    nodes.kill(0)
    (shards,) = nodes.folder.glob(f"node0/data/nodes/*/indices/{uuid}/0")
    shutil.rmtree(shards)
    nodes.start(0)
    nodes.wait("red")
