"""The attempt log: the result of each attempt to translate, stored at once in the memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from index.store.database import Store
from index.store.stored_translation import Attempt, Status
from index.translation.jobs import Job
from index.translation.missing import MissingSegment
from index.translation.translators.translator import Translator


@dataclass(frozen=True, slots=True)
class AttemptOutcome:
    """The result of an attempt."""

    status: Status
    target: str | None = None
    reason: str | None = None
    """Why it is not "ok"."""
    next_try: datetime | None = None
    """When a pending text may be asked for again (UTC)."""


class AttemptLog:
    """The attempts of one translator in the translation memory."""

    def __init__(self, store: Store, translator: Translator) -> None:
        self._store = store
        self._translator = translator

    def spent_today(self) -> int:
        """Return the characters sent to the translator today (UTC), by all runs."""
        return self._store.spending.on_day(self._translator.name, datetime.now(UTC).date())

    def attempts(self, segment: MissingSegment) -> int:
        """Return how many attempts at a pending segment have failed; 0 for any other segment."""
        languages = segment.source_language, segment.target_language
        before = self._store.memory.attempt(
            segment.source, *languages, self._translator.name, self._translator.model(*languages)
        )
        return before.attempts if before and before.status == "pending" else 0

    def record(self, job: Job, outcome: AttemptOutcome, sent: int) -> None:
        """Store the outcome of a job and the number of characters sent, in one transaction.

        Raises StoreError.
        """
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
            self._store.spending.add(self._translator.name, today, sent)
            if outcome.status == "ok":
                self._store.touch()
