"""Whole runs against a service on this machine that fails in every way; some are killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from index.gazetteer import load_gazetteer
from index.store.database import Store
from index.store.stored_translation import Attempt
from index.translation.missing import MissingSegment, find_missing
from index.translation.protected_spans import EntryNames
from index.translation.run import translate_missing
from index.translation.translators.deep_translator import DeepTranslator
from index.translation.translators.pace import RetryPolicy
from index.translation.translators.transport import Timeouts

pytestmark = pytest.mark.slow

QUICK = RetryPolicy(max_attempts=2, first_wait=0.02, max_wait=0.05, pause=0.2)
SHORT = Timeouts(connect=5, read=1.2, total=1.6)

BAD = {
    "silent": ("failed", "the service did not answer in time", 2),
    "dripping": ("failed", "the service did not answer in time", 2),
    "overrun": ("failed", "too many requests", 2),
    "broken": ("failed", "the service failed (status 500)", 2),
    "page": ("failed", "the answer holds no translation (a block page?)", 2),
    "cut": ("failed", "the service's answer broke off", 2),
    "dropped": ("failed", "the connection failed or was dropped", 2),
    "redirected": ("failed", "the service sends elsewhere (redirect)", 1),
    "empty": ("failed", "the service answered with nothing", 1),
    "halved": ("rejected", "cut off", 1),
    "german": ("rejected", "wrong language (und)", 1),
    "quota": ("pending", "the service says that its quota is used up", 1),
}
"""What becomes of a text that has the word in it, why, and how often it is asked for."""
MORE = "It was made by people of the quarter who wanted a place where their children can play."
GOOD = ("plain", "slow", "busy", "stumbling")


def segment(number: int, word: str) -> MissingSegment:
    text = f"The {word} garden number {number} of the school is open. {MORE}"
    return MissingSegment(text, "en", "it", EntryNames())


def five_hundred() -> list[MissingSegment]:
    """Good and bad ones mixed; of each bad kind five, but two that take their whole time."""
    words = [word for word in BAD for _ in range(2 if word in ("silent", "dripping") else 5)]
    words += [
        GOOD[number % 4] if number % 5 == 0 else "plain" for number in range(500 - len(words))
    ]
    random.Random(7).shuffle(words)
    return [segment(number, word) for number, word in enumerate(words)]


def libre(service) -> DeepTranslator:
    return DeepTranslator("libre", {}, server=service.url, timeouts=SHORT)


def word_of(source: str) -> str:
    return source.split()[1]


def rows(store: Store) -> list[Attempt]:
    return list(store.memory.attempts("ok", "pending", "rejected", "failed"))


def test_500_paragraphs_through_every_failure(service, tmp_path):
    segments = five_hundred()
    with Store(tmp_path / "archive.db") as store:
        report = translate_missing(
            segments, store, libre(service), load_gazetteer(), retry_policy=QUICK
        )
        kept = {row.source: row for row in rows(store)}
        assert report.stopped is None
        assert kept.keys() == {each.source for each in segments}  # none lost
        for source, row in kept.items():
            word = word_of(source)
            status, reason, _ = BAD.get(word, ("ok", "", 0))
            assert (word, row.status, (row.reason or "").partition(":")[0]) == (
                word,
                status,
                reason,
            )
        good = sum(word_of(source) not in BAD for source in kept)
        assert report.shown == good == store.memory.count()["ok"]
        for text, times in service.asked.items():
            word = word_of(text)
            expected = BAD[word][2] if word in BAD else 2 if word in ("busy", "stumbling") else 1
            assert (word, times) == (word, expected)
        assert service.elsewhere == 0


def test_what_a_run_has_settled_is_not_asked_again(service, tmp_path, make_entry):
    from dataclasses import replace

    from index.model.entry import Version

    entries = [
        replace(
            make_entry(f"2007-06-27-a{number:03}"),
            versions=(Version("en", each.source, "", "published"),),
        )
        for number, each in enumerate(five_hundred()[:60])
    ]
    translator = libre(service)
    with Store(tmp_path / "archive.db") as store:
        first = find_missing(entries, store.memory, translator, ["it"])
        assert len(first.segments) == 60
        translate_missing(first.segments, store, translator, load_gazetteer(), retry_policy=QUICK)
        asked = service.asked.total()
        second = find_missing(entries, store.memory, translator, ["it"])
        assert not second.segments
        assert second.known + second.rejected + second.failed + second.later == 60
        translate_missing(second.segments, store, translator, load_gazetteer(), retry_policy=QUICK)
    assert service.asked.total() == asked


def test_a_service_that_is_down_is_soon_left_alone(service, tmp_path):
    segments = [segment(number, "broken") for number in range(200)]
    quick = RetryPolicy(max_attempts=4, first_wait=5, max_failures=5, pause=0.05, max_pauses=2)
    with Store(tmp_path / "archive.db") as store:
        report = translate_missing(
            segments, store, libre(service), load_gazetteer(), retry_policy=quick
        )
    assert report.stopped_by == "service"
    assert "keeps failing" in (report.stopped or "")
    assert service.asked.total() < 15


def test_a_service_that_asks_to_be_left_alone_for_long_is(service, tmp_path):
    segments = [segment(number, "away") for number in range(40)]
    with Store(tmp_path / "archive.db") as store:
        report = translate_missing(
            segments, store, libre(service), load_gazetteer(), retry_policy=QUICK
        )
        assert all(row.status == "pending" and row.next_try for row in rows(store))
    assert "86400 s" in (report.stopped or "")
    assert service.asked.total() <= libre(service).limits.concurrency


def test_a_used_up_quota_is_believed_the_third_time(service, tmp_path):
    segments = [segment(number, "quota") for number in range(40)]
    with Store(tmp_path / "archive.db") as store:
        report = translate_missing(
            segments, store, libre(service), load_gazetteer(), retry_policy=QUICK
        )
    assert "quota" in (report.stopped or "")
    assert service.asked.total() <= 3 + libre(service).limits.concurrency


def test_a_refused_key_ends_the_run_and_leaves_the_texts_for_later(service, tmp_path):
    with Store(tmp_path / "archive.db") as store:
        report = translate_missing(
            [segment(1, "forbidden")], store, libre(service), load_gazetteer(), retry_policy=QUICK
        )
        assert rows(store) == []
    assert (report.stopped_by, report.left) == ("service", 1)


def test_the_days_characters_are_never_exceeded(service, tmp_path):
    segments = [segment(number, "plain") for number in range(50)]
    with Store(tmp_path / "archive.db") as store:
        for _ in range(2):  # the second run of the day has nothing left
            report = translate_missing(
                segments,
                store,
                libre(service),
                load_gazetteer(),
                retry_policy=QUICK,
                characters_per_day=500,
            )
            assert "characters are used up" in (report.stopped or "")
            assert report.stopped_by == "budget"
    assert sum(len(text) * times for text, times in service.asked.items()) <= 500


_CHILD = """
import sys
from pathlib import Path
from index.gazetteer import load_gazetteer
from index.model.profile_format import bundled_profile
from index.store.database import Store
from index.text.current_profile import using_profile
from index.translation.run import translate_missing
from index.translation.translators.deep_translator import DeepTranslator
sys.path.insert(0, sys.argv[3])
from index.translation.translators.transport import Timeouts
from test_runs import QUICK, segment
with using_profile(bundled_profile()), Store(Path(sys.argv[1])) as store:
    done = {row.source for row in store.memory.attempts("ok")}
    missing = [each for each in (segment(n, "slow") for n in range(int(sys.argv[4])))
               if each.source not in done]
    print("ready", flush=True)
    calm = Timeouts(connect=5, read=10, total=20)  # only the kills are to cut calls short
    translator = DeepTranslator("libre", {}, server=sys.argv[2], timeouts=calm)
    translate_missing(missing, store, translator, load_gazetteer(), retry_policy=QUICK)
