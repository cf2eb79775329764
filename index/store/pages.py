"""The pages of archive.db as they were read: live, superseded by a newer one, or withdrawn."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Literal

from index.files.diagnosis import RESTORE
from index.model.capture_dates import is_believable, is_future
from index.model.errors import StoreError
from index.model.page import Page
from index.text.page_keys import is_same_page, page_key

Added = Literal["new", "changed", "unchanged", "older", "withdrawn", "erased"]
"""`erased`: not stored, since the archivist erased the page or all of it that was new."""
PageOrigin = Literal["sample", "added"]
PageStatus = Literal["live", "superseded", "withdrawn"]

PAGES_SCHEMA = """
    CREATE TABLE IF NOT EXISTS pages (
        number INTEGER PRIMARY KEY,     -- the order of first reading, which the index keeps
        url TEXT NOT NULL,
        fetched TEXT NOT NULL,          -- ISO 8601, UTC
        media_type TEXT NOT NULL,
        language TEXT,                  -- declared, BCP 47
        body BLOB NOT NULL,             -- verbatim
        sha256 TEXT NOT NULL,
        origin TEXT NOT NULL,           -- sample | added
        state TEXT NOT NULL             -- live | superseded | withdrawn
    );
    CREATE UNIQUE INDEX IF NOT EXISTS one_live_page ON pages (url) WHERE state != 'superseded';
