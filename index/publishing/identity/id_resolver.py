"""The resolver: finds which entry every id leads to, in three stages.

What is read with a published id keeps it (`id_placement`); the entries of ids that are left are
known again (`id_candidates`); what was found becomes rows (`id_records`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from index.model.entries import Entries
from index.publishing.identity.entry_traits import traits_of
from index.publishing.identity.id_candidates import IdCandidate, find_new, find_same
from index.publishing.identity.id_placement import IdPlacement
from index.publishing.identity.id_records import records_of
from index.publishing.identity.id_resolution import IdResolution
from index.store.published_ids import PublishedId
from index.text.folding import fold
from index.text.page_keys import page_key


def resolve_ids(entries: Entries, known: Iterable[PublishedId]) -> IdResolution:
    """Decide under which id each entry is published, and where every other id leads.

    What is read with a published id keeps it. An id with which none is read stays with the copy of
    its entry on another page, else with the entry of its page, that is known again by its traits
    (`entry_traits`) and that was not published by itself; when that one has another date, the id
    leads to it. An id that is left leads to an entry of its page, or to a copy, with the same text,
    else it is gone. Where two would do, it is gone too. A withdrawn id takes its entry along.
    """
    placement = IdPlacement(((entry.id, *entry.aliases) for entry in entries), known)
    return _Resolver(entries, placement).resolve()


class _Resolver:
    """One resolution; `resolve` is its plan."""

    def __init__(self, entries: Entries, placement: IdPlacement) -> None:
        self._entries = entries
        self._placement = placement
        self._records: list[PublishedId] = []
        self._keys: set[str] = set()
        """The keys of orphans' pages from which entries are read."""
        self._beside: defaultdict[str, list[str]] = defaultdict(list)
        """The ids that lead to each id."""
        for old in placement.known:
            if old.leads_to is not None:
                self._beside[old.leads_to].append(old.id)

    def resolve(self) -> IdResolution:
        placement = self._placement
        orphans = placement.orphans()
        targets = self._follow(orphans, self._candidates(orphans))
        self._note_missing(orphans)
        for entry, ids in zip(self._entries, placement.read, strict=True):
            for record in records_of(entry, ids, placement):
                self._note(record)
        moved, gone = self._lead_on(targets)
        return IdResolution(
            frozenset(placement.hidden | placement.hiding),
            placement.renamed,
            placement.own,
            moved,
            tuple(self._records),
            tuple(sorted(gone)),
        )

    def _candidates(self, orphans: Iterable[PublishedId]) -> dict[str, IdCandidate]:
        """Return the entries on the pages of orphans, and those that were copies of their entries,
        by the first id that they are read with."""
        placement = self._placement
        lost = {old.id for old in orphans}
        keys = {page_key(old.url) for old in orphans}
        found: dict[str, IdCandidate] = {}
        for entry, ids in zip(self._entries, placement.read, strict=True) if lost else ():
            on = {page_key(url) for url in (*(s.url for s in entry.sources), *entry.read_from)}
            self._keys |= keys & on
            names = placement.names(ids)
            led_to = lost & {placement.led_to(name) for name in names}
            if ids[0] not in placement.hidden and (led_to or not keys.isdisjoint(on)):
                found[ids[0]] = IdCandidate(
                    ids,
                    frozenset(names),
                    keys & on,
                    led_to,
                    tuple(traits_of(entry)),
                    {fold(version.title) for version in entry.versions},
                    all(map(placement.is_new, names)),
                )
        return found

    def _follow(
        self, orphans: Sequence[PublishedId], candidates: Mapping[str, IdCandidate]
    ) -> dict[str, str]:
        """Return where the orphans lead that an entry is found for, by their ids."""
        placement = self._placement
        targets: dict[str, str] = {}
        found = find_new(orphans, candidates)
        for old in orphans:
            if old.id in found:
                ids = candidates[found[old.id]].ids
                placement.take_over(old, ids)
                if ids[0] in placement.own:
                    targets[old.id] = placement.own[ids[0]]
        for old in orphans:
            if old.id not in found and old.state != "withdrawn":
                first = find_same(old, candidates)
                if first in placement.own:  # else it went with a withdrawn id
                    targets[old.id] = placement.own[first]
        return targets

    def _note_missing(self, orphans: Iterable[PublishedId]) -> None:
        """Note the withdrawn ids whose entry is not found, though its page is live."""
        for old in orphans:
            if old.state == "withdrawn" and old.id not in self._placement.hidden:
                self._note(replace(old, missing=page_key(old.url) in self._keys))

    def _lead_on(self, targets: Mapping[str, str]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
        """Return the ids that no entry is read with, by where they lead, and those that are gone.

        Both are noted.
        """
        placement = self._placement
        moved: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        gone: list[str] = []
        for old in placement.known:
            if old.id in placement.owner:
                continue
            target = self._target_of(old, targets)
            if target is not None:
                moved[target] += (old.id,)
                self._note(replace(old, state="moved", leads_to=target))
                continue
            gone.append(old.id)
            if old.id not in placement.hiding:
                self._note(replace(old, state="gone", missing=False))
        gone += (id for id in placement.hidden if id not in placement.before)
        return moved, gone

    def _target_of(self, old: PublishedId, targets: Mapping[str, str]) -> str | None:
        """Return the id of the entry that an id leads to with which none is read."""
        owner = self._placement.owner
        if old.id in self._placement.hiding or old.id in self._placement.hidden:
            return None
        if old.leads_to is None:
            return targets.get(old.id)
        if target := owner.get(old.leads_to) or targets.get(old.leads_to):
            return target
        beside = {owner[id] for id in self._beside[old.leads_to] if id in owner}
        return beside.pop() if len(beside) == 1 else None

    def _note(self, record: PublishedId) -> None:
        if self._placement.before.get(record.id) != record:
            self._records.append(record)
