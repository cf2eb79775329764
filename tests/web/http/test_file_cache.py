"""Files made once: who makes them, who waits, what is kept, and what happens without room."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from web.http.file_cache import (
    MOST_SITES,
    PREFIX,
    FileCache,
    KeptFile,
    NoRoomError,
    StillMadeError,
    sweep,
)

LONG = 60
"""Seconds in which even a busy machine gets there."""

SITE = "https://archive.example.org"


def read(file: KeptFile) -> bytes:
    with closing(file):
        return b"".join(iter(lambda: file.read(1000), b""))


def of(*parts: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: iter(parts)


def never() -> Iterator[bytes]:
    raise AssertionError("made again")


def folders(parent: Path) -> list[Path]:
    return sorted(parent.glob(f"{PREFIX}*"))


def test_a_file_is_made_once_and_then_kept(tmp_path: Path) -> None:
    cache = FileCache(parent=tmp_path)
    assert cache.kept("a") is None
    assert folders(tmp_path) == []  # nothing is written before the first file
    assert read(cache.get("a", SITE, of(b"one", b"two"))) == b"onetwo"
    for _ in range(3):
        assert read(cache.get("a", SITE, never)) == b"onetwo"
    found = cache.kept("a")
    assert found is not None
    assert read(found) == b"onetwo"
    assert cache.made == 1


def test_however_many_ask_at_once_one_makes_it_and_the_others_wait(tmp_path: Path) -> None:
    cache = FileCache(parent=tmp_path)
    began, go = threading.Event(), threading.Event()

    def slow() -> Iterator[bytes]:
        began.set()
        assert go.wait(LONG)
        yield b"made"

    with ThreadPoolExecutor(9) as threads:
        first = threads.submit(cache.get, "a", SITE, slow)
        assert began.wait(LONG)
        others = [threads.submit(cache.get, "a", SITE, never) for _ in range(8)]
        assert read(cache.get("b", SITE, of(b"other"))) == b"other"  # another file does not wait
        go.set()
        assert [read(each.result(LONG)) for each in (first, *others)] == [b"made"] * 9
    assert cache.made == 2


def test_one_who_waits_too_long_is_told_and_the_file_is_made_all_the_same(tmp_path: Path) -> None:
    cache = FileCache(parent=tmp_path, wait=0.02)
    began, go = threading.Event(), threading.Event()

    def slow() -> Iterator[bytes]:
        began.set()
        assert go.wait(LONG)
        yield b"made"

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(cache.get, "a", SITE, slow)
        assert began.wait(LONG)
        with pytest.raises(StillMadeError):
            cache.get("a", SITE, never)
        go.set()
        assert read(first.result(LONG)) == b"made"
    assert read(cache.get("a", SITE, never)) == b"made"


def test_what_fails_while_it_is_made_is_not_kept_and_can_be_made_again(tmp_path: Path) -> None:
    cache = FileCache(parent=tmp_path)

    def failing() -> Iterator[bytes]:
        yield b"half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cache.get("a", SITE, failing)
    assert cache.kept("a") is None
    (folder,) = folders(tmp_path)
    assert [each.name for each in folder.iterdir()] == ["lock"]
    assert read(cache.get("a", SITE, of(b"whole"))) == b"whole"


def test_the_oldest_files_make_room_and_whoever_reads_one_reads_on(tmp_path: Path) -> None:
    cache = FileCache(parent=tmp_path, most_bytes=100)
    first = cache.get("0", SITE, of(b"0" * 40))
    for number in range(1, 10):
        text = str(number).encode() * 40
        assert read(cache.get(str(number), SITE, of(text))) == text
        assert cache.size() <= 100
    (folder,) = folders(tmp_path)
    assert sum(each.stat().st_size for each in folder.iterdir()) <= 100
    assert cache.kept("0") is None
    assert read(first) == b"0" * 40
    for number in (8, 9):
        assert read(cache.get(str(number), SITE, never)) == str(number).encode() * 40


def test_what_was_made_of_another_file_makes_room_first(tmp_path: Path) -> None:
    cache = FileCache(parent=tmp_path, most_bytes=100)
    read(cache.get("a.gz", SITE, of(b"z" * 10)))
    read(cache.get("b.gz", SITE, of(b"z" * 10)))
    for number in range(9):
        read(cache.get(f"{number}", SITE, of(b"x" * 60), is_derived=True))
    assert cache.kept("a.gz") is not None
    assert cache.kept("b.gz") is not None
    assert cache.kept("8") is not None
    assert cache.size() == 80


def test_a_file_that_is_too_large_is_not_kept_nor_tried_again_at_once(tmp_path: Path) -> None:
    cache = FileCache(parent=tmp_path, most_bytes=100)
    read(cache.get("small", SITE, of(b"x" * 50)))
    with pytest.raises(NoRoomError):
        cache.get("large", SITE, lambda: iter([b"x" * 60] * 1000))
    with pytest.raises(NoRoomError):
        cache.get("large", SITE, never)
    (folder,) = folders(tmp_path)
    assert sum(each.stat().st_size for each in folder.iterdir()) <= 100


def test_without_a_folder_to_write_to_there_is_no_room(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = FileCache(parent=tmp_path / "file")
    with pytest.raises(NoRoomError):
        cache.get("a", SITE, of(b"x"))


def test_names_of_the_site_that_anybody_can_invent_do_not_fill_it(tmp_path: Path) -> None:
    cache = FileCache(parent=tmp_path)
    for number in range(MOST_SITES):
        read(cache.get(f"key {number}", f"http://{number}.example", of(b"x")))
    for number in range(20):
        with pytest.raises(NoRoomError):
            cache.get(f"other {number}", f"http://other{number}.example", never)
    assert read(cache.get("more", "http://0.example", of(b"y"))) == b"y"
    assert cache.made == MOST_SITES + 1


def test_a_file_that_somebody_removed_is_made_again(tmp_path: Path) -> None:
    cache = FileCache(parent=tmp_path)
    read(cache.get("a", SITE, of(b"x")))
    (folder,) = folders(tmp_path)
    for each in folder.iterdir():
        each.unlink()
    assert cache.kept("a") is None
    assert read(cache.get("a", SITE, of(b"again"))) == b"again"


def test_the_folder_goes_with_the_cache(tmp_path: Path) -> None:
    cache = FileCache(parent=tmp_path)
    read(cache.get("a", SITE, of(b"x")))
    assert len(folders(tmp_path)) == 1
    del cache
    assert folders(tmp_path) == []


IN_A_PROCESS = """
import os, signal, sys
from pathlib import Path
from web.http.file_cache import FileCache
cache = FileCache(parent=Path(sys.argv[1]))
cache.get("a", "", lambda: iter([b"x"])).close()
if sys.argv[2] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[2] == "forked":
    child = os.fork()
    if not child:
        assert cache.kept("a") is None
        cache.get("a", "", lambda: iter([b"y"])).close()
        sys.exit()
    assert os.waitpid(child, 0)[1] == 0
    assert len(list(Path(sys.argv[1]).iterdir())) == 1
    assert cache.kept("a").read(9) == b"x"
