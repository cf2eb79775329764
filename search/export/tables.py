"""A whole result as a file, the same from the terminal and from the site, written part by part."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator

from index.model.entry import Entry
from index.model.entry_json import entry_to_json
from index.text.titles import title_of
from search.export.ris_bibtex import bibtex, ris
from search.results.labels import label_of, place_name

COLUMNS = (
    "id", "start", "end", "precision", "kind", "countries", "places", "people", "language",
    "title", "text", "title_it", "origin_it", "title_en", "origin_en", "doubts", "source",
    "address",
)  # fmt: skip
"""The columns of the CSV, in order."""

Writer = Callable[[Iterable[Entry], str, str], Iterator[str]]
"""Entries, the site's address ("" when none is known) and the language of names in; the file out.
"""


def write_lines(entries: Iterable[Entry], site: str, language: str) -> Iterator[str]:
    """One entry a line, as the entry's own JSON."""
    for entry in entries:
        yield json.dumps(entry_to_json(entry), ensure_ascii=False) + "\n"


def write_csv(entries: Iterable[Entry], site: str, language: str) -> Iterator[str]:
    """A row an entry, made for spreadsheets: byte order mark, and no cell that is a formula."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"
    yield _row(COLUMNS)
    for entry in entries:
        yield _row(safe_cell(cell) for cell in _cells(entry, site, language))


def write_ris(entries: Iterable[Entry], site: str, language: str) -> Iterator[str]:
    """One RIS record an entry."""
    for entry in entries:
        yield ris(entry, address(entry, site))


def write_bib(entries: Iterable[Entry], site: str, language: str) -> Iterator[str]:
    """One BibTeX record an entry."""
    for entry in entries:
        yield bibtex(entry, address(entry, site))


WRITERS: dict[str, Writer] = {
    "jsonl": write_lines,
    "csv": write_csv,
    "ris": write_ris,
    "bib": write_bib,
}
"""The forms of a whole result, and who writes each."""


def address(entry: Entry, site: str) -> str:
    """Where the entry stands for good: on the site, or at its source when there is no site."""
    if site:
        return f"{site}/e/{entry.id}"
    return entry.sources[0].url if entry.sources else ""


def safe_cell(text: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula."""
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
