"""Flipped bits, anywhere: noticed and named; the last good answers are given; mended or refused."""

import random
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from index.commands.rebuild import rebuild
from index.indexing.generations import live_generation
from index.model.errors import IndexMissingError, StoreError
from index.model.page import Page
from index.store.database import Store
from index.store.home import Home
from index.store.published_ids import PublishedId
from index.store.stored_translation import Translation
from search.open_searcher import open_searcher
from web import create_app

pytestmark = pytest.mark.slow

HEADER = 100
"""Bytes at the beginning of archive.db; SQLite's pages begin with one of 8 or 12."""
soaked = pytest.mark.parametrize("flips", [3, pytest.param(40, marks=pytest.mark.soak)])


def flip(path, bit):
    body = bytearray(path.read_bytes())
    body[bit // 8] ^= 1 << bit % 8
    path.write_bytes(bytes(body))


def some_bits(path, flips, chance):
    """A bit near the beginning, in the middle, at the end, and some anywhere."""
    size = path.stat().st_size * 8
    if not size:
        return []
    marked = [chance.randrange(min(size, 64)), size // 2, size - 1]
    return marked[:flips] + [chance.randrange(size) for _ in range(flips - len(marked))]


@pytest.fixture(scope="module")
def home(tmp_path_factory, verbs, page):
    """A home of two generations that answer differently."""
    home = tmp_path_factory.mktemp("flips") / "home"
    for number in (2, 3):
        assert verbs.run("add", page(number), "--home", home).code == 0
    return home


@soaked
def test_a_flipped_bit_of_the_index_is_named_and_the_generation_before_serves(
    tmp_path, home, answers, checked, flips
):
    chance = random.Random(2007)
    after = answers(home)
    before = tuple(entry for entry in after if "number 2" in entry[1])
    live = live_generation(home / "index").path
    assert len(before) < len(after)
    for path in sorted(live.iterdir()):
        for number, bit in enumerate(some_bits(path, flips, chance)):
            left = tmp_path / f"{path.name}-{number}"
            shutil.copytree(home, left)
            flip(left / path.relative_to(home), bit)
            code, report = checked(left)
            if code == 0:  # a manifest may be laid out otherwise and say the same
                assert (path.name, answers(left)) == ("MANIFEST.json", after)
                continue
            at_fault = "" if path.name == "MANIFEST.json" else path.name  # it may name another
            assert any(f"{live.name}/{at_fault}" in line for line in report["damage"])
            assert answers(left) == before
            if number == 0 and (flips > 3 or path.suffix == ".json"):
                rebuild(Home(left))
                assert checked(left)[0] == 0
                assert answers(left) == after
            shutil.rmtree(left)


def test_a_flipped_bit_of_a_file_that_two_generations_share_is_told_until_it_is_rebuilt(
    tmp_path, verbs, page, answers, checked
):
    home = tmp_path / "home"
    for number in range(2, 6):
        assert verbs.run("add", page(number), "--home", home).code == 0
    live = live_generation(home / "index").path
    shared = [path for path in live.iterdir() if path.stat().st_nlink > 1]
    assert len(shared) > 3
    damaged = max(shared, key=lambda path: path.stat().st_size)
    left = tmp_path / "left"
    subprocess.run(
        ["cp", "-a", home, left], check=True
    )  # keeps what is shared, as copytree does not
    flip(left / damaged.relative_to(home), 9)

    with pytest.raises(IndexMissingError, match="torino index"):
        answers(left)
    with closing(open_searcher(Home(left).location)) as searcher:
        page_of_results = create_app(searcher).test_client().get("/en/search?q=number")
    assert page_of_results.status_code == 503
    code, report = checked(left)
    assert code == 1
    assert any(f"{live.name}/{damaged.name}" in line for line in report["damage"])

    shutil.rmtree(left / "index")
    rebuild(Home(left))
    assert checked(left)[0] == 0
    assert answers(left) == answers(home)


@soaked
def test_a_flipped_bit_of_current_is_named_and_the_index_serves(
    tmp_path, home, answers, checked, flips
):
    size = (home / "index" / "CURRENT").stat().st_size * 8
    for bit in range(0, size, 1 if flips > 3 else 7):
        left = tmp_path / f"home-{bit}"
        shutil.copytree(home, left)
        flip(left / "index" / "CURRENT", bit)
        assert answers(left) == answers(home)
        code, report = checked(left)
        assert code == 1
        assert any("CURRENT" in line for line in report["damage"])
        if bit == 0:
            rebuild(Home(left))
            assert checked(left)[0] == 0
        shutil.rmtree(left)


@soaked
def test_a_flipped_bit_of_what_was_worked_out_before_changes_no_answer(
    tmp_path, home, answers, flips
):
    chance = random.Random(2007)
    for name in sorted(path.name for path in home.glob("derived*")):
        for bit in some_bits(home / name, flips, chance):
            left = tmp_path / "home"
            shutil.copytree(home, left)
            flip(left / name, bit)
            rebuild(Home(left))
            assert answers(left) == answers(home)
            shutil.rmtree(left)


@pytest.fixture(scope="module")
def stocked(tmp_path_factory):
    """archive.db with rows in each table, long bodies, and pages that are free again."""
    path = tmp_path_factory.mktemp("stocked") / "archive.db"
    when = datetime(2026, 11, 22, tzinfo=UTC)
    with Store(path) as store:
        with store.change():
            for number in range(8):
                body = f"<p>The Mayor met delegation {number}. ".encode() * (1 + 60 * number)
                url = f"http://example.org/{number}"
                store.pages.add(Page(url, when, "text/html", body, "en"), "sample")
                store.pages.add(Page(f"{url}/b", when, "text/html", body, "en"))
            for number in range(60):
                text = f"The Mayor met number {number}."
                said = Translation("en", text, "it", f"Il Sindaco {number}", "human")
                store.memory.remember(said, sample=number % 2 == 0)
            store.spending.add("libre", date(2026, 1, 3), 71)
        with store.change():
            store.drop_sample()
            store.published.record(
                PublishedId(
                    f"2007-06-{day:02}-aaaa", "http://example.org/1/b", "a title", "live", None
                )
                for day in range(1, 30)
            )
    return path


@pytest.mark.parametrize("verb", ["add", "index", "remove", "correct", "translations", "erase"])
def test_a_damaged_archive_is_told_by_every_verb_without_a_traceback(
    tmp_path, verbs, page, stocked, verb
):
    home = tmp_path / "home"
    home.mkdir()
    size = stocked.stat().st_size
    words = {
        "add": ("add", page(2)),
        "index": ("index",),
        "remove": ("remove", "2007-06-01-aaaa"),
        "correct": ("correct", "2007-06-01-aaaa", "kind", "event"),
        "translations": ("translations", "export"),
        "erase": ("erase", "--yes", "2007-06-01-aaaa"),
    }
    for part in range(1, 8):
        body = bytearray(stocked.read_bytes())
        first = size * part // 8
        body[first : first + size // 6] = random.Random(part).randbytes(
            len(body[first:][: size // 6])
        )
        (home / "archive.db").write_bytes(body)
        ended = verbs.run(*words[verb], "--home", home)
        assert ended.code in (0, 1), ended  # 70 is a traceback


def contents(path):
    """All that the archive holds, row by row."""
    with closing(sqlite3.connect(path)) as db:
        tables = ("meta", "pages", "memory", "spending", "published")
        return {table: sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for table in tables}


def damage_of_archive(path):
    """What is found wrong, also when the file cannot even be opened."""
    try:
        with Store(path) as store:
            return store.damage()
    except StoreError as error:
        return (str(error),)


def regions(path, flips, chance):
    """Bits of the file's header, of the head of each of its pages, and of all else."""
    size = path.stat().st_size
    heads = [chance.randrange(8 * 12) + 8 * page for page in range(0, size, 4096)]
    chosen = chance.sample(heads, min(len(heads), flips * 10))
    chosen += [chance.randrange(8 * HEADER) for _ in range(flips * 10)]
    return chosen + [chance.randrange(8 * size) for _ in range(flips * 20)]


@soaked
def test_a_flipped_bit_of_the_archive_is_noticed_or_changes_nothing(tmp_path, stocked, flips):
    """SQLite's own check covers the structure of the file; the checksums, the content of rows."""
    whole = contents(stocked)
    with closing(sqlite3.connect(stocked)) as db:
        assert db.execute("PRAGMA freelist_count").fetchone()[0] > 0
    outcomes = set()
    for number, bit in enumerate(regions(stocked, flips, random.Random(2007))):
        path = tmp_path / f"{number}.db"
        shutil.copyfile(stocked, path)
        flip(path, bit)
        damage = damage_of_archive(path)
        outcomes.add("named" if damage else "harmless")
        if damage:
            assert "archive.db" in damage[0] or path.name in damage[0]
        else:
            assert contents(path) == whole, f"bit {bit}"
        path.unlink()
    assert outcomes >= {"named", "harmless"}


def test_a_damaged_archive_publishes_nothing_and_the_remedy_is_named(
    tmp_path, home, answers, checked
):
    for name, words in (("text", b"number 2 of the school is open"), ("head", b"SQLite format 3")):
        left = tmp_path / name
        shutil.copytree(home, left)
        path = left / "archive.db"
        flip(path, 8 * path.read_bytes().index(words))
        code, report = checked(left)
        assert code == 1
        assert any("archive.db" in line for line in report["damage"])
        assert "torino restore" in report["remedy"]
        with pytest.raises(StoreError, match="torino restore"):
            rebuild(Home(left))
        assert answers(left) == answers(home)
