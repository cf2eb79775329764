"""The table of publications, and the identity of an archive.

Each publishing gets a token, which archive.db records before the index is made live and the index
carries. So it can be told whether an index was made from this archive.db, from an older state of
it, or from another one.
"""

from __future__ import annotations

import secrets
import sqlite3
from datetime import UTC, datetime

PUBLICATIONS_SCHEMA = """
    CREATE TABLE IF NOT EXISTS publications (
        token TEXT PRIMARY KEY,
        begun TEXT NOT NULL,            -- ISO 8601, UTC
        seal TEXT
    ) WITHOUT ROWID;
"""
_TOKEN_BYTES = 8


def name_archive(db: sqlite3.Connection) -> None:
    """Give an archive without an identity a new one."""
    db.execute(
        "INSERT OR IGNORE INTO meta (key, value) VALUES ('archive', ?)",
        (secrets.token_hex(_TOKEN_BYTES),),
    )


class Publications:
    """The table of publications in archive.db. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    @property
    def archive(self) -> str:
        """The identity of this archive; copies of archive.db, such as backups, have the same."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'archive'").fetchone()
        return str(row[0]) if row else ""

    def begin(self) -> str:
        """Record that an index is about to be published, and return the token it is to carry."""
        token = secrets.token_hex(_TOKEN_BYTES)
        self._db.execute(
            "INSERT INTO publications (token, begun) VALUES (?, ?)",
            (token, datetime.now(UTC).isoformat(timespec="seconds")),
        )
        self._db.execute(
            "INSERT INTO meta (key, value) VALUES ('begun', ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (token,),
        )
        return token

    @property
    def last_begun(self) -> str:
        """The token of the publishing that began last; empty when none did."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'begun'").fetchone()
        return str(row[0]) if row else ""

    def has_begun(self, token: str) -> bool:
        """Return whether an index with this token was published from here."""
        row = self._db.execute("SELECT 1 FROM publications WHERE token = ?", (token,)).fetchone()
        return row is not None
