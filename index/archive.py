"""What an archivist does with a home: add pages, withdraw them, publish an index of them all."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

from index.corrections import correct_entries, read_corrections
from index.derived import Derived
from index.edition import edition
from index.entry import Entry, Page
from index.errors import AmendError, DerivedError, PageError
from index.generations import live_mark
from index.home import Home
from index.layouts import split_page
from index.ledger import Ledger
from index.pages import Skipped, read_pages
from index.readings import Readings
from index.revision import Revision, revise_all, revise_some
from index.spool import Spool
from index.store import Store
from index.timings import Timings
from index.translation import translate_entries
from index.translation.memory import Translation
from index.translation.tmx import read_tmx
from index.writer import open_writer
from index.yearbook import Yearbook

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Told what is being done, how far it has come, and of how many (0: not known)."""


_EXAMPLES = 10


def no_progress(doing: str, done: int, of: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class AddReport:
    """What became of the sources."""

    pages: Counter[str] = field(default_factory=Counter)
    """How many pages were new, changed, unchanged, older than the one here, or withdrawn."""
    empty: int = 0
    """Readable pages without entries."""
    entries: int = 0
    """Entries on the pages read this time, before joining."""
    skipped: Counter[str] = field(default_factory=Counter)
    """How many were skipped, by reason."""
    examples: list[Skipped] = field(default_factory=list)
    """The first few of them."""
    replaced_sample: bool = False
    published: Published | None = None

    timings: Timings = field(default_factory=Timings)

    def skip(self, skipped: Skipped) -> None:
        """Count what was skipped; memory does not grow with it."""
        self.skipped[skipped.reason] += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append(skipped)

    @property
    def read(self) -> int:
        """How many pages could be read."""
        return self.pages.total()


@dataclass(frozen=True, slots=True)
class Published:
    """What a new generation holds."""

    entries: int
    languages: Counter[str]
    doubts: int
    undated: int


def add_sources(home: Home, sources: Iterable[str], progress: Progress = no_progress) -> AddReport:
    """Read pages into the archive and publish a generation of all.

    All pages of one call are added or none. Nothing readable: the archive is untouched and
    `report.read` is 0. Raises IndexLockedError, StoreError, CorrectionError.
    """
    report = AddReport()
    with ExitStack() as stack:
        store: Store | None = None
        for page in _readable(sources, report, progress):
            if store is None:
                stack.enter_context(home.hold())
                store = stack.enter_context(home.open_store())
                commit = stack.enter_context(ExitStack())
                commit.enter_context(store.change())
                if store.pages.count() == store.pages.count("sample"):
                    report.replaced_sample = store.drop_sample() > 0
            report.pages[report.timings.run("storing", store.pages.add, page)] += 1
        if store is not None:
            commit.close()
            if not store.is_published:
                report.published = publish(home, store, progress, report.timings)
    return report


def add_sample(home: Home, progress: Progress = no_progress) -> Published:
    """Fill an empty home with the bundled sample archive."""
    now = datetime.now(UTC)
    with home.hold(), home.open_store() as store:
        with store.change(), as_file(files("index") / "data" / "sample") as folder:
            for page in read_pages(str(folder), fetched=now):
                if isinstance(page, Page):
                    store.pages.add(page, "sample")
            with (folder / "translations.tmx").open("rb") as stream:
                for unit in read_tmx(stream):
                    store.memory.remember(
                        Translation(
                            unit.source_language,
                            unit.source,
                            unit.target_language,
                            unit.target,
                            unit.origin,
                            unit.engine or "",
                            unit.model or "",
                            unit.day,
                        ),
                        sample=True,
                    )
        return publish(home, store, progress, anew=True)


def rebuild(home: Home, progress: Progress = no_progress) -> Published:
    """Publish a fresh generation from archive.db."""
    with home.hold(), home.open_store() as store:
        return publish(home, store, progress, anew=True)


def withdraw(home: Home, names: Iterable[str], *, undo: bool = False) -> tuple[str, ...]:
    """Withdraw (or bring back) pages by url and entries by id; return the names not known.

    When one is not known, nothing is changed.
    """
    names = tuple(names)
    with home.hold(), home.open_store() as store:
        page = store.pages.restore if undo else store.pages.withdraw
        entry = store.published.restore if undo else store.published.withdraw
        unknown = []
        try:
            with store.change():
                unknown = [name for name in names if not (page(name) or entry(name))]
                if unknown:
                    raise _NothingChangedError
                store.touch()
        except _NothingChangedError:
            return tuple(unknown)
        publish(home, store)
    return ()


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


class _NothingChangedError(Exception):
    """Leaves a transaction undone."""


def _readable(sources: Iterable[str], report: AddReport, progress: Progress) -> Iterator[Page]:
    """Yield each page that can be read and split; count the rest in the report."""
    now = datetime.now(UTC)
    newest: dict[str, datetime] = {}
    for source in sources:
        try:
            for page in report.timings.each("reading", read_pages(source, fetched=now)):
                if isinstance(page, Skipped):
                    report.skip(page)
                elif page.url in newest and page.fetched <= newest[page.url]:
                    report.skip(Skipped(page.url, "repeated", "a page of this address was read"))
                elif (number := _entries_on(page, report)) is not None:
                    newest[page.url] = page.fetched
                    report.entries += number
                    report.empty += number == 0
                    progress("adding pages", len(newest), 0)
                    yield page
        except PageError as error:
            report.skip(Skipped(source, "missing", str(error)))


def _entries_on(page: Page, report: AddReport) -> int | None:
    try:
        return len(report.timings.run("layouts", split_page, page))
    except PageError as error:
        report.skip(Skipped(page.url, "unreadable", str(error)))
        return None
