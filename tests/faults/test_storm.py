"""The storm: every verb, killed and on disks that fail, fill, tear writes and lose power.

Two rules (`storm_cases`): nothing is lost, and the same words said again reach the goal.
"""

import contextlib
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from storm_cases import (
    DONE,
    EMPTY,
    FOREVER,
    READING,
    REFUSED,
    URL,
    VERBS,
    Case,
    Eyes,
    copy_of,
    files_of,
    reviewed,
    seen,
    what_is_lost,
    what_sticks,
)

from index.indexing.generations import live_generation
from index.store.database import Store

pytestmark = pytest.mark.slow

CORRECTION = "id,field,value,who,why\n{},title,By correction,Anna,seen\n"
WAYS = {"fail": 1, "full": 2, "tear": 3, "kill": 4, "power": 4}
KILLS = int(os.environ.get("TORINO_SOAK_KILLS", "20"))
OPERATIONS = int(os.environ.get("TORINO_SOAK_OPERATIONS", "300"))
soaked = pytest.mark.parametrize("soak", [False, pytest.param(True, marks=pytest.mark.soak)])


def in_turn(place):
    """Every verb in soaks; by default each in one of the three tests of all verbs."""
    return pytest.mark.parametrize(
        ("case", "soak"),
        [
            *(pytest.param(verb, False) for verb in [*VERBS][place::3]),
            *(pytest.param(verb, True, marks=pytest.mark.soak) for verb in VERBS),
        ],
        indirect=["case"],
    )


@pytest.fixture(scope="session")
def eyes(answers, checked, traces_in):
    return Eyes(answers, checked, traces_in)


@pytest.fixture(scope="session")
def past(tmp_path_factory, verbs, page, tmx, translating, answers):
    """A disk with an archive that has seen something, and what the archivist has beside it."""
    disk = tmp_path_factory.mktemp("past") / "disk"
    home = ("--home", disk / "home")

    def run(*words):
        ended = verbs.run(*words, *home)
        assert ended.code == DONE, ended.said
        return ended.said

    double = disk / "relint-inglese-12.txt"
    disk.mkdir()
    other = page(13).read_text("utf-8").partition("2007 June\n")[2]
    double.write_text(page(12).read_text("utf-8") + other, "utf-8")
    run("add", *map(page, (5, 6, 7, 8, 9)), double)
    double.unlink()
    run(*translating)
    ids = {number_in(entry): entry[0] for entry in answers(disk / "home")}
    (disk / "home" / "corrections.csv").write_text(CORRECTION.format(ids[9]))
    run("erase", "--yes", URL.format(7))
    run("remove", URL.format(6), ids[5])
    shutil.copy(tmx(8, "human"), disk / "page.tmx")
    (disk / "reviewed.csv").write_text(reviewed(run("translations", "review", "--csv")))
    changed = disk / "changed" / "relint-inglese-8.txt"
    changed.parent.mkdir()
    text = page(8).read_text("utf-8").replace("It was made", "It was changed and made")
    changed.write_text(text, "utf-8")
    run("backup", disk / "saved.zip")
    return disk, ids


def number_in(entry):
    return int(next(word for word in entry[1].split() if word.isdigit()))


