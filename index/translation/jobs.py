"""Jobs: segments on their way through a translator, and the queue they wait in."""

from __future__ import annotations

import heapq
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.gazetteer import Gazetteer
from index.translation.missing import Segment
from index.translation.plausibility import implausible
from index.translation.protection import Protected, has_words, protect, restore
from index.translation.translators.pieces import pieces_of
from index.translation.translators.translator import Answer, ServiceLimits


@dataclass(slots=True)
class Job:
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
    def languages(self) -> tuple[str, str]:
        """From which language into which."""
        return self.segment.source_language, self.segment.target_language

    @property
    def waiting(self) -> list[str]:
        """The pieces without an answer."""
        return self.pieces[len(self.answers) :]

    @property
    def size(self) -> int:
        """The characters still to send."""
        return sum(map(len, self.waiting))


def job_of(
    segment: Segment,
    attempts: int,
    gazetteer: Gazetteer,
    limits: ServiceLimits,
    *,
    strictly: bool = False,
) -> Job:
    """Protect what must survive in a segment, and cut it into pieces that the service takes.

    `strictly` protects more than a first attempt does.
    """
    text = " ".join(segment.source.split())
    given = protect(
        text,
        segment.source_language,
        segment.target_language,
        segment.names,
        gazetteer,
        limits,
        strictly=strictly,
    )
    return Job(segment, attempts, strictly, given, pieces_of(given.text, limits.longest))


def judge(job: Job, gazetteer: Gazetteer) -> tuple[str, str | None]:
    """The text that a job's answers make, and why it may not be shown; None when it may."""
    answer = " ".join(answer.text for answer in job.answers)
    target = job.segment.target_language
    restored = restore(answer, job.given, target, gazetteer)
    if restored.lost:
        return restored.text, f"lost: {', '.join(restored.lost[:5])}"
    unknown = tuple(
        word
        for answer in job.answers
        for word in answer.unknown
        if has_words(job.given.bare_of(word))
    )
    reason = implausible(job.given.bare, job.given.bare_of(answer), target, unknown)
    return restored.text, reason


class Queue:
    """Jobs in the order they fall due; those due at once in the order they came."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, int, Job]] = []
        self._number = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, job: Job, due: float = 0.0) -> None:
        """Let a job wait until `due`, by the monotonic clock."""
        self._number += 1
        heapq.heappush(self._waiting, (due, self._number, job))

    def due_in(self) -> float:
        """Seconds until the first job is due, below 0 when it has been; 0 when there is none."""
        return self._waiting[0][0] - time.monotonic() if self._waiting else 0.0

    def is_due(self) -> bool:
        """Whether a job may go now."""
        return bool(self._waiting) and self.due_in() <= 0

    def take(self, fellows: Sequence[Job]) -> Job | None:
        """Take out the first job when it is due and may go in one call with its fellows."""
        if not self.is_due():
            return None
        job = self._waiting[0][2]
        if fellows and (job.alone or job.languages != fellows[0].languages):
            return None
        heapq.heappop(self._waiting)
        return job
