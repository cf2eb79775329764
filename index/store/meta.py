"""The table `meta` of archive.db: single values of the whole archive, by key."""

from __future__ import annotations

import sqlite3
from typing import Literal

MetaKey = Literal[
    "archive", "begun", "edition", "history", "memory", "published", "restored", "revision",
    "token",
]  # fmt: skip
"""Keys of stored databases: another name would be a change of their schema. "edition" has the
fingerprint of the code that published."""

META_SCHEMA = """
    CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Meta:
    """The values of an archive. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get(self, key: MetaKey) -> str | None:
        """Return a value; None when there never was one."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set(self, key: MetaKey, value: str) -> None:
        """Store a value in place of the one before."""
        self._db.execute(
            "INSERT INTO meta (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def number(self, key: MetaKey) -> int:
        """Return a value that counts; 0 when there is none."""
        return int(self.get(key) or 0)

    def count_up(self, key: MetaKey) -> None:
        """Add one to a value that counts."""
        self.set(key, str(self.number(key) + 1))
