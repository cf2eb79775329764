"""The translation memory to and from files: TMX for translators' tools, CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO, TextIO

from index.model.entry import TranslationOrigin
from index.model.errors import PageError
from index.store.database import Store
from index.store.translation_memory import Attempt, Memory, Translation, source_hash
from index.translation.tmx import Unit, read_tmx, write_tmx

COLUMNS = ("key", "status", "from", "into", "engine", "reason", "source", "target", "correction")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
"""A cell that begins so may be run as a formula; it is written after an apostrophe."""


@dataclass(slots=True)
class Imported:
    """How many translations a file brought."""

    human: int = 0
    machine: int = 0


def export_tmx(memory: Memory, stream: BinaryIO, origin: TranslationOrigin | None = None) -> int:
    """Write every translation that may be shown; say how many."""
    units = [
        Unit(
            row.source_language,
            row.source,
            row.target_language,
            row.target or "",
            row.origin,
            row.engine or None,
            row.model or None,
            row.day,
        )
        for row in memory.attempts("ok")
        if origin in (None, row.origin)
    ]
    write_tmx(units, stream)
    return len(units)


def import_tmx(store: Store, stream: BinaryIO) -> Imported:
    """Keep every translation of a TMX file, all or none. Raises PageError, StoreError.

    What a file calls a machine's, but reads otherwise than the machine had it, is a person's
    correction: translators' tools hand our mark on with the text they changed.
    """
    imported = Imported()
    with store.change():
        for unit in read_tmx(stream):
            _keep(store.memory, _translation(unit, store.memory), imported)
        store.touch()
    return imported


def _translation(unit: Unit, memory: Memory) -> Translation:
    origin: TranslationOrigin = unit.origin
    if origin == "machine":
        known = memory.attempt(
            unit.source,
            unit.source_language,
            unit.target_language,
            unit.engine or "unknown",
            unit.model or "",
        )
        if known and known.target and known.target != unit.target:
            origin = "human"
    machine = origin == "machine"
    return Translation(
        unit.source_language,
        unit.source,
        unit.target_language,
        unit.target,
        origin,
        (unit.engine or "unknown") if machine else "",
        (unit.model or "") if machine else "",
        unit.day,
    )


def _keep(memory: Memory, translation: Translation, imported: Imported) -> None:
    memory.remember(translation)
    if translation.origin == "human":
        imported.human += 1
    else:
        imported.machine += 1


def rows_to_review(memory: Memory) -> Iterator[Attempt]:
    """What a person should look at: what was rejected first, then what a machine made."""
    yield from memory.attempts("rejected")
    yield from (row for row in memory.attempts("ok") if row.origin == "machine")


def write_csv(rows: Iterable[Attempt], stream: TextIO) -> None:
    """Write rows for a spreadsheet, with an empty column for the correction."""
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (
            source_hash(row.source)[:16],
            row.status,
            row.source_language,
            row.target_language,
            row.engine,
            row.reason or "",
            row.source,
            row.target or "",
            "",
        )
        writer.writerow([f"'{cell}" if cell.startswith(_RISKY) else cell for cell in cells])


def import_csv(store: Store, stream: BinaryIO) -> Imported:
    """Keep the corrections of a reviewed CSV as a person's, all or none.

    Raises PageError, naming the line, and StoreError.
    """
    imported = Imported()
    today = datetime.now(UTC).date()
    with store.change():
        for number, row in _lines(stream):
            correction = row["correction"].strip()
            if not correction:
                continue
            if source_hash(row["source"])[:16] != row["key"]:
                raise PageError(
                    f"line {number}: the source was changed; correct only the last cell"
                )
            _keep(
                store.memory,
                Translation(
                    row["from"], row["source"], row["into"], correction, "human", day=today
                ),
                imported,
            )
        store.touch()
    return imported


def _lines(stream: BinaryIO) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = stream.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PageError("The CSV file is not UTF-8; save it as CSV UTF-8.") from error
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        if reader.fieldnames is None or not set(COLUMNS) <= set(reader.fieldnames):
            raise PageError(f"The CSV file must have the columns {', '.join(COLUMNS)}.")
        for row in reader:
            yield reader.line_num, {name: (row[name] or "").removeprefix("'") for name in COLUMNS}
    except csv.Error as error:
        raise PageError(f"line {reader.line_num}: {error}") from error
