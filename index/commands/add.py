"""What an archivist does with a home: add pages, withdraw them, publish an index of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import as_file, files

from index.files.entry_spool import DiskList
from index.files.timings import Timings
from index.model.errors import PageError
from index.model.page import Page, RawEntry
from index.publishing.publish import Progress, Published, no_progress, publish
from index.reading.layouts import split_page
from index.reading.sources import Skipped, read_pages
from index.store.database import Store
from index.store.home import Home
from index.store.translation_memory import Translation
from index.translation.tmx import read_tmx

_EXAMPLES = 10


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


def add_sources(home: Home, sources: Iterable[str], progress: Progress = no_progress) -> AddReport:
    """Read pages into the archive and publish a generation of all.

    All pages of one call are added or none. Nothing readable: the archive is untouched and
    `report.read` is 0. Raises IndexLockedError, StoreError, CorrectionError.
    """
    report = AddReport()
    with ExitStack() as stack:
        store: Store | None = None
        spool = stack.enter_context(DiskList[tuple[RawEntry, ...]]())
        spooled: dict[str, int] = {}
        """By address, where it is told what a page was split into that is now the live one."""

        def split(page: Page) -> tuple[RawEntry, ...]:
            return spool[spooled[page.url]] if page.url in spooled else split_page(page)

        for page, raws in _readable(sources, report, progress):
            if store is None:
                stack.enter_context(home.hold())
                store = stack.enter_context(home.open_store())
                commit = stack.enter_context(ExitStack())
                commit.enter_context(store.change())
                if store.pages.count() == store.pages.count("sample"):
                    report.replaced_sample = store.drop_sample() > 0
            added = report.timings.run("storing", store.pages.add, page)
            report.pages[added] += 1
            if added in ("new", "changed"):
                spooled[page.url] = spool.append(raws)
        if store is not None:
            commit.close()
            if not store.is_published:
                report.published = publish(home, store, progress, report.timings, split=split)
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


class _NothingChangedError(Exception):
    """Leaves a transaction undone."""


def _readable(
    sources: Iterable[str], report: AddReport, progress: Progress
) -> Iterator[tuple[Page, tuple[RawEntry, ...]]]:
    """Yield each page that can be read and what it is split into; count the rest in the report."""
    now = datetime.now(UTC)
    newest: dict[str, datetime] = {}
    for source in sources:
        try:
            for page in report.timings.each("reading", read_pages(source, fetched=now)):
                if isinstance(page, Skipped):
                    report.skip(page)
                elif page.url in newest and page.fetched <= newest[page.url]:
                    report.skip(Skipped(page.url, "repeated", "a page of this address was read"))
                elif (raws := _split(page, report)) is not None:
                    newest[page.url] = page.fetched
                    report.entries += len(raws)
                    report.empty += not raws
                    progress("adding pages", len(newest), 0)
                    yield page, raws
        except PageError as error:
            report.skip(Skipped(source, "missing", str(error)))


def _split(page: Page, report: AddReport) -> tuple[RawEntry, ...] | None:
    try:
        return report.timings.run("layouts", split_page, page)
    except PageError as error:
        report.skip(Skipped(page.url, "unreadable", str(error)))
        return None
