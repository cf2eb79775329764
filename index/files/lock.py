"""One writer at a time: a lock the kernel lets go of when its holder dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from index.model.errors import IndexLockedError, StoreError

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path`, its folder made when absent.

    Raises at once: IndexLockedError, which names the holder, and StoreError when there can be no
    such file.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be written to: {error.strerror}") from error
    try:
        try:
            _take(descriptor)
        except OSError as error:
            raise IndexLockedError(
                f"{holder_of(path)} is writing to {path.parent}; try again when it has finished"
            ) from error
        since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        _note(descriptor, f"{os.getpid()} {since}")
        yield
        _note(descriptor, "")
    finally:
        os.close(descriptor)


def _note(descriptor: int, text: str) -> None:
    """Write who holds the lock, as a courtesy: it is held also when the disk is full."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, text.encode(), 0)


def holder_of(path: Path) -> str:
    """Who holds a lock file, as far as is known: `process 123 (since 2026-11-22 15:42:10 UTC)`."""
    with suppress(OSError, ValueError):
        number, _, since = path.read_text("ascii")[:60].partition(" ")
        return f"process {int(number)} (since {since})"
    return "another process"
