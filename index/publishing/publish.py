"""Publish what archive.db holds as a new index generation, incrementally where that is possible."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from index.files.disk_list import DiskList
from index.files.fingerprint import indexing_fingerprint
from index.files.progress import ProgressCallback, ignore_progress
from index.files.timings import Timings
from index.indexing.open_engine import open_engine
from index.model.entry import Entry
from index.model.errors import AmendError, CacheError, IndexMissingError
from index.publishing.build_state import BuildState
from index.publishing.change_detection import ChangeDetection
from index.publishing.incremental import BuildPlan, plan_full_build, plan_incremental_build
from index.publishing.live_state import (
    LiveState,
    is_of_other_profile,
    live_state,
    refuse_great_loss,
    unnoted_news,
)
from index.publishing.peoples_translations import PeoplesTranslations
from index.publishing.reading_cache import ReadingCache, UnreadPage
from index.publishing.scrubbing import finish_erasures, scrub_files
from index.publishing.site_furniture import learn_furniture
from index.publishing.year_partition import YearPartition
from index.reading.page_reader import PUBLISHING, PageReader, PageReadFunction
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

log = logging.getLogger(__name__)


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


def publish(
    home: Home,
    store: Store,
    progress: ProgressCallback = ignore_progress,
    timings: Timings | None = None,
    *,
    full: bool = False,
    accept_loss: bool = False,
    read: PageReadFunction | None = None,
) -> Published:
    """Make a generation of everything in the store live. The caller holds the home's lock.

    The live generation is amended where that gives the same result, unless `full`. `read` reads the
    pages that were not read before; by default readers of a pool do. They are read with the profile
    of the home.
    A page that cannot be read stops nothing; each is logged and is in `Published.unread`. Unless
    `accept_loss` it is refused to publish far fewer entries than are live, as a StoreError. An
    erasure that was interrupted is finished, by a full build.
    Raises StoreError, CorrectionError, ProfileError, IndexLockedError, EngineUnavailableError.
    """
    unfinished = store.erasures.unfinished is not None
    if unfinished or is_deny_list_lost(home):
        deny_withdrawn(home, store)  # before a generation comes that could make do without it
    if unfinished:
        scrub_files(home, store)
    accept_loss = accept_loss or unfinished  # what is lost was named
    with ExitStack() as stack:
        stack.enter_context(home.using_profile())
        pool = stack.enter_context(ReaderPool()) if read is None else None
        read = stack.enter_context(reading(read))
        publishing = _Publishing(
            home, store, progress, timings or Timings(), read, accept_loss, pool
        )
        try:
            published = publishing.run(full=full or unfinished)
        except AmendError as error:
            log.info("publishing everything again: %s", error)
            published = publishing.run(full=True)
        except CacheError as error:
            log.warning("%s", error)
            DerivedCache.delete(home.derived)
            published = publishing.run(full=True)
    if unfinished:
        finish_erasures(home, store)
    return published


def deny_withdrawn(home: Home, store: Store) -> None:
    """Let the deny-list of the index name what is withdrawn, gone or erased, and nothing else.

    The caller holds the home's lock. Raises StoreError, EngineUnavailableError.
    """
    open_engine(home.location).deny(store.names_to_deny())


def is_deny_list_lost(home: Home) -> bool:
    """Return whether the deny-list names nothing, is damaged, or is missing."""
    try:
        return not open_engine(home.location).denied()
    except IndexMissingError:
        return True


def publish_if_due(
    home: Home,
    store: Store,
    progress: ProgressCallback = ignore_progress,
    timings: Timings | None = None,
    *,
    accept_loss: bool = False,
    read: PageReadFunction | None = None,
) -> Published | None:
    """Publish when the store holds changes that are not published, or there is no index.

    Returns None when nothing is due but the deny-list, which is written if it is not right.

    Every verb that changes an archive ends with this, also when its own change was made before: a
    run that was interrupted after its commit is finished by the next one. An archive that has no
    pages, and of which nothing was published, is left so. The caller holds the home's lock.
    Raises what `publish` raises.
    """
    if not (store.pages.count() or store.token or store.erasures.unfinished):
        return None
    if is_live(home, store) and not store.erasures.unfinished:
        deny_withdrawn(home, store)  # a run may have ended before it did
        return None
    return publish(home, store, progress, timings, accept_loss=accept_loss, read=read)


def is_live(home: Home, store: Store) -> bool:
    """Return whether everything in the store is published, and that index is there.

    It has to be made with the profile of the home. Raises ProfileError.
    """
    is_published = (
        store.is_published and live_state(store, open_engine(home.location)) in _PUBLISHED
    )
    return is_published and not is_of_other_profile(home)


_PUBLISHED: Set[LiveState] = {"current", "unknown"}
MAX_CHANGED_SHARE = 0.5
"""Share of the pages; when more have changed, a full build is made. Chosen by hand."""


class _Publishing:
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


@contextmanager
def untranslated_entries(
    home: Home, store: Store, progress: ProgressCallback = ignore_progress
) -> Iterator[DiskList[Entry]]:
    """Yield every entry as it would be published, corrected but not translated.

    They lie in a file, so that they can be read more than once.
    """
    corrections = read_corrections(home.corrections)
    with DiskList[Entry]() as own:
        with home.using_profile(), DerivedCache(home.derived) as derived, reading() as read:
            furniture = learn_furniture(store, derived, write=False)
            reading_cache = ReadingCache(store, derived, Timings(), read, furniture, write=False)
            with plan_full_build(
                store, corrections, reading_cache, _discard_partition, progress, Timings()
            ) as plan:
                for entry in shown_entries(plan.entries(), corrections):
                    own.append(entry)
        yield own


@contextmanager
def reading(read: PageReadFunction | None = None) -> Iterator[PageReadFunction]:
    """Yield `read`, or when it is None what reads within the limits of publishing."""
    with PageReader() as reader:
        yield read or partial(reader.read, limits=PUBLISHING)


def _discard_partition(state: BuildState, year: int, partition: YearPartition) -> None:
    """Save nothing: what is not published leaves no build state."""
