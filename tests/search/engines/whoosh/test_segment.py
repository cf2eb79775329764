"""A segment is read without Whoosh as Whoosh reads it."""

import pickle
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from whoosh.columns import CompressedBytesColumn, PickleColumn
from whoosh.filedb.filestore import FileStorage
from whoosh.index import open_dir

from index.indexing.engines.whoosh.writer import WhooshWriter
from index.indexing.fields import DAY_FIELDS
from index.indexing.generations import live_generation
from index.model.entry import DateSpan
from search.engines.whoosh.segment import OpenSegment, open_segments


@pytest.fixture
def folder(tmp_path, make_entry) -> Path:
    """An index of three segments, in two of which entries are deleted, and one has no date."""
    with WhooshWriter(str(tmp_path)) as writer:
        writer.add([make_entry(f"2007-01-{n:02}-aaaa") for n in range(1, 31)])
    for start in (1, 21):
        with WhooshWriter(str(tmp_path), amend=True) as writer:
            writer.remove([f"2007-01-{start:02}-aaaa"])
            writer.add([make_entry(f"2007-02-{start:02}-bbbb")])
            writer.add([make_entry(f"undated-{start}", dates=DateSpan(None, None, "undated", ""))])
    return live_generation(tmp_path).path


@pytest.fixture
def segments(folder) -> Iterator[list[OpenSegment]]:
    with ExitStack() as stack:
        yield [stack.enter_context(closing(segment)) for segment in open_segments(folder)]


def test_it_holds_what_whoosh_reads(folder, segments):
    index = open_dir(folder, readonly=True)
    readers = [reader for reader, _ in index.reader().leaf_readers()]
    assert len(segments) == len(readers) == 3
    assert any(segment.deleted for segment in segments)
    for segment, reader in zip(segments, readers, strict=True):
        documents = range(reader.doc_count_all())
        assert segment.count == len(documents)
        assert segment.deleted == {n for n in documents if reader.is_deleted(n)}
        for n in documents:
            assert segment.stored(n) == reader.stored_fields(n)["entry"]
        for field in DAY_FIELDS:
            assert segment.days(field).tolist() == list(reader.column_reader(field))
        assert list(segment.reader.all_terms()) == list(reader.all_terms())
        reader.close()


def test_whoosh_reads_terms_of_a_folder_that_has_been_removed(folder, segments):
    shutil.rmtree(folder)
    assert list(segments[0].reader.expand_prefix("id", "2007-01-0"))


def test_texts_are_read_where_there_are_so_many_that_their_offsets_are_stored(tmp_path):
    count = 40_000
    file = FileStorage(str(tmp_path)).create_file("MAIN_a._stored.col")
    column = PickleColumn(CompressedBytesColumn(level=1)).writer(file)
    for number in range(count):
        column.add(number, {"entry": str(number)})
    column.finish(count)
    file.close()
    for ending in (".trm", ".pst"):
        (tmp_path / f"MAIN_a{ending}").touch()
    noted = {"indexname": "MAIN", "segid": "a", "_doccount": count, "_deleted": None}
    with closing(OpenSegment(tmp_path, noted)) as segment:
        assert [segment.stored(n) for n in (0, 1, 777, count - 1)] == ["0", "1", "777", "39999"]


@pytest.mark.parametrize("damage", [b"", b"\x04\x08\x04", b"\x08" * 90], ids=len)
def test_another_table_of_contents_is_refused(folder, damage):
    (contents,) = folder.glob("*.toc")
    contents.write_bytes(damage)
    with pytest.raises(OSError, match="cannot be read"):
        open_segments(folder)


def test_no_class_but_those_of_segments_is_made_of_a_table_of_contents(folder):
    (contents,) = folder.glob("*.toc")
    before, _, _ = contents.read_bytes().rpartition(b"\x80")
    contents.write_bytes(before + pickle.dumps([Path()]))
    with pytest.raises(OSError, match="it names"):
        open_segments(folder)
