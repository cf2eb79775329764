"""What the translation memory is told of each attempt, in a transaction of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from index.store.database import Store
from index.store.translation_memory import Attempt, Status
from index.translation.jobs import Job
from index.translation.missing import Segment
from index.translation.translators.translator import Translator


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job for now."""

    status: Status
    target: str | None = None
    reason: str | None = None
    next_try: datetime | None = None


class AttemptLog:
    """The memory's rows of one translator."""

    def __init__(self, store: Store, translator: Translator) -> None:
        self._store = store
        self._translator = translator

    def spent_today(self) -> int:
        """The characters sent to the translator today (UTC), by any run."""
        return self._store.memory.spent(self._translator.name, datetime.now(UTC).date())

    def attempts(self, segment: Segment) -> int:
        """How often the segment was asked for in vain and may be asked for still."""
        languages = segment.source_language, segment.target_language
        before = self._store.memory.attempt(
            segment.source, *languages, self._translator.name, self._translator.model(*languages)
        )
        return before.attempts if before and before.status == "pending" else 0

    def note(self, job: Job, outcome: Outcome, sent: int) -> None:
        """Keep what became of a job, and that so many characters were sent. Raises StoreError."""
        today = datetime.now(UTC).date()
        attempt = Attempt(
            job.segment.source_language,
            job.segment.source,
            job.segment.target_language,
            self._translator.name,
            self._translator.model(*job.languages),
            outcome.status,
            outcome.target,
            outcome.reason,
            max(job.attempts, 1),
            outcome.next_try,
            today,
        )
        with self._store.change():
            self._store.memory.record(attempt)
            self._store.memory.spend(self._translator.name, today, sent)
            if outcome.status == "ok":
                self._store.touch()
