"""How a generation is built and made live, and the older ones are removed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.files.atomic import sync_folder
from index.files.diagnosis import failure
from index.files.lock import locked
from index.files.ownership import folder_mode
from index.indexing.generations.copies import copy_live, unchanged
from index.indexing.generations.deny_list import DENIED, write_denied
from index.indexing.generations.manifest import MANIFEST, has_manifest, write_manifest
from index.indexing.generations.pointer import current_name, generation_names, set_current
from index.indexing.generations.stamps import note_verified
from index.model.errors import StoreError

MAX_GENERATIONS = 2
"""Generations that are kept: the live one, and the one before as a fallback."""
_LOCK = "LOCK"
"""Held by who builds. A home has another file of this name, held by who changes the archive."""


def _none(name: str) -> bool:
    return False


@contextmanager
def build_generation(
    root: Path, *, amend: bool = False, shares: Callable[[str], bool] = _none
) -> Iterator[Path]:
    """Yield a new folder to write into; make it live on leaving normally.

    With `amend` the folder begins with copies of the live generation's files. The block may
    replace or remove them, but not write into them. Files whose names `shares` accepts are not
    copied but shared (hard links): when one is damaged, both generations are.

    Leaving by an exception removes the folder and leaves the live generation as it was. Raises
    IndexLockedError when another process is building, AmendError when the live generation is not
    sound, StoreError when the disk fails.
    """
    try:
        root.mkdir(mode=folder_mode(), parents=True, exist_ok=True)
        with locked(root / _LOCK):
            folder = root / _next_name(root)
            folder.mkdir(mode=folder_mode())
            try:
                copied = copy_live(root, folder, shares) if amend else {}
                yield folder
                kept = unchanged(folder, copied)
                write_manifest(
                    folder,
                    {name: copy.digest for name, copy in kept.items()},
                    {name for name, copy in kept.items() if copy.is_link},
                )
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            sync_folder(root)
            if not (root / DENIED).exists():
                write_denied(root, frozenset())
            note_verified(folder)
            set_current(root, folder.name)
            _prune(root, folder.name)
    except OSError as error:
        raise failure(root, "written", error) from error


def forget_older(root: Path) -> None:
    """Remove every generation but the live one, which then has no fallback.

    Raises IndexLockedError when another process is building, StoreError when the disk fails.
    """
    try:
        with locked(root / _LOCK):
            _prune(root, current_name(root), keep=1)
            left = [name for name in generation_names(root) if name != current_name(root)]
            sync_folder(root)
    except OSError as error:
        raise failure(root, "rid of older generations", error) from error
    if left:
        raise StoreError(f"{root / left[0]} cannot be removed; remove it and try again")


def _next_name(root: Path) -> str:
    return f"g{max((int(name[1:]) for name in generation_names(root)), default=0) + 1:06}"


def _prune(root: Path, live: str, keep: int = MAX_GENERATIONS) -> None:
    """Remove all but the live generation and the newest complete ones before it, `keep` in all.

    Manifests go first: a folder without one is never read.
    """
    names = generation_names(root)
    complete = [n for n in names if n <= live and has_manifest(root / n)]
    for name in sorted(set(names) - set(complete[-keep:])):
        with suppress(PermissionError):  # another user's; `torino check` names it
            (root / name / MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(root / name, ignore_errors=True)