"""


class Pages:
    """The table of pages in archive.db. Changes belong inside `Store.change`."""

    def __init__(self, db: sqlite3.Connection, path: Path, touch: Callable[[], None]) -> None:
        """`path` is for error messages; `touch` is called when the live pages change."""
        self._db = db
        self._path = path
        self._touch = touch
        self._known: dict[str, list[str]] | None = None
        """What `_at_key` returns; it may have addresses of which the page is gone."""

    def add(
        self, page: Page, origin: PageOrigin = "added", *, now: datetime | None = None
    ) -> Added:
        """Store a page, and return what it is to the archive.

        Of the captures of one address that differ, in whatever order they are added, the one that
        was fetched last is live; of those fetched in the same second, the one that was added last.
        A page with a date that cannot be true (`index.model.capture_dates`) counts as fetched
        `now`, which is the time of adding. A live page that was stored with a date which is in the
        future now is superseded by any capture.

        The same bytes change nothing ("unchanged": their date stays the first), nor does a page
        that was fetched before the live one ("older") or whose address is withdrawn. Otherwise the
        live page is superseded ("changed") and kept so.
        """
        now = now or datetime.now(UTC)
        fetched = page.fetched if is_believable(page.fetched, now) else now
        fetched = fetched.astimezone(UTC).replace(microsecond=0)
        digest = hashlib.sha256(page.body).hexdigest()
        known = self._db.execute(
            "SELECT number, sha256, state, fetched FROM pages"
            " WHERE url = ? AND state != 'superseded'",
            (page.url,),
        ).fetchone()
        if known and known[2] == "withdrawn":
            return "withdrawn"
        if known and not is_future(before := datetime.fromisoformat(known[3]), now):
            if known[1] == digest:
                return "unchanged"
            if fetched < before:
                return "older"
        if known:
            self._db.execute("UPDATE pages SET state = 'superseded' WHERE number = ?", known[:1])
        self._db.execute(
            "INSERT INTO pages (url, fetched, media_type, language, body, sha256, origin, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'live')",
            (
                page.url,
                fetched.isoformat(timespec="seconds"),
                page.media_type,
                page.language,
                page.body,
                digest,
                origin,
            ),
        )
        self._touch()
        if not known and self._known is not None:
            self._known.setdefault(page_key(page.url), []).append(page.url)
        return "changed" if known else "new"

    def address_of(self, url: str) -> str:
        """Return the address under which the archive has the page at `url`, else `url` itself.

        A live page comes before a withdrawn one.
        """
        known = self._at_key().get(page_key(url), ())
        if url in known:
            return url
        states = {each: self.state(each) for each in known if is_same_page(each, url)}
        return min(
            (each for each, state in states.items() if state),
            key=lambda each: (states[each] != "live", each),
            default=url,
        )

    def merge_spellings(self) -> int:
        """Let of the live pages that are one page under several spellings only the newest be live.

        Return how many are superseded. Archives of earlier versions have such pages. A folder that
        has several index files stays as it is, since nobody knows which of them it shows.
        """
        merged = 0
        for known in self._at_key().values():
            live = [url for url in known if len(known) > 1 and self.state(url) == "live"]
            if all(is_same_page(one, other) for one, other in combinations(live, 2)):
                for url in sorted(live, key=self._age)[:-1]:
                    self._db.execute(
                        "UPDATE pages SET state = 'superseded' WHERE url = ? AND state = 'live'",
                        (url,),
                    )
                    merged += 1
        if merged:
            self._known = None
            self._touch()
        return merged

    def _age(self, url: str) -> tuple[str, int]:
        row = self._db.execute(
            "SELECT fetched, number FROM pages WHERE url = ? AND state = 'live'", (url,)
        ).fetchone()
        return str(row[0]), int(row[1])

    def _at_key(self) -> dict[str, list[str]]:
        """Return the addresses of the live and withdrawn pages, by page key."""
        if self._known is None:
            self._known = {}
            for (url,) in self._db.execute("SELECT url FROM pages WHERE state != 'superseded'"):
                self._known.setdefault(page_key(url), []).append(url)
        return self._known

    def holds(self, page: Page) -> bool:
        """Return whether the live page at the address has the same bytes."""
        row = self._db.execute(
            "SELECT sha256 FROM pages WHERE url = ? AND state = 'live'", (page.url,)
        ).fetchone()
        return row is not None and row[0] == hashlib.sha256(page.body).hexdigest()

    def all(self) -> Iterator[Page]:
        """Yield the live pages in the order of first reading; one is in memory at a time."""
        for number in self.numbers():
            yield self.get(number)

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the live pages, ascending, which is the order of first reading.

        A number always means the same page and body, until `drop_sample`, `delete` or `rewrite`.
        """
        rows = self._db.execute("SELECT number FROM pages WHERE state = 'live' ORDER BY number")
        return tuple(number for (number,) in rows)

    def addresses(self) -> tuple[tuple[int, str], ...]:
        """Return the number and the address of each live page, in the order of first reading."""
        rows = self._db.execute(
            "SELECT number, url FROM pages WHERE state = 'live' ORDER BY number"
        )
        return tuple((int(number), str(url)) for number, url in rows)

    def get(self, number: int) -> Page:
        """Return a page by a number from `numbers`. Raises StoreError when it has been deleted."""
        row = self._db.execute(
            "SELECT url, fetched, media_type, body, language, sha256, sound FROM verified_pages"
            " WHERE number = ?",
            (number,),
        ).fetchone()
        if row is None:
            raise StoreError(f"page {number} has just been removed; try again")
        url, fetched, media_type, body, language, digest, _ = row
        if hashlib.sha256(body).hexdigest() != digest:
            raise StoreError(
                f"{self._path}: the page {url} has changed since it was read", RESTORE, "damaged"
            )
        return Page(url, datetime.fromisoformat(fetched), media_type, body, language)

    def numbers_at(self, key: str) -> tuple[int, ...]:
        """Return the numbers of the live pages whose address has this key, ascending."""
        rows = self._db.execute(
            "SELECT number, url FROM pages WHERE state = 'live' ORDER BY number"
        )
        return tuple(number for number, url in rows if page_key(url) == key)

    def live(self, url: str) -> Page | None:
        """Return the live page at an address, or None."""
        row = self._db.execute(
            "SELECT number FROM pages WHERE url = ? AND state = 'live'", (url,)
        ).fetchone()
        return self.get(row[0]) if row else None

    def page_fingerprint(self, number: int) -> str:
        """Return a text that differs between any two pages; the body is in it as SHA-256."""
        row = self._db.execute(
            "SELECT url, fetched, media_type, language, sha256, sound FROM verified_pages"
            " WHERE number = ?",
            (number,),
        ).fetchone()
        return repr(row and row[:-1])

    def count(self, origin: PageOrigin | None = None) -> int:
        """Return how many live pages there are, of one origin or of both."""
        query = "SELECT count(*) FROM pages WHERE state = 'live' AND coalesce(?, origin) = origin"
        return int(self._db.execute(query, (origin,)).fetchone()[0])

    def captures(self, url: str) -> dict[int, PageStatus]:
        """Return the numbers of everything stored from an address, in any state."""
        rows = self._db.execute("SELECT number, state FROM pages WHERE url = ?", (url,))
        return dict(rows.fetchall())

    def hidden(self) -> dict[int, PageStatus]:
        """Return the numbers of the superseded and withdrawn pages."""
        rows = self._db.execute("SELECT number, state FROM pages WHERE state != 'live'")
        return dict(rows.fetchall())

    def delete(self, numbers: Iterable[int]) -> None:
        """Delete pages for good."""
        self._db.executemany("DELETE FROM pages WHERE number = ?", ((n,) for n in numbers))

    def rewrite(self, number: int, page: Page) -> None:
        """Replace the bytes of a page and what they are, which is then not what was fetched."""
        self._db.execute(
            "UPDATE pages SET body = ?, sha256 = ?, media_type = ? WHERE number = ?",
            (page.body, hashlib.sha256(page.body).hexdigest(), page.media_type, number),
        )

    def withdraw(self, url: str) -> bool:
        """Withdraw the live page at `url`, which stays stored; return False when there is none."""
        return self._move(url, "live", "withdrawn")

    def restore(self, url: str) -> bool:
        """Make a withdrawn page live again; return False when there is none."""
        return self._move(url, "withdrawn", "live")

    def withdrawn(self) -> frozenset[str]:
        """Return the addresses of the withdrawn pages."""
        rows = self._db.execute("SELECT url, sound FROM verified_pages WHERE state = 'withdrawn'")
        return frozenset(row[0] for row in rows)

    def state(self, url: str) -> PageStatus | None:
        """Return whether the page at `url` is live or withdrawn; None when there is no page."""
        row = self._db.execute(
            "SELECT state FROM pages WHERE url = ? AND state != 'superseded'", (url,)
        ).fetchone()
        state: PageStatus | None = row and row[0]
        return state

    def _move(self, url: str, old: PageStatus, new: PageStatus) -> bool:
        moved = self._db.execute(
            "UPDATE pages SET state = ? WHERE url = ? AND state = ?", (new, url, old)
        ).rowcount
        if moved:
            self._touch()
        return bool(moved)

    def drop_sample(self) -> int:
        """Delete the bundled sample's pages; return how many."""
        return self._db.execute("DELETE FROM pages WHERE origin = 'sample'").rowcount
