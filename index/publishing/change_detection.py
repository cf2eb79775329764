"""What a publication changes: the entries as they go into the index, beside the last snapshots.

A full build finds the same changes as an incremental one: an entry that is indexed again as it was
has none, and of those that are not indexed again it is known that nothing changed.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from datetime import datetime
from itertools import islice

from index.files.closing import Closing
from index.files.disk_list import DiskList
from index.model.change import ENDINGS, Change, ChangeKind, change_from_json, change_to_json
from index.model.entry import Entry
from index.publishing.snapshots import changes_between, snapshot_from, snapshot_of
from index.store.corrections import Correction, CorrectionField, corrections_by_id, corrections_of
from index.store.database import Store
from index.store.history import Record

_BEGINNINGS: frozenset[ChangeKind] = frozenset({"added", "restored", "parted"})
"""After one of these an entry has the id."""
MAX_NEWS = 500
"""Changes that a generation carries as news."""
_LOOKED_AT = 8 * MAX_NEWS
"""Earlier changes among which news are looked for: many may be none."""


class ChangeDetection(Closing):
    """Finds the changes of one publication, and keeps them until they are recorded."""

    def __init__(
        self,
        store: Store,
        corrections: Iterable[Correction],
        time: datetime,
        token: str,
        unnoted: Iterable[Change] = (),
    ) -> None:
        """`unnoted` are the news of a generation that archive.db has not noted: what of them is
        found again keeps its time, so that readers who have seen it see it once; what is not, since
        the archive has changed again, is kept as it was told."""
        self._store = store
        self._history = store.history
        self._corrections = corrections_by_id(corrections)
        self._time = time
        self._token = token
        self._told = {_as_news(each): each for each in unnoted}
        """What readers may have seen, and is not found again so far."""
        self._led_to: dict[str, str] = {}
        """The entry of each id that leads to one, of those that readers were told of."""
        self._silent = store.starts_history
        self._seen: set[str] = set()
        """The ids of entries that are published."""
        self._gone: set[str] = set()
        """The ids of snapshots without an entry, as far as they are known."""
        self._snapshots: DiskList[tuple[str, str]] = DiskList()
        self._records: DiskList[Record] = DiskList()

    def close(self) -> None:
        """Delete the temporary files."""
        self._snapshots.close()
        self._records.close()

    def detect(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries as they are to be published, each with its history."""
        for entry in entries:
            new = sorted(self._timed(self._changes_of(entry)), key=lambda r: r.change.id)
            if self._silent:
                new = []
            self._add(new)
            told = {each.id for each in self._told}
            self._led_to |= dict.fromkeys(told.intersection(entry.aliases), entry.id)
            known = [each.change for each in self._history.of((entry.id, *entry.aliases))]
            history = (*known, *(each.change for each in new))
            yield replace(entry, history=history) if history else entry

    def finish(self, removed: Iterable[str] | None) -> None:
        """Find the entries that are gone, after all others have been seen.

        `removed` are the ids of entries that were live; None means all that were published last.
        """
        gone = set(self._history.live_ids() if removed is None else removed) - self._seen
        erased = self._store.published.erased()
        new = [
            self._record(id, "erased") if id in erased else self._withdrawal(id)
            for id in sorted(gone - self._gone)
        ]
        self._gone |= gone
        if not self._silent:
            self._add(self._timed(new))
            self._add(self._told_in_vain(erased))

    def news(self) -> tuple[Change, ...]:
        """Return the last changes, newest first: of this publication, then of earlier ones."""
        numbered = (
            (record.change.time, record.change.id, -n, record.change)
            for n, record in enumerate(self._records)
            if record.change.is_news
        )
        new = heapq.nlargest(MAX_NEWS, numbered, key=lambda each: each[:3])
        known = (record.change for record in self._history.latest(_LOOKED_AT))
        earlier = filter(lambda change: change.is_news, known)
        return (*(change for *_, change in new), *islice(earlier, MAX_NEWS - len(new)))

    def withdrawn(self) -> tuple[str, ...]:
        """Return the ids of entries that this publication shows no more, ascending; those that were
        erased or joined are not among them."""
        changes = (record.change for record in self._records)
        return tuple(sorted({each.id for each in changes if each.kind == "withdrawn"}))

    def record(self) -> None:
        """Write everything into archive.db, inside a transaction."""
        self._history.record(self._records)
        self._history.take_snapshots(self._snapshots, self._gone)

    def _changes_of(self, entry: Entry) -> list[Record]:
        """Return the changes of an entry, and those of entries that it has taken in."""
        corrections = corrections_of(entry, self._corrections)
        after = snapshot_of(entry, corrections)
        text = after.text()
        known = self._history.snapshots((entry.id, *entry.aliases))
        before = known.pop(entry.id, None)
        self._seen.add(entry.id)
        self._gone |= known.keys()
        if before == text and not known:
            return []
        self._snapshots.append((entry.id, text))
        new: list[Record] = []
        if before is None and known:  # it goes on under another id
            before = known.pop(next(iter(known)))
        new += (self._decided(id, "joined", "join", corrections, entry.id) for id in known)
        if before is None:
            return [*new, self._beginning(entry.id)]
        blank = Change(entry.id, "changed", self._time)
        found = changes_between(snapshot_from(before), after, corrections, blank)
        return [*new, *(Record(change, self._token, who) for change, who in found)]

    def _timed(self, new: Iterable[Record]) -> list[Record]:
        """Return the records, with the time of what an unnoted generation has told already."""
        timed = []
        for each in new:
            told = self._told.pop(_as_news(each.change), None)
            time = self._time if told is None else told.time
            timed.append(replace(each, change=replace(each.change, time=time)))
        return timed

    def _told_in_vain(self, erased: Set[str]) -> Iterator[Record]:
        """Yield what readers were told and is not found again, and how it ended.

        An entry may have been told and be gone before that was noted, or be back.
        """
        for told in sorted(self._told.values(), key=lambda each: (each.time, each.id)):
            is_live = told.id in self._seen
            began = told.kind in _BEGINNINGS
            if told.id in erased or any(part.part == "id" for part in told.parts):
                continue
            if began == is_live and (began or told.kind in ENDINGS):
                continue  # it has been told otherwise now
            yield Record(told, self._token)
            if began:
                target = self._led_to.get(told.id, "")
                yield self._record(told.id, "joined" if target else "withdrawn", target)
            elif told.kind in ENDINGS:
                yield self._record(told.id, "restored")

    def _beginning(self, id: str) -> Record:
        """Return how an entry began that was not live before."""
        known = self._store.published.row(id)
        if known is None:
            return self._record(id, "added")
        if known.state == "moved":
            given = self._corrections.get(known.leads_to or "", ())
            return self._decided(id, "parted", "part", given, known.leads_to or "")
        return self._record(id, "restored")

    def _withdrawal(self, id: str) -> Record:
        """Return the record of an entry that is gone, with the reason if the archivist gave one."""
        return self._decided(id, "withdrawn", "not-an-entry", self._corrections.get(id, ()))

    def _decided(
        self,
        id: str,
        kind: ChangeKind,
        field: CorrectionField,
        corrections: Iterable[Correction],
        other: str = "",
    ) -> Record:
        """Return the record of a change, with the reason if the archivist decided it."""
        given = next((each for each in corrections if each.field == field), None)
        if given is None:
            return self._record(id, kind, other)
        change = Change(id, kind, self._time, why=given.why, other=other)
        return Record(change, self._token, given.who)

    def _record(self, id: str, kind: ChangeKind, other: str = "") -> Record:
        return Record(Change(id, kind, self._time, other=other), self._token)

    def _add(self, new: Iterable[Record]) -> None:
        for record in new:
            self._records.append(record)


def _as_news(change: Change) -> Change:
    """Return a change as the news of a generation have it, without digests, and untimed."""
    return replace(change_from_json(change_to_json(change)), time=datetime.min)
