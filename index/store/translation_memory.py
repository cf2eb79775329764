"""The translation memory: one row for each paragraph or title and each who translated it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from index.store.attempts import Attempts
from index.store.source_keys import source_hash, words_key
from index.store.stored_translation import KeptRows, Status, Translation

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

_COLUMNS = (
    "source_hash", "source_language", "target_language", "engine", "model", "source", "target",
    "origin", "status", "reason", "attempts", "next_try", "day", "sample",
)  # fmt: skip
"""All but the checksum, which the database writes."""


class Memory(Attempts):
    """The translation memory in archive.db. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__(db)
        self._words: tuple[int, Mapping[tuple[str, str, str], Sequence[str]]] | None = None
        """What `_same_words` returns, and at which revision."""

    def remember(self, translation: Translation, *, sample: bool = False, remark: str = "") -> None:
        """Store a translation that may be shown; it replaces one by the same translator and model.

        A person's has a row of its own. A machine's without a translator is stored under "unknown".
        `remark` says who decided it and why, where that is known.
        """
        self._touch()
        day = translation.day.isoformat() if translation.day else None
        machine = translation.origin == "machine"
        self._db.execute(
            "INSERT OR REPLACE INTO memory (source_hash, source_language, target_language,"
            " engine, model, source, target, origin, status, day, sample, reason)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'ok', ?, ?, ?)",
            (
                source_hash(translation.source),
                translation.source_language,
                translation.target_language,
                (translation.translator or "unknown") if machine else "",
                translation.model if machine else "",
                translation.source,
                translation.target,
                translation.origin,
                day,
                int(sample),
                remark or None,
            ),
        )

    def reject(self, translation: Translation, reason: str) -> None:
        """Let a translation not be shown any more, a person's too; the memory keeps it."""
        self._touch()
        self._db.execute(
            "UPDATE memory SET status = 'rejected', reason = ? WHERE source_hash = ?"
            " AND source_language = ? AND target_language = ? AND engine = ? AND model = ?",
            (
                reason,
                source_hash(translation.source),
                translation.source_language,
                translation.target_language,
                translation.translator,
                translation.model,
            ),
        )

    def keep_rows(self, source: str, target_language: str) -> KeptRows:
        """Return all that there is of a text in a language, whoever made it."""
        hash = source_hash(source)
        rows = self._db.execute(
            f"SELECT {', '.join(_COLUMNS)}, sound FROM verified_memory"
            " WHERE source_hash = ? AND target_language = ?",
            (hash, target_language),
        )
        return KeptRows(hash, target_language, tuple(row[:-1] for row in rows))

    def put_back(self, kept: KeptRows) -> None:
        """Let there be of a text what there was when its rows were kept, and nothing else."""
        self._touch()
        self._db.execute(
            "DELETE FROM memory WHERE source_hash = ? AND target_language = ?",
            (kept.source_hash, kept.target_language),
        )
        self._db.executemany(
            f"INSERT INTO memory ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",
            kept.rows,
        )

    def recall(self, source: str, source_language: str, target_language: str) -> Translation | None:
        """Return the translation to show, or None: a person's first, else the newest machine's.

        When there is none of this source, that of one is shown which differs only in signs, case
        and white space; its `source` is then that one.
        """
        languages = source_language, target_language
        row = self._best((source_hash(source),), *languages)
        same = self._same_words() if row is None else {}
        if same and (words := words_key(source)) and (hashes := same.get((words, *languages))):
            row = self._best(hashes, *languages)
        return row and _translation(*languages, row)

    def by_person(self, hash: str, target_language: str) -> Translation | None:
        """Return a person's translation of the text with this `source_hash`, from any language."""
        row = self._db.execute(
            "SELECT source_language, source, target, origin, engine, model, day, sound"
            " FROM verified_memory WHERE source_hash = ? AND target_language = ?"
            " AND origin = 'human' AND status = 'ok' ORDER BY source_language LIMIT 1",
            (hash, target_language),
        ).fetchone()
        return row and _translation(row[0], target_language, row[1:])

    def _best(self, hashes: Sequence[str], source_language: str, target_language: str) -> Any:
        """Return the row to show of those with these source hashes; None when there is none."""
        marks = ", ".join("?" * len(hashes))
        return self._db.execute(
            "SELECT source, target, origin, engine, model, day, sound FROM verified_memory"
            f" WHERE source_hash IN ({marks}) AND source_language = ? AND target_language = ?"
            " AND status = 'ok'"
            " ORDER BY origin = 'human' DESC, day DESC, engine, model, source_hash LIMIT 1",
            (*hashes, source_language, target_language),
        ).fetchone()

    def _same_words(self) -> Mapping[tuple[str, str, str], Sequence[str]]:
        """Return the source hashes of what may be shown, by words and languages."""
        revision = self.revision
        if self._words is None or self._words[0] != revision:
            found: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
            rows = self._db.execute(
                "SELECT DISTINCT source_hash, source, source_language, target_language FROM memory"
                " WHERE status = 'ok' ORDER BY source_hash"
            )
            for hash, source, *languages in rows:
                found[words_key(source), languages[0], languages[1]].append(hash)
            self._words = revision, found
        return self._words[1]

    def drop_translator(self, translator: str) -> int:
        """Delete every text that this translator made; return how many of them were shown."""
        (shown,) = self._db.execute(
            "SELECT count(*) FROM memory WHERE origin = 'machine' AND engine = ? AND status = 'ok'",
            (translator,),
        ).fetchone()
        self._db.execute(
            "DELETE FROM memory WHERE origin = 'machine' AND engine = ?", (translator,)
        )
        self._touch()
        return int(shown)

    def erase(self, is_gone: Callable[[str, str], bool]) -> int:
        """Delete the rows of which `is_gone(source, target)`; return how many.

        `target` is "" where there is none. Every attempt of every translator is asked about.
        """
        rows = self._db.execute(
            "SELECT source_hash, source_language, target_language, engine, model, source, target"
            " FROM memory"
        )
        keys = [row[:5] for row in rows if is_gone(row[5], row[6] or "")]
        self._db.executemany(
            "DELETE FROM memory WHERE source_hash = ? AND source_language = ?"
            " AND target_language = ? AND engine = ? AND model = ?",
            keys,
        )
        if keys:
            self._touch()
        return len(keys)

    def translators(self) -> dict[str, int]:
        """Return the translators that were asked, and how many rows each has."""
        rows = self._db.execute(
            "SELECT engine, count(*) FROM memory WHERE origin = 'machine' GROUP BY engine"
        )
        return {str(translator): int(number) for translator, number in rows}

    def count(self) -> dict[Status, int]:
        """Return how many rows there are of each status; those without rows are left out."""
        rows = self._db.execute("SELECT status, count(*) FROM memory GROUP BY status")
        return {status: int(number) for status, number in rows}

    def drop_sample(self) -> None:
        """Delete what came with the bundled sample."""
        self._db.execute("DELETE FROM memory WHERE sample = 1")
        self._touch()


def _translation(source_language: str, target_language: str, row: Any) -> Translation:
    source, target, origin, translator, model, day, _ = row
    return Translation(
        source_language,
        source,
        target_language,
        target,
        origin,
        translator,
        model,
        date.fromisoformat(day) if day else None,
    )
