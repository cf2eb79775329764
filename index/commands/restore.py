"""Restore: a home is built aside from a backup, complete with its index, and then put in place.

archive.db comes last. So a home has either no archive, or all of the restored one, which says of
which backup it is: the same command, given again after a kill, goes on or has nothing to do.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from index.commands.backup_file import unpack
from index.commands.rebuild import rebuild
from index.files.atomic import sync_file, sync_folder
from index.files.diagnosis import failure
from index.files.ownership import folder_mode
from index.files.progress import ProgressCallback, ignore_progress
from index.files.work_folder import remove_left_folders, work_folder
from index.model.errors import StoreError
from index.publishing.publishing_run import Published
from index.store.cache import DerivedCache
from index.store.connection import beside
from index.store.database import Store
from index.store.home import Home
from index.store.home_files import CORRECTIONS, INDEX, PROFILE, RESTORING


def restore(home: Home, source: Path, progress: ProgressCallback = ignore_progress) -> Published:
    """Fill a home without an archive from a backup, with its index.

    All of it or nothing: when this fails, the home is as it was. After a restore was interrupted,
    the same call finishes it. Raises IndexLockedError, CorrectionError, and StoreError when the
    home has an archive, corrections or a profile of its own, or the file is not a sound backup.
    """
    try:
        digest = _digest(source)
        with home.hold():
            remove_left_folders(home.path, RESTORING)
            if _is_free(home):
                return _fill(home, source, digest, progress)
            if not _is_content_of(home, digest):
                raise _refusal(home)
    except OSError as error:
        raise failure(home.path, "written", error) from error
    return rebuild(home, progress)  # this restore was interrupted when all was in place


def _fill(home: Home, source: Path, digest: str, progress: ProgressCallback) -> Published:
    with work_folder(home.path, RESTORING) as work:
        work.chmod(folder_mode())
        unpack(source, work)
        _refuse_other(home.corrections, work / CORRECTIONS)
        profile = home.profile
        if profile is None and home.profile_file.exists():
            if (work / PROFILE).exists():
                _refuse_other(home.profile_file, work / PROFILE)
            profile = home.profile_file
        built = Home(work, home.engine, profile)
        published = rebuild(built, progress, accept_loss=True)
        with built.open_store() as store:
            with store.change():
                store.mark_restored(digest)
            store.leave_wal()
        sync_file(built.database)
        _put_in_place(built, home)
    return published


def _put_in_place(built: Home, home: Home) -> None:
    """Move the files of the home `built`, archive.db last. A kill leaves what can be done again."""
    if home.engine is None:
        with suppress(FileNotFoundError):  # of an archive that is gone: made again by this one
            (home.path / INDEX).rename(built.path / "replaced")
        (built.path / INDEX).rename(home.path / INDEX)
    DerivedCache.delete(home.derived)
    built.derived.rename(home.derived)
    if built.corrections.exists():
        built.corrections.replace(home.corrections)
    if (built.path / PROFILE).exists():
        (built.path / PROFILE).replace(home.path / PROFILE)
    sync_folder(home.path)
    for end in ("-shm", "-wal"):
        beside(home.database, end).unlink(missing_ok=True)
    built.database.replace(home.database)
    sync_folder(home.path)


def _is_free(home: Home) -> bool:
    """Return whether there is no archive: no file, or one without any table."""
    log = beside(home.database, "-wal")
    if not home.database.exists():
        if log.exists() and log.stat().st_size:
            raise StoreError(
                f"{log} is left of an archive that is not here any more, and may hold its last"
                " changes",
                "move it to where that archive.db is, and give the same command again",
            )
        return True
    try:
        with Store(home.database, "read"):
            return False
    except StoreError as error:
        return error.fault == "missing"


def _refusal(home: Home) -> StoreError:
    """Return the error for a home that has an archive already."""
    elsewhere = "restore into a new folder: `torino restore FILE --home DIR`"
    with suppress(StoreError), home.open_store("read") as store:
        if store.pages.count() == store.pages.count("sample") > 0:
            return StoreError(
                f"there is an archive in {home.path} already, the bundled sample",
                f"{elsewhere}; or stop what serves it, move {home.path} away, and restore again",
            )
    return StoreError(f"there is an archive in {home.path} already", elsewhere)


def _refuse_other(own: Path, saved: Path) -> None:
    """Refuse a file of the home that is not that of the backup: someone wrote it."""
    if not own.exists():
        return
    if not saved.exists() or saved.read_bytes() != own.read_bytes():
        raise StoreError(
            f"{own} is not the one in the backup",
            "move it away, or restore into a new folder: `torino restore FILE --home DIR`",
        )


def _is_content_of(home: Home, digest: str) -> bool:
    try:
        with home.open_store("read") as store:
            return store.restored_from == digest
    except StoreError:
        return False


def _digest(source: Path) -> str:
    try:
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise StoreError(f"{source} is not there", fault="missing") from error
    except OSError as error:
        raise failure(source, "read", error) from error
