"""A lock held by one process: who waits for whom, and what a dead holder leaves behind."""

import os
import signal
import subprocess
import sys

import pytest

from index.files.lock import lock_holder, locked
from index.model.errors import IndexLockedError, StoreError

DIES_HOLDING = """
import os, signal, sys
from pathlib import Path
from index.files.lock import locked
with locked(Path(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_lock_of_a_killed_process_is_free_whatever_note_it_left(tmp_path):
    lock = tmp_path / "LOCK"
    died = subprocess.run([sys.executable, "-c", DIES_HOLDING, str(lock)], check=False)
    assert died.returncode == -signal.SIGKILL
    (left,) = [path for path in tmp_path.iterdir() if path != lock]
    assert left.read_text().split()[0] not in ("", str(os.getpid()))
    with (
        locked(lock),
        pytest.raises(IndexLockedError, match=rf"^process {os.getpid()} \(since 20"),
        locked(lock),
    ):
        pass
    assert not left.exists()


@pytest.mark.parametrize("note", ["", "garbage", "\N{SNOWMAN}", None])
def test_a_holder_whose_note_cannot_be_read_is_another_process(tmp_path, note):
    lock = tmp_path / "LOCK"
    with locked(lock):
        (written,) = [path for path in tmp_path.iterdir() if path != lock]
        written.unlink() if note is None else written.write_text(note, "utf-8")
        with pytest.raises(IndexLockedError, match=r"^another process is writing to"), locked(lock):
            pass


def test_a_lock_is_held_also_when_nobody_can_be_told_who_holds_it(tmp_path):
    lock = tmp_path / "LOCK"
    (tmp_path / "LOCK.holder").mkdir()
    with locked(lock), pytest.raises(IndexLockedError, match=r"^another process"), locked(lock):
        pass
    with locked(lock):
        pass


def test_a_lock_that_is_a_link_is_refused_and_what_it_leads_to_stays(tmp_path):
    precious = tmp_path / "precious"
    precious.write_text("kept")
    (tmp_path / "LOCK").symlink_to(precious)
    with pytest.raises(StoreError, match="LOCK is a symbolic link"), locked(tmp_path / "LOCK"):
        pass
    assert precious.read_text() == "kept"


def test_a_note_that_is_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path):
    precious = tmp_path / "precious"
    precious.write_text("kept")
    (tmp_path / "LOCK.holder").symlink_to(precious)
    with locked(tmp_path / "LOCK"):
        assert lock_holder(tmp_path / "LOCK").startswith(f"process {os.getpid()}")
    assert precious.read_text() == "kept"


def test_a_folder_that_cannot_be_is_said_to_be_that(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(StoreError, match="file cannot be written to: "),
        locked(tmp_path / "file" / "LOCK"),
    ):
        pass
