"""Row sets: how many rows each table of archive.db holds, and a digest of all of them.

A row's own checksum tells that the row has changed; the row set tells that rows are missing, or
that another program added some. The digest is the exclusive or of the rows' checksums, so that it
does not depend on their order and each change costs the same. The triggers in
`index.store.checksums` keep it up to date, inside the transaction of the change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

ROW_SETS_SCHEMA = """
    CREATE TABLE IF NOT EXISTS row_sets (
        name TEXT PRIMARY KEY,          -- of the table
        rows INTEGER NOT NULL,
        digest TEXT NOT NULL            -- hex, the checksums of all rows combined
    ) WITHOUT ROWID;
"""
CHECKSUM_COLUMN = "seal"
"""The column has this name in archives that were released, and a released schema never changes."""
_EMPTY = "0" * 16
"""The digest of no rows."""
_FOUND = f"count(*), coalesce(xor_of_all({CHECKSUM_COLUMN}), '{_EMPTY}')"


def install_row_set_functions(db: sqlite3.Connection) -> None:
    """Define the SQL functions that the statements of this module use."""
    # A row that replaces another deletes it: only so is its delete trigger run.
    db.execute("PRAGMA recursive_triggers = ON")
    db.create_function("xor_of", -1, _xor_of, deterministic=True)
    db.create_aggregate("xor_of_all", 1, _XorOfAll)  # type: ignore[arg-type]  # typeshed


def on_insert(table: str, checksum: str) -> str:
    """Return the SQL that adds a row with this checksum (an SQL expression) to its set."""
    return _update(table, "rows + 1", f"digest, {checksum}")


def on_update(table: str, checksum: str) -> str:
    """Return the SQL for a row that gets this checksum in place of the one it had."""
    return _update(table, "rows", f"digest, OLD.{CHECKSUM_COLUMN}, {checksum}")


def on_delete(table: str) -> str:
    """Return the SQL that takes a deleted row out of its set."""
    return _update(table, "rows - 1", f"digest, OLD.{CHECKSUM_COLUMN}")


def write_row_sets(db: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Write the sets as the rows are now."""
    for table in tables:
        db.execute(f"INSERT OR REPLACE INTO row_sets SELECT ?, {_FOUND} FROM {table}", (table,))


def find_lost_rows(
    db: sqlite3.Connection, tables: Iterable[str], *, thorough: bool = True
) -> Iterator[str]:
    """Yield a line for each table that does not hold the rows that were written to it.

    Only the number of rows is compared unless `thorough`, which reads the whole file.
    """
    known = {name: (rows, digest) for name, rows, digest in db.execute("SELECT * FROM row_sets")}
    for table in tables:
        wanted, wanted_digest = known.get(table, (0, _EMPTY))
        found = "count(*), NULL" if not thorough else _FOUND
        rows, digest = db.execute(f"SELECT {found} FROM {table}").fetchone()
        if rows < wanted:
            yield f"table {table}: {wanted - rows} of {wanted} rows are missing"
        elif rows > wanted:
            yield f"table {table}: another program added {rows - wanted} rows"
        elif thorough and digest != wanted_digest:
            yield f"table {table}: another program exchanged rows"


def _update(table: str, rows: str, values: str) -> str:
    return f"UPDATE row_sets SET rows = {rows}, digest = xor_of({values}) WHERE name = '{table}'"


def _xor_of(*checksums: str | None) -> str:
    number = 0
    for checksum in checksums:
        number ^= _number(checksum)
    return f"{number:016x}"


def _number(checksum: str | None) -> int:
    try:
        return int(checksum or "0", 16)
    except ValueError:  # a damaged one, which the row's own check tells
        return 0


class _XorOfAll:
    """The SQL aggregate: `_xor_of` over all rows."""

    def __init__(self) -> None:
        self._number = 0

    def step(self, checksum: str | None) -> None:
        self._number ^= _number(checksum)

    def finalize(self) -> str:
        return f"{self._number:016x}"
