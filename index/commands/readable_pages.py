"""The pages of sources that can be read, each with its entries; the others are counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

from index.commands.add_report import AddReport
from index.files.progress import ProgressCallback
from index.model.entry import Entry
from index.model.errors import PageError
from index.model.page import Page
from index.reading.page_reader import Limits, PageReader
from index.reading.sources import Redated, Skipped, read_pages
from index.store.database import Store
from index.store.home import Home

Entries = tuple[Entry, ...] | None
"""The entries of a page; None when the archive has the same page, so that they were only counted.
"""


def readable_pages(
    home: Home,
    sources: Iterable[str],
    reader: PageReader,
    limits: Limits,
    report: AddReport,
    progress: ProgressCallback,
) -> Iterator[tuple[Page, Entries]]:
    """Yield each readable page of the sources with its entries, in their order.

    Of an address that comes several times, every capture is yielded that is newer than those
    before it. What is skipped or redated is counted in the report.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    newest: dict[str, datetime] = {}
    with ExitStack() as stack:
        store = stack.enter_context(home.open_store("read")) if home.database.exists() else None
        for found in _found(sources, now, report):
            if isinstance(found, Skipped):
                report.skip(found)
            elif isinstance(found, Redated):
                report.redate(found)
            elif found.url in newest and found.fetched <= newest[found.url]:
                report.skip(Skipped(found.url, "repeated", "a page of this address was read"))
            else:
                try:
                    page, entries = found, _entries(found, store, reader, limits, report)
                except PageError as error:
                    report.skip(Skipped(found.url, "unreadable", str(error)))
                    continue
                newest[page.url] = page.fetched
                progress("adding pages", len(newest), 0)
                yield page, entries


def _found(
    sources: Iterable[str], now: datetime, report: AddReport
) -> Iterator[Page | Skipped | Redated]:
    for source in sources:
        try:
            yield from report.timings.each("reading", read_pages(source, fetched=now))
        except PageError as error:
            yield Skipped(source, "missing", str(error))


def _entries(
    page: Page, store: Store | None, reader: PageReader, limits: Limits, report: AddReport
) -> Entries:
    """Return the entries of a page, and count them. Raises PageError when it cannot be read."""
    if store is not None and store.pages.holds(page):
        count = reader.count(page, report.timings, limits)
        report.entries += count
        report.empty += not count
        return None
    entries = reader.read(page, report.timings, limits)
    report.timings.run("account", report.note_page, page, entries)
    return entries
