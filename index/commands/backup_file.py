"""The file of a backup: a zip with archive.db and perhaps corrections.csv and profile.toml.

It is unpacked and verified.

A backup has no index: it contains pickles, which a file from elsewhere must not bring, and it can
be built again.
"""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from index.files.atomic import sync_file
from index.files.diagnosis import REMEDIES, failure, fault_of, remedy_for
from index.model.errors import CorrectionError, StoreError
from index.model.profile_format import profile_of
from index.reading.sources.skipped import RATIO_EXEMPT_BYTES, RATIO_LIMIT
from index.store.corrections import read_corrections
from index.store.database import Store
from index.store.home_files import CORRECTIONS, DATABASE, PROFILE
from index.store.schema import expected_schema, read_schema

_FILES = (DATABASE, CORRECTIONS, PROFILE)
MAX_BYTES = 64 << 30
"""The largest size unpacked; a larger file is refused before it fills the disk."""
_ZIP_ERRORS = (
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What `zipfile` raises for a file that is no zip, or a damaged one."""
_OTHER_BACKUP = "try another backup"


def pack(folder: Path, target: Path) -> None:
    """Write the files in `folder` to `target`, synced to the disk. Raises OSError."""
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
        for name in _FILES:
            if (folder / name).exists():
                archive.write(folder / name, name)
    sync_file(target)


def unpack(source: Path, folder: Path) -> int:
    """Unpack a backup into an empty folder and verify all of it; return how many pages it has.

    The files are synced to the disk. Raises StoreError, which names the file and the remedy, when
    this is no sound backup of an archive, or `folder` cannot be written, and ProfileError.
    """
    with _opened(source) as archive:
        _refuse_too_large(archive, source, folder)
        names = archive.namelist()
        for name in names:
            _extract(archive, source, folder / name)
    try:
        _refuse_foreign(folder / DATABASE, source)
        with Store(folder / DATABASE) as store:
            store.verify()
            pages = store.pages.count()
            store.leave_wal()
        read_corrections(folder / CORRECTIONS)
        if PROFILE in names:
            profile_of((folder / PROFILE).read_text("utf-8"), f"{source}: {PROFILE}")
        for name in names:
            sync_file(folder / name)
    except StoreError as error:
        if error.fault != "damaged":
            raise
        raise StoreError(f"{source}: {error.detail}", _OTHER_BACKUP, "damaged") from error
    except CorrectionError as error:
        raise StoreError(
            f"{source}: {error}. In the backup itself: `unzip {source} {CORRECTIONS}`, correct that"
            f" file, `zip {source} {CORRECTIONS}`, and restore again"
        ) from error
    except UnicodeDecodeError as error:
        raise StoreError(f"{source}: {PROFILE} is not UTF-8", _OTHER_BACKUP, "damaged") from error
    except OSError as error:
        raise failure(folder, "written", error) from error
    return pages


def holds_the_same(target: Path, folder: Path) -> bool:
    """Return whether `target` is a sound backup of exactly the files in `folder`."""
    try:
        with zipfile.ZipFile(target) as archive:
            held = {info.filename: info for info in archive.infolist()}
            mine = [name for name in _FILES if (folder / name).exists()]
            return (
                sorted(held) == sorted(mine)
                and all(_is_same(held[name], folder / name) for name in mine)
                and archive.testzip() is None
            )
    except _ZIP_ERRORS:
        return False


def _is_same(info: zipfile.ZipInfo, path: Path) -> bool:
    if info.file_size != path.stat().st_size:
        return False
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            checksum = zlib.crc32(block, checksum)
    return checksum == info.CRC


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    with _reading(source):
        archive = zipfile.ZipFile(source)
    with archive:
        names = sorted(archive.namelist())
        if DATABASE not in names or names != sorted(set(names) & set(_FILES)):
            raise StoreError(f"{source} is no backup of torino-archive: it holds {names[:5]}")
        yield archive


def _refuse_too_large(archive: zipfile.ZipFile, source: Path, folder: Path) -> None:
    whole = sum(info.file_size for info in archive.infolist())
    if whole > MAX_BYTES:
        raise StoreError(f"{source} would unpack to more than {MAX_BYTES >> 30} GiB")
    packed = sum(info.compress_size for info in archive.infolist())
    if whole > max(RATIO_EXEMPT_BYTES, RATIO_LIMIT * packed):
        raise StoreError(f"{source} grows over {RATIO_LIMIT} times when it is unpacked")
    free = shutil.disk_usage(folder).free
    if whole > free:
        raise StoreError(
            f"{source} unpacks to {whole:,} bytes, and {folder.parent} has {free:,} free",
            REMEDIES["full"],
            "full",
        )


def _extract(archive: zipfile.ZipFile, source: Path, target: Path) -> None:
    try:
        with target.open("xb") as out:
            for block in _blocks(archive, source, target.name):
                out.write(block)
    except OSError as error:  # of reading, it would be a StoreError
        raise failure(target, "written", error) from error


def _blocks(archive: zipfile.ZipFile, source: Path, name: str) -> Iterator[bytes]:
    """Yield one member, no larger than its header says; zipfile verifies its checksum."""
    left = archive.getinfo(name).file_size
    with ExitStack() as stack:
        with _reading(source):
            packed = stack.enter_context(archive.open(name))
        block = b"first"
        while block:
            with _reading(source):
                block = packed.read(min(1 << 20, left + 1))
            left -= len(block)
            if left < 0:
                raise StoreError(f"{source}: {name} is larger than it says", _OTHER_BACKUP)
            yield block


@contextmanager
def _reading(source: Path) -> Iterator[None]:
    """Name the backup in an error of reading it; what goes wrong in writing has another cause."""
    try:
        yield
    except _ZIP_ERRORS as error:
        fault = fault_of(error, source) if isinstance(error, OSError) else "damaged"
        if fault == "missing":
            raise StoreError(f"{source} is not there", fault="missing") from error
        remedy = _OTHER_BACKUP if fault == "damaged" else remedy_for(fault, source)
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise StoreError(f"{source} cannot be read as a backup: {reason}", remedy, fault) from error


def _refuse_foreign(path: Path, source: Path) -> None:
    """Refuse a database with another schema than an archive's: a trigger or view could do harm."""
    try:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            found = read_schema(db)
            version = db.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise StoreError(
            f"{source}: {DATABASE} cannot be opened: {error}", _OTHER_BACKUP, "damaged"
        ) from error
    if found != expected_schema(version):
        raise StoreError(
            f"{source}: {DATABASE} is not an archive of this version of torino-archive or an"
            " older one"
        )
