"""The Whoosh engine's writer: one folder per generation.

Documents are in the order newest first, in which hits are shown when nothing else decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import whoosh
from whoosh.filedb.filestore import FileStorage

from index.files.fingerprint import indexing_fingerprint
from index.files.progress import ProgressCallback, ignore_progress
from index.indexing.engines.whoosh.existing_segments import ExistingSegments
from index.indexing.engines.whoosh.news import write_news
from index.indexing.engines.whoosh.provenance import write_provenance
from index.indexing.engines.whoosh.schema import schema
from index.indexing.engines.whoosh.segment_builder import SegmentBuilder
from index.indexing.engines.whoosh.segment_writer import is_of_segment, write_index
from index.indexing.engines.whoosh.statistics_files import (
    SHARED,
    read_statistics,
    write_statistics,
)
from index.indexing.engines.whoosh.vocabulary_table import VOCABULARY
from index.indexing.engines.whoosh.vocabulary_writer import write_vocabulary
from index.indexing.fields import stored_entry, values_of
from index.indexing.generations.building import build_generation
from index.indexing.noting_writer import NotingWriter
from index.indexing.statistics.index_statistics import IndexStatistics
from index.model.entry import Entry

MAX_SEGMENTS = 8
"""With more, the smallest are rewritten as one. Chosen by hand."""
MAX_DELETED_SHARE = 0.1
"""With a larger share of deleted entries, everything is rewritten as one segment. Chosen by hand.
"""
_GROWTH = 2
"""A segment is rewritten with smaller ones while it is no more than so many times as large as all
of them, so that an entry is rewritten seldom, however many publications there are."""


class WhooshWriter(NotingWriter):
    """Builds one generation in the folder `location`; see `index.indexing.writer.Writer`.

    An amended index has the old segments, in which entries may be marked deleted, and a new one.
    Segments are merged into the new one when there are too many of them or of deleted entries.
    """

    def __init__(
        self, location: str, progress: ProgressCallback = ignore_progress, *, amend: bool = False
    ) -> None:
        self._root = Path(location)
        self._progress = progress
        self._amend = amend
        self._stack = ExitStack()
        self._statistics = IndexStatistics()
        self._existing: ExistingSegments | None = None

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            building = build_generation(self._root, amend=self._amend, shares=_is_shared)
            folder = stack.enter_context(building)
            self._storage = FileStorage(str(folder))
            self._folder = folder
            self._builder = stack.enter_context(SegmentBuilder(folder))
            if self._amend:
                self._statistics = read_statistics(folder, format_fingerprint())
                self._existing = stack.enter_context(ExistingSegments(self._storage, schema()))
            self._stack = stack.pop_all()
        return self

    def add(self, entries: Iterable[Entry]) -> int:
        """Add the entries and return how many. The last of several with one id counts."""
        count = 0
        for entry in entries:
            self._remove(entry.id)
            values = values_of(entry)
            self._builder.add(entry.id, values)
            self._statistics.add(entry, values.spelt)
            count += 1
            self._progress("indexing", count, 0)
        return count

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the entries with these ids; unknown ids are ignored."""
        for id in ids:
            self._remove(id)

    def withdraw(self, ids: Iterable[str]) -> None:
        """Note ids that lead to no entry any more."""
        self._statistics.withdraw(ids)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._stack.__exit__(kind, error, trace)
            return
        with self._stack:
            self._write()

    def _remove(self, id: str) -> None:
        stored = self._builder.remove(id)
        if stored is None and self._existing:
            stored = self._existing.remove(id)
        if stored is not None:
            entry = stored_entry(stored)
            self._statistics.remove(entry, values_of(entry).spelt)

    def _write(self) -> None:
        withdrawn = [id for id in self._statistics.withdrawn if not self._holds(id)]
        segments = self._segments_to_keep()
        if len(self._builder):
            segments.append(self._builder.write(self._storage, schema(), self._progress))
        write_index(self._storage, schema(), segments)
        whole = write_statistics(
            self._folder,
            self._statistics,
            withdrawn,
            format_fingerprint(),
            whole=not self._amend,
        )
        write_vocabulary(self._folder, self._statistics, whole=whole)
        write_provenance(self._folder, self._provenance(self._statistics.entries))
        write_news(self._folder, self._news)

    def _holds(self, id: str) -> bool:
        return id in self._builder or (self._existing is not None and id in self._existing)

    def _segments_to_keep(self) -> list[Any]:
        """Return the old segments that stay; the entries of the others go into the new one."""
        existing = self._existing
        if existing is None:
            return []
        segments = existing.segments()
        every = existing.live_count + existing.deleted_count + len(self._builder)
        if existing.deleted_count > MAX_DELETED_SHARE * every:
            merged = segments
        else:
            merged = _smallest(segments, len(self._builder))
        for stored in existing.stored(merged):
            entry = stored_entry(stored)
            self._builder.add(entry.id, values_of(entry))
        remaining = [segment for segment in segments if segment not in merged]
        existing.close_and_delete(remaining)
        return remaining


def _smallest(segments: Iterable[Any], added: int) -> list[Any]:
    """Return the segments to merge into a new one of so many entries; none when there is room."""
    ordered = sorted(segments, key=lambda segment: int(segment.doc_count()))
    least = len(ordered) + 1 - MAX_SEGMENTS
    if not added or least <= 0:
        return []
    size = added
    for number, segment in enumerate(ordered):
        if number >= least and segment.doc_count() > _GROWTH * size:
            return ordered[:number]
        size += segment.doc_count()
    return ordered


def _is_shared(name: str) -> bool:
    """Return whether a file is never written to, only replaced or removed."""
    return is_of_segment(name) or name in SHARED or name == VOCABULARY


@cache
def format_fingerprint() -> str:
    """Return a text that differs when segments of two writers cannot share an index."""
    return f"{indexing_fingerprint()} whoosh {whoosh.versionstring()}"
