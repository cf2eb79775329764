"""Whose a folder is: who may change it, and which mode new files in it have.

Only POSIX systems have owners and modes; on Windows everybody counts as the owner.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from index.model.errors import StoreError

_PRIVATE = 0o700
_folder_mode: ContextVar[int] = ContextVar("folder_mode", default=_PRIVATE)
_ALL = 0o777


@contextmanager
def creating_like(folder: Path) -> Iterator[None]:
    """Give what is created in the block the mode of `folder`, without `x` for files.

    It sets the umask, which all threads share; SQLite and Whoosh create files of their own.
    """
    if os.name == "nt":
        yield
        return
    mode = stat.S_IMODE(folder.stat().st_mode) & _ALL | _PRIVATE
    before = os.umask(_ALL & ~mode)
    token = _folder_mode.set(mode)
    try:
        yield
    finally:
        _folder_mode.reset(token)
        os.umask(before)


def folder_mode() -> int:
    """Return the mode for a new folder: that of the home being changed, else for its user alone."""
    return _folder_mode.get()


def file_mode() -> int:
    """Return the mode for a new file, as `folder_mode`."""
    return _folder_mode.get() & 0o666


def refuse_other_user(folder: Path, file: Path) -> None:
    """Raise StoreError unless this user owns `file`, or may create it in `folder`.

    What root creates, the owner could not read: root may create it in a folder of its own only. A
    folder that is shared by its group (setgid, and writable for the group) may be changed by the
    group's members too.
    """
    if os.name == "nt":
        return
    found = folder.stat()
    owner = file.stat().st_uid if file.exists() else found.st_uid
    me = os.geteuid()
    is_shared = found.st_mode & stat.S_ISGID and found.st_mode & stat.S_IWGRP
    if me == owner or (me != 0 and os.access(folder, os.W_OK) and (is_shared or not file.exists())):
        return
    raise StoreError(
        f"{folder} belongs to {user_name(owner)}, and {user_name(me)} is asking to change it",
        f"run it as its owner: `{_as_user(owner)} torino …`",
        "permission",
    )


def owner_remedy(path: Path) -> str:
    """Return what to do when this user may not use `path`."""
    there = next((each for each in (path, *path.parents) if _owner(each) is not None), None)
    if os.name == "nt" or there is None:
        return "look at its permissions"
    owner, around, me = _owner(there), _owner(there.parent), os.geteuid()
    if owner not in (None, me) and around == me:  # a file of another user in a folder of ours
        return give_back(there.parent, me)
    if owner is not None and owner != me:
        return f"run it as its owner: `{_as_user(owner)} torino …`"
    return f"look at its permissions: `ls -ld {there}`"


def give_back(folder: Path, owner: int) -> str:
    """Return the remedy for files below `folder` that belong to another user than `owner`."""
    name = user_name(owner)
    return f"give them back to {name}: `sudo chown -R {name.removeprefix('user ')} {folder}`"


def unreadable_for(folder: Path, owner: int) -> Iterator[Path]:
    """Yield the files and folders below `folder` that the user `owner` may not read.

    Symbolic links are not followed; what this process may not list is not looked into.
    """
    if owner == 0 or os.name == "nt":
        return
    groups = _groups_of(owner)
    for parent, folders, files in os.walk(folder):
        for name in sorted((*folders, *files)):
            path = Path(parent, name)
            try:
                found = path.lstat()
            except OSError:
                continue
            if not stat.S_ISLNK(found.st_mode) and not _may_read(found, owner, groups):
                yield path


def _may_read(found: os.stat_result, user: int, groups: frozenset[int]) -> bool:
    needed = 0o5 if stat.S_ISDIR(found.st_mode) else 0o4
    if found.st_uid == user:
        shift = 6
    elif found.st_gid in groups:
        shift = 3
    else:
        shift = 0
    return (found.st_mode >> shift) & needed == needed


def _groups_of(user: int) -> frozenset[int]:
    import pwd

    try:
        entry = pwd.getpwuid(user)
    except KeyError:
        return frozenset(os.getgroups()) if user == os.geteuid() else frozenset()
    return frozenset(os.getgrouplist(entry.pw_name, entry.pw_gid))


def user_name(user: int) -> str:
    """Return the name of a user, else `user 10001`."""
    import pwd

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"user {user}"


def _as_user(user: int) -> str:
    name = user_name(user)
    return f"sudo -u {name}" if name != f"user {user}" else f"sudo -u '#{user}'"


def _owner(path: Path) -> int | None:
    try:
        return path.lstat().st_uid
    except OSError:
        return None
