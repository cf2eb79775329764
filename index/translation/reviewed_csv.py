"""A table for spreadsheets of what is to be reviewed, and the corrections that come back in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO, TextIO

from index.model.errors import PageError
from index.store.source_keys import source_hash
from index.store.stored_translation import Attempt
from index.store.translation_memory import Memory
from index.text.output_characters import safe_cell, text_for
from index.translation.exchange import rows_to_review
from index.translation.tmx import Unit

COLUMNS = (
    "key", "status", "from", "into", "translator", "reason", "source", "target", "correction",
)  # fmt: skip
_FORMER = "engine"
"""What the column of the translator is called in tables of earlier versions."""


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
            row.translator,
            row.reason or "",
            row.source,
            row.target or "",
            "",
        )
        writer.writerow([safe_cell(cell, is_read_back=True) for cell in cells])


def read_reviewed(stream: BinaryIO, memory: Memory) -> Iterator[Unit]:
    """Yield the corrections of a reviewed table as a person's.

    Rows without a correction are ignored. Raises PageError, which names the line.
    """
    today = datetime.now(UTC).date()
    for number, row in _lines(stream):
        correction = row["correction"].strip()
        if not correction:
            continue
        source = _source(row, memory)
        if source is None:
            raise PageError(f"line {number}: the source was changed; correct only the last cell")
        yield Unit(row["from"], source, row["into"], correction, day=today)


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
        names = ["translator" if name == _FORMER else name for name in reader.fieldnames or ()]
        if not set(COLUMNS) <= set(names):
            raise PageError(f"The CSV file must have the columns {', '.join(COLUMNS)}.")
        reader.fieldnames = names
        for row in reader:
            yield reader.line_num, {name: (row[name] or "").removeprefix("'") for name in COLUMNS}
    except csv.Error as error:
        raise PageError(f"line {reader.line_num}: {error}") from error
