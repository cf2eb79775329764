import contextlib
import sqlite3
import zipfile

import pytest

from index.commands.add import add_sources
from index.commands.backup import back_up
from index.commands.restore import restore
from index.commands.sample import add_sample
from index.files.work_folder import work_folder
from index.model.errors import CorrectionError, StoreError
from index.store.home import Home

PAGE = """International Relations

2007 June

  • June 8th 2007 - Delegation from Turku - Finland

    A delegation of the City of Turku met the Mayor of Torino and visited a cooperative.

"""


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    (tmp_path / "relint-inglese.txt").write_text(PAGE, "utf-8")
    add_sources(home, [str(tmp_path / "relint-inglese.txt")])
    home.corrections.write_text("id,field,value,who,why\n", "utf-8")
    return home


def test_a_restored_archive_is_the_one_that_was_saved(tmp_path, home):
    assert back_up(home, tmp_path / "saved.zip") == 1
    other = Home(tmp_path / "other")
    assert restore(other, tmp_path / "saved.zip").entries == 1
    assert other.corrections.read_text("utf-8") == home.corrections.read_text("utf-8")
    with home.open_store() as old, other.open_store() as new:
        assert list(new.pages.all()) == list(old.pages.all())
        assert new.published.all() == old.published.all()


def test_a_backup_is_made_while_another_writes(tmp_path, home):
    with home.open_store() as store, store.change():
        store.touch()
        assert back_up(home, tmp_path / "saved.zip") == 1


def test_a_backup_holds_no_index(tmp_path, home):
    back_up(home, tmp_path / "saved.zip")
    with zipfile.ZipFile(tmp_path / "saved.zip") as saved:
        assert sorted(saved.namelist()) == ["archive.db", "corrections.csv"]


def test_nothing_is_written_over(tmp_path, home):
    (tmp_path / "saved.zip").write_text("precious")
    with pytest.raises(StoreError, match="exists already"):
        back_up(home, tmp_path / "saved.zip")
    with pytest.raises(StoreError, match="already"):
        restore(home, tmp_path / "saved.zip")


def with_trigger(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TRIGGER planted AFTER INSERT ON pages BEGIN DELETE FROM pages; END")
    db.close()


@pytest.mark.parametrize(
    "harm", ["no zip", "other names", "no database", "trigger", "cut", "no text"]
)
def test_what_is_no_sound_backup_is_refused_and_the_home_stays_empty(tmp_path, home, harm):
    saved = tmp_path / "saved.zip"
    back_up(home, saved)
    match harm:
        case "no zip":
            saved.write_text("hello")
        case "cut":
            saved.write_bytes(saved.read_bytes()[:-300])
        case "no text":  # a name said to be UTF-8 that is not
            body = bytearray(saved.read_bytes())
            body[7] |= 0x08
            body[30] = 0x80
            saved.write_bytes(body)
        case "other names":
            with zipfile.ZipFile(saved, "a") as archive:
                archive.writestr("../escape", "x")
        case "no database":
            with zipfile.ZipFile(saved, "w") as archive:
                archive.writestr("archive.db", "x" * 4096)
        case "trigger":
            path = tmp_path / "doctored.db"
            with zipfile.ZipFile(saved) as archive:
                path.write_bytes(archive.read("archive.db"))
            with_trigger(path)
            with zipfile.ZipFile(saved, "w") as archive:
                archive.write(path, "archive.db")
    other = Home(tmp_path / "other")
    with pytest.raises(StoreError):
        restore(other, saved)
    assert not other.database.exists()
    assert not other.corrections.exists()


def names_in(folder):
    return {path.name for path in folder.iterdir()}


def test_a_home_that_is_not_there_or_empty_or_has_only_a_lock_is_restored_into(tmp_path, home):
    back_up(home, tmp_path / "saved.zip")
    empty, locked_once, blank = (Home(tmp_path / name) for name in ("empty", "lock", "blank"))
    empty.path.mkdir()
    with locked_once.hold():
        pass
    blank.path.mkdir()
    blank.database.touch()  # a process died while it created the archive
    for other in (Home(tmp_path / "a" / "new"), empty, locked_once, blank):
        assert restore(other, tmp_path / "saved.zip").entries == 1
        with other.open_store("read") as store:
            assert store.pages.count() == 1
            assert store.is_published
        assert not other.restore_folders


def test_the_same_restore_again_is_done_already_and_another_is_refused(tmp_path, home):
    back_up(home, tmp_path / "saved.zip")
    other = Home(tmp_path / "other")
    assert restore(other, tmp_path / "saved.zip").entries == 1
    assert restore(other, tmp_path / "saved.zip").entries == 1
    with other.open_store() as store, store.change():
        store.touch()
    with pytest.raises(StoreError, match=r"already; restore into a new folder.*--home DIR"):
        restore(other, tmp_path / "saved.zip")


def test_the_sample_is_not_replaced_but_the_refusal_says_what_it_is(tmp_path, home):
    back_up(home, tmp_path / "saved.zip")
    other = Home(tmp_path / "other")
    with other.open_store() as store, store.change(), home.open_store("read") as first:
        store.pages.add(next(iter(first.pages.all())), "sample")
    with pytest.raises(StoreError, match=r"the bundled sample; .*--home DIR"):
        restore(other, tmp_path / "saved.zip")
    with other.open_store("read") as store:
        assert store.pages.count("sample") == 1


def test_corrections_or_a_log_of_someone_else_are_never_written_over(tmp_path, home):
    back_up(home, tmp_path / "saved.zip")
    other = Home(tmp_path / "other")
    other.path.mkdir()
    other.corrections.write_text("id,field,value,who,why\nmine,,,,\n")
    with pytest.raises(StoreError, match=r"corrections\.csv is not the one in the backup; move it"):
        restore(other, tmp_path / "saved.zip")
    assert "mine" in other.corrections.read_text()
    other.corrections.write_bytes(home.corrections.read_bytes())
    log = other.path / "archive.db-wal"
    log.write_bytes(b"changes")
    with pytest.raises(StoreError, match=r"archive\.db-wal is left .*; move it"):
        restore(other, tmp_path / "saved.zip")
    log.unlink()
    assert restore(other, tmp_path / "saved.zip").entries == 1


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"id,field,value\nx,title,\x81\x8d\n", "line 2 cannot be read"),
        (b"id value\n", "lacks the column id"),
        (b"id,field,value\nx,colour,red\n", "line 2: no field 'colour'"),
        (b"id,field,value\nx,title," + b"y" * 200_000, "line 2: field larger"),
    ],
)
def test_corrections_that_a_restore_could_not_read_are_refused_by_both(
    tmp_path, home, content, complaint
):
    back_up(home, tmp_path / "saved.zip")
    home.corrections.write_bytes(content)
    (tmp_path / "new").mkdir()
    with pytest.raises(CorrectionError, match=complaint):
        back_up(home, tmp_path / "new" / "saved.zip")
    assert names_in(tmp_path / "new") == set()
    with zipfile.ZipFile(tmp_path / "saved.zip") as archive:
        database = archive.read("archive.db")
    with zipfile.ZipFile(tmp_path / "saved.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive.db", database)
        archive.writestr("corrections.csv", content)
    other = Home(tmp_path / "other")
    with pytest.raises(StoreError, match=rf"{complaint}.*unzip .*correct that file.*zip "):
        restore(other, tmp_path / "saved.zip")
    assert names_in(other.path) == {"LOCK"}


