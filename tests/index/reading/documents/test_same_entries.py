"""A document gives the entries that the page gives from which a program made it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.files.timings import Timings
from index.model.entry import Entry
from index.model.page import Page
from index.reading.pipeline import read_in_process
from index.reading.sources import read_pages

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 1, 5, tzinfo=UTC)


def entries_of(name: str) -> list[Entry]:
    (page,) = read_pages(str(DATA / name), fetched=NOW)
    assert isinstance(page, Page)
    assert page.url == f"file:{name}"
    return list(read_in_process(page, Timings()).entries)


def told(entry: Entry) -> tuple[object, ...]:
    return (
        entry.dates.start,
        entry.dates.end,
        entry.original.language,
        entry.original.title,
        " ".join(entry.original.text.split()),
        entry.countries,
        entry.doubts,
    )


@pytest.mark.parametrize(
    "name",
    [
        "list.libreoffice.pdf",
        "list.libreoffice.docx",
        "list.chromium.pdf",
        "list.reportlab.pdf",
        "columns.weasyprint.pdf",
        "table.weasyprint.pdf",
    ],
)
def test_the_entries_are_those_of_the_page_that_was_printed(name: str) -> None:
    wanted = [told(entry) for entry in entries_of(f"{name.partition('.')[0]}.html")]
    assert len(wanted) == 9
    assert {each[2] for each in wanted} == {"it", "en", "fr"}
    assert [told(entry) for entry in entries_of(name)] == wanted
