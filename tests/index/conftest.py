"""Pages read and kept without a publishing, and what would be published of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from index.entry import Entry, Page
from index.gazetteer import load_gazetteer
from index.ids import free_id
from index.lines import Line, line_for, spot_of
from index.pipeline import read_page
from index.store import Store
from index.timings import Timings
from index.yearbook import Yearbook, compose


def read_anew(pages: Iterable[Page], timings: Timings | None = None) -> tuple[Entry, ...]:
    """Every entry of the pages in page order, each with an id of its own, none joined."""
    taken: set[str] = set()
    entries = []
    for page in pages:
        for entry in read_page(page, load_gazetteer(), timings or Timings()):
            taken.add(id := free_id(entry.id, taken))
            entries.append(replace(entry, id=id))
    return tuple(entries)


def published_from(pages: Iterable[Page]) -> tuple[Entry, ...]:
    """What is published of the pages, year by year: copies merged, languages joined."""
    entries: dict[int, Entry] = {}
    of_year: defaultdict[int, list[Line]] = defaultdict(list)
    for number, page in enumerate(pages, 1):
        for place, entry in enumerate(read_page(page, load_gazetteer(), Timings())):
            line = line_for(spot_of(number, place), entry, page.url)
            entries[line.spot] = entry
            of_year[line.year].append(line)
    return tuple(
        compose(group, entries.__getitem__)
        for year in sorted(of_year)
        for group in Yearbook().revised(of_year[year], entries.__getitem__).groups().values()
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An archive.db, open and empty."""
    with Store(tmp_path / "archive.db") as opened:
        yield opened


@pytest.fixture(scope="session")
def make_page() -> Callable[..., Page]:
    """Make a page; what is not given is plain and harmless."""

    def make(
        url: str = "http://example.org/a", body: bytes = b"<h1>A</h1>", language: str = "en"
    ) -> Page:
        return Page(url, datetime(2026, 11, 22, 10, 30, tzinfo=UTC), "text/html", body, language)

    return make


@pytest.fixture(scope="session")
def add_pages() -> Callable[..., list[str]]:
    """Add pages to a store in one change; what became of each."""

    def add(store: Store, *pages: Page, **given: Any) -> list[str]:
        with store.change():
            return [store.pages.add(each, **given) for each in pages]

    return add


@pytest.fixture(scope="session")
def read() -> Callable[..., tuple[Entry, ...]]:
    return read_anew


@pytest.fixture(scope="session")
def published() -> Callable[[Iterable[Page]], tuple[Entry, ...]]:
    return published_from
