"""A real server on the sample archive, and a real Chromium to look at it."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Playwright, expect, sync_playwright
from waitress import create_server

from index.commands.sample import add_sample
from index.indexing.open_engine import open_writer
from index.model.errors import StoreError
from index.store.home import Home
from search.open_searcher import open_searcher
from search.query.query import Query
from search.results.date_format import written
from search.searcher import Searcher
from web import create_app
from web.desk import create_desk
from web.desk.session import DESK_KEY

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # The last list of features is the one that counts, so Playwright's own are repeated; and each
    # window would fill the lists of its address bar, a second's work that nobody sees.
    "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,"
    "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,"
    "PreconnectToSearch,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]
CALM: dict[str, Any] = {"reduced_motion": "reduce"}
"""Colours are there at once."""

Open = Callable[..., AbstractContextManager[Page]]
Resize = Callable[[Page, int], None]
Sites = Mapping[str, str]

expect.set_options(timeout=30_000)  # a busy machine is no failure


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    home = Home(tmp_path_factory.mktemp("sample"))
    add_sample(home)
    searcher = open_searcher(home.location)
    yield searcher
    searcher.close()


class Failing:
    """A searcher whose disk fails it at every call."""

    def __getattr__(self, name: str) -> Any:
        def fail(*_: object, **__: object) -> Any:
            raise StoreError("the disk does not answer")

        return fail


@contextmanager
def serving(searcher: Any, config: Mapping[str, object]) -> Iterator[str]:
    """The address of a running site."""
    app = create_app(searcher, config=config)
    sockets: dict[int, Any] = {}  # of this server alone
    server: Any = create_server(app, sockets, host="127.0.0.1", port=0, threads=4)
    closed = threading.Event()

    def run() -> None:
        try:
            server.run()
        except (OSError, ValueError):  # it may just be asking a socket that is being closed
            if not closed.is_set():
                raise

    threading.Thread(target=run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    closed.set()
    server.close()  # the thread ends with the last connection that a browser keeps


GONE = "2008-01-01-gone"


@pytest.fixture(scope="session")
def searchers(
    sample: Searcher, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Any]]:
    """By site: the sample; a few entries of it beside one withdrawn; no index; a failure."""
    folder = tmp_path_factory.mktemp("searchers")
    few = [entry for entry, _ in zip(sample.export(Query(sort="oldest")), range(9), strict=False)]
    for name in ("few", "none"):
        with open_writer(str(folder / name)) as writer:
            writer.add(few)
            writer.withdraw([GONE])
    opened = {name: open_searcher(str(folder / name)) for name in ("few", "none")}
    shutil.rmtree(folder / "none")
    yield {"sample": sample, "busy": sample, **opened, "failing": Failing()}
    for searcher in opened.values():
        searcher.close()


@pytest.fixture(scope="session")
def serve(searchers: Mapping[str, Any]) -> Iterator[Callable[[Mapping[str, object]], Sites]]:
    """Run a site with this configuration on each of the searchers."""
    with ExitStack() as stack:

        def served(config: Mapping[str, object]) -> Sites:
            return {
                name: stack.enter_context(serving(searcher, {**config, **SETTINGS.get(name, {})}))
                for name, searcher in searchers.items()
            }

        yield served


@pytest.fixture(scope="session")
def sites(serve: Callable[[Mapping[str, object]], Sites]) -> Sites:
    return serve({"CONTACT": "desk@example.org"})


@pytest.fixture(scope="session")
def site(sites: Sites) -> str:
    return sites["sample"]


@pytest.fixture(scope="session")
def at_desk() -> Callable[[Home], AbstractContextManager[str]]:
    """Open the desk of a home, and give the address that lets one in."""

    @contextmanager
    def opened(home: Home) -> Iterator[str]:
        with closing(open_searcher(home.location)) as searcher:
            app = create_desk(home, searcher, "secret", "Anna")
            sockets: dict[int, Any] = {}
            server = create_server(app, sockets, host="127.0.0.1", port=0, threads=4)
            threading.Thread(target=server.run, daemon=True).start()
            with closing(app.extensions[DESK_KEY]):
                yield f"http://127.0.0.1:{server.effective_port}/?token=secret"
            server.close()

    return opened


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def open_page(chromium: Browser, site: str) -> Open:
    """Open an address of the site in a browser of its own, as it were."""

    @contextmanager
    def opened(path: str, width: int = 1280, **options: Any) -> Iterator[Page]:
        context = chromium.new_context(
            base_url=site, viewport={"width": width, "height": 900}, **CALM, **options
        )
        page = context.new_page()
        page.goto(path)
        try:
            yield page
        finally:
            context.close()

    return opened


STATES = {
    "first": "/{}/",
    "everything": "/{}/search?limit=4",
    "results": "/{}/search?q=sindaco&read=it&limit=5",
    "other-language": "/{}/search?q=sindaco&country=FR&read=en&limit=4",
    "filters": "/{}/search?q=sindaco&from=2005&to=2012&country=CN&country=FR&limit=4",
    "typo": "/{}/search?person=Stavarake&limit=4",
    "zero": "/{}/search?q=ambascatore+albanese&year=2013&kind=meeting",
    "syntax": "/{}/search?q=%22sindaco&limit=2",
    "little-words": "/{}/search?q=the&limit=2",
    "impossible": "/{}/search?q=sindaco&year=3000&country=XX&limit=2",
    "past-the-end": "/{}/search?q=sindaco&page=400",
    "facet": "/{}/search/country?q=sindaco&country=FR",
    "places": "/{}/search/places?country=FR",
    "entry": "/{}/e/ENTRY?from=q%3Dsindaco%26country%3DFR",
    "reading": "/{}/e/ENTRY/reading",
    "why": "/{}/search/why?q=sindaci+francesi+xyzzy",
    "neighbours": "/{}/e/NEIGHBOUR",
    "moved": "/{}/e/MOVED",
    "gone": f"/{{}}/e/{GONE}",
    "countries": "/{}/countries",
    "country": "/{}/countries/FR",
    "people": "/{}/people",
    "person": "/{}/people/sergio-chiamparino",
    "twins": "/{}/twin-cities",
    "networks": "/{}/networks",
    "years": "/{}/years",
    "year": "/{}/years/2021",
    "about": "/{}/about",
    "help": "/{}/help",
    "accessibility": "/{}/accessibility",
    "data": "/{}/data",
    "refused": "/{}/search?from=2007-13",
    "missing": "/{}/nowhere",
    "unready": "/{}/search?q=sindaco",
    "failed": "/{}/search?q=sindaco",
    "busy": "/{}/search?q=sindaco",
}
"""An address for every state of the site, the language left open."""

ELSEWHERE = {"gone": "few", "unready": "none", "failed": "failing", "busy": "busy"}

SETTINGS: Mapping[str, Mapping[str, object]] = {"busy": {"ANSWERING": 0, "WAITING": 0}}
"""What is set for one of the sites alone: this one has no place for anybody."""
"""The states that another site than the sample's is in."""


