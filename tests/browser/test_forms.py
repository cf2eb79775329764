"""The page on paper, in the reader's own colours, in longer words, and by keyboard alone."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Page, expect

import web.views.i18n
from web.http.page_cache import PageCache
from web.views.language_templates import LanguageTemplates

Sites = Mapping[str, str]

CACHE: Any = type(cache(repr))

TRANSLATIONS = Path(web.__file__).parent / "translations"


def lengthened(text: str) -> str:
    """The words with every vowel trebled or doubled by turns, half as long again; places as they
    are.
    """
    turns = cycle((3, 2))
    parts = re.split(r"(%\(\w+\)s)", text)
    return "".join(
        part
        if part.startswith("%(")
        else re.sub(r"[aeiouàèéìòù]", lambda vowel: vowel[0] * next(turns), part, flags=re.I)
        for part in parts
    )


def catalogue(language: str) -> Catalog:
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def strings(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (str(message.string),)


@pytest.fixture(scope="module")
def longer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Catalogues in a language that is longer than any."""
    folder = tmp_path_factory.mktemp("long")
    for language in ("it", "en"):
        words = catalogue(language)
        for message in words:
            if message.id:
                said = tuple(lengthened(each) for each in strings(message))
                message.string = said if message.pluralizable else said[0]
        target = folder / language / "LC_MESSAGES" / "messages.mo"
        target.parent.mkdir(parents=True)
        with target.open("wb") as file:
            write_mo(file, words)
    return folder


@pytest.fixture
def longer_words(longer: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The site speaks that language for the time of a test."""
    compiled: dict[tuple[int, str], LanguageTemplates] = {}

    def apart(templates: LanguageTemplates, language: str) -> LanguageTemplates:
        """Templates with these words in their place, beside those with the site's own."""
        found = compiled.get((id(templates), language))
        if found is None:
            found = compiled[id(templates), language] = templates.overlay()
            found.language = language
        return found

    with monkeypatch.context() as patched:
        patched.setattr(LanguageTemplates, "_in", apart)
        patched.setattr(web.views.i18n, "TRANSLATIONS", longer)
        patched.setattr(PageCache, "get", lambda *_, **__: None)
        patched.setattr(PageCache, "keep", lambda *_, **__: None)
        forget()
        yield
    forget()


def forget() -> None:
    """Empty whatever the site keeps, words among it."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith("web."):
            for kept in vars(module).values():
                if isinstance(kept, CACHE):
                    kept.cache_clear()


@pytest.fixture(scope="module")
def long_page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_longer_words_are_longer_by_a_third_and_more(language: str) -> None:
    growth = sorted(
        len(lengthened(said)) / len(said)
        for message in catalogue(language)
        if message.id
        for said in (re.sub(r"%\(\w+\)s", "", each).strip() for each in strings(message))
        if len(said) >= 8
    )
    assert len(growth) > 150
    assert growth[0] >= 1.1
    assert growth[len(growth) // 20] >= 4 / 3, "nineteen of twenty"
    assert sum(growth) / len(growth) >= 1.45


@pytest.mark.usefixtures("longer_words")
def test_words_that_are_longer_still_fit_every_screen(
    long_page: Page,
    sites: Sites,
    state: str,
    address: Callable[[Sites, str, str], str],
    misfits: Callable[..., list[str]],
) -> None:
    long_page.goto(address(sites, state, "it"))
    if state not in ("unready", "busy"):  # each is one page in both languages
        assert re.search(r"aa|ee|ii|oo", long_page.locator("footer").inner_text())
    assert misfits(long_page, unfolded=True) == []


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
        for selector in (".filters", ".timeline", ".band", ".tools", ".chips", ".top nav"):
            expect(page.locator(selector).first).not_to_be_visible()
        for selector in ("h1", ".said", ".hit h3", ".hit .text", ".whose"):
            expect(page.locator(selector).first).to_be_visible()
        printed = page.locator(".printed")
        expect(printed).to_be_visible()
        expect(printed).to_contain_text("search?q=sindaco&country=FR")
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
