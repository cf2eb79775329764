"""Jobs: segments that are being translated, and the queue in which they wait."""

from __future__ import annotations

import heapq
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.gazetteer import Gazetteer
from index.translation.meaning import SAYS_OTHERWISE, meaning_agrees
from index.translation.missing import MissingSegment
from index.translation.plausibility import implausibility
from index.translation.protection import Protected, has_words, protect, restore
from index.translation.translators.pieces import split_text
from index.translation.translators.translator import Answer, ServiceLimits


@dataclass(slots=True)
class Job:
    """A segment that is being translated. Only one thread at a time uses it."""

    segment: MissingSegment
    attempts: int
    """Failed attempts so far, over all runs."""
    strict: bool
    given: Protected
    """What the translator is given."""
    pieces: list[str]
    answers: list[Answer] = field(default_factory=list)
    """The answers to the first pieces, in order."""
    alone: bool = False
    """Whether it is sent without others, since a call with others failed."""

    @property
    def languages(self) -> tuple[str, str]:
        """The source and the target language."""
        return self.segment.source_language, self.segment.target_language

    @property
    def unanswered(self) -> list[str]:
        """The pieces without an answer."""
        return self.pieces[len(self.answers) :]

    @property
    def size(self) -> int:
        """The number of characters still to send."""
        return sum(map(len, self.unanswered))


def make_job(
    segment: MissingSegment,
    attempts: int,
    gazetteer: Gazetteer,
    limits: ServiceLimits,
    *,
    strict: bool = False,
) -> Job:
    """Protect names, dates and numbers in a segment, and cut it into pieces for the service.

    `strict` protects more, for a second attempt.
    """
    text = " ".join(segment.source.split())
    given = protect(
        text,
        segment.source_language,
        segment.target_language,
        segment.names,
        gazetteer,
        limits,
        strict=strict,
    )
    return Job(segment, attempts, strict, given, split_text(given.text, limits.max_length))


def judge(job: Job, gazetteer: Gazetteer) -> tuple[str, str | None]:
    """Return the text of a job's answers, and why it may not be shown; None when it may."""
    answer = " ".join(answer.text for answer in job.answers)
    target = job.segment.target_language
    restored = restore(answer, job.given, target, gazetteer)
    if restored.lost:
        return restored.text, f"lost: {', '.join(restored.lost[:5])}"
    unknown = tuple(
        word
        for answer in job.answers
        for word in answer.unknown
        if has_words(job.given.without_tokens(word))
    )
    bare, bare_answer = job.given.bare, job.given.without_tokens(answer)
    reason = implausibility(bare, bare_answer, target, unknown)
    if reason is None and meaning_agrees(bare, bare_answer, *job.languages) is False:
        reason = SAYS_OTHERWISE
    return restored.text, reason


class Queue:
    """Jobs in the order in which they are due; those due immediately, first in first out."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, int, Job]] = []
        self._number = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, job: Job, due: float = 0.0) -> None:
        """Add a job that is due at a time of the monotonic clock; 0.0 means at once."""
        self._number += 1
        heapq.heappush(self._waiting, (due, self._number, job))

    def due_in(self) -> float:
        """Return the seconds until the first job is due, negative when it is overdue; 0 when there
        is none."""
        return self._waiting[0][0] - time.monotonic() if self._waiting else 0.0

    def is_due(self) -> bool:
        """Return whether a job is due."""
        return bool(self._waiting) and self.due_in() <= 0

    def take(self, others: Sequence[Job]) -> Job | None:
        """Remove and return the first job, when it is due and may share a call with the others."""
        if not self.is_due():
            return None
        job = self._waiting[0][2]
        if others and (job.alone or job.languages != others[0].languages):
            return None
        heapq.heappop(self._waiting)
        return job
