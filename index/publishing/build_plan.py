"""What a publishing is to do: entries to add, entries to remove, where ids lead, the next state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.files.disk_list import DiskList
from index.model.entry import Entry
from index.publishing.build_state import BuildState
from index.publishing.identity.id_resolution import IdResolution
from index.publishing.year_partition import YearPartition
from index.store.corrections import Correction, shown_entries

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
