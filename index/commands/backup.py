"""Backup and restore: archive.db and corrections.csv in one zip file.

A backup has no index: it contains pickles, which a file from elsewhere must not bring, and it can
be built again.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.commands.add import rebuild
from index.files.atomic import sync_file, sync_folder
from index.files.progress import ProgressCallback, ignore_progress
from index.model.errors import StoreError
from index.publishing.publish import Published
from index.reading.sources.skipped import RATIO_EXEMPT_BYTES, RATIO_LIMIT
from index.store.database import Store
from index.store.home import Home
from index.store.schema import expected_schema, read_schema

DATABASE = "archive.db"
CORRECTIONS = "corrections.csv"
MAX_BYTES = 64 << 30
"""The largest size unpacked; a larger file is refused before it fills the disk."""
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error)
_TEMPORARY = "restoring-"
"""The prefix of the folder in which a restore unpacks."""


def back_up(home: Home, target: Path) -> int:
    """Write a consistent backup to `target`, also while others write; return how many pages.

    Raises StoreError when there is no archive, it is damaged, `target` exists, or the disk fails.
    """
    if not home.database.exists():
        raise StoreError(f"there is no archive in {home.path}")
    if target.exists():
        raise StoreError(f"{target} exists already; name another file, or remove that one first")
    temporary = target.with_name(f"{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            copy = Path(folder) / DATABASE
            with home.open_store() as store:
                store.copy_to(copy)
            with Store(copy) as copied:
                _refuse_damage(copied, copy)
                pages = copied.pages.count()
                copied.leave_wal()
            with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(copy, DATABASE)
                if home.corrections.exists():
                    archive.write(home.corrections, CORRECTIONS)
        sync_file(temporary)
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error}") from error
    finally:
        temporary.unlink(missing_ok=True)
    return pages


def restore(home: Home, source: Path, progress: ProgressCallback = ignore_progress) -> Published:
    """Fill a home without an archive from a backup, and build its index.

    Raises StoreError when the home has an archive, or the file is not a sound backup; the home is
    not changed then.
    """
    with home.hold():
        if home.database.exists():
            raise StoreError(
                f"there is an archive in {home.path} already; restore into another --home, or,"
                " if a restore was interrupted there, finish it with `torino index`"
            )
        for folder_left in home.path.glob(f"{_TEMPORARY}*"):  # by a restore that was killed
            shutil.rmtree(folder_left, ignore_errors=True)
        with (
            _opened(source, home.path) as archive,
            tempfile.TemporaryDirectory(prefix=_TEMPORARY, dir=home.path) as folder,
        ):
            copy = Path(folder) / DATABASE
            _extract(archive, DATABASE, copy)
            _refuse_foreign(copy)
            if CORRECTIONS in archive.namelist():
                _extract(archive, CORRECTIONS, Path(folder) / CORRECTIONS)
                (Path(folder) / CORRECTIONS).replace(home.corrections)
            sync_file(copy)
            copy.replace(home.database)
            sync_folder(home.path)
    return rebuild(home, progress, accept_loss=True)


@contextmanager
def _opened(source: Path, home: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            names = sorted(archive.namelist())
            if names not in ([DATABASE], [DATABASE, CORRECTIONS]):
                raise StoreError(f"{source} is no backup of torino-archive: it holds {names[:5]}")
            whole = sum(info.file_size for info in archive.infolist())
            if whole > MAX_BYTES:
                raise StoreError(f"{source} would unpack to more than {MAX_BYTES >> 30} GiB")
            packed = sum(info.compress_size for info in archive.infolist())
            if whole > max(RATIO_EXEMPT_BYTES, RATIO_LIMIT * packed):
                raise StoreError(f"{source} grows over {RATIO_LIMIT} times when it is unpacked")
            free = shutil.disk_usage(home).free
            if whole > free:
                raise StoreError(
                    f"{source} unpacks to {whole:,} bytes, and {home} has {free:,} free; make room"
                )
            yield archive
    except (
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        UnicodeDecodeError,
        *_ZIP_ERRORS,
    ) as error:
        raise StoreError(f"{source} cannot be read as a backup: {error}") from error


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    """Unpack one member, no larger than its header says; zipfile verifies its checksum."""
    left = archive.getinfo(name).file_size
    with archive.open(name) as packed, target.open("wb") as out:
        while block := packed.read(min(1 << 20, left + 1)):
            left -= len(block)
            if left < 0:
                raise StoreError(f"{name} in the backup is larger than it says")
            out.write(block)


def _refuse_foreign(path: Path) -> None:
    """Refuse a database with another schema than an archive's: a trigger or view could do harm."""
    try:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            found = read_schema(db)
            version = db.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise StoreError(f"the backup's {DATABASE} cannot be opened: {error}") from error
    if found != expected_schema(version):
        raise StoreError(f"the backup's {DATABASE} is not an archive of this product")
    with Store(path) as store:
        _refuse_damage(store, path)
        store.leave_wal()


def _refuse_damage(store: Store, path: Path) -> None:
    damage = store.damage()
    if damage:
        raise StoreError(f"{path.name} is damaged: {damage[0]}")
