"""The list of backups that a home keeps."""

from datetime import date
from pathlib import Path

import pytest

from index.model.errors import StoreError
from index.store.home import Home
from index.store.home_files import BACKUPS
from index.store.known_backups import KnownBackup, known_backups, note_backup


@pytest.fixture
def home(tmp_path):
    (tmp_path / "home").mkdir()
    return Home(tmp_path / "home")


def test_a_backup_that_was_noted_is_known(home):
    early = KnownBackup(Path("/media/disk one/saved.zip"), date(2026, 1, 2))
    late = KnownBackup(Path("/media/è/saved.zip"), date(2026, 11, 2))
    for backup in (late, early, late):
        note_backup(home, backup)
    assert known_backups(home) == (early, late)


def test_a_path_that_was_written_twice_has_its_last_day(home):
    path = Path("/media/saved.zip")
    for month in (3, 4):
        note_backup(home, KnownBackup(path, date(2026, month, 1)))
    assert known_backups(home) == (KnownBackup(path, date(2026, 4, 1)),)


def test_a_home_without_a_list_knows_none(home):
    assert known_backups(home) == ()


@pytest.mark.parametrize("torn", ["2026-11-", "2026-11-02 saved", "2026-13-01 /a.zip", "\0\xff"])
def test_a_line_that_was_torn_is_left_out(home, torn):
    backup = KnownBackup(Path("/media/saved.zip"), date(2026, 1, 2))
    note_backup(home, backup)
    with (home.path / BACKUPS).open("ab") as out:
        out.write(torn.encode("latin-1"))
    assert known_backups(home) == (backup,)
    later = KnownBackup(Path("/media/later.zip"), date(2026, 1, 3))
    note_backup(home, later)
    assert known_backups(home) == (backup, later)


def test_a_list_that_cannot_be_written_to_is_named(home):
    (home.path / BACKUPS).mkdir()
    with pytest.raises(StoreError, match=BACKUPS):
        note_backup(home, KnownBackup(Path("/media/saved.zip"), date(2026, 1, 2)))


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0c"])
def test_a_path_may_have_signs_that_end_a_line_of_text(home, sign):
    backup = KnownBackup(Path(f"/media/a{sign}b.zip"), date(2026, 1, 2))
    note_backup(home, backup)
    assert known_backups(home) == (backup,)
