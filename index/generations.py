"""Index generations: immutable folders g000001, g000002, … of which CURRENT names the live one.

A generation is written aside, synced, described by MANIFEST.json (size and SHA-256 of each
file) and then made live by replacing CURRENT atomically. The last two are kept. A Whoosh index
is made of pickles, so a folder that its manifest does not vouch for is never opened.
"""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import re
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.errors import AmendError, IndexMissingError, StoreError
from index.locks import locked

log = logging.getLogger(__name__)

MANIFEST = "MANIFEST.json"
CURRENT = "CURRENT"
KEPT = 2
"""The live generation and the one before, to fall back to."""

_NAME = re.compile(r"g[0-9]{6,}\Z")
_AT_ONCE = 1 << 24
"""Bytes that are copied at a time."""
_NOT_HERE = (errno.ENOSYS, errno.EXDEV, errno.EINVAL, errno.EOPNOTSUPP)
"""How a system says that its kernel cannot copy these files."""
_verified: set[tuple[str, int]] = set()
"""Folders verified by this process: path and the manifest's modification time in ns."""


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
                copied = _copy_live(root, folder) if amend else {}
                yield folder
                _seal(folder, copied)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            sync_folder(root)
            _replace(root / CURRENT, _pointer(folder.name))
            _sweep(root, folder.name)
    except OSError as error:
        raise StoreError(f"no index could be written to {root}: {error}") from error


def live_generation(root: Path) -> Generation:
    """The generation to read: what CURRENT names, or the newest sound one before it.

    Each is verified once a process. Raises IndexMissingError when none is sound.
    """
    for _ in range(3):
        current = current_name(root)
        for name in sorted((n for n in _names(root) if n <= current), reverse=True):
            if _is_sound(root / name):
                return Generation(name, root / name, fell_back=name != current)
        if current_name(root) == current:
            break  # nothing was published meanwhile: there really is no sound one
    raise IndexMissingError(
        f"no sound index in {root}; add pages with `torino add`, or rebuild with `torino index`"
    )


def current_name(root: Path) -> str:
    """What CURRENT names, sound or not; when CURRENT is damaged, the newest whole generation.

    Raises IndexMissingError when there is neither.
    """
    try:
        said = (root / CURRENT).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissingError(f"no index in {root} yet; add pages with `torino add`") from error
    except OSError as error:
        raise IndexMissingError(
            f"{root / CURRENT} cannot be read ({error}); rebuild with `torino index`"
        ) from error
    name = _named(said)
    if name is None:
        whole = [name for name in _names(root) if (root / name / MANIFEST).exists()]
        if not whole:
            raise IndexMissingError(f"{root / CURRENT} is damaged; rebuild with `torino index`")
        name = whole[-1]
        log.error("%s is damaged; %s is taken for the live one", root / CURRENT, name)
    return name


def damage_of_pointer(root: Path) -> tuple[str, ...]:
    """What is wrong with CURRENT, in words; empty when it is sound or absent."""
    try:
        said = (root / CURRENT).read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        return (f"{CURRENT} cannot be read: {error.strerror}",)
    return () if _named(said) else (f"{CURRENT} has changed since it was written",)


def _pointer(name: str) -> str:
    """What CURRENT holds: a name and its checksum, since one changed bit may make another name."""
    return f"{name} {zlib.crc32(name.encode()):08x}\n"


def _named(said: bytes) -> str | None:
    """The name in CURRENT; None when it is damaged. Of old, it held nothing else."""
    text = said.decode("ascii", "replace")
    name = text.partition(" ")[0].strip()
    is_sound = bool(_NAME.match(name)) and text in (_pointer(name), f"{name}\n")
    return name if is_sound else None


def live_mark(root: Path) -> str:
    """What tells the live generation from any other, sound or not; empty when there is none."""
    try:
        name = current_name(root)
        return f"{name} {_digest(root / name / MANIFEST)}"
    except (IndexMissingError, OSError):
        return ""


def damage_of(folder: Path) -> tuple[str, ...]:
    """What the manifest does not vouch for, in words; empty when the generation is sound."""
    try:
        expected = _listed(folder)
    except _ManifestError as error:
        return (str(error),)
    found = {path.name for path in folder.iterdir()} - {MANIFEST}
    problems = [f"{folder.name}/{name} is missing" for name in sorted(expected.keys() - found)]
    problems += [
        f"{folder.name}/{name} is not in the manifest" for name in sorted(found - expected.keys())
    ]
    for name in sorted(expected.keys() & found):
        path, (size, digest) = folder / name, expected[name]
        try:
            if path.stat().st_size != size or _digest(path) != digest:
                problems.append(f"{folder.name}/{name} has changed since it was written")
        except OSError as error:
            problems.append(f"{folder.name}/{name} cannot be read: {error}")
    return tuple(problems)