def test_a_correction_that_no_entry_can_take_leaves_the_home_as_it_was(tmp_path, home):
    with home.open_store("read") as store:
        (id,) = (known.id for known in store.published.all())
    home.corrections.write_text(f"id,field,value,who,why\n{id},date,yesterday,,\n")
    back_up(home, tmp_path / "saved.zip")
    other = Home(tmp_path / "other")
    with pytest.raises(CorrectionError, match="line 2: date cannot be 'yesterday'"):
        restore(other, tmp_path / "saved.zip")
    assert names_in(other.path) == {"LOCK"}


def test_the_same_backup_again_is_done_already(tmp_path, home):
    assert back_up(home, tmp_path / "saved.zip") == 1
    before = (tmp_path / "saved.zip").stat()
    assert back_up(home, tmp_path / "saved.zip") == 1
    after = (tmp_path / "saved.zip").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    with home.open_store() as store, store.change():
        store.touch()
    with pytest.raises(StoreError, match="exists already, and is not what is in the archive now"):
        back_up(home, tmp_path / "saved.zip")


def test_a_backup_says_where_it_cannot_be_written(tmp_path, home):
    (tmp_path / "link.zip").symlink_to(tmp_path / "nowhere.zip")
    for target, complaint in (
        (tmp_path / "link.zip", "is a symbolic link; name the file itself"),
        (tmp_path / "absent" / "saved.zip", "absent is not there or no folder; mkdir -p"),
        (home.corrections / "saved.zip", "is not there or no folder"),
        (home.path / "saved.zip", "is inside the home, and would be lost with it"),
        (home.path / "index" / "saved.zip", "is inside the home"),
        (tmp_path, "exists already"),
    ):
        with pytest.raises(StoreError, match=complaint):
            back_up(home, target)
    assert names_in(tmp_path) == {"home", "link.zip", "relint-inglese.txt"}


def test_a_damaged_archive_is_not_saved_as_if_it_were_sound(tmp_path, home):
    with contextlib.closing(sqlite3.connect(home.database)) as db:
        db.execute("UPDATE pages SET url = 'file:other'")
        db.commit()
    with pytest.raises(StoreError, match=r"is damaged and was not saved: .*table pages.*new home"):
        back_up(home, tmp_path / "saved.zip")
    assert names_in(tmp_path) == {"home", "relint-inglese.txt"}


def test_what_killed_backups_left_is_removed_and_what_others_use_stays(tmp_path, home):
    left = tmp_path / ".torino-backup-dead"
    left.mkdir()
    (left / "packed").write_text("half")
    with work_folder(tmp_path, ".torino-backup-") as used:
        assert not left.exists()
        left.mkdir()
        back_up(home, tmp_path / "saved.zip")
        assert used.exists()
        assert not left.exists()
    assert not used.exists()


def test_a_restore_that_was_interrupted_is_named_and_no_sample_takes_its_place(tmp_path, home):
    other = Home(tmp_path / "other")
    (other.path / "restoring-dead").mkdir(parents=True)
    with pytest.raises(StoreError, match="was interrupted; give the same `torino restore` again"):
        add_sample(other)
    back_up(home, tmp_path / "saved.zip")
    restore(other, tmp_path / "saved.zip")
    assert not other.restore_folders