@pytest.fixture(scope="session")
def make_case(tmp_path_factory, past, verbs, page, translating, eyes):
    kept: dict[str, Case] = {}

    def make(verb):
        if verb not in kept:
            kept[verb] = made(verb)
        return kept[verb]

    def made(verb):
        folder = tmp_path_factory.mktemp("case")
        disk, tried = folder / "disk", folder / "tried"
        start, ids = past
        shutil.copytree(start, disk)
        home, name = ("--home", disk / "home"), "home"
        match verb:
            case "restore":
                name = "new"
            case "translate":
                assert verbs.run("add", page(14), page(15), *home).code == DONE
            case "index":
                corrected = (disk / "home" / "corrections.csv").read_text().splitlines()[:1]
                line = CORRECTION.format(ids[8]).splitlines()[1]
                (disk / "home" / "corrections.csv").write_text("\n".join([*corrected, line, ""]))
            case "index without derived.db":
                (disk / "home" / "derived.db").unlink()
            case "index without DENIED":
                (disk / "home" / "index" / "DENIED").unlink()
            case "index without provenance":
                (live_generation(disk / "home" / "index").path / "provenance.json").unlink()
            case "erase a page":
                with (disk / "home" / "corrections.csv").open("a") as out:
                    out.write(CORRECTION.format(ids[8]).splitlines()[1] + "\n")
            case _ if verb in EMPTY or verb == "add over the sample":
                shutil.rmtree(disk / "home")
                if verb not in EMPTY:
                    assert verbs.run("add", "--sample", *home).code == DONE
        words = tuple(
            each
            for word in VERBS[verb]
            for each in (
                translating
                if word == "TRANSLATING"
                else [str(page(int(word[5:])))]
                if word.startswith("PAGE-")
                else [ids[int(word[3:])]]
                if word.startswith("ID-")
                else [word]
            )
        )
        shutil.copytree(disk, tried)
        case = Case(verb, words, name, disk, seen(disk / name, eyes), None, None, 0, 0)
        began = time.monotonic()
        ended = verbs.run(*case.words_on(tried), disk=[str(tried), "", 0, FOREVER])
        took = time.monotonic() - began
        assert ended.code == DONE, ended.said
        assert ended.changes > 5
        after, files = seen(tried / name, eyes), files_of(tried)
        shutil.rmtree(tried)
        return Case(verb, words, name, disk, case.before, after, files, ended.changes, took)

    return make


@pytest.fixture
def case(request, make_case):
    return make_case(request.param)


@pytest.fixture
def storm(tmp_path, verbs, case, eyes, interpreter):
    """Disturb the verb once and look at what is left; keep a tally of all tries."""

    class Storm:
        tries, lost, stuck = 0, [], []

        def once(self, what, disturb):
            with copy_of(case, tmp_path) as disk:
                ended = disturb(disk)
                self.tries += 1
                for harms, harm in (
                    (self.lost, what_is_lost(case, disk, ended.code, eyes, tmp_path)),
                    (self.stuck, self.again(disk)),
                ):
                    if harm:
                        harms.append(f"{what}: {harm} | said: {ended.said[-600:]}")

        def again(self, disk):
            if self.tries % 3 == 0:  # a cache may be lost at any time
                (disk / case.home / "derived.db").unlink(missing_ok=True)
            with contextlib.ExitStack() as stack:
                if case.verb == "translate":
                    store = stack.enter_context(Store(disk / "home" / "archive.db", "read"))
                    kept = {row.source for row in store.memory.attempts("ok")}
                    interpreter.asked.clear()
            harm = what_sticks(case, disk, verbs.run, eyes, verbs.temporary_files)
            if case.verb == "translate" and not harm and kept & interpreter.asked.keys():
                return "what was translated before was asked for again"
            return harm

        def conclude(self, kind):
            print(
                f"STORM | {case.verb} | {kind} | {self.tries} tried | {len(self.lost)} lost"
                f" | {len(self.stuck)} stuck | {case.changes} operations"
            )
            for harm in (*self.lost, *self.stuck):
                print(f"HARM | {case.verb} | {harm}")
            assert self.lost == []
            assert self.stuck == []

    return Storm()


