"""The plan of a full build: every entry is indexed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain

from index.files.disk_list import DiskList
from index.files.progress import ProgressCallback
from index.files.timings import Timings
from index.model.entry import Entry
from index.publishing.build_plan import BuildPlan, SavePartition
from index.publishing.build_state import BuildState, page_state_of
from index.publishing.identity.decided_joins import composed, join_decisions
from index.publishing.identity.id_resolution import IdResolution
from index.publishing.identity.id_resolver import resolve_ids
from index.publishing.identity.identified_entries import identified_entries
from index.publishing.reading_cache import ReadingCache
from index.store.corrections import Correction
from index.store.database import Store

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
        united = stack.enter_context(identified_entries(after, known, decisions))
        resolution = timings.run("ids", resolve_ids, united, known)
        yield BuildPlan(united, resolution, before, _NO_RESOLUTION, (), state)
