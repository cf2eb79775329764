"""The translation memory: one row for each paragraph or title and each who translated it."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

from index.model.entry import TranslationOrigin
from index.store.meta import Meta
from index.text.folding import fold
from index.text.typed_text import INVISIBLE

_BETWEEN_WORDS = re.compile(r"[\W_]+")
BY_PERSON = "by a person"
"""How the reason begins when a person rejected a translation."""

Status = Literal["ok", "pending", "rejected", "failed"]
"""`ok`: may be shown; `pending`: to be asked for again; `rejected`: not good enough to show;
`failed`: the translator gave no answer."""

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


_COLUMNS = (
    "source_hash", "source_language", "target_language", "engine", "model", "source", "target",
    "origin", "status", "reason", "attempts", "next_try", "day", "sample",
)  # fmt: skip
"""All but the checksum, which the database writes."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated paragraph or title. A person's has neither engine nor model."""

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
    """The result of asking an engine for a translation. Only with status ok may it be shown."""

    source_language: str
    source: str
    target_language: str
    engine: str
    model: str
    status: Status
    target: str | None = None
    """The translation; of a rejected one, the text that was not good enough."""
    reason: str | None = None
    """Why it was rejected, failed or put off."""
    attempts: int = 1
    next_try: datetime | None = None
    """When a pending one may be asked for again (UTC); None: at any time."""
    day: date | None = None
    origin: TranslationOrigin = "machine"

    @property
    def is_rejected_by_person(self) -> bool:
        """Whether a person decided that it is not good enough; then no machine is asked again."""
        return self.status == "rejected" and (self.reason or "").startswith(BY_PERSON)


@dataclass(frozen=True, slots=True)
class KeptRows:
    """What the memory had of a text in a language, to be put back."""

    source_hash: str
    target_language: str
    rows: tuple[tuple[object, ...], ...]


class Memory:
    """The tables of the translation memory in archive.db. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._meta = Meta(db)
        self._words: tuple[int, Mapping[tuple[str, str, str], Sequence[str]]] | None = None
        """What `_same_words` returns, and at which revision."""

    @property
    def revision(self) -> int:
        """The number of changes so far to what `recall` may return."""
        return self._meta.number("memory")

    def _touch(self) -> None:
        self._meta.count_up("memory")

    def remember(self, translation: Translation, *, sample: bool = False, remark: str = "") -> None:
        """Store a translation that may be shown; it replaces one by the same engine and model.

        A person's has a row of its own. A machine's without an engine is stored under "unknown".
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
                (translation.engine or "unknown") if machine else "",
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
                translation.engine,
                translation.model,
            ),
        )

    def not_shown(self, source: str, source_language: str, target_language: str) -> Attempt | None:
        """Return the newest text that a check, not a person, rejected; None when there is none."""
        found = self._attempts(
            " WHERE source_hash = ? AND source_language = ? AND target_language = ?"
            " AND status = 'rejected' ORDER BY day DESC, engine, model",
            (source_hash(source), source_language, target_language),
        )
        return next((each for each in found if not each.is_rejected_by_person), None)

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

    def record(self, attempt: Attempt) -> None:
        """Store the result of asking a machine. A person's translation is never replaced."""
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

    def attempt(
        self, source: str, source_language: str, target_language: str, engine: str, model: str
    ) -> Attempt | None:
        """Return the stored result of asking this engine for this text; None when there is none."""
        return next(
            self._attempts(
                " WHERE source_hash = ? AND source_language = ? AND target_language = ?"
                " AND engine = ? AND model = ?",
                (source_hash(source), source_language, target_language, engine, model),
            ),
            None,
        )

    def attempts(self, *statuses: Status) -> Iterator[Attempt]:
        """Return every row of these statuses, people's too, by language, text and engine."""
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
        for source_language, source, target_language, engine, model, status, *rest in rows:
            target, reason, attempts, next_try, day, origin, _ = rest
            yield Attempt(
                source_language,
                source,
                target_language,
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
        """Delete every text that this engine made; return how many of them were shown."""
        (shown,) = self._db.execute(
            "SELECT count(*) FROM memory WHERE origin = 'machine' AND engine = ? AND status = 'ok'",
            (engine,),
        ).fetchone()
        self._db.execute("DELETE FROM memory WHERE origin = 'machine' AND engine = ?", (engine,))
        self._touch()
        return int(shown)

    def erase(self, is_gone: Callable[[str, str], bool]) -> int:
        """Delete the rows of which `is_gone(source, target)`; return how many.

        `target` is "" where there is none. Every attempt of every engine is asked about.
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

    def engines(self) -> dict[str, int]:
        """Return the engines that were asked, and how many rows each has."""
        rows = self._db.execute(
            "SELECT engine, count(*) FROM memory WHERE origin = 'machine' GROUP BY engine"
        )
        return {str(engine): int(number) for engine, number in rows}

    def has_asked(self, engine: str) -> bool:
        """Return whether an engine was ever asked from here, also when its texts are deleted."""
        row = self._db.execute("SELECT 1 FROM spending WHERE engine = ?", (engine,)).fetchone()
        return row is not None

    def spend(self, engine: str, day: date, characters: int) -> None:
        """Add characters to those sent to an engine on a day (UTC)."""
        self._db.execute(
            "INSERT INTO spending (engine, day, characters) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET characters = characters + excluded.characters",
            (engine, day.isoformat(), characters),
        )

    def spent(self, engine: str, day: date) -> int:
        """Return how many characters were sent to an engine on a day (UTC)."""
        row = self._db.execute(
            "SELECT characters FROM spending WHERE engine = ? AND day = ?",
            (engine, day.isoformat()),
        ).fetchone()
        return int(row[0]) if row else 0

    def count(self) -> dict[Status, int]:
        """Return how many rows there are of each status; those without rows are left out."""
        rows = self._db.execute("SELECT status, count(*) FROM memory GROUP BY status")
        return {status: int(number) for status, number in rows}

    def drop_sample(self) -> None:
        """Delete what came with the bundled sample."""
        self._db.execute("DELETE FROM memory WHERE sample = 1")
        self._touch()


def _translation(source_language: str, target_language: str, row: Any) -> Translation:
    source, target, origin, engine, model, day, _ = row
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


def source_hash(source: str) -> str:
    """Return the SHA-256 of the source with its white space folded, in hex."""
    return hashlib.sha256(" ".join(source.split()).encode()).hexdigest()


def words_key(source: str) -> str:
    """Return what is equal for two texts that differ only in signs, case, accents and white space.

    "" for a text without letters and digits.
    """
    seen = fold(INVISIBLE.sub("", source))
    words = _BETWEEN_WORDS.sub(" ", seen).strip()
    return hashlib.sha256(words.encode()).hexdigest() if words else ""
