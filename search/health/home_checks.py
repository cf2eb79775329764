"""Checks of a home as a folder: who may use it, whose the files are, and room on the disk."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from index.files.diagnosis import REMEDIES, is_mounted_read_only
from index.files.ownership import give_back, owner_remedy, unreadable_for, user_name
from index.store.home import Home
from search.health.health_state import HealthCheck

_ROOM = 64 << 20
"""Free bytes that publishing needs besides the size of the archive. Chosen by hand."""
_MAX_NAMED = 3
"""Files that are named; of more, it is only said that there are more."""


def check_home(home: Home) -> Iterator[HealthCheck]:
    """Check the folder, the owners of what is in it, the disk, and whether a restore is open."""
    path = home.path
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        yield HealthCheck(
            "home",
            "warning",
            f"{path} is not there yet",
            "`torino serve` fills it with the sample, `torino add` with your pages",
        )
        return
    except OSError as error:
        yield HealthCheck("home", "bad", f"{path}: {error.strerror}", owner_remedy(path))
        return
    yield _folder(path, mode)
    yield from _owners(home)
    for folder in home.restore_folders:
        yield HealthCheck(
            "home",
            "warning",
            f"a restore is under way or was interrupted ({folder.name})",
            "when none is under way, give the same `torino restore` again"
            + (f", or remove {folder}" if home.database.exists() else ""),
        )
    yield _disk(path)


def _folder(path: Path, mode: int) -> HealthCheck:
    if is_mounted_read_only(path):
        return HealthCheck(
            "home",
            "warning",
            f"{path} is on a disk mounted read-only; it can be searched, not added to",
            REMEDIES["read-only"],
        )
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return HealthCheck(
            "home",
            "warning",
            f"{path} may not be written by this user; it can be searched, not added to",
            owner_remedy(path),
        )
    if os.name != "nt" and mode & 0o077:
        return HealthCheck(
            "home",
            "warning",
            f"others on this machine may look into {path} (mode {mode:o})",
            f"chmod 700 {path}",
        )
    return HealthCheck("home", "ok", f"{path}, for its owner alone")


def _owners(home: Home) -> Iterator[HealthCheck]:
    """Find files that the owner of the archive cannot read, such as root's."""
    try:
        owner = (home.database if home.database.exists() else home.path).stat().st_uid
    except OSError:
        return
    if owner == 0:
        owner = home.path.stat().st_uid
    found = list(islice(unreadable_for(home.path, owner), _MAX_NAMED + 1))
    if found:
        names = ", ".join(str(each.relative_to(home.path)) for each in found[:_MAX_NAMED])
        more = " and more" if len(found) > _MAX_NAMED else ""
        yield HealthCheck(
            "home",
            "bad",
            f"{user_name(owner)}, whose archive this is, may not read {names}{more}",
            give_back(home.path, owner),
        )


def _disk(path: Path) -> HealthCheck:
    free = shutil.disk_usage(path).free
    taken = 0
    for parent, _, files in os.walk(path):
        for name in files:
            with suppress(OSError):
                taken += Path(parent, name).lstat().st_size
    detail = f"{_bytes(free)} free; the archive takes {_bytes(taken)}"
    if free < taken + _ROOM:
        return HealthCheck(
            "disk",
            "warning",
            f"{detail}; {_bytes(taken + _ROOM)} should be free for publishing",
            "make room, or move the home to a larger disk with `torino backup` and `restore`",
        )
    return HealthCheck("disk", "ok", detail)


def _bytes(number: int) -> str:
    size = float(number)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
