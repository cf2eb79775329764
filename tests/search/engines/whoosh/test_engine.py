"""What the Whoosh engine promises beyond the contract: no damaged files, none left open."""

import threading
from pathlib import Path

import pytest

from index.indexing.engines.whoosh.writer import WhooshWriter
from index.indexing.generations import GenerationRemovedError
from index.indexing.generations.manifest import MANIFEST
from index.indexing.statistics.index_statistics import FACTS
from index.model.errors import IndexMissingError
from search.engines.whoosh.generation import OpenGeneration
from search.open_searcher import open_searcher
from search.query.query import Query


@pytest.fixture
def location(tmp_path, make_entry) -> Path:
    """Two generations: the first holds one entry, the second two."""
    root = tmp_path / "index"
    for ids in (["2007-06-27-aaaa"], ["2007-06-27-aaaa", "2007-06-27-bbbb"]):
        with WhooshWriter(str(root)) as writer:
            writer.add(make_entry(id) for id in ids)
    return root


def _flip(path: Path) -> None:
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(bytes(damaged))


def test_a_damaged_generation_is_not_opened_and_the_one_before_answers(location):
    _flip(location / "g000002" / FACTS)
    searcher = open_searcher(str(location))

    assert searcher.search(Query()).total == 1
    assert searcher.search(Query()).generation == "g000001"
    searcher.close()


def test_without_a_sound_generation_the_index_is_missing(location):
    for generation in ("g000001", "g000002"):
        _flip(location / generation / FACTS)

    with pytest.raises(IndexMissingError, match="torino index"):
        open_searcher(str(location)).search(Query())


def test_an_export_under_way_ends_on_the_generation_it_began_with(location, make_entry):
    searcher = open_searcher(str(location))
    export = searcher.export(Query())
    first = next(export)
    for number in range(3):
        with WhooshWriter(str(location)) as writer:
            writer.add([make_entry(f"2008-01-01-{number:04}")])
        assert searcher.search(Query()).total == 1

    assert [first.id, *(entry.id for entry in export)] == ["2007-06-27-aaaa", "2007-06-27-bbbb"]
    searcher.close()


def test_no_file_is_left_open(location):
    held = Path("/proc/self/fd")
    if not held.exists():
        pytest.skip("needs /proc to count open files")
    searcher = open_searcher(str(location))
    before = _open_below(location)
    searcher.search(Query("mayor"))
    during = _open_below(location)
    searcher.close()

    assert before == _open_below(location) == 0
    assert during > 0


def test_a_generation_that_is_being_swept_away_is_not_opened(location):
    swept = location / "g000002"
    (swept / MANIFEST).unlink()
    for file in sorted(swept.iterdir()):
        kept = file.read_bytes()
        file.unlink()
        with pytest.raises(GenerationRemovedError):
            OpenGeneration("g000002", swept)
        assert not Path("/proc/self/fd").exists() or _open_below(location) == 0
        file.write_bytes(kept)


def _open_below(root: Path) -> int:
    count = 0
    for link in Path("/proc/self/fd").iterdir():
        try:
            count += str(link.readlink()).startswith(str(root))
        except FileNotFoundError:
            continue
    return count


def test_many_threads_get_the_answers_that_one_gets(sample_home, sample):
    texts = ["sindaco", "Lione", '"New York"', "urban*", "Cina 2007", "-mission", "", "Stavarake"]
    alone = {text: sample.search(Query(text)) for text in texts}
    shared = open_searcher(sample_home.location)
    wrong: list[str] = []

    def ask(shift: int) -> None:
        for text in texts[shift:] + texts[:shift]:
            if shared.search(Query(text)) != alone[text]:
                wrong.append(text)

    threads = [threading.Thread(target=ask, args=(shift,)) for shift in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shared.close()

    assert wrong == []
