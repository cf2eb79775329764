"""An amended generation holds what one built afresh of the same entries would hold."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.index import open_dir

from index.indexing.engines.whoosh import writer as whoosh
from index.indexing.engines.whoosh.statistics_files import SHARED, read_shown, read_statistics
from index.indexing.engines.whoosh.vocabulary_table import VOCABULARY
from index.indexing.engines.whoosh.writer import WhooshWriter, format_fingerprint
from index.indexing.fields import stored_entry
from index.indexing.generations import live_generation
from index.indexing.statistics.index_statistics import FACTS, WORDS
from index.model.entry import Entry
from index.model.errors import AmendError

IDS = [f"2007-01-01-{n:04}" for n in range(12)]


def live(root: Path) -> Path:
    return live_generation(root).path


def segments(root: Path) -> list[tuple[int, int]]:
    """How many entries each segment holds, and how many of them are deleted."""
    index = open_dir(live(root), readonly=True)
    return [(one.doc_count_all(), one.deleted_count()) for one in index._segments()]


def entries_of(root: Path) -> set[str]:
    reader = open_dir(live(root), readonly=True).reader()
    found = [stored_entry(fields["entry"]) for _, fields in reader.iter_docs()]
    reader.close()
    assert len({entry.id for entry in found}) == len(found)
    return {str(entry) for entry in found}


def written_facts(root: Path) -> dict[str, Any]:
    shown, words = read_shown(live(root))
    counted = read_statistics(live(root), format_fingerprint())
    facts = {
        name: json.loads(text)
        for name, text in counted.texts(shown["withdrawn"], format_fingerprint()).items()
    }
    assert {**shown, "sizes": facts[FACTS]["sizes"], "built": facts[FACTS]["built"]} == facts[FACTS]
    assert dict(words.items()) == facts[WORDS]
    del facts[FACTS]["built"]
    return {**facts, "words in order": list(words.keys())}


@pytest.fixture
def root(tmp_path, sample_entries) -> Path:
    """A generation of thirty entries."""
    with WhooshWriter(str(tmp_path)) as writer:
        writer.add(sample_entries[:30])
    return tmp_path


@settings(max_examples=12)
@given(data=st.data())
def test_any_amendments_leave_the_entries_and_facts_of_a_fresh_build(
    tmp_path_factory, any_archive, data
):
    amended, fresh = tmp_path_factory.mktemp("amended"), tmp_path_factory.mktemp("fresh")
    kept: dict[str, Entry] = {}
    withdrawn: set[str] = set()
    for round in range(data.draw(st.integers(2, 4))):
        with WhooshWriter(str(amended), amend=round > 0) as writer:
            removed = data.draw(st.lists(st.sampled_from(IDS), max_size=4))
            writer.remove(removed)
            kept = {id: entry for id, entry in kept.items() if id not in removed}
            added = data.draw(any_archive)
            assert writer.add(added) == len(added)
            kept |= {entry.id: entry for entry in added}
            gone = data.draw(st.lists(st.sampled_from(IDS), max_size=2))
            writer.withdraw(gone)
            withdrawn = withdrawn - {entry.id for entry in added} | set(gone)
    with WhooshWriter(str(fresh)) as writer:
        writer.add(kept.values())
        writer.withdraw(withdrawn)

    assert entries_of(amended) == entries_of(fresh)
    assert written_facts(amended) == written_facts(fresh)


def test_what_is_added_is_one_segment_more(root, sample_entries):
    with WhooshWriter(str(root), amend=True) as writer:
        writer.remove([sample_entries[0].id, "unknown"])
        writer.add(sample_entries[30:34])

    assert segments(root) == [(30, 1), (4, 0)]


def test_an_amendment_is_in_the_new_generation_alone(root, sample_entries):
    before = live(root)
    files = {path.name: path.read_bytes() for path in before.iterdir()}
    with WhooshWriter(str(root), amend=True) as writer:
        writer.remove([sample_entries[0].id])

    assert live(root) != before
    assert {path.name: path.read_bytes() for path in before.iterdir()} == files
    written_once = {*SHARED, VOCABULARY}
    shared = [
        path
        for path in before.iterdir()
        if path.name.startswith("MAIN_") or path.name in written_once
    ]
    assert all(path.samefile(live(root) / path.name) for path in shared)
    rewritten = {path.name for path in before.iterdir()} - {path.name for path in shared}
    assert not any((before / name).samefile(live(root) / name) for name in rewritten)


def test_past_eight_segments_the_small_ones_are_one(root, sample_entries):
    for number in range(30, 37):
        with WhooshWriter(str(root), amend=True) as writer:
            writer.add([sample_entries[number]])
    assert len(segments(root)) == whoosh.MAX_SEGMENTS

    with WhooshWriter(str(root), amend=True) as writer:
        writer.add([sample_entries[37]])

    assert segments(root) == [(30, 0), (8, 0)]
    assert entries_of(root) == {str(entry) for entry in sample_entries[:38]}


def test_a_segment_no_larger_than_twice_the_smaller_ones_is_merged_with_them(root, sample_entries):
    for number in range(30, 45):
        with WhooshWriter(str(root), amend=True) as writer:
            writer.add([sample_entries[number]])

    assert segments(root) == [(45, 0)]


def test_past_a_tenth_deleted_all_is_written_afresh(root, sample_entries):
    ids = [entry.id for entry in sample_entries[:4]]
    with WhooshWriter(str(root), amend=True) as writer:
        writer.remove(ids[:3])
    assert segments(root) == [(30, 3)]

    with WhooshWriter(str(root), amend=True) as writer:
        writer.remove(ids[3:])

    assert segments(root) == [(26, 0)]


def test_a_segment_of_deleted_entries_alone_is_dropped(root, sample_entries):
    with WhooshWriter(str(root), amend=True) as writer:
        writer.add(sample_entries[30:32])
    with WhooshWriter(str(root), amend=True) as writer:
        writer.remove(entry.id for entry in sample_entries[30:32])

    assert segments(root) == [(30, 0)]
    assert len(list(live(root).glob("*.pst"))) == 1


def test_an_index_may_be_emptied_and_filled_again(root, sample_entries):
    with WhooshWriter(str(root), amend=True) as writer:
        writer.remove(entry.id for entry in sample_entries[:30])
    assert segments(root) == []

    with WhooshWriter(str(root), amend=True) as writer:
        writer.add(sample_entries[:2])

    assert segments(root) == [(2, 0)]


def test_an_amendment_that_fails_changes_nothing(root, sample_entries):
    before = live(root)
    with pytest.raises(ZeroDivisionError), WhooshWriter(str(root), amend=True) as writer:
        writer.remove([sample_entries[0].id])
        raise ZeroDivisionError

    assert live(root) == before
    assert segments(root) == [(30, 0)]


def test_nothing_cannot_be_amended(tmp_path):
    with pytest.raises(AmendError, match="no index"), WhooshWriter(str(tmp_path), amend=True):
        pass


def test_an_index_of_another_version_of_the_program_cannot_be_amended(root, monkeypatch):
    before = live(root)
    monkeypatch.setattr(whoosh, "format_fingerprint", lambda: "another")

    with pytest.raises(AmendError, match="another version"), WhooshWriter(str(root), amend=True):
        pass

    assert live(root) == before


def test_an_index_of_before_amending_cannot_be_amended(root):
    with whoosh.build_generation(root) as folder:
        (folder / FACTS).write_text("{}")

    with pytest.raises(AmendError, match="another version"), WhooshWriter(str(root), amend=True):
        pass


def test_a_damaged_index_cannot_be_amended(root):
    (file,) = live(root).glob("*.pst")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)

    with pytest.raises(AmendError, match="changed"), WhooshWriter(str(root), amend=True):
        pass

    assert [path.name for path in root.iterdir() if path.is_dir()] == ["g000001"]


def test_a_writer_tells_how_far_it_has_come(tmp_path, sample_entries):
    calls: list[tuple[str, int, int]] = []
    with WhooshWriter(str(tmp_path), lambda *call: calls.append(call)) as writer:
        writer.add(sample_entries[:30])
        gathered = list(calls)

    assert gathered == [("indexing", number, 0) for number in range(1, 31)]
    written = calls[30:]
    assert written == sorted(written)
    assert {(doing, total) for doing, _, total in written} == {("indexing", 30)}
    assert written[-1] == ("indexing", 30, 30)
