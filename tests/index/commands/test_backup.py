import sqlite3
import zipfile

import pytest

from index.commands.add import add_sources
from index.commands.backup import back_up, restore
from index.model.errors import StoreError
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
