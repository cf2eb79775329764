"""A run of a translator over what the archive lacks: each text once, each answer kept at once."""

from __future__ import annotations

import heapq
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from index.gazetteer import Gazetteer
from index.store import Store
from index.translation.memory import Attempt, Status
from index.translation.missing import Segment
from index.translation.plausibility import implausible
from index.translation.protection import Protected, has_words, protect, restore
from index.translators.pace import Insistence, Pace
from index.translators.pieces import pieces_of
from index.translators.translator import (
    Answer,
    QuotaError,
    RefusedError,
    Translator,
    TryLaterError,
    UnusableError,
)

_LOOK = 0.2
"""Seconds after which a waiting run looks whether it was told to stop."""


@dataclass(slots=True)
class Report:
    """What became of a run."""

    total: int = 0
    shown: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    calls: int = 0
    characters: int = 0
    seconds: float = 0.0
    stopped: str | None = None
    """Why the run ended before its work was done."""
    is_failure: bool = False
    """Whether that was the service's fault."""

    @property
    def settled(self) -> int:
        """How many texts will not be asked for again."""
        return self.shown + self.rejected.total() + self.failed.total()

    @property
    def left(self) -> int:
        """How many texts are still to be asked for."""
        return self.total - self.settled


Told = Callable[[Report], None]
"""Told after each text how far the run has come."""


def translate_missing(
    segments: Iterable[Segment],
    store: Store,
    translator: Translator,
    gazetteer: Gazetteer,
    *,
    insistence: Insistence | None = None,
    characters_a_day: int | None = None,
    told: Told = lambda report: None,
    stop: threading.Event | None = None,
) -> Report:
    """Ask the translator for every segment, keeping each answer in a transaction of its own.

    `characters_a_day` bounds what is sent (the translator's own bound when None). When `stop` is
    set, no more is asked, and what is under way is still kept. Raises StoreError.
    """
    budget = characters_a_day or translator.terms.characters_a_day
    run = _Run(
        store,
        translator,
        gazetteer,
        insistence or Insistence(),
        budget,
        told,
        stop or threading.Event(),
    )
    return run.run(tuple(segments))


@dataclass(slots=True)
class _Job:
    """A segment on its way. One thread at a time holds it."""

    segment: Segment
    attempts: int
    strictly: bool
    given: Protected
    pieces: list[str]
    answers: list[Answer] = field(default_factory=list)
    alone: bool = False
    """Whether it goes without others, since a call with others failed."""

    @property
    def waiting(self) -> list[str]:
        """The pieces without an answer."""
        return self.pieces[len(self.answers) :]

    @property
    def size(self) -> int:
        """The characters still to send."""
        return sum(map(len, self.waiting))