class _ManifestError(Exception):
    """A manifest cannot be read; the message says which and why."""


def _listed(folder: Path) -> dict[str, tuple[int, str]]:
    """The size and the SHA-256 of each file, as the manifest has them."""
    try:
        listed = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        expected = {str(n): (int(f["size"]), str(f["sha256"])) for n, f in listed.items()}
        if any(Path(name).name != name for name in expected):
            raise ValueError("a name is not of this folder")
        return expected
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _ManifestError(f"{folder.name}/{MANIFEST} cannot be read: {error}") from error


def _is_sound(folder: Path) -> bool:
    try:
        key = (str(folder), (folder / MANIFEST).stat().st_mtime_ns)
    except OSError:
        return False
    if key in _verified:
        return True
    problems = damage_of(folder)
    if problems:
        log.error("generation %s is damaged: %s", folder.name, "; ".join(problems))
        return False
    _verified.add(key)
    return True


def _names(root: Path) -> list[str]:
    try:
        return sorted(path.name for path in root.iterdir() if _NAME.match(path.name))
    except OSError:
        return []


def _next_name(root: Path) -> str:
    return f"g{max((int(name[1:]) for name in _names(root)), default=0) + 1:06}"


def _seal(folder: Path, copied: Mapping[str, _Copy]) -> None:
    """Sync and list the files; a copy that is as it was when its digest was taken keeps that."""
    files = {}
    for path in sorted(folder.iterdir()):
        sync_file(path)
        copy = copied.get(path.name)
        as_copied = copy is not None and _identity(path) == copy.identity
        digest = copy.digest if copy and as_copied else _digest(path)
        files[path.name] = {"size": path.stat().st_size, "sha256": digest}
    manifest = json.dumps({"format": 1, "files": files}, indent=1)
    (folder / MANIFEST).write_text(manifest, "utf-8")
    sync_file(folder / MANIFEST)
    sync_folder(folder)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A file of the generation before: its digest, taken from the copy, and when that was."""

    digest: str
    identity: tuple[int, int, int]


def _copy_live(root: Path, folder: Path) -> dict[str, _Copy]:
    """Copy the live generation's files; each copy must be what the manifest there vouches for."""
    try:
        live = root / current_name(root)
        listed = _listed(live)
    except (IndexMissingError, _ManifestError) as error:
        raise AmendError(f"nothing to amend: {error}") from error
    copied = {}
    for name, (_, digest) in listed.items():
        path = folder / name
        try:
            _copy(live / name, path)
        except FileNotFoundError as error:
            raise AmendError(f"nothing to amend: {live.name}/{name} is missing") from error
        if _digest(path) != digest:
            raise AmendError(f"nothing to amend: {live.name}/{name} has changed since then")
        copied[name] = _Copy(digest, _identity(path))
    return copied


def _copy(source: Path, target: Path) -> None:
    """Copy a file's content within the system's kernel, sharing its blocks where that can be."""
    with source.open("rb") as read, target.open("xb") as written:
        if hasattr(os, "copy_file_range"):
            try:
                while os.copy_file_range(read.fileno(), written.fileno(), _AT_ONCE):
                    pass
                return
            except OSError as error:
                if error.errno not in _NOT_HERE:
                    raise
                read.seek(0)
                written.truncate(0)
                written.seek(0)
        shutil.copyfileobj(read, written, _AT_ONCE)


def _identity(path: Path) -> tuple[int, int, int]:
    """What changes when a file is written into or replaced."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _replace(path: Path, text: str) -> None:
    aside = path.with_name(f"{path.name}.new")
    aside.write_text(text, "ascii")
    sync_file(aside)
    aside.replace(path)
    sync_folder(path.parent)


def _sweep(root: Path, live: str) -> None:
    """Remove all but the live generation and the newest sealed one before it."""
    sealed = [n for n in _names(root) if n <= live and (root / n / MANIFEST).exists()]
    for name in set(_names(root)) - set(sealed[-KEPT:]):
        shutil.rmtree(root / name, ignore_errors=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    """Wait until the file's content is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Wait until the folder's names are on the disk, where the system can."""
    if os.name == "nt":  # Windows cannot sync a folder
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
