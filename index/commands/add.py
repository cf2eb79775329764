"""The commands that change an archive: add pages, withdraw pages and entries, rebuild the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import as_file, files

from index.files.disk_list import DiskList
from index.files.progress import ProgressCallback, ignore_progress
from index.files.timings import Timings
from index.model.errors import PageError
from index.model.page import Page, RawEntry
from index.publishing.live_state import open_archive
from index.publishing.publish import Published, publish, publish_if_due
from index.reading.layouts import split_page
from index.reading.sources import Skipped, read_pages
from index.reading.sources.skipped import SkipReason
from index.store.database import Store
from index.store.home import Home
from index.store.pages import Added
from index.store.translation_memory import Translation
from index.translation.tmx import read_tmx

_MAX_EXAMPLES = 10


@dataclass(slots=True)
class AddReport:
    """What became of the sources."""

    pages: Counter[Added] = field(default_factory=Counter)
    """The pages that could be read, by what they were to the archive."""
    empty: int = 0
    """Readable pages without entries."""
    entries: int = 0
    """Entries on the readable pages, before joining."""
    skipped: Counter[SkipReason] = field(default_factory=Counter)
    """What was skipped, by reason."""
    examples: list[Skipped] = field(default_factory=list)
    """The first ten that were skipped."""
    replaced_sample: bool = False
    """Whether these are the first pages after the bundled sample, which they replaced."""
    published: Published | None = None
    """None when nothing was due: nothing new was added, and all before it was published."""
    timings: Timings = field(default_factory=Timings)

    def skip(self, skipped: Skipped) -> None:
        """Count a skipped page or source."""
        self.skipped[skipped.reason] += 1
        if len(self.examples) < _MAX_EXAMPLES:
            self.examples.append(skipped)

    @property
    def read(self) -> int:
        """The number of pages that could be read."""
        return self.pages.total()


def add_sources(
    home: Home,
    sources: Iterable[str],
    progress: ProgressCallback = ignore_progress,
    *,
    accept_loss: bool = False,
) -> AddReport:
    """Read pages into the archive and publish a new index.

    All pages of one call are added or none. When nothing can be read, `report.read` is 0 and the
    archive is not changed. Raises IndexLockedError, StoreError, CorrectionError; unless
    `accept_loss`, StoreError too where entries would be lost (`index.publishing.live_state`).
    """
    report = AddReport()
    with ExitStack() as stack:
        store: Store | None = None
        raw_entries = stack.enter_context(DiskList[tuple[RawEntry, ...]]())
        index_of: dict[str, int] = {}
        """The index in `raw_entries` of each new or changed page of this call, by its address."""

        def split(page: Page) -> tuple[RawEntry, ...]:
            return raw_entries[index_of[page.url]] if page.url in index_of else split_page(page)

        for page, raws in _readable(sources, report, progress):
            if store is None:
                stack.enter_context(home.hold())
                store = stack.enter_context(open_archive(home, accept_loss=accept_loss))
                commit = stack.enter_context(ExitStack())
                commit.enter_context(store.change())
                if store.pages.count() == store.pages.count("sample"):
                    report.replaced_sample = store.drop_sample() > 0
            added = report.timings.run("storing", store.pages.add, page)
            report.pages[added] += 1
            if added in ("new", "changed"):
                index_of[page.url] = raw_entries.append(raws)
        if store is not None:
            commit.close()
            report.published = publish_if_due(
                home, store, progress, report.timings, accept_loss=accept_loss, split=split
            )
    return report


def add_sample(home: Home, progress: ProgressCallback = ignore_progress) -> Published:
    """Fill an empty home with the bundled sample archive and publish it."""
    now = datetime.now(UTC)
    with home.hold(), open_archive(home) as store:
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
        return publish(home, store, progress, full=True)


def rebuild(
    home: Home, progress: ProgressCallback = ignore_progress, *, accept_loss: bool = False
) -> Published:
    """Publish everything in archive.db again, by a full build. Raises as `add_sources` does."""
    with home.hold(), open_archive(home, accept_loss=accept_loss) as store:
        return publish(home, store, progress, full=True, accept_loss=accept_loss)


@dataclass(frozen=True, slots=True)
class WithdrawReport:
    """What became of the names that were to be withdrawn, or with `undo` restored."""

    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    """Those that were withdrawn (with `undo`: live) already."""
    unknown: tuple[str, ...] = ()
    """When there are any, nothing was changed."""


def withdraw(home: Home, names: Iterable[str], *, undo: bool = False) -> WithdrawReport:
    """Withdraw (or with `undo` restore) pages by url and entries by id, and publish that if due.

    When any name is unknown, nothing is changed or published.
    """
    names = tuple(dict.fromkeys(names))
    with home.hold(), open_archive(home) as store:
        page = store.pages.restore if undo else store.pages.withdraw
        entry = store.published.restore if undo else store.published.withdraw
        goal = {"live", "moved"} if undo else {"withdrawn"}
        try:
            with store.change():
                changed = tuple(name for name in names if page(name) or entry(name))
                unchanged = tuple(
                    name
                    for name in names
                    if name not in changed
                    and not goal.isdisjoint((store.pages.state(name), store.published.state(name)))
                )
                unknown = tuple(name for name in names if name not in (*changed, *unchanged))
                if unknown:
                    raise _NothingChangedError
                if changed:
                    store.touch()
        except _NothingChangedError:
            return WithdrawReport(unknown=unknown)
        publish_if_due(home, store, accept_loss=True)  # what is lost was named
    return WithdrawReport(changed, unchanged)


class _NothingChangedError(Exception):
    """Raised to undo a transaction."""


def _readable(
    sources: Iterable[str], report: AddReport, progress: ProgressCallback
) -> Iterator[tuple[Page, tuple[RawEntry, ...]]]:
    """Yield each readable page with what it is split into; count the others in the report."""
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
