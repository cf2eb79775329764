"""Published ids: once published, an id leads to its entry for good, or is known to be gone."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Literal

from index.model.entry import Entry
from index.text.folding import fold

IdState = Literal["live", "moved", "gone", "withdrawn", "erased"]
"""`live`: an entry's own; `moved`: it leads to another; `gone`: it leads nowhere; `withdrawn`: the
archivist took it back; `erased`: so was its text, and no entry gets this id again."""

PUBLISHED_SCHEMA = """
    CREATE TABLE IF NOT EXISTS published (
        id TEXT PRIMARY KEY,
        url TEXT NOT NULL,              -- of the page it was published from
        title TEXT NOT NULL,            -- folded
        state TEXT NOT NULL,            -- live | moved | gone | withdrawn (by the archivist)
        leads_to TEXT                   -- for a moved one
    ) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class PublishedId:
    """One row of the table."""

    id: str
    url: str
    """Of the page it was published from."""
    title: str
    """Folded."""
    state: IdState
    leads_to: str | None


class PublishedIds:
    """The table of published ids in archive.db. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def all(self) -> tuple[PublishedId, ...]:
        """Return every id ever published, sorted."""
        rows = self._db.execute(
            "SELECT id, url, title, state, leads_to, sound FROM verified_published ORDER BY id"
        )
        return tuple(PublishedId(*row[:-1]) for row in rows)

    def about(self, ids: Iterable[str], urls: Iterable[str]) -> tuple[PublishedId, ...]:
        """Return these ids, those that lead to one of them, and those gone from these addresses.

        They are sorted by id; unknown ids are ignored.
        """
        for table, values in (("asked_ids", ids), ("asked_urls", urls)):
            self._db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (value TEXT PRIMARY KEY)")
            self._db.execute(f"DELETE FROM {table}")
            self._db.executemany(
                f"INSERT OR IGNORE INTO {table} VALUES (?)", ((value,) for value in values)
            )
        rows = self._db.execute(
            "SELECT id, url, title, state, leads_to, sound FROM verified_published"
            " WHERE id IN asked_ids OR leads_to IN asked_ids"
            " OR (state = 'gone' AND url IN asked_urls) ORDER BY id"
        )
        return tuple(PublishedId(*row[:-1]) for row in rows)

    def withdrawn(self) -> frozenset[str]:
        """Return the ids that the archivist withdrew."""
        rows = self._db.execute(
            "SELECT id, sound FROM verified_published WHERE state = 'withdrawn'"
        )
        return frozenset(row[0] for row in rows)

    def erased(self) -> frozenset[str]:
        """Return the ids whose entries were erased."""
        rows = self._db.execute("SELECT id, sound FROM verified_published WHERE state = 'erased'")
        return frozenset(row[0] for row in rows)

    def leading_to(self, ids: Iterable[str]) -> frozenset[str]:
        """Return these ids, the ids that they lead to, and all that lead to one of those."""
        found: frozenset[str] = frozenset()
        more = frozenset(ids)
        while not more <= found:
            found |= more
            rows = self.about(found, ())
            more = frozenset(id for row in rows for id in (row.id, row.leads_to) if id)
        return found

    def at(self, urls: Iterable[str]) -> tuple[PublishedId, ...]:
        """Return the ids that were published from these addresses, sorted."""
        asked = frozenset(urls)
        return tuple(row for row in self.all() if row.url in asked)

    def erase(self, ids: Iterable[str], urls: Iterable[str]) -> None:
        """Keep nothing of these ids but that they are erased, and of other ids no such address.

        The next publishing fills in again where the other ids lead.
        """
        self._db.executemany(
            "INSERT OR REPLACE INTO published (id, url, title, state) VALUES (?, '', '', 'erased')",
            ((id,) for id in ids),
        )
        self._db.executemany(
            "UPDATE published SET url = '', title = '' WHERE url = ?", ((url,) for url in urls)
        )

    def leading_nowhere(self) -> frozenset[str]:
        """Return the ids that are withdrawn, gone or erased, and those that lead to a withdrawn
        one."""
        rows = self._db.execute(
            "SELECT id, sound FROM verified_published"
            " WHERE state IN ('withdrawn', 'gone', 'erased')"
            " OR leads_to IN (SELECT id FROM published WHERE state = 'withdrawn')"
        )
        return frozenset(row[0] for row in rows)

    def withdraw(self, id: str) -> bool:
        """Withdraw an entry by its id; return False when no live entry has it."""
        return self._move(id, "live", "withdrawn")

    def restore(self, id: str) -> bool:
        """Bring a withdrawn entry back; return False when it was not withdrawn."""
        return self._move(id, "withdrawn", "live")

    def state(self, id: str) -> IdState | None:
        """Return where an id leads; None when it was never published."""
        row = self._db.execute("SELECT state FROM published WHERE id = ?", (id,)).fetchone()
        state: IdState | None = row and row[0]
        return state

    def get(self, id: str) -> PublishedId | None:
        """Return the row of an id; None when it was never published."""
        row = self._db.execute(
            "SELECT id, url, title, state, leads_to, sound FROM verified_published WHERE id = ?",
            (id,),
        ).fetchone()
        return PublishedId(*row[:-1]) if row else None

    def of_one_entry(self, id: str) -> frozenset[str]:
        """Return the id, the id of the entry that it leads to, and all that lead there."""
        known = self.get(id)
        target = (known and known.leads_to) or id
        rows = self._db.execute(
            "SELECT id, sound FROM verified_published WHERE leads_to = ?", (target,)
        )
        return frozenset({id, target, *(row[0] for row in rows)})

    def _move(self, id: str, old: IdState, new: IdState) -> bool:
        changed = self._db.execute(
            "UPDATE published SET state = ? WHERE id = ? AND state = ?", (new, id, old)
        )
        return bool(changed.rowcount)

    def delete_all(self) -> None:
        """Delete every id: only for the sample, which nobody cites."""
        self._db.execute("DELETE FROM published")

    def record(self, known: Iterable[PublishedId]) -> None:
        """Store the records of an IdResolution."""
        self._db.executemany(
            "INSERT OR REPLACE INTO published (id, url, title, state, leads_to)"
            " VALUES (?, ?, ?, ?, ?)",
            ((k.id, k.url, k.title, k.state, k.leads_to) for k in known),
        )


@dataclass(frozen=True, slots=True)
class IdResolution:
    """Which entry each id leads to."""

    withdrawn: frozenset[str]
    """Entries with one of these ids are not published."""
    moved: Mapping[str, tuple[str, ...]]
    """Old ids, by the id of the entry that they lead to."""
    records: tuple[PublishedId, ...]
    """Rows that are new or changed."""
    gone: tuple[str, ...]
    """Ids that lead to no entry, withdrawn ones included."""

    def apply(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries that are not withdrawn, each with the old ids that lead to it."""
        for entry in entries:
            if not self.withdrawn.isdisjoint((entry.id, *entry.aliases)):
                continue
            old = self.moved.get(entry.id)
            yield replace(entry, aliases=(*entry.aliases, *old)) if old else entry


