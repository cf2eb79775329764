"""The reading cache: the entries and digests of each page, until the page or the code changes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache

from index.files.fingerprint import model_fingerprint, reading_fingerprint
from index.files.timings import Timings
from index.model.entry import Entry
from index.model.entry_json import entry_from_json, traced_entry_to_json
from index.model.errors import PageError
from index.model.page import Page
from index.model.page_account import (
    PageAccount,
    PageReading,
    account_from_json,
    account_to_json,
)
from index.publishing.entry_digest import (
    EntryDigest,
    digest_entry,
    digest_from_json,
    digest_to_json,
    entry_ref_of,
    page_number_of,
    position_of,
)
from index.publishing.site_furniture import LINES, SiteFurniture
from index.reading.page_reader import PUBLISHING, Limits, PageReader, PageReadFunction
from index.reading.reader_pool import ReaderPool
from index.store.cache import DerivedCache
from index.store.database import Store
from index.text.current_profile import current_profile

log = logging.getLogger(__name__)

_ENTRIES, _DIGESTS, _ACCOUNT = "entries ", "digests ", "account "
"""Prefixes of the names in derived.db; the page's number follows. The value is a pair: the key of
the reading, and what was read."""
_RECENT_PAGES = 64


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A stored page that could not be read with the present code."""

    url: str
    reason: str
    has_earlier_entries: bool
    """Whether the entries that earlier code read on it are used; else it has none now."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A page in its turn, with its digests if they are known, or else the page, if it is to be
    read."""

    number: int
    digests: tuple[EntryDigest, ...] | None
    page: Page | None


