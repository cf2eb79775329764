"""The backups that were made of a home, as far as it knows them: the text file BACKUPS in it.

They hold what is erased later, and nothing else can say where they are.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.files.atomic import sync_folder
from index.files.diagnosis import failure
from index.files.ownership import creating_like, file_mode, refuse_other_user
from index.store.home import Home
from index.store.home_files import BACKUPS


@dataclass(frozen=True, slots=True)
class KnownBackup:
    """A file that was written by `torino backup`."""

    path: Path
    """Absolute. The file may have been moved or deleted since."""
    day: date


def note_backup(home: Home, backup: KnownBackup) -> None:
    """Add a backup to the home's list, unless it is there. Raises StoreError when the home cannot
    be written to; the backup is as good as another then."""
    if backup in known_backups(home):
        return
    listed = home.path / BACKUPS
    line = f"\n{backup.day.isoformat()} {backup.path}\n"  # begins anew also after a torn line
    try:
        refuse_other_user(home.path, listed)
        with creating_like(home.path):
            target = os.open(listed, os.O_WRONLY | os.O_APPEND | os.O_CREAT, file_mode())
        try:
            os.write(target, os.fsencode(line))  # at once, so that two writers do not mix lines
            os.fsync(target)
        finally:
            os.close(target)
        sync_folder(home.path)
    except OSError as error:
        raise failure(listed, "written", error) from error


def known_backups(home: Home) -> tuple[KnownBackup, ...]:
    """Return the backups on the list, each once, oldest first. A line that was torn is left out."""
    try:
        lines = os.fsdecode((home.path / BACKUPS).read_bytes()).split("\n")
    except OSError:
        return ()
    found: dict[Path, KnownBackup] = {}
    for line in lines:
        day, _, path = line.partition(" ")
        with suppress(ValueError):
            if Path(path).is_absolute():
                found[Path(path)] = KnownBackup(Path(path), date.fromisoformat(day))
    return tuple(sorted(found.values(), key=lambda each: (each.day, str(each.path))))
