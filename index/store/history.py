"""The history of an archive: what each publication changed of which entry.

Beside it lies a snapshot of each live entry as it was published last: labels and digests of its
parts, from which the next publication can tell what it changes, however the index is built.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from index.model.change import Change, PartChange, time_text

HISTORY_SCHEMA = """
    CREATE TABLE history (
        time TEXT NOT NULL,             -- of the publication, ISO 8601, UTC, milliseconds
        id TEXT NOT NULL,               -- of the entry
        place INTEGER NOT NULL,         -- among the changes of this entry in this publication
        token TEXT NOT NULL,            -- of the publication
        kind TEXT NOT NULL,             -- added | changed | corrected | …
        details TEXT NOT NULL,          -- JSON, {} once the entry was erased
        seal TEXT,
        PRIMARY KEY (time, id, place)
    ) WITHOUT ROWID;
    CREATE INDEX history_by_id ON history (id, time);
    CREATE TABLE snapshots (
        id TEXT PRIMARY KEY,            -- of each entry that was published last
        parts TEXT NOT NULL,            -- JSON: labels and digests, no text
        seal TEXT
    ) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the history: a change, who made it, and the publication that brought it."""

    change: Change
    token: str
    who: str = ""
    """Who made a correction, as corrections.csv says; readers of the site are not told."""


class History:
    """The tables of the history in archive.db. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def latest(self, most: int, since: str = "") -> Iterator[Record]:
        """Yield at most this many records, newest first (-1: all), since a day or time in ISO form.

        Of one publication those of later entries come first.
        """
        yield from self._records(
            "WHERE time >= ? ORDER BY time DESC, id DESC, place LIMIT ?", (since, most)
        )

    def of(self, ids: Collection[str]) -> list[Record]:
        """Return the records of these ids, oldest first."""
        by_id = "WHERE id = ? ORDER BY time, place"
        found = [record for id in ids for record in self._records(by_id, (id,))]
        return sorted(found, key=lambda record: (record.change.time, record.change.id))

    def last_time(self) -> datetime | None:
        """Return the time of the last publication that changed anything; None when none did."""
        (last,) = self._db.execute("SELECT max(time) FROM history").fetchone()
        return datetime.fromisoformat(last) if last else None

    def next_time(self, now: datetime, told: datetime | None = None) -> datetime:
        """Return the time for a publication: now, but later than that of every other, and than
        `told`."""
        now = datetime.fromisoformat(time_text(now))
        past = (each for each in (self.last_time(), told) if each)
        return max((now, *(each + timedelta(milliseconds=1) for each in past)))

    def snapshots(self, ids: Collection[str]) -> dict[str, str]:
        """Return the snapshots of those of the ids that are live, in the order of the ids."""
        found: dict[str, str] = {}
        for id in ids:
            row = self._db.execute(
                "SELECT parts, sound FROM verified_snapshots WHERE id = ?", (id,)
            ).fetchone()
            if row:
                found[id] = row[0]
        return found

    def live_ids(self) -> Iterator[str]:
        """Yield the ids of all snapshots."""
        for (id,) in self._db.execute("SELECT id FROM snapshots"):
            yield str(id)

    def record(self, records: Iterable[Record]) -> None:
        """Add what a publication changed; those of one id in their order."""
        places: dict[str, int] = {}
        for record in records:
            change = record.change
            places[change.id] = place = places.get(change.id, -1) + 1
            self._db.execute(
                "INSERT INTO history (time, id, place, token, kind, details)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    time_text(change.time),
                    change.id,
                    place,
                    record.token,
                    change.kind,
                    json.dumps(_details(record), ensure_ascii=False),
                ),
            )

    def take_snapshots(self, changed: Iterable[tuple[str, str]], gone: Iterable[str]) -> None:
        """Replace the snapshots that changed, and delete those of entries that are not live."""
        self._db.executemany("DELETE FROM snapshots WHERE id = ?", ((id,) for id in gone))
        self._db.executemany("INSERT OR REPLACE INTO snapshots (id, parts) VALUES (?, ?)", changed)

    def erase(self, ids: Collection[str]) -> None:
        """Keep nothing of these ids but when what kind of change was made.

        The snapshots stay, empty, so that the next publication finds the erasure.
        """
        for table, column in (("history", "details"), ("snapshots", "parts")):
            self._db.executemany(
                f"UPDATE {table} SET {column} = '{{}}' WHERE id = ?", ((id,) for id in ids)
            )

    def delete_all(self) -> None:
        """Delete everything: only with the sample."""
        self._db.execute("DELETE FROM history")
        self._db.execute("DELETE FROM snapshots")

    def _records(self, rest: str, values: tuple[str | int, ...]) -> Iterator[Record]:
        for time, id, token, kind, details, _ in self._db.execute(
            f"SELECT time, id, token, kind, details, sound FROM verified_history {rest}", values
        ):
            yield _record(time, id, token, kind, json.loads(details))


def _details(record: Record) -> Mapping[str, object]:
    change = record.change
    details: dict[str, object] = {
        "parts": [[each.part, each.before, each.after] for each in change.parts],
        "why": change.why,
        "language": change.language,
        "origin": change.origin,
        "other": change.other,
        "who": record.who,
    }
    return {name: value for name, value in details.items() if value}


def _record(time: str, id: str, token: str, kind: str, details: Mapping[str, object]) -> Record:
    parts = details.get("parts", ())
    return Record(
        Change(
            id,
            kind,  # type: ignore[arg-type]  # only `record` writes it
            datetime.fromisoformat(time).astimezone(UTC),
            tuple(PartChange(*part) for part in parts),  # type: ignore[attr-defined]
            *(str(details.get(name, "")) for name in ("why", "language", "origin", "other")),
        ),
        token,
        str(details.get("who", "")),
    )
