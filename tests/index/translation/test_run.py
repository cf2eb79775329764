"""The run itself, with translators that are plain functions."""

from __future__ import annotations

import signal
import threading
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from index.gazetteer import load_gazetteer
from index.model.entry import Version
from index.store.stored_translation import Attempt, Translation
from index.translation.missing import MissingSegment, find_missing
from index.translation.protected_spans import EntryNames
from index.translation.report import Report
from index.translation.run import translate_missing
from index.translation.translators.pace import Pace, RetryPolicy
from index.translation.translators.pieces import split_text
from index.translation.translators.translator import (
    Answer,
    ServiceLimits,
    TryLaterError,
    UnreachableError,
)

QUICK = RetryPolicy(max_attempts=3, first_wait=0.01, max_wait=0.02, pause=0.05)
TERMS = ServiceLimits(max_length=1000)


@dataclass
class Upper:
    """Translates into capitals, or fails as its `act` says."""

    act: object = None
    limits: ServiceLimits = TERMS
    name: str = "upper"
    asked: list[str] = field(default_factory=list)

    def model(self, source, target):
        return "loud"

    def supports(self, source, target):
        return {source, target} == {"en", "it"}

    def translate(self, texts, source, target):
        self.asked += texts
        return tuple(
            self.act(text) if self.act else Answer(" ".join(f"O{word}" for word in text.split()))
            for text in texts
        )


def segment(text):
    return MissingSegment(text, "en", "it", EntryNames())


def run(store, translator, *texts, **given):
    given = {"retry_policy": QUICK} | given
    return translate_missing(map(segment, texts), store, translator, load_gazetteer(), **given)


def entry_of(make_entry, *paragraphs, title="A visit", id="2007-06-27-k3f9", language="en"):
    version = Version(language, title, "\n\n".join(paragraphs), "published")
    return make_entry(id, versions=(version,))


def found(entries, store, translator, into=("it",), **given):
    return find_missing(entries, store.memory, translator, into, **given)


def test_each_title_and_paragraph_that_lacks_a_translation_is_listed_once(make_entry, store):
    entries = [
        entry_of(make_entry, "One text.", "Another text."),
        entry_of(make_entry, "One text.", id="2007-06-28-aaaa"),
    ]
    missing = found(entries, store, Upper())
    assert [each.source for each in missing.segments] == ["A visit", "One text.", "Another text."]


def test_what_a_person_has_translated_is_not_missing(make_entry, store):
    store.memory.remember(Translation("en", "One text.", "it", "Un testo.", "human"))
    missing = found([entry_of(make_entry, "One text.")], store, Upper())
    assert [each.source for each in missing.segments] == ["A visit"]
    assert missing.known == 1


def test_the_citys_own_version_is_not_translated_over(make_entry, store):
    entry = entry_of(make_entry, "One text.")
    own = Version("it", "Una visita", "Un testo.", "published")
    assert not found([replace(entry, versions=(*entry.versions, own))], store, Upper()).segments


def test_a_language_that_the_translator_does_not_know_is_counted(make_entry, store):
    missing = found([entry_of(make_entry, "Un texte.", language="fr")], store, Upper())
    assert (missing.segments, missing.unsupported) == ([], 1)


@pytest.mark.parametrize("status", ["rejected", "failed"])
def test_what_was_settled_is_only_asked_again_when_told(make_entry, store, status):
    store.memory.record(Attempt("en", "One text.", "it", "upper", "loud", status))
    entries = [entry_of(make_entry, "One text.")]
    assert [each.source for each in found(entries, store, Upper()).segments] == ["A visit"]
    assert len(found(entries, store, Upper(), again=True).segments) == 2


def test_what_is_pending_is_asked_when_its_time_has_come(make_entry, store):
    entries = [entry_of(make_entry, "One text.")]
    pending = Attempt("en", "One text.", "it", "upper", "loud", "pending")
    for hours, number in ((1, 1), (-1, 2)):
        store.memory.record(replace(pending, next_try=datetime.now(UTC) + timedelta(hours=hours)))
        assert len(found(entries, store, Upper()).segments) == number


def test_a_good_answer_is_kept_with_its_translator_model_and_day(store):
    report = run(store, Upper(), "A good text.")
    (row,) = store.memory.attempts("ok")
    assert (row.translator, row.model, row.day) == ("upper", "loud", datetime.now(UTC).date())
    assert (report.shown, report.left, report.stopped) == (1, 0, None)


def test_a_text_of_names_alone_is_settled_without_asking(store):
    translator = Upper()
    run(store, translator, "EUROCITIES - COP28")
    assert translator.asked == []
    assert store.memory.recall("EUROCITIES - COP28", "en", "it").target == "EUROCITIES - COP28"


def test_an_answer_that_lost_a_name_is_kept_for_review_and_not_shown(store):
    report = run(store, Upper(lambda text: Answer("Una visita senza nomi.")), "A visit to Lyon.")
    (row,) = store.memory.attempts("rejected")
    assert (row.reason, row.target) == ("lost: Lione", "Una visita senza nomi.")
    assert report.rejected == {"lost": 1}
    assert store.memory.recall("A visit to Lyon.", "en", "it") is None


def test_a_free_translator_is_asked_a_second_time_in_other_words(store):
    translator = Upper(
        lambda text: Answer("Una visita senza nomi."), ServiceLimits(1000, free=True)
    )
    run(store, translator, "A visit to Germany.")
    assert len(translator.asked) == 2
    assert "Germany" in translator.asked[0]
    assert "Germany" not in translator.asked[1]


