"""A real server on the sample archive, and a real Chromium to look at it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from waitress import create_server

from index.archive import add_sample
from index.home import Home
from search.searcher import Searcher, open_searcher
from web import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

Open = Callable[..., AbstractContextManager[Page]]


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


@pytest.fixture(scope="session")
def site(sample: Searcher) -> Iterator[str]:
    """The address of a running site."""
    server: Any = create_server(create_app(sample), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, site: str) -> Open:
    """Open an address of the site; what the page asks for is kept in `page.asked`."""

    @contextmanager
    def opened(path: str, width: int = 1280, **options: Any) -> Iterator[Page]:
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",  # colours are there at once
            **options,
        )
        page = context.new_page()
        page.goto(path)
        try:
            yield page
        finally:
            context.close()

    return opened


@pytest.fixture(scope="session")
def entry_path(sample: Searcher) -> str:
    """An entry that is told in two languages, as it is reached from a search."""
    from search.query import Query

    for entry in sample.export(Query(text="sindaco", country=("FR",))):
        if len(entry.versions) > 1 and entry.people:
            return f"/{{}}/e/{entry.id}?from=q%3Dsindaco%26country%3DFR"
    raise AssertionError("the sample has no such entry")


STATES = {
    "home": "/{}/",
    "results": "/{}/search?q=sindaco&read=it",
    "filters": "/{}/search?q=sindaco&from=2005&to=2012&country=CN&country=FR",
    "zero": "/{}/search?q=ambascatore+albanese&year=2013&kind=meeting",
    "facet": "/{}/search/country?q=sindaco&country=FR",
    "entry": "",
    "countries": "/{}/countries",
    "places": "/{}/search/places?country=FR",
    "country": "/{}/countries/FR",
    "years": "/{}/years",
    "year": "/{}/years/2007",
    "help": "/{}/help",
    "refused": "/{}/search?page=0",
    "missing": "/{}/nowhere",
}


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest, entry_path: str) -> str:
    """Every state of the site in turn, the language left open."""
    return STATES[request.param] or entry_path


@pytest.fixture(params=["it", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(
    scope="module",
    params=[(name, language) for name in STATES for language in ("it", "en")],
    ids="-".join,
)
def settled(
    request: pytest.FixtureRequest, chromium: Browser, site: str, entry_path: str
) -> Iterator[Page]:
    """Every state in both languages, loaded once; each test sets its own width and theme."""
    name, language = request.param
    context = chromium.new_context(base_url=site, reduced_motion="reduce")
    page = context.new_page()
    page.goto((STATES[name] or entry_path).format(language))
    yield page
    context.close()
