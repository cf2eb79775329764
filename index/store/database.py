"""archive.db: pages as they were read, translation memory, published ids.

With corrections.csv it is all that cannot be made again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Literal

from index.files.closing import Closing
from index.files.diagnosis import REMEDIES, RESTORE, failure, fault_of
from index.files.fingerprint import indexing_fingerprint
from index.files.lock import lock_holder
from index.model.errors import StoreError
from index.store.checksums import accept_rows, find_damaged_rows, find_missing_rows
from index.store.connection import FileState, connect_to_change, connect_to_read
from index.store.erasures import Erasures
from index.store.history import History
from index.store.home_files import LOCK
from index.store.meta import Meta
from index.store.pages import Pages
from index.store.publications import Publications
from index.store.published_ids import PublishedIds
from index.store.schema import bring_up_to_date, prepare_to_read
from index.store.spending import Spending
from index.store.translation_memory import Memory

StoreMode = Literal["create", "change", "read"]
"""`create`: also when there is none. `read`: nothing is changed, not even an older schema."""
_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""The second is raised when SQLite's message quotes damaged text."""
_SCRUB_TIMEOUT = 10
"""Seconds to wait until nobody reads, when old bytes are removed."""


def no_archive(home: Path) -> StoreError:
    """Return the error for a home without an archive."""
    return StoreError(f"there is no archive in {home}", REMEDIES["missing"], "missing")


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, while others may write; of any schema.

    Raises StoreError.
    """
    try:
        db, state = connect_to_read(source)
        with closing(db):
            try:
                with closing(sqlite3.connect(target)) as copy:
                    db.backup(copy, pages=4096)
            except sqlite3.Error as error:
                if fault_of(error, target) in ("damaged", "busy"):
                    raise
                raise failure(target, "written", error) from error
        if state:
            state.refuse_change()
    except FileNotFoundError as error:
        raise no_archive(source.parent) from error
    except (*_ERRORS, OSError) as error:
        raise failure(source, "copied", error) from error


class Store(Closing):
    """An open archive.db; a context manager.

    Changes are made inside `with store.change():`, all of them or none. Reading raises StoreError
    at a damaged row, on leaving the block at the latest.
    """

    def __init__(self, path: Path, mode: StoreMode = "create") -> None:
        """Open `path`; migrate an older schema, but not to read.

        Raises StoreError when it is not an archive, is damaged, or cannot be reached.
        """
        self.path = path
        self._state: FileState | None = None
        try:
            if mode == "read":
                self._db, self._state = connect_to_read(path)
            else:
                if mode == "create":
                    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                elif not path.exists():
                    raise no_archive(path.parent)
                self._db = connect_to_change(path)
            try:
                if mode == "read":
                    prepare_to_read(self._db, path)
                else:
                    self._db.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten
                    bring_up_to_date(self._db, path)
            except BaseException:
                self._db.close()
                raise
        except FileNotFoundError as error:
            raise no_archive(path.parent) from error
        except (*_ERRORS, OSError) as error:
            raise self._failure("opened", error) from error
        self._meta = Meta(self._db)
        self.pages = Pages(self._db, path, self.touch)
        self.memory = Memory(self._db)
        self.spending = Spending(self._db)
        self.published = PublishedIds(self._db)
        self.publications = Publications(self._db)
        self.erasures = Erasures(self._db)
        self.history = History(self._db)

    def _failure(self, done: str, error: Exception) -> StoreError:
        """Return the error to raise instead, with a remedy where there is one."""
        if "user-defined function" in str(error):  # a row's checksum is wrong
            return StoreError(
                f"{self.path}: a row has changed since it was written (`torino check` names it)",
                RESTORE,
                "damaged",
            )
        if fault_of(error, self.path) == "busy":
            holder = lock_holder(self.path.parent / LOCK)
            return StoreError(f"{self.path}: {holder} is writing to it", "try again later", "busy")
        return failure(self.path, done, error)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        if self._state and (error is None or isinstance(error, sqlite3.Error | StoreError)):
            self._state.refuse_change()
        if isinstance(error, sqlite3.Error):
            raise self._failure("read", error) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """Run the block in a transaction: committed and synced on leaving normally, else undone.

        Raises StoreError when the disk is full, the file is damaged, or another process has been
        writing for 30 seconds.
        """
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise self._failure("written", error) from error

    def leave_wal(self) -> None:
        """Put everything into one file (no write-ahead log), so that it can be copied as a file."""
        self._db.execute("PRAGMA journal_mode=DELETE")

    def scrub(self) -> None:
        """Write the file anew without a byte of deleted rows, and empty the write-ahead log.

        SQLite builds the new content in the system's folder for temporary files, from the rows that
        are left. Raises StoreError when another program reads the file meanwhile.
        """
        try:
            # Not on the connection of this object: the temporary views on it would make SQLite
            # build the new content in memory.
            with closing(sqlite3.connect(self.path, isolation_level=None)) as db:
                db.execute(f"PRAGMA busy_timeout={_SCRUB_TIMEOUT * 1000}")
                db.execute("PRAGMA secure_delete=ON")
                self._empty_wal(db)  # now, or the old pages at the end would be cut off unwritten
                db.execute("VACUUM")
                self._empty_wal(db)
        except sqlite3.Error as error:
            raise self._failure("scrubbed", error) from error

    def _empty_wal(self, db: sqlite3.Connection) -> None:
        busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreError(
                f"{self.path}: another program is reading it, so its old bytes cannot be removed"
                " yet; try again later"
            )

    def damage(self) -> tuple[str, ...]:
        """Return a line for each damaged part; empty when the file is sound.

        SQLite checks the structure of the file, the checksums the content of the rows.
        """
        found = []
        try:
            found += [row[0] for row in self._db.execute("PRAGMA integrity_check(5)")]
            found += find_damaged_rows(self._db)
        except _ERRORS as error:
            if self._state:
                self._state.refuse_change()
            if fault_of(error, self.path) not in ("damaged", None):
                raise self._failure("read", error) from error
            found.append(str(error))
        return tuple(f"{self.path.name}: {line}" for line in found if line != "ok")

    def verify(self) -> None:
        """Raise StoreError, which names the damage and the remedy, unless the file is sound."""
        damage = self.damage()
        if damage:
            raise StoreError("\n".join(damage), RESTORE, "damaged")

    def refuse_missing_rows(self) -> None:
        """Raise StoreError when a table has fewer or more rows than were written to it.

        It only counts them, so that it costs little; `verify` reads everything.
        """
        missing = tuple(find_missing_rows(self._db))
        if missing:
            lines = "\n".join(f"{self.path.name}: {line}" for line in missing)
            raise StoreError(lines, RESTORE, "damaged")

    def accept_rows(self) -> None:
        """Take the rows as they are now for complete, inside `change`."""
        accept_rows(self._db)

    def names_to_deny(self) -> frozenset[str]:
        """Return what no generation may show: the addresses of withdrawn pages, and the ids that
        lead to no entry."""
        return self.pages.withdrawn() | self.published.leading_nowhere()

    def drop_sample(self) -> int:
        """Delete the bundled sample with its translations and ids; return how many pages."""
        dropped = self.pages.drop_sample()
        if dropped:
            self.memory.drop_sample()
            self.published.delete_all()
            self.history.delete_all()
            self._meta.set("token", "")
            self.touch()
        return dropped

    @property
    def is_empty(self) -> bool:
        """Return whether nobody ever added anything; what is withdrawn or erased was added."""
        rows = self._db.execute(
            "SELECT 1 FROM pages UNION ALL SELECT 1 FROM published UNION ALL SELECT 1 FROM erased"
        )
        return rows.fetchone() is None

    # What is published

    @property
    def revision(self) -> int:
        """The number of changes so far to what an index is made from."""
        return self._meta.number("revision")

    @property
    def is_published(self) -> bool:
        """Return whether the live index has everything that is here."""
        return self._meta.get("published") == str(self.revision)

    def touch(self) -> None:
        """Note that something an index is made from has changed."""
        self._meta.count_up("revision")

    def mark_published(self, revision: int, token: str = "") -> None:
        """Note that an index of `revision` is live. `token` is unique to this publishing.

        The token is dropped when page numbers are, with the sample.
        """
        self._meta.set("published", str(revision))
        self._meta.set("token", token)
        self._meta.set("edition", indexing_fingerprint())
        self._meta.set("history", "kept")

    @property
    def starts_history(self) -> bool:
        """Return whether something was published, by a version that kept no history: then the next
        publishing notes the present state in silence, for what was new is not known."""
        return self._meta.get("history") is None and self._meta.get("published") is not None

    @property
    def token(self) -> str:
        """The token of the last publishing; empty when there is none that is valid."""
        return self._meta.get("token") or ""

    @property
    def published_by(self) -> str:
        """The fingerprint of the code that made the live index; empty when not known."""
        return self._meta.get("edition") or ""

    @property
    def restored_from(self) -> str:
        """The digest of the backup that this is the content of; empty when it has changed since."""
        digest, _, revision = (self._meta.get("restored") or "").partition(" ")
        return digest if revision == str(self.revision) else ""

    def mark_restored(self, digest: str) -> None:
        """Note that the archive is now as it is in the backup with this digest."""
        self._meta.set("restored", f"{digest} {self.revision}")