"""


def in_a_process(parent: Path, end: str) -> int:
    return subprocess.run([sys.executable, "-c", IN_A_PROCESS, parent, end], check=False).returncode


def test_the_folder_goes_with_the_process(tmp_path: Path) -> None:
    assert in_a_process(tmp_path, "ended") == 0
    assert folders(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_that_is_forked_has_files_of_its_own(tmp_path: Path) -> None:
    assert in_a_process(tmp_path, "forked") == 0
    assert folders(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_what_a_killed_process_left_is_swept_and_what_a_living_one_has_is_not(
    tmp_path: Path,
) -> None:
    assert in_a_process(tmp_path, "killed") != 0
    (left,) = folders(tmp_path)
    living = tmp_path / f"{PREFIX}living"
    living.mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / f"{PREFIX}link").symlink_to(elsewhere)
    sweep(tmp_path)
    assert left.exists()  # so young that its owner may not have locked it yet
    long_ago = time.time() - 3600
    for each in (left, living):
        os.utime(each, (long_ago, long_ago))
    with FileLock(living / "lock"):
        os.utime(living, (long_ago, long_ago))
        cache = FileCache(parent=tmp_path)
        read(cache.get("a", SITE, of(b"x")))
        assert not left.exists()
        assert living.exists()
        assert elsewhere.exists()
