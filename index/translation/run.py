"""A run: a translator is asked for all missing segments, and each answer is stored at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta

from index.files.progress import ProgressCallback, ignore_progress
from index.gazetteer import Gazetteer
from index.store.database import Store
from index.translation.attempt_log import AttemptLog, AttemptOutcome
from index.translation.jobs import Job, Queue, judge, make_job
from index.translation.missing import MissingSegment
from index.translation.protection import has_words
from index.translation.report import Report, StopCause
from index.translation.translators.pace import Pace, RetryPolicy
from index.translation.translators.translator import (
    Answer,
    QuotaError,
    TextRefusedError,
    Translator,
    TryLaterError,
    UnreachableError,
    UnusableError,
)

_SILENCE = 8.0
"""Seconds without an answer after which whoever waits is told so."""
_POLL_INTERVAL = 0.2
"""Seconds after which a waiting run checks whether it should stop."""


def ignore_words(words: str) -> None:
    """Tell nobody."""


def translate_missing(
    segments: Iterable[MissingSegment],
    store: Store,
    translator: Translator,
    gazetteer: Gazetteer,
    *,
    retry_policy: RetryPolicy | None = None,
    characters_per_day: int | None = None,
    report: Report | None = None,
    progress: ProgressCallback = ignore_progress,
    stop: threading.Event | None = None,
    tell: Callable[[str], None] = ignore_words,
) -> Report:
    """Translate every segment; store each answer in a transaction of its own.

    `characters_per_day` limits what is sent; None means the translator's own limit. When `stop` is
    set, no further call is made, and the answers to calls under way are still stored. `report` is
    filled in during the run, so that a progress line can show its counts, and returned. `tell` is
    given words for whoever waits: that the service is silent, or fails, each once. Raises
    StoreError. No failure of the translator is raised: see `Report.stopped_by`.
    """
    budget = characters_per_day or translator.limits.characters_per_day
    run = _Run(
        store,
        translator,
        gazetteer,
        retry_policy or RetryPolicy(),
        budget,
        report or Report(),
        progress,
        stop or threading.Event(),
        tell,
    )
    return run.run(tuple(segments))


class _Run:
    def __init__(
        self,
        store: Store,
        translator: Translator,
        gazetteer: Gazetteer,
        retry_policy: RetryPolicy,
        budget: int | None,
        report: Report,
        progress: ProgressCallback,
        stop: threading.Event,
        tell: Callable[[str], None],
    ) -> None:
        self._attempt_log = AttemptLog(store, translator)
        self._translator = translator
        self._limits = translator.limits
        self._gazetteer = gazetteer
        self._retry_policy = retry_policy
        self._budget = budget
        self._report = report
        self._progress = progress
        self._stop = stop
        self._tell = tell
        self._told: set[str] = set()
        self._last_answer = time.monotonic()
        self._pace = Pace(retry_policy, self._limits.calls_per_second)
        self._new_segments: Iterator[MissingSegment] = iter(())
        self._new_left = 0
        self._queue = Queue()
        self._running: dict[Future[int], tuple[Job, ...]] = {}
        self._spent = self._attempt_log.spent_today()
        self._unreached = 0
        """Times in a row that the service could not be reached."""

    def run(self, segments: tuple[MissingSegment, ...]) -> Report:
        began = time.monotonic()
        self._report.total = len(segments)
        self._new_segments = iter(segments)
        self._new_left = len(segments)
        pool = ThreadPoolExecutor(self._limits.concurrency, "translating")
        is_left = False
        try:
            self._work(pool)
        except KeyboardInterrupt:
            is_left = True  # whoever leaves does not wait for a service that is silent
            raise
        finally:
            self._stop.set()  # after an error, no thread may go on waiting for its turn
            pool.shutdown(wait=not is_left, cancel_futures=is_left)
        self._report.seconds = time.monotonic() - began
        return self._report

    def _work(self, pool: ThreadPoolExecutor) -> None:
        while self._running or (self._has_more and not self._stop.is_set()):
            self._start(pool)
            if self._running:
                done, _ = wait(self._running, timeout=_POLL_INTERVAL, return_when=FIRST_COMPLETED)
                self._mind_silence(has_answer=bool(done))
                for future in done:
                    self._finish(future, self._running.pop(future))
            elif self._has_more:
                self._stop.wait(
                    min(_POLL_INTERVAL, max(self._queue.due_in(), self._pace.closed_for(), 0.005))
                )
        if self._has_more:
            self._end("interrupt", "interrupted")

    def _mind_silence(self, *, has_answer: bool) -> None:
        """Tell once when the calls under way have had no answer for a while."""
        now = time.monotonic()
        if has_answer:
            self._last_answer = now
        elif now - self._last_answer > _SILENCE:
            self._tell_once("silence", f"no answer for {_SILENCE:.0f} s; still waiting")

    def _tell_once(self, about: str, words: str) -> None:
        if about not in self._told:
            self._told.add(about)
            self._tell(words)

    @property
    def _has_more(self) -> bool:
        return bool(self._queue or self._new_left)

    def _queue_next(self) -> None:
        """Queue the next segment as a job; one of nothing but protected spans needs no call."""
        segment = next(self._new_segments)
        self._new_left -= 1
        job = make_job(segment, self._attempt_log.attempts(segment), self._gazetteer, self._limits)
        if has_words(job.given.bare):
            self._queue.put(job)
        else:
            job.answers = [Answer(job.given.text)]
            self._judge(job, 0)

    # Asking

    def _start(self, pool: ThreadPoolExecutor) -> None:
        """Start as many calls as may be under way at the same time."""
        while not self._stop.is_set() and not self._pace.closed_for():
            most = 1 if self._pace.is_trying else self._limits.concurrency
            if len(self._running) >= most:
                return
            jobs = self._next_jobs()
            if not jobs:
                return
            size = sum(job.size for job in jobs)
            if self._budget is not None and self._spent + size > self._budget:
                for job in jobs:
                    self._queue.put(job)
                self._end("budget", f"the day's {self._budget:,} characters are used up")
                return
            self._spent += size
            if not self._running:  # the silence begins with the first call under way
                self._last_answer = time.monotonic()
            self._running[pool.submit(self._ask, jobs)] = jobs

    def _next_jobs(self) -> tuple[Job, ...]:
        """Return the jobs for one call; new segments are queued when none is due."""
        jobs: list[Job] = []
        while len(jobs) < self._limits.batch:
            if self._new_left and not self._queue.is_due():
                self._queue_next()
                continue
            job = self._queue.take(jobs)
            if job is None:
                break
            jobs.append(job)
            if job.alone:
                break
        return tuple(jobs)

    def _ask(self, jobs: tuple[Job, ...]) -> int:
        """Translate the jobs' pieces in a thread of the pool; return how many calls were made."""
        languages = jobs[0].languages
        if self._limits.batch > 1:
            if not self._pace.turn(self._stop):
                return 0
            asked = [(job, piece) for job in jobs for piece in job.unanswered]
            answers = self._translator.translate(tuple(piece for _, piece in asked), *languages)
            for (job, _), answer in zip(asked, answers, strict=True):
                job.answers.append(answer)
            return 1
        (job,) = jobs
        calls = 0
        for piece in job.unanswered:
            if not self._pace.turn(self._stop):
                break
            job.answers += self._translator.translate((piece,), *languages)
            calls += 1
        return calls

    # Judging

    def _finish(self, future: Future[int], jobs: tuple[Job, ...]) -> None:
        try:
            self._report.calls += future.result()
        except UnusableError as error:
            self._report.calls += 1
            for job in jobs:
                self._queue.put(job)
            self._end("service", str(error))
        except UnreachableError as error:
            self._put_back(jobs, error)
        except (TryLaterError, TextRefusedError) as error:
            self._report.calls += 1
            self._postpone(jobs, error)
        else:
            for job in jobs:
                if job.unanswered:  # the run was stopped before its turn
                    self._queue.put(job)
                else:
                    self._pace.answered()
                    self._unreached = 0
                    self._judge(job, sum(map(len, job.pieces)))

    def _judge(self, job: Job, sent: int) -> None:
        """Store an answer, as one to show or one to review, or ask again with more protected."""
        text, reason = judge(job, self._gazetteer)
        if reason is None:
            self._report.shown += 1
            self._note(job, AttemptOutcome("ok", target=text), sent)
        elif self._limits.free and not job.strict:
            self._queue.put(
                make_job(job.segment, job.attempts, self._gazetteer, self._limits, strict=True)
            )
        else:
            self._report.rejected[reason.partition(":")[0]] += 1
            self._note(job, AttemptOutcome("rejected", target=text, reason=reason), sent)

    def _put_back(self, jobs: tuple[Job, ...], error: UnreachableError) -> None:
        """Put jobs that were not sent back into the queue; it is no failure of theirs.

        The run waits before the next call, and ends when the service stays out of reach.
        """
        self._tell_once("failure", f"{error}; going on")
        for job in jobs:
            self._queue.put(job)
        if self._pace.closed_for():  # another call under way had the same answer
            return
        self._unreached += 1
        if self._unreached >= self._retry_policy.max_attempts:
            self._end("service", str(error))
        else:
            self._pace.close(self._retry_policy.wait(self._unreached))

    def _postpone(self, jobs: tuple[Job, ...], error: TryLaterError | TextRefusedError) -> None:
        """Put jobs that failed back into the queue for later, or give them up."""
        self._tell_once("failure", f"{error}; going on")
        is_new_text = any(job.attempts == 0 for job in jobs)
        if len(jobs) > 1:
            for job in jobs:  # one of them may be the cause: send each alone from now on
                job.alone = True
                self._queue.put(job)
        else:
            self._postpone_one(jobs[0], error)
        if isinstance(error, QuotaError):
            if not self._pace.refused():
                self._end("service", str(error))
        elif not self._pace.failed(is_new_text=is_new_text):
            self._end("service", f"the service keeps failing: {error}")
        if isinstance(error, TryLaterError) and error.wait:
            if error.wait > self._retry_policy.max_requested_wait:
                self._end("service", f"the service asks to be left alone for {error.wait:.0f} s")
            else:
                self._pace.close(error.wait)

    def _postpone_one(self, job: Job, error: TryLaterError | TextRefusedError) -> None:
        job.attempts += 1
        sent = job.size
        reason = str(error)
        if isinstance(error, QuotaError):
            tomorrow = datetime.now(UTC) + timedelta(seconds=error.wait or 86_400)
            self._note(job, AttemptOutcome("pending", reason=reason, next_try=tomorrow), sent)
        elif isinstance(error, TextRefusedError) or job.attempts >= self._retry_policy.max_attempts:
            self._report.failed[reason] += 1
            self._note(job, AttemptOutcome("failed", reason=reason), sent)
        else:
            seconds = max(self._retry_policy.wait(job.attempts), error.wait or 0.0)
            next_try = datetime.now(UTC) + timedelta(seconds=seconds)
            self._note(job, AttemptOutcome("pending", reason=reason, next_try=next_try), sent)
            self._queue.put(job, time.monotonic() + seconds)

    def _note(self, job: Job, outcome: AttemptOutcome, sent: int) -> None:
        self._attempt_log.record(job, outcome, sent)
        self._report.characters += sent
        self._progress("translating", self._report.settled, self._report.total)

    def _end(self, cause: StopCause, reason: str) -> None:
        """End the run; the first reason counts."""
        if self._report.stopped is None:
            self._report.stopped = reason
            self._report.stopped_by = cause
        self._stop.set()
