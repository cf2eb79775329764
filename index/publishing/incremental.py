"""The plan of an incremental build: only what changes is indexed, as a full build would have it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from contextlib import ExitStack, contextmanager
from itertools import chain

from index.files.timings import Timings
from index.model.entry import Entry
from index.publishing.build_plan import BuildPlan, SavePartition
from index.publishing.build_state import BuildState
from index.publishing.changed_clusters import ChangedClusters
from index.publishing.identity.id_resolution import recorded_resolution
from index.publishing.identity.id_resolver import resolve_ids
from index.publishing.identity.identified_entries import identified_entries
from index.publishing.identity.successors import next_successor, root_of, successors
from index.publishing.reading_cache import ReadingCache
from index.publishing.year_partition import Cluster, ids_in
from index.store.cache import DerivedCache
from index.store.corrections import Correction, changed_ids
from index.store.database import Store
from index.store.published_ids import PublishedId


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
        changed = ChangedClusters(previous, store, reading_cache, derived, stack)
        timings.run("joining", changed.take_pages, save_partition)
        timings.run("joining", changed.take_withdrawals)
        corrected = changed_ids(previous.corrections, corrections)
        affected = _AffectedIds(previous, corrected, store, changed, stack)
        yield timings.run("ids", affected.resolve)


class _AffectedIds:
    """Finds the ids that changed clusters affect, and the clusters that these affect in turn."""

    def __init__(
        self,
        previous: BuildState,
        corrected: Set[str],
        store: Store,
        changed: ChangedClusters,
        stack: ExitStack,
    ) -> None:
        self._previous = previous
        self._corrected = corrected
        """Ids of which other things are corrected than before."""
        self._store = store
        self._changed = changed
        self._stack = stack

    def resolve(self) -> BuildPlan:
        """Find where every id affected by the changes leads now, and return the plan.

        A cluster with the same entries as before may gain or lose old ids that lead to it. It is
        then indexed again, as both a removed and an added cluster. Its own ids may affect further
        clusters, so this is repeated until no new ids are found.
        """
        published = self._store.published
        ids = {
            id
            for cluster in (*self._changed.removed, *self._changed.added)
            for id in ids_in(cluster)
        }
        ids |= self._changed.state.withdrawn ^ self._previous.withdrawn
        ids |= self._corrected
        urls = {
            url for e in chain(self._changed.before, self._changed.after) for url in _addresses(e)
        }
        known: dict[str, PublishedId] = {}
        asked: set[str] = set()
        while ids or urls:
            ids |= set(map(next_successor, ids))
            known |= {each.id: each for each in published.about(ids, urls)}
            asked |= ids
            targets = self._redirect_targets(known.values())
            self._changed.replace_clusters(targets, targets)
            ids, urls = {id for cluster in targets for id in ids_in(cluster)}, set()
            # Accounts that were united though their dates differ are linked by their ids alone.
            ids = (ids | {id for each in known.values() for id in _linked_ids(each)}) - asked
        ordered = [known[id] for id in sorted(known)]
        after, before = (
            self._stack.enter_context(identified_entries(entries, ordered))
            for entries in (self._changed.after, self._changed.before)
        )
        return BuildPlan(
            after,
            resolve_ids(after, ordered),
            before,
            recorded_resolution(before, ordered, self._previous.withdrawn),
            self._previous.corrections,
            self._changed.state,
        )

    def _redirect_targets(self, known: Collection[PublishedId]) -> list[Cluster]:
        """Return the clusters with unchanged entries whose list of old ids may change.

        These are the clusters that one of the `known` ids led to or belongs to, and those with an
        entry from the page of a known id that has no entry any more: the id may be redirected to
        one of them, or its entry, withdrawn, be missing there.
        """
        owned = {
            id
            for cluster in self._changed.added
            if self._changed.state.withdrawn.isdisjoint(ids_in(cluster))
            for id in ids_in(cluster)
        }
        for index, successor in successors(self._changed.after, known).items():
            read = self._changed.after[index]
            owned -= {read.id, *read.aliases} - {successor.id, *successor.aliases}
        owned |= {each.id for each in known if each.read_as in owned}
        orphaned = {
            each.url
            for each in known
            if each.id not in owned and each.leads_to not in owned and each.state != "erased"
        }
        linked = {id for each in known for id in _linked_ids(each)} - owned
        found = dict.fromkeys(
            (*self._changed.on_pages_at(orphaned), *self._changed.with_ids(linked))
        )
        return [cluster for cluster in found if cluster not in self._changed.added]


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
