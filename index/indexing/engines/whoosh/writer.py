"""The writing half of the Whoosh engine: one fresh index folder a generation.

Entries lie in the index newest first, as they are shown when nothing else decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import whoosh
from whoosh.filedb.filestore import FileStorage

from index.indexing.engines.whoosh.existing_segments import Standing
from index.indexing.engines.whoosh.schema import schema
from index.indexing.engines.whoosh.segment_builder import FreshSegment
from index.indexing.engines.whoosh.segment_writer import write_index
from index.indexing.engines.whoosh.statistics import Facts
from index.indexing.fields import stored_entry, values_of
from index.indexing.generations import build_generation
from index.indexing.writer import Told, untold
from index.model.entry import Entry
from index.reading.fingerprint import edition

MOST_SEGMENTS = 8
MOST_DELETED = 0.1
"""Past so many segments, or such a part of entries deleted, an index is written afresh."""


class WhooshWriter:
    """Builds one generation in the folder `location`; see index.indexing.writer.Writer.

    Amended, an index has its old segments, in which entries may be marked deleted, and a new one.
    It becomes one fresh segment when there would be too many, or too many deleted.
    """

    def __init__(self, location: str, told: Told = untold, *, amend: bool = False) -> None:
        self._root = Path(location)
        self._told = told
        self._amend = amend
        self._stack = ExitStack()
        self._facts = Facts()
        self._standing: Standing | None = None

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            folder = stack.enter_context(build_generation(self._root, amend=self._amend))
            self._storage = FileStorage(str(folder))
            self._folder = folder
            self._fresh = stack.enter_context(FreshSegment(folder))
            if self._amend:
                self._facts = Facts.read(folder, _edition())
                self._standing = stack.enter_context(Standing(self._storage, schema()))
            self._stack = stack.pop_all()
        return self

    def add(self, entries: Iterable[Entry]) -> int:
        """Add the entries and say how many. The last of several with one id wins."""
        count = 0
        for entry in entries:
            self._take_out(entry.id)
            values = values_of(entry)
            self._fresh.add(entry.id, values)
            self._facts.add(entry, values.spelt)
            count += 1
            self._told(count, 0)
        return count

    def remove(self, ids: Iterable[str]) -> None:
        """Take the entries of these ids out; unknown ids are let be. An id may be added after."""
        for id in ids:
            self._take_out(id)

    def withdraw(self, ids: Iterable[str]) -> None:
        """Remember ids that are gone, so that a searcher can say so."""
        self._facts.withdraw(ids)

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

    def _take_out(self, id: str) -> None:
        stored = self._fresh.take_out(id)
        if stored is None and self._standing:
            stored = self._standing.take_out(id)
        if stored is not None:
            entry = stored_entry(stored)
            self._facts.remove(entry, values_of(entry).spelt)

    def _write(self) -> None:
        withdrawn = [id for id in self._facts.withdrawn if not self._holds(id)]
        segments = self._settled_segments()
        if len(self._fresh):
            segments.append(self._fresh.write(self._storage, schema(), self._told))
        write_index(self._storage, schema(), segments)
        self._facts.write(self._folder, withdrawn, _edition())

    def _holds(self, id: str) -> bool:
        return id in self._fresh or (self._standing is not None and id in self._standing)

    def _settled_segments(self) -> list[Any]:
        """The old segments that stay; none when all that they hold goes into the fresh one."""
        standing = self._standing
        if standing is None:
            return []
        kept = standing.segments()
        every = standing.held + standing.taken_out + len(self._fresh)
        if len(kept) + bool(len(self._fresh)) > MOST_SEGMENTS or (
            standing.taken_out > MOST_DELETED * every
        ):
            kept = []
            for stored in standing.stored():
                entry = stored_entry(stored)
                self._fresh.add(entry.id, values_of(entry))
        standing.close_and_delete(kept)
        return kept


@cache
def _edition() -> str:
    """Whose segments may stand beside ours: of another program, terms or files may be others."""
    return f"{edition()} whoosh {whoosh.versionstring()} pystemmer {version('pystemmer')}"