def drawn(number, most):
    """At most so many of 1 to number, evenly drawn, the last one too."""
    return sorted({1 + step * number // most for step in range(most)} | {number})[-most:]


@in_turn(0)
def test_a_killed_verb_loses_nothing_and_reaches_its_goal(verbs, case, storm, soak):
    chance = random.Random(f"{case.verb} 2007")
    kills, count = KILLS if soak else 1, 0

    def killed(disk):
        nonlocal count
        child = verbs.start(*case.words_on(disk))
        time.sleep(chance.uniform(0, case.seconds))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        ended = verbs.end()
        count += ended.code != DONE
        return ended

    while count < kills:
        storm.once(f"kill {count}", killed)
        assert storm.tries < 8 * kills + 8
    storm.conclude(f"{count} kills")


@in_turn(1)
def test_a_verb_on_a_bad_disk_loses_nothing_and_reaches_its_goal(
    tmp_path, verbs, case, storm, keep_all, lose_power, soak
):
    def disturbed(disk, way, at):
        shadow, left = tmp_path / "shadow", tmp_path / "left"
        if way == "power":
            shadow.mkdir()
            keep_all(disk, shadow)
        kept = str(shadow) if way == "power" else ""
        ended = verbs.run(*case.words_on(disk), disk=[str(disk), kept, WAYS[way], at])
        if way == "power":
            lose_power(disk, shadow, left)
            shutil.rmtree(disk)
            left.rename(disk)
            shutil.rmtree(shadow)
        return ended

    ways = [*WAYS] if soak else some_ways(case.verb)
    for number, way in enumerate(ways):
        if soak:
            ats = drawn(case.changes, OPERATIONS // len(ways))
        else:  # each way in another part of the operations
            part = case.changes // len(ways)
            ats = [number * part + random.Random(case.verb).randint(1, part)]
        for at in [*ats, *([FOREVER] if way == "power" and soak else [])]:
            storm.once(f"{way} at {at}", lambda disk, way=way, at=at: disturbed(disk, way, at))
    storm.conclude("bad disk")


def some_ways(verb):
    """One of the five ways, another for the next verb."""
    return [[*WAYS][[*VERBS].index(verb) % len(WAYS)]]


@soaked
@pytest.mark.parametrize("case", READING, indirect=True)
def test_a_verb_whose_reading_worker_is_killed_goes_on_or_says_so(
    tmp_path, verbs, case, storm, eyes, soak
):
    chance = random.Random(f"{case.verb} 2008")
    struck = 0
    for _ in range(4 * KILLS if soak else 4):
        with copy_of(case, tmp_path) as disk:
            child = verbs.start(*case.words_on(disk))
            worker = await_worker(child, verbs)
            time.sleep(chance.uniform(0, case.seconds / 2))
            if worker is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
            ended = verbs.end()
            storm.tries += 1
            if ended.code != DONE:
                struck += 1
                assert ended.code == REFUSED
                assert "ended by signal 9" in ended.said
                assert set(seen(disk / case.home, eyes).answers) <= {
                    *case.before.answers,
                    *case.after.answers,
                }
            else:
                assert what_is_lost(case, disk, DONE, eyes, tmp_path) == ""
            if harm := storm.again(disk):
                storm.stuck.append(harm)
        if struck >= (KILLS if soak else 1):
            break
    storm.conclude(f"{struck} workers killed at work")


def await_worker(child, verbs):
    """Return the process that reads for a verb, as soon as it is there; None when it never is."""
    children = Path(f"/proc/{child}/task/{child}/children")
    while not verbs.has_ended:
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int(children.read_text().split()[0])
        time.sleep(0.005)
    return None


@in_turn(2)
def test_a_verb_on_a_disk_of_any_size_loses_nothing(tmp_path, verbs, case, storm, soak):
    """The simulated disk; test_rescue.py has real ones that are full."""
    room = 1 << 16

    def on(disk, free):
        return verbs.run(*case.words_on(disk), disk=[str(disk), "", 5, free])

    while True:
        with copy_of(case, tmp_path) as disk:
            if on(disk, room).code == DONE:
                break
        room *= 2
    for free in range(0, room, room // 16) if soak else [room // 3]:
        storm.once(f"{free} bytes", lambda disk, free=free: on(disk, free))
    storm.conclude("sizes of disks")


def test_the_harness_itself_loses_what_was_not_synced(tmp_path, keep_all, lose_power):
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
