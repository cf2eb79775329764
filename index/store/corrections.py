"""corrections.csv, written by the archivist: its values replace what was read from the pages.

Columns `id,field,value,who,why`. Fields and their values: `title`, `text` and `language` (of the
original), `kind`, `date` (a day, `START/END`, or empty for undated), `countries` (codes separated
by blanks or commas), `doubts` (empty: settled).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from index.files.atomic import replace_bytes
from index.files.diagnosis import failure
from index.model.entry import KINDS, UNDATED, DateSpan, Entry
from index.model.errors import CorrectionError

CorrectionField = Literal["title", "text", "language", "kind", "date", "countries", "doubts"]

COLUMNS = ("id", "field", "value", "who", "why")


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of the file."""

    line: int
    id: str
    field: CorrectionField
    value: str
    who: str = ""
    why: str = ""


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the file's rows in order; none when there is no file.

    Raises CorrectionError, which names the line, for a field that does not exist, and for a file
    that is not CSV in UTF-8; StoreError when it cannot be read at all.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise failure(path, "read", error) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CorrectionError(
            f"{path.name} line {line} cannot be read as UTF-8"
            f" (the byte {content[error.start]:02x}); save the file as CSV UTF-8, as spreadsheets"
            " call it"
        ) from error
    rows = csv.DictReader(text.splitlines())
    try:
        return tuple(_corrections(rows, path.name))
    except csv.Error as error:
        raise CorrectionError(f"{path.name} line {rows.line_num + 1}: {error}") from error


def _corrections(rows: csv.DictReader[str], name: str) -> Iterator[Correction]:
    missing = [column for column in COLUMNS[:3] if column not in (rows.fieldnames or ())]
    if missing:
        raise CorrectionError(
            f"{name} lacks the column {missing[0]}; its first line must be {','.join(COLUMNS)}"
        )
    for row in rows:
        if not any(row.values()):
            continue
        id, asked, value = ((row[column] or "").strip() for column in COLUMNS[:3])
        field = next((each for each in _FIELDS if each == asked), None)
        if field is None:
            raise CorrectionError(
                f"{name} line {rows.line_num}: no field {asked!r}; there are {', '.join(_FIELDS)}"
            )
        who, why = ((row.get(column) or "").strip() for column in COLUMNS[3:])
        yield Correction(rows.line_num, id, field, value, who, why)


def drop_corrections(path: Path, ids: Container[str]) -> tuple[int, ...]:
    """Take the rows of these ids out of the file; return the numbers of the lines that went.

    All other bytes stay: byte-order mark, line ends, quotes. Raises what `read_corrections` raises.
    """
    rows = [row for row in read_corrections(path) if row.id in ids]
    if not rows:
        return ()
    # The same lines as in `read_corrections`; of a row on several lines, `line` is the last.
    lines = path.read_bytes().decode("utf-8").splitlines(keepends=True)
    reader = csv.reader(line.rstrip("\r\n") for line in lines)
    last = {row.line for row in rows}
    gone: list[int] = []
    before = 0
    for _ in reader:
        if reader.line_num in last:
            gone += range(before + 1, reader.line_num + 1)
        before = reader.line_num
    kept = "".join(line for number, line in enumerate(lines, 1) if number not in gone)
    try:
        replace_bytes(path.resolve(), kept.encode("utf-8"))
    except OSError as error:
        raise CorrectionError(f"{path.name} cannot be written: {error}") from error
    return tuple(gone)


def correct_entries(entries: Iterable[Entry], corrections: Iterable[Correction]) -> Iterator[Entry]:
    """Yield the entries in order, corrected.

    A later correction of a field replaces an earlier one, whichever of the entry's ids they name;
    those of unknown ids are ignored. Raises CorrectionError, which names the line, for a value that
    the field cannot have.
    """
    by_id = corrections_by_id(corrections)
    for entry in entries:
        for correction in corrections_of(entry, by_id):
            entry = _apply(entry, correction)
        yield entry


def corrections_by_id(corrections: Iterable[Correction]) -> Mapping[str, Sequence[Correction]]:
    """Return the corrections by the id that they name, each list in the order of the file."""
    by_id: defaultdict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        by_id[correction.id].append(correction)
    return by_id


def corrections_of(
    entry: Entry, by_id: Mapping[str, Sequence[Correction]]
) -> tuple[Correction, ...]:
    """Return the corrections of an entry in the order of the file, by any of its ids."""
    found = (each for id in (entry.id, *entry.aliases) for each in by_id.get(id, ()))
    return tuple(sorted(found, key=lambda each: each.line))


def _apply(entry: Entry, correction: Correction) -> Entry:
    try:
        return _FIELDS[correction.field](entry, correction.value)
    except ValueError as error:
        raise CorrectionError(
            f"corrections.csv line {correction.line}: {correction.value!r} is no "
            f"{correction.field} ({error})"
        ) from error


def _correct_date(entry: Entry, value: str) -> Entry:
    if not value:
        return replace(entry, dates=UNDATED)
    first, _, last = value.partition("/")
    start = date.fromisoformat(first.strip())
    end = date.fromisoformat(last.strip()) if last else start
    if end < start:
        raise ValueError("it ends before it starts")
    return replace(entry, dates=DateSpan(start, end, "day", entry.dates.as_written))


def _correct_kind(entry: Entry, value: str) -> Entry:
    for kind in KINDS:
        if kind == value:
            return replace(entry, kind=kind)
    raise ValueError(f"there are {', '.join(KINDS)}")


def _correct_countries(entry: Entry, value: str) -> Entry:
    codes = tuple(dict.fromkeys(value.upper().replace(",", " ").split()))
    if not all(len(code) == 2 and code.isalpha() for code in codes):
        raise ValueError("codes have two letters, such as FR")
    places = tuple(place for place in entry.places if place.country in codes)
    return replace(entry, countries=codes, places=places)


def _correct_original(field: Literal["title", "text", "language"]) -> Callable[[Entry, str], Entry]:
    def correct(entry: Entry, value: str) -> Entry:
        if not value:
            raise ValueError("it is empty")
        original = entry.versions[0]
        match field:
            case "title":
                original = replace(original, title=value)
            case "text":
                original = replace(original, text=value)
            case "language":
                original = replace(original, language=value)
        return replace(entry, versions=(original, *entry.versions[1:]))

    return correct


def _correct_doubts(entry: Entry, value: str) -> Entry:
    if value:
        raise ValueError("leave it empty: it means that the doubts are settled")
    return replace(entry, doubts=())


_FIELDS: Mapping[CorrectionField, Callable[[Entry, str], Entry]] = {
    "title": _correct_original("title"),
    "text": _correct_original("text"),
    "language": _correct_original("language"),
    "kind": _correct_kind,
    "date": _correct_date,
    "countries": _correct_countries,
    "doubts": _correct_doubts,
}
