"""The page on paper, in the reader's own colours, in longer words, and by keyboard alone."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Page, expect
from waitress import create_server

import web
from search.searcher import Searcher
from web import create_app

TRANSLATIONS = Path(web.__file__).parent / "translations"


def lengthened(text: str) -> str:
    """The words with every vowel doubled, some forty per cent longer; their places as they are."""
    parts = re.split(r"(%\(\w+\)s)", text)
    return "".join(
        part if part.startswith("%(") else re.sub(r"([aeiouàèéìòù])", r"\1\1", part)
        for part in parts
    )


@pytest.fixture(scope="module")
def long_site(sample: Searcher, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same site in a language that is longer than any."""
    folder = tmp_path_factory.mktemp("long")
    for language in ("it", "en"):
        path = Path(language) / "LC_MESSAGES" / "messages"
        with (TRANSLATIONS / path.with_suffix(".po")).open("rb") as file:
            catalogue = read_po(file, locale=language)
        for message in catalogue:
            if isinstance(message.string, tuple | list):
                message.string = tuple(lengthened(each) for each in message.string)
            elif message.id:
                message.string = lengthened(message.string)
        target = (folder / path).with_suffix(".mo")
        target.parent.mkdir(parents=True)
        with target.open("wb") as file:
            write_mo(file, catalogue)
    app = create_app(sample, config={"BABEL_TRANSLATION_DIRECTORIES": str(folder)})
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


@pytest.fixture(scope="module")
def long_page(chromium: Browser, long_site: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=long_site, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_words_that_are_longer_still_fit_the_narrowest_screen(long_page: Page, state: str) -> None:
    long_page.set_viewport_size({"width": 320, "height": 900})
    long_page.goto(state.format("it"))
    assert re.search(r"aa|ee|ii|oo", long_page.locator("footer").inner_text())
    for width in (320, 1280):
        long_page.set_viewport_size({"width": width, "height": 900})
        assert long_page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


STYLES = """selector => { const s = getComputedStyle(document.querySelector(selector));
return { underlined: s.textDecorationLine.includes('underline'), border: s.borderTopStyle,
below: parseFloat(s.borderBottomWidth), background: s.backgroundColor, display: s.display } }"""


def test_in_the_readers_own_colours_nothing_is_told_by_colour_alone(open_page: Any) -> None:
    with open_page("/en/search?q=mayor&country=FR&year=2007", forced_colors="active") as page:
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert page.evaluate(STYLES, "mark")["underlined"]
        assert (
            page.evaluate(STYLES, "mark")["background"]
            != page.evaluate(STYLES, "html")["background"]
        )
        assert page.evaluate(STYLES, ".row [aria-current]")["below"] >= 3
        assert page.evaluate(STYLES, ".chips a")["border"] == "solid"
        assert (
            page.evaluate(
                "getComputedStyle(document.querySelector('.years [aria-current] b')).outlineStyle"
            )
            == "solid"
        )


def test_on_paper_stand_the_query_the_hits_and_where_they_are_from(open_page: Any) -> None:
    with open_page("/it/search?q=sindaco&country=FR&read=it", width=768) as page:
        page.emulate_media(media="print")
        for selector in (".filters", ".band", ".tools", ".chips", ".top nav"):
            expect(page.locator(selector).first).not_to_be_visible()
        for selector in ("h1", ".said", ".hit h3", ".hit .text", ".whose"):
            expect(page.locator(selector).first).to_be_visible()
        told = page.evaluate(
            """() => getComputedStyle(
            document.querySelector('.take li:last-child a'), '::after').content"""
        )
        assert "search?q=sindaco&country=FR" in told
        assert page.evaluate(STYLES, "html")["background"] == "rgb(255, 255, 255)"


def walk_to(page: Any, selector: str, most: int = 90) -> None:
    """Press Tab until the focus is on the selector; every stop on the way must be in sight."""
    for _ in range(most):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """selector => { const e = document.activeElement, r = e.getBoundingClientRect();
            return [e.matches(selector), e === document.body ||
                (r.bottom > 0 && r.top < innerHeight && r.width > 0),
                e.outerHTML.slice(0, 90)] }""",
            selector,
        )
        assert seen[1], seen[2]
        if seen[0]:
            return
    pytest.fail(f"{selector} was not reached")


def test_the_whole_journey_is_walked_by_keyboard_alone(open_page: Any) -> None:
    with open_page("/en/") as page:
        walk_to(page, "#q")
        page.keyboard.type("mayor")
        page.keyboard.press("Enter")
        page.wait_for_url("**/en/search?q=mayor")
        for code in ("[name=country]", "[name=country]:not(:checked)"):
            walk_to(page, code)
            page.keyboard.press("Space")
        walk_to(page, ".apply button")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"country=..&country=..$"))
        walk_to(page, ".chips a")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"q=mayor&country=..$"))
        walk_to(page, ".chron h3 a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/en/e/**")
        walk_to(page, ".path > a")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/en/search\?q=mayor&country=..$"))


@pytest.mark.parametrize("path", ["/it/search?q=sindaco", "/en/", "/en/countries/FR"])
def test_a_page_is_light_on_the_wire(open_page: Any, path: str) -> None:
    with open_page(path) as page:
        page.wait_for_load_state("networkidle")
        sent = page.evaluate(
            """() => ['navigation', 'resource'].flatMap(t => performance.getEntriesByType(t))
            .filter(e => e.name.startsWith('http')).map(e => [e.name, e.encodedBodySize])"""
        )
        assert len(sent) <= 4
        assert sum(size for _, size in sent) <= 45_000
        assert sent[0][1] <= 30_000


@pytest.mark.parametrize("path", ["/it/search?q=sindaco&country=FR", "/en/countries", "/it/years"])
def test_without_a_script_the_page_says_the_same(open_page: Any, path: str) -> None:
    with open_page(path) as page, open_page(path, java_script_enabled=False) as plain:
        for part in ("h1", "main"):
            assert plain.locator(part).inner_text() == page.locator(part).inner_text()
