"""Readings: the entries of each page, read once and found again until page or code is another."""

from __future__ import annotations

from collections.abc import Iterable

from cachetools import LRUCache

from index.files.fingerprint import reading_fingerprint
from index.files.timings import Timings
from index.gazetteer import load_gazetteer
from index.model.entry import Entry
from index.model.entry_json import entry_json, entry_of
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

_ENTRIES, _DIGESTS = "entries ", "lines "
_PAGES_AT_HAND = 64


class ReadingCache:
    """What the live pages of a store say, each read only when derived.db does not hold it.

    With `keep` false nothing is written there.
    """

    def __init__(
        self,
        store: Store,
        derived: DerivedCache,
        timings: Timings,
        *,
        keep: bool = True,
        split: Split = split_page,
    ) -> None:
        self._store = store
        self._derived = derived
        self._timings = timings
        self._keep = keep
        self._split = split
        self._recent: LRUCache[int, tuple[Entry, ...]] = LRUCache(_PAGES_AT_HAND)
        """The entries of the pages asked for last."""

    def digests(self, number: int) -> tuple[EntryDigest, ...]:
        """The entries of a page in its order, in short."""
        kept = self._derived.get(f"{_DIGESTS}{number}", self._key(number))
        if kept is None:
            self._recent[number], digests = self._read(number)
            return digests
        return tuple(map(digest_from_json, kept))

    def entry(self, entry_ref: int) -> Entry:
        """The entry at a spot, with its id in full."""
        number = page_number_of(entry_ref)
        entries = self._recent.get(number)
        if entries is None:
            name, key = f"{_ENTRIES}{number}", self._key(number)
            kept = self._timings.run("kept", self._derived.get, name, key)
            entries = self._read(number)[0] if kept is None else tuple(map(entry_of, kept))
            self._recent[number] = entries
        return entries[position_of(entry_ref)]

    def keep_only(self, numbers: Iterable[int]) -> None:
        """Let go of what was read on any other page."""
        kept = {str(number) for number in numbers}
        for name in (*self._derived.names(_ENTRIES), *self._derived.names(_DIGESTS)):
            if name.rpartition(" ")[2] not in kept:
                self._derived.drop(name)

    def _key(self, number: int) -> str:
        return f"{reading_fingerprint()} {self._store.pages.page_fingerprint(number)}"

    def _read(self, number: int) -> tuple[tuple[Entry, ...], tuple[EntryDigest, ...]]:
        page = self._store.pages.get(number)
        entries = read_page(page, load_gazetteer(), self._timings, self._split)
        digests = tuple(
            self._timings.run("trails", digest_entry, entry_ref_of(number, place), entry, page.url)
            for place, entry in enumerate(entries)
        )
        if self._keep:
            key = self._key(number)
            self._derived.put(f"{_ENTRIES}{number}", key, list(map(entry_json, entries)))
            self._derived.put(f"{_DIGESTS}{number}", key, list(map(digest_to_json, digests)))
        return entries, digests
