"""Whoosh's schema of the index, for both halves of the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Existence, Positions

from index.indexing.fields import FIELDS, Field


class TermField(FieldType):  # type: ignore[misc]
    """Terms with positions from `index.text.analysis`; Whoosh's own analysis is not used."""

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
    """Whole values, by which entries are filtered and counted."""

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
    """Return Whoosh's schema for the table of fields."""
    return Schema(**{field.name: _field_type(field) for field in FIELDS})


def _field_type(field: Field) -> Any:
    match field.kind:
        case "terms":
            return TermField()
        case "tags":
            return TagField()
        case "day":
            return COLUMN(NumericColumn("i"))
        case "stored":
            return STORED
        case never:
            assert_never(never)
