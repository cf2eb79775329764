"""Entries as rows of a table, and the table as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from index.model.entry import READING_LANGUAGES, Entry
from index.text.output_characters import safe_cell
from index.text.titles import title_of
from search.results.labels import label_of, place_name

COLUMNS = (
    "id", "start", "end", "precision", "kind", "countries", "places", "people", "language",
    "title", "text", "title_it", "origin_it", "title_en", "origin_en", "doubts", "source",
    "address", "outdated",
)  # fmt: skip
"""The columns of a table, in order; `outdated` has the languages of outdated translations."""

Cell = str | int | date | None
"""A value of a table; None where nothing is known."""

Separator = Literal["comma", "semicolon"]
SEPARATORS: Mapping[Separator, str] = {"comma": ",", "semicolon": ";"}
"""What may stand between the cells of a CSV; an Italian Excel expects the semicolon."""


def cells_of(entry: Entry, address: str, language: str) -> Iterator[Cell]:
    """Yield the cells of an entry's row, in the order of `COLUMNS`; names are in the language."""
    dates = entry.dates
    yield entry.id
    yield dates.start
    yield dates.end
    yield dates.precision
    yield entry.kind
    yield "; ".join(label_of("country", code)[language] for code in entry.countries)
    yield "; ".join(place_name(place, language) for place in entry.places)
    yield "; ".join(person.name for person in entry.people)
    yield entry.original.language
    yield title_of(entry.original)
    yield entry.original.text
    for tag in READING_LANGUAGES:
        version = entry.readable(tag)
        yield version.title if version else None
        yield version.origin if version else None
    yield len(entry.doubts)
    yield entry.sources[0].url if entry.sources else None
    yield address
    yield "; ".join(version.language for version in entry.versions if version.outdated) or None


def csv_parts(rows: Iterable[Iterable[Cell]], separator: Separator) -> Iterator[str]:
    """Yield a CSV for spreadsheets: a byte order mark, the head, the rows, without formulas."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"
    yield _row(COLUMNS, separator)
    for row in rows:
        yield _row((safe_cell(_text(cell)) for cell in row), separator)


def _text(cell: Cell) -> str:
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


def _row(cells: Iterable[str], separator: Separator) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=SEPARATORS[separator]).writerow(cells)
    return line.getvalue()
