"""archive.db, the truth: pages as read, translation memory, published ids. All else is derived."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal

from index.closing import Closing
from index.edition import edition
from index.entry import Page
from index.errors import StoreError
from index.locks import holder_of
from index.published import PUBLISHED_SCHEMA, PublishedIds
from index.seals import broken_seals, keep_seals, seal_all
from index.translation.memory import MEMORY_SCHEMA, Memory

Added = Literal["new", "changed", "unchanged", "older", "withdrawn"]
Origin = Literal["sample", "added"]

_FIRST = (
    """
    CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS pages (
        number INTEGER PRIMARY KEY,     -- the order of first reading, which the index keeps
        url TEXT NOT NULL,
        fetched TEXT NOT NULL,          -- ISO 8601, UTC
        media_type TEXT NOT NULL,
        language TEXT,                  -- declared, BCP 47
        body BLOB NOT NULL,             -- verbatim
        sha256 TEXT NOT NULL,
        origin TEXT NOT NULL,           -- sample | added
        state TEXT NOT NULL             -- live | superseded | withdrawn
    );
    CREATE UNIQUE INDEX IF NOT EXISTS one_live_page ON pages (url) WHERE state != 'superseded';
    """
    + MEMORY_SCHEMA
    + PUBLISHED_SCHEMA
)
_SEALED = """
    ALTER TABLE meta ADD COLUMN seal TEXT;
    ALTER TABLE pages ADD COLUMN seal TEXT;
    ALTER TABLE memory ADD COLUMN seal TEXT;
    ALTER TABLE spending ADD COLUMN seal TEXT;
    ALTER TABLE published ADD COLUMN seal TEXT;
