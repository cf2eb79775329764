"""Id resolution: which entry every id leads to that was ever published.

An entry is read with an id made from its address, date and heading (`index.model.ids`). It is
published under the id that it has been published under before, also when it is read with another
one now: since the City changed a sign in its heading, or other code reads it otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from index.model.entries import Entries
from index.model.entry import Entry
from index.publishing.identity.id_candidates import day_of
from index.store.published_ids import PublishedId


@dataclass(frozen=True, slots=True)
class IdResolution:
    """Which entry each id leads to."""

    hidden: Set[str] = frozenset()
    """Entries that are read with one of these ids are not published."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The published id for each id that an entry is read with, where it is another."""
    own: Mapping[str, str] = field(default_factory=dict)
    """The id under which an entry is published, by the first id that it is read with, where it is
    not simply the published one for that."""
    moved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Old ids, by the id of the entry that they lead to."""
    records: tuple[PublishedId, ...] = ()
    """Rows that are new or changed."""
    gone: tuple[str, ...] = ()
    """Ids that lead to no entry, withdrawn ones included."""

    def apply(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries that are published, each under its id, with all that lead to it."""
        for entry in entries:
            if self.hidden.isdisjoint((entry.id, *entry.aliases)):
                yield self._published(entry)

    def _published(self, entry: Entry) -> Entry:
        ids = (entry.id, *entry.aliases)
        names = tuple(self.renamed.get(id, id) for id in ids)
        own = self.own.get(entry.id, names[0])
        old = self.moved.get(own, ())
        if names == ids and own == entry.id and not old:
            return entry
        aliases = dict.fromkeys((*names, *ids, *old))
        aliases.pop(own, None)
        return replace(entry, id=own, aliases=tuple(aliases))


def recorded_resolution(
    entries: Entries, known: Iterable[PublishedId], hidden: Set[str]
) -> IdResolution:
    """Return the resolution under which these entries were published, from what is recorded.

    `hidden` has the ids that were withdrawn then.
    """
    known = tuple(known)
    ids = {id for entry in entries for id in (entry.id, *entry.aliases)}
    renamed = renamed_ids(known, ids, ())
    was_live = {k.id for k in known if k.state in ("live", "withdrawn")}
    own: dict[str, str] = {}
    published: dict[str, set[str]] = {}
    for entry in entries:
        names = [renamed.get(id, id) for id in (entry.id, *entry.aliases)]
        own[entry.id] = next((name for name in names if name in was_live), names[0])
        published[own[entry.id]] = {*names, entry.id, *entry.aliases}
    moved: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for old in known:
        target = old.leads_to
        if old.state == "moved" and target in published and old.id not in published[target]:
            moved[target] += (old.id,)
    return IdResolution(hidden, renamed, own, moved)


def renamed_ids(
    known: Iterable[PublishedId], read: Container[str], unless: Container[str]
) -> dict[str, str]:
    """Return the published id for each of the ids that were `read`, where it is another.

    An id in `unless` is an entry's own, and stands for no other.
    """
    return {
        old.read_as: old.id
        for old in known
        if old.read_as is not None
        and old.read_as in read
        and old.id not in unless
        and old.state != "erased"
        and day_of(old.id) == day_of(old.read_as)
    }
