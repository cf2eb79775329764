"""Id resolution: which entry every id leads to that was ever published.

An entry is read with an id made from its address, date and heading (`index.model.ids`). It is
published under the id that it has been published under before, also when it is read with another
one now: since the City changed a sign in its heading, or other code reads it otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from index.model.entry import Entry
from index.store.entry_traits import traits_of, traits_to_text
from index.store.id_candidates import Candidate, day_of, find_new, find_same
from index.store.published_ids import IdState, PublishedId
from index.text.folding import fold
from index.text.page_keys import page_key


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
    entries: Iterable[Entry], known: Iterable[PublishedId], hidden: Set[str]
) -> IdResolution:
    """Return the resolution under which these entries were published, from what is recorded.

    `hidden` has the ids that were withdrawn then.
    """
    known = tuple(known)
    ids = {id for entry in entries for id in (entry.id, *entry.aliases)}
    renamed = _renamed(known, ids, ())
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


def resolve_ids(entries: Iterable[Entry], known: Iterable[PublishedId]) -> IdResolution:
    """Decide under which id each entry is published, and where every other id leads.

    The entries are iterated over twice. What is read with a published id keeps it. An id with which
    none is read stays with the entry of its page that is known again by its traits
    (`index.store.entry_traits`) and that was not published before; when that one has another date,
    the id leads to it. An id that is left leads to an entry of its page with the same text, else
    it is gone. Where two would do, it is gone too. A withdrawn id takes its entry along.
    """
    return _Resolver(entries, known).resolve()


class _Resolver:
    """One resolution; `resolve` is its plan."""

    def __init__(self, entries: Iterable[Entry], known: Iterable[PublishedId]) -> None:
        self._entries = entries
        self._known = tuple(known)
        self._before = {k.id: k for k in self._known}
        withdrawn = {k.id for k in self._known if k.state == "withdrawn"}
        self._hiding = withdrawn | {
            k.id for k in self._known if k.state == "erased" or k.leads_to in withdrawn
        }
        self._withdrawn_as = {
            k.read_as: k.id for k in self._known if k.state == "withdrawn" and k.read_as
        }
        """The withdrawn id for each other id that its entry was read with."""
        self._hiding |= self._withdrawn_as.keys()
        """Entries that are read with one of these ids are not published."""
        self._read = [(entry.id, *entry.aliases) for entry in entries]
        """The ids of each entry, in order."""
        self._everything = {id for ids in self._read for id in ids}
        self._renamed = _renamed(self._known, self._everything, self._everything)
        self._hidden: set[str] = set()
        """All ids of the entries that are not published."""
        self._own: dict[str, str] = {}
        self._owner: dict[str, str] = {}
        """The id of its entry, for each id that an entry is read with or published under."""
        self._records: list[PublishedId] = []
        self._keys: set[str] = set()
        """The keys of orphans' pages from which entries are read."""
        self._taken: dict[str, tuple[str, str]] = {}
        """The withdrawn id that an entry was known again for, and the id that stands for it, by the
        first id that the entry is read with."""
        self._beside: defaultdict[str, list[str]] = defaultdict(list)
        """The ids that lead to each id."""
        for old in self._known:
            if old.leads_to is not None:
                self._beside[old.leads_to].append(old.id)

    def resolve(self) -> IdResolution:
        for ids in self._read:
            self._place(ids)
        orphans = self._orphans()
        candidates = self._candidates({page_key(old.url) for old in orphans})
        targets = self._follow(orphans, candidates)
        self._note_missing(orphans)
        for entry, ids in zip(self._entries, self._read, strict=True):
            for record in self._records_of(entry, ids):
                self._note(record)
        moved: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        gone: list[str] = []
        for old in self._known:
            if old.id in self._owner:
                continue
            target = self._target_of(old, targets)
            if target is not None:
                moved[target] += (old.id,)
                self._note(replace(old, state="moved", leads_to=target))
                continue
            gone.append(old.id)
            if old.id not in self._hiding:
                self._note(replace(old, state="gone", missing=False))
        gone += (id for id in self._hidden if id not in self._before)
        return IdResolution(
            frozenset(self._hidden | self._hiding),
            self._renamed,
            self._own,
            moved,
            tuple(self._records),
            tuple(sorted(gone)),
        )

    def _names(self, ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._renamed.get(id, id) for id in ids)

    def _place(self, ids: tuple[str, ...]) -> None:
        """Give an entry that is read with these ids its own, unless it is hidden."""
        names = self._names(ids)
        if not self._hiding.isdisjoint((*ids, *names)):
            self._hidden.update(ids, names, filter(None, [self._hider(ids, names)]))
            return
        own = next((name for name in names if self._state(name) == "live"), names[0])
        self._own[ids[0]] = own
        self._owner.update(dict.fromkeys((*ids, *names), own))

    def _state(self, id: str) -> IdState | None:
        old = self._before.get(id)
        return None if old is None else old.state

    def _is_new(self, name: str) -> bool:
        """Return whether no entry was published under an id, nor is one now that it leads to."""
        old = self._before.get(name)
        return old is None or (old.state == "moved" and old.leads_to not in self._owner)

    def _orphans(self) -> list[PublishedId]:
        """Return the published ids with which no entry is read, and that lead to none that is."""
        return [
            old
            for old in self._known
            if old.id not in self._owner
            and old.id not in self._hidden
            and old.state != "erased"
            and old.leads_to is None
        ]

    def _candidates(self, keys: Set[str]) -> dict[str, Candidate]:
        """Return the entries from the pages with these keys, by the first id they are read with."""
        found: dict[str, Candidate] = {}
        for entry, ids in zip(self._entries, self._read, strict=True):
            on = {page_key(url) for url in (*(s.url for s in entry.sources), *entry.read_from)}
            self._keys |= keys & on
            if ids[0] not in self._hidden and not keys.isdisjoint(on):
                names = self._names(ids)
                found[ids[0]] = Candidate(
                    ids,
                    frozenset(names),
                    keys & on,
                    tuple(traits_of(entry)),
                    {fold(version.title) for version in entry.versions},
                    all(map(self._is_new, names)),
                )
        return found

    def _follow(
        self, orphans: Sequence[PublishedId], candidates: Mapping[str, Candidate]
    ) -> dict[str, str]:
        """Return where the orphans lead that an entry is found for, by their ids.

        An entry that was not published before gets the orphan's id, if it has the same day.
        """
        targets: dict[str, str] = {}
        found = find_new(orphans, candidates)
        for old in orphans:
            if old.id in found:
                ids = candidates[found[old.id]].ids
                self._take_over(old, ids)
                if ids[0] in self._own:
                    targets[old.id] = self._own[ids[0]]
        for old in orphans:
            if old.id not in found and old.state != "withdrawn":
                first = find_same(old, candidates)
                if first is not None:
                    targets[old.id] = self._own[first]
        return targets

    def _take_over(self, old: PublishedId, ids: tuple[str, ...]) -> None:
        """Give the entry that is read with these ids the id of `old`, or hide it."""
        read_as = next((id for id in ids if self._state(id) is None), ids[0])
        if day_of(old.id) == day_of(read_as):
            self._renamed[read_as] = old.id
        names = self._names(ids)
        if old.state == "withdrawn":
            for id in (*ids, *names):
                self._owner.pop(id, None)
            del self._own[ids[0]]
            self._hidden.update(ids, names, (old.id,))
            self._taken[ids[0]] = old.id, read_as
        elif old.id in names:
            self._own[ids[0]] = old.id
            self._owner.update(dict.fromkeys((*ids, *names), old.id))

    def _note_missing(self, orphans: Iterable[PublishedId]) -> None:
        """Note the withdrawn ids whose entry is not found, though its page is live."""
        for old in orphans:
            if old.state == "withdrawn" and old.id not in self._hidden:
                self._note(replace(old, missing=page_key(old.url) in self._keys))

    def _target_of(self, old: PublishedId, targets: Mapping[str, str]) -> str | None:
        """Return the id of the entry that an id leads to with which none is read."""
        if old.id in self._hiding or old.id in self._hidden:
            return None
        if old.leads_to is None:
            return targets.get(old.id)
        if target := self._owner.get(old.leads_to) or targets.get(old.leads_to):
            return target
        beside = {self._owner[id] for id in self._beside[old.leads_to] if id in self._owner}
        return beside.pop() if len(beside) == 1 else None

    def _records_of(self, entry: Entry, ids: tuple[str, ...]) -> Iterator[PublishedId]:
        names = self._names(ids)
        url, title = entry.sources[0].url, fold(entry.original.title)
        traits = traits_to_text(next(traits_of(entry)))
        read_as = {name: id for id, name in zip(ids, names, strict=True) if id != name}
        if ids[0] in self._hidden:
            hider = self._hider(ids, names)
            if hider is None:
                return
            old = replace(self._before[hider], url=url, title=title, traits=traits, missing=False)
            if hider in ids:
                yield replace(old, read_as=None)
            elif hider not in self._everything:
                at = self._taken.get(ids[0], (hider, old.read_as))[1]
                if at in ids:
                    yield replace(
                        old, url=url, title=title, traits=traits, read_as=at, missing=False
                    )
            for id in dict.fromkeys((*names, *ids)):
                if id not in self._before:
                    yield PublishedId(id, url, title, "moved", hider)
            return
        own = self._own[ids[0]]
        yield PublishedId(own, url, title, "live", None, traits, read_as.get(own))
        for id in dict.fromkeys((*names, *ids)):
            if id != own:
                yield PublishedId(id, url, title, "moved", own, read_as=read_as.get(id))

    def _hider(self, ids: Sequence[str], names: Sequence[str]) -> str | None:
        """Return the withdrawn id for which an entry is not published."""
        if ids[0] in self._taken:
            return self._taken[ids[0]][0]
        for id in (*names, *ids):
            old = self._before.get(id)
            if old is not None and old.state == "withdrawn":
                return old.id
            if old is not None and self._state(old.leads_to or "") == "withdrawn":
                return old.leads_to
        return next((self._withdrawn_as[id] for id in ids if id in self._withdrawn_as), None)

    def _note(self, record: PublishedId) -> None:
        if self._before.get(record.id) != record:
            self._records.append(record)


def _renamed(
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
