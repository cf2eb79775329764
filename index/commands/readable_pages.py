"""The pages of sources that can be read, each with its entries; the others are counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

from index.commands.add_report import AddReport
from index.commands.same_name import LOCAL, REMEDY, is_other_page
from index.files.disk_list import DiskList
from index.files.progress import ProgressCallback
from index.files.timings import Timings
from index.model.errors import PageError
from index.model.page import Page
from index.model.page_account import PageReading
from index.publishing.site_furniture import SiteFurniture, furniture_of_pages
from index.reading.page_reader import Limits, PageReader
from index.reading.reader_pool import ReaderPool
from index.reading.sources import Redated, Skipped, read_pages
from index.store.database import Store
from index.store.home import Home

MaybeRead = PageReading | None
"""What was read of a page; None when the archive has the same page, so that they were only counted.
"""


Listed = Page | Skipped | Redated
"""What a source gives."""


def list_sources(
    sources: Iterable[str], listed: DiskList[Listed], report: AddReport
) -> SiteFurniture:
    """List what the sources give; return what their own pages tell of the sites.

    It is known before any page is read, so that none has to be read again.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    for found in _found(sources, now, report):
        listed.append(found)
    return report.timings.run("furniture", furniture_of_pages, listed)


def readable_pages(
    home: Home,
    listed: DiskList[Listed],
    furniture: SiteFurniture,
    pool: ReaderPool,
    limits: Limits,
    report: AddReport,
    progress: ProgressCallback,
) -> Iterator[tuple[int, MaybeRead]]:
    """Yield the index of each readable page with what was read of it, in the order of the list.

    Of an address that comes several times, every capture is yielded that is newer than those
    before it. What is skipped or redated is counted in the report.
    """
    newest: dict[str, datetime] = {}
    with ExitStack() as stack:
        store = stack.enter_context(home.open_store("read")) if home.database.exists() else None

        def asked() -> Iterator[_Asked]:
            for index, found in enumerate(listed):
                if not isinstance(found, Page) or _is_repeated(found, newest):
                    yield _Asked(index, found, None)
                else:
                    is_held = store is not None and store.pages.holds(found)
                    held = None if store is None or is_held else _of_its_name(found, store)
                    yield _Asked(index, furniture.with_site(found), is_held, held)

        for outcome in pool.each(asked(), lambda reader, one: _read(one, reader, limits)):
            found = outcome.item.found
            if isinstance(found, Skipped):
                report.skip(found)
            elif isinstance(found, Redated):
                report.redate(found)
            elif _is_repeated(found, newest):
                report.skip(Skipped(found.url, "repeated", "a page of this address was read"))
            else:
                try:
                    answered = outcome.result()
                except PageError as error:
                    report.skip(Skipped(found.url, "unreadable", str(error)))
                    continue
                if answered.is_other_page:
                    report.skip(Skipped(found.url, "same-name", REMEDY))
                    continue
                read = _noted(found, answered, report)
                newest[found.url] = found.fetched
                progress("adding pages", len(newest), 0)
                yield outcome.item.index, read


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is listed, and where."""

    index: int
    found: Listed
    is_held: bool | None
    """Whether the archive has that page; None for what is not to be read."""
    held: Page | None = None
    """The page of the archive whose place a local file would take, when it has other bytes."""


@dataclass(frozen=True, slots=True)
class _Answered:
    """What a process told of a page: what it read, or only how many entries there are."""

    timings: Timings
    read: MaybeRead = None
    count: int = 0
    is_other_page: bool = False
    """Whether the page would take the place of another one of its name."""


def _read(asked: _Asked, reader: PageReader, limits: Limits) -> _Answered:
    """Read a page, in a thread of the pool. Raises PageError when it cannot be read."""
    timings = Timings()
    if not isinstance(asked.found, Page) or asked.is_held is None:
        return _Answered(timings)
    if asked.is_held:
        return _Answered(timings, count=reader.count(asked.found, timings, limits))
    read = reader.read(asked.found, timings, limits)
    if asked.held is None:
        return _Answered(timings, read)
    before = reader.read(asked.held, timings, limits)
    return _Answered(timings, read, is_other_page=is_other_page(before.entries, read.entries))


def _of_its_name(page: Page, store: Store) -> Page | None:
    """Return the page of the archive that has the name of this local file."""
    return store.pages.live(page.url) if page.url.startswith(LOCAL) else None


def _noted(page: Page, answered: _Answered, report: AddReport) -> MaybeRead:
    """Return what was read of a page, after counting its entries."""
    report.timings.add(answered.timings)
    if answered.read is None:
        report.entries += answered.count
        report.empty += not answered.count
    else:
        report.note_page(page, answered.read)
    return answered.read


def _is_repeated(page: Page, newest: Mapping[str, datetime]) -> bool:
    """Return whether a page of the address was read that is as new."""
    return page.url in newest and page.fetched <= newest[page.url]


def _found(sources: Iterable[str], now: datetime, report: AddReport) -> Iterator[Listed]:
    for source in sources:
        try:
            yield from report.timings.each("reading", read_pages(source, fetched=now))
        except PageError as error:
            yield Skipped(source, "missing", str(error))
