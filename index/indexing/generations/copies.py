"""Verified copies of the live generation's files, or links to them, from which an amended
generation starts."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.indexing.generations.manifest import ManifestError, file_digest, read_manifest
from index.indexing.generations.pointer import current_name
from index.indexing.generations.stamps import stamp_of, verified_stamps
from index.model.errors import AmendError, IndexMissingError

_CHUNK_BYTES = 1 << 24
_UNSUPPORTED = (errno.ENOSYS, errno.EXDEV, errno.EINVAL, errno.EOPNOTSUPP)
"""The errors of a kernel that cannot copy these files itself."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copied file."""

    digest: str
    """SHA-256 of the copy, in hex."""
    identity: tuple[int, int, int]
    """What `_identity` returned when the digest was computed."""
    is_link: bool
    """Whether it is a file of the live generation, which was synced to the disk."""


def copy_live(root: Path, folder: Path, shares: Callable[[str], bool]) -> dict[str, Copy]:
    """Copy the live generation's files, or link those that it shares; return them by file name.

    Raises AmendError when a file is missing or differs from the manifest, or there is no live
    generation.
    """
    try:
        live = root / current_name(root)
        files = read_manifest(live)
    except (IndexMissingError, ManifestError) as error:
        raise AmendError(f"nothing to amend: {error}") from error
    verified = verified_stamps(live)
    copied = {}
    for name, (_, digest) in files.items():
        path = folder / name
        try:
            is_link = shares(name) and _link(live / name, path)
            if not is_link:
                _copy(live / name, path)
            is_known = stamp_of(path) == verified.get(name)  # of a link only
        except (FileNotFoundError, PermissionError) as error:
            raise AmendError(
                f"nothing to amend: {live.name}/{name} cannot be read: {error.strerror}"
            ) from error
        if not is_known and file_digest(path) != digest:
            raise AmendError(f"nothing to amend: {live.name}/{name} has changed since then")
        copied[name] = Copy(digest, _identity(path), is_link)
    return copied


def unchanged(folder: Path, copied: Mapping[str, Copy]) -> dict[str, Copy]:
    """Return those of the copies, by file name, that have not changed since `copy_live`."""
    return {
        name: copy
        for name, copy in copied.items()
        if (folder / name).exists() and _identity(folder / name) == copy.identity
    }


def _link(source: Path, target: Path) -> bool:
    """Link a file; return False where that cannot be done."""
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        raise
    except (OSError, NotImplementedError):
        return False
    return True


def _copy(source: Path, target: Path) -> None:
    """Copy a file's content, inside the kernel where possible, which may share disk blocks."""
    with source.open("rb") as read, target.open("xb") as written:
        if hasattr(os, "copy_file_range"):
            try:
                while os.copy_file_range(read.fileno(), written.fileno(), _CHUNK_BYTES):
                    pass
                return
            except OSError as error:
                if error.errno not in _UNSUPPORTED:
                    raise
                read.seek(0)
                written.truncate(0)
                written.seek(0)
        shutil.copyfileobj(read, written, _CHUNK_BYTES)


def _identity(path: Path) -> tuple[int, int, int]:
    """Return numbers that change when a file is written to or replaced."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
