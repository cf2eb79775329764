"""Publishing: a new generation of all that archive.db holds, amended or made anew."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from index.files.entry_spool import Spool
from index.files.timings import Timings
from index.indexing.generations import live_mark
from index.indexing.open_writer import open_writer
from index.model.entry import Entry
from index.model.errors import AmendError, DerivedError
from index.publishing.build_state import Ledger
from index.publishing.incremental import Revision, revise_all, revise_some
from index.publishing.reading_cache import Readings
from index.publishing.year_partition import Yearbook
from index.reading.fingerprint import edition
from index.store.cache import Derived
from index.store.corrections import correct_entries, read_corrections
from index.store.database import Store
from index.store.home import Home
from index.translation.recall import translate_entries

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Told what is being done, how far it has come, and of how many (0: not known)."""


def no_progress(doing: str, done: int, of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a new generation holds."""

    entries: int
    languages: Counter[str]
    doubts: int
    undated: int


def publish(
    home: Home,
    store: Store,
    progress: Progress = no_progress,
    timings: Timings | None = None,
    *,
    anew: bool = False,
) -> Published:
    """Make a generation of everything in the store live. The caller holds the home.

    What the last publishing made is amended where that gives the same, unless `anew`.
    """
    publishing = _Publishing(home, store, progress, timings or Timings())
    try:
        return publishing.run(anew=anew)
    except AmendError as error:
        log.info("publishing anew: %s", error)
    except DerivedError as error:
        log.warning("%s", error)
        Derived.forget(home.derived)
    return publishing.run(anew=True)


MOST_CHANGED = 0.5
"""Of the pages: beyond that, all is made anew."""


class _Publishing:
    """The steps of one publishing."""

    def __init__(self, home: Home, store: Store, progress: Progress, timings: Timings) -> None:
        self._home = home
        self._store = store
        self._progress = progress
        self._timings = timings
        self._token = secrets.token_hex(8)

    def run(self, *, anew: bool) -> Published:
        store, timings = self._store, self._timings
        revision, memory = store.revision, store.memory.revision
        corrections = read_corrections(self._home.corrections)
        with Derived(self._home.derived) as derived:
            readings = Readings(store, derived, timings)
            last = self._last(derived, memory) if not anew else None
            with self._revised(last, derived, readings) as revised:
                tally = revised.ledger.tally
                tally.without(correct_entries(revised.replaced(), corrections))
                corrected = correct_entries(revised.entries(), corrections)
                entries = tally.of(translate_entries(corrected, store.memory.recall))
                timed = timings.each("translations", entries)
                timings.run("index", self._write, revised, timed, amend=last is not None)
                timings.seconds["index"] -= timings.seconds["translations"]
                with store.change():
                    store.published.record(revised.settlement.records)
                    store.mark_published(revision, self._token)
                revised.ledger.keep(derived, self._bond(self._token, memory))
                readings.keep_only(revised.ledger.pages)
        return Published(tally.languages.total(), tally.languages, tally.doubts, tally.undated)

    def _revised(
        self, last: Ledger | None, derived: Derived, readings: Readings
    ) -> AbstractContextManager[Revision]:
        store, timings = self._store, self._timings

        def keep(ledger: Ledger, year: int, book: Yearbook) -> None:
            ledger.keep_book(derived, year, book, self._token)

        if last is not None:
            return revise_some(last, store, readings, derived, keep, timings)
        timings.run("verifying", store.verify)
        told = partial(self._progress, "reading pages")
        return revise_all(store, readings, keep, told, timings)

    def _write(self, revised: Revision, entries: Iterable[Entry], *, amend: bool) -> None:
        told = partial(self._progress, "indexing")
        with open_writer(self._home.location, told, amend=amend) as writer:
            if amend:
                writer.remove(entry.id for entry in revised.replaced())
            writer.add(entries)
            writer.withdraw(revised.settlement.gone)

    def _last(self, derived: Derived, memory: int) -> Ledger | None:
        """The ledger to go by; None when nearly all would change, or nothing is known to hold."""
        store = self._store
        if not (store.token and live_mark(Path(self._home.location))):
            return None
        last = Ledger.of(derived, self._bond(store.token, memory))
        if last is None:
            return None
        changed = len(last.pages.keys() ^ set(store.pages.numbers()))
        return last if changed <= MOST_CHANGED * len(last.pages) else None

    def _bond(self, token: str, memory: int) -> str:
        """What a ledger holds for, and nothing else."""
        corrections = self._home.corrections
        said = corrections.read_bytes() if corrections.exists() else b""
        live = live_mark(Path(self._home.location))
        return f"{edition()} {token} {memory} {live} {hashlib.sha256(said).hexdigest()}"


@contextmanager
def own_entries(home: Home, store: Store, progress: Progress = no_progress) -> Iterator[Spool]:
    """Every entry as it would be published, without translations; on disk, to be read again."""
    corrections = read_corrections(home.corrections)
    told = partial(progress, "reading pages")
    with Spool() as own:
        with Derived(home.derived) as derived:
            readings = Readings(store, derived, Timings(), keep=False)
            with revise_all(store, readings, _let_be, told, Timings()) as revised:
                for entry in correct_entries(revised.entries(), corrections):
                    own.append(entry)
        yield own


def _let_be(ledger: Ledger, year: int, book: Yearbook) -> None:
    """Keep no book of what is not published."""
