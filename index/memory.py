"""The translation memory: one row a paragraph or title, and which of them may be shown."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.entry import Origin

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
"""


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated paragraph or title. `engine` and `model` are empty for a person's."""

    source_language: str
    source: str
    target_language: str
    target: str
    origin: Origin
    engine: str = ""
    model: str = ""
    day: date | None = None


class Memory:
    """The memory's rows in archive.db. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def remember(self, translation: Translation, *, sample: bool = False) -> None:
        """Keep a translation that may be shown; a newer one of the same making replaces it."""
        day = translation.day.isoformat() if translation.day else None
        self._db.execute(
            "INSERT OR REPLACE INTO memory (source_hash, source_language, target_language,"
            " engine, model, source, target, origin, status, day, sample)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'ok', ?, ?)",
            (
                source_hash(translation.source),
                translation.source_language,
                translation.target_language,
                translation.engine,
                translation.model,
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
            "SELECT target, origin, engine, model, day FROM memory"
            " WHERE source_hash = ? AND source_language = ? AND target_language = ?"
            " AND status = 'ok' ORDER BY origin = 'human' DESC, day DESC, engine, model LIMIT 1",
            (source_hash(source), source_language, target_language),
        ).fetchone()
        if row is None:
            return None
        target, origin, engine, model, day = row
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

    def count(self) -> dict[str, int]:
        """How many rows there are of each status."""
        rows = self._db.execute("SELECT status, count(*) FROM memory GROUP BY status")
        return {str(status): int(number) for status, number in rows}

    def drop_sample(self) -> None:
        """Remove what came with the bundled sample."""
        self._db.execute("DELETE FROM memory WHERE sample = 1")


def source_hash(source: str) -> str:
    """SHA-256 of the source with its white space folded, in hex."""
    return hashlib.sha256(" ".join(source.split()).encode()).hexdigest()
