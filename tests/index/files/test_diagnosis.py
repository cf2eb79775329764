"""Each error of the system or of SQLite has one cause, and each cause one harmless remedy."""

import contextlib
import errno
import os
import resource
import sqlite3
import typing

import pytest

from index.files.diagnosis import REMEDIES, failure, fault_of, remedy_for
from index.model.errors import Fault
from index.store.database import Store


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "permission"),
        (errno.EPERM, "permission"),
        (errno.EMFILE, "handles"),
        (errno.ENFILE, "handles"),
        (errno.EIO, "device"),
        (errno.ENOENT, "missing"),
        (errno.EBUSY, "busy"),
        (errno.ENAMETOOLONG, None),
    ],
)
def test_an_error_of_the_system_is_told_by_its_number(tmp_path, number, fault):
    assert fault_of(OSError(number, os.strerror(number)), tmp_path / "x") == fault


def test_every_fault_has_a_remedy_and_only_damage_is_a_case_for_a_new_home(tmp_path):
    for fault in typing.get_args(Fault):
        remedy = remedy_for(fault, tmp_path)
        assert remedy
        assert ("new home" in remedy) == (fault == "damaged")
    assert {*REMEDIES, "permission"} == set(typing.get_args(Fault))


def error_of(act):
    with pytest.raises((sqlite3.Error, OSError)) as raised:
        act()
    return raised.value


def test_errors_of_sqlite_are_told_by_what_is_really_the_matter(tmp_path):
    path = tmp_path / "a.db"

    def query(sql, uri=""):
        with contextlib.closing(sqlite3.connect(f"file:{path}{uri}", uri=True, timeout=0)) as db:
            db.execute(sql)

    assert fault_of(error_of(lambda: query("SELECT 1 FROM x", "?mode=ro")), path) == "missing"
    query("CREATE TABLE x (a)")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert fault_of(error_of(lambda: query("INSERT INTO x VALUES (1)")), path) == "busy"
        other.execute("ROLLBACK")
        other.execute("PRAGMA max_page_count = 2")
        rows = "INSERT INTO x VALUES (zeroblob(100000))"
        assert fault_of(error_of(lambda: other.execute(rows)), path) == "full"
    path.write_bytes(b"no database at all, but long enough to look like one" * 90)
    assert fault_of(error_of(lambda: query("SELECT * FROM x")), path) == "damaged"


def test_too_many_open_files_are_no_damage(tmp_path):
    Store(tmp_path / "archive.db").close()
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    opened = len(os.listdir("/dev/fd"))  # noqa: PTH208
    with contextlib.ExitStack() as stack:
        stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, limits)
        resource.setrlimit(resource.RLIMIT_NOFILE, (opened + 8, limits[1]))
        with contextlib.suppress(OSError):
            while True:
                stack.enter_context(open(os.devnull))  # noqa: PTH123
        error = error_of(lambda: sqlite3.connect(tmp_path / "archive.db").execute("SELECT 1"))
        found = failure(tmp_path / "archive.db", "opened", error)
    assert found.fault == "handles"
    assert "ulimit -n" in str(found)
