"""Backup and restore, stopped anywhere: nothing is lost, and the same command reaches its goal."""

import contextlib
import os
import random
import shutil
import signal
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

FAIL, FULL, TEAR, KILL = 1, 2, 3, 4
FOREVER = 1 << 40
DONE, REFUSED, DIED = 0, 1, 137
CORRECTION = "id,field,value,who,why\n{},title,By correction,Anna,seen\n"
MEMBERS = ["archive.db", "corrections.csv"]

soaked = pytest.mark.parametrize("soak", [False, pytest.param(True, marks=pytest.mark.soak)])
both = pytest.mark.parametrize("verb", ["backup", "restore"])


@dataclass(frozen=True)
class Saved:
    """A disk with a home, and what a backup of it leads to."""

    disk: Path
    """Has `home` and, of an earlier day, `saved.zip`."""
    answers: tuple
    pages: frozenset


@pytest.fixture(scope="session")
def saved(tmp_path_factory, verbs, page, translating, answers, pages):
    disk = tmp_path_factory.mktemp("saved")
    home = disk / "home"
    assert verbs.run("add", page(8), page(9), "--home", home).code == DONE
    assert verbs.run(*translating, "--home", home).code == DONE
    (home / "corrections.csv").write_text(CORRECTION.format(answers(home)[0][0]))
    assert verbs.run("index", "--home", home).code == DONE
    assert verbs.run("backup", disk / "saved.zip", "--home", home).code == DONE
    return Saved(disk, answers(home), pages(home))


class Rescue:
    """A backup or a restore on a disk of its own: what it is given, and what it must lead to."""

    def __init__(self, verb, disk, saved, verbs, answers, pages, checked):
        self.disk, self.saved, self.verbs = disk, saved, verbs
        self.answers, self.pages, self.checked = answers, pages, checked
        self.verb = verb
        shutil.copytree(saved.disk, disk)
        if verb == "backup":
            self.goal = disk / "new.zip"
            self.words = ("backup", self.goal, "--home", disk / "home")
        else:
            self.goal = disk / "new"
            self.words = ("restore", disk / "saved.zip", "--home", self.goal)

    def has_lost(self):
        """What was there before and is not there now, or is there by half; "" when nothing."""
        home = self.disk / "home"
        if (self.answers(home), self.pages(home)) != (self.saved.answers, self.saved.pages):
            return "the home"
        if self.verb == "backup":
            return "half a backup" if self.goal.exists() and not is_whole(self.goal) else ""
        if not (self.goal / "archive.db").exists():
            return ""
        found = self.answers(self.goal), self.pages(self.goal)
        sound = self.checked(self.goal)[1]["damage"] == []
        return "" if sound and found == (self.saved.answers, self.saved.pages) else "half a home"

    def is_stuck(self, where=None):
        """Why the same command does not lead to the goal; "" when it does."""
        words = self.words
        if self.verb == "restore" and not (self.goal / "archive.db").exists() and where is None:
            code, report = self.checked(self.goal)
            if code == DONE or not (report["damage"] or report["remedy"]):
                return "check says nothing"
        again = self.verbs.run(*words)
        if again.code != DONE:
            return again.said
        lost = self.has_lost()
        if lost:
            return lost
        if self.verb == "restore" and self.checked(self.goal)[0] != DONE:
            return "check is not content"
        left = {path.name for path in self.disk.iterdir()} - {"home", "saved.zip"}
        if left != {self.goal.name}:
            return f"left: {left}"
        if self.verb == "restore" and (litter := [*self.goal.glob("restoring*")]):
            return f"left: {litter}"
        return ""


def is_whole(path):
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist() == MEMBERS and archive.testzip() is None
    except zipfile.BadZipFile:
        return False


@pytest.fixture
def begin(tmp_path, saved, verbs, answers, pages, checked):
    def make(verb):
        shutil.rmtree(tmp_path / "disk", ignore_errors=True)
        return Rescue(verb, tmp_path / "disk", saved, verbs, answers, pages, checked)

    return make


@pytest.fixture
def changes(begin, verbs):
    """How many changes of the disk a verb makes undisturbed."""

    def count(verb):
        one = begin(verb)
        ended = verbs.run(*one.words, disk=[str(one.disk), "", 0, FOREVER])
        assert ended.code == DONE, ended.said
        assert one.has_lost() == ""
        assert ended.changes > 20
        return ended.changes

    return count


