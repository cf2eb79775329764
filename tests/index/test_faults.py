"""A disk that fails, fills, tears writes or loses power: before or after, never in between."""

import contextlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.generations import damage_of, live_generation
from index.store import Store

SOURCE = Path(__file__).parent / "faults" / "faulty_disk.c"
FAIL, FULL, TEAR, KILL = 1, 2, 3, 4
DONE, REFUSED, DIED = 0, 1, 137

PAGE = """International Relations

2007 June

  • June {day}th 2007 - Delegation from Turku - Finland

    A delegation of the City of Turku, number {day}, met the Mayor of Torino and went home again.

"""

WORKER = """
import ctypes, json, os, sys, tempfile
from pathlib import Path
from index.archive import add_sources
from index.gazetteer import load_gazetteer
from index.home import Home
load_gazetteer()
disk = ctypes.CDLL(None)
for line in sys.stdin:
    home, source, shadow, how, at = json.loads(line)
    child = os.fork()
    if child == 0:
        sys.stderr = open(os.devnull, "w")
        disk.faulty_arm(home.encode(), shadow.encode(), how, ctypes.c_long(at))
        try:
            add_sources(Home(Path(home)), [source])
        except ArchiveError:
            os._exit(1)
        except BaseException:
            os._exit(2)
        reached = disk.faulty_seen() >= at
        os._exit(0 if reached else 100)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Forks a warm child for each add. Exit 100: done, and the fault was never reached."""

UNREACHED = 100


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("needs Linux and a C compiler")
    built = tmp_path_factory.mktemp("disk") / "faulty_disk.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", built, SOURCE, "-ldl"], check=True)
    return built


@pytest.fixture
def add(library, tmp_path):
    """Add a source to a home on a faulty disk; the answer is the exit code."""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"LD_PRELOAD": str(library), "PATH": "/usr/bin:/bin"},
    )

    def run(home, source, how=0, at=1 << 40, shadow=""):
        request = [str(home), str(source), str(shadow), how, at]
        print(json.dumps(request), file=worker.stdin, flush=True)
        return int(worker.stdout.readline())

    yield run
    worker.stdin.close()
    worker.wait(10)
    worker.stdout.close()


def page(tmp_path, day):
    path = tmp_path / f"relint-inglese-{day}.txt"
    path.write_text(PAGE.format(day=day), "utf-8")
    return path


@pytest.fixture
def start(tmp_path, add):
    """A home with one page, to be copied for each fault."""
    home = tmp_path / "start"
    assert add(home, page(tmp_path, 8)) == UNREACHED
    return home


def holds(home):
    """The days whose pages the store holds; the live generation must be sound."""
    live = live_generation(home / "index")
    assert not live.fell_back
    assert damage_of(live.path) == ()
    with Store(home / "archive.db") as store:
        assert store.damage() == ()
        return {each.url for each in store.pages()}


BEFORE = {"file:relint-inglese-8.txt"}
AFTER = BEFORE | {"file:relint-inglese-9.txt"}


def steps(whole_run, soak):
    """Which operations to fail: each of them in a soak, a spread of them otherwise."""
    return range(1, whole_run + 1) if soak else sorted({*range(1, whole_run, 7), whole_run})


def count_operations(tmp_path, add, start):
    """How many changes an add makes, by bisection on the fault that is not reached."""
    low, high = 1, 4096
    while low < high:
        middle = (low + high) // 2
        home = tmp_path / "count"
        shutil.copytree(start, home)
        if add(home, page(tmp_path, 9), KILL, middle) == UNREACHED:
            high = middle
        else:
            low = middle + 1
        shutil.rmtree(home)
    return low - 1


soaked = pytest.mark.parametrize("soak", [False, pytest.param(True, marks=pytest.mark.soak)])


@soaked
@pytest.mark.parametrize("how", [FAIL, FULL, TEAR, KILL])
def test_whatever_the_disk_does_the_archive_is_as_before_or_as_after(
    tmp_path, add, start, how, soak
):
    operations = count_operations(tmp_path, add, start)
    assert operations > 20
    for at in steps(operations, soak):
        home = tmp_path / "home"
        shutil.copytree(start, home)
        outcome = add(home, page(tmp_path, 9), how, at)
        assert outcome in (DONE, REFUSED, DIED), f"operation {at}"
        held = holds(home)
        assert held in (BEFORE, AFTER)
        if outcome == DONE:
            assert held == AFTER
        assert add(home, page(tmp_path, 9)) == UNREACHED, f"after operation {at}"
        assert holds(home) == AFTER
        with Store(home / "archive.db") as store:
            assert store.is_published
        shutil.rmtree(home)


@soaked
def test_what_was_acknowledged_survives_a_power_loss(tmp_path, add, start, soak):
    operations = count_operations(tmp_path, add, start)
    for at in [*steps(operations, soak), operations + 1]:
        home, shadow, left = tmp_path / "home", tmp_path / "shadow", tmp_path / "left"
        shutil.copytree(start, home)
        shadow.mkdir()
        keep_all(home, shadow)
        outcome = add(home, page(tmp_path, 9), KILL, at, shadow)
        assert outcome == (UNREACHED if at > operations else DIED)
        lose_power(home, shadow, left)
        held = holds(left)
        assert held in (BEFORE, AFTER)
        if outcome == UNREACHED:
            assert held == AFTER
            with Store(left / "archive.db") as store:
                assert store.is_published
        assert add(left, page(tmp_path, 9)) == UNREACHED
        assert holds(left) == AFTER
        for folder in (home, shadow, left):
            shutil.rmtree(folder)


def test_the_harness_itself_loses_what_was_not_synced(tmp_path):
    home, shadow = tmp_path / "home", tmp_path / "shadow"
    home.mkdir()
    shadow.mkdir()
    (home / "kept").write_text("synced")
    keep_all(home, shadow)
    (home / "kept").write_text("changed, not synced")
    (home / "new").write_text("never synced")
    lose_power(home, shadow, tmp_path / "left")
    left = {path.name: path.read_text() for path in (tmp_path / "left").iterdir()}
    assert left == {"kept": "synced"}


def keep_all(home, shadow):
    """Take everything that is there now as synced."""
    for number, folder in enumerate([home, *(p for p in home.rglob("*") if p.is_dir())]):
        lines = [str(folder)]
        for path in folder.iterdir():
            info = path.stat()
            lines.append(f"{info.st_ino} {int(path.is_dir())} {path.name}")
            if path.is_file():
                shutil.copyfile(path, shadow / f"file-{info.st_ino}")
        (shadow / f"folder-!{number:06}").write_text("\n".join(lines) + "\n")


def lose_power(home, shadow, left):
    """Make in `left` what the syncs promise of `home`, and nothing more."""
    listings = {}
    for path in sorted(shadow.glob("folder-*")):
        folder, *names = path.read_text().splitlines()
        listings[Path(folder)] = [line.split(" ", 2) for line in names]

    def build(folder, target):
        target.mkdir()
        for inode, is_folder, name in listings.get(folder, []):
            if is_folder == "1":
                build(folder / name, target / name)
            else:
                (target / name).touch()
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(shadow / f"file-{inode}", target / name)

    build(home, left)