@pytest.fixture(scope="session")
def address(sample: Searcher) -> Callable[[Sites, str, str], str]:
    """The address of a state in a language, on these sites."""
    told = sample.export(Query(text="sindaco", country=("FR",)))
    entry = next(each.id for each in told if len(each.versions) > 1 and each.people)
    days = [e for e in sample.export(Query()) if e.dates.start and e.dates.precision == "day"]
    long = max(days, key=lambda each: len(written(each.dates, "it")))
    neighbour = min(
        (each for each in days if each is not long),
        key=lambda each: abs(each.dates.start.toordinal() - long.dates.start.toordinal()),
    ).id  # beside a date that takes much room
    moved = next(each.aliases[0] for each in sample.export(Query()) if each.aliases)

    def addressed(sites: Sites, state: str, language: str) -> str:
        path = STATES[state].format(language).replace("ENTRY", entry).replace("MOVED", moved)
        path = path.replace("NEIGHBOUR", neighbour)
        return sites[ELSEWHERE.get(state, "sample")] + path

    return addressed


@pytest.fixture(scope="session")
def said() -> list[str]:
    """What the console of the settled page says."""
    return []


@pytest.fixture(scope="session")
def kept_page(chromium: Browser, said: list[str]) -> Iterator[Page]:
    """One page for every state: to make another costs as much as to look at one."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, **CALM)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()


BOTH = [
    pytest.param(
        (state, language),
        id=f"{state}-{language}",
        marks=[pytest.mark.soak] if (number + other) % 2 else [],
    )
    for number, state in enumerate(STATES)
    for other, language in enumerate(("it", "en"))
]
"""Each state in both languages; by default in one of them, with the next in the other."""


@pytest.fixture(scope="module", params=BOTH)
def settled(
    request: pytest.FixtureRequest,
    kept_page: Page,
    said: list[str],
    sites: Sites,
    address: Callable[[Sites, str, str], str],
) -> Page:
    """Each state, loaded once; each test sets its own width and theme."""
    said.clear()
    kept_page.goto(address(sites, *request.param))
    return kept_page


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest) -> str:
    """The name of every state in turn."""
    return str(request.param)


@pytest.fixture(params=["it", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


WIDTHS = (320, 360, 768, 1280)

MISFITS = """unfolded => {
const found = [];
const pen = document.createElement('canvas').getContext('2d');
const look = () => {
const wide = document.scrollingElement.scrollWidth - innerWidth;
if (wide > 0) found.push(`the page is ${wide}px too wide`);
for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg, .vh, .skip, script') || !e.checkVisibility()) continue;
    const style = getComputedStyle(e), told = () => e.outerHTML.slice(0, 120);
    const shut = way => ['hidden', 'clip'].includes(way);
    if (e.localName === 'select') {
        pen.font = style.font;
        pen.letterSpacing = style.letterSpacing;
        pen.wordSpacing = style.wordSpacing;
        const words = pen.measureText(e.selectedOptions[0]?.text ?? '').width;
        const room = e.clientWidth - parseFloat(style.paddingLeft);
        if (words > room) found.push(`words ${words}px in ${room}px: ${told()}`);
    } else if (e.localName !== 'input' && e.clientWidth) {
        const scrolls = style.overflowX === 'auto';
        if (e.scrollWidth > e.clientWidth + 1 && !scrolls)
            found.push(`${e.scrollWidth}px in ${e.clientWidth}px: ${told()}`);
        if (e.scrollHeight > e.clientHeight + 1 && shut(style.overflowY))
            found.push(`${e.scrollHeight}px high in ${e.clientHeight}px: ${told()}`);
    }
} };
look();
if (unfolded) {
    const folded = [...document.querySelectorAll('details:not([open])')];
    found.push('unfolded:');
    folded.forEach(e => e.open = true);
    look();
    folded.forEach(e => e.open = false);
    if (found.at(-1) === 'unfolded:') found.pop();
}
return found }"""
"""What is wider than the window, or than the box it is in, or cut by it."""


@pytest.fixture(scope="session")
def resize() -> Resize:
    """Make a page so wide, as Playwright does but in less than half its time; never use both on
    one page, since neither knows of the other.
    """
    sessions: dict[Page, CDPSession] = {}

    def resized(page: Page, width: int) -> None:
        if page not in sessions:
            sessions[page] = page.context.new_cdp_session(page)
        size = {"width": width, "height": 900, "screenWidth": width, "screenHeight": 900}
        wanted = {**size, "deviceScaleFactor": 1, "mobile": False}
        sessions[page].send("Emulation.setDeviceMetricsOverride", wanted)

    return resized


@pytest.fixture(scope="session")
def misfits(resize: Resize) -> Callable[..., list[str]]:
    """What does not fit, at any width; also what does not with all parts unfolded, if asked."""

    def found(page: Page, *, unfolded: bool) -> list[str]:
        told = []
        for width in WIDTHS:
            resize(page, width)
            told += [f"at {width}: {each}" for each in page.evaluate(MISFITS, unfolded)]
        return told

    return found


SPACED = """() => { const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
word-spacing: .16em !important } p { margin-block-end: 2em !important }`);
document.adoptedStyleSheets = [sheet] }"""


@pytest.fixture(scope="session")
def set_wide() -> Callable[[Page], None]:
    """Set letters, words and lines as wide as a reader may (WCAG 1.4.12), until the next page."""
    return lambda page: page.evaluate(SPACED)


def numberless(text: str) -> list[str]:
    """The words, apart from the number of an error, which is another each time."""
    return re.sub(r"[0-9a-f]{8}", "NUMBER", text).split()


TOLD = """() => [
    document.title,
    document.body.textContent,
    [...document.querySelectorAll('a[href], input, select, button, option')].map(e => [
        e.localName, e.getAttribute('href') ?? e.name, e.value ?? '', e.checked ?? e.selected
    ]),
    document.querySelector('main').innerText,
]"""


@pytest.fixture(scope="session")
def told() -> Callable[[Page], dict[str, Any]]:
    """What a page says and what one can do there."""

    def telling(page: Page) -> dict[str, Any]:
        title, words, controls, seen = page.evaluate(TOLD)
        return {
            "title": title,
            "words": numberless(words),
            "controls": controls,
            "seen": numberless(seen),
        }

    return telling
