"""Workbooks as spreadsheets open them."""

import io
import tempfile
from datetime import date
from zipfile import ZipFile

import openpyxl
import pytest

from index.model.entry import UNDATED
from index.model.errors import StoreError
from search.export.spreadsheet import CUT, MAX_CELL, xlsx_parts
from search.export.tables import COLUMNS

DAY = date(2026, 11, 28)
TEXT = COLUMNS.index("text")


def book_of(rows, language="en", **more):
    return openpyxl.load_workbook(
        io.BytesIO(b"".join(xlsx_parts(rows, "Archive", language, DAY, **more)))
    )


def column_of(sheet, column):
    return [row[column] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_columns_are_wide_and_the_head_stays_in_sight(make_entry, written):
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", [make_entry(), make_entry("b")])))
    sheet = book.active
    assert book.sheetnames == ["Torino nel mondo"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:S3"
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
    assert len(widths) == len(COLUMNS)
    assert min(widths) > 8
    assert sheet["A1"].font.bold


def test_days_are_days_and_counts_are_numbers(make_entry, written):
    book = openpyxl.load_workbook(
        io.BytesIO(written("xlsx", [make_entry(), make_entry("undated-x", dates=UNDATED)]))
    )
    dated, undated = book.active.iter_rows(min_row=2)
    assert (dated[1].is_date, dated[1].value.date()) == (True, date(2007, 6, 27))
    assert dated[1].number_format == "yyyy-mm-dd"
    assert (undated[1].value, undated[2].value) == (None, None)
    assert dated[COLUMNS.index("doubts")].value == 0


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://e.org\")", "http://e.org", "12", "TRUE",
     "{=1}", "2007-06-27", "#N/A", "<r>", "<r>&</r>", "<r><t>x</t></r>", " x ", "'x",
     "Bacău și Timișoara"],
)  # fmt: skip
def test_a_text_stays_the_text_that_it_is(text):
    (cell,) = book_of([(text,)]).active["A2":"A2"][0]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


@pytest.mark.parametrize("sign", ["x", "ș", "🙂"])
@pytest.mark.parametrize("language", ["it", "en"])
def test_a_text_too_long_for_a_cell_says_so_at_its_end(sign, language):
    text = book_of([(sign * 40_000,)], language).active["A2"].value
    kept = text.removesuffix(CUT[language])
    assert text != kept == sign * len(kept)
    assert MAX_CELL - 1 <= len(text.encode("utf-16-le")) // 2 <= MAX_CELL


def test_the_longest_text_that_a_cell_holds_is_whole():
    assert book_of([("x" * MAX_CELL,)]).active["A2"].value == "x" * MAX_CELL


@pytest.mark.parametrize(("count", "sheets"), [(0, [0]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_what_does_not_fit_on_a_sheet_is_on_the_next(count, sheets):
    book = book_of([(f"x{number}",) for number in range(count)], sheet_rows=3)
    assert [sheet.max_row - 1 for sheet in book] == sheets
    assert [x for sheet in book for x in column_of(sheet, 0)] == [f"x{n}" for n in range(count)]
    assert all(sheet["A1"].value == "id" for sheet in book)


def test_equal_entries_give_equal_bytes_on_the_same_day(make_entry, written):
    first, again, later = (
        written("xlsx", [make_entry()], accessed=day) for day in (DAY, DAY, date(2026, 11, 29))
    )
    assert first == again != later
    assert "xl/worksheets/sheet1.xml" in ZipFile(io.BytesIO(first)).namelist()


def test_the_temporary_folder_is_empty_afterwards_also_when_half_was_read(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    parts = xlsx_parts([("x" * 30_000,)], "Archive", "en", DAY)
    assert next(parts).startswith(b"PK")
    parts.close()
    assert list(tmp_path.iterdir()) == []


def test_an_entry_that_cannot_be_read_ends_the_workbook_with_its_error(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows():
        yield ("x",)
        raise StoreError("lost")

    with pytest.raises(StoreError, match="lost"):
        list(xlsx_parts(rows(), "Archive", "en", DAY))
    assert list(tmp_path.iterdir()) == []
