"""Build plans: which entries are to be indexed, all of them or only those that change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from index.files.disk_list import DiskList
from index.files.progress import ProgressCallback
from index.files.timings import Timings
from index.model.entry import Entry
from index.model.ids import year_of
from index.publishing.build_state import BuildState, page_state_of
from index.publishing.entry_digest import page_number_of
from index.publishing.identity.decided_joins import (
    NOTHING_DECIDED,
    JoinDecisions,
    composed,
    decided_joins,
    join_decisions,
)
from index.publishing.identity.id_resolution import IdResolution, recorded_resolution
from index.publishing.identity.id_resolver import resolve_ids
from index.publishing.identity.remembered_joins import remembered_joins, with_joins
from index.publishing.identity.successors import next_successor, root_of, successors
from index.publishing.reading_cache import ReadingCache
from index.publishing.year_partition import Cluster, YearPartition, compose, ids_in
from index.store.cache import DerivedCache
from index.store.corrections import Correction, changed_ids, shown_entries
from index.store.database import Store
from index.store.published_ids import PublishedId
from index.text.page_keys import page_key

SavePartition = Callable[[BuildState, int, YearPartition], None]
"""Called with each year's partition as it is made, and the state that is to name it."""


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What changes in the index: entries that are joined, not yet corrected or translated."""

    after: DiskList[Entry]
    """The new entries; in a full build, all."""
    resolution: IdResolution
    before: DiskList[Entry]
    """The live entries that they replace; empty in a full build."""
    resolution_before: IdResolution
    corrections_before: Sequence[Correction]
    """Those with which `before` was published."""
    state: BuildState
    """To be saved once this is published; its counts are those of the publishing before."""

    def entries(self) -> Iterator[Entry]:
        """Return the entries to index, with the ids that lead to them."""
        return self.resolution.apply(self.after)

    def replaced(self) -> Iterator[Entry]:
        """Return the live entries to remove, as they were when they were indexed."""
        published = self.resolution_before.apply(self.before)
        return shown_entries(published, self.corrections_before)


_NO_RESOLUTION = IdResolution()


@contextmanager
def plan_full_build(
    store: Store,
    corrections: Sequence[Correction],
    reading_cache: ReadingCache,
    save_partition: SavePartition,
    progress: ProgressCallback,
    timings: Timings,
) -> Iterator[BuildPlan]:
    """Plan to index everything; the digests of one year are in memory at a time."""
    state = BuildState(withdrawn=store.published.withdrawn(), erased=store.published.erased())
    numbers = store.pages.numbers()
    of_year: defaultdict[int, list[int]] = defaultdict(list)
    for count, (number, digests) in enumerate(reading_cache.in_order(numbers), 1):
        page_state = state.pages[number] = page_state_of(digests)
        for year in page_state.years:
            of_year[year].append(number)
        progress("reading pages", count, len(numbers))
    decisions = join_decisions(corrections, store.published)
    with ExitStack() as stack:
        after, before = (stack.enter_context(DiskList[Entry]()) for _ in range(2))
        for year in sorted(of_year):
            read = chain.from_iterable(map(reading_cache.digests, of_year[year]))
            of_this = [digest for digest in read if digest.year == year]
            partition = timings.run(
                "joining", state.empty_partition(year).updated, of_this, reading_cache.entry
            )
            save_partition(state, year, partition)
            for cluster in partition.clusters().values():
                for entry in composed(cluster, reading_cache.entry, decisions):
                    after.append(entry)
        known = store.published.all()
        united = stack.enter_context(_identified(after, known, decisions))
        resolution = timings.run("ids", resolve_ids, united, known)
        yield BuildPlan(united, resolution, before, _NO_RESOLUTION, (), state)


@contextmanager
def _identified(
    entries: DiskList[Entry],
    known: Collection[PublishedId],
    decisions: JoinDecisions = NOTHING_DECIDED,
) -> Iterator[DiskList[Entry]]:
    """Yield the entries as the rows know them: other events under ids of their own, and those as
    one that were published so and that a date has parted, or that are decided to be one."""
    with ExitStack() as stack:
        if others := successors(entries, known):
            entries = stack.enter_context(
                _listed(others.get(index, entry) for index, entry in enumerate(entries))
            )
        if joins := decided_joins(entries, remembered_joins(entries, known), decisions):
            entries = stack.enter_context(_listed(with_joins(entries, joins)))
        yield entries


def _listed(entries: Iterable[Entry]) -> DiskList[Entry]:
    found = DiskList[Entry]()
    for entry in entries:
        found.append(entry)
    return found


@contextmanager
def plan_incremental_build(
    previous: BuildState,
    corrections: Sequence[Correction],
    store: Store,
    reading_cache: ReadingCache,
    derived: DerivedCache,
    save_partition: SavePartition,
    timings: Timings,
) -> Iterator[BuildPlan]:
    """Plan to index what differs from `previous`; the index is the same as after a full build.

    Neither these nor those corrections may join or part entries.

    Raises AmendError when derived.db has lost a partition of `previous`.
    """
    with ExitStack() as stack:
        build = _IncrementalBuild(previous, corrections, store, reading_cache, derived, stack)
        timings.run("joining", build.take_pages, save_partition)
        timings.run("joining", build.take_withdrawals)
        yield timings.run("ids", build.resolve)


class _IncrementalBuild:
    """Finds the clusters that go, and those that take their places."""

    def __init__(
        self,
        previous: BuildState,
        corrections: Sequence[Correction],
        store: Store,
        reading_cache: ReadingCache,
        derived: DerivedCache,
        stack: ExitStack,
    ) -> None:
        self._previous = previous
        self._corrected = changed_ids(previous.corrections, corrections)
        """Ids of which other things are corrected than before."""
        self._store = store
        self._reading_cache = reading_cache
        self._derived = derived
        numbers = store.pages.numbers()
        self._gone = previous.pages.keys() - set(numbers)
        self._new = [number for number in numbers if number not in previous.pages]
        self._state = BuildState(
            {
                number: previous.pages.get(number) or page_state_of(reading_cache.digests(number))
                for number in numbers
            },
            dict(previous.partitions),
            store.published.withdrawn(),
            replace(previous.counts, languages=previous.counts.languages.copy()),
            previous.erased,
        )
        self._stack = stack
        self._before = stack.enter_context(DiskList[Entry]())
        self._after = stack.enter_context(DiskList[Entry]())
        self._clusters_before: dict[int, dict[Cluster, None]] = {}
        """The live clusters of each year that was looked at; dictionaries serve as ordered sets."""
        self._clusters_after: dict[int, dict[Cluster, None]] = {}
        """The new clusters of the same years."""
        self._removed: dict[Cluster, None] = {}
        self._added: dict[Cluster, None] = {}

    # What changes

    def take_pages(self, save_partition: SavePartition) -> None:
        """Work out again the partitions that pages came into or left."""
        years = {year for number in self._gone for year in self._previous.pages[number].years}
        years |= {year for number in self._new for year in self._state.pages[number].years}
        for year in sorted(years):
            old = self._previous.load_partition(self._derived, year)
            read = chain.from_iterable(map(self._reading_cache.digests, self._new))
            digests = [
                digest
                for digest in old.digests
                if page_number_of(digest.entry_ref) not in self._gone
            ]
            digests += (digest for digest in read if digest.year == year)
            new = old.updated(digests, self._reading_cache.entry)
            save_partition(self._state, year, new)
            before = self._clusters_before[year] = dict.fromkeys(old.clusters().values())
            after = self._clusters_after[year] = dict.fromkeys(new.clusters().values())
            self._replace(
                (cluster for cluster in before if cluster not in after),
                (cluster for cluster in after if cluster not in before),
            )

    def take_withdrawals(self) -> None:
        """Replace the clusters of ids that were withdrawn or restored."""
        changed = set(map(root_of, self._state.withdrawn ^ self._previous.withdrawn))
        changed |= self._state.withdrawn ^ self._previous.withdrawn
        for year in {year_of(id) for id in changed}:
            before, after = self._year(year)
            self._replace(_with_any(changed, before), _with_any(changed, after))

    def _year(self, year: int) -> tuple[Iterable[Cluster], Iterable[Cluster]]:
        """Return the clusters of a year, before and after."""
        if year not in self._clusters_before:
            partition = self._previous.load_partition(self._derived, year)
            self._clusters_before[year] = self._clusters_after[year] = dict.fromkeys(
                partition.clusters().values()
            )
        return self._clusters_before[year], self._clusters_after[year]

    def _replace(self, removed: Iterable[Cluster], added: Iterable[Cluster]) -> None:
        """Note clusters that go and clusters that come; each once."""
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
        """Find where every id affected by the changes leads now, and return the plan.

        A cluster with the same entries as before may gain or lose old ids that lead to it. It is
        then indexed again, as both a removed and an added cluster. Its own ids may affect further
        clusters, so this is repeated until no new ids are found.
        """
        published = self._store.published
        ids = {id for cluster in (*self._removed, *self._added) for id in ids_in(cluster)}
        ids |= self._state.withdrawn ^ self._previous.withdrawn
        ids |= self._corrected
        urls = {url for e in chain(self._before, self._after) for url in _addresses(e)}
        known: dict[str, PublishedId] = {}
        asked: set[str] = set()
        while ids or urls:
            ids |= set(map(next_successor, ids))
            known |= {each.id: each for each in published.about(ids, urls)}
            asked |= ids
            targets = self._redirect_targets(known.values())
            self._replace(targets, targets)
            ids, urls = {id for cluster in targets for id in ids_in(cluster)}, set()
            # Accounts that were united though their dates differ are linked by their ids alone.
            ids = (ids | {id for each in known.values() for id in _linked_ids(each)}) - asked
        ordered = [known[id] for id in sorted(known)]
        after, before = (
            self._stack.enter_context(_identified(entries, ordered))
            for entries in (self._after, self._before)
        )
        return BuildPlan(
            after,
            resolve_ids(after, ordered),
            before,
            recorded_resolution(before, ordered, self._previous.withdrawn),
            self._previous.corrections,
            self._state,
        )

    def _redirect_targets(self, known: Collection[PublishedId]) -> list[Cluster]:
        """Return the clusters with unchanged entries whose list of old ids may change.

        These are the clusters that one of the `known` ids led to or belongs to, and those with an
        entry from the page of a known id that has no entry any more: the id may be redirected to
        one of them, or its entry, withdrawn, be missing there.
        """
        owned = {
            id
            for cluster in self._added
            if self._state.withdrawn.isdisjoint(ids_in(cluster))
            for id in ids_in(cluster)
        }
        for index, successor in successors(self._after, known).items():
            read = self._after[index]
            owned -= {read.id, *read.aliases} - {successor.id, *successor.aliases}
        owned |= {each.id for each in known if each.read_as in owned}
        orphaned = {
            each.url
            for each in known
            if each.id not in owned and each.leads_to not in owned and each.state != "erased"
        }
        linked = {id for each in known for id in _linked_ids(each)} - owned
        found = dict.fromkeys((*self._on_pages_at(orphaned), *self._with_ids(linked)))
        return [cluster for cluster in found if cluster not in self._added]

    def _on_pages_at(self, urls: set[str]) -> list[Cluster]:
        """Return the new clusters with an entry from one of these addresses."""
        keys = set(map(page_key, urls))
        numbers = {
            n
            for n, page_state in self._state.pages.items()
            if not keys.isdisjoint(map(page_key, page_state.via))
        }
        numbers |= {n for key in keys for n in self._store.pages.numbers_at(key)}
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
        """Yield the new clusters with one of these ids."""
        for year in sorted({year_of(id) for id in ids}):
            yield from _with_any(ids, self._year(year)[1])


def _linked_ids(row: PublishedId) -> Iterator[str]:
    """Yield the id of a row, where it leads and what its entry is read with."""
    for id in filter(None, (row.id, row.leads_to, row.read_as)):
        yield id
        if root_of(id) != id:
            yield root_of(id)


def _addresses(entry: Entry) -> Iterator[str]:
    """Yield the addresses of an entry's sources, and of the pages it was read from."""
    yield from (source.url for source in entry.sources)
    yield from entry.read_from


def _with_any(ids: Set[str], clusters: Iterable[Cluster]) -> Iterator[Cluster]:
    """Yield the clusters with at least one of the ids, in their order."""
    return (cluster for cluster in clusters if not ids.isdisjoint(ids_in(cluster)))
