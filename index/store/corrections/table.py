"""The file corrections.csv: rows of `id,field,value,who,why`, as a spreadsheet writes them.

The columns may be separated by commas, semicolons (an Italian Excel) or tabs. The file may be
UTF-8, with or without a byte-order mark, UTF-16 with one, or Windows-1252. Blank lines and a line
`sep=;` (for Excel) may stand before the names. What is changed of it leaves all other bytes as they
are.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Self

from index.files.atomic import replace_bytes
from index.files.diagnosis import failure
from index.model.errors import CorrectionError
from index.store.corrections.correction import FIELDS, Correction, check_is_yes

COLUMNS = ("id", "field", "value", "who", "why")
NOTHING = "nothing"
"""What `unread` says: that nothing is to be taken of a line."""
_LINE = re.compile(r"text-[0-9a-f]{16}")
_SEPARATORS = (",", ";", "\t")
_NAMED_SEPARATOR = re.compile(r'"?sep=([,;\t])"?[,;\t]*\s*', re.IGNORECASE)
_BLANK = frozenset('",;\t \r\n')
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the file's rows in order; none when there is no file.

    Raises CorrectionError, which names the line, for a field that does not exist, and for a file
    that is not such a table; StoreError when it cannot be read at all.
    """
    table = _read_table(path)
    return () if table is None else tuple(table.corrections())


def add_correction(path: Path, correction: Correction) -> None:
    """Write a correction behind all rows, in the form of the file; make the file if need be.

    What its encoding has not makes the file UTF-8. Raises what `read_corrections` raises, and
    CorrectionError when the file cannot be written, or could not be read with the correction.
    """
    table = _read_table(path) or _Table(path.name, b"", "utf-8", (), ",", 0)
    lines = list(table.lines)
    end = "\r\n" if any(line.endswith("\r\n") for line in lines) else "\n"
    columns = table.columns() if table.has_names else COLUMNS
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines.append(end)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=table.separator, lineterminator=end)
    if not table.has_names:
        writer.writerow(columns)
    writer.writerow([getattr(correction, c) if c in COLUMNS else "" for c in columns])
    new = table.replaced("".join((*lines, out.getvalue())))
    new.check()
    new.write(path)


def drop_corrections(path: Path, drop: Callable[[Correction], bool]) -> tuple[int, ...]:
    """Take the rows for which `drop` says so out of the file; return the numbers of their lines.

    All other bytes stay: byte-order mark, line ends, quotes. Raises what `read_corrections` raises.
    """
    table = _read_table(path)
    last = {each.line for each in table.corrections() if drop(each)} if table else set()
    if table is None or not last:
        return ()
    gone: list[int] = []
    before = 0
    for line, _ in table.rows():
        if line in last:
            gone += range(before + 1, line + 1)
        before = line
    kept = "".join(line for number, line in enumerate(table.lines, 1) if number not in gone)
    table.replaced(kept).write(path)
    return tuple(gone)


