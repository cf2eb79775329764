"""The table of publications, and the identity of an archive.

Each publishing gets a token, which archive.db records before the index is made live and the index
carries. So it can be told whether an index was made from this archive.db, from an older state of
it, or from another one.
"""

from __future__ import annotations

import secrets
import sqlite3
from datetime import UTC, datetime

from index.store.meta import Meta

PUBLICATIONS_SCHEMA = """
    CREATE TABLE IF NOT EXISTS publications (
        token TEXT PRIMARY KEY,
        begun TEXT NOT NULL,            -- ISO 8601, UTC
        seal TEXT
    ) WITHOUT ROWID;
"""
_TOKEN_BYTES = 8


def name_archive(meta: Meta) -> None:
    """Give an archive without an identity a new one."""
    if meta.get("archive") is None:
        meta.set("archive", secrets.token_hex(_TOKEN_BYTES))


class Publications:
    """The table of publications in archive.db. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._meta = Meta(db)

    @property
    def archive(self) -> str:
        """The identity of this archive; copies of archive.db, such as backups, have the same."""
        return self._meta.get("archive") or ""

    def begin(self) -> str:
        """Record that an index is about to be published, and return the token it is to carry."""
        token = secrets.token_hex(_TOKEN_BYTES)
        self._db.execute(
            "INSERT INTO publications (token, begun) VALUES (?, ?)",
            (token, datetime.now(UTC).isoformat(timespec="seconds")),
        )
        self._meta.set("begun", token)
        return token

    @property
    def last_begun(self) -> str:
        """The token of the publishing that began last; empty when none did."""
        return self._meta.get("begun") or ""

    def has_begun(self, token: str) -> bool:
        """Return whether an index with this token was published from here."""
        row = self._db.execute("SELECT 1 FROM publications WHERE token = ?", (token,)).fetchone()
        return row is not None
