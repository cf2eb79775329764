"""Erase: take pages and entries out of every file of a home, for good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial

from index.files.progress import ProgressCallback, ignore_progress
from index.files.timings import Timings
from index.gazetteer import load_gazetteer
from index.model.entry import Entry
from index.model.errors import CacheError, EraseError, PageError
from index.model.page import Page, RawEntry
from index.publishing.build_state import BuildState
from index.publishing.entry_digest import page_number_of, position_of
from index.publishing.incremental import plan_full_build
from index.publishing.live_state import open_archive
from index.publishing.publish import deny_withdrawn, publish, publish_if_due
from index.publishing.reading_cache import ReadingCache
from index.publishing.year_partition import Cluster, YearPartition, ids_in
from index.reading.layouts import split_page
from index.reading.page_reader import PUBLISHING, PageReader
from index.reading.pipeline import read_page
from index.reading.redaction import (
    erased_positions,
    letters_of,
    redaction_keys,
    sentences_of,
    without_entries,
)
from index.reading.sources.addresses import normalise_address
from index.store.cache import DerivedCache
from index.store.corrections import correct_entries, read_corrections
from index.store.database import Store
from index.store.home import Home
from index.store.translation_memory import source_hash
from index.text.folding import fold
from index.translation.recall import segments_of


@dataclass(slots=True)
class Erasure:
    """What is to be erased, and what that takes along."""

    pages: list[str] = field(default_factory=list)
    """Addresses of which everything goes."""
    redacted: list[str] = field(default_factory=list)
    """Addresses of pages that stay without some entries; their older captures go whole."""
    titles: dict[str, str] = field(default_factory=dict)
    """The title of each entry that goes, as it was read, by id."""
    remaining: list[str] = field(default_factory=list)
    """Other pages that have an account or a copy of an entry of `pages`; they stay."""


@dataclass(frozen=True, slots=True)
class EraseReport:
    """What became of the names that were to be erased."""

    erased: Erasure | None = None
    """None when nothing was left to erase."""
    already: tuple[tuple[str, date], ...] = ()
    """Names that were erased before, each with the day."""
    unknown: tuple[str, ...] = ()
    """When there are any, nothing was changed."""
    translations: int = 0
    """Rows of the translation memory that were deleted."""
    others: tuple[str, ...] = ()
    """Names of files in the home that are not torino's; they may hold the text, and stay."""


Confirm = Callable[[Erasure], bool]
"""Is shown what is to be erased before anything is changed; False leaves everything."""


def erase(
    home: Home,
    names: Iterable[str],
    confirm: Confirm,
    progress: ProgressCallback = ignore_progress,
) -> EraseReport | None:
    """Erase pages by url and entries by id, with their copies, captures and translations.

    The change of archive.db is one transaction. From then on the other files are unfinished, until
    this or any later publishing has written them anew. None when `confirm` says no. Raises
    EraseError when an entry cannot be taken out of its page, IndexLockedError also while
    translations are made, StoreError, CorrectionError.
    """
    names = tuple(dict.fromkeys(names))
    with home.hold_translating(), home.hold("change"), open_archive(home, "change") as store:
        work = _Erasing(home, store)
        unknown = work.take(names)
        if unknown:
            return EraseReport(unknown=unknown)
        if not work.is_empty:
            work.locate(progress)
            if not confirm(work.erasure):
                return None
            with store.change():
                work.change_archive()
                deny_withdrawn(home, store)
            publish(home, store, progress)
        else:
            publish_if_due(home, store, progress)
        return EraseReport(
            None if work.is_empty else work.erasure,
            tuple(work.already.items()),
            translations=work.translations,
            others=other_files(home),
        )


def allow(home: Home, urls: Iterable[str]) -> tuple[str, ...]:
    """Let erased pages be added again; return the addresses of which nothing was erased.

    When there are any, nothing is changed. What was allowed before is allowed again. Raises
    IndexLockedError, StoreError.
    """
    urls = tuple(dict.fromkeys(map(normalise_address, urls)))
    with home.hold("change"), open_archive(home, "change") as store:
        today = datetime.now(UTC).date()
        with suppress(_NothingChangedError), store.change():
            unknown = tuple(url for url in urls if not store.erasures.allow(url, today))
            if unknown:
                raise _NothingChangedError
    return unknown


class _NothingChangedError(Exception):
    """Raised to undo a transaction."""


def other_files(home: Home) -> tuple[str, ...]:
    """Return the names in the home that are none of torino's own, sorted."""
    databases = (home.database.name, home.derived.name)
    own = {name + end for name in databases for end in ("", "-wal", "-shm")}
    own |= {lock + end for lock in ("LOCK", "TRANSLATING") for end in ("", ".holder")}
    own.add(home.corrections.name)
    if home.engine is None:
        own.add("index")
    return tuple(sorted(path.name for path in home.path.iterdir() if path.name not in own))


