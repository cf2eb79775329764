"""Unread text: what the stored pages show that is in no entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.files.timings import Timings
from index.model.entry import Entry, Version
from index.model.page_account import UnreadLines
from index.publishing.publishing_reader import reading
from index.publishing.reading_cache import ReadingCache
from index.publishing.site_furniture import learn_furniture
from index.reading.account import account_of
from index.store.cache import DerivedCache
from index.store.database import Store
from index.store.home import Home
from index.text.folding import letters_of


@dataclass(frozen=True, slots=True)
class UnreadPassage:
    """A passage of a page that is in no entry."""

    url: str
    passage: UnreadLines
    entries: tuple[str, ...]
    """The ids of the entries whose first text is from this page: that is what a correction of the
    text replaces."""


def find_unread(home: Home, store: Store, entries: Iterable[Entry]) -> Iterator[UnreadPassage]:
    """Yield what no entry has of the live pages, page by page.

    `entries` are those that are published. What an entry that is hidden or withdrawn has counts as
    read. Only the cache of what was read is written. Raises StoreError, CacheError, ProfileError.
    """
    shown: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for url in entry.read_from:
            shown[url].append(entry)
    with home.using_profile(), DerivedCache(home.derived) as derived, reading() as read:
        furniture = learn_furniture(store, derived, write=False)
        cache = ReadingCache(store, derived, Timings(), read, furniture, write=False)
        for number, url in store.pages.addresses():
            page = furniture.with_site(store.pages.get(number))
            on_page = cache.entries(number)
            account = account_of(page, (*on_page, *shown[url]))
            if account.passages:
                urls = {version.url for entry in on_page for version in entry.versions}
                own = tuple(e.id for e in shown[url] if e.original.url in urls)
                for passage in account.passages:
                    yield UnreadPassage(url, passage, own)


def with_passage(version: Version, passage: UnreadLines) -> str:
    """Return the text of a version with the lines of a passage, as paragraphs, where they stand on
    the page: behind the paragraph or title that has the line before them, else at the end."""
    paragraphs = version.text.split("\n\n") if version.text else []
    before = letters_of(passage.before)
    at = len(paragraphs)
    for place, each in enumerate((*paragraphs, version.title), 1):
        if before and before in letters_of(each):
            at = place if place <= len(paragraphs) else 0
            break
    return "\n\n".join((*paragraphs[:at], *passage.lines, *paragraphs[at:]))
