"""The entries as the rows of published ids know them, before it is found where each id leads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager

from index.files.disk_list import DiskList
from index.model.entry import Entry
from index.publishing.identity.decided_joins import NOTHING_DECIDED, JoinDecisions, decided_joins
from index.publishing.identity.remembered_joins import remembered_joins, with_joins
from index.publishing.identity.successors import successors
from index.store.published_ids import PublishedId


@contextmanager
def identified_entries(
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
