"""Revisions: which entries are to be published, all or those that are no longer the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from index.files.entry_spool import DiskList
from index.files.progress import ProgressCallback
from index.files.timings import Timings
from index.model.entry import Entry
from index.model.ids import year_of
from index.publishing.build_state import BuildState, page_state_of
from index.publishing.entry_digest import page_number_of
from index.publishing.reading_cache import ReadingCache
from index.publishing.year_partition import Cluster, YearPartition, compose, ids_in
from index.store.cache import DerivedCache
from index.store.database import Store
from index.store.published_ids import IdResolution, PublishedId, resolve_ids

KeepPartition = Callable[[BuildState, int, YearPartition], None]
"""Told of each year's book as it is made, with the ledger that is to name it."""


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What becomes of the entries: joined, not yet corrected or translated."""

    after: DiskList[Entry]
    """The entries that change, or all, as they are to be."""
    resolution: IdResolution
    before: DiskList[Entry]
    """Those that stood in their place."""
    resolution_before: IdResolution
    state: BuildState
    """To be kept once this is published; its figures are those of before."""

    def entries(self) -> Iterator[Entry]:
        """What is to be published."""
        return self.resolution.apply(self.after)

    def replaced(self) -> Iterator[Entry]:
        """What is published now of what changes, as it was settled."""
        return self.resolution_before.apply(self.before)


_NOTHING = IdResolution(frozenset(), {}, (), ())


@contextmanager
def plan_full_build(
    store: Store,
    reading_cache: ReadingCache,
    keep: KeepPartition,
    progress: ProgressCallback,
    timings: Timings,
) -> Iterator[BuildPlan]:
    """Everything anew, year by year: one year's lines are in memory at a time."""
    state = BuildState(withdrawn=store.published.withdrawn())
    numbers = store.pages.numbers()
    of_year: defaultdict[int, list[int]] = defaultdict(list)
    for count, number in enumerate(numbers, 1):
        page_state = state.pages[number] = page_state_of(reading_cache.digests(number))
        for year in page_state.years:
            of_year[year].append(number)
        progress("reading pages", count, len(numbers))
    with DiskList[Entry]() as after, DiskList[Entry]() as before:
        for year in sorted(of_year):
            read = chain.from_iterable(map(reading_cache.digests, of_year[year]))
            digests = [digest for digest in read if digest.year == year]
            partition = timings.run(
                "joining", YearPartition().updated, digests, reading_cache.entry
            )
            keep(state, year, partition)
            for cluster in partition.clusters().values():
                after.append(timings.run("joining", compose, cluster, reading_cache.entry))
        resolution = timings.run("ids", resolve_ids, after, store.published.all())
        yield BuildPlan(after, resolution, before, _NOTHING, state)


@contextmanager
def plan_incremental_build(
    last: BuildState,
    store: Store,
    reading_cache: ReadingCache,
    derived: DerivedCache,
    keep: KeepPartition,
    timings: Timings,
) -> Iterator[BuildPlan]:
    """Only what is no longer as `last` has it; the same, in the end, as everything anew.

    Raises AmendError when something of `last` is lost.
    """
    with ExitStack() as stack:
        build = _IncrementalBuild(last, store, reading_cache, derived, stack)
        timings.run("joining", build.take_pages, keep)
        timings.run("joining", build.take_withdrawals)
        yield timings.run("ids", build.resolve)


