"""derived.db: what was worked out before, so that it need not be again; it may be lost any time.

Each value is JSON under a name, sealed with a digest over itself, its name and what it was made
of. What does not answer to its seal, damaged or of old, is as if it were not there.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.files.closing import Closing
from index.model.errors import CacheError, StoreError

_SCHEMA = "CREATE TABLE IF NOT EXISTS derived (name TEXT PRIMARY KEY, seal BLOB, body BLOB)"
_PACKED = 1
"""zlib's fastest: entries take a seventh of their size, in a fifth of the time reading takes."""
_CHECKSUM_BYTES = 16
"""Bytes."""
_DISK_ERRORS = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""SQLite's codes for what forgetting the file does not mend (sqlite.org/rescode.html)."""


class DerivedCache(Closing):
    """derived.db, opened; a context manager. Every value may be gone when it is asked for.

    Each change is kept at once, though not synced. Raises CacheError when the file is damaged:
    `delete` it then, and begin again. Raises StoreError when the disk is full or fails.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._translating_errors():
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
            try:
                self._db.execute("PRAGMA journal_mode=WAL")
                self._db.execute("PRAGMA synchronous=NORMAL")
                self._db.execute(_SCHEMA)
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @staticmethod
    def delete(path: Path) -> None:
        """Remove the file and what lies beside it. Nobody may have it open."""
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)

    def get(self, name: str, key: str) -> Any | None:
        """The value put under `name`, when it was made of just this; else None."""
        with self._translating_errors():
            row = self._db.execute(
                "SELECT seal, body FROM derived WHERE name = ?", (name,)
            ).fetchone()
        if row is None or not isinstance(row[1], bytes) or row[0] != _checksum(name, key, row[1]):
            return None
        return json.loads(zlib.decompress(row[1]))

    def put(self, name: str, key: str, value: Any) -> None:
        """Keep a value that JSON can hold, in place of the one of that name."""
        body = zlib.compress(json.dumps(value, separators=(",", ":")).encode(), _PACKED)
        with self._translating_errors():
            self._db.execute(
                "INSERT OR REPLACE INTO derived VALUES (?, ?, ?)",
                (name, _checksum(name, key, body), body),
            )

    def drop(self, name: str) -> None:
        """Forget the value of a name."""
        with self._translating_errors():
            self._db.execute("DELETE FROM derived WHERE name = ?", (name,))

    def names(self, beginning: str = "") -> tuple[str, ...]:
        """The names of all values that begin so, damaged ones too, in order."""
        with self._translating_errors():
            rows = self._db.execute(
                "SELECT name FROM derived WHERE substr(name, 1, ?) = ? ORDER BY name",
                (len(beginning), beginning),
            ).fetchall()
        return tuple(str(name) for (name,) in rows)

    @contextmanager
    def _translating_errors(self) -> Iterator[None]:
        """Tell damage, which is mended by forgetting, from a disk that fails."""
        try:
            yield
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DISK_ERRORS:
                raise StoreError(f"{self._path} cannot be used: {error}") from error
            raise CacheError(
                f"{self._path} is damaged: {error}; `torino index` mends it"
            ) from error


def _checksum(name: str, key: str, body: bytes) -> bytes:
    digest = hashlib.blake2b(f"{name}\0{key}\0".encode(), digest_size=_CHECKSUM_BYTES)
    digest.update(body)
    return digest.digest()
