"""Why a file cannot be used, from the error of the system or of SQLite, and what to do about it.

A remedy harms nothing: a backup is restored only for real damage, and into a new home.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from index.files.ownership import owner_remedy
from index.model.errors import Fault, StoreError

RESTORE = "restore a backup into a new home: `torino restore FILE --home DIR`"
"""The remedy for damage."""
REMEDIES: Mapping[Fault, str] = {
    "full": "make room on that disk, then give the same command again",
    "read-only": "mount it for writing, or save the archive with `torino backup` to another disk "
    "and restore it there",
    "busy": "try again when it has finished",
    "damaged": RESTORE,
    "missing": "fill it with `torino add`, or restore a backup with `torino restore`",
    "handles": "raise the limit of open files (`ulimit -n`), then give the same command again",
    "device": "look at the disk, at its quota and at the system's log; save what can be read with "
    "`torino backup` to another disk",
    "version": "update torino-archive",
}
"""What to do, by fault; for `permission` it depends on the owner: see `remedy_for`."""
_WORDS: Mapping[Fault, str] = {
    "full": "the disk is full",
    "read-only": "the disk is mounted read-only",
    "permission": "this user may not",
    "busy": "another process uses it",
    "damaged": "it is damaged",
    "missing": "it is not there",
    "handles": "too many files are open",
    "device": "the disk reports an error",
    "version": "it is of another version",
}
"""The cause, since the words of SQLite and of the system do not always say it."""

_OF_SYSTEM: Mapping[int, Fault] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read-only",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EMFILE: "handles",
    errno.ENFILE: "handles",
    errno.EIO: "device",
    errno.ENXIO: "device",
    errno.ENODEV: "device",
    errno.ESTALE: "device",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EAGAIN: "busy",
    errno.EBUSY: "busy",
    errno.ETXTBSY: "busy",
}
_FEW_BYTES = 1 << 16
"""With less room SQLite cannot open its files: the index of its log alone takes 32 KiB."""


def fault_of(error: BaseException, path: Path) -> Fault | None:
    """Return why `path` could not be used; None when the error does not say."""
    if isinstance(error, UnicodeDecodeError):  # SQLite's message quotes damaged text
        return "damaged"
    if isinstance(error, OSError):
        return _OF_SYSTEM.get(error.errno or 0)
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _fault_of_sqlite(code, path)


def _fault_of_sqlite(code: int, path: Path) -> Fault | None:
    """Return why SQLite could not use a file, by its code (sqlite.org/rescode.html).

    READONLY, CANTOPEN and IOERR have several causes, which SQLite does not tell apart: they are
    looked for on the disk.
    """
    import sqlite3  # what is read without it fails without it

    if code == sqlite3.SQLITE_IOERR | 33 << 8:  # CORRUPTFS, for which Python 3.11 has no name
        return "damaged"
    match code & 0xFF:
        case sqlite3.SQLITE_READONLY:
            return "read-only" if is_mounted_read_only(path) else "permission"
        case sqlite3.SQLITE_IOERR:
            return "full" if _is_full(path) else "device"
        case sqlite3.SQLITE_CANTOPEN:
            return _obstacle(path)
        case sqlite3.SQLITE_FULL:
            return "full"
        case sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return "permission"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return "busy"
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_SCHEMA:
            return "damaged"
        case _:
            return None


def remedy_for(fault: Fault | None, path: Path) -> str:
    """Return what to do about a fault of `path`; "" when there is nothing to say."""
    if fault == "permission":
        return owner_remedy(path)
    return "" if fault is None else REMEDIES[fault]


def failure(path: Path, done: str, error: BaseException) -> StoreError:
    """Return the error to raise when `path` cannot be `done`: "read", "written"."""
    fault = fault_of(error, path)
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    cause = f"{_WORDS[fault]} ({reason})" if fault else reason
    return StoreError(f"{path} cannot be {done}: {cause}", remedy_for(fault, path), fault)


def _obstacle(path: Path) -> Fault | None:
    """Return why SQLite cannot open a file, or the files that it needs beside it.

    The file itself is not opened: closing it would release SQLite's locks in this process.
    """
    try:
        path.stat()
        os.close(os.open(os.devnull, os.O_RDONLY))
    except OSError as error:
        return _OF_SYSTEM.get(error.errno or 0, "device")
    if path.is_dir():  # SQLite's words say the rest
        return None
    if not os.access(path, os.R_OK):
        return "permission"
    if is_mounted_read_only(path):
        return "read-only"
    if not os.access(path.parent, os.W_OK) or not os.access(path, os.W_OK):
        return "permission"
    beside = (path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm"))
    if any(file.exists() and not os.access(file, os.R_OK | os.W_OK) for file in beside):
        return "permission"
    return "full" if _is_full(path) else "device"


def is_mounted_read_only(path: Path) -> bool:
    """Return whether nothing can be written beside `path`, whoever asks."""
    if os.name == "nt":
        return False
    try:
        return bool(os.statvfs(path.parent).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def _is_full(path: Path) -> bool:
    if os.name == "nt":
        return False
    try:
        disk = os.statvfs(path.parent)
    except OSError:
        return False
    has_no_names_left = disk.f_files > 0 and disk.f_favail == 0
    return disk.f_bavail * disk.f_frsize < _FEW_BYTES or has_no_names_left
