"""Export and import of the translation memory: TMX for translators' tools, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO, TextIO

from index.model.entry import Entry, TranslationOrigin
from index.model.errors import PageError
from index.store.database import Store
from index.store.published_ids import PeoplesTranslation
from index.store.translation_memory import Attempt, Memory, Translation, source_hash
from index.text.output_characters import text_for
from index.translation.outdated import compare, related_translation
from index.translation.recall import segments_of
from index.translation.tmx import Unit, read_tmx, write_tmx

COLUMNS = ("key", "status", "from", "into", "engine", "reason", "source", "target", "correction")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
"""A spreadsheet may run a cell with such a beginning as a formula; an apostrophe prevents that."""


@dataclass(slots=True)
class Imported:
    """How many translations were imported, by origin."""

    human: int = 0
    machine: int = 0


def export_tmx(memory: Memory, stream: BinaryIO, origin: TranslationOrigin | None = None) -> int:
    """Write every translation that may be shown, of one origin or of both; return how many."""
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
    """Store every translation of a TMX file, all or none. Raises PageError, StoreError.

    A text marked as a machine's that differs from what the machine wrote is stored as a person's:
    translators' tools keep our mark when they change the text.
    """
    imported = Imported()
    with store.change():
        for unit in read_tmx(stream):
            _remember(store.memory, _translation(unit, store.memory), imported)
        store.touch()
    return imported


def _translation(unit: Unit, memory: Memory) -> Translation:
    origin: TranslationOrigin = unit.origin
    target = unit.target
    if origin == "machine":
        known = memory.attempt(
            unit.source,
            unit.source_language,
            unit.target_language,
            unit.engine or "unknown",
            unit.model or "",
        )
        if known and known.target:
            if text_for("xml", known.target) == target:
                target = known.target
            else:
                origin = "human"
    machine = origin == "machine"
    return Translation(
        unit.source_language,
        unit.source,
        unit.target_language,
        target,
        origin,
        (unit.engine or "unknown") if machine else "",
        (unit.model or "") if machine else "",
        unit.day,
    )


def _remember(memory: Memory, translation: Translation, imported: Imported) -> None:
    memory.remember(translation)
    if translation.origin == "human":
        imported.human += 1
    else:
        imported.machine += 1


def rows_to_review(memory: Memory) -> Iterator[Attempt]:
    """Yield the rows that a person should review: rejected ones, then those that machines made."""
    yield from memory.attempts("rejected")
    yield from (row for row in memory.attempts("ok") if row.origin == "machine")


def outdated_rows(
    entries: Iterable[Entry],
    translated: Mapping[str, Mapping[str, PeoplesTranslation]],
    memory: Memory,
) -> Iterator[Attempt]:
    """Yield what of people's translations is to be done again, by entry.

    Of an outdated one, each text that a person has not translated, beside the translation of the
    old text that is most like it; of an unused one, each old text with its translation, and each
    new one without.
    """
    by_id = {id: entry for entry in entries for id in (entry.id, *entry.aliases)}
    for id, states in translated.items():
        for language, each in states.items():
            if each.state == "shown":
                continue
            compared = None
            if each.state == "outdated" and id in by_id:
                compared = compare(
                    by_id[id], language, each.segments, memory.by_person, memory.recall
                )
            if compared:
                new = (segment for segment, translation in compared.now if translation is None)
                pairs = [
                    (compared.source.language, segment, old.target if old else "")
                    for segment in new
                    for old in (related_translation(segment, compared.before),)
                ]
            else:
                known = (memory.by_person(hash, language) for hash in each.segments)
                pairs = [(old.source_language, old.source, old.target) for old in known if old]
                if id in by_id:
                    original = by_id[id].original
                    pairs += ((original.language, new, "") for new in segments_of(original))
            for source_language, source, target in pairs:
                yield Attempt(
                    source_language, source, language, "", "", "ok", target, each.state,
                    origin="human",
                )  # fmt: skip


def write_csv(rows: Iterable[Attempt], stream: TextIO) -> None:
    """Write rows for a spreadsheet, with an empty last column for the correction."""
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
        fit = (text_for("csv", cell) for cell in cells)
        writer.writerow([f"'{cell}" if cell.startswith(_RISKY) else cell for cell in fit])


def import_csv(store: Store, stream: BinaryIO) -> Imported:
    """Store the corrections in a reviewed CSV as a person's, all or none.

    Rows without a correction are ignored. Raises PageError, which names the line, and StoreError.
    """
    imported = Imported()
    today = datetime.now(UTC).date()
    with store.change():
        for number, row in _lines(stream):
            correction = row["correction"].strip()
            if not correction:
                continue
            source = _source(row, store.memory)
            if source is None:
                raise PageError(
                    f"line {number}: the source was changed; correct only the last cell"
                )
            _remember(
                store.memory,
                Translation(row["from"], source, row["into"], correction, "human", day=today),
                imported,
            )
        store.touch()
    return imported


def _source(row: dict[str, str], memory: Memory) -> str | None:
    """Return the source text of a row; None when it was changed.

    A source with characters that no table can carry is found in the memory by its key.
    """
    if source_hash(row["source"])[:16] == row["key"]:
        return row["source"]
    return next(
        (
            each.source
            for each in rows_to_review(memory)
            if source_hash(each.source)[:16] == row["key"]
            and source_hash(text_for("csv", each.source)) == source_hash(row["source"])
        ),
        None,
    )


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