class _Erasing:
    """Finds what goes, then changes archive.db."""

    def __init__(self, home: Home, store: Store) -> None:
        self._home = home
        self._store = store
        self._today = datetime.now(UTC).date()
        self._urls: dict[str, None] = {}
        """The addresses that were named."""
        self._ids: set[str] = set()
        """The ids to erase: those named, and all that lead to the same entries."""
        self._joined_ids: set[str] = set()
        """Other ids of entries of which a part is erased; corrections of them may have its text."""
        self._positions: defaultdict[int, set[int]] = defaultdict(set)
        """The positions to erase on each page, by its number."""
        self._bodies: dict[int, bytes] = {}
        self._deleted: dict[int, None] = {}
        self._keys: dict[str, set[str]] = {}
        """Redaction keys of the erased entries, by address."""
        self._texts: list[str] = []
        """Titles and paragraphs that are erased, in every form in which they were translated."""
        self._kept_refs: list[int] = []
        """Entries that stay though they were joined with one that is erased."""
        self._kept_hashes: set[str] = set()
        """Source hashes of the segments of the entries that stay."""
        self.erasure = Erasure()
        self.already: dict[str, date] = {}
        self.translations = 0

    @property
    def is_empty(self) -> bool:
        return not (self._urls or self._ids)

    def take(self, names: Iterable[str]) -> tuple[str, ...]:
        """Sort the names into addresses, ids and what was erased before; return unknown ones."""
        unknown = []
        for name in names:
            url = self._store.pages.address_of(normalise_address(name))
            if self._store.pages.captures(url):
                self._urls[url] = None
            elif self._store.published.state(name) not in (None, "erased"):
                self._ids.add(name)
            elif day := self._store.erasures.day_of(name) or self._store.erasures.day_of(url):
                self.already[name] = day
            else:
                unknown.append(name)
        return tuple(unknown)

    # What goes

    def locate(self, progress: ProgressCallback) -> None:
        """Find every row that goes or changes. Raises EraseError, CorrectionError."""
        self._ids |= self._store.published.leading_to(self._ids)
        whole = {n for url in self._urls for n in self._store.pages.captures(url)}
        named = set(self._ids)
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
            for keys in self._keys.values():
                keys -= kept

    def _page_of(self, ref: int) -> Page:
        return self._store.pages.get(page_number_of(ref))

    def _find_old_ids(self) -> None:
        """Find ids from these pages that lead nowhere any more; their rows have a title."""
        titles = set(map(fold, self.erasure.titles.values()))
        for row in self._store.published.at((*self.erasure.pages, *self.erasure.redacted)):
            is_free = row.state == "gone" or row.leads_to in self._ids
            is_of_it = row.url in self.erasure.pages or row.title in titles
            if is_free and is_of_it and row.id not in self._joined_ids:
                self._ids.add(row.id)

    def _find_clusters(self, whole: set[int], progress: ProgressCallback) -> None:
        """Find the entries that are indexed, and what the entries that stay are translated from."""
        store = self._store
        corrections = read_corrections(self._home.corrections)
        hit: dict[str, Cluster] = {}

        def note(state: BuildState, year: int, partition: YearPartition) -> None:
            for cluster in partition.clusters().values():
                ids = tuple(ids_in(cluster))
                pages = {page_number_of(ref) for copies in cluster for ref, _ in copies}
                if not (self._ids.isdisjoint(ids) and whole.isdisjoint(pages)):
                    hit[ids[0]] = cluster

        with DerivedCache(self._home.derived) as derived, PageReader() as reader:
            read = partial(reader.read, limits=PUBLISHING)
            cache = ReadingCache(store, derived, Timings(), read, write=False)
            with plan_full_build(store, cache, note, progress, Timings()) as plan:
                for entry in plan.after:
                    old = plan.resolution.moved.get(entry.id, ())
                    corrected = next(correct_entries([entry], corrections))
                    cluster = hit.get(entry.id)
                    if cluster is None:
                        self._kept_hashes.update(_hashes((entry, corrected)))
                        continue
                    is_named = not self._ids.isdisjoint((*ids_in(cluster), *old))
                    self._take_cluster(cluster, whole, cache, is_named=is_named)
                    self._texts += _segments((corrected,) if is_named else ())
                    (self._ids if is_named else self._joined_ids).update((*ids_in(cluster), *old))
        self._joined_ids -= self._ids

    def _take_cluster(
        self, cluster: Cluster, whole: set[int], cache: ReadingCache, *, is_named: bool
    ) -> None:
        for copies in cluster:
            for ref, id in copies:
                number, entry = page_number_of(ref), cache.entry(ref)
                if not (is_named or number in whole):
                    self._kept_hashes.update(_hashes((entry,)))
                    self._kept_refs.append(ref)
                    self.erasure.remaining.append(self._page_of(ref).url)
                    continue
                self._ids.add(id)
                self._positions[number].add(position_of(ref))
                self._texts += _segments((entry,))
                self.erasure.titles[id] = entry.original.title

    def _find_hidden(self, named: set[str]) -> None:
        """Find what withdrawn pages and older captures have of it; their entries have no ids."""
        rows = {row.id: row for row in self._store.published.about(named, ())}
        for url in {row.url for row in rows.values() if row.id in named and row.url}:
            for number, state in self._store.pages.captures(url).items():
                entries = _entries(self._store.pages.get(number))
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
                    self._deleted[number] = None
                raws = _raw_entries(self._store.pages.get(number))
                for position, id in found.items():
                    self._texts += _segments([entries[position]])
                    self._keys.setdefault(url, set()).update(redaction_keys(raws[position]))
                    self.erasure.titles.setdefault(id, entries[position].original.title)
        for url in self._urls:
            self._delete_all(url)

    def _delete_all(self, url: str) -> None:
        """Erase everything from an address."""
        if url in self.erasure.pages:
            return
        self.erasure.pages.append(url)
        for number in self._store.pages.captures(url):
            page = self._store.pages.get(number)
            self._deleted[number] = None
            self._bodies.pop(number, None)
            self._texts += _segments(_entries(page))
            for raw in _raw_entries(page):
                self._keys.setdefault(url, set()).update(redaction_keys(raw))

    def _redact(self, number: int) -> None:
        """Take the entries out of a page, or the page out of the archive when it has no others."""
        page = self._store.pages.get(number)
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
        self._bodies[number] = redacted.body
        keys = self._keys.setdefault(page.url, set())
        for position in positions:
            keys |= redaction_keys(raws[position])
        for other, state in self._store.pages.captures(page.url).items():
            if state == "superseded":
                self._deleted[other] = None
                older = self._store.pages.get(other)
                entries = _entries(older)
                same = erased_positions(_raw_entries(older), keys)
                self._texts += _segments(entries[each] for each in same)

    def _find_copies(self) -> None:
        """Find copies on withdrawn pages and in older captures of other addresses."""
        keys = frozenset(key for each in self._keys.values() for key in each)
        for number, state in self._store.pages.hidden().items():
            if number in self._deleted or number in self._bodies:
                continue
            same = erased_positions(_raw_entries(self._store.pages.get(number)), keys)
            if same and state == "superseded":
                self._deleted[number] = None
            elif same:
                self._positions[number] |= set(same)
                self._redact(number)

    # The change

    def change_archive(self) -> None:
        """Change archive.db; inside a transaction."""
        store = self._store
        store.erasures.begin(self._today)
        store.erasures.record_ids(self._ids, self._today)
        store.erasures.record_corrections(self._ids | self._joined_ids, self._today)
        for url in self.erasure.pages:
            store.erasures.record_page(url, self._today)
        for url, keys in self._keys.items():
            store.erasures.record_entry(keys, url, self._today)
        store.pages.delete(self._deleted)
        for number, body in self._bodies.items():
            store.pages.rewrite(number, body)
        store.published.erase(self._ids, self.erasure.pages, self.erasure.redacted)
        store.history.erase(self._ids | self._joined_ids)
        self.translations = store.memory.erase(self._is_gone())
        store.touch()

    def _is_gone(self) -> Callable[[str, str], bool]:
        """Return whether a translation is of erased text: by its paragraph, or, when no entry has
        its source any more, by a sentence, since an older reading may have cut it otherwise."""
        erased = {source_hash(text) for text in self._texts} - self._kept_hashes
        sentences = {
            s for text in self._texts for s in (*sentences_of(text), letters_of(text)) if s
        }
        sentences = {s for s in sentences if len(s) >= _MIN_LETTERS}

        def is_gone(source: str, target: str) -> bool:
            if source_hash(source) in self._kept_hashes:
                return False
            if not erased.isdisjoint((source_hash(source), source_hash(target))):
                return True
            letters = f"{letters_of(source)}\0{letters_of(target)}"
            return any(sentence in letters for sentence in sentences)

        return is_gone


_MIN_LETTERS = 20
"""Letters of a sentence below which a translation may have it by chance; chosen by hand."""


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
