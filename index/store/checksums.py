"""A checksum in each row of archive.db, since SQLite notices no flipped bit inside a text.

Every table with a column `seal` has one. Triggers that belong to the connection, and are in no
file, update it as rows are written. `find_damaged_rows` finds rows that have changed since.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import blake2b, sha256

REMEDY = "restore a backup into a new home: `torino restore FILE --home DIR`"
"""What to tell where a seal is broken."""

CHECKSUM_COLUMN = "seal"
_BODY = "body"
"""Sealed through the row's `sha256`."""
_NAMED = 3
"""Broken rows of a table that are named; the others are counted."""


def install_checksums(db: sqlite3.Connection) -> None:
    """Seal every row that is written through this connection from now on.

    A view `sealed_TABLE` has each table's rows and a column `sound`: to ask for it is to fail at
    a row that has changed. (As a condition, SQLite would compute it from what is asked for.)
    """
    db.create_function("seal_of", -1, _checksum_of, deterministic=True)
    db.create_function("sha256_of", 1, _sha256_of, deterministic=True)
    db.create_function("as_written", -1, _as_written, deterministic=True)
    db.execute("PRAGMA temp_store = MEMORY")
    for table in _checked_tables(db):
        columns, keys = _columns(db, table)
        new = ", ".join(f"NEW.{column}" for column in columns)
        same = " AND ".join(f"{key} = NEW.{key}" for key in keys)
        db.execute(
            f"CREATE TEMP VIEW sealed_{table} AS"
            f" SELECT *, as_written({CHECKSUM_COLUMN}, {', '.join(columns)}) AS sound FROM main.{table}"
        )
        for event in ("INSERT", f"UPDATE OF {', '.join(columns)}"):
            db.execute(
                f"CREATE TEMP TRIGGER seal_{table}_{event[:6]} AFTER {event} ON main.{table}"
                f" BEGIN UPDATE {table} SET {CHECKSUM_COLUMN} = seal_of({new}) WHERE {same}; END"
            )


def write_checksums(db: sqlite3.Connection) -> None:
    """Seal the rows as they are now."""
    for table in _checked_tables(db):
        columns, _ = _columns(db, table)
        db.execute(f"UPDATE {table} SET {CHECKSUM_COLUMN} = seal_of({', '.join(columns)})")


def find_damaged_rows(db: sqlite3.Connection) -> Iterator[str]:
    """Say which rows are not as they were written."""
    for table in _checked_tables(db):
        columns, keys = _columns(db, table)
        broken = f"{CHECKSUM_COLUMN} IS NOT seal_of({', '.join(columns)})"
        if "sha256" in columns:
            broken += f" OR sha256 IS NOT sha256_of({_BODY})"
        found = 0
        for row in db.execute(f"SELECT {', '.join(keys)} FROM {table} WHERE {broken}"):
            found += 1
            if found <= _NAMED:
                name = " ".join(f"{value}"[:60] for value in row)
                yield f"table {table}, row {name}: has changed since it was written"
        if found > _NAMED:
            yield f"table {table}: {found} rows in all have changed since they were written"


def _checked_tables(db: sqlite3.Connection) -> list[str]:
    found = db.execute(
        "SELECT m.name FROM main.sqlite_master m JOIN pragma_table_info(m.name) c"
        " WHERE m.type = 'table' AND c.name = ? ORDER BY m.name",
        (CHECKSUM_COLUMN,),
    )
    return [str(name) for (name,) in found]


def _columns(db: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    """The columns that a seal is over, and those of the primary key."""
    rows = db.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (table,)).fetchall()
    columns = [str(name) for name, _ in rows if name not in (CHECKSUM_COLUMN, _BODY)]
    return columns, [str(name) for name, pk in rows if pk]


def _checksum_of(*values: str | int | None) -> str:
    return blake2b("\0".join(map(str, values)).encode(), digest_size=8).hexdigest()


def _as_written(seal: str | None, *values: str | int | None) -> bool:
    if seal != _checksum_of(*values):
        raise ValueError("a row has changed since it was written")  # SQLite says it in its words
    return True


def _sha256_of(body: bytes) -> str:
    return sha256(body).hexdigest()