"""
_STEPS = (_FIRST, _SEALED)
"""What each version of the schema adds to the one before. What was released is never changed: an
archive of any version, and a new one, takes the steps that it lacks."""
SCHEMA_VERSION = len(_STEPS)
_BUSY, _CORRUPT, _NO_DATABASE = 5, 11, 26
"""SQLite's own numbers."""
_FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""The second when SQLite quotes damaged text in its message."""
_PATIENCE = 30
"""Seconds to wait while another process writes."""
REMEDY = "restore a backup into a new home: `torino restore FILE --home DIR`"


class Store(Closing):
    """archive.db, opened for one verb at a time; a context manager.

    Changes are made inside `with store.change():`, all of them or none.
    """

    def __init__(self, path: Path) -> None:
        """Open `path`, making it when absent, and bring an older one up to date.

        Raises StoreError when it is no archive of ours, is damaged, or cannot be reached.
        """
        self.path = path
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise
        except (*_FAULTS, OSError) as error:
            raise self._failure("opened", error) from error
        self.memory = Memory(self._db)
        self.published = PublishedIds(self._db)

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        version = self._version()
        if version > SCHEMA_VERSION:
            raise StoreError(f"{self.path} was written by a newer torino-archive; update this one")
        if version < SCHEMA_VERSION:
            self._db.execute("BEGIN IMMEDIATE")
            taken = self._version()  # by another process, while we waited
            for step in _STEPS[taken:]:
                _take(self._db, step)
            keep_seals(self._db)
            if taken < SCHEMA_VERSION:
                seal_all(self._db)
                self._db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
            self._db.execute("COMMIT")
        else:
            keep_seals(self._db)

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def _failure(self, done: str, error: Exception) -> StoreError:
        """What to tell of an error, with the remedy where there is one."""
        number = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if number == _BUSY:
            holder = holder_of(self.path.parent / "LOCK")
            return StoreError(f"{self.path}: {holder} is writing to it; try again later")
        remedy = ""
        if "user-defined function" in str(error):  # raised by a seal
            return StoreError(
                f"{self.path}: a row has changed since it was written (`torino check` names it); "
                f"{REMEDY}"
            )
        if number in (_CORRUPT, _NO_DATABASE) or isinstance(error, UnicodeDecodeError):
            remedy = f"; it is damaged. {REMEDY}"
        return StoreError(f"{self.path} cannot be {done}: {error}{remedy}")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        if isinstance(error, sqlite3.Error):
            raise self._failure("read", error) from error

    @staticmethod
    def expected_schema(empty: sqlite3.Connection, version: int) -> dict[str, str] | None:
        """The schema that an archive of `version` has; None for a version never released."""
        if not 1 <= version <= SCHEMA_VERSION:
            return None
        for step in _STEPS[:version]:
            _take(empty, step)
        return schema_of(empty)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """One transaction: committed and synced on leaving normally, else undone.

        Raises StoreError when the disk is full or the file damaged.
        """
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise self._failure("written", error) from error

    def copy_to(self, path: Path) -> None:
        """Copy all of it to `path` as it is at one moment, while others may write."""
        try:
            with closing(sqlite3.connect(path)) as copy:
                self._db.backup(copy, pages=4096)
        except sqlite3.Error as error:
            raise self._failure("copied", error) from error

    def leave_wal(self) -> None:
        """Put everything into the one file, so that it can be copied as a file."""
        self._db.execute("PRAGMA journal_mode=DELETE")

    def damage(self) -> tuple[str, ...]:
        """What is not as it was written, in words; empty when the file is whole.

        SQLite checks how its pages hang together, the seals what the rows say.
        """
        found = []
        try:
            found += [row[0] for row in self._db.execute("PRAGMA integrity_check(5)")]
            found += broken_seals(self._db)
        except _FAULTS as error:
            found.append(str(error))
        return tuple(f"{self.path.name}: {line}" for line in found if line != "ok")

    def verify(self) -> None:
        """Raise StoreError, naming what is damaged and the remedy, unless the file is whole."""
        damage = self.damage()
        if damage:
            raise StoreError("\n".join((*damage, REMEDY)))

    # Pages

    def add_page(self, page: Page, origin: Origin = "added") -> Added:
        """Keep `page`. The same bytes change nothing; others supersede the former, which stays.

        A page fetched before the one that is here changes nothing, and a withdrawn address stays
        withdrawn.
        """
        digest = hashlib.sha256(page.body).hexdigest()
        known = self._db.execute(
            "SELECT number, sha256, state, fetched FROM pages"
            " WHERE url = ? AND state != 'superseded'",
            (page.url,),
        ).fetchone()
        if known and known[2] == "withdrawn":
            return "withdrawn"
        if known and known[1] == digest:
            return "unchanged"
        if known and page.fetched < datetime.fromisoformat(known[3]):
            return "older"
        if known:
            self._db.execute("UPDATE pages SET state = 'superseded' WHERE number = ?", known[:1])
        self._db.execute(
            "INSERT INTO pages (url, fetched, media_type, language, body, sha256, origin, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'live')",
            (
                page.url,
                page.fetched.astimezone(UTC).isoformat(timespec="seconds"),
                page.media_type,
                page.language,
                page.body,
                digest,
                origin,
            ),
        )
        self.touch()
        return "changed" if known else "new"

    def pages(self) -> Iterator[Page]:
        """The live pages in the order of their reading, one in memory at a time."""
        for number in self.page_numbers():
            yield self.page(number)

    def page_numbers(self) -> tuple[int, ...]:
        """The numbers of the live pages, in the order of their reading.

        A number stands for the same page for good: only `drop_sample` lets go of any.
        """
        rows = self._db.execute("SELECT number FROM pages WHERE state = 'live' ORDER BY number")
        return tuple(number for (number,) in rows)

    def page(self, number: int) -> Page:
        """The page of a number that `page_numbers` gave. Raises StoreError when it has gone."""
        row = self._db.execute(
            "SELECT url, fetched, media_type, body, language, sha256, sound FROM sealed_pages"
            " WHERE number = ?",
            (number,),
        ).fetchone()
        if row is None:
            raise StoreError(f"page {number} was removed meanwhile; try again")
        url, fetched, media_type, body, language, digest, _ = row
        if hashlib.sha256(body).hexdigest() != digest:
            raise StoreError(f"{self.path}: the page {url} has changed since it was read; {REMEDY}")
        return Page(url, datetime.fromisoformat(fetched), media_type, body, language)

    def number_of(self, url: str) -> int | None:
        """The number of the live page at an address; None when there is none."""
        row = self._db.execute(
            "SELECT number FROM pages WHERE url = ? AND state = 'live' AND state != 'superseded'",
            (url,),
        ).fetchone()
        return None if row is None else int(row[0])

    def imprint(self, number: int) -> str:
        """What tells the page of a number from any other, its body by SHA-256, in words."""
        row = self._db.execute(
            "SELECT url, fetched, media_type, language, sha256, sound FROM sealed_pages"
            " WHERE number = ?",
            (number,),
        ).fetchone()
        return repr(row and row[:-1])

    def count_pages(self, origin: Origin | None = None) -> int:
        """How many live pages there are, of one origin or of both."""
        query = "SELECT count(*) FROM pages WHERE state = 'live' AND coalesce(?, origin) = origin"
        return int(self._db.execute(query, (origin,)).fetchone()[0])

    def withdraw_page(self, url: str) -> bool:
        """Withdraw the live page at `url`, keeping it; False when there is none."""
        return self._move_page(url, "live", "withdrawn")

    def restore_page(self, url: str) -> bool:
        """Bring a withdrawn page back; False when there is none."""
        return self._move_page(url, "withdrawn", "live")

    def _move_page(self, url: str, old: str, new: str) -> bool:
        moved = self._db.execute(
            "UPDATE pages SET state = ? WHERE url = ? AND state = ?", (new, url, old)
        ).rowcount
        if moved:
            self.touch()
        return bool(moved)

    def drop_sample(self) -> int:
        """Remove the bundled sample, its translations and ids for good; say how many pages."""
        dropped = self._db.execute("DELETE FROM pages WHERE origin = 'sample'").rowcount
        if dropped:
            self.memory.drop_sample()
            self.published.forget_all()
            self._set_meta("token", "")
            self.touch()
        return dropped

    # What is published

    @property
    def revision(self) -> int:
        """A number that grows with each change of what an index is made from."""
        return int(self._meta("revision") or 0)

    @property
    def is_published(self) -> bool:
        """Whether the last publishing saw everything that is here."""
        return self._meta("published") == str(self.revision)

    def touch(self) -> None:
        """Say that something an index is made from has changed."""
        self._set_meta("revision", str(self.revision + 1))

    def mark_published(self, revision: int, token: str = "") -> None:
        """Remember that an index of `revision` is live; `token` names this publishing, and it only.

        It stands until pages lose their numbers.
        """
        self._set_meta("published", str(revision))
        self._set_meta("token", token)
        self._set_meta("edition", edition())

    @property
    def token(self) -> str:
        """The last publishing's; empty when it has none that still holds."""
        return self._meta("token") or ""

    @property
    def published_by(self) -> str:
        """The edition of the reading code that made the live index; empty when not known."""
        return self._meta("edition") or ""

    def _meta(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def _set_meta(self, key: str, value: str) -> None:
        self._db.execute(
            "INSERT INTO meta (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )


def _take(db: sqlite3.Connection, step: str) -> None:
    """Take a step of the schema; unlike executescript, inside the transaction."""
    for statement in step.split(";"):
        if statement.strip():
            db.execute(statement)


def schema_of(db: sqlite3.Connection) -> dict[str, str]:
    """Name and SQL of everything in a database's schema."""
    rows = db.execute("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {str(name): str(sql) for name, sql in rows}
