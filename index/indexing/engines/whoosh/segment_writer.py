"""The segment writer: a whole Whoosh segment at once, in the files of its W3 codec.

Whoosh's own reader finds the same terms, columns and stored fields in it as in a segment that
Whoosh wrote. Only this module and the two `codec_*` modules write the codec's private formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.columns import CompressedBytesColumn, PickleColumn
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.util.numeric import length_to_byte

from index.files.progress import ProgressCallback, ignore_progress
from index.indexing.engines.whoosh.codec_postings import BLOCK, PostingsFile
from index.indexing.engines.whoosh.codec_terms import TermsFile
from index.indexing.engines.whoosh.facet_table import FACETS_EXT, FacetTableWriter
from index.indexing.engines.whoosh.holder_lists import HolderListsWriter
from index.indexing.engines.whoosh.inversion import Int64Array, Inversion
from index.indexing.engines.whoosh.term_dictionary import DICTIONARY_EXT, TermDictionaryWriter

NAME = "MAIN"
"""Whoosh's own name for the one index of a folder."""

_TOC_GENERATION = 1
"""Whoosh numbers the generations of an index in one folder; here a folder has only one."""
_STORED = PickleColumn(CompressedBytesColumn(level=1))


def is_of_segment(name: str) -> bool:
    """Return whether a file belongs to a segment: it is written once, under a name of its own."""
    return name.startswith(f"{NAME}_")


def write_index(storage: FileStorage, schema: Schema, segments: list[W3Segment]) -> None:
    """Write Whoosh's table of contents: the schema and the list of segments."""
    name = TOC._filename(NAME, _TOC_GENERATION)
    if storage.file_exists(name):
        storage.delete_file(name)
    TOC(schema, segments, _TOC_GENERATION).write(storage, NAME)


def write_segment(
    storage: FileStorage,
    schema: Schema,
    inversion: Inversion,
    documents: Int64Array,
    days: Mapping[str, NDArray[np.int32]],
    stored: Iterable[Mapping[str, str]],
    progress: ProgressCallback = ignore_progress,
) -> W3Segment:
    """Write the collected entries as one segment.

    `documents` has the document of each entry number, -1 for one that is left out. `days` and
    `stored` have a value for each document, in order. `progress` counts the share of postings that
    is written as a number of entries.
    """
    segment = W3Codec(blocklimit=BLOCK, compression=0).new_segment(storage, NAME)
    count = int((documents >= 0).sum())
    segment.set_doc_count(count)
    segment._fieldlengths = {}
    folder = Path(storage.folder)
    for name, values in days.items():
        _write_numbers(folder, segment, name, values.astype(">i4"))
    _write_stored(storage, segment, stored, count)
    written = 0
    dictionary, facets = TermDictionaryWriter(), FacetTableWriter()
    with (
        PostingsFile(folder / segment.make_filename(W3Codec.POSTS_EXT)) as postings,
        TermsFile(folder / segment.make_filename(W3Codec.TERMS_EXT)) as terms,
        HolderListsWriter(folder, segment.segment_id()) as lists,
    ):
        for name in inversion.fields():
            bytes_ = np.zeros(count, np.uint8)
            if schema[name].scorable:
                bytes_ = _write_lengths(folder, segment, name, inversion, documents)
            has_positions = schema[name].format.fixed_value_size() != 0
            for batch in inversion.batches(name, documents):
                facets.note(name, batch)
                lists.note(batch, has_positions=has_positions)
                listed = postings.add(batch, bytes_, has_positions=has_positions)
                terms.add(name, dictionary.noted(name, listed))
                written += len(batch.positions)
                progress("indexing", count * written // len(inversion), count)
        terms.finish()
        lists.finish()
    dictionary.write(folder / segment.make_filename(DICTIONARY_EXT))
    facets.write(folder / segment.make_filename(FACETS_EXT))
    progress("indexing", count, count)
    return segment


def _write_lengths(
    folder: Path, segment: W3Segment, name: str, inversion: Inversion, documents: Int64Array
) -> NDArray[np.uint8]:
    """Write the field's length in each document, unless all are 0; return them as Whoosh's bytes.

    A byte stands for an approximate length.
    """
    lengths = inversion.lengths(name, documents, segment.doc_count_all())
    table = [length_to_byte(n) for n in range(int(lengths.max(initial=0)) + 1)]
    bytes_ = np.array(table, np.uint8)[lengths]
    if lengths.any():
        _write_numbers(folder, segment, f"_{name}_len", bytes_)
        segment._fieldlengths[name] = int(lengths.sum())
    return bytes_


def _write_numbers(folder: Path, segment: W3Segment, name: str, values: NDArray[np.number]) -> None:
    """Write a column of numbers, without the zeros at its end."""
    held = np.flatnonzero(values)
    data = values[: held[-1] + 1].tobytes() if len(held) else b""
    (folder / W3Codec.column_filename(segment, name)).write_bytes(data)


def _write_stored(
    storage: FileStorage, segment: W3Segment, stored: Iterable[Mapping[str, str]], count: int
) -> None:
    file = storage.create_file(W3Codec.column_filename(segment, "_stored"))
    try:
        column = _STORED.writer(file)
        for document, fields in enumerate(stored):
            column.add(document, fields)
        column.finish(count)
    finally:
        file.close()
