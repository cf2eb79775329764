"""Unread text and translations at the desk in a real browser, by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from index.commands.add import add_sources
from index.commands.rebuild import rebuild
from index.store.corrections import read_corrections
from index.store.home import Home
from index.store.stored_translation import Translation
from search.open_searcher import open_searcher
from search.query.query import Query

pytestmark = pytest.mark.slow

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
PASSAGES, TRANSLATED = 5, 5
ITEM = (
    "<h3>June {day}th 2007 - Walk number {number} - France</h3>"
    "<p>All walked from bridge {number} to the square of Lyon with friends.</p>"
)
ROOM = "Room {} of the office is beside the old library of the town hall."


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Entries that a machine has translated, and pages of which nobody has read the text."""
    items = "".join(ITEM.format(day=4 + number, number=number) for number in range(TRANSLATED))
    text = f'<html lang="en"><body><h1>Walks</h1>{items}</body></html>'
    (tmp_path / "walks.html").write_text(text)
    for number in range(PASSAGES):
        room = f"<html><body><p>{ROOM.format(number)}</p></body></html>"
        (tmp_path / f"room{number}.html").write_text(room)
    home = Home(tmp_path / "home")
    add_sources(home, [str(path) for path in sorted(tmp_path.glob("*.html"))])
    with closing(open_searcher(home.location)) as searcher:
        originals = [entry.original for entry in searcher.export(Query())]
    with home.open_store() as store, store.change():
        for version in originals:
            for text in (version.title, *version.paragraphs):
                made = ("en", text, "it", f"Macchina: {text}", "machine", "libre", "")
                store.memory.remember(Translation(*made, day=date(2026, 11, 20)))
        store.touch()
    rebuild(home)
    return home


@pytest.fixture
def address(home: Home, at_desk: Callable[[Home], AbstractContextManager[str]]) -> Iterator[str]:
    with at_desk(home) as address:
        yield address


def peoples(home: Home) -> list[str]:
    """The translations by people."""
    with home.open_store("read") as store:
        return [row.target or "" for row in store.memory.attempts("ok") if row.origin == "human"]


def test_both_are_settled_with_the_keyboard_alone(
    open_page: Callable[..., AbstractContextManager[Page]], home: Home, address: str
) -> None:
    with open_page(address) as page:
        page.goto(address.partition("?")[0] + "en/")
        with page.expect_navigation():
            page.keyboard.press("7")
        for _ in range(PASSAGES):
            expect(page.locator("legend")).to_have_text("What is it?")
            page.keyboard.press("1")
            expect(page.locator("input[type=radio]:checked")).to_have_count(1)
            with page.expect_navigation():
                page.keyboard.press("Enter")
        rows = read_corrections(home.corrections)
        assert [(row.field, row.value) for row in rows] == [("unread", "nothing")] * PASSAGES

        for number in range(TRANSLATED):
            expect(page.locator("textarea")).to_have_count(2)
            page.keyboard.press("e")
            page.keyboard.press("End")
            page.keyboard.type(" (riletta l x 1)")
            expect(page.locator("textarea").first).to_have_value(re.compile(r"\(riletta l x 1\)$"))
            with page.expect_navigation():
                if number == 0:
                    page.keyboard.press("Control+Enter")
                else:
                    page.keyboard.press("Escape")
                    page.keyboard.press("r" if number == 1 else "Enter")
        kept = peoples(home)
        assert len(kept) == 2 * (TRANSLATED - 1)
        assert sum(text.endswith("(riletta l x 1)") for text in kept) == TRANSLATED - 1
        with page.expect_navigation():
            page.keyboard.press("u")
        assert len(peoples(home)) == 2 * (TRANSLATED - 2)


def test_a_reported_translation_is_opened_with_the_keyboard_alone(
    open_page: Callable[..., AbstractContextManager[Page]], home: Home, address: str
) -> None:
    with home.open_store("read") as store:
        id = store.published.all()[0].id
    with open_page(address) as page:
        page.goto(address.partition("?")[0] + "it/")
        page.keyboard.press("t")
        page.keyboard.type(f"https://archive.example.org/it/e/{id}#it")
        with page.expect_navigation(url=f"**/it/translation/{id}+it"):
            page.keyboard.press("Enter")
        expect(page.locator("textarea[lang=it]")).to_have_count(2)


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (1280, "dark"), (320, "dark")])
def test_axe_finds_nothing_and_all_fits(
    open_page: Callable[..., AbstractContextManager[Page]], address: str, width: int, theme: str
) -> None:
    with open_page(address, width, color_scheme=theme, bypass_csp=True) as page:
        root = address.partition("?")[0]
        for language in ("it", "en"):
            for kind in ("unread", "translation"):
                page.goto(f"{root}{language}/")
                page.locator(f".queue a[href*={kind}]").click()
                page.wait_for_url(f"**/{kind}/**")
                page.evaluate(AXE)
                found = page.evaluate("axe.run(document)")["violations"]
                assert [(kind, each["id"], each["nodes"][0]["html"]) for each in found] == []
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
