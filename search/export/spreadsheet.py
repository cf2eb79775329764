"""Entries as a spreadsheet (XLSX): dates are dates, and no text is a formula or a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from index.model.errors import StoreError
from index.text.output_characters import text_for
from search.export.tables import COLUMNS, Cell

MAX_CELL = 32_767
"""UTF-16 code units that a cell can hold; https://support.microsoft.com/office/1672b34d."""
SHEET_ROWS = 1_048_575
"""Entries that one sheet can hold below its head."""
CUT: Mapping[str, str] = {
    "it": " […] (testo tagliato: una cella non ne contiene di più; intero in CSV e JSON)",
    "en": " […] (text cut: a cell holds no more; whole in CSV and JSON)",
}
"""The end of a text that is too long for a cell."""

_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count days from 1900, and give that year a 29 February that it did not have."""
_WIDTHS = (18, 11, 11, 10, 12, 20, 20, 28, 9, 48, 60, 40, 11, 40, 11, 8, 40, 40, 11)
"""Of the columns, in characters; chosen by hand."""
_CHUNK = 1 << 16
_RUN = ("<r>", "</r>")
"""XlsxWriter takes a text between these for markup of its own."""


def xlsx_parts(
    rows: Iterable[Iterable[Cell]],
    title: str,
    language: str,
    day: date,
    *,
    sheet_rows: int = SHEET_ROWS,
) -> Iterator[bytes]:
    """Yield a workbook with a title, made in the temporary folder with one row in memory at a time.

    Equal rows give equal bytes on the same day. What does not fit on a sheet is on the next.
    Raises StoreError when the temporary folder cannot hold it.
    """
    with TemporaryDirectory(prefix="torino-") as folder:
        path = Path(folder) / "export.xlsx"
        try:
            _write(path, rows, title, language, day, sheet_rows)
        except (XlsxWriterException, OSError) as error:
            raise StoreError(
                f"the spreadsheet cannot be made in {Path(folder).parent}: {error}; make room "
                "there, or name another folder in TMPDIR"
            ) from error
        with path.open("rb") as file:
            while part := file.read(_CHUNK):
                yield part


def _write(
    path: Path,
    rows: Iterable[Iterable[Cell]],
    title: str,
    language: str,
    day: date,
    sheet_rows: int,
) -> None:
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    book = Workbook(str(path), options)
    try:
        book.use_zip64()
        book.set_properties({"title": title, "created": datetime.combine(day, time(), UTC)})
        head = book.add_format({"bold": True})
        of_day = book.add_format({"num_format": "yyyy-mm-dd"})
        plain = book.add_format()
        waiting = iter(rows)
        following: list[Iterable[Cell]] = []
        number = 1
        while number == 1 or following:
            name = _sheet_name(title, number)
            sheet = book.add_worksheet(name)
            for column, (_, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
                sheet.set_column(column, column, width)
            sheet.freeze_panes(1, 1)
            for column, heading in enumerate(COLUMNS):
                sheet.write_string(0, column, heading, head)
            at = 0
            for at, row in enumerate(islice(chain(following, waiting), sheet_rows), 1):
                for column, cell in enumerate(row):
                    _write_cell(sheet, at, column, cell, language, of_day, plain)
            sheet.autofilter(0, 0, at, len(COLUMNS) - 1)
            following = list(islice(waiting, 1))
            number += 1
    finally:
        book.close()


def _sheet_name(title: str, number: int) -> str:
    """Return the name of a sheet: Excel takes 31 characters, and not all of them."""
    name = re.sub(r"[\[\]:*?/\\]", " ", title)[:26].strip(" '") or "Archive"
    return name if number == 1 else f"{name} {number}"


def _write_cell(
    sheet: Worksheet,
    row: int,
    column: int,
    cell: Cell,
    language: str,
    of_day: Format,
    plain: Format,
) -> None:
    if isinstance(cell, date) and cell >= _FIRST_DAY:
        sheet.write_datetime(row, column, datetime.combine(cell, time()), of_day)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell)
    elif cell is not None:
        text = _fitting(str(cell), CUT[language])
        if text.startswith(_RUN[0]) and text.endswith(_RUN[1]):
            sheet.write_rich_string(row, column, text[0], plain, text[1:])
        else:
            sheet.write_string(row, column, text)


def _fitting(text: str, ending: str) -> str:
    """Return the text with the characters and the length that a cell can hold."""
    text = text_for("csv", re.sub("\r\n?", "\n", text))
    if len(text) > MAX_CELL // 2 and _units(text) > MAX_CELL:
        kept = text.encode("utf-16-le")[: (MAX_CELL - _units(ending)) * 2]
        return kept.decode("utf-16-le", "ignore") + ending
    return text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
