"""What reads an archive works where nothing can be written: full, read-only, another user's."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest

from index.model.errors import StoreError
from index.publishing.denying import deny_withdrawn
from index.store.database import Store
from index.store.home import Home

pytestmark = pytest.mark.slow

DONE, REFUSED = 0, 1
NOBODY = 65534
TITLE = "Garden number 9 of the school"
READING = {
    "check": ("check",),
    "info": ("info",),
    "search": ("search", "number", "9"),
    "export": ("export",),
    "review": ("translations", "review"),
    "translations": ("translations", "export"),
}
CHANGING = {
    "add": None,
    "index": ("index",),
    "remove": ("remove", "file:relint-inglese-8.txt"),
    "drop": ("translations", "drop", "--translator", "libre"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory, verbs, page, translating):
    home = tmp_path_factory.mktemp("rescue") / "home"
    assert verbs.run("add", page(8), page(9), "--home", home).code == DONE
    assert verbs.run(*translating, "--home", home).code == DONE
    return home


@pytest.fixture(scope="module")
def with_log(tmp_path_factory, home):
    """The home as a killed process leaves it: its last change is only in the write-ahead log."""
    left = tmp_path_factory.mktemp("log") / "home"
    with Store(home / "archive.db") as store:
        with store.change():
            store.pages.withdraw("file:relint-inglese-9.txt")
            deny_withdrawn(Home(home), store)
        shutil.copytree(home, left)
        with store.change():
            store.pages.restore("file:relint-inglese-9.txt")
            deny_withdrawn(Home(home), store)
    assert (left / "archive.db-wal").stat().st_size
    (left / "archive.db-shm").unlink()
    return left


def words_of(verb, page):
    return ("add", page(10)) if verb == "add" else CHANGING[verb]


# Disks


@pytest.fixture
def on_bad_disk(small_disks, tmp_path, occupied):
    if small_disks is None:
        pytest.skip("needs to mount a disk: root, or user namespaces")
    worker, disk = small_disks

    def run(words, start, trouble):
        left = tmp_path / "left"
        small = {"on": str(disk), "bytes": occupied(start) + 4096, "home": str(start)}
        small |= {"left": str(left), trouble.replace("-", "_"): True}
        ended = worker.run(*words, "--home", disk / "home", tmpfs=small)
        held = files_of(left)
        shutil.rmtree(left)
        return ended, held

    return run


def files_of(folder):
    """The content of each file, but for what SQLite keeps beside a database."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


@pytest.mark.parametrize("trouble", ["full", "read-only"])
@pytest.mark.parametrize("state", [pytest.param("closed", marks=pytest.mark.soak), "killed"])
def test_a_disk_that_takes_nothing_more_can_be_read_and_saved(
    on_bad_disk, home, with_log, verbs, pages, tmp_path, trouble, state
):
    start = home if state == "closed" else with_log
    for verb, words in READING.items():
        ended, held = on_bad_disk(words, start, trouble)
        assert ended.code == DONE, f"{verb}: {ended.said}"
        assert "restore" not in ended.said.replace("and restore it there", "").replace(
            "`torino backup` and `restore`", ""
        )
        assert held == files_of(start)
        if verb in ("search", "export"):
            assert (TITLE in ended.said) == (state == "closed")  # else it is denied
    ended, _ = on_bad_disk(("backup", tmp_path / "saved.zip"), start, trouble)
    assert ended.code == DONE, ended.said
    new = tmp_path / "new"
    assert verbs.run("restore", tmp_path / "saved.zip", "--home", new).code == DONE
    with Store(new / "archive.db") as store:
        withdrawn = store.pages.state("file:relint-inglese-9.txt") == "withdrawn"
    assert withdrawn == (state == "killed")  # the log counts


@pytest.mark.parametrize(
    ("trouble", "cause", "remedy"),
    [("full", "full", "make room"), ("read-only", "read-only", "mount it for writing")],
)
def test_what_changes_an_archive_says_what_hinders_it(
    on_bad_disk, home, page, trouble, cause, remedy
):
    for verb in CHANGING:
        ended, _ = on_bad_disk(words_of(verb, page), home, trouble)
        assert ended.code == REFUSED, f"{verb}: {ended.said}"
        assert cause in ended.said.lower().replace("left on device", "full"), verb
        assert remedy in ended.said, verb
        assert "new home" not in ended.said


# Users


@pytest.fixture
def reachable():
    """A folder that every user can reach, as the folders of pytest are not."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("needs root, to become another user")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def give(folder, user, mode):
    """Make everything below a folder that of a user, with the mode."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, user)
        path.chmod(mode if path.is_dir() else mode & 0o666)


@pytest.mark.parametrize("state", ["closed", "killed"])
def test_an_archive_of_another_user_can_be_read_and_saved_and_stays_untouched(
    verbs, home, with_log, reachable, state
):
    mine = reachable / "home"
    shutil.copytree(home if state == "closed" else with_log, mine)
    give(mine, 0, 0o755)
    before = {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()}
    for verb, words in READING.items():
        ended = verbs.run(*words, "--home", mine, user=NOBODY)
        assert ended.code == DONE, f"{verb}: {ended.said}"
    target = reachable / "open"
    target.mkdir()
    target.chmod(0o777)
    ended = verbs.run("backup", target / "saved.zip", "--home", mine, user=NOBODY)
    assert ended.code == DONE, ended.said
    assert [path.name for path in target.iterdir()] == ["saved.zip"]
    assert {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()} == before


