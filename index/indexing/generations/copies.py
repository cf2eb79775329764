"""Copies of the live generation's files, which an amended one begins with."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.indexing.generations.manifest import ManifestError, digest_of, listed_files
from index.indexing.generations.pointer import current_name
from index.model.errors import AmendError, IndexMissingError

_AT_ONCE = 1 << 24
"""Bytes that are copied at a time."""
_NOT_HERE = (errno.ENOSYS, errno.EXDEV, errno.EINVAL, errno.EOPNOTSUPP)
"""How a system says that its kernel cannot copy these files."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of the generation before: its digest, taken from the copy, and when that was."""

    digest: str
    identity: tuple[int, int, int]


def copy_live(root: Path, folder: Path) -> dict[str, Copy]:
    """Copy the live generation's files; each copy must be what the manifest there vouches for."""
    try:
        live = root / current_name(root)
        files = listed_files(live)
    except (IndexMissingError, ManifestError) as error:
        raise AmendError(f"nothing to amend: {error}") from error
    copied = {}
    for name, (_, digest) in files.items():
        path = folder / name
        try:
            _copy(live / name, path)
        except FileNotFoundError as error:
            raise AmendError(f"nothing to amend: {live.name}/{name} is missing") from error
        if digest_of(path) != digest:
            raise AmendError(f"nothing to amend: {live.name}/{name} has changed since then")
        copied[name] = Copy(digest, _identity(path))
    return copied


def as_copied(folder: Path, copied: Mapping[str, Copy]) -> dict[str, str]:
    """The digests of those copies that are as they were when theirs was taken."""
    return {
        name: copy.digest
        for name, copy in copied.items()
        if (folder / name).exists() and _identity(folder / name) == copy.identity
    }


def _copy(source: Path, target: Path) -> None:
    """Copy a file's content within the system's kernel, sharing its blocks where that can be."""
    with source.open("rb") as read, target.open("xb") as written:
        if hasattr(os, "copy_file_range"):
            try:
                while os.copy_file_range(read.fileno(), written.fileno(), _AT_ONCE):
                    pass
                return
            except OSError as error:
                if error.errno not in _NOT_HERE:
                    raise
                read.seek(0)
                written.truncate(0)
                written.seek(0)
        shutil.copyfileobj(read, written, _AT_ONCE)


def _identity(path: Path) -> tuple[int, int, int]:
    """What changes when a file is written into or replaced."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