def resolve_ids(entries: Iterable[Entry], known: Iterable[PublishedId]) -> IdResolution:
    """Decide where every id ever published leads; the entries are read once.

    An id that no entry has any more leads to the entry from the same page with the same suffix
    (its date was corrected), else with the same title (its heading was); else it is gone. Where
    two entries would do, it is gone too. One that led to an entry which is withdrawn is gone until
    that entry is back: another entry must not take it off the deny-list.
    """
    known = tuple(known)
    withdrawn = frozenset(k.id for k in known if k.state in ("withdrawn", "erased"))
    before = {k.id: k for k in known}
    owner: dict[str, str] = {}
    records: list[PublishedId] = []
    targets = _RedirectResolver({k.url for k in known})
    for entry in entries:
        if not withdrawn.isdisjoint((entry.id, *entry.aliases)):
            continue
        owner.update(dict.fromkeys((entry.id, *entry.aliases), entry.id))
        records += (record for record in _records(entry) if before.get(record.id) != record)
        targets.add(entry)
    moved: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    gone: list[str] = []
    for old in known:
        if old.id in owner:
            continue
        is_hidden = old.leads_to in withdrawn or (old.state == "gone" and old.leads_to is not None)
        may_lead = old.leads_to in owner if is_hidden else old.id not in withdrawn
        target = targets.target(old, owner) if may_lead else None
        if target is not None:
            moved[target] += (old.id,)
            records.append(replace(old, state="moved", leads_to=target))
            continue
        gone.append(old.id)
        if old.id not in withdrawn:
            leads_to = old.leads_to if is_hidden else None
            records.append(replace(old, state="gone", leads_to=leads_to))
    return IdResolution(withdrawn, moved, tuple(records), tuple(gone))


class _RedirectResolver:
    """Finds the entry that an id without one may lead to, among those from the ids' own pages."""

    def __init__(self, urls: Set[str]) -> None:
        self._urls = urls
        self._by_suffix: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._by_title: defaultdict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, entry: Entry) -> None:
        for url in {source.url for source in entry.sources} & self._urls:
            for id in (entry.id, *entry.aliases):
                self._by_suffix[url, _suffix(id)].append(entry.id)
            for version in entry.versions:
                self._by_title[url, fold(version.title)].append(entry.id)

    def target(self, old: PublishedId, owner: Mapping[str, str]) -> str | None:
        """Return the id of the entry that an old id leads to now; None when there is not just one.

        `owner` has the entry's id for each id that is in use.
        """
        if old.leads_to is not None and old.leads_to in owner:
            return owner[old.leads_to]
        for found in (
            set(self._by_suffix[old.url, _suffix(old.id)]),
            set(self._by_title[old.url, old.title]),
        ):
            if len(found) == 1:
                return found.pop()
        return None


def _suffix(id: str) -> str:
    return id.rsplit("-", 1)[-1]


def _records(entry: Entry) -> Iterator[PublishedId]:
    url, title = entry.sources[0].url, fold(entry.original.title)
    yield PublishedId(entry.id, url, title, "live", None)
    for alias in entry.aliases:
        yield PublishedId(alias, url, title, "moved", entry.id)