def test_an_archive_that_another_user_has_open_can_be_read(verbs, home, reachable):
    mine = reachable / "home"
    shutil.copytree(home, mine)
    give(mine, 0, 0o755)
    with Store(mine / "archive.db") as store, store.change():
        store.touch()
        for verb, words in READING.items():
            ended = verbs.run(*words, "--home", mine, user=NOBODY)
            assert ended.code == DONE, f"{verb}: {ended.said}"


@pytest.mark.parametrize("verb", [*CHANGING, "check", "info"])
def test_an_archive_that_is_closed_to_this_user_is_said_to_be_so(
    verbs, home, page, reachable, verb
):
    mine = reachable / "home"
    shutil.copytree(home, mine)
    give(mine, 0, 0o700)
    words = words_of(verb, page) if verb in CHANGING else READING[verb]
    if verb == "add":
        shutil.copy(words[1], reachable)
        words = ("add", reachable / Path(words[1]).name)
    ended = verbs.run(*words, "--home", mine, user=NOBODY)
    assert "sudo -u root torino" in ended.said
    assert "new home" not in ended.said
    assert ended.code == REFUSED, ended.said


@pytest.mark.parametrize("verb", CHANGING)
def test_root_changes_no_archive_of_another_user(verbs, home, page, reachable, verb):
    mine = reachable / "home"
    shutil.copytree(home, mine)
    give(mine, NOBODY, 0o700)
    before = files_of(mine)
    ended = verbs.run(*words_of(verb, page), "--home", mine)
    assert ended.code == REFUSED
    assert "sudo -u" in ended.said
    assert files_of(mine) == before
    assert verbs.run("check", "--home", mine).code == DONE
    assert {path.stat().st_uid for path in mine.rglob("*")} == {NOBODY}


@pytest.mark.parametrize(
    "mode", [0o2770, *(pytest.param(m, marks=pytest.mark.soak) for m in (0o700, 0o750, 0o755))]
)
def test_what_is_created_has_the_mode_of_the_home(verbs, page, translating, reachable, mode):
    mine = reachable / "home"
    mine.mkdir()
    mine.chmod(mode)
    for words in (("add", page(8)), translating, ("add", page(9)), ("index",)):
        assert verbs.run(*words, "--home", mine).code == DONE
    other = reachable / "other"
    other.mkdir()
    other.chmod(mode)
    assert verbs.run("backup", reachable / "saved.zip", "--home", mine).code == DONE
    assert verbs.run("restore", reachable / "saved.zip", "--home", other).code == DONE
    for home in (mine, other):
        wrong = [
            f"{path.relative_to(home)} {path.stat().st_mode & 0o777:o}"
            for path in home.rglob("*")
            if path.stat().st_mode & 0o777 != (mode if path.is_dir() else mode & 0o666) & 0o777
        ]
        assert wrong == []


def test_an_index_that_the_owner_cannot_read_is_named_and_the_owner_mends_it(
    verbs, home, reachable
):
    mine = reachable / "home"
    shutil.copytree(home, mine)
    give(mine, NOBODY, 0o700)
    reachable.chmod(0o755)
    newest = max((mine / "index").glob("g*"))
    for path in (newest, *newest.iterdir()):
        os.chown(path, 0, 0)
    for user in (0, NOBODY):
        ended = verbs.run("check", "--home", mine, user=user)
        assert ended.code == REFUSED
        assert newest.name in ended.said
        assert f"chown -R nobody {mine}" in ended.said.replace("65534", "nobody")
    older = verbs.run("search", "garden", "--home", mine, user=NOBODY)
    assert f"{newest} may not be read by this user" in older.said
    assert "chown -R" in older.said
    for old in (mine / "index").glob("g*"):  # now none can be read
        os.chown(old, 0, 0)
    none = verbs.run("search", "garden", "--home", mine, user=NOBODY)
    assert none.code == REFUSED
    assert "may not be read by this user" in none.said
    assert "chown -R" in none.said
    for _ in range(3):
        ended = verbs.run("index", "--home", mine, user=NOBODY)
        assert ended.code == DONE, ended.said
    assert verbs.run("search", "number", "9", "--home", mine, user=NOBODY).code == DONE


# Files that change while they are read without locks


def test_a_change_during_a_reading_without_locks_is_noticed(home, tmp_path, monkeypatch):
    mine = tmp_path / "home"
    shutil.copytree(home, mine)
    path = mine / "archive.db"
    monkeypatch.setattr("index.store.connection._reading_mode", lambda path: None)
    reading = Store(path, "read")
    assert reading.pages.count() == 2
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("INSERT INTO meta (key, value) VALUES ('other', 'x')")
        other.commit()
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with pytest.raises(StoreError, match="was changed by another process while it was read"):
        reading.__exit__(None, None, None)
