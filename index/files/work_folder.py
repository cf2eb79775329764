"""A temporary folder that survives a killed process only until the next run, which removes it.

Its process holds a lock on the folder, which the system releases when the process dies. So only
folders of dead processes are removed, also where process ids mean nothing (containers, network
disks). On Windows, and on a disk without locks, what a killed process left stays.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def work_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """Yield a new folder in `parent`, for this user alone, and remove it on leaving.

    Those with this prefix whose processes have died are removed first. Raises OSError.
    """
    remove_left_folders(parent, prefix)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock = _lock(folder)
        if folder.exists():  # another process may have taken it for a left one before the lock
            break
        _unlock(lock)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _unlock(lock)


def remove_left_folders(parent: Path, prefix: str) -> None:
    """Remove the folders in `parent` with this prefix whose processes have died."""
    for folder in sorted(parent.glob(f"{prefix}*")):
        lock = _lock(folder)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            _unlock(lock)


def _lock(folder: Path) -> int | None:
    """Return a descriptor that holds the lock; None when another process has it, or it is gone."""
    if os.name == "nt":
        return None
    import fcntl

    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _unlock(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)
