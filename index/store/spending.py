"""The table of the characters that were sent to each translator, day by day."""

from __future__ import annotations

import sqlite3
from datetime import date

SPENDING_SCHEMA = """
    CREATE TABLE IF NOT EXISTS spending (
        engine TEXT NOT NULL,
        day TEXT NOT NULL,              -- ISO date, UTC
        characters INTEGER NOT NULL,    -- sent to the engine on that day
        PRIMARY KEY (engine, day)
    ) WITHOUT ROWID;
"""


class Spending:
    """The table of spending in archive.db. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def has_asked(self, translator: str) -> bool:
        """Return whether a translator was ever asked from here, also when its texts are deleted."""
        row = self._db.execute("SELECT 1 FROM spending WHERE engine = ?", (translator,)).fetchone()
        return row is not None

    def add(self, translator: str, day: date, characters: int) -> None:
        """Add characters to those sent to a translator on a day (UTC)."""
        self._db.execute(
            "INSERT INTO spending (engine, day, characters) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET characters = characters + excluded.characters",
            (translator, day.isoformat(), characters),
        )

    def on_day(self, translator: str, day: date) -> int:
        """Return how many characters were sent to a translator on a day (UTC)."""
        row = self._db.execute(
            "SELECT characters FROM spending WHERE engine = ? AND day = ?",
            (translator, day.isoformat()),
        ).fetchone()
        return int(row[0]) if row else 0
