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

    def has_asked(self, engine: str) -> bool:
        """Return whether an engine was ever asked from here, also when its texts are deleted."""
        row = self._db.execute("SELECT 1 FROM spending WHERE engine = ?", (engine,)).fetchone()
        return row is not None

    def add(self, engine: str, day: date, characters: int) -> None:
        """Add characters to those sent to an engine on a day (UTC)."""
        self._db.execute(
            "INSERT INTO spending (engine, day, characters) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET characters = characters + excluded.characters",
            (engine, day.isoformat(), characters),
        )

    def on_day(self, engine: str, day: date) -> int:
        """Return how many characters were sent to an engine on a day (UTC)."""
        row = self._db.execute(
            "SELECT characters FROM spending WHERE engine = ? AND day = ?",
            (engine, day.isoformat()),
        ).fetchone()
        return int(row[0]) if row else 0
