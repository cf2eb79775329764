"""The reading cache: the entries and digests of each page, until the page or the code changes."""

from __future__ import annotations

from collections.abc import Iterable

from cachetools import LRUCache

from index.files.fingerprint import reading_fingerprint
from index.files.timings import Timings
from index.gazetteer import load_gazetteer
from index.model.entry import Entry
from index.model.entry_json import entry_from_json, entry_to_json
from index.publishing.entry_digest import (
    EntryDigest,
    digest_entry,
    digest_from_json,
    digest_to_json,
    entry_ref_of,
    page_number_of,
    position_of,
)
from index.reading.layouts import split_page
from index.reading.pipeline import Split, read_page
from index.store.cache import DerivedCache
from index.store.database import Store

_ENTRIES, _DIGESTS = "entries ", "digests "
"""Prefixes of the names in derived.db; the page's number follows."""
_RECENT_PAGES = 64


class ReadingCache:
    """The entries of a store's live pages, each page read only when derived.db does not have it.

    With `write` false nothing is written to derived.db.
    """

    def __init__(
        self,
        store: Store,
        derived: DerivedCache,
        timings: Timings,
        *,
        write: bool = True,
        split: Split = split_page,
    ) -> None:
        self._store = store
        self._derived = derived
        self._timings = timings
        self._write = write
        self._split = split
        self._recent: LRUCache[int, tuple[Entry, ...]] = LRUCache(_RECENT_PAGES)
        """The entries of the pages that were asked for last."""

    def digests(self, number: int) -> tuple[EntryDigest, ...]:
        """Return the digests of a page's entries, in the order on the page."""
        cached = self._derived.get(f"{_DIGESTS}{number}", self._key(number))
        if cached is None:
            self._recent[number], digests = self._read(number)
            return digests
        return tuple(map(digest_from_json, cached))

    def entry(self, entry_ref: int) -> Entry:
        """Return an entry, with its full id."""
        number = page_number_of(entry_ref)
        entries = self._recent.get(number)
        if entries is None:
            name, key = f"{_ENTRIES}{number}", self._key(number)
            cached = self._timings.run("cache", self._derived.get, name, key)
            if cached is None:
                entries = self._read(number)[0]
            else:
                entries = tuple(map(entry_from_json, cached))
            self._recent[number] = entries
        return entries[position_of(entry_ref)]

    def drop_all_but(self, numbers: Iterable[int]) -> None:
        """Drop the entries and digests of all other pages from derived.db."""
        pages = {str(number) for number in numbers}
        for name in (*self._derived.names(_ENTRIES), *self._derived.names(_DIGESTS)):
            if name.rpartition(" ")[2] not in pages:
                self._derived.drop(name)

    def _key(self, number: int) -> str:
        return f"{reading_fingerprint()} {self._store.pages.page_fingerprint(number)}"

    def _read(self, number: int) -> tuple[tuple[Entry, ...], tuple[EntryDigest, ...]]:
        page = self._store.pages.get(number)
        entries = read_page(page, load_gazetteer(), self._timings, self._split)
        digests = tuple(
            self._timings.run(
                "digests", digest_entry, entry_ref_of(number, position), entry, page.url
            )
            for position, entry in enumerate(entries)
        )
        if self._write:
            key = self._key(number)
            self._derived.put(f"{_ENTRIES}{number}", key, list(map(entry_to_json, entries)))
            self._derived.put(f"{_DIGESTS}{number}", key, list(map(digest_to_json, digests)))
        return entries, digests
