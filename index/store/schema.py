"""The schema of archive.db, version by version, and the migration of an older archive."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from index.files.diagnosis import REMEDIES
from index.model.errors import StoreError
from index.store.checksums import accept_rows, install_checksums, write_checksums
from index.store.erasures import ERASURES_SCHEMA
from index.store.history import HISTORY_SCHEMA
from index.store.meta import META_SCHEMA, Meta
from index.store.pages import PAGES_SCHEMA
from index.store.publications import PUBLICATIONS_SCHEMA, name_archive
from index.store.published_ids import IDENTITIES_SCHEMA, PUBLISHED_SCHEMA, TRANSLATED_FROM_SCHEMA
from index.store.row_sets import ROW_SETS_SCHEMA
from index.store.spending import SPENDING_SCHEMA
from index.store.translation_memory import MEMORY_SCHEMA

_FIRST = META_SCHEMA + PAGES_SCHEMA + MEMORY_SCHEMA + SPENDING_SCHEMA + PUBLISHED_SCHEMA
_WITH_CHECKSUMS = """
    ALTER TABLE meta ADD COLUMN seal TEXT;
    ALTER TABLE pages ADD COLUMN seal TEXT;
    ALTER TABLE memory ADD COLUMN seal TEXT;
    ALTER TABLE spending ADD COLUMN seal TEXT;
    ALTER TABLE published ADD COLUMN seal TEXT;
"""
_WITH_ROW_SETS = ROW_SETS_SCHEMA + PUBLICATIONS_SCHEMA
_STEPS = (
    _FIRST,
    _WITH_CHECKSUMS,
    _WITH_ROW_SETS,
    ERASURES_SCHEMA,
    HISTORY_SCHEMA,
    IDENTITIES_SCHEMA,
    TRANSLATED_FROM_SCHEMA,
)
"""What each version of the schema adds to the one before. A released step never changes: an old
archive, like a new one, takes the steps that it lacks."""
_CHECKED_SINCE = 2
"""The version from which on every row has a checksum."""
SCHEMA_VERSION = len(_STEPS)


def bring_up_to_date(db: sqlite3.Connection, path: Path) -> None:
    """Take the steps that the archive lacks, all or none, and install the checksums.

    Raises StoreError when a newer version of this program wrote the archive.
    """
    version = _version(db)
    if version > SCHEMA_VERSION:
        raise _too_new(path)
    if version < SCHEMA_VERSION:
        db.execute("BEGIN IMMEDIATE")
        taken = _version(db)  # another process may have taken some while we waited
        for step in _STEPS[taken:]:
            _take(db, step)
        install_checksums(db)
        if taken < SCHEMA_VERSION:
            if taken < _CHECKED_SINCE:  # later rows have one, which tells whether they are damaged
                write_checksums(db)
            name_archive(Meta(db))
            accept_rows(db)
            db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        db.execute("COMMIT")
    else:
        install_checksums(db)


def prepare_to_read(db: sqlite3.Connection, path: Path) -> None:
    """Install the checksums, and refuse all changes by this connection.

    Raises StoreError for an archive of another version, and for a file without any table, which is
    what is left when a process dies while it creates an archive.
    """
    version = _version(db)
    if version > SCHEMA_VERSION:
        raise _too_new(path)
    if version < SCHEMA_VERSION:
        if not read_schema(db):
            raise StoreError(
                f"there is no archive in {path.parent}", REMEDIES["missing"], "missing"
            )
        raise StoreError(
            f"{path} was written by an older torino-archive",
            "`torino index` brings it up to date; save it before with `torino backup`",
            "version",
        )
    install_checksums(db)
    db.execute("PRAGMA query_only = ON")


def expected_schema(version: int) -> dict[str, str] | None:
    """Return the schema of an archive of `version`; None for a version never released."""
    if not 1 <= version <= SCHEMA_VERSION:
        return None
    with closing(sqlite3.connect(":memory:")) as empty:
        for step in _STEPS[:version]:
            _take(empty, step)
        return read_schema(empty)


def read_schema(db: sqlite3.Connection) -> dict[str, str]:
    """Return type and name of everything in a database's schema, with its SQL."""
    rows = db.execute("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {str(name): str(sql) for name, sql in rows}


def _too_new(path: Path) -> StoreError:
    return StoreError(
        f"{path} was written by a newer torino-archive", REMEDIES["version"], "version"
    )


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _take(db: sqlite3.Connection, step: str) -> None:
    """Run a step inside the transaction, which `executescript` would commit."""
    for statement in step.split(";"):
        if statement.strip():
            db.execute(statement)
