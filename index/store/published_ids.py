"""Published ids: once published, an id leads to its entry for good, or is known to be gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from index.text.page_keys import page_key

IdState = Literal["live", "moved", "gone", "withdrawn", "erased"]
"""`live`: an entry's own; `moved`: it leads to another; `gone`: it leads nowhere; `withdrawn`: the
archivist took it back; `erased`: so was its text, and no entry gets this id again."""

TranslatedState = Literal["shown", "outdated", "unused"]
"""Of a person's translation. `outdated`: shown, though its original has changed a little since;
`unused`: shown until its original changed wholly; the memory keeps it."""

PUBLISHED_SCHEMA = """
    CREATE TABLE IF NOT EXISTS published (
        id TEXT PRIMARY KEY,
        url TEXT NOT NULL,              -- of the page it was published from
        title TEXT NOT NULL,            -- folded
        state TEXT NOT NULL,            -- live | moved | gone | withdrawn (by the archivist)
        leads_to TEXT                   -- for a moved one
    ) WITHOUT ROWID;
"""
IDENTITIES_SCHEMA = """
    CREATE TABLE identities (
        id TEXT PRIMARY KEY,            -- a published one
        traits TEXT NOT NULL,           -- of its entry, as it was read last: hashes, no words
        read_as TEXT,                   -- the id that its entry is read with now, if another
        missing INTEGER NOT NULL,       -- 1: withdrawn, and its entry is not on its page any more
        seal TEXT
    ) WITHOUT ROWID;
    CREATE TABLE translated (
        id TEXT NOT NULL,               -- of an entry that a person's translation was shown of
        language TEXT NOT NULL,         -- of the translation
        state TEXT NOT NULL,            -- shown | unused: the original has changed since
        seal TEXT,
        PRIMARY KEY (id, language)
    ) WITHOUT ROWID
"""
TRANSLATED_FROM_SCHEMA = """
    CREATE TABLE translated_from (
        id TEXT NOT NULL,               -- of an entry in `translated`, which may be outdated too
        language TEXT NOT NULL,         -- of the translation
        place INTEGER NOT NULL,         -- 0: the title, others: paragraphs
        source_hash TEXT NOT NULL,      -- of what a person translated, as in `memory`
        seal TEXT,
        PRIMARY KEY (id, language, place)
    ) WITHOUT ROWID
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
    """For a moved one; a gone one keeps where it led to last, and leads there again with it."""
    traits: str = ""
    """What its entry is known again by (`index.publishing.identity.entry_traits`); "" when not
    known, and for an id that only ever led to another."""
    read_as: str | None = None
    """The id that its entry is read with now, when its heading has changed since it was
    published; None when that is this id."""
    missing: bool = False
    """Whether it is withdrawn and its entry is not found any more on its page."""


@dataclass(frozen=True, slots=True)
class PeoplesTranslation:
    """What has become of a person's translation of one entry into one language."""

    state: TranslatedState
    segments: tuple[str, ...] = ()
    """The `source_hash` of what was translated: of the title, "" without one, then of each
    paragraph. Empty when not known."""


