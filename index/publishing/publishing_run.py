"""One publishing: from what the store holds to a live generation and what is noted of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from index.files.fingerprint import indexing_fingerprint
from index.files.progress import ProgressCallback
from index.files.timings import Timings
from index.indexing.open_engine import open_engine
from index.model.entry import Entry
from index.model.errors import IndexMissingError
from index.publishing.build_plan import BuildPlan
from index.publishing.build_state import BuildState
from index.publishing.change_detection import ChangeDetection
from index.publishing.denying import deny_withdrawn
from index.publishing.full_build import plan_full_build
from index.publishing.incremental import plan_incremental_build
from index.publishing.live_state import refuse_great_loss, unnoted_news
from index.publishing.peoples_translations import PeoplesTranslations
from index.publishing.reading_cache import ReadingCache, UnreadPage
from index.publishing.site_furniture import learn_furniture
from index.publishing.year_partition import YearPartition
from index.reading.page_reader import PUBLISHING, PageReadFunction
from index.reading.reader_pool import ReaderPool
from index.store.cache import DerivedCache
from index.store.corrections import (
    Correction,
    decide_joins,
    is_named,
    not_entries,
    read_corrections,
    shown_entries,
)
from index.store.database import Store
from index.store.home import Home
from index.text.current_profile import current_profile

MAX_CHANGED_SHARE = 0.5
"""Share of the pages; when more have changed, a full build is made. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class Published:
    """Counts of what a new generation holds."""

    entries: int
    languages: Counter[str]
    doubts: int
    undated: int
    unread: tuple[UnreadPage, ...] = ()
    """The stored pages that could not be read, this time or with the present code."""
    withdrawn: tuple[str, ...] = ()
    """The ids of entries that were shown before and are not any more, ascending."""


class PublishingRun:
    """One publishing, which may be tried twice: incrementally, then in full."""

    def __init__(
        self,
        home: Home,
        store: Store,
        progress: ProgressCallback,
        timings: Timings,
        read: PageReadFunction,
        accept_loss: bool,
        pool: ReaderPool | None,
    ) -> None:
        self._home = home
        self._engine = open_engine(home.location)
        self._store = store
        self._progress = progress
        self._timings = timings
        self._read = read
        self._pool = pool
        self._accept_loss = accept_loss
        self._hidden: Set[str] = frozenset()
        """The ids of what is no entry."""
        self._unnoted = unnoted_news(store, self._engine)
        with store.change():
            self._token = store.publications.begin()
            told = max((change.time for change in self._unnoted), default=None)
            self._time = store.history.next_time(datetime.now(UTC), told)

    def run(self, *, full: bool) -> Published:
        """Publish everything, or what has changed. Raises AmendError and CacheError too."""
        store, timings = self._store, self._timings
        revision, memory = store.revision, store.memory.revision
        corrections = read_corrections(self._home.corrections)
        with DerivedCache(self._home.derived) as derived:
            furniture = timings.run("furniture", learn_furniture, store, derived)
            reading_cache = ReadingCache(
                store, derived, timings, self._read, furniture, pool=self._pool, limits=PUBLISHING
            )
            key = furniture.fingerprint
            previous = self._previous_state(derived, memory, key) if not full else None
            if previous and decide_joins((*corrections, *previous.corrections)):
                previous = None  # any entry may be another part of a joined one
            with (
                self._plan(previous, corrections, derived, reading_cache) as plan,
                ChangeDetection(
                    store, corrections, self._time, self._token, self._unnoted
                ) as changes,
            ):
                counts = plan.state.counts
                counts.subtract(plan.replaced())
                corrected = shown_entries(plan.entries(), corrections)
                people = PeoplesTranslations(store.published, store.memory)
                entries = counts.add(changes.detect(people.translate(corrected)))
                if not self._accept_loss:
                    remaining = counts.languages.total() + len(plan.after)
                    refuse_great_loss(self._engine.live_provenance(), store, remaining)
                timed = timings.each("translations", entries)
                self._hidden = not_entries(corrections)
                timings.run("index", self._write, plan, timed, changes, amend=previous is not None)
                timings.leave_out("index", "translations")
                with store.change():
                    changes.record()
                    withdrawn = changes.withdrawn()
                    store.published.record(plan.resolution.records)
                    people.record(store.published)
                    store.mark_published(revision, self._token)
                    # Before any other process may see the note. What is shown again stays on the
                    # list until the note is there: a run that ends between them denies too much.
                    self._engine.deny(store.names_to_deny() | self._denied())
                deny_withdrawn(self._home, store)
                plan.state.withdrawn = store.published.withdrawn()
                plan.state.corrections = corrections
                if not reading_cache.unread:  # else the next publishing is full, and tries again
                    plan.state.save(derived, self._cache_key(self._token, memory, key))
                reading_cache.drop_all_but(plan.state.pages)
        return Published(
            counts.languages.total(),
            counts.languages,
            counts.doubts,
            counts.undated,
            reading_cache.unread,
            withdrawn,
        )

    def _denied(self) -> frozenset[str]:
        with suppress(IndexMissingError):
            return self._engine.denied()
        return frozenset()

    def _plan(
        self,
        previous: BuildState | None,
        corrections: Sequence[Correction],
        derived: DerivedCache,
        reading_cache: ReadingCache,
    ) -> AbstractContextManager[BuildPlan]:
        store, timings = self._store, self._timings

        def save_partition(state: BuildState, year: int, partition: YearPartition) -> None:
            state.save_partition(derived, year, partition, self._token)

        if previous is not None:
            return plan_incremental_build(
                previous, corrections, store, reading_cache, derived, save_partition, timings
            )
        timings.run("verifying", store.verify)
        return plan_full_build(
            store, corrections, reading_cache, save_partition, self._progress, timings
        )

    def _write(
        self, plan: BuildPlan, entries: Iterable[Entry], changes: ChangeDetection, *, amend: bool
    ) -> None:
        with self._engine.writer(self._progress, amend=amend) as writer:
            if amend:
                writer.remove(entry.id for entry in plan.replaced())
            writer.add(entries)
            changes.finish((entry.id for entry in plan.replaced()) if amend else None)
            writer.withdraw((*plan.resolution.gone, *self._left_out(plan)))
            writer.note_news(changes.news())
            writer.note_provenance(
                self._store.publications.archive, self._token, current_profile().text
            )

    def _left_out(self, plan: BuildPlan) -> Iterator[str]:
        """Yield the ids of what is planned and not shown, since it is no entry."""
        for entry in plan.entries() if self._hidden else ():
            if is_named(entry, self._hidden):
                yield from (entry.id, *entry.aliases)

    def _previous_state(
        self, derived: DerivedCache, memory: int, furniture: str
    ) -> BuildState | None:
        """Return the state to build on; None when there is none, or most pages have changed."""
        store = self._store
        if not (store.token and self._engine.live_fingerprint()):
            return None
        previous = BuildState.load(derived, self._cache_key(store.token, memory, furniture))
        if previous is None:
            return None
        changed = len(previous.pages.keys() ^ set(store.pages.numbers()))
        return previous if changed <= MAX_CHANGED_SHARE * len(previous.pages) else None

    def _cache_key(self, token: str, memory: int, furniture: str) -> str:
        """Return a key that changes with everything that a build state depends on."""
        live = self._engine.live_fingerprint()
        profile = current_profile().key
        return f"{indexing_fingerprint()} {token} {memory} {live} {profile} {furniture}"
