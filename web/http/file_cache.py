"""Files that are made once for each state of the archive, and then sent from a temporary folder.

Made on the first request by one thread, while others that need the same file wait. The folder
belongs to one process: it is made with the first file, removed at the end, and what a killed
process left is removed by the next one.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

FILE_CACHE_KEY = "file-cache"

MOST_BYTES = 256 << 20
"""Bytes of all files together. At 30,000 entries the compressed files are a tenth of it."""

MOST_SITES = 4
"""Addresses of the site for which files are made. Without TORINO_SITE the address is that of the
request's Host header, and whoever asks can invent as many as they like."""

WAIT = 10.0
"""Seconds that a request waits for a file that another one makes."""

RETRY = 60.0
"""Seconds after which a file that could not be kept is tried again."""

PREFIX = "torino-files-"
_YOUNG = 60.0
"""Seconds in which a folder may not be locked yet."""


class StillMadeError(Exception):
    """Another request makes the file and has not finished in time."""


class NoRoomError(Exception):
    """The file cannot be kept: the disk is full, or the file is too large, or for a fifth site."""


class KeptFile(io.FileIO):
    """A file opened for reading. It is closed when it is forgotten, as a response may be."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self.size = self.end = self.seek(0, os.SEEK_END)
        """`end`: where reading ends; set it to send a part. The size is that of the whole."""
        self.seek(0)

    def read(self, size: int | None = -1) -> bytes:
        """Read at most so many bytes, not beyond `end`."""
        left = max(0, self.end - self.tell())
        return super().read(left if size is None or size < 0 else min(size, left)) or b""

    def __del__(self) -> None:
        self.close()


class FileCache:
    """Files by key. Shared by all threads.

    When they are too many bytes, the oldest are dropped: first those that were made of another file
    and are quickly made again.
    """

    def __init__(
        self, *, most_bytes: int = MOST_BYTES, parent: Path | None = None, wait: float = WAIT
    ) -> None:
        self._most_bytes, self._parent, self._wait = most_bytes, parent, wait
        self._lock = threading.Lock()
        self._start()

    def _start(self) -> None:
        self._process = os.getpid()
        self._folder: Path | None = None
        self._files: dict[str, tuple[Path, int]] = {}
        """Path and bytes, the oldest first."""
        self._derived: set[str] = set()
        self._making: dict[str, threading.Event] = {}
        self._refused: dict[str, float] = {}
        self._sites: set[str] = set()
        self._number = 0
        self.made = 0
        """How many files have been made."""

    def size(self) -> int:
        """Return the bytes of all files that are kept."""
        with self._lock:
            return sum(size for _, size in self._files.values())

    def kept(self, key: str) -> KeptFile | None:
        """Return the file of this key, opened for reading, or None when there is none."""
        with self._lock:
            return self._opened(key) if self._process == os.getpid() else None

    def get(
        self, key: str, site: str, parts: Callable[[], Iterable[bytes]], *, is_derived: bool = False
    ) -> KeptFile:
        """Return the file of this key, opened for reading; `parts` makes it when there is none.

        `is_derived`: the parts come from another file. Raises StillMadeError, NoRoomError, and what
        `parts` raises.
        """
        with self._lock:
            if self._process != os.getpid():  # gunicorn makes processes after the site
                self._start()
            if (found := self._opened(key)) is not None:
                return found
            if self._refused.get(key, 0) > time.monotonic():
                raise NoRoomError
            if site not in self._sites and len(self._sites) >= MOST_SITES:
                raise NoRoomError
            self._sites.add(site)
            under_way = self._making.get(key)
            if under_way is None:
                self._making[key] = done = threading.Event()
                if is_derived:
                    self._derived.add(key)
        if under_way is not None:
            return self._made_by_another(key, under_way)
        try:
            return self._make(key, parts)
        except OSError as error:
            self._refuse(key)
            raise NoRoomError from error
        finally:
            with self._lock:
                del self._making[key]
            done.set()

    def _made_by_another(self, key: str, under_way: threading.Event) -> KeptFile:
        if under_way.wait(self._wait):
            with self._lock:
                if (found := self._opened(key)) is not None:
                    return found
                if key in self._refused:
                    raise NoRoomError
        raise StillMadeError

    def _opened(self, key: str) -> KeptFile | None:
        """Return the file, opened before anybody can drop it."""
        if key not in self._files:
            return None
        try:
            return KeptFile(self._files[key][0])
        except OSError:  # somebody emptied the temporary folder
            del self._files[key]
            return None

    def _make(self, key: str, parts: Callable[[], Iterable[bytes]]) -> KeptFile:
        with self._lock:
            folder = self._folder or self._new_folder()
            self._number += 1
            path = folder / str(self._number)
        size = 0
        try:
            with path.open("wb") as file:
                for part in parts():
                    size += len(part)
                    self._drop_oldest(size)
                    file.write(part)
            with self._lock:
                self.made += 1
                self._files[key] = (path, size)
                return KeptFile(path)
        except BaseException:
            with self._lock:
                self._files.pop(key, None)
            with suppress(OSError):
                path.unlink()
            raise

    def _drop_oldest(self, needed: int) -> None:
        """Drop the oldest files until there is room for so many bytes.

        Raises OSError when there cannot be.
        """
        if needed > self._most_bytes:
            raise OSError(f"{needed} bytes are too many to keep")
        with self._lock:
            held = sum(size for _, size in self._files.values())
            while self._files and held + needed > self._most_bytes:
                key = next((one for one in self._files if one in self._derived), None)
                path, size = self._files.pop(key or next(iter(self._files)))
                self._derived.discard(key or "")
                held -= size
                with suppress(OSError):  # on Windows it cannot go while it is sent
                    path.unlink()

    def _refuse(self, key: str) -> None:
        now = time.monotonic()
        with self._lock:
            self._refused = {one: until for one, until in self._refused.items() if until > now}
            self._refused[key] = now + RETRY

    def _new_folder(self) -> Path:
        parent = self._parent or Path(tempfile.gettempdir())
        sweep(parent)
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        lock = FileLock(folder / "lock", thread_local=False)
        lock.acquire()
        weakref.finalize(self, _remove, folder, lock, os.getpid())
        self._folder = folder
        return folder


def sweep(parent: Path) -> None:
    """Remove the folders of processes that are gone. A living one holds the lock of its folder."""
    for folder in parent.glob(f"{PREFIX}*"):
        try:
            about = folder.lstat()
            if folder.is_symlink() or time.time() - about.st_mtime < _YOUNG:
                continue
            if hasattr(os, "getuid") and about.st_uid != os.getuid():
                continue
            with FileLock(folder / "lock", timeout=0):
                shutil.rmtree(folder, ignore_errors=True)
        except (OSError, Timeout):
            continue


def _remove(folder: Path, lock: FileLock, process: int) -> None:
    """Remove the folder at the end of the process that made it, not of one forked from it."""
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()
