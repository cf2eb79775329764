"""The writing half of the Whoosh engine: one fresh index folder a generation.

Entries lie in the index newest first, as they are shown when nothing else decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence, Positions

from index.engines.bulk import write_index
from index.engines.facts import FACTS, WORDS, Facts
from index.engines.fresh import FreshSegment
from index.entry import Entry
from index.errors import AmendError
from index.fields import FIELDS, Field, stored_entry, values_of
from index.generations import build_generation
from index.writer import Told, untold

__all__ = ["FACTS", "WORDS", "TagField", "TermField", "WhooshWriter", "schema"]


class TermField(FieldType):  # type: ignore[misc]
    """Terms with their positions, as index.analysis made them; Whoosh analyses nothing."""

    indexed = True
    scorable = True

    def __init__(self) -> None:
        self.format = Positions()
        self.analyzer = None
        self.stored = False
        self.unique = False
        self.vector = None
        self.column_type = None

    def index(
        self, value: Mapping[str, tuple[int, ...]], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each term with its frequency, its weight and its positions."""
        for term, positions in value.items():
            yield (
                term.encode(),
                len(positions),
                float(len(positions)),
                self.format.encode(positions),
            )


class TagField(FieldType):  # type: ignore[misc]
    """Whole values, to filter and count by."""

    indexed = True
    scorable = False

    def __init__(self) -> None:
        self.format = Existence()
        self.analyzer = None
        self.stored = False
        self.unique = False
        self.vector = None
        self.column_type = None

    def index(self, value: tuple[str, ...], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each value once."""
        for tag in dict.fromkeys(value):
            yield tag.encode(), 1, 1.0, b""


def schema() -> Schema:
    """Whoosh's schema, from the table of fields."""
    return Schema(**{field.name: _field_type(field) for field in FIELDS})


def _field_type(field: Field) -> Any:
    match field.sort:
        case "terms":
            return TermField()
        case "tags":
            return TagField()
        case "day":
            return COLUMN(NumericColumn("i"))
        case _:
            return STORED


class WhooshWriter:
    """Builds one generation in the folder `location`; see index.writer.Writer."""

    def __init__(self, location: str, told: Told = untold, *, amend: bool = False) -> None:
        self._root = Path(location)
        self._told = told
        self._amend = amend
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        if self._amend:
            raise AmendError("this version only builds anew")
        with ExitStack() as stack:
            self._folder = stack.enter_context(build_generation(self._root))
            self._fresh = stack.enter_context(FreshSegment(self._folder))
            self._facts = Facts()
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
        if stored is not None:
            entry = stored_entry(stored)
            self._facts.remove(entry, values_of(entry).spelt)

    def _write(self) -> None:
        storage = FileStorage(str(self._folder))
        segments = []
        if len(self._fresh):
            segments.append(self._fresh.write(storage, schema(), self._told))
        write_index(storage, schema(), segments, edition=1)
        withdrawn = (id for id in self._facts.withdrawn if id not in self._fresh)
        self._facts.write(self._folder, withdrawn, "")
