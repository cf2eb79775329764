"""Id placement: under which id each entry is published, and which entries are not.

The first stage of a resolution (`id_resolver`): what is read with a published id keeps it. The
second one changes it, as it finds the entries of other ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from index.publishing.identity.id_candidates import day_of
from index.publishing.identity.id_resolution import renamed_ids
from index.store.published_ids import IdState, PublishedId

ReadIds = tuple[str, ...]
"""The ids that an entry is read with; the first names it."""


class IdPlacement:
    """The ids of the entries that are read."""

    def __init__(self, read: Iterable[ReadIds], known: Iterable[PublishedId]) -> None:
        """`read` has the ids of each entry, `known` the rows of the publishing before."""
        self.read = tuple(read)
        """In the order of the entries."""
        self.known = tuple(known)
        self.before = {old.id: old for old in self.known}
        self.everything = frozenset(chain.from_iterable(self.read))
        """All ids that entries are read with."""
        self.renamed = renamed_ids(self.known, self.everything, self.everything)
        """The published id for each id that an entry is read with, where it is another."""
        withdrawn = {old.id for old in self.known if old.state == "withdrawn"}
        self._withdrawn_as = {
            old.read_as: old.id for old in self.known if old.id in withdrawn and old.read_as
        }
        """The withdrawn id for each other id that its entry was read with."""
        self.hiding = {
            *withdrawn,
            *self._withdrawn_as,
            *(old.id for old in self.known if old.state == "erased" or old.leads_to in withdrawn),
        }
        """Entries that are read with one of these ids are not published."""
        self.hidden: set[str] = set()
        """All ids of the entries that are not published."""
        self.own: dict[str, str] = {}
        """The id under which each entry is published, by the first id that it is read with."""
        self.owner: dict[str, str] = {}
        """The id of its entry, for each id that an entry is read with or published under."""
        self._taken: dict[str, tuple[str, str]] = {}
        """The withdrawn id that an entry was known again for, and the id that stands for it, by the
        first id that the entry is read with."""
        for ids in self.read:
            self._place(ids)

    def _place(self, ids: ReadIds) -> None:
        """Give an entry its id, unless it is hidden."""
        names = self.names(ids)
        if not self.hiding.isdisjoint((*ids, *names)):
            self.hidden.update(ids, names, filter(None, [self.hider(ids)]))
            return
        own = next((name for name in names if self._state(name) == "live"), names[0])
        self.own[ids[0]] = own
        self.owner.update(dict.fromkeys((*ids, *names), own))

    def names(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Return the published id for each of these."""
        return tuple(self.renamed.get(id, id) for id in ids)

    def is_new(self, name: str) -> bool:
        """Return whether no entry was published under an id, nor is one now that it leads to."""
        old = self.before.get(name)
        return old is None or (old.state == "moved" and old.leads_to not in self.owner)

    def led_to(self, name: str) -> str | None:
        """Return the id to which this one led, if it did."""
        old = self.before.get(name)
        return None if old is None or old.state != "moved" else old.leads_to

    def orphans(self) -> list[PublishedId]:
        """Return the published ids with which no entry is read, and that lead to none that is."""
        return [
            old
            for old in self.known
            if old.id not in self.owner
            and old.id not in self.hidden
            and old.state != "erased"
            and old.leads_to is None
        ]

    def take_over(self, old: PublishedId, ids: ReadIds) -> None:
        """Give the entry that is read with these ids the id of `old`, or hide it.

        It gets the id when it has the same day.
        """
        read_as = next((id for id in ids if self._state(id) is None), ids[0])
        if day_of(old.id) == day_of(read_as):
            self.renamed[read_as] = old.id
        names = self.names(ids)
        if old.state == "withdrawn":
            for id in (*ids, *names):
                self.owner.pop(id, None)
            del self.own[ids[0]]
            self.hidden.update(ids, names, (old.id,))
            self._taken[ids[0]] = old.id, read_as
        elif old.id in names:
            self.own[ids[0]] = old.id
            self.owner.update(dict.fromkeys((*ids, *names), old.id))

    def hider(self, ids: Sequence[str]) -> str | None:
        """Return the withdrawn id for which the entry that is read with these is not published."""
        if ids[0] in self._taken:
            return self._taken[ids[0]][0]
        for id in (*self.names(ids), *ids):
            old = self.before.get(id)
            if old is not None and old.state == "withdrawn":
                return old.id
            if old is not None and self._state(old.leads_to or "") == "withdrawn":
                return old.leads_to
        return next((self._withdrawn_as[id] for id in ids if id in self._withdrawn_as), None)

    def stands_for(self, ids: Sequence[str], hider: PublishedId) -> str | None:
        """Return the id that an entry is read with which a withdrawn id hides, if it is another."""
        return self._taken.get(ids[0], (hider.id, hider.read_as))[1]

    def _state(self, id: str) -> IdState | None:
        old = self.before.get(id)
        return None if old is None else old.state
