from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.layouts import split_page
from index.pages import Page, read_pages

ARCHIVE = Path(__file__).parents[3].parent / "shared" / "archive"
REAL_PAGE = ARCHIVE / "relint-inglese-archivio-2007-maggiogiugno.txt"


@pytest.mark.skipif(not REAL_PAGE.exists(), reason="the archive's real page is not here")
def test_the_real_page_gives_its_seventeen_entries() -> None:
    (page,) = read_pages(str(REAL_PAGE), fetched=datetime(2026, 1, 1, tzinfo=UTC))
    assert isinstance(page, Page)
    entries = split_page(page)
    assert len(entries) == 17
    assert {entry.layout for entry in entries} == {"A"}
    assert [entry.month_heading for entry in entries] == ["2007 June"] * 7 + ["2007 May"] * 10
    assert {entry.language for entry in entries} == {"en"}
    assert entries[2].heading == "June 27th 2007 - Consul of the U.S.A."
    assert [len(entry.paragraphs) for entry in entries] == [1, 3] + [1] * 15
    assert not any("Text written" in entry.text for entry in entries)
