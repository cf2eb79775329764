"""VERIFIED: what the files of each generation looked like when their content was last verified.

Reading every file of a large index takes longer than a search, so that a process believes a file
that has kept its inode, size and time of change. `torino check` reads them all.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from index.files.atomic import replace_text
from index.indexing.generations.manifest import MANIFEST, file_digest, read_manifest

VERIFIED = "VERIFIED"

FileStamp = list[int]
"""Inode, size and time of change in ns."""


def note_verified(folder: Path) -> None:
    """Note that a generation is sound, beside the others of its root that are still there.

    Raises OSError, and ManifestError when it has no manifest.
    """
    root = folder.parent
    noted = {name: stamps for name, stamps in _read(root).items() if (root / name).is_dir()}
    noted[folder.name] = {
        "manifest": file_digest(folder / MANIFEST),
        "stamp": stamp_of(folder / MANIFEST),
        "files": {name: stamp_of(folder / name) for name in read_manifest(folder)},
    }
    replace_text(root / VERIFIED, json.dumps(noted))


def is_as_verified(folder: Path) -> bool:
    """Return whether each file of a generation is as it was noted, and there is no other."""
    noted = _read(folder.parent).get(folder.name)
    if not isinstance(noted, dict):
        return False
    try:
        with os.scandir(folder) as found:
            files = {file.name: _stamp(file.stat()) for file in found}
        stamp = files.pop(MANIFEST, None)
        if "stamp" in noted:
            same_manifest = stamp == noted["stamp"]
        else:  # an older version noted the digest only
            same_manifest = file_digest(folder / MANIFEST) == noted.get("manifest")
    except OSError:
        return False
    return same_manifest and files == noted.get("files")


def verified_stamps(folder: Path) -> dict[str, FileStamp]:
    """Return the stamps that were noted of a generation's files; {} for none."""
    noted = _read(folder.parent).get(folder.name)
    files = noted.get("files") if isinstance(noted, dict) else None
    return files if isinstance(files, dict) else {}


def stamp_of(path: Path) -> FileStamp:
    """Return the stamp of a file. Raises OSError."""
    return _stamp(path.stat())


def _stamp(found: os.stat_result) -> FileStamp:
    return [found.st_ino, found.st_size, found.st_mtime_ns]


def _read(root: Path) -> dict[str, Any]:
    """Return what is noted in a root; {} when that cannot be read, and all is verified again."""
    try:
        noted = json.loads((root / VERIFIED).read_bytes())
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}
