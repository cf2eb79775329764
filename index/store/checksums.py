"""Row checksums in archive.db, since SQLite does not notice a flipped bit inside a text.

Every table with a checksum column has them. Temporary triggers, which belong to the connection and
not to the file, write the checksum with each row and keep the table's row set up to date; a
temporary view refuses to read a row whose checksum is wrong.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import blake2b, sha256

from index.store.row_sets import (
    CHECKSUM_COLUMN,
    find_lost_rows,
    install_row_set_functions,
    on_delete,
    on_insert,
    on_update,
    write_row_sets,
)

_BODY = "body"
"""Left out of the checksum: the row's `sha256` covers it."""
_MAX_NAMED = 3
"""Damaged rows of a table that are named; the others are only counted."""


def install_checksums(db: sqlite3.Connection) -> None:
    """Write a checksum with every row that is written through this connection from now on.

    A view `verified_TABLE` has each table's rows and a column `sound`, which must be among the
    columns asked for: computing it raises an error at a row that has changed. A condition in the
    view would not do, since SQLite may drop or reorder it.
    """
    db.create_function("checksum_of", -1, _checksum_of, deterministic=True)
    db.create_function("sha256_of", 1, _sha256_of, deterministic=True)
    db.create_function("check_row", -1, _check_row, deterministic=True)
    install_row_set_functions(db)
    db.execute("PRAGMA temp_store = MEMORY")
    for table in _checked_tables(db):
        columns, keys = _columns(db, table)
        new = ", ".join(f"NEW.{column}" for column in columns)
        same = " AND ".join(f"{key} = NEW.{key}" for key in keys)
        db.execute(
            f"CREATE TEMP VIEW verified_{table} AS"
            f" SELECT *, check_row({CHECKSUM_COLUMN}, {', '.join(columns)}) AS sound"
            f" FROM main.{table}"
        )
        checksum = f"checksum_of({new})"
        seal = f"UPDATE {table} SET {CHECKSUM_COLUMN} = {checksum} WHERE {same};"
        for event, statements in (
            ("INSERT", f"{on_insert(table, checksum)}; {seal}"),
            (f"UPDATE OF {', '.join(columns)}", f"{on_update(table, checksum)}; {seal}"),
            ("DELETE", f"{on_delete(table)};"),
        ):
            db.execute(
                f"CREATE TEMP TRIGGER checksum_{table}_{event[:6]} AFTER {event} ON main.{table}"
                f" BEGIN {statements} END"
            )


def accept_rows(db: sqlite3.Connection) -> None:
    """Take the rows as they are now for complete."""
    write_row_sets(db, _checked_tables(db))


def write_checksums(db: sqlite3.Connection) -> None:
    """Write the checksums of all rows as they are now."""
    for table in _checked_tables(db):
        columns, _ = _columns(db, table)
        db.execute(f"UPDATE {table} SET {CHECKSUM_COLUMN} = checksum_of({', '.join(columns)})")


def find_missing_rows(db: sqlite3.Connection) -> Iterator[str]:
    """Yield a line for each table with more or fewer rows than were written; rows are not read."""
    yield from find_lost_rows(db, _checked_tables(db), thorough=False)


def find_damaged_rows(db: sqlite3.Connection) -> Iterator[str]:
    """Yield a line for each damaged row, table by table, and for each table whose rows are not all
    there; nothing when all is sound."""
    tables = _checked_tables(db)
    yield from find_lost_rows(db, tables)
    for table in tables:
        columns, keys = _columns(db, table)
        changed = f"{CHECKSUM_COLUMN} IS NOT checksum_of({', '.join(columns)})"
        if "sha256" in columns:
            changed += f" OR sha256 IS NOT sha256_of({_BODY})"
        found = 0
        for row in db.execute(f"SELECT {', '.join(keys)} FROM {table} WHERE {changed}"):
            found += 1
            if found <= _MAX_NAMED:
                name = " ".join(f"{value}"[:60] for value in row)
                yield f"table {table}, row {name}: has changed since it was written"
        if found > _MAX_NAMED:
            yield f"table {table}: {found} rows in all have changed since they were written"


def _checked_tables(db: sqlite3.Connection) -> list[str]:
    found = db.execute(
        "SELECT m.name FROM main.sqlite_master m JOIN pragma_table_info(m.name) c"
        " WHERE m.type = 'table' AND c.name = ? ORDER BY m.name",
        (CHECKSUM_COLUMN,),
    )
    return [str(name) for (name,) in found]


def _columns(db: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    """Return the columns that the checksum covers, and those of the primary key."""
    rows = db.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (table,)).fetchall()
    columns = [str(name) for name, _ in rows if name not in (CHECKSUM_COLUMN, _BODY)]
    return columns, [str(name) for name, pk in rows if pk]


def _checksum_of(*values: str | int | None) -> str:
    return blake2b("\0".join(map(str, values)).encode(), digest_size=8).hexdigest()


def _check_row(checksum: str | None, *values: str | int | None) -> bool:
    if checksum != _checksum_of(*values):
        # SQLite replaces this by "user-defined function raised exception".
        raise ValueError("a row has changed since it was written")
    return True


def _sha256_of(body: bytes) -> str:
    return sha256(body).hexdigest()