"""


def _kills(service, tmp_path, kills: int, number: int) -> None:
    """Kill a run at random moments, then let it end; count what was asked again."""
    database = tmp_path / "archive.db"
    command = [
        sys.executable, "-c", _CHILD, str(database), service.url,
        str(Path(__file__).parent), str(number),
    ]  # fmt: skip
    again = 0
    settled: Counter[str] = Counter()
    for _ in range(kills):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            time.sleep(random.uniform(0.0, 1.0))
            child.send_signal(signal.SIGKILL)
        time.sleep(0.3)  # what the service was still answering
        with Store(database) as store:
            assert not store.damage()
            done = {row.source for row in store.memory.attempts("ok")}
        for source, times in settled.items():
            assert service.asked[source] == times  # nothing that was kept is asked again
        settled = Counter({source: service.asked[source] for source in done})
        again += sum(times > 0 for source, times in service.asked.items() if source not in done)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with Store(database) as store:
        assert store.memory.count() == {"ok": number}
    concurrency = libre(service).limits.concurrency
    assert service.asked.total() - number <= kills * concurrency
    assert len(service.asked) == number


def test_after_a_kill_only_the_calls_under_way_are_asked_again(service, tmp_path):
    _kills(service, tmp_path, 2, 60)


@pytest.mark.soak
def test_after_twenty_kills_only_the_calls_under_way_are_asked_again(service, tmp_path):
    _kills(service, tmp_path, 20, 600)
