"""One writer at a time: a lock that the system releases when its holder dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from index.files.diagnosis import failure
from index.files.ownership import file_mode, folder_mode
from index.model.errors import IndexLockedError, StoreError

HOLDER = ".holder"
"""The ending of the file that names who holds a lock."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path`; create its folder when it is absent.

    It never waits. Raises IndexLockedError, which names the holder, when another process has the
    lock, and StoreError when the file cannot be created or is a symbolic link.
    """
    from filelock import FileLock, Timeout  # loading it takes 30 ms, and readers do not need it

    lock = FileLock(path, timeout=0, mode=file_mode())
    try:
        if path.is_symlink():  # some releases of filelock would empty the file that it leads to
            raise StoreError(f"{path} is a symbolic link; remove it and try again")
        path.parent.mkdir(mode=folder_mode(), parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise IndexLockedError(
            f"{lock_holder(path)} is writing to {path.parent}; try again when it has finished"
        ) from error
    except OSError as error:
        raise failure(path if path.exists() else path.parent, "written to", error) from error
    note = _note_of(path)
    since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    try:
        with suppress(OSError):  # the lock is held also when the disk is full
            note.unlink(missing_ok=True)  # it may be a link, or what a killed process left
            with note.open("x", encoding="ascii") as out:
                out.write(f"{os.getpid()} {since}")
        yield
    finally:
        with suppress(OSError):
            note.unlink()
        lock.release()


def lock_holder(path: Path) -> str:
    """Return who holds a lock file, if known: `process 123 (since 2026-11-22 15:42:10 UTC)`."""
    with suppress(OSError, ValueError):
        number, _, since = _note_of(path).read_text("ascii")[:60].partition(" ")
        return f"process {int(number)} (since {since})"
    return "another process"


def _note_of(path: Path) -> Path:
    """Return the file that names the holder; on Windows nobody else can read the lock itself."""
    return path.with_name(f"{path.name}{HOLDER}")
