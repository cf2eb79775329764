"""The bulk writer writes what Whoosh's own writer writes, as Whoosh's own reader reads it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.indexing.engines.whoosh import codec_postings, inversion
from index.indexing.engines.whoosh.writer import WhooshWriter
from index.indexing.generations import live_generation
from index.model.entry import Entry


@pytest.fixture(scope="session")
def assert_same(tmp_path_factory, stock, held, in_order):
    def check(entries: tuple[Entry, ...], block: int = 4096) -> None:
        root, other = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("stock")
        with WhooshWriter(str(root)) as writer:
            writer.add(entries)
        stock(other, in_order(entries), block)
        ours, theirs = held(live_generation(root).path), held(other)
        for part, value in theirs.items():
            assert ours[part] == value

    return check


def test_the_sample_is_written_as_whoosh_writes_it(assert_same, sample_entries):
    assert_same(sample_entries[::2])


@settings(max_examples=30)
@given(data=st.data())
def test_any_entries_are_written_as_whoosh_writes_them(assert_same, any_archive, data):
    assert_same(data.draw(any_archive))


def test_an_archive_without_entries_is_written_as_whoosh_writes_it(assert_same):
    assert_same(())


def test_lists_of_several_blocks_are_written_as_whoosh_writes_them(
    assert_same, sample_entries, monkeypatch
):
    monkeypatch.setattr(codec_postings, "BLOCK", 7)
    assert_same(sample_entries[::8], block=7)


def test_occurrences_sorted_in_parts_give_the_same(assert_same, sample_entries, monkeypatch):
    monkeypatch.setattr(inversion, "_BUFFERED", 50)
    monkeypatch.setattr(inversion, "_SORTED", 300)
    monkeypatch.setattr(codec_postings, "_CHUNK", 100)
    assert_same(sample_entries[::8])
