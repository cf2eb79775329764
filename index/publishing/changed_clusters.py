"""The clusters that an incremental build removes, and those that take their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain

from index.files.disk_list import DiskList
from index.model.entry import Entry
from index.model.ids import year_of
from index.publishing.build_plan import SavePartition
from index.publishing.build_state import BuildState, page_state_of
from index.publishing.entry_digest import page_number_of
from index.publishing.identity.successors import root_of
from index.publishing.reading_cache import ReadingCache
from index.publishing.year_partition import Cluster, compose, ids_in
from index.store.cache import DerivedCache
from index.store.database import Store
from index.text.page_keys import page_key


class ChangedClusters:
    """The clusters that go and those that come, each noted once; `state` is the next one."""

    def __init__(
        self,
        previous: BuildState,
        store: Store,
        reading_cache: ReadingCache,
        derived: DerivedCache,
        stack: ExitStack,
    ) -> None:
        self._previous = previous
        self._store = store
        self._reading_cache = reading_cache
        self._derived = derived
        numbers = store.pages.numbers()
        self._gone = previous.pages.keys() - set(numbers)
        self._new = [number for number in numbers if number not in previous.pages]
        self.state = BuildState(
            {
                number: previous.pages.get(number) or page_state_of(reading_cache.digests(number))
                for number in numbers
            },
            dict(previous.partitions),
            store.published.withdrawn(),
            replace(previous.counts, languages=previous.counts.languages.copy()),
            previous.erased,
        )
        self._clusters_before: dict[int, dict[Cluster, None]] = {}
        """The live clusters of each year that was looked at; dictionaries serve as ordered sets."""
        self._clusters_after: dict[int, dict[Cluster, None]] = {}
        """The new clusters of the same years."""
        self.removed: dict[Cluster, None] = {}
        self.added: dict[Cluster, None] = {}
        self.before = stack.enter_context(DiskList[Entry]())
        """An entry of each removed cluster, in their order."""
        self.after = stack.enter_context(DiskList[Entry]())
        """An entry of each added cluster, in their order."""

    def take_pages(self, save_partition: SavePartition) -> None:
        """Work out again the partitions that pages came into or left."""
        years = {year for number in self._gone for year in self._previous.pages[number].years}
        years |= {year for number in self._new for year in self.state.pages[number].years}
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
            save_partition(self.state, year, new)
            before = self._clusters_before[year] = dict.fromkeys(old.clusters().values())
            after = self._clusters_after[year] = dict.fromkeys(new.clusters().values())
            self.replace_clusters(
                (cluster for cluster in before if cluster not in after),
                (cluster for cluster in after if cluster not in before),
            )

    def take_withdrawals(self) -> None:
        """Replace the clusters of ids that were withdrawn or restored."""
        changed = set(map(root_of, self.state.withdrawn ^ self._previous.withdrawn))
        changed |= self.state.withdrawn ^ self._previous.withdrawn
        for year in {year_of(id) for id in changed}:
            before, after = self._year(year)
            self.replace_clusters(_with_any(changed, before), _with_any(changed, after))

    def _year(self, year: int) -> tuple[Iterable[Cluster], Iterable[Cluster]]:
        """Return the clusters of a year, before and after."""
        if year not in self._clusters_before:
            partition = self._previous.load_partition(self._derived, year)
            self._clusters_before[year] = self._clusters_after[year] = dict.fromkeys(
                partition.clusters().values()
            )
        return self._clusters_before[year], self._clusters_after[year]

    def replace_clusters(self, removed: Iterable[Cluster], added: Iterable[Cluster]) -> None:
        """Note clusters that go and clusters that come; each once."""
        for cluster in removed:
            if cluster not in self.removed:
                self.removed[cluster] = None
                self.before.append(compose(cluster, self._reading_cache.entry))
        for cluster in added:
            if cluster not in self.added:
                self.added[cluster] = None
                self.after.append(compose(cluster, self._reading_cache.entry))

    def on_pages_at(self, urls: set[str]) -> list[Cluster]:
        """Return the new clusters with an entry from one of these addresses."""
        keys = set(map(page_key, urls))
        numbers = {
            n
            for n, page_state in self.state.pages.items()
            if not keys.isdisjoint(map(page_key, page_state.via))
        }
        numbers |= {n for key in keys for n in self._store.pages.numbers_at(key)}
        years = {year for number in numbers for year in self.state.pages[number].years}
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

    def with_ids(self, ids: Set[str]) -> Iterator[Cluster]:
        """Yield the new clusters with one of these ids."""
        for year in sorted({year_of(id) for id in ids}):
            yield from _with_any(ids, self._year(year)[1])


def _with_any(ids: Set[str], clusters: Iterable[Cluster]) -> Iterator[Cluster]:
    """Yield the clusters with at least one of the ids, in their order."""
    return (cluster for cluster in clusters if not ids.isdisjoint(ids_in(cluster)))
