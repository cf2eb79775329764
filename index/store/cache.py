"""derived.db: a cache of computed values, which may be lost at any time.

Each value is JSON under a name, with a checksum over the name, the value's key and the value. The
key covers everything that the value was computed from, so a value that is damaged or out of date
fails the same check, and counts as absent.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.files.closing import Closing
from index.files.diagnosis import failure, fault_of
from index.files.ownership import file_mode
from index.model.errors import CacheError

# `seal` is the checksum; with another name every existing cache would be unreadable.
_SCHEMA = "CREATE TABLE IF NOT EXISTS derived (name TEXT PRIMARY KEY, seal BLOB, body BLOB)"
_COMPRESSION_LEVEL = 1
"""zlib's fastest. Measured: entries take a seventh of their size, and unpacking them takes a fifth
of the time of reading their page again."""
_CHECKSUM_BYTES = 16
_NOT_DAMAGE = (sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_CANTOPEN)
"""SQLite's codes for errors that deleting the file would not mend, whatever their cause."""


class DerivedCache(Closing):
    """An open derived.db; a context manager.

    Each change is a transaction of its own, written at once but not synced to the disk. All methods
    raise CacheError when the file is damaged (`delete` it then, and begin again) and StoreError
    when the disk is full or fails.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._translating_errors():
            if not path.exists():
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, file_mode()))
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
            try:
                self._db.execute("PRAGMA journal_mode=WAL")
                self._db.execute("PRAGMA synchronous=NORMAL")
                self._db.execute(_SCHEMA)
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @staticmethod
    def delete(path: Path) -> None:
        """Remove the file and SQLite's files beside it. Nobody may have it open."""
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)

    def get(self, name: str, key: str) -> Any | None:
        """Return the value that was put under `name` with this key; None when there is none."""
        with self._translating_errors():
            row = self._db.execute(
                "SELECT seal, body FROM derived WHERE name = ?", (name,)
            ).fetchone()
        if row is None or not isinstance(row[1], bytes) or row[0] != _checksum(name, key, row[1]):
            return None
        return json.loads(zlib.decompress(row[1]))

    def put(self, name: str, key: str, value: Any) -> None:
        """Store a value that JSON can hold; it replaces the one of that name."""
        text = json.dumps(value, separators=(",", ":"))
        body = zlib.compress(text.encode(), _COMPRESSION_LEVEL)
        with self._translating_errors():
            self._db.execute(
                "INSERT OR REPLACE INTO derived VALUES (?, ?, ?)",
                (name, _checksum(name, key, body), body),
            )

    def drop(self, name: str) -> None:
        """Remove the value of a name, if there is one."""
        with self._translating_errors():
            self._db.execute("DELETE FROM derived WHERE name = ?", (name,))

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """Return the names that begin with the prefix, sorted, those of damaged values too."""
        with self._translating_errors():
            rows = self._db.execute(  # no text comes after that of the highest character
                "SELECT name FROM derived WHERE name BETWEEN ? AND ? ORDER BY name",
                (prefix, f"{prefix}\U0010ffff"),
            ).fetchall()
        return tuple(str(name) for (name,) in rows)

    @contextmanager
    def _translating_errors(self) -> Iterator[None]:
        """Raise StoreError for a disk that fails, and CacheError for any other error of SQLite."""
        try:
            yield
        except OSError as error:
            raise failure(self._path, "used", error) from error
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in _NOT_DAMAGE or fault_of(error, self._path) not in ("damaged", None):
                raise failure(self._path, "used", error) from error
            raise CacheError(
                f"{self._path} is damaged: {error}; `torino index` mends it"
            ) from error


def _checksum(name: str, key: str, body: bytes) -> bytes:
    digest = hashlib.blake2b(f"{name}\0{key}\0".encode(), digest_size=_CHECKSUM_BYTES)
    digest.update(body)
    return digest.digest()
