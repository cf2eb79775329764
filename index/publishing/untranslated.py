"""All entries as they would be published, but without translations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from index.files.disk_list import DiskList
from index.files.progress import ProgressCallback, ignore_progress
from index.files.timings import Timings
from index.model.entry import Entry
from index.publishing.build_state import BuildState
from index.publishing.full_build import plan_full_build
from index.publishing.publishing_reader import reading
from index.publishing.reading_cache import ReadingCache
from index.publishing.site_furniture import learn_furniture
from index.publishing.year_partition import YearPartition
from index.store.cache import DerivedCache
from index.store.corrections import read_corrections, shown_entries
from index.store.database import Store
from index.store.home import Home


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


def _discard_partition(state: BuildState, year: int, partition: YearPartition) -> None:
    """Save nothing: what is not published leaves no build state."""