class _IncrementalBuild:
    """The groups that stood and shall stand no more, and those that take their places."""

    def __init__(
        self,
        last: BuildState,
        store: Store,
        reading_cache: ReadingCache,
        derived: DerivedCache,
        stack: ExitStack,
    ) -> None:
        self._last = last
        self._store = store
        self._reading_cache = reading_cache
        self._derived = derived
        numbers = store.pages.numbers()
        self._gone = last.pages.keys() - set(numbers)
        self._new = [number for number in numbers if number not in last.pages]
        self._state = BuildState(
            {
                number: last.pages.get(number) or page_state_of(reading_cache.digests(number))
                for number in numbers
            },
            dict(last.partitions),
            store.published.withdrawn(),
            replace(last.counts, languages=last.counts.languages.copy()),
        )
        self._before = stack.enter_context(DiskList[Entry]())
        self._after = stack.enter_context(DiskList[Entry]())
        self._clusters_before: dict[int, dict[Cluster, None]] = {}
        """The groups of each year looked at, as they were."""
        self._clusters_after: dict[int, dict[Cluster, None]] = {}
        """And as they are to be."""
        self._removed: dict[Cluster, None] = {}
        self._added: dict[Cluster, None] = {}

    # What changes

    def take_pages(self, keep: KeepPartition) -> None:
        """Make the yearbooks anew that pages came into or went from."""
        gone = {year for number in self._gone for year in self._last.pages[number].years}
        come = {year for number in self._new for year in self._state.pages[number].years}
        for year in sorted(gone | come):
            old = self._last.partition(self._derived, year)
            read = chain.from_iterable(map(self._reading_cache.digests, self._new))
            digests = [
                digest
                for digest in old.digests
                if page_number_of(digest.entry_ref) not in self._gone
            ]
            digests += (digest for digest in read if digest.year == year)
            new = old.updated(digests, self._reading_cache.entry)
            keep(self._state, year, new)
            was = self._clusters_before[year] = dict.fromkeys(old.clusters().values())
            now = self._clusters_after[year] = dict.fromkeys(new.clusters().values())
            self._replace(
                (cluster for cluster in was if cluster not in now),
                (cluster for cluster in now if cluster not in was),
            )

    def take_withdrawals(self) -> None:
        """Look at the entries anew that were withdrawn, or brought back, by their ids."""
        flipped = self._state.withdrawn ^ self._last.withdrawn
        for year in {year_of(id) for id in flipped}:
            was, now = self._year(year)
            self._replace(_with_any(flipped, was), _with_any(flipped, now))

    def _year(self, year: int) -> tuple[Iterable[Cluster], Iterable[Cluster]]:
        if year not in self._clusters_before:
            partition = self._last.partition(self._derived, year)
            self._clusters_before[year] = self._clusters_after[year] = dict.fromkeys(
                partition.clusters().values()
            )
        return self._clusters_before[year], self._clusters_after[year]

    def _replace(self, removed: Iterable[Cluster], added: Iterable[Cluster]) -> None:
        for cluster in removed:
            if cluster not in self._removed:
                self._removed[cluster] = None
                self._before.append(compose(cluster, self._reading_cache.entry))
        for cluster in added:
            if cluster not in self._added:
                self._added[cluster] = None
                self._after.append(compose(cluster, self._reading_cache.entry))

    # Where ids lead

    def resolve(self) -> BuildPlan:
        """Settle the ids that what changes may move; no other can."""
        published = self._store.published
        ids = {id for cluster in (*self._removed, *self._added) for id in ids_in(cluster)}
        ids |= self._state.withdrawn ^ self._last.withdrawn
        urls = {s.url for spool in (self._before, self._after) for e in spool for s in e.sources}
        known: dict[str, PublishedId] = {}
        while ids or urls:
            known |= {each.id: each for each in published.about(ids, urls)}
            targets = self._redirect_targets(known.values())
            self._replace(targets, targets)  # as they stand, perhaps with more ids or fewer
            ids, urls = {id for cluster in targets for id in ids_in(cluster)}, set()
        ordered = [known[id] for id in sorted(known)]
        return BuildPlan(
            self._after,
            resolve_ids(self._after, ordered),
            self._before,
            IdResolution(self._last.withdrawn, self._moved(ordered), (), ()),
            self._state,
        )

    def _redirect_targets(self, known: Collection[PublishedId]) -> list[Cluster]:
        """Groups that do not change by themselves, where ids led that may lead elsewhere now, and
        on the pages of ids that no entry has and that lead to none: one of these may be heir."""
        owned = {
            id
            for cluster in self._added
            if self._state.withdrawn.isdisjoint(ids_in(cluster))
            for id in ids_in(cluster)
        }
        at = {
            each.url
            for each in known
            if each.id not in owned and each.leads_to not in owned and each.state != "withdrawn"
        }
        led_to = {each.leads_to for each in known if each.leads_to} - owned
        found = dict.fromkeys((*self._on_pages_at(at), *self._with_ids(led_to)))
        return [cluster for cluster in found if cluster not in self._added]

    def _on_pages_at(self, urls: set[str]) -> list[Cluster]:
        """The groups that are to stand with a part from one of these addresses."""
        numbers = {
            n for n, page_state in self._state.pages.items() if not urls.isdisjoint(page_state.via)
        }
        numbers |= {n for url in urls if (n := self._store.pages.number_of(url)) is not None}
        years = {year for number in numbers for year in self._state.pages[number].years}
        return [
            cluster
            for year in sorted(years)
            for cluster in self._year(year)[1]
            if any(
                page_number_of(entry_ref) in numbers
                for copies in cluster
                for entry_ref, _ in copies
            )
        ]

    def _with_ids(self, ids: Set[str]) -> Iterator[Cluster]:
        """The groups that are to stand with one of these ids."""
        for year in sorted({year_of(id) for id in ids}):
            yield from _with_any(ids, self._year(year)[1])

    def _moved(self, known: Iterable[PublishedId]) -> dict[str, tuple[str, ...]]:
        """The old ids that led to what stood, by its id, as they were settled the last time."""
        own = {next(iter(ids_in(cluster))): set(ids_in(cluster)) for cluster in self._removed}
        moved: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        for each in known:
            target = each.leads_to
            if each.state == "moved" and target in own and each.id not in own[target]:
                moved[target] += (each.id,)
        return moved


def _with_any(ids: Set[str], clusters: Iterable[Cluster]) -> Iterator[Cluster]:
    return (cluster for cluster in clusters if not ids.isdisjoint(ids_in(cluster)))