class _Run:
    def __init__(
        self,
        store: Store,
        translator: Translator,
        gazetteer: Gazetteer,
        insistence: Insistence,
        budget: int | None,
        told: Told,
        stop: threading.Event,
    ) -> None:
        self._store = store
        self._translator = translator
        self._terms = translator.terms
        self._gazetteer = gazetteer
        self._insistence = insistence
        self._budget = budget
        self._told = told
        self._stop = stop
        self._pace = Pace(insistence, self._terms.a_second)
        self._report = Report()
        self._fresh: Iterator[Segment] = iter(())
        self._fresh_left = 0
        self._waiting: list[tuple[float, int, _Job]] = []
        self._running: dict[Future[int], tuple[_Job, ...]] = {}
        self._number = 0
        self._spent = store.memory.spent(translator.name, datetime.now(UTC).date())

    def run(self, segments: tuple[Segment, ...]) -> Report:
        began = time.monotonic()
        self._report.total = len(segments)
        with ThreadPoolExecutor(self._terms.concurrency, "translating") as pool:
            try:
                self._fresh = iter(segments)
                self._fresh_left = len(segments)
                self._work(pool)
            finally:
                self._stop.set()  # an error of ours must not leave threads waiting for their turn
        self._report.seconds = time.monotonic() - began
        return self._report

    def _work(self, pool: ThreadPoolExecutor) -> None:
        while self._running or (self._has_more and not self._stop.is_set()):
            self._start(pool)
            if self._running:
                done, _ = wait(self._running, timeout=_LOOK, return_when=FIRST_COMPLETED)
                for future in done:
                    self._finish(future, self._running.pop(future))
            elif self._has_more:
                due = self._waiting[0][0] - time.monotonic() if self._waiting else 0.0
                self._stop.wait(min(_LOOK, max(due, self._pace.closed_for(), 0.005)))
        if self._has_more and not self._report.stopped:
            self._report.stopped = "interrupted"

    @property
    def _has_more(self) -> bool:
        return bool(self._waiting or self._fresh_left)

    def _take_in(self) -> None:
        """Make a job of the next segment; one that is nothing but names is done without asking."""
        segment = next(self._fresh)
        self._fresh_left -= 1
        languages = segment.source_language, segment.target_language
        before = self._store.memory.attempt(
            segment.source, *languages, self._translator.name, self._translator.model(*languages)
        )
        attempts = before.attempts if before and before.status == "pending" else 0
        job = self._job(segment, attempts, strictly=False)
        if has_words(job.given.bare):
            self._queue(job)
        else:
            job.answers = [Answer(job.given.text)]
            self._judge(job, 0)

    def _job(self, segment: Segment, attempts: int, *, strictly: bool) -> _Job:
        text = " ".join(segment.source.split())
        languages = segment.source_language, segment.target_language
        given = protect(
            text, *languages, segment.names, self._gazetteer, self._terms, strictly=strictly
        )
        return _Job(segment, attempts, strictly, given, pieces_of(given.text, self._terms.longest))

    def _queue(self, job: _Job, due: float = 0.0) -> None:
        self._number += 1
        heapq.heappush(self._waiting, (due, self._number, job))

    # Asking

    def _start(self, pool: ThreadPoolExecutor) -> None:
        """Begin as many calls as may be under way."""
        while not self._stop.is_set() and not self._pace.closed_for():
            most = 1 if self._pace.is_trying else self._terms.concurrency
            if len(self._running) >= most:
                return
            jobs = self._next_jobs()
            if not jobs:
                return
            size = sum(job.size for job in jobs)
            if self._budget is not None and self._spent + size > self._budget:
                for job in jobs:
                    self._queue(job)
                self._end(f"the day's {self._budget:,} characters are used up")
                return
            self._spent += size
            self._running[pool.submit(self._ask, jobs)] = jobs

    def _next_jobs(self) -> tuple[_Job, ...]:
        jobs: list[_Job] = []
        pair = None
        while len(jobs) < self._terms.batch:
            if self._fresh_left and not self._is_due():
                self._take_in()
                continue
            if not self._is_due():
                break
            _, _, job = self._waiting[0]
            languages = job.segment.source_language, job.segment.target_language
            if jobs and (job.alone or languages != pair):
                break
            heapq.heappop(self._waiting)
            jobs.append(job)
            pair = languages
            if job.alone:
                break
        return tuple(jobs)

    def _is_due(self) -> bool:
        return bool(self._waiting) and self._waiting[0][0] <= time.monotonic()

    def _ask(self, jobs: tuple[_Job, ...]) -> int:
        """Translate the jobs' pieces; how many calls it took. Runs in a thread of the pool."""
        segment = jobs[0].segment
        languages = segment.source_language, segment.target_language
        if self._terms.batch > 1:
            if not self._pace.turn(self._stop):
                return 0
            asked = [(job, piece) for job in jobs for piece in job.waiting]
            answers = self._translator.translate(tuple(piece for _, piece in asked), *languages)
            for (job, _), answer in zip(asked, answers, strict=True):
                job.answers.append(answer)
            return 1
        (job,) = jobs
        calls = 0
        for piece in job.waiting:
            if not self._pace.turn(self._stop):
                break
            job.answers += self._translator.translate((piece,), *languages)
            calls += 1
        return calls

    # Judging

    def _finish(self, future: Future[int], jobs: tuple[_Job, ...]) -> None:
        try:
            self._report.calls += future.result()
        except UnusableError as error:
            self._report.calls += 1
            for job in jobs:
                self._queue(job)
            self._end(str(error), is_failure=True)
        except (TryLaterError, RefusedError) as error:
            self._report.calls += 1
            self._put_off(jobs, error)
        else:
            for job in jobs:
                if job.waiting:  # the run was stopped before its turn came
                    self._queue(job)
                else:
                    self._pace.answered()
                    self._judge(job, sum(map(len, job.pieces)))

    def _judge(self, job: _Job, sent: int) -> None:
        """Keep an answer, as one to show or as one to review."""
        answer = " ".join(answer.text for answer in job.answers)
        target = job.segment.target_language
        restored = restore(answer, job.given, target, self._gazetteer)
        unknown = tuple(
            word
            for answer in job.answers
            for word in answer.unknown
            if has_words(job.given.bare_of(word))
        )
        reason = (
            f"lost: {', '.join(restored.lost[:5])}"
            if restored.lost
            else implausible(job.given.bare, job.given.bare_of(answer), target, unknown)
        )
        if reason is None:
            self._report.shown += 1
            self._note(job, "ok", sent, target=restored.text)
        elif self._terms.free and not job.strictly:
            self._queue(self._job(job.segment, job.attempts, strictly=True))
        else:
            self._report.rejected[reason.partition(":")[0]] += 1
            self._note(job, "rejected", sent, target=restored.text, reason=reason)

    def _put_off(self, jobs: tuple[_Job, ...], error: TryLaterError | RefusedError) -> None:
        """Ask again later for what could not be had now, or give it up."""
        anew = any(job.attempts == 0 for job in jobs)
        if len(jobs) > 1:
            for job in jobs:  # one of them may be the cause: each on its own from now on
                job.alone = True
                self._queue(job)
        else:
            self._put_off_one(jobs[0], error)
        if isinstance(error, QuotaError):
            if not self._pace.refused():
                self._end(str(error), is_failure=True)
        elif not self._pace.failed(anew=anew):
            self._end(f"the service keeps failing: {error}", is_failure=True)
        if isinstance(error, TryLaterError) and error.wait:
            if error.wait > self._insistence.patience:
                self._end(
                    f"the service asks to be left alone for {error.wait:.0f} s", is_failure=True
                )
            else:
                self._pace.close(error.wait)

    def _put_off_one(self, job: _Job, error: TryLaterError | RefusedError) -> None:
        job.attempts += 1
        sent = job.size
        reason = str(error)
        if isinstance(error, QuotaError):
            tomorrow = datetime.now(UTC) + timedelta(seconds=error.wait or 86_400)
            self._note(job, "pending", sent, reason=reason, next_try=tomorrow)
        elif isinstance(error, RefusedError) or job.attempts >= self._insistence.attempts:
            self._report.failed[reason] += 1
            self._note(job, "failed", sent, reason=reason)
        else:
            seconds = max(self._insistence.wait(job.attempts), error.wait or 0.0)
            next_try = datetime.now(UTC) + timedelta(seconds=seconds)
            self._note(job, "pending", sent, reason=reason, next_try=next_try)
            self._queue(job, time.monotonic() + seconds)

    def _note(
        self,
        job: _Job,
        status: Status,
        sent: int,
        *,
        target: str | None = None,
        reason: str | None = None,
        next_try: datetime | None = None,
    ) -> None:
        segment, translator = job.segment, self._translator
        languages = segment.source_language, segment.target_language
        today = datetime.now(UTC).date()
        attempt = Attempt(
            segment.source_language,
            segment.source,
            segment.target_language,
            translator.name,
            translator.model(*languages),
            status,
            target,
            reason,
            max(job.attempts, 1),
            next_try,
            today,
        )
        with self._store.change():
            self._store.memory.note(attempt)
            self._store.memory.spend(translator.name, today, sent)
            if status == "ok":
                self._store.touch()
        self._report.characters += sent
        self._told(self._report)

    def _end(self, reason: str, *, is_failure: bool = False) -> None:
        if self._report.stopped is None:
            self._report.stopped = reason
            self._report.is_failure = is_failure
        self._stop.set()
