"""MANIFEST.json: the size and SHA-256 of each file of a generation, to verify it by."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from index.files.atomic import sync_file, sync_folder

MANIFEST = "MANIFEST.json"
_THREADS = 2
"""Files that are hashed at the same time; hashlib releases Python's global lock."""


class ManifestError(Exception):
    """A manifest cannot be read; the message names it and the cause."""


def write_manifest(folder: Path, known: Mapping[str, str], synced: Collection[str] = ()) -> None:
    """Sync the files to the disk and list them.

    `known` has digests that need not be computed, `synced` names files that are on the disk.
    """
    files = {}
    for path in sorted(folder.iterdir()):
        if path.name not in synced:
            sync_file(path)
        digest = known.get(path.name) or file_digest(path)
        files[path.name] = {"size": path.stat().st_size, "sha256": digest}
    manifest = json.dumps({"format": 1, "files": files}, indent=1)
    (folder / MANIFEST).write_text(manifest, "utf-8")
    sync_file(folder / MANIFEST)
    sync_folder(folder)


def has_manifest(folder: Path) -> bool:
    """Return whether there is a manifest; False also where this user may not look."""
    try:
        return (folder / MANIFEST).exists()
    except PermissionError:
        return False


def read_manifest(folder: Path) -> dict[str, tuple[int, str]]:
    """Return size and SHA-256 of each file, by name. Raises ManifestError."""
    try:
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        expected = {str(n): (int(f["size"]), str(f["sha256"])) for n, f in files.items()}
        if any(Path(name).name != name for name in expected):
            raise ValueError("it names a file outside this folder")
        return expected
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestError(f"{folder.name}/{MANIFEST} cannot be read: {error}") from error


def find_damage(folder: Path) -> tuple[str, ...]:
    """Return a line for each difference from the manifest; empty when the generation is sound."""
    try:
        expected = read_manifest(folder)
    except ManifestError as error:
        return (str(error),)
    try:
        found = {path.name for path in folder.iterdir()} - {MANIFEST}
    except PermissionError as error:
        return (f"{folder.name} cannot be listed: {error.strerror}",)
    problems = [f"{folder.name}/{name} is missing" for name in sorted(expected.keys() - found)]
    problems += [
        f"{folder.name}/{name} is not in the manifest" for name in sorted(found - expected.keys())
    ]
    from concurrent.futures import ThreadPoolExecutor  # seldom needed; see stamps.py

    names = sorted(expected.keys() & found)
    with ThreadPoolExecutor(_THREADS) as threads:
        changed = threads.map(lambda name: _find_change(folder / name, *expected[name]), names)
        return (*problems, *filter(None, changed))


def _find_change(path: Path, size: int, digest: str) -> str:
    """Return what is wrong with a file that should have this size and digest; "" when nothing."""
    name = f"{path.parent.name}/{path.name}"
    try:
        if path.stat().st_size != size or file_digest(path) != digest:
            return f"{name} has changed since it was written"
    except OSError as error:
        return f"{name} cannot be read: {error}"
    return ""


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hex."""
    import hashlib  # takes as long as all modules of the search terms

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
