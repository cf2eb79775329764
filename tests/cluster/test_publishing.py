"""Publishing into a cluster: what it leaves, what it takes over, what it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import urllib3

from index.indexing.engines.opensearch.control import PublishingLock
from index.indexing.open_engine import open_engine, open_writer
from index.model.errors import EngineUnavailableError, IndexLockedError
from search.open_searcher import open_searcher
from search.query.query import Query

pytestmark = [pytest.mark.slow, pytest.mark.cluster]


class Archive:
    """A location in a cluster, and what the cluster itself says of it."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.address, _, self.name = location.rpartition("/")

    def ask(self, method: str, path: str, body: object = None) -> Any:
        answer = urllib3.request(method, f"{self.address}{path}", json=body)
        assert answer.status < 300, answer.data
        return answer.json()

    def indices(self) -> list[str]:
        found = self.ask("GET", f"/{self.name}-*/_alias")
        return sorted(index.removeprefix(f"{self.name}-") for index in found)

    def publish(self, *entries: Any, amend: bool = False) -> None:
        with open_writer(self.location, amend=amend) as writer:
            writer.add(entries)

    def total(self, text: str = "") -> int:
        with closing(open_searcher(self.location)) as searcher:
            return searcher.search(Query(text)).total


@pytest.fixture
def archive(new_location) -> Archive:
    return Archive(new_location())


WRITE_AND_DIE = """
import os, sys
from index.indexing.open_engine import open_writer
writer = open_writer(sys.argv[1])
writer.__enter__()
print("begun", flush=True)
os.kill(os.getpid(), 9)
"""


def test_what_a_process_that_died_left_is_taken_over_at_once(archive, make_entry):
    archive.publish(make_entry())
    died = subprocess.run(
        [sys.executable, "-c", WRITE_AND_DIE, archive.location],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (Path.cwd(), *sys.path)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert died.stdout == "begun\n", died.stderr
    assert archive.indices() == ["control", "g000001", "g000002"]

    archive.publish(make_entry(), amend=True)

    assert archive.indices() == ["control", "g000001", "g000003"]
    assert archive.total() == 1


def test_the_lock_of_another_machine_is_kept_until_it_expires(archive, make_entry):
    archive.publish(make_entry())
    lock = {"holder": "x", "name": "process 7 of other", "since": "now", "machine": "other"}
    path = f"/{archive.name}-control/_doc/lock"
    archive.ask("PUT", path, {**lock, "process": 7, "expires": time.time() + 60})
    with pytest.raises(IndexLockedError, match="process 7 of other is publishing to http"):
        archive.publish(make_entry())
    archive.ask("PUT", path, {**lock, "process": 7, "expires": time.time() - 1})

    archive.publish(make_entry())

    assert archive.indices() == ["control", "g000001", "g000002"]


def test_a_writer_whose_lock_was_taken_over_publishes_nothing(archive, make_entry):
    archive.publish(make_entry(title="before"))
    taken = {"holder": "x", "name": "other", "since": "now", "machine": "", "process": 1}
    with (
        pytest.raises(IndexLockedError, match="taken over"),
        open_writer(archive.location) as writer,
    ):
        writer.add([make_entry(title="after")])
        archive.ask(
            "PUT", f"/{archive.name}-control/_doc/lock", {**taken, "expires": time.time() + 60}
        )

    assert (archive.total("before"), archive.total("after")) == (1, 0)
    assert archive.indices() == ["control", "g000001"]


def test_the_generation_before_the_live_one_is_kept_and_younger_ones_for_a_while(
    archive, make_entry
):
    for _ in range(4):
        archive.publish(make_entry())
    assert archive.indices() == ["control", "g000001", "g000002", "g000003", "g000004"]

    open_engine(archive.location).forget_older()

    assert archive.indices() == ["control", "g000004"]


def test_a_published_generation_takes_no_more_entries(archive, make_entry):
    archive.publish(make_entry())
    refused = urllib3.request(
        "PUT", f"{archive.address}/{archive.name}-g000001/_doc/x", json={"entry": "{}"}
    )

    assert refused.status == 403
    assert b"cluster_block_exception" in refused.data


def test_going_back_to_the_former_generation_is_a_swap_of_the_alias(archive, make_entry):
    archive.publish(make_entry(title="before"))
    archive.publish(make_entry(title="after"))
    with closing(open_searcher(archive.location)) as searcher:
        assert searcher.search(Query("after")).total == 1
        archive.ask(
            "POST",
            "/_aliases",
            {
                "actions": [
                    {"remove": {"index": f"{archive.name}-g000002", "alias": archive.name}},
                    {"add": {"index": f"{archive.name}-g000001", "alias": archive.name}},
                ]
            },
        )
        assert (searcher.search(Query("before")).total, searcher.search(Query("after")).total) == (
            1,
            0,
        )
    archive.publish(make_entry(title="third"))
    assert (archive.total("third"), archive.indices()) == (1, ["control", "g000001", "g000003"])


def test_entries_that_are_lost_before_they_are_published_are_noticed(archive, make_entry):
    archive.publish(make_entry())
    with (
        pytest.raises(EngineUnavailableError, match="has 1 of 2 entries; nothing was published"),
        open_writer(archive.location) as writer,
    ):
        writer.add([make_entry("2007-06-27-aaaa"), make_entry("2007-06-27-bbbb")])
        writer.remove(["unknown"])  # sends what was collected
        archive.ask("DELETE", f"/{archive.name}-g000002/_doc/2007-06-27-aaaa")

    assert archive.total() == 1


def test_a_deny_list_that_is_damaged_or_gone_shows_nothing_until_it_is_written_again(
    archive, make_entry, torino
):
    archive.publish(make_entry())
    engine = open_engine(archive.location)
    path = f"/{archive.name}-control/_doc/denied"
    for harm in (
        lambda: archive.ask("PUT", path, {"names": [], "digest": "0"}),
        lambda: archive.ask("DELETE", path),
        lambda: archive.ask("DELETE", f"/{archive.name}-control"),
    ):
        engine.deny(frozenset({"2007-06-27-other"}))
        assert archive.total() == 1
        harm()
        ran = torino(archive.location, "search", "mayor")
        assert (ran.code, ran.out) == (1, "")
        assert "it is not known which entries are withdrawn" in ran.said
        assert any("deny-list" in line for line in engine.find_damage())
    engine.deny(frozenset())
    assert (archive.total(), engine.find_damage()) == (1, ())


def test_words_of_any_kind_come_back_as_they_were(archive, make_entry):
    """Terms with characters that mean something to the cluster, or to a request."""
    typed = ["a+b", "x\ue000y", "\ue001", "U.S.A.", "l'Aquila", "ⅷ", "ﬁne", "´x", "日本", "[1]"]
    texts = [f"before {word} after" for word in typed]
    archive.publish(*(make_entry(f"2007-06-27-{n:04}", text=text) for n, text in enumerate(texts)))
    with closing(open_searcher(archive.location)) as searcher:
        exported = {entry.versions[0].text for entry in searcher.export(Query())}
    assert exported == set(texts)


def test_a_lock_is_held_by_whoever_renews_it(archive, make_entry):
    archive.publish(make_entry())
    engine = open_engine(archive.location)
    cluster = engine._cluster
    first, second = PublishingLock(cluster), PublishingLock(cluster)
    first.acquire()
    with pytest.raises(IndexLockedError):
        second.acquire()
    first.renew(at_once=True)
    first.release()
    second.acquire()
    with pytest.raises(IndexLockedError):
        first.renew(at_once=True)
    second.release()
    assert json.dumps(archive.indices()) == '["control", "g000001"]'
