"""The desk in a real browser, by keyboard alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from importlib.resources import files

import pytest
from playwright.sync_api import Page, Route, expect

from index.commands.add import add_sources
from index.store.corrections import read_corrections
from index.store.home import Home

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
ENTRIES = 50
ITEM = (
    "<h3>June {day}th 2007 - Walk number {number}</h3>"
    "<p>On June {other}th 2007 all walked from bridge {number} to the square with friends.</p>"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An archive in which every entry has a doubt about its date."""
    folder = tmp_path_factory.mktemp("desk")
    page = folder / "walks.html"
    items = "".join(
        ITEM.format(day=4 + number % 10, other=15 + number % 5, number=number + 100)
        for number in range(ENTRIES)
    )
    page.write_text(f'<html lang="en"><body><h1>Walks</h1>{items}</body></html>', "utf-8")
    home = Home(folder / "home")
    add_sources(home, [str(page)])
    return home


@pytest.fixture(scope="module")
def address(home: Home, at_desk: Callable[[Home], AbstractContextManager[str]]) -> Iterator[str]:
    with at_desk(home) as address:
        yield address


@pytest.mark.slow
def test_fifty_doubts_are_settled_with_the_keyboard_alone(
    open_page: Callable[..., AbstractContextManager[Page]], home: Home, address: str
) -> None:
    with open_page(address) as page:
        page.goto(address.partition("?")[0] + "en/")
        waiting = ENTRIES
        expect(page.get_by_role("link", name="Dates in doubt")).to_contain_text(str(waiting))
        with page.expect_navigation():
            page.keyboard.press("1")
        for number in range(ENTRIES):
            expect(page.locator("legend")).to_have_text("When was it?")
            page.keyboard.press("2" if number % 2 else "1")
            if number % 10 == 0:
                page.keyboard.press("w")
                page.keyboard.type("the poster says so")
            with page.expect_navigation():
                page.keyboard.press("Enter")
            assert page.get_by_role("alert").all_inner_texts() == []
        rows = read_corrections(home.corrections)
        assert len({row.id for row in rows}) == ENTRIES
        assert {row.who for row in rows} == {"Anna"}
        assert sum(row.why == "the poster says so" for row in rows) == 2 * (ENTRIES // 10)
        with page.expect_navigation():
            page.keyboard.press("u")
        expect(page.locator("legend")).to_have_text("When was it?")
        assert len({row.id for row in read_corrections(home.corrections)}) == ENTRIES - 1


@pytest.mark.slow
def test_the_first_key_counts_however_late_the_keys_are_loaded(
    open_page: Callable[..., AbstractContextManager[Page]], address: str
) -> None:
    with open_page(address) as page:
        page.goto(address.partition("?")[0] + "en/")

        def answer_late(route: Route) -> None:
            time.sleep(0.5)
            route.continue_()

        page.route("**/desk.js", answer_late)
        expect(page.get_by_role("link", name="Without a country")).to_be_visible()
        page.keyboard.press("6")
        expect(page.locator("legend")).to_be_visible()
        page.keyboard.press("1")
        expect(page.locator("input:checked")).to_have_count(1)


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_at_the_desk(
    open_page: Callable[..., AbstractContextManager[Page]], address: str, width: int, theme: str
) -> None:
    with open_page(address, width, color_scheme=theme, bypass_csp=True) as page:
        root = address.partition("?")[0]
        for path in ("it/", "en/unplaced/{}", "it/undated/{}", "en/people/{}", "it/language/{}"):
            page.goto(f"{root}it/")
            link = page.locator(".queue a").first.get_attribute("href") or ""
            page.goto(root + path.format(link.rpartition("/")[2]))
            page.evaluate(AXE)
            found = page.evaluate("axe.run(document)")["violations"]
            assert [(path, each["id"], each["nodes"][0]["html"]) for each in found] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