class PublishedIds:
    """The table of published ids in archive.db. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.create_function("page_key", 1, page_key, deterministic=True)

    def all(self) -> tuple[PublishedId, ...]:
        """Return every id ever published, sorted."""
        return self._rows("TRUE")

    def about(self, ids: Iterable[str], urls: Iterable[str]) -> tuple[PublishedId, ...]:
        """Return these ids and those linked with one of them, and those gone from these addresses.

        Two ids are linked when one leads to the other or is the id that the other's entry is read
        with. Withdrawn ids from these addresses count as gone. They are sorted by id; unknown ids
        are ignored.
        """
        for table, values in (("asked_ids", ids), ("asked_pages", map(page_key, urls))):
            self._db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (value TEXT PRIMARY KEY)")
            self._db.execute(f"DELETE FROM {table}")
            self._db.executemany(
                f"INSERT OR IGNORE INTO {table} VALUES (?)", ((value,) for value in values)
            )
        self._db.execute(
            "INSERT OR IGNORE INTO asked_ids SELECT id FROM published"
            " WHERE state IN ('gone', 'withdrawn') AND page_key(url) IN asked_pages"
        )
        return self._rows(  # each table is looked through by itself, and the few found are joined
            "p.id IN (SELECT value FROM asked_ids"
            " UNION SELECT id FROM identities WHERE read_as IN asked_ids"
            " UNION SELECT leads_to FROM published WHERE id IN asked_ids"
            " UNION SELECT id FROM published WHERE leads_to IN asked_ids"
            " OR leads_to IN (SELECT leads_to FROM published WHERE id IN asked_ids))"
        )

    def row(self, id: str) -> PublishedId | None:
        """Return the row of an id with all that is known of its entry; None when it is unknown.

        Unlike `about` it may be asked of an archive that is opened for reading.
        """
        return next(iter(self._rows("p.id = ?", (id,))), None)

    def _rows(self, where: str, values: tuple[str, ...] = ()) -> tuple[PublishedId, ...]:
        rows = self._db.execute(
            "SELECT p.id, url, title, state, leads_to, coalesce(traits, ''), read_as,"
            " coalesce(missing, 0), p.sound, i.sound"
            " FROM verified_published p LEFT JOIN verified_identities i ON i.id = p.id"
            f" WHERE {where} ORDER BY p.id",
            values,
        )
        return tuple(
            PublishedId(id, url, title, state, leads_to, traits, read_as, bool(missing))
            for id, url, title, state, leads_to, traits, read_as, missing, *_ in rows
        )

    def withdrawn(self) -> frozenset[str]:
        """Return the ids that the archivist withdrew, those that lead to one of them, and those
        with which their entries are read now.

        An entry that is read with any of these is not published.
        """
        rows = self._db.execute(
            "SELECT id, sound FROM verified_published WHERE state = 'withdrawn'"
            " OR leads_to IN (SELECT id FROM published WHERE state = 'withdrawn')"
            " UNION SELECT read_as, i.sound FROM verified_identities i JOIN published USING (id)"
            " WHERE state = 'withdrawn' AND read_as IS NOT NULL"
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
            more = frozenset(id for row in rows for id in (row.id, row.leads_to, row.read_as) if id)
        return found

    def at(self, urls: Iterable[str]) -> tuple[PublishedId, ...]:
        """Return the ids that were published from these addresses, sorted."""
        asked = frozenset(urls)
        return tuple(row for row in self.all() if row.url in asked)

    def erase(self, ids: Iterable[str], urls: Iterable[str], redacted: Iterable[str] = ()) -> None:
        """Keep nothing of these ids but that they are erased, and of other ids no such address.

        Nor are the traits kept of any id from these addresses or the `redacted` ones, or that one
        of the ids leads to, since they may be of an account that is erased. The next publishing
        fills in again where the other ids lead, and the traits of their entries.
        """
        ids, urls = tuple(ids), tuple(urls)
        self._db.executemany(
            "DELETE FROM identities WHERE id IN (SELECT leads_to FROM published WHERE id = ?)",
            ((id,) for id in ids),
        )
        for table in ("identities", "translated", "translated_from"):
            self._db.executemany(f"DELETE FROM {table} WHERE id = ?", ((id,) for id in ids))
        self._db.executemany(
            "DELETE FROM identities WHERE id IN (SELECT id FROM published WHERE url = ?)",
            ((url,) for url in (*urls, *redacted)),
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO published (id, url, title, state) VALUES (?, '', '', 'erased')",
            ((id,) for id in ids),
        )
        self._db.executemany(
            "UPDATE published SET url = '', title = '' WHERE url = ?", ((url,) for url in urls)
        )

    def missing(self) -> dict[str, str]:
        """Return the withdrawn ids whose entries are not found any more on their pages, each with
        the address of the page."""
        rows = self._db.execute(
            "SELECT p.id, url, p.sound, i.sound FROM verified_published p"
            " JOIN verified_identities i USING (id)"
            " WHERE missing = 1 AND state = 'withdrawn' ORDER BY p.id"
        )
        return {row[0]: row[1] for row in rows}

    def translated(self) -> dict[str, dict[str, PeoplesTranslation]]:
        """Return people's translations that are or were shown, by entry's id and language."""
        segments: dict[tuple[str, str], dict[int, str]] = {}
        for id, language, place, hash, _ in self._db.execute(
            "SELECT id, language, place, source_hash, sound FROM verified_translated_from"
        ):
            segments.setdefault((id, language), {})[place] = hash
        found: dict[str, dict[str, PeoplesTranslation]] = {}
        rows = self._db.execute(
            "SELECT id, language, state, sound FROM verified_translated ORDER BY id, language"
        )
        for id, language, state, _ in rows:
            of = segments.get((id, language), {})
            hashes = tuple(of.get(place, "") for place in range(max(of, default=-1) + 1))
            found.setdefault(id, {})[language] = PeoplesTranslation(state, hashes)
        return found

    def record_translated(
        self, translated: Mapping[str, Mapping[str, PeoplesTranslation]], old: Iterable[str]
    ) -> None:
        """Store what has become of people's translations of each entry; forget what is known of
        these entries and of the `old` ids."""
        for table in ("translated", "translated_from"):
            self._db.executemany(
                f"DELETE FROM {table} WHERE id = ?", ((id,) for id in (*translated, *old))
            )
        self._db.executemany(
            "INSERT INTO translated (id, language, state) VALUES (?, ?, ?)",
            (
                (id, language, each.state)
                for id, states in translated.items()
                for language, each in states.items()
            ),
        )
        self._db.executemany(
            "INSERT INTO translated_from (id, language, place, source_hash) VALUES (?, ?, ?, ?)",
            (
                (id, language, place, hash)
                for id, states in translated.items()
                for language, each in states.items()
                for place, hash in enumerate(each.segments)
                if hash
            ),
        )

    def forget_translated(self, id: str, language: str) -> None:
        """Forget that a person's translation of an entry was shown, so that it is shown no more
        where the original has changed since."""
        states = self.translated().get(id, {})
        states.pop(language, None)
        self.record_translated({id: states}, ())

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

    def of_one_entry(self, id: str) -> frozenset[str]:
        """Return the id, the id of the entry that it leads to, and all that lead there."""
        known = self.row(id)
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
        self._db.execute("DELETE FROM identities")
        self._db.execute("DELETE FROM translated")
        self._db.execute("DELETE FROM translated_from")

    def record(self, known: Iterable[PublishedId]) -> None:
        """Store the records of an IdResolution."""
        known = tuple(known)
        self._db.executemany(
            "INSERT OR REPLACE INTO published (id, url, title, state, leads_to)"
            " VALUES (?, ?, ?, ?, ?)",
            ((k.id, k.url, k.title, k.state, k.leads_to) for k in known),
        )
        self._db.executemany("DELETE FROM identities WHERE id = ?", ((k.id,) for k in known))
        self._db.executemany(
            "INSERT INTO identities (id, traits, read_as, missing) VALUES (?, ?, ?, ?)",
            (
                (k.id, k.traits, k.read_as, int(k.missing))
                for k in known
                if k.traits or k.read_as or k.missing
            ),
        )