def drawn(changes, most):
    """Changes to disturb, evenly drawn from all of them."""
    every = range(1, changes + 1)
    return sorted({every[step * changes // most] for step in range(most)} | {changes})


@soaked
@both
@pytest.mark.parametrize("how", [FAIL, FULL, TEAR, KILL])
def test_whatever_the_disk_does_nothing_is_lost_and_the_command_works_again(
    begin, verbs, changes, verb, how, soak, record_property
):
    lost, stuck, tried = [], [], 0
    for at in drawn(changes(verb), 300 if soak else 1):
        one = begin(verb)
        ended = verbs.run(*one.words, disk=[str(one.disk), "", how, at])
        assert ended.code in (DONE, REFUSED, DIED), f"change {at}: {ended.said}"
        tried += 1
        if harm := one.has_lost():
            lost.append((at, harm))
        if harm := one.is_stuck():
            stuck.append((at, harm))
    record_property("tried", tried)
    print(f"{verb} {how}: {tried} tried, {len(lost)} lost, {len(stuck)} stuck")
    assert not lost, f"{len(lost)} of {tried}: {lost[:3]}"
    assert not stuck, f"{len(stuck)} of {tried}: {stuck[:3]}"


@both
@pytest.mark.parametrize("kills", [2, pytest.param(300, marks=pytest.mark.soak)])
def test_killed_at_any_moment_nothing_is_lost_and_the_command_works_again(
    begin, verbs, verb, kills
):
    chance = random.Random(2007)
    one = begin(verb)
    began = time.monotonic()
    assert verbs.run(*one.words).code == DONE
    usual = time.monotonic() - began
    lost, stuck, count = [], [], 0
    for _ in range(8 * kills):
        one = begin(verb)
        child = verbs.start(*one.words)
        time.sleep(chance.uniform(0, usual))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        ended = verbs.end()
        assert ended.code in (DONE, -signal.SIGKILL), ended.said
        count += ended.code != DONE
        if harm := one.has_lost():
            lost.append(harm)
        if ended.code != DONE and (harm := one.is_stuck()):
            stuck.append(harm)
        if count == kills:
            break
    assert count == kills
    print(f"{verb} killed: {count}, {len(lost)} lost, {len(stuck)} stuck")
    assert not lost, f"{len(lost)} of {count}: {lost[:3]}"
    assert not stuck, f"{len(stuck)} of {count}: {stuck[:3]}"


@soaked
def test_a_restore_survives_a_power_loss(
    begin, verbs, changes, keep_all, lose_power, tmp_path, soak
):
    for at in [*drawn(changes("restore"), 300 if soak else 1), FOREVER]:
        one = begin("restore")
        shadow, left = tmp_path / "shadow", tmp_path / "left"
        for folder in (shadow, left):
            shutil.rmtree(folder, ignore_errors=True)
        shadow.mkdir()
        keep_all(one.disk, shadow)
        ended = verbs.run(*one.words, disk=[str(one.disk), str(shadow), KILL, at])
        assert ended.code in (DIED, DONE), ended.said
        lose_power(one.disk, shadow, left)
        shutil.rmtree(one.disk)
        left.rename(one.disk)
        assert one.has_lost() == "", f"change {at}"
        if ended.code == DONE:
            assert (one.goal / "archive.db").exists()
        assert one.is_stuck() == "", f"change {at}"


@soaked
def test_a_backup_survives_a_power_loss(
    begin, verbs, changes, keep_all, lose_power, tmp_path, soak
):
    for at in [*drawn(changes("backup"), 300 if soak else 1), FOREVER]:
        one = begin("backup")
        shadow, left = tmp_path / "shadow", tmp_path / "left"
        for folder in (shadow, left):
            shutil.rmtree(folder, ignore_errors=True)
        shadow.mkdir()
        keep_all(one.disk, shadow)
        ended = verbs.run(*one.words, disk=[str(one.disk), str(shadow), KILL, at])
        assert ended.code in (DIED, DONE), ended.said
        lose_power(one.disk, shadow, left)
        shutil.rmtree(one.disk)
        left.rename(one.disk)
        assert one.has_lost() == "", f"change {at}"
        if ended.code == DONE:
            assert is_whole(one.goal)
        assert one.is_stuck() == "", f"change {at}"
