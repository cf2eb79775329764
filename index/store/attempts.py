"""The attempts at translations: the row of each text and translator, whatever came of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime

from index.store.meta import Meta
from index.store.source_keys import source_hash
from index.store.stored_translation import Attempt, Status


class Attempts:
    """The rows of the translation memory. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._meta = Meta(db)

    @property
    def revision(self) -> int:
        """The number of changes so far to what `recall` may return."""
        return self._meta.number("memory")

    def _touch(self) -> None:
        self._meta.count_up("memory")

    def not_shown(self, source: str, source_language: str, target_language: str) -> Attempt | None:
        """Return the newest text that a check, not a person, rejected; None when there is none."""
        found = self._attempts(
            " WHERE source_hash = ? AND source_language = ? AND target_language = ?"
            " AND status = 'rejected' ORDER BY day DESC, engine, model",
            (source_hash(source), source_language, target_language),
        )
        return next((each for each in found if not each.is_rejected_by_person), None)

    def record(self, attempt: Attempt) -> None:
        """Store the result of asking a machine. A person's translation is never replaced."""
        before = self.attempt(
            attempt.source,
            attempt.source_language,
            attempt.target_language,
            attempt.translator,
            attempt.model,
        )
        if attempt.status == "ok" or (before and before.status == "ok"):
            self._touch()
        self._db.execute(
            "INSERT INTO memory (source_hash, source_language, target_language, engine, model,"
            " source, target, origin, status, reason, attempts, next_try, day)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'machine', ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " target = excluded.target, status = excluded.status, reason = excluded.reason,"
            " attempts = excluded.attempts, next_try = excluded.next_try, day = excluded.day,"
            " sample = 0 WHERE memory.origin = 'machine'",
            (
                source_hash(attempt.source),
                attempt.source_language,
                attempt.target_language,
                attempt.translator,
                attempt.model,
                attempt.source,
                attempt.target,
                attempt.status,
                attempt.reason,
                attempt.attempts,
                attempt.next_try.astimezone(UTC).isoformat() if attempt.next_try else None,
                attempt.day.isoformat() if attempt.day else None,
            ),
        )

    def attempt(
        self, source: str, source_language: str, target_language: str, translator: str, model: str
    ) -> Attempt | None:
        """Return the stored result of asking a translator for a text; None when there is none."""
        return next(
            self._attempts(
                " WHERE source_hash = ? AND source_language = ? AND target_language = ?"
                " AND engine = ? AND model = ?",
                (source_hash(source), source_language, target_language, translator, model),
            ),
            None,
        )

    def attempts(self, *statuses: Status) -> Iterator[Attempt]:
        """Return every row of these statuses, people's too, by language, text and translator."""
        marks = ", ".join("?" * len(statuses))
        return self._attempts(
            f" WHERE status IN ({marks}) ORDER BY source_language, target_language, source, engine",
            statuses,
        )

    def _attempts(self, where: str, values: tuple[str, ...]) -> Iterator[Attempt]:
        rows = self._db.execute(
            "SELECT source_language, source, target_language, engine, model, status, target,"
            f" reason, attempts, next_try, day, origin, sound FROM verified_memory{where}",
            values,
        )
        for source_language, source, target_language, translator, model, status, *rest in rows:
            target, reason, attempts, next_try, day, origin, _ = rest
            yield Attempt(
                source_language,
                source,
                target_language,
                translator,
                model,
                status,
                target,
                reason,
                attempts,
                datetime.fromisoformat(next_try) if next_try else None,
                date.fromisoformat(day) if day else None,
                origin,
            )
