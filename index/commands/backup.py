"""Backup: archive.db, corrections.csv and the profile in one zip file, tried by a restore."""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from index.commands.backup_file import (
    holds_the_same,
    pack,
    unpack,
)
from index.files.atomic import sync_folder
from index.files.diagnosis import RESTORE, failure
from index.files.work_folder import work_folder
from index.model.errors import StoreError
from index.store.corrections import read_corrections
from index.store.database import Store, copy_database
from index.store.home import Home
from index.store.home_files import CORRECTIONS, DATABASE, PROFILE
from index.store.known_backups import KnownBackup, note_backup

log = logging.getLogger(__name__)
WORK = ".torino-backup-"
"""The prefix of the folder beside the target in which a backup is made."""


def back_up(home: Home, target: Path) -> int:
    """Write a consistent backup to `target`, also while others write; return how many pages.

    It is unpacked and read as a restore would before it gets its name. Nothing is ever written
    over; when `target` is a backup of exactly this already, it stays as it is. In the home only
    the list of known backups is changed; a home that cannot be written to is saved without that.

    Raises StoreError when there is no archive, it is damaged, or `target` cannot be written, and
    CorrectionError or ProfileError when corrections.csv or the profile cannot be read.
    """
    _refuse_target(home, target)
    try:
        with work_folder(target.parent, WORK) as work:
            content, trial, packed = work / "content", work / "trial", work / "packed"
            content.mkdir()
            pages = _copy(home, content)
            if os.path.lexists(target):
                _refuse_other(target, content)
            else:
                pack(content, packed)
                shutil.rmtree(content)
                trial.mkdir()
                if unpack(packed, trial) != pages:
                    raise StoreError(
                        f"{target} was not written: a page is missing in it; try again"
                    )
                _name(packed, target)
                sync_folder(target.parent)
    except OSError as error:
        raise failure(target, "written", error) from error
    try:
        note_backup(home, KnownBackup(target.resolve(), datetime.now(UTC).date()))
    except StoreError as error:
        log.warning("this backup is not on the home's list of backups: %s", error)
    return pages


def _refuse_target(home: Home, target: Path) -> None:
    """Raise StoreError for a file that a backup may not become; before anything is written."""
    if target.is_symlink():
        raise StoreError(f"{target} is a symbolic link", "name the file itself")
    folder = target.parent
    if not folder.is_dir():
        raise StoreError(f"{folder} is not there or no folder", f"mkdir -p {folder}", "missing")
    if home.path.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise StoreError(
            f"{target} is inside the home, and would be lost with it",
            "name a file outside of it, best on another disk",
        )


def _copy(home: Home, folder: Path) -> int:
    """Copy what a backup holds into `folder`, verify it, and return how many pages it has."""
    copy_database(home.database, folder / DATABASE)
    try:
        with Store(folder / DATABASE) as copied:
            copied.verify()
            pages = copied.pages.count()
            copied.leave_wal()
    except StoreError as error:
        if error.fault != "damaged":
            raise
        raise StoreError(
            f"{home.database} is damaged and was not saved: {error.detail}", RESTORE, "damaged"
        ) from error
    with suppress(FileNotFoundError):
        shutil.copyfile(home.corrections, folder / CORRECTIONS)
    read_corrections(folder / CORRECTIONS)
    if profile := home.read_profile().text:  # wherever it lies; the bundled one comes with the code
        (folder / PROFILE).write_text(profile, "utf-8")
    return pages


def _refuse_other(target: Path, content: Path) -> None:
    """Raise StoreError unless `target` holds exactly `content`.

    A backup that was killed after its last step is so finished by the same command.
    """
    if not holds_the_same(target, content):
        raise StoreError(
            f"{target} exists already, and is not what is in the archive now",
            "name another file, or move that one away",
        )


def _name(packed: Path, target: Path) -> None:
    """Give the file its name, which nobody may have taken meanwhile."""
    try:
        os.link(packed, target)
    except FileExistsError as error:
        raise StoreError(f"{target} exists already", "name another file") from error
    except OSError:  # a disk without hard links
        if os.path.lexists(target):
            raise
        packed.rename(target)
