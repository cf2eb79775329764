"""Connections to archive.db: one that may change it, and one that only reads, wherever it lies."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from index.files.diagnosis import fault_of
from index.files.ownership import file_mode
from index.model.errors import StoreError

BUSY_TIMEOUT = 30
"""Seconds to wait while another process writes."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What a file and its write-ahead log were when they were opened without locks."""

    path: Path
    stamps: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, path: Path) -> FileState:
        """Return the state as it is now."""
        return cls(path, tuple(map(_stamp, (path, beside(path, "-wal")))))

    def refuse_change(self) -> None:
        """Raise StoreError when the file has changed since: what was read may be mixed."""
        if FileState.of(self.path) != self:
            raise StoreError(
                f"{self.path} was changed by another process while it was read",
                "try again when it has finished",
                "busy",
            )


def beside(path: Path, end: str) -> Path:
    """Return the path of a file that SQLite keeps beside a database: `-wal`, `-shm`, `-journal`."""
    return path.with_name(path.name + end)


def connect_to_change(path: Path) -> sqlite3.Connection:
    """Open a database for changes, and create it when it is absent. Raises OSError, sqlite3.Error.

    SQLite would create a file that no group may write, whatever the umask is. An existing file is
    not opened here: closing it would release the locks of this process's other connections.
    """
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, file_mode()))
    db = sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT)
    try:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
    except BaseException:
        db.close()
        raise
    return db


def connect_to_read(path: Path) -> tuple[sqlite3.Connection, FileState | None]:
    """Open a database to read it; nothing is created in its folder but by its owner.

    SQLite needs two files beside a database with a write-ahead log. Where they cannot be created (a
    full disk, a read-only one, the folder of another user), nobody has the database open, and it is
    read without locks: with its log when that has changes, else as a file that does not change.
    The second value is then its state, to compare when all is read; else None.

    Raises OSError when it is absent, sqlite3.Error, and StoreError.
    """
    path.stat()
    mode = _reading_mode(path)
    if mode is not None:
        try:
            return _opened(path, mode), None
        except sqlite3.OperationalError as error:
            if fault_of(error, path) in ("busy", "damaged"):
                raise
    if _size(beside(path, "-journal")):
        raise StoreError(
            f"{path} was left by a process that died while it changed it",
            "let its owner run `torino check` on a disk that can be written",
        )
    state = FileState.of(path)
    if _size(beside(path, "-wal")):
        vfs = "win32-none" if os.name == "nt" else "unix-none"
        return _opened(path, f"mode=ro&vfs={vfs}", "PRAGMA locking_mode=EXCLUSIVE"), state
    return _opened(path, "mode=ro&immutable=1"), state


def _reading_mode(path: Path) -> str | None:
    """Return how to open with locks; None where this would leave files that are not the owner's.

    The last connection of the owner (or of root, whose files SQLite gives to the owner) removes
    the files beside the database; one that only reads leaves them.
    """
    if os.name == "nt" or os.geteuid() in (0, path.stat().st_uid):
        return "mode=rw"
    return "mode=ro" if beside(path, "-shm").exists() else None


def _opened(path: Path, options: str, first: str = "") -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{options}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT)
    try:
        if first:
            db.execute(first)
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # opens the files beside it
    except BaseException:
        db.close()
        raise
    return db


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns


def _size(path: Path) -> int:
    return _stamp(path)[1]
