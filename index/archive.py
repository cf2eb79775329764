"""What an archivist does with a home: add pages, withdraw them, publish an index of them all."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib.resources import as_file, files
from typing import TypeVar

from index.corrections import correct_entries, read_corrections
from index.derived import Derived
from index.entry import Entry, Page
from index.errors import DerivedError, PageError
from index.home import Home
from index.layouts import split_page
from index.pages import Skipped, read_pages
from index.pipeline import gather_entries, give_ids
from index.published import Settlement, settle_ids
from index.readings import Readings
from index.spool import Spool
from index.store import Store
from index.timings import Timings
from index.translation import translate_entries
from index.translation.memory import Translation
from index.translation.tmx import read_tmx
from index.versions import join_versions
from index.writer import open_writer

log = logging.getLogger(__name__)

_T = TypeVar("_T")

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
                if store.count_pages() == store.count_pages("sample"):
                    report.replaced_sample = store.drop_sample() > 0
            report.pages[report.timings.run("storing", store.add_page, page)] += 1
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
                    store.add_page(page, "sample")
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
        return publish(home, store, progress)


def rebuild(home: Home, progress: Progress = no_progress) -> Published:
    """Publish a fresh generation from archive.db."""
    with home.hold(), home.open_store() as store:
        return publish(home, store, progress)


def withdraw(home: Home, names: Iterable[str], *, undo: bool = False) -> tuple[str, ...]:
    """Withdraw (or bring back) pages by url and entries by id; return the names not known.

    When one is not known, nothing is changed.
    """
    names = tuple(names)
    with home.hold(), home.open_store() as store:
        page = store.restore_page if undo else store.withdraw_page
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
) -> Published:
    """Make a generation of everything in the store live. The caller holds the home."""
    timings = timings or Timings()
    try:
        return _publish(home, store, progress, timings)
    except DerivedError as error:
        log.warning("%s", error)
        Derived.forget(home.derived)
        return _publish(home, store, progress, timings)


def _publish(home: Home, store: Store, progress: Progress, timings: Timings) -> Published:
    revision = store.revision
    tally = _Tally()
    with _own_entries(home, store, progress, timings) as (own, settlement):
        entries = tally.of(translate_entries(own, store.memory.recall))
        timed = timings.each("translations", entries)
        timings.run("index", _write, home, timed, settlement.gone, progress)
        timings.seconds["index"] -= timings.seconds["translations"]
    with store.change():
        store.published.record(settlement.records)
        store.mark_published(revision)
    return tally.published()


def _write(home: Home, entries: Iterable[Entry], gone: Iterable[str], progress: Progress) -> None:
    with open_writer(home.location, partial(progress, "indexing")) as writer:
        writer.add(entries)
        writer.withdraw(gone)


def own_entries(home: Home, store: Store, progress: Progress = no_progress) -> tuple[Entry, ...]:
    """Every entry as it would be published, without translations."""
    with _own_entries(home, store, progress, Timings()) as (own, _):
        return tuple(own)


@contextmanager
def _own_entries(
    home: Home, store: Store, progress: Progress, timings: Timings
) -> Iterator[tuple[Iterator[Entry], Settlement]]:
    """The joined and corrected entries, one in memory at a time, and where their ids lead."""
    timings.run("verifying", store.verify)
    corrections = read_corrections(home.corrections)
    with Derived(home.derived) as derived, Spool() as own, Spool() as joined:
        readings = Readings(store, derived, timings)
        numbers = store.page_numbers()
        readings.keep_only(numbers)
        pages = _told(numbers, "reading pages", len(numbers), progress)
        read = (entry for number in pages for entry in readings.of(number))
        gather_entries(give_ids(read), own)
        for entry in timings.each("joining", join_versions(own)):
            joined.append(entry)
        settlement = timings.run("ids", settle_ids, joined, store.published.all())
        yield correct_entries(settlement.apply(joined), corrections), settlement


class _Tally:
    """Counts entries as they pass."""

    def __init__(self) -> None:
        self._languages: Counter[str] = Counter()
        self._doubts = 0
        self._undated = 0

    def of(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            self._languages[entry.original.language] += 1
            self._doubts += bool(entry.doubts)
            self._undated += entry.dates.start is None
            yield entry

    def published(self) -> Published:
        return Published(self._languages.total(), self._languages, self._doubts, self._undated)


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


def _told(each: Iterable[_T], doing: str, of: int, progress: Progress) -> Iterator[_T]:
    for number, one in enumerate(each, 1):
        yield one
        progress(doing, number, of)
