"""Publishing: a new generation of all that archive.db holds, amended or made anew."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.files.entry_spool import DiskList
from index.files.fingerprint import indexing_fingerprint
from index.files.progress import ProgressCallback, ignore_progress
from index.files.timings import Timings
from index.indexing.generations import live_mark
from index.indexing.open_writer import open_writer
from index.model.entry import Entry
from index.model.errors import AmendError, CacheError
from index.publishing.build_state import BuildState
from index.publishing.incremental import BuildPlan, plan_full_build, plan_incremental_build
from index.publishing.reading_cache import ReadingCache
from index.publishing.year_partition import YearPartition
from index.reading.layouts import split_page
from index.reading.pipeline import Split
from index.store.cache import DerivedCache
from index.store.corrections import correct_entries, read_corrections
from index.store.database import Store
from index.store.home import Home
from index.translation.recall import translate_entries

log = logging.getLogger(__name__)

Progress = ProgressCallback
no_progress = ignore_progress


@dataclass(frozen=True, slots=True)
class Published:
    """What a new generation holds."""

    entries: int
    languages: Counter[str]
    doubts: int
    undated: int


def publish(
    home: Home,
    store: Store,
    progress: ProgressCallback = ignore_progress,
    timings: Timings | None = None,
    *,
    anew: bool = False,
    split: Split = split_page,
) -> Published:
    """Make a generation of everything in the store live. The caller holds the home.

    What the last publishing made is amended where that gives the same, unless `anew`. `split`
    may know pages that were split before.
    """
    publishing = _Publishing(home, store, progress, timings or Timings(), split)
    try:
        return publishing.run(anew=anew)
    except AmendError as error:
        log.info("publishing anew: %s", error)
    except CacheError as error:
        log.warning("%s", error)
        DerivedCache.delete(home.derived)
    return publishing.run(anew=True)


MOST_CHANGED = 0.5
"""Of the pages: beyond that, all is made anew."""


class _Publishing:
    """The steps of one publishing."""

    def __init__(
        self,
        home: Home,
        store: Store,
        progress: ProgressCallback,
        timings: Timings,
        split: Split,
    ) -> None:
        self._home = home
        self._store = store
        self._progress = progress
        self._timings = timings
        self._split = split
        self._token = secrets.token_hex(8)

    def run(self, *, anew: bool) -> Published:
        store, timings = self._store, self._timings
        revision, memory = store.revision, store.memory.revision
        corrections = read_corrections(self._home.corrections)
        with DerivedCache(self._home.derived) as derived:
            reading_cache = ReadingCache(store, derived, timings, split=self._split)
            last = self._last(derived, memory) if not anew else None
            with self._plan(last, derived, reading_cache) as plan:
                counts = plan.state.counts
                counts.without(correct_entries(plan.replaced(), corrections))
                corrected = correct_entries(plan.entries(), corrections)
                entries = counts.of(translate_entries(corrected, store.memory.recall))
                timed = timings.each("translations", entries)
                timings.run("index", self._write, plan, timed, amend=last is not None)
                timings.seconds["index"] -= timings.seconds["translations"]
                with store.change():
                    store.published.record(plan.resolution.records)
                    store.mark_published(revision, self._token)
                plan.state.keep(derived, self._cache_key(self._token, memory))
                reading_cache.keep_only(plan.state.pages)
        return Published(counts.languages.total(), counts.languages, counts.doubts, counts.undated)

    def _plan(
        self, last: BuildState | None, derived: DerivedCache, reading_cache: ReadingCache
    ) -> AbstractContextManager[BuildPlan]:
        store, timings = self._store, self._timings

        def keep(state: BuildState, year: int, partition: YearPartition) -> None:
            state.keep_partition(derived, year, partition, self._token)

        if last is not None:
            return plan_incremental_build(last, store, reading_cache, derived, keep, timings)
        timings.run("verifying", store.verify)
        return plan_full_build(store, reading_cache, keep, self._progress, timings)

    def _write(self, plan: BuildPlan, entries: Iterable[Entry], *, amend: bool) -> None:
        with open_writer(self._home.location, self._progress, amend=amend) as writer:
            if amend:
                writer.remove(entry.id for entry in plan.replaced())
            writer.add(entries)
            writer.withdraw(plan.resolution.gone)

    def _last(self, derived: DerivedCache, memory: int) -> BuildState | None:
        """The ledger to go by; None when nearly all would change, or nothing is known to hold."""
        store = self._store
        if not (store.token and live_mark(Path(self._home.location))):
            return None
        last = BuildState.of(derived, self._cache_key(store.token, memory))
        if last is None:
            return None
        changed = len(last.pages.keys() ^ set(store.pages.numbers()))
        return last if changed <= MOST_CHANGED * len(last.pages) else None

    def _cache_key(self, token: str, memory: int) -> str:
        """What a ledger holds for, and nothing else."""
        corrections = self._home.corrections
        said = corrections.read_bytes() if corrections.exists() else b""
        live = live_mark(Path(self._home.location))
        return (
            f"{indexing_fingerprint()} {token} {memory} {live} {hashlib.sha256(said).hexdigest()}"
        )


@contextmanager
def untranslated_entries(
    home: Home, store: Store, progress: ProgressCallback = ignore_progress
) -> Iterator[DiskList[Entry]]:
    """Every entry as it would be published, without translations; on disk, to be read again."""
    corrections = read_corrections(home.corrections)
    with DiskList[Entry]() as own:
        with DerivedCache(home.derived) as derived:
            reading_cache = ReadingCache(store, derived, Timings(), keep=False)
            with plan_full_build(
                store, reading_cache, _discard_partition, progress, Timings()
            ) as plan:
                for entry in correct_entries(plan.entries(), corrections):
                    own.append(entry)
        yield own


def _discard_partition(state: BuildState, year: int, partition: YearPartition) -> None:
    """Keep no book of what is not published."""