class ReadingCache:
    """The entries of a store's live pages, each page read only when derived.db does not have it.

    With `write` false nothing is written to derived.db. A page that cannot be read any more stops
    nothing: it has the entries that were read last, if they are known, else none, and is logged.
    """

    def __init__(
        self,
        store: Store,
        derived: DerivedCache,
        timings: Timings,
        read: PageReadFunction,
        furniture: SiteFurniture | None = None,
        *,
        write: bool = True,
        pool: ReaderPool | None = None,
        limits: Limits = PUBLISHING,
    ) -> None:
        """With a `pool`, `in_order` reads several pages at once, each within the limits."""
        self._store = store
        self._derived = derived
        self._timings = timings
        self._write = write
        self._furniture = furniture or SiteFurniture()
        self._read = read
        self._pool = pool
        self._limits = limits
        self._ahead: dict[int, Callable[[], tuple[PageReading, Timings]]] = {}
        """What gives the readings that were asked for before their turn: some for each reader."""
        self._recent: LRUCache[int, tuple[Entry, ...]] = LRUCache(_RECENT_PAGES)
        """The entries of the pages that were asked for last."""
        self._unread: dict[int, UnreadPage] = {}

    @property
    def unread(self) -> tuple[UnreadPage, ...]:
        """The pages that were asked for and could not be read, in that order."""
        return tuple(self._unread.values())

    def in_order(self, numbers: Iterable[int]) -> Iterator[tuple[int, tuple[EntryDigest, ...]]]:
        """Yield each page's number and digests, in the order of the numbers."""
        if self._pool is None:
            yield from ((number, self.digests(number)) for number in numbers)
            return
        for outcome in self._pool.each(map(self._asked, numbers), self._read_ahead):
            asked = outcome.item
            if asked.page is not None:
                self._ahead[asked.number] = outcome.result
            known = asked.digests
            yield asked.number, self.digests(asked.number) if known is None else known

    def _asked(self, number: int) -> _Asked:
        digests = self._known_digests(number)
        if digests is not None or number in self._recent or self._cached(_ENTRIES, number):
            return _Asked(number, digests, None)
        return _Asked(number, None, self._furniture.with_site(self._store.pages.get(number)))

    def _read_ahead(self, reader: PageReader, asked: _Asked) -> tuple[PageReading, Timings]:
        """Read a page, in a thread of the pool. Raises PageError."""
        timings = Timings()
        if asked.page is None:
            return PageReading(()), timings
        return reader.read(asked.page, timings, self._limits), timings

    def digests(self, number: int) -> tuple[EntryDigest, ...]:
        """Return the digests of a page's entries, in the order on the page."""
        known = self._known_digests(number)
        if known is not None:
            return known
        entries, url = self.entries(number), self._store.pages.get(number).url
        digests = tuple(
            self._timings.run(
                "digests",
                digest_entry,
                entry_ref_of(number, position),
                entry,
                url,
                is_alone=len(entries) == 1,
            )
            for position, entry in enumerate(entries)
        )
        self._put(_DIGESTS, number, list(map(digest_to_json, digests)))
        return digests

    def _known_digests(self, number: int) -> tuple[EntryDigest, ...] | None:
        cached = self._cached(_DIGESTS, number)
        return None if cached is None else tuple(map(digest_from_json, cached))

    def entry(self, entry_ref: int) -> Entry:
        """Return an entry, with its full id."""
        return self.entries(page_number_of(entry_ref))[position_of(entry_ref)]

    def account(self, number: int) -> PageAccount | None:
        """Return what became of the text of a page; None when derived.db does not say."""
        stored = self._stored(_ACCOUNT, number)
        return account_from_json(stored[1]) if stored else None

    def drop_all_but(self, numbers: Iterable[int]) -> None:
        """Drop the entries and digests of all other pages from derived.db."""
        pages = {str(number) for number in numbers}
        for name in (
            *self._derived.names(_ENTRIES), *self._derived.names(_DIGESTS),
            *self._derived.names(_ACCOUNT), *self._derived.names(LINES),
        ):  # fmt: skip
            if name.rpartition(" ")[2] not in pages:
                self._derived.drop(name)

    def entries(self, number: int) -> tuple[Entry, ...]:
        """Return the entries of a page in its order, each with its full id."""
        entries = self._recent.get(number)
        if entries is None:
            cached = self._timings.run("cache", self._cached, _ENTRIES, number)
            if cached is None:
                entries = self._read_page(number)
            else:
                entries = tuple(map(entry_from_json, cached))
            self._recent[number] = entries
        return entries

    def _read_page(self, number: int) -> tuple[Entry, ...]:
        if number not in self._unread:
            page = self._furniture.with_site(self._store.pages.get(number))
            try:
                read = self._reading(number, page)
            except PageError as error:
                earlier = self._stored(_ENTRIES, number) is not None
                self._unread[number] = UnreadPage(page.url, str(error), earlier)
                log.warning(
                    "%s: %s; %s. `torino index` tries again, `torino remove` takes the page out",
                    page.url,
                    error,
                    "its entries are as they were read before"
                    if earlier
                    else "its entries are left out of the index",
                )
            else:
                self._put(_ENTRIES, number, list(map(traced_entry_to_json, read.entries)))
                self._put(_ACCOUNT, number, account_to_json(read.account))
                return read.entries
        _, earlier_entries = self._stored(_ENTRIES, number) or ("", ())
        return tuple(map(entry_from_json, earlier_entries))

    def _reading(self, number: int, page: Page) -> PageReading:
        """Read a page, unless that was begun before. Raises PageError."""
        ahead = self._ahead.pop(number, None)
        if ahead is None:
            return self._read(page, self._timings)
        read, timings = ahead()
        self._timings.add(timings)
        return read

    def _cached(self, prefix: str, number: int) -> Any | None:
        """Return what the present code read; None when that is not stored."""
        stored = self._stored(prefix, number)
        return stored[1] if stored is not None and stored[0] == self._reading_key(number) else None

    def _stored(self, prefix: str, number: int) -> tuple[str, Any] | None:
        """Return the fingerprint of the code that read the page last, and what it read."""
        stored = self._derived.get(f"{prefix}{number}", self._key(number))
        return None if stored is None else (stored[0], stored[1])

    def _put(self, prefix: str, number: int, value: Any) -> None:
        if self._write and number not in self._unread:
            value = [self._reading_key(number), value]
            self._derived.put(f"{prefix}{number}", self._key(number), value)

    def _key(self, number: int) -> str:
        return f"{model_fingerprint()} {self._store.pages.page_fingerprint(number)}"

    def _reading_key(self, number: int) -> str:
        """Return what changes when a page may be read otherwise: code, profile, its site."""
        site = self._furniture.key_of(number)
        return f"{reading_fingerprint()} {current_profile().reading_key} {site}".rstrip()