@dataclass(frozen=True, slots=True)
class _Table:
    """The file's text, and how it was written."""

    name: str
    mark: bytes
    encoding: str
    lines: tuple[str, ...]
    """With their ends, which may be any."""
    separator: str
    names_at: int
    """The index of the line with the names of the columns; blank lines may stand before it."""

    @classmethod
    def of(cls, name: str, content: bytes) -> Self:
        """Return the table of a file's bytes. Raises CorrectionError, naming the line."""
        mark, encoding = next(((m, e) for m, e in _MARKS if content.startswith(m)), (b"", ""))
        body = content[len(mark) :]
        encoding = encoding or ("utf-8" if _is_utf8(body) else "cp1252")
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError as error:
            line = body.count(b"\n", 0, error.start) + 1
            raise CorrectionError(
                f"{name} line {line} cannot be read (the byte {body[error.start]:02x} is neither"
                " UTF-8 nor Windows-1252); save the file as CSV UTF-8, as spreadsheets call it"
            ) from error
        lines = tuple(io.StringIO(text, newline=""))
        names_at, named = 0, ""
        for above in lines:
            found = _NAMED_SEPARATOR.fullmatch(above)
            if not found and not _BLANK.issuperset(above):
                break
            named = found[1] if found else named
            names_at += 1
        names = "".join(lines[names_at : names_at + 1])
        separator = named or max(_SEPARATORS, key=names.count)
        return cls(name, mark, encoding, lines, separator, names_at)

    @property
    def has_names(self) -> bool:
        """Whether there is more than blank lines."""
        return self.names_at < len(self.lines)

    def replaced(self, text: str) -> _Table:
        """Return the table with another text; in UTF-8 when its encoding has not all of it."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return replace(self, mark=codecs.BOM_UTF8, encoding="utf-8", lines=(text,))
        return replace(self, lines=(text,))

    def content(self) -> bytes:
        """Return the bytes of the file."""
        return self.mark + "".join(self.lines).encode(self.encoding)

    def check(self) -> None:
        """Raise CorrectionError, naming the line, when the file could not be read again."""
        deque(_Table.of(self.name, self.content()).corrections(), maxlen=0)

    def write(self, path: Path) -> None:
        """Replace the file at once. Raises CorrectionError."""
        try:
            replace_bytes(path.resolve(), self.content())
        except OSError as error:
            raise CorrectionError(f"{self.name} cannot be written: {error}") from error

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row with the number of its last line. Raises CorrectionError, naming it."""
        reader = csv.reader(self.lines[self.names_at :], delimiter=self.separator, strict=True)
        try:
            for row in reader:
                yield self.names_at + reader.line_num, row
        except csv.Error as error:
            raise CorrectionError(
                f"{self.name} line {self.names_at + reader.line_num}: {error}"
            ) from error

    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns. Raises CorrectionError when one is missing."""
        _, row = next(self.rows(), (1, []))
        columns = tuple(name.strip().lower() for name in row)
        if missing := [column for column in COLUMNS[:3] if column not in columns]:
            raise CorrectionError(
                f"{self.name} lacks the column {missing[0]}; its first line must be"
                f" {','.join(COLUMNS)}, with commas or semicolons between"
            )
        return columns

    def corrections(self) -> Iterator[Correction]:
        """Yield the rows that are not empty. Raises CorrectionError, naming the line."""
        columns = self.columns() if self.has_names else ()
        for line, row in islice(self.rows(), 1, None):
            if any(cell.strip() for cell in row):
                yield self._correction(line, columns, row)

    def _correction(self, line: int, columns: tuple[str, ...], row: list[str]) -> Correction:
        if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
            raise CorrectionError(
                f"{self.name} line {line} has {len(row)} cells, the first line {len(columns)}; a"
                f" value with {self.separator!r} in it must stand in double quotes"
            )
        cells = {name: cell.strip() for name, cell in zip(columns, row, strict=False)}
        asked = cells.get("field", "")
        field = next((each for each in FIELDS if each == asked.lower()), None)
        if field is None:
            raise CorrectionError(
                f"{self.name} line {line}: no field {asked!r}; there are {', '.join(FIELDS)}"
            )
        id = cells.get("id", "")
        if not id:
            raise CorrectionError(f"{self.name} line {line} has no id")
        value, who, why = (cells.get(name, "") for name in COLUMNS[2:])
        if field == "not-an-entry":  # what hides an entry is not tried on it
            try:
                check_is_yes(value)
            except ValueError as error:
                raise CorrectionError(
                    f"{self.name} line {line}: {field} cannot be {value!r}: {error}"
                ) from error
        if field == "unread" and (value.lower() != NOTHING or not _LINE.fullmatch(id)):
            raise CorrectionError(
                f"{self.name} line {line}: unread takes the id of a line, text- and 16 digits, as"
                f" the desk writes it, and the value {NOTHING}"
            )
        return Correction(line, id, field, value.replace("\r\n", "\n"), who, why)


def _read_table(path: Path) -> _Table | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise failure(path, "read", error) from error
    return _Table.of(path.name, content)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
