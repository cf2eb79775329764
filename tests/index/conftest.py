"""Pages read and kept without a publishing, and what would be published of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from index.files.timings import Timings
from index.gazetteer import load_gazetteer
from index.model.entry import Entry
from index.model.ids import free_id
from index.model.page import Page
from index.publishing.entry_digest import EntryDigest, digest_entry, entry_ref_of
from index.publishing.year_partition import YearPartition, compose
from index.reading.pipeline import read_page
from index.store.database import Store
from index.text.analysis import (
    IndexTerm,
    Token,
    accented_word,
    fold_word,
    hyphened_words,
    stems_of,
    tokenize,
)


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
    of_year: defaultdict[int, list[EntryDigest]] = defaultdict(list)
    for number, page in enumerate(pages, 1):
        found = read_page(page, load_gazetteer(), Timings())
        for place, entry in enumerate(found):
            ref = entry_ref_of(number, place)
            digest = digest_entry(ref, entry, page.url, is_alone=len(found) == 1)
            entries[digest.entry_ref] = entry
            of_year[digest.year].append(digest)
    return tuple(
        compose(cluster, entries.__getitem__)
        for year in sorted(of_year)
        for cluster in YearPartition()
        .updated(of_year[year], entries.__getitem__)
        .clusters()
        .values()
    )


def words_of(text: str) -> tuple[IndexTerm, ...]:
    """The folded words; a name with an apostrophe and words with hyphens are there joined too."""
    tokens = list(tokenize(text))
    terms = [
        IndexTerm(
            "".join(fold_word(token.text) for token in tokens[start:stop]),
            start,
            tokens[start].start,
            tokens[stop - 1].end,
        )
        for start, stop in hyphened_words(text)
    ]
    before: Token | None = None
    for position, token in enumerate(tokenize(text)):
        word = fold_word(token.text)
        if word:
            terms.append(IndexTerm(word, position, token.start, token.end))
        if (
            token.after_apostrophe
            and before
            and before.text[0].isupper()
            and token.text[0].isupper()
        ):
            joined = fold_word(before.text) + word
            terms.append(IndexTerm(joined, position - 1, before.start, token.end))
        before = token
    return tuple(terms)


def terms_of(text: str, language: str) -> tuple[IndexTerm, ...]:
    """The stems of a text in a stemmed language, stop words dropped, their positions kept."""
    return tuple(
        IndexTerm(stem, position, token.start, token.end)
        for position, token in enumerate(tokenize(text))
        for stem in stems_of(token.text, language)
    )


def accented_of(text: str) -> tuple[IndexTerm, ...]:
    """The words that folding changes, with their accents."""
    return tuple(
        IndexTerm(accented, position, token.start, token.end)
        for position, token in enumerate(tokenize(text))
        if (accented := accented_word(token.text))
    )


@pytest.fixture(scope="session")
def analysed() -> SimpleNamespace:
    """What a text is indexed by, told term by term; the product does the same in fewer steps."""
    return SimpleNamespace(words=words_of, stems=terms_of, accented=accented_of)


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
