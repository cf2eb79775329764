"""Index generations: immutable folders g000001, g000002, …; CURRENT names the live one, and DENIED
what none of them may show.

A generation is written and synced, described by MANIFEST.json (size and SHA-256 of each file), and
then made live by replacing CURRENT atomically. The last two are kept. A Whoosh index contains
pickles, which can run code, so no folder is opened before it was verified against its manifest, or
is as it was when it was verified (VERIFIED).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.files.ownership import owner_remedy
from index.indexing.generations.manifest import MANIFEST, file_digest, find_damage, has_manifest
from index.indexing.generations.pointer import current_name, generation_names
from index.indexing.generations.stamps import is_as_verified
from index.model.errors import IndexMissingError

log = logging.getLogger(__name__)

_reported: set[Path] = set()
"""Folders of which this process has said that it may not read them."""
_verified: set[tuple[str, int]] = set()
"""Folders that this process has verified: path, and the manifest's modification time in ns."""


class GenerationRemovedError(Exception):
    """A generation was removed while it was read, since two have been published meanwhile.

    The reader opens the live generation and tries again.
    """


@dataclass(frozen=True, slots=True)
class Generation:
    """A verified generation. `fell_back`: CURRENT names another one, which is damaged."""

    name: str
    path: Path
    fell_back: bool = False


def live_generation(root: Path) -> Generation:
    """Return the generation to read: the one CURRENT names, else the newest sound one before it.

    Each is verified once per process, unless it is as it was when it was made. Raises
    IndexMissingError when none is sound.
    """
    before = ""
    while (current := current_name(root)) != before:  # the same again: none was published meanwhile
        for name in sorted((n for n in generation_names(root) if n <= current), reverse=True):
            if _is_sound(root / name):
                return Generation(name, root / name, fell_back=name != current)
        before = current
    closed = next((name for name in generation_names(root) if _is_closed(root / name)), None)
    if closed:
        raise IndexMissingError(
            f"{root / closed} may not be read by this user; {owner_remedy(root / closed)}"
        )
    raise IndexMissingError(
        f"no sound index in {root}; add pages with `torino add`, or rebuild with `torino index`"
    )


@contextmanager
def detecting_removal(folder: Path) -> Iterator[None]:
    """Raise GenerationRemovedError, in place of any other error, when the folder has been removed.

    While files disappear one by one, a library may raise anything.
    """
    try:
        yield
    finally:
        if not has_manifest(folder):
            raise GenerationRemovedError(f"{folder} was removed while it was read")


def live_fingerprint(root: Path) -> str:
    """Return a text that differs between any two live generations; "" when there is none.

    It is computed from the manifest, so the generation need not be sound.
    """
    try:
        name = current_name(root)
        return f"{name} {file_digest(root / name / MANIFEST)}"
    except (IndexMissingError, OSError):
        return ""


def _is_closed(folder: Path) -> bool:
    """Return whether this user may not read the files of a generation."""
    try:
        return not all(os.access(path, os.R_OK) for path in (folder / MANIFEST, *folder.iterdir()))
    except PermissionError:
        return True
    except OSError:
        return False


def _is_sound(folder: Path) -> bool:
    try:
        key = (str(folder), (folder / MANIFEST).stat().st_mtime_ns)
    except PermissionError as error:
        _log_closed(folder, error)
        return False
    except OSError:
        return False
    if key in _verified:
        return True
    if is_as_verified(folder):
        _verified.add(key)
        return True
    try:
        with detecting_removal(folder):
            problems = find_damage(folder)
    except GenerationRemovedError:
        return False
    if problems and _is_closed(folder):
        _log_closed(folder, PermissionError("permission denied"))
        return False
    if problems:
        log.error("generation %s is damaged: %s", folder.name, "; ".join(problems))
        return False
    _verified.add(key)
    return True


def _log_closed(folder: Path, error: OSError) -> None:
    """Say once in a process that a generation may not be read, and is passed over."""
    if folder not in _reported:
        _reported.add(folder)
        log.error(
            "generation %s may not be read by this user, and an older one is served if there is "
            "any (%s); %s",
            folder,
            error.strerror or error,
            owner_remedy(folder),
        )
