"""A disk that fails, fills, tears writes or loses power: before or after, never in between."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.store.database import Store

pytestmark = pytest.mark.slow

FAIL, FULL, TEAR, KILL, ROOM = 1, 2, 3, 4, 5
FOREVER = 1 << 40
DONE, REFUSED, DIED = 0, 1, 137
CORRECTION = "id,field,value,who,why\n{},title,By correction,Anna,seen\n"


@dataclass(frozen=True)
class Case:
    """A verb to disturb: its words, the home it is run on, and what it leads to."""

    words: tuple
    home: Path
    before: tuple
    after: tuple
    pages: tuple
    changes: int
    """Of the disk, when nothing disturbs it."""


@pytest.fixture(scope="session")
def case(request, tmp_path_factory, verbs, page, tmx, translating, answers, pages):
    folder = tmp_path_factory.mktemp("case")
    home, after = folder / "start", folder / "after"
    assert verbs.run("add", page(8), page(9), "--home", home).code == DONE
    url = "file:relint-inglese-8.txt"
    match request.param:
        case "add":
            words = ("add", page(10))
        case "index":
            words = ("index",)
            (home / "corrections.csv").write_text(CORRECTION.format(answers(home)[0][0]))
        case "translate":
            words = translating
        case "remove":
            words = ("remove", url)
        case "erase":
            assert verbs.run(*translating, "--home", home).code == DONE
            words = ("erase", "--yes", url)
        case "undo":
            assert verbs.run("remove", url, "--home", home).code == DONE
            words = ("remove", "--undo", url)
        case "drop":
            assert verbs.run(*translating, "--home", home).code == DONE
            words = ("translations", "drop", "--translator", "libre")
        case "import":
            words = ("translations", "import", tmx(8, "human"))
    before = answers(home)
    shutil.copytree(home, after)
    ended = verbs.run(*words, "--home", after, disk=[str(after), "", 0, FOREVER])
    assert ended.code == DONE, ended.said
    assert answers(after) != before
    assert ended.changes > 20
    return Case(words, home, before, answers(after), (pages(home), pages(after)), ended.changes)


@pytest.fixture
def whole(case, verbs, answers, pages, checked):
    """Look a home over after a fault, and run the verb again without one."""

    def look(home, is_done, *, acknowledged=frozenset()):
        shown, held = answers(home), pages(home)
        assert shown in (case.before, case.after)
        assert held in case.pages
        with Store(home / "archive.db") as store:
            kept = {row.source for row in store.memory.attempts("ok")}
            assert acknowledged <= kept
            is_published = store.is_published
        if is_done:
            assert (shown, held, is_published) == (case.after, case.pages[1], True)
        code, report = checked(home)
        assert (code, report["damage"]) == (0, [])
        again = verbs.run(*case.words, "--home", home)
        assert again.code == DONE, again.said
        assert answers(home) == case.after
        assert pages(home) == case.pages[1]
        assert checked(home)[0] == 0

    return look


def some(changes, number):
    """Which changes to disturb: a random few, or with no number each of them."""
    every = range(1, changes + 1)
    return every if number is None else sorted(random.Random(number).sample(every, number))


every_verb = pytest.mark.parametrize(
    "case",
    ["add", "index", "translate", "remove", "erase", "undo", "drop", "import"],
    indirect=True,
)
few_verbs = pytest.mark.parametrize(
    "case",
    [
        *("add", "index", "translate"),
        *(
            pytest.param(v, marks=pytest.mark.soak)
            for v in ("remove", "erase", "undo", "drop", "import")
        ),
    ],
    indirect=True,
)
soaked = pytest.mark.parametrize("soak", [False, pytest.param(True, marks=pytest.mark.soak)])


@soaked
@every_verb
@pytest.mark.parametrize("how", [FAIL, FULL, TEAR, KILL])
def test_whatever_the_disk_does_the_archive_is_as_before_or_as_after(
    tmp_path, verbs, case, whole, how, soak
):
    for at in some(case.changes, None if soak else 3):
        home = tmp_path / "home"
        shutil.copytree(case.home, home)
        ended = verbs.run(*case.words, "--home", home, disk=[str(home), "", how, at])
        assert ended.code in (DONE, REFUSED, DIED), f"change {at}: {ended.said}"
        whole(home, ended.code == DONE)
        shutil.rmtree(home)


@soaked
@few_verbs
def test_what_was_acknowledged_survives_a_power_loss(
    tmp_path, verbs, case, whole, interpreter, keep_all, lose_power, soak
):
    for at in [*some(case.changes, None if soak else 3), FOREVER]:
        home, shadow, left = tmp_path / "home", tmp_path / "shadow", tmp_path / "left"
        shutil.copytree(case.home, home)
        shadow.mkdir()
        keep_all(home, shadow)
        interpreter.asked.clear()
        ended = verbs.run(*case.words, "--home", home, disk=[str(home), str(shadow), KILL, at])
        assert ended.code in (DIED, DONE), ended.said
        with Store(home / "archive.db") as store:
            rows = [row.source for row in store.memory.attempts("ok")]
        lose_power(home, shadow, left)
        whole(left, ended.code == DONE, acknowledged=frozenset(rows[: 0 if at < FOREVER else None]))
        asked_twice = sum(number - 1 for number in interpreter.asked.values())
        assert asked_twice <= 8  # what was under way, and its like; what was kept, never
        for folder in (home, shadow, left):
            shutil.rmtree(folder)


@pytest.fixture
def on_small_disk(verbs, small_disks, occupied):
    """Run a verb on a disk with so many free bytes: a real one, or else one that plays it."""

    def mounted(words, start, free, left):
        worker, disk = small_disks
        size = occupied(start) + free
        small = {"on": str(disk), "bytes": size, "home": str(start), "left": str(left)}
        return worker.run(*words, "--home", disk / "home", tmpfs=small)

    def played(words, start, free, left):
        shutil.copytree(start, left)
        return verbs.run(*words, "--home", left, disk=[str(left), "", ROOM, free])

    return mounted if small_disks else played


@soaked
@few_verbs
def test_a_full_disk_of_any_size_loses_nothing(tmp_path, case, on_small_disk, whole, soak):
    left = tmp_path / "left"
    room = 1 << 16
    while True:
        ended = on_small_disk(case.words, case.home, room, left)
        shutil.rmtree(left)
        if ended.code == DONE:
            break
        room *= 2
    step = 4096 if soak else -(-room // 7)
    outcomes = set()
    for free in range(0, room, step):
        ended = on_small_disk(case.words, case.home, free, left)
        assert ended.code in (DONE, REFUSED), f"{free} bytes: {ended.said}"
        outcomes.add(ended.code)
        whole(left, ended.code == DONE)
        shutil.rmtree(left)
    assert REFUSED in outcomes or "drop" in case.words  # it fits into the room that it makes


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


@soaked
@pytest.mark.parametrize(
    "how", [KILL, *(pytest.param(how, marks=pytest.mark.soak) for how in (FULL, TEAR))]
)
@pytest.mark.parametrize("case", ["erase"], indirect=True)
@pytest.mark.parametrize("again", [(), ("index",)])
def test_whatever_the_disk_does_an_erasure_can_be_finished(
    tmp_path, verbs, case, traces_in, how, again, soak
):
    words = ("garden number 8", "giardino numero 8")
    assert traces_in(case.home, words)
    for at in some(case.changes, None if soak else 3):
        home = tmp_path / "home"
        shutil.copytree(case.home, home)
        ended = verbs.run(*case.words, "--home", home, disk=[str(home), "", how, at])
        with Store(home / "archive.db") as store:
            is_begun = store.erasures.day_of("file:relint-inglese-8.txt") is not None
        if ended.code == DONE or is_begun:
            finished = verbs.run(*(again or case.words), "--home", home)
            assert finished.code == DONE, finished.said
            assert traces_in(home, words) == set()
        shutil.rmtree(home)
