"""The files of entries that the command line and the site write, part by part."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from index.model.entry import Entry
from index.model.entry_json import entry_to_json
from index.model.profile import ArchiveProfile
from index.text.output_characters import json_text
from search.export.bibtex import bibtex
from search.export.csl_json import csl_item
from search.export.geojson import ATTRIBUTION, features_of
from search.export.reference import Reference, reference_of
from search.export.ris import ris
from search.export.tables import Cell, Separator, cells_of, csv_parts
from search.query.entry_address import entry_url

ExportFormat = Literal["jsonl", "csv", "xlsx", "ris", "bib", "csljson", "geojson"]
"""A file format for entries, as commands and addresses name it."""


@dataclass(frozen=True, slots=True)
class FileOptions:
    """What a file says beside its entries."""

    site: str
    """The URL of the site; empty when unknown."""
    language: str
    """Of names: "it" or "en"."""
    accessed: date
    """The day of access in references. The same entries on the same day give the same bytes."""
    profile: ArchiveProfile
    """Whose archive it is."""
    separator: Separator = "comma"
    """Between the cells of a CSV."""


FileWriter = Callable[[Iterable[Entry], FileOptions], Iterator[bytes]]
"""Yields the parts of a file of entries."""


@dataclass(frozen=True, slots=True)
class FileFormat:
    """How the files of a format are written, served and named."""

    write: FileWriter
    media_type: str
    extension: str
    name: str
    """What people call it, the same in both languages."""


def address(entry: Entry, site: str) -> str:
    """Return the permanent address of an entry: on the site, or at its source without a site."""
    if site:
        return f"{site}{entry_url(entry.id)}"
    return entry.sources[0].url if entry.sources else ""


def _write_lines(entries: Iterable[Entry], options: FileOptions) -> Iterator[bytes]:
    for entry in entries:
        yield f"{json_text(entry_to_json(entry))}\n".encode()


def _write_csv(entries: Iterable[Entry], options: FileOptions) -> Iterator[bytes]:
    for part in csv_parts(_rows(entries, options), options.separator):
        yield part.encode()


def _write_xlsx(entries: Iterable[Entry], options: FileOptions) -> Iterator[bytes]:
    from search.export.spreadsheet import xlsx_parts  # XlsxWriter takes time, and few need it

    return xlsx_parts(
        _rows(entries, options),
        options.profile.site[options.language],
        options.language,
        options.accessed,
    )


def _write_ris(entries: Iterable[Entry], options: FileOptions) -> Iterator[bytes]:
    for reference in _references(entries, options):
        yield ris(reference).encode()


def _write_bib(entries: Iterable[Entry], options: FileOptions) -> Iterator[bytes]:
    for reference in _references(entries, options):
        yield bibtex(reference).encode()


def _write_csl(entries: Iterable[Entry], options: FileOptions) -> Iterator[bytes]:
    yield from _array("[", map(csl_item, _references(entries, options)), "]\n")


def _write_geojson(entries: Iterable[Entry], options: FileOptions) -> Iterator[bytes]:
    features = (
        feature
        for entry in entries
        for feature in features_of(entry, address(entry, options.site), options.language)
    )
    head = f'{{"type": "FeatureCollection", "attribution": {json.dumps(ATTRIBUTION)}, "features": ['
    yield from _array(head, features, "]}\n")


FILE_FORMATS: Mapping[ExportFormat, FileFormat] = {
    "xlsx": FileFormat(
        _write_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        "Excel",
    ),
    "csv": FileFormat(_write_csv, "text/csv", "csv", "CSV"),
    "ris": FileFormat(_write_ris, "application/x-research-info-systems", "ris", "Zotero (RIS)"),
    "bib": FileFormat(_write_bib, "application/x-bibtex", "bib", "BibTeX"),
    "csljson": FileFormat(
        _write_csl, "application/vnd.citationstyles.csl+json", "csl.json", "CSL-JSON"
    ),
    "geojson": FileFormat(_write_geojson, "application/geo+json", "geojson", "GeoJSON"),
    "jsonl": FileFormat(_write_lines, "application/jsonl", "jsonl", "JSON Lines"),
}
"""Every format, those for most people first."""


def _references(entries: Iterable[Entry], options: FileOptions) -> Iterator[Reference]:
    for entry in entries:
        yield reference_of(entry, address(entry, options.site), options.accessed, options.profile)


def _rows(entries: Iterable[Entry], options: FileOptions) -> Iterator[Iterator[Cell]]:
    for entry in entries:
        yield cells_of(entry, address(entry, options.site), options.language)


def _array(head: str, values: Iterable[dict[str, Any]], tail: str) -> Iterator[bytes]:
    """Yield a JSON document around a list, one value a line."""
    yield head.encode()
    before = "\n"
    for value in values:
        yield f"{before}{json_text(value)}".encode()
        before = ",\n"
    yield f"\n{tail}".encode()
