"""All entries of a search as a file, written part by part: JSON Lines, CSV, RIS or BibTeX."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from index.model.entry import Entry
from index.model.entry_json import entry_to_json
from index.text.output_characters import escaped_json, text_for
from index.text.titles import title_of
from search.export.ris_bibtex import bibtex, ris
from search.results.labels import label_of, place_name

COLUMNS = (
    "id", "start", "end", "precision", "kind", "countries", "places", "people", "language",
    "title", "text", "title_it", "origin_it", "title_en", "origin_en", "doubts", "source",
    "address",
)  # fmt: skip
"""The columns of the CSV, in order."""

ExportFormat = Literal["jsonl", "csv", "ris", "bib"]
"""A file format for entries, named by its extension."""

Writer = Callable[[Iterable[Entry], str, str], Iterator[str]]
"""Yields the parts of a file of entries.

Its arguments are the entries, the URL of the site ("" when unknown) and the language of names.
"""


def write_lines(entries: Iterable[Entry], site: str, language: str) -> Iterator[str]:
    """Yield one line for each entry: its JSON."""
    for entry in entries:
        yield escaped_json(json.dumps(entry_to_json(entry), ensure_ascii=False)) + "\n"


def write_csv(entries: Iterable[Entry], site: str, language: str) -> Iterator[str]:
    """Yield one row for each entry, for spreadsheets: a byte order mark first, and no formulas."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"
    yield _row(COLUMNS)
    for entry in entries:
        yield _row(safe_cell(cell) for cell in _cells(entry, site, language))


def write_ris(entries: Iterable[Entry], site: str, language: str) -> Iterator[str]:
    """Yield one RIS record for each entry."""
    for entry in entries:
        yield ris(entry, address(entry, site))


def write_bib(entries: Iterable[Entry], site: str, language: str) -> Iterator[str]:
    """Yield one BibTeX record for each entry."""
    for entry in entries:
        yield bibtex(entry, address(entry, site))


WRITERS: Mapping[ExportFormat, Writer] = {
    "jsonl": write_lines,
    "csv": write_csv,
    "ris": write_ris,
    "bib": write_bib,
}
"""The writer of each format."""


def address(entry: Entry, site: str) -> str:
    """Return the permanent address of an entry: on the site, or at its source without a site."""
    if site:
        return f"{site}/e/{entry.id}"
    return entry.sources[0].url if entry.sources else ""


def safe_cell(text: str) -> str:
    """Return the cell, with an apostrophe before what a spreadsheet would take for a formula.

    A character that a table cannot carry becomes U+FFFD.
    """
    text = text_for("csv", text)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _cells(entry: Entry, site: str, language: str) -> Iterator[str]:
    dates = entry.dates
    yield entry.id
    yield dates.start.isoformat() if dates.start else ""
    yield dates.end.isoformat() if dates.end else ""
    yield dates.precision
    yield entry.kind
    yield "; ".join(label_of("country", code)[language] for code in entry.countries)
    yield "; ".join(place_name(place, language) for place in entry.places)
    yield "; ".join(person.name for person in entry.people)
    yield entry.original.language
    yield title_of(entry.original)
    yield entry.original.text
    for tag in ("it", "en"):
        version = entry.version(tag)
        yield version.title if version else ""
        yield version.origin if version else ""
    yield str(len(entry.doubts))
    yield entry.sources[0].url if entry.sources else ""
    yield address(entry, site)


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
