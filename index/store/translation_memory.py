"""The translation memory: one row a paragraph or title, and which of them may be shown."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from index.model.entry import TranslationOrigin

Status = Literal["ok", "pending", "rejected", "failed"]

MEMORY_SCHEMA = """
    CREATE TABLE IF NOT EXISTS memory (
        source_hash TEXT NOT NULL,      -- SHA-256 of the source, white space folded
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        engine TEXT NOT NULL,           -- empty for a person's translation
        model TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT,                    -- NULL until there is one
        origin TEXT NOT NULL,           -- human | machine
        status TEXT NOT NULL,           -- ok | pending | rejected | failed
        reason TEXT,                    -- why it was rejected or failed
        attempts INTEGER NOT NULL DEFAULT 0,
        next_try TEXT,                  -- ISO 8601, UTC
        day TEXT,                       -- ISO date the translation was made
        sample INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (source_hash, source_language, target_language, engine, model)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS spending (
        engine TEXT NOT NULL,
        day TEXT NOT NULL,              -- ISO date, UTC
        characters INTEGER NOT NULL,    -- sent to the engine on that day
        PRIMARY KEY (engine, day)
    ) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated paragraph or title. `engine` and `model` are empty for a person's."""

    source_language: str
    source: str
    target_language: str
    target: str
    origin: TranslationOrigin
    engine: str = ""
    model: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of asking an engine. Only with status ok may `target` be shown."""

    source_language: str
    source: str
    target_language: str
    engine: str
    model: str
    status: Status
    target: str | None = None
    """The translation; of a rejected one, the text that was not good enough."""
    reason: str | None = None
    attempts: int = 1
    next_try: datetime | None = None
    """When to ask again (UTC); None: not on its own account."""
    day: date | None = None
    origin: TranslationOrigin = "machine"


class Memory:
    """The memory's rows in archive.db. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    @property
    def revision(self) -> int:
        """A number that grows with each change of what `recall` may answer."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'memory'").fetchone()
        return int(row[0]) if row else 0

    def _touch(self) -> None:
        self._db.execute(
            "INSERT INTO meta (key, value) VALUES ('memory', '1')"
            " ON CONFLICT (key) DO UPDATE SET value = CAST(value + 1 AS TEXT)"
        )

    def remember(self, translation: Translation, *, sample: bool = False) -> None:
        """Keep a translation that may be shown; a newer one of the same making replaces it.

        A machine's never takes the place of a person's: one without a name is called "unknown".
        """
        self._touch()
        day = translation.day.isoformat() if translation.day else None
        machine = translation.origin == "machine"
        self._db.execute(
            "INSERT OR REPLACE INTO memory (source_hash, source_language, target_language,"
            " engine, model, source, target, origin, status, day, sample)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'ok', ?, ?)",
            (
                source_hash(translation.source),
                translation.source_language,
                translation.target_language,
                (translation.engine or "unknown") if machine else "",
                translation.model if machine else "",
                translation.source,
                translation.target,
                translation.origin,
                day,
                int(sample),
            ),
        )

    def recall(self, source: str, source_language: str, target_language: str) -> Translation | None:
        """The translation to show: a person's before a machine's, then the newest; or None."""
        row = self._db.execute(
            "SELECT target, origin, engine, model, day, sound FROM sealed_memory"
            " WHERE source_hash = ? AND source_language = ? AND target_language = ?"
            " AND status = 'ok' ORDER BY origin = 'human' DESC, day DESC, engine, model LIMIT 1",
            (source_hash(source), source_language, target_language),
        ).fetchone()
        if row is None:
            return None
        target, origin, engine, model, day, _ = row
        return Translation(
            source_language,
            source,
            target_language,
            target,
            origin,
            engine,
            model,
            date.fromisoformat(day) if day else None,
        )

    def note(self, attempt: Attempt) -> None:
        """Keep what became of asking a machine. A person's translation is never touched."""
        before = self.attempt(
            attempt.source,
            attempt.source_language,
            attempt.target_language,
            attempt.engine,
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
                attempt.engine,
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
        self, source: str, source_language: str, target_language: str, engine: str, model: str
    ) -> Attempt | None:
        """What became of asking this engine for this text before; None when it never was asked."""
        return next(
            self._attempts(
                " WHERE source_hash = ? AND source_language = ? AND target_language = ?"
                " AND engine = ? AND model = ?",
                (source_hash(source), source_language, target_language, engine, model),
            ),
            None,
        )

    def attempts(self, *statuses: Status) -> Iterator[Attempt]:
        """Every row of these statuses, people's too; in the order of language, text and engine."""
        marks = ", ".join("?" * len(statuses))
        return self._attempts(
            f" WHERE status IN ({marks}) ORDER BY source_language, target_language, source, engine",
            statuses,
        )

    def _attempts(self, where: str, values: tuple[str, ...]) -> Iterator[Attempt]:
        rows = self._db.execute(
            "SELECT source_language, source, target_language, engine, model, status, target,"
            f" reason, attempts, next_try, day, origin, sound FROM sealed_memory{where}",
            values,
        )
        for language, source, wanted, engine, model, status, *rest in rows:
            target, reason, attempts, next_try, day, origin, _ = rest
            yield Attempt(
                language,
                source,
                wanted,
                engine,
                model,
                status,
                target,
                reason,
                attempts,
                datetime.fromisoformat(next_try) if next_try else None,
                date.fromisoformat(day) if day else None,
                origin,
            )

    def drop_engine(self, engine: str) -> int:
        """Remove every text that this engine made; say how many could be shown."""
        (shown,) = self._db.execute(
            "SELECT count(*) FROM memory WHERE origin = 'machine' AND engine = ? AND status = 'ok'",
            (engine,),
        ).fetchone()
        self._db.execute("DELETE FROM memory WHERE origin = 'machine' AND engine = ?", (engine,))
        self._touch()
        return int(shown)

    def engines(self) -> dict[str, int]:
        """The machines that were asked, and how many of their texts there are."""
        rows = self._db.execute(
            "SELECT engine, count(*) FROM memory WHERE origin = 'machine' GROUP BY engine"
        )
        return {str(engine): int(number) for engine, number in rows}

    def spend(self, engine: str, day: date, characters: int) -> None:
        """Count characters that were sent to an engine."""
        self._db.execute(
            "INSERT INTO spending (engine, day, characters) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET characters = characters + excluded.characters",
            (engine, day.isoformat(), characters),
        )

    def spent(self, engine: str, day: date) -> int:
        """How many characters were sent to an engine on a day."""
        row = self._db.execute(
            "SELECT characters FROM spending WHERE engine = ? AND day = ?",
            (engine, day.isoformat()),
        ).fetchone()
        return int(row[0]) if row else 0

    def count(self) -> dict[Status, int]:
        """How many rows there are of each status."""
        rows = self._db.execute("SELECT status, count(*) FROM memory GROUP BY status")
        return {status: int(number) for status, number in rows}

    def drop_sample(self) -> None:
        """Remove what came with the bundled sample."""
        self._db.execute("DELETE FROM memory WHERE sample = 1")
        self._touch()


def source_hash(source: str) -> str:
    """SHA-256 of the source with its white space folded, in hex."""
    return hashlib.sha256(" ".join(source.split()).encode()).hexdigest()
