"""MANIFEST.json: the size and SHA-256 of each file of a generation, and whether they hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from index.files.atomic import sync_file, sync_folder

MANIFEST = "MANIFEST.json"
_READERS = 2
"""Files whose digests are taken at once; hashing holds up no other thread."""


class ManifestError(Exception):
    """A manifest cannot be read; the message says which and why."""


def write_manifest(folder: Path, known: Mapping[str, str]) -> None:
    """Sync the files and list them; a digest that is known is not taken again."""
    files = {}
    for path in sorted(folder.iterdir()):
        sync_file(path)
        digest = known.get(path.name) or digest_of(path)
        files[path.name] = {"size": path.stat().st_size, "sha256": digest}
    manifest = json.dumps({"format": 1, "files": files}, indent=1)
    (folder / MANIFEST).write_text(manifest, "utf-8")
    sync_file(folder / MANIFEST)
    sync_folder(folder)


def listed_files(folder: Path) -> dict[str, tuple[int, str]]:
    """The size and the SHA-256 of each file, as the manifest has them."""
    try:
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        expected = {str(n): (int(f["size"]), str(f["sha256"])) for n, f in files.items()}
        if any(Path(name).name != name for name in expected):
            raise ValueError("a name is not of this folder")
        return expected
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestError(f"{folder.name}/{MANIFEST} cannot be read: {error}") from error


def damage_of(folder: Path) -> tuple[str, ...]:
    """What the manifest does not vouch for, in words; empty when the generation is sound."""
    try:
        expected = listed_files(folder)
    except ManifestError as error:
        return (str(error),)
    found = {path.name for path in folder.iterdir()} - {MANIFEST}
    problems = [f"{folder.name}/{name} is missing" for name in sorted(expected.keys() - found)]
    problems += [
        f"{folder.name}/{name} is not in the manifest" for name in sorted(found - expected.keys())
    ]
    names = sorted(expected.keys() & found)
    with ThreadPoolExecutor(_READERS) as readers:
        changed = readers.map(lambda name: _change_of(folder / name, *expected[name]), names)
        return (*problems, *filter(None, changed))


def _change_of(path: Path, size: int, digest: str) -> str:
    """What is wrong with a file of this size and digest, in words; empty when it is sound."""
    name = f"{path.parent.name}/{path.name}"
    try:
        if path.stat().st_size != size or digest_of(path) != digest:
            return f"{name} has changed since it was written"
    except OSError as error:
        return f"{name} cannot be read: {error}"
    return ""


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
