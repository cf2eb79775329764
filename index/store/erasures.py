"""Erasures: what the archivist erased, known again by hashes, and whether it is done.

No row has a word of what was erased. An id is a date and digits of a hash, so it may stay; an
address may name a person, and is kept as its SHA-256.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import Literal

from index.text.page_keys import page_key

ErasureKind = Literal["page", "entry", "id", "correction", "unfinished", "allowed"]

ERASURES_SCHEMA = """
    CREATE TABLE erased (
        kind TEXT NOT NULL,             -- page | entry | id | correction | unfinished | allowed
        key TEXT NOT NULL,              -- a hash of an entry, or the id of an id or a correction
        address TEXT NOT NULL,          -- SHA-256 of the address of the page
        day TEXT NOT NULL,              -- ISO date, UTC
        seal TEXT,
        PRIMARY KEY (kind, key, address)
    ) WITHOUT ROWID
"""


class Erasures:
    """The table of erasures in archive.db. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def begin(self, day: date) -> None:
        """Note that files of the home may hold text that was erased, until `finish`."""
        self._record("unfinished", "", "", day)

    def record_page(self, url: str, day: date) -> None:
        """Note that everything from this address was erased, so that it is not added again."""
        address = _digest(page_key(url))
        self._db.execute("DELETE FROM erased WHERE kind = 'allowed' AND address = ?", (address,))
        self._record("page", "", address, day)

    def record_entry(self, keys: Iterable[str], url: str, day: date) -> None:
        """Note an entry that was taken out of a page, by its redaction keys."""
        for key in keys:
            self._record("entry", key, _digest(page_key(url)), day)

    def record_ids(self, ids: Iterable[str], day: date) -> None:
        """Note the ids of what was erased."""
        for id in ids:
            self._record("id", id, "", day)

    def record_corrections(self, ids: Iterable[str], day: date) -> None:
        """Note the ids whose corrections are to go; `finish` forgets them."""
        for id in ids:
            self._record("correction", id, "", day)

    @property
    def unfinished(self) -> date | None:
        """The day of an erasure of which text may be left in files of the home; else None."""
        return self._day("unfinished", "", "")

    def finish(self) -> None:
        """Note that the home holds nothing any more of what was erased."""
        self._db.execute("DELETE FROM erased WHERE kind IN ('unfinished', 'correction')")

    def correction_ids(self) -> frozenset[str]:
        """Return the ids whose corrections are still to go."""
        rows = self._db.execute("SELECT key, sound FROM verified_erased WHERE kind = 'correction'")
        return frozenset(row[0] for row in rows)

    def day_of(self, name: str) -> date | None:
        """Return when an id, or all of an address, was erased; None when it was not."""
        return self._day("id", name, "") or self._day_of_page(name)

    def has_page(self, url: str) -> bool:
        """Return whether everything from this address was erased, in whatever spelling."""
        return self._day_of_page(url) is not None

    def entry_keys(self) -> frozenset[str]:
        """Return the redaction keys of all erased entries, those of whole pages too."""
        rows = self._db.execute("SELECT key, sound FROM verified_erased WHERE kind = 'entry'")
        return frozenset(row[0] for row in rows)

    def allow(self, url: str, day: date) -> bool:
        """Let the page at this address, in whatever spelling, and what was erased from it be added.

        Return False when nothing of it was ever erased; True also when it was allowed before, so
        that the same can be said again. The ids stay erased.
        """
        deleted = 0
        for address in {page_key(url), *_spellings(url)}:
            deleted += self._db.execute(
                "DELETE FROM erased WHERE kind IN ('page', 'entry') AND address = ?",
                (_digest(address),),
            ).rowcount
        if deleted:
            self._record("allowed", "", _digest(page_key(url)), day)
        return self._is_allowed(url)

    def _day_of_page(self, url: str) -> date | None:
        """Return when all of an address was erased. Earlier versions noted each spelling."""
        if day := self._day("page", "", _digest(page_key(url))):
            return day
        return None if self._is_allowed(url) else self._day("page", "", _digest(url))

    def _is_allowed(self, url: str) -> bool:
        return self._day("allowed", "", _digest(page_key(url))) is not None

    def _record(self, kind: ErasureKind, key: str, address: str, day: date) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO erased (kind, key, address, day) VALUES (?, ?, ?, ?)",
            (kind, key, address, day.isoformat()),
        )

    def _day(self, kind: ErasureKind, key: str, address: str) -> date | None:
        row = self._db.execute(
            "SELECT day, sound FROM verified_erased WHERE kind = ? AND key = ? AND address = ?",
            (kind, key, address),
        ).fetchone()
        return date.fromisoformat(row[0]) if row else None


def _spellings(url: str) -> Iterator[str]:
    """Yield the address as it is given, and as earlier versions may have noted it."""
    yield url
    for scheme, www, end in product(("http", "https"), ("", "www."), ("", "/")):
        yield f"{scheme}://{www}{page_key(url)}{end}"


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()
