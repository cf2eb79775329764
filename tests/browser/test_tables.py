"""Tables on the pages of prose, on a narrow screen and with the spacing of WCAG 1.4.12."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Resize = Callable[[Page, int], None]

WIDER = """columns => {
const row = document.querySelector('tbody').insertRow();
for (let i = 0; i < columns; i++) row.insertCell().textContent = 'Internationalization.' + i }"""
"""A row with one long word in each of its cells."""


@pytest.fixture(params=["it/data", "en/data", "it/help", "en/help"])
def prose(
    request: pytest.FixtureRequest, kept_page: Page, site: str, set_wide: Callable[[Page], None]
) -> Page:
    kept_page.goto(f"{site}/{request.param}")
    set_wide(kept_page)
    return kept_page


@pytest.mark.parametrize("columns", [2, 3, 5])
def test_a_table_of_any_columns_fits_at_320_pixels(
    prose: Page, resize: Resize, columns: int
) -> None:
    resize(prose, 320)
    prose.evaluate(WIDER, columns)
    assert prose.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    assert prose.evaluate("document.querySelector('table').scrollWidth") <= 288


def test_a_table_is_one_for_screen_readers_when_its_rows_fold(prose: Page, resize: Resize) -> None:
    rows = prose.locator("tr").count()
    for width in (320, 1280):
        resize(prose, width)
        table = prose.get_by_role("table")
        expect(table).to_have_count(1)
        expect(table.get_by_role("row")).to_have_count(rows)
        expect(table.get_by_role("columnheader")).to_have_count(2)
        expect(table.get_by_role("rowheader")).to_have_count(rows - 1)
        expect(table.get_by_role("cell")).to_have_count(rows - 1)


def test_a_row_is_one_line_where_there_is_room(prose: Page, resize: Resize) -> None:
    tops = "[...document.querySelectorAll('thead th')].map(e => e.getBoundingClientRect().top)"
    resize(prose, 1280)
    assert len(set(prose.evaluate(tops))) == 1
    resize(prose, 320)
    assert len(set(prose.evaluate(tops))) == 2