def test_a_long_text_is_asked_for_in_pieces_and_put_together(store):
    translator = Upper(limits=ServiceLimits(max_length=30))
    run(store, translator, "One short sentence. Another short sentence. A third one.")
    assert all(len(piece) <= 30 for piece in translator.asked)
    assert len(translator.asked) == 3
    (row,) = store.memory.attempts("ok")
    assert row.target.endswith("OA Othird Oone.")


def test_pieces_that_came_are_not_asked_for_again_when_a_later_one_fails(store):
    times = []

    def act(text):
        times.append(text)
        if text.startswith("Another") and times.count(text) == 1:
            raise TryLaterError("busy")
        return Answer(text.replace("e", "o"))

    run(
        store,
        Upper(act, ServiceLimits(max_length=30)),
        "One short sentence. Another short sentence.",
    )
    assert sorted(times) == ["Another short sentence."] * 2 + ["One short sentence."]
    assert store.memory.count() == {"ok": 1}


def test_progress_and_the_report_are_shown_while_the_run_goes_on(store):
    report, seen = Report(), []

    def show(doing, done, total):
        seen.append((doing, done, total, report.shown))

    run(store, Upper(), "One text.", "Another text.", report=report, progress=show)
    assert seen == [("translating", 1, 2, 1), ("translating", 2, 2, 2)]


def test_attempts_are_counted_over_runs(store):
    def act(text):
        raise TryLaterError("busy")

    stop = threading.Event()
    run(store, Upper(act), "A text.", stop=stop, progress=lambda *_: stop.set())
    (row,) = store.memory.attempts("pending")
    assert (row.attempts, row.reason) == (1, "busy")
    translator = Upper(act)
    run(store, translator, "A text.")
    (row,) = store.memory.attempts("failed")
    assert (row.attempts, len(translator.asked)) == (3, 2)


def test_one_bad_text_does_not_spoil_its_batch(store):
    def act(text):
        if "bad" in text:
            raise TryLaterError("broken")
        return Answer(text.replace("good", "buono"))

    texts = [f"A good text {number}." for number in range(6)]
    translator = Upper(act, ServiceLimits(1000, batch=10))
    report = run(store, translator, *texts[:3], "A bad text.", *texts[3:])
    assert report.shown == 6
    assert report.failed == {"broken": 1}


def test_a_run_that_is_told_to_stop_keeps_what_is_under_way(store):
    stop = threading.Event()

    def act(text):
        stop.set()
        return Answer(text.replace("text", "testo"))

    report = run(store, Upper(act), *(f"A text {number}." for number in range(9)), stop=stop)
    assert report.stopped_by == "interrupt"
    assert report.shown == 1 == store.memory.count()["ok"]


def test_who_leaves_does_not_wait_for_a_service_that_is_silent(store):
    over = threading.Event()

    def act(text):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        over.wait(30)
        return Answer(text)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            run(store, Upper(act), "A text.", "Another text.")
        assert not over.is_set()
    finally:
        over.set()
        signal.signal(signal.SIGINT, before)


def test_a_new_translation_makes_the_index_stale_and_a_failure_does_not(store):
    before = store.revision
    run(store, Upper(lambda text: Answer("")), "A text.")
    assert store.revision == before
    run(store, Upper(), "Another text.")
    assert store.revision > before


def test_errors_of_ours_are_not_taken_for_the_services(store):
    def act(text):
        raise RuntimeError("a slip")

    with pytest.raises(RuntimeError, match="a slip"):
        run(store, Upper(act), "A text.")


@pytest.mark.parametrize("max_length", [12, 20, 45])
def test_pieces_hold_all_words_in_order(max_length):
    text = "First sentence here. Second one, longer than the first! A third? And more."
    pieces = split_text(text, max_length)
    assert " ".join(pieces) == text
    assert all(len(piece) <= max_length for piece in pieces)


def test_calls_begin_no_faster_than_the_rate_allows():
    pace, stop = Pace(RetryPolicy(), 50), threading.Event()
    began = time.monotonic()
    assert all(pace.turn(stop) for _ in range(6))
    assert time.monotonic() - began >= 5 / 50 * 0.95


def test_waits_grow_and_are_never_quite_the_same():
    retry_policy = RetryPolicy(first_wait=2, max_wait=60)
    assert all(1 <= retry_policy.wait(1) <= 2 for _ in range(20))
    assert all(30 <= retry_policy.wait(12) <= 60 for _ in range(20))
    assert len({retry_policy.wait(3) for _ in range(20)}) > 1


def test_a_service_is_given_up_after_its_rests():
    pace = Pace(RetryPolicy(max_failures=2, pause=0, max_pauses=2), None)
    outcomes = [pace.failed(is_new_text=True) for _ in range(5)]
    assert outcomes == [True, True, True, False, False]


def test_a_text_that_failed_before_says_nothing_against_the_service():
    pace = Pace(RetryPolicy(max_failures=2, max_pauses=0), None)
    assert all(pace.failed(is_new_text=False) for _ in range(50))


def test_a_service_out_of_reach_ends_the_run_and_no_text_has_failed(store):
    def unplugged(text):
        raise UnreachableError("the service cannot be reached")

    report = run(store, Upper(unplugged), "One text.", "Another text.")
    assert (report.stopped_by, report.stopped) == ("service", "the service cannot be reached")
    assert (report.failed.total(), report.characters, report.left) == (0, 0, 2)
    assert list(store.memory.attempts("ok", "pending", "rejected", "failed")) == []


def test_a_run_goes_on_when_the_service_is_reached_again(store):
    calls = iter((False, False, True, True, True))

    def flickering(text):
        if not next(calls):
            raise UnreachableError("the service cannot be reached")
        return Answer(" ".join(f"O{word}" for word in text.split()))

    report = run(store, Upper(flickering), "One text of the mayor.")
    assert report.stopped is None
    assert report.failed.total() == 0
    assert report.settled == 1
