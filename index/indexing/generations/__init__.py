"""Index generations: immutable folders g000001, g000002, … of which CURRENT names the live one.

A generation is written aside, synced, described by MANIFEST.json (size and SHA-256 of each
file) and then made live by replacing CURRENT atomically. The last two are kept. A Whoosh index
is made of pickles, so a folder that its manifest does not vouch for is never opened.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.files.atomic import sync_folder
from index.files.lock import locked
from index.indexing.generations.copies import as_copied, copy_live
from index.indexing.generations.manifest import MANIFEST, damage_of, digest_of, write_manifest
from index.indexing.generations.pointer import current_name, names_in, point_to
from index.model.errors import IndexMissingError, StoreError

log = logging.getLogger(__name__)

MAX_GENERATIONS = 2
"""The live generation and the one before, to fall back to."""
_verified: set[tuple[str, int]] = set()
"""Folders verified by this process: path and the manifest's modification time in ns."""


class GenerationRemovedError(Exception):
    """A generation was removed while it was read: two have been published meanwhile."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A verified generation. `fell_back` says that CURRENT named another, damaged one."""

    name: str
    path: Path
    fell_back: bool = False


@contextmanager
def build_generation(root: Path, *, amend: bool = False) -> Iterator[Path]:
    """Yield a new folder to write into; make it live on leaving normally.

    With `amend` the folder begins with its own copies of the live generation's files, which are
    replaced, removed or let be, but never written into. Leaving by an exception removes the folder
    and leaves the live generation as it was. Raises IndexLockedError when another process is
    building, AmendError when what is live is not sound, StoreError when the disk fails.
    """
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(root / "LOCK"):
            folder = root / _next_name(root)
            folder.mkdir(mode=0o700)
            try:
                copied = copy_live(root, folder) if amend else {}
                yield folder
                write_manifest(folder, as_copied(folder, copied))
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            sync_folder(root)
            point_to(root, folder.name)
            _prune(root, folder.name)
    except OSError as error:
        raise StoreError(f"no index could be written to {root}: {error}") from error


def live_generation(root: Path) -> Generation:
    """The generation to read: what CURRENT names, or the newest sound one before it.

    Each is verified once a process. Raises IndexMissingError when none is sound.
    """
    before = ""
    while (current := current_name(root)) != before:  # the same again: none was published meanwhile
        for name in sorted((n for n in names_in(root) if n <= current), reverse=True):
            if _is_sound(root / name):
                return Generation(name, root / name, fell_back=name != current)
        before = current
    raise IndexMissingError(
        f"no sound index in {root}; add pages with `torino add`, or rebuild with `torino index`"
    )


@contextmanager
def detecting_removal(folder: Path) -> Iterator[None]:
    """Raise GenerationRemovedError, instead of anything else, when the generation is gone on leaving.

    What is missing while it is swept away may look to a library like something that never was.
    """
    try:
        yield
    finally:
        if not (folder / MANIFEST).exists():
            raise GenerationRemovedError(f"{folder} was swept away while it was read")


def live_fingerprint(root: Path) -> str:
    """What tells the live generation from any other, sound or not; empty when there is none."""
    try:
        name = current_name(root)
        return f"{name} {digest_of(root / name / MANIFEST)}"
    except (IndexMissingError, OSError):
        return ""


def _is_sound(folder: Path) -> bool:
    try:
        key = (str(folder), (folder / MANIFEST).stat().st_mtime_ns)
    except OSError:
        return False
    if key in _verified:
        return True
    try:
        with detecting_removal(folder):
            problems = damage_of(folder)
    except GenerationRemovedError:
        return False
    if problems:
        log.error("generation %s is damaged: %s", folder.name, "; ".join(problems))
        return False
    _verified.add(key)
    return True


def _next_name(root: Path) -> str:
    return f"g{max((int(name[1:]) for name in names_in(root)), default=0) + 1:06}"


def _prune(root: Path, live: str) -> None:
    """Remove all but the live generation and the newest sealed one before it, each seal first."""
    names = names_in(root)
    sealed = [n for n in names if n <= live and (root / n / MANIFEST).exists()]
    for name in sorted(set(names) - set(sealed[-MAX_GENERATIONS:])):
        (root / name / MANIFEST).unlink(missing_ok=True)
        shutil.rmtree(root / name, ignore_errors=True)
