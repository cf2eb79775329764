"""The plan of an erasure: the rows of archive.db that go or change with pages and entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from index.files.progress import ProgressCallback
from index.files.timings import Timings
from index.gazetteer import load_gazetteer
from index.model.entry import Entry
from index.model.errors import CacheError, EraseError, PageError
from index.model.page import Page, RawEntry
from index.publishing.build_state import BuildState
from index.publishing.entry_digest import page_number_of, position_of
from index.publishing.full_build import plan_full_build
from index.publishing.identity.successors import root_of
from index.publishing.reading_cache import ReadingCache
from index.publishing.site_furniture import SiteFurniture, learn_furniture
from index.publishing.year_partition import Cluster, DuplicateSet, YearPartition
from index.reading.documents import is_document
from index.reading.layouts import split_page
from index.reading.page_reader import PUBLISHING, PageReader
from index.reading.pipeline import read_page
from index.reading.redaction import (
    erased_positions,
    redaction_keys,
    without_entries,
)
from index.reading.sources.addresses import normalise_address
from index.store.cache import DerivedCache
from index.store.corrections import correct_entries, read_corrections
from index.store.database import Store
from index.store.home import Home
from index.store.source_keys import source_hash
from index.text.folding import fold
from index.translation.recall import segments_of


@dataclass(slots=True)
class Erasure:
    """What is to be erased, and what that takes along."""

    pages: list[str] = field(default_factory=list)
    """Addresses of which everything goes."""
    redacted: list[str] = field(default_factory=list)
    """Addresses of pages that stay without some entries; their older captures go whole."""
    documents: list[str] = field(default_factory=list)
    """Those of `redacted` that were a PDF or a .docx; what was read of them stays, as HTML."""
    titles: dict[str, str] = field(default_factory=dict)
    """The title of each entry that goes, as it was read, by id."""
    remaining: list[str] = field(default_factory=list)
    """Other pages that have an account or a copy of an entry of `pages`; they stay."""


class ErasurePlan:
    """Finds what goes and changes nothing: `take` the names, then `locate`."""

    def __init__(self, home: Home, store: Store) -> None:
        self._home = home
        self._store = store
        self._furniture = SiteFurniture()
        self._urls: dict[str, None] = {}
        """The addresses that were named."""
        self._positions: defaultdict[int, set[int]] = defaultdict(set)
        """The positions to erase on each page, by its number."""
        self._kept_refs: list[int] = []
        """Entries that stay though they were joined with one that is erased."""
        self.erasure = Erasure()
        self.already: dict[str, date] = {}
        """Names that were erased before, each with the day."""
        self.ids: set[str] = set()
        """The ids to erase: those named, and all that lead to the same entries."""
        self.joined_ids: set[str] = set()
        """Other ids of entries of which a part is erased; corrections of them may have its text."""
        self.deleted: dict[int, None] = {}
        """The numbers of the captures that go whole."""
        self.rewritten: dict[int, Page] = {}
        """What is left of the pages that stay without some entries, by number."""
        self.keys: dict[str, set[str]] = {}
        """Redaction keys of the erased entries, by address."""
        self.texts: list[str] = []
        """Titles and paragraphs that are erased, in every form in which they were translated."""
        self.kept_hashes: set[str] = set()
        """Source hashes of the segments of the entries that stay."""

    @property
    def is_empty(self) -> bool:
        """Whether none of the names is left to erase."""
        return not (self._urls or self.ids)

    def take(self, names: Iterable[str]) -> tuple[str, ...]:
        """Sort the names into addresses, ids and what was erased before; return unknown ones."""
        unknown = []
        for name in names:
            url = self._store.pages.address_of(normalise_address(name))
            if self._store.pages.captures(url):
                self._urls[url] = None
            elif self._store.published.state(name) not in (None, "erased"):
                self.ids.add(name)
            elif day := self._store.erasures.day_of(name) or self._store.erasures.day_of(url):
                self.already[name] = day
            else:
                unknown.append(name)
        return tuple(unknown)

    def locate(self, progress: ProgressCallback) -> None:
        """Find every row that goes or changes. Raises EraseError, CorrectionError."""
        self.ids |= self._store.published.leading_to(self.ids)
        whole = {n for url in self._urls for n in self._store.pages.captures(url)}
        named = set(self.ids)
        try:
            self._find_clusters(whole, progress)
        except CacheError:  # it would be deleted in any case
            DerivedCache.delete(self._home.derived)
            self._find_clusters(whole, progress)
        self._find_hidden(named)
        for number in [n for n in self._positions if n not in whole]:
            self._redact(number)
        self._find_copies()
        self._find_old_ids()
        if not (self.erasure.titles or self.erasure.pages):  # no text of them is left
            self.erasure.titles.update(dict.fromkeys(sorted(named), ""))
        for ref in self._kept_refs:
            kept = redaction_keys(_raw_entries(self._page_of(ref))[position_of(ref)])
            for keys in self.keys.values():
                keys -= kept

    def _page_of(self, ref: int) -> Page:
        return self._page(page_number_of(ref))

    def _page(self, number: int) -> Page:
        """Return a page as it is read for publishing, by what is known of its site."""
        return self._furniture.with_site(self._store.pages.get(number))

    def _find_old_ids(self) -> None:
        """Find ids from these pages that lead nowhere any more; their rows have a title."""
        titles = set(map(fold, self.erasure.titles.values()))
        for row in self._store.published.at((*self.erasure.pages, *self.erasure.redacted)):
            is_free = row.state == "gone" or row.leads_to in self.ids
            is_of_it = row.url in self.erasure.pages or row.title in titles
            if is_free and is_of_it and row.id not in self.joined_ids:
                self.ids.add(row.id)

    def _find_clusters(self, whole: set[int], progress: ProgressCallback) -> None:
        """Find the entries that are indexed, and what the entries that stay are translated from."""
        store = self._store
        corrections = read_corrections(self._home.corrections)
        copies_of: dict[str, DuplicateSet] = {}

        def note(state: BuildState, year: int, partition: YearPartition) -> None:
            for cluster in partition.clusters().values():
                for copies in cluster:
                    copies_of.update((id, copies) for _, id in copies)

        with DerivedCache(self._home.derived) as derived, PageReader() as reader:
            read = partial(reader.read, limits=PUBLISHING)
            self._furniture = learn_furniture(store, derived, write=False)
            cache = ReadingCache(store, derived, Timings(), read, self._furniture, write=False)
            with plan_full_build(store, corrections, cache, note, progress, Timings()) as plan:
                for entry in plan.after:
                    old = plan.resolution.moved.get(entry.id, ())
                    corrected = next(correct_entries([entry], corrections))
                    ids = (entry.id, *entry.aliases)
                    roots = (root for id in ids if (root := root_of(id)) in copies_of)
                    cluster = tuple(dict.fromkeys(copies_of[root] for root in roots))
                    pages = {page_number_of(ref) for copies in cluster for ref, _ in copies}
                    is_named = not self.ids.isdisjoint((*ids, *old))
                    if not is_named and whole.isdisjoint(pages):
                        self.kept_hashes.update(_hashes((entry, corrected)))
                        continue
                    self._take_cluster(cluster, whole, cache, is_named=is_named)
                    self.texts += _segments((corrected,) if is_named else ())
                    (self.ids if is_named else self.joined_ids).update((*ids, *old))
        self.joined_ids -= self.ids

    def _take_cluster(
        self, cluster: Cluster, whole: set[int], cache: ReadingCache, *, is_named: bool
    ) -> None:
        for copies in cluster:
            for ref, id in copies:
                number, entry = page_number_of(ref), cache.entry(ref)
                if not (is_named or number in whole):
                    self.kept_hashes.update(_hashes((entry,)))
                    self._kept_refs.append(ref)
                    self.erasure.remaining.append(self._page_of(ref).url)
                    continue
                self.ids.add(id)
                self._positions[number].add(position_of(ref))
                self.texts += _segments((entry,))
                self.erasure.titles[id] = entry.original.title

    def _find_hidden(self, named: set[str]) -> None:
        """Find what withdrawn pages and older captures have of it; their entries have no ids."""
        rows = {row.id: row for row in self._store.published.about(named, ())}
        for url in {row.url for row in rows.values() if row.id in named and row.url}:
            for number, state in self._store.pages.captures(url).items():
                entries = _entries(self._page(number))
                found = {
                    position: row.id
                    for position, entry in enumerate(entries)
                    for row in rows.values()
                    if row.url == url and entry.id.startswith(row.id)
                }
                if not found or state == "live":
                    continue
                if state == "withdrawn":
                    self._positions[number] |= found.keys()
                else:
                    self.deleted[number] = None
                raws = _raw_entries(self._page(number))
                for position, id in found.items():
                    self.texts += _segments([entries[position]])
                    self.keys.setdefault(url, set()).update(redaction_keys(raws[position]))
                    self.erasure.titles.setdefault(id, entries[position].original.title)
        for url in self._urls:
            self._delete_all(url)

    def _delete_all(self, url: str) -> None:
        """Erase everything from an address."""
        if url in self.erasure.pages:
            return
        self.erasure.pages.append(url)
        for number in self._store.pages.captures(url):
            page = self._page(number)
            self.deleted[number] = None
            self.rewritten.pop(number, None)
            self.texts += _segments(_entries(page))
            for raw in _raw_entries(page):
                self.keys.setdefault(url, set()).update(redaction_keys(raw))

    def _redact(self, number: int) -> None:
        """Take the entries out of a page, or the page out of the archive when it has no others."""
        page = self._page(number)
        raws = _raw_entries(page)
        positions = self._positions[number]
        if len(positions) == len(raws):
            self._delete_all(page.url)
            return
        redacted = without_entries(page, positions, load_gazetteer())
        if redacted is None:
            raise EraseError(
                f"{page.url} has {len(raws)} entries, and what is to be erased cannot be taken out"
                " with certainty; nothing was changed. Erase the whole page:"
                f" torino erase {page.url}"
            )
        self.erasure.redacted.append(page.url)
        if is_document(page.media_type):
            self.erasure.documents.append(page.url)
        self.rewritten[number] = redacted
        keys = self.keys.setdefault(page.url, set())
        for position in positions:
            keys |= redaction_keys(raws[position])
        for other, state in self._store.pages.captures(page.url).items():
            if state == "superseded":
                self.deleted[other] = None
                older = self._page(other)
                entries = _entries(older)
                same = erased_positions(_raw_entries(older), keys)
                self.texts += _segments(entries[each] for each in same)

    def _find_copies(self) -> None:
        """Find copies on withdrawn pages and in older captures of other addresses."""
        keys = frozenset(key for each in self.keys.values() for key in each)
        for number, state in self._store.pages.hidden().items():
            if number in self.deleted or number in self.rewritten:
                continue
            same = erased_positions(_raw_entries(self._page(number)), keys)
            if same and state == "superseded":
                self.deleted[number] = None
            elif same:
                self._positions[number] |= set(same)
                self._redact(number)


def _raw_entries(page: Page) -> Sequence[RawEntry]:
    with suppress(PageError):
        return split_page(page)
    return ()


def _entries(page: Page) -> Sequence[Entry]:
    with suppress(PageError):
        return read_page(page, load_gazetteer(), Timings())
    return ()


def _segments(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        for version in entry.versions:
            yield version.title
            yield from segments_of(version)


def _hashes(entries: Iterable[Entry]) -> Iterator[str]:
    return map(source_hash, _segments(entries))
