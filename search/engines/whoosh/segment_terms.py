"""The posting lists of one segment, found by its dictionary of terms; see `TermDictionary`."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.indexing.engines.whoosh.holder_lists import HolderLists
from index.indexing.engines.whoosh.term_dictionary import DICTIONARY_EXT, Extent, TermDictionary
from search.engines.whoosh.codec_postings import Documents, PostingList, joined, read_blocks

_LISTS_EXT = ".pst"
"""The ending of Whoosh's file of posting lists."""


class SegmentTerms:
    """Where a segment has its terms, and their posting lists. Safe to share between threads."""

    def __init__(self, folder: Path, id: str) -> None:
        """Raises FileNotFoundError for a segment without a dictionary, of an older version."""
        self._dictionary = TermDictionary(folder / f"{id}{DICTIONARY_EXT}")
        path = folder / f"{id}{_LISTS_EXT}"
        self._lists: mmap.mmap | bytes = b""
        if path.stat().st_size:
            with path.open("rb") as file:
                self._lists = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.lists: HolderLists | None = None
        """None in a segment of an older version."""
        with suppress(FileNotFoundError):
            self.lists = HolderLists(folder, id)

    def extents(self, text: str) -> Mapping[str, Extent]:
        """Return the fields that have a text as a term, with its posting list in each."""
        return self._dictionary.extents(text)

    def postings(self, extent: Extent) -> PostingList:
        """Return the posting list at an extent, deleted documents included."""
        found = self.lists.holders(extent.number) if self.lists else None
        if found is None:
            return joined(self.parts(extent, positions=False))
        documents, times = found
        return PostingList(documents.astype(np.intp), times.astype(np.int32))

    def places(self, extent: Extent) -> tuple[Documents, NDArray[np.int64]] | None:
        """Return a document and a position for each occurrence of a term, ascending; None when
        the positions are not noted beside the posting lists."""
        if self.lists is None:
            return None
        found, positions = self.lists.holders(extent.number), self.lists.positions(extent.number)
        if found is None or positions is None:
            return None
        documents, times = found
        return documents.astype(np.intp).repeat(times), positions.astype(np.int64)

    def parts(self, extent: Extent, *, positions: bool = True) -> Iterable[PostingList]:
        """Return the same in parts, each decoded when it is taken."""
        raw = self._lists[extent.offset : extent.offset + extent.length]
        return read_blocks(raw, positions=positions)


def segment_terms(folder: Path, segment: str) -> SegmentTerms | None:
    """Return the terms of the segment of this id; None when it has no dictionary."""
    try:
        return SegmentTerms(folder, segment)
    except FileNotFoundError:
        return None
