"""Verbs killed at any moment: what was live stays live, archive.db stays whole."""

import contextlib
import os
import random
import signal
import time

import pytest

from index.indexing.generations import live_generation
from index.indexing.generations.manifest import find_damage
from index.store.database import Store

pytestmark = pytest.mark.slow

CORRECTION = "id,field,value,who,why\n{},title,Garden number {} by correction,Anna,seen\n"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def killed(verbs, home):
    """Run a verb and kill it at a random moment; say how it ended, when the home is sound."""
    chance = random.Random(2007)

    def run(usual, *words):
        child = verbs.start(*words, "--home", home)
        time.sleep(chance.uniform(0, usual))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        ended = verbs.end()
        assert ended.code in (0, -signal.SIGKILL), ended.said
        live = live_generation(home / "index")
        assert not live.fell_back
        assert find_damage(live.path) == ()
        with Store(home / "archive.db") as store:
            assert store.damage() == ()
        return ended.code != 0

    return run


def timed(verbs, *words):
    """Seconds that a verb takes undisturbed."""
    began = time.monotonic()
    assert verbs.run(*words).code == 0
    return time.monotonic() - began


soaked = pytest.mark.parametrize("kills", [20, pytest.param(300, marks=pytest.mark.soak)])


@soaked
def test_a_killed_add_has_added_the_page_or_not(page, verbs, home, killed, answers, pages, kills):
    usual = min(timed(verbs, "add", page(number), "--home", home) for number in (2, 3))
    count, held = 0, pages(home)
    shown = answers(home)
    for number in range(4, 4 * kills):
        count += killed(usual, "add", page(number))
        added = f"file:relint-inglese-{number}.txt"
        assert pages(home) in (held, held | {added})
        held = pages(home)
        before, shown = shown, answers(home)
        assert set(before) <= set(shown)
        assert len(shown) in (len(before), len(held))
        if count == kills:
            break
    assert count == kills
    assert verbs.run("index", "--home", home).code == 0
    assert len(answers(home)) == len(pages(home))


@soaked
def test_a_killed_index_has_made_a_new_one_or_left_the_old(
    page, verbs, home, killed, answers, checked, kills
):
    assert verbs.run("add", page(2), page(3), "--home", home).code == 0
    (home / "corrections.csv").write_text(CORRECTION.format(answers(home)[0][0], 0))
    usual = min(timed(verbs, "index", "--home", home) for _ in range(2))
    before = answers(home)
    count = 0
    for number in range(1, 4 * kills):
        (home / "corrections.csv").write_text(CORRECTION.format(before[0][0], number))
        count += killed(usual, "index")
        found = answers(home)
        after = ((before[0][0], titled(before[0][1], number)), *before[1:])
        assert found in (before, after)
        before = found
        if count == kills:
            break
    assert count == kills
    assert verbs.run("index", "--home", home).code == 0
    assert checked(home)[0] == 0


def titled(version, number):
    head, _, tail = version.partition(" by correction")
    return f"{head.rpartition(' ')[0]} {number} by correction{tail}"


@soaked
def test_a_killed_translation_keeps_every_answer_it_was_given(
    page, verbs, home, killed, translating, interpreter, answers, kills
):
    several = [page(number) for number in range(2, 6)]
    assert verbs.run("add", *several, "--home", home).code == 0
    usual = timed(verbs, *translating, "--home", home)
    count, fresh = 0, 100
    for _ in range(8 * kills):
        if all(translations_of(entry) for entry in answers(home)):  # give it more to do
            assert verbs.run("add", page(fresh), page(fresh + 1), "--home", home).code == 0
            fresh += 2
        with Store(home / "archive.db") as store:
            kept = {row.source for row in store.memory.attempts("ok")}
        interpreter.asked.clear()
        count += killed(usual, *translating)
        assert not kept & interpreter.asked.keys()  # what was kept is never asked for again
        with Store(home / "archive.db") as store:
            rows = {row.source: row.target for row in store.memory.attempts("ok")}
        assert kept <= rows.keys()
        assert all(target == interpreter.translated(source) for source, target in rows.items())
        assert all(translations_of(entry) in (0, 1) for entry in answers(home))
        if count == kills:
            break
    assert count == kills
    assert verbs.run(*translating, "--home", home).code == 0
    assert all(translations_of(entry) == 1 for entry in answers(home))


@pytest.mark.parametrize("kills", [6, pytest.param(300, marks=pytest.mark.soak)])
@pytest.mark.parametrize("pair", ["remove and undo", "import and drop"])
def test_a_killed_verb_reaches_its_goal_when_it_is_said_again(
    page, verbs, home, killed, translating, tmx, answers, pages, checked, pair, kills
):
    assert verbs.run("add", page(2), page(3), "--home", home).code == 0
    assert verbs.run(*translating, "--home", home).code == 0
    if pair == "remove and undo":
        url = "file:relint-inglese-2.txt"
        turns = (("remove", url), ("remove", "--undo", url))
    else:
        turns = (
            ("translations", "drop", "--translator", "libre"),
            ("translations", "import", tmx(2, "machine")),
        )
    goals, took = [], []
    for words in turns * 2:
        took.append(timed(verbs, *words, "--home", home))
        goals.append((answers(home), pages(home)))
    assert goals[:2] == goals[2:]
    assert goals[0] != goals[1]
    stuck = []
    count = 0
    for number in range(4 * kills):
        before, goal = goals[(number + 1) % 2], goals[number % 2]
        words = turns[number % 2]
        if killed(took[2 + number % 2], *words):
            count += 1
            assert answers(home) in (before[0], goal[0])
            assert pages(home) in (before[1], goal[1])
            again = verbs.run(*words, "--home", home)
            if again.code != 0 or (answers(home), pages(home)) != goal:
                stuck.append(again.said)
                assert verbs.run("index", "--home", home).code == 0
        assert (answers(home), pages(home)) == goal
        with Store(home / "archive.db") as store:
            assert store.is_published
        if count == kills:
            break
    assert count == kills
    assert not stuck, f"{len(stuck)} of {count}: {stuck[0]}"
    assert checked(home)[0] == 0


def translations_of(entry):
    return sum(version.startswith("it machine") for version in entry[1:])
