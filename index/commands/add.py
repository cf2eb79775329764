"""Pages that are added to an archive, with all that was read of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from index.commands.add_report import AddReport
from index.commands.page_addresses import PageAddresses
from index.commands.readable_pages import Listed, MaybeRead, list_sources, readable_pages
from index.files.disk_list import DiskList
from index.files.progress import ProgressCallback, ignore_progress
from index.files.timings import Timings
from index.gazetteer import load_gazetteer
from index.model.errors import CacheError
from index.model.page import Page
from index.model.page_account import PageReading
from index.publishing.live_state import missing_archive, open_archive
from index.publishing.publish import publish_if_due
from index.publishing.site_furniture import SiteFurniture, learn_furniture
from index.reading.layouts import split_page
from index.reading.page_reader import ADDING, PUBLISHING, Limits, PageReader
from index.reading.reader_pool import ReaderPool
from index.reading.redaction import erased_positions, without_entries
from index.store.cache import DerivedCache
from index.store.database import Store
from index.store.home import Home


def add_sources(
    home: Home,
    sources: Iterable[str],
    progress: ProgressCallback = ignore_progress,
    *,
    accept_loss: bool = False,
    limits: Limits = ADDING,
    detail: Callable[[Mapping[str, object]], None] | None = None,
) -> AddReport:
    """Read pages into the archive and publish a new index.

    The sources are read before the home's lock is taken, since nobody knows how long that takes;
    what is read waits in temporary files. A page over one of the `limits` is skipped.
    `detail` is given what became of each page. All pages of one call are added or none. When
    nothing can be read, `report.read` is 0 and the archive is not changed. Raises
    IndexLockedError, StoreError, CorrectionError, ProfileError; unless `accept_loss`, StoreError
    too where entries would be lost (see `index.publishing.live_state`).
    """
    report = AddReport(detail=detail)
    with (
        home.using_profile(),
        DiskList[Listed]() as listed,
        DiskList[MaybeRead]() as readings,
        PageReader() as reader,
    ):
        if home.path.is_dir():
            with home.hold():  # whoever is refused is told so before everything is read
                if not accept_loss and (home.database.exists() or missing_archive(home)):
                    open_archive(home).close()
        furniture = list_sources(sources, listed, report)
        indexes: list[int] = []
        with ReaderPool() as pool:
            for index, found in readable_pages(
                home, listed, furniture, pool, limits, report, progress
            ):
                indexes.append(index)
                readings.append(found)
        if indexes:
            pages = _Pages(listed, indexes)
            read = _Readings(readings, furniture, reader)
            _store(home, pages, read, report, progress, accept_loss=accept_loss)
    return report


class _Pages:
    """The readable ones of what the sources gave, in their order, as often as asked."""

    def __init__(self, listed: DiskList[Listed], indexes: Sequence[int]) -> None:
        self._listed = listed
        self._indexes = indexes

    def __iter__(self) -> Iterator[Page]:
        return (page for n in self._indexes if isinstance(page := self._listed[n], Page))


class _Readings:
    """What was read of the pages before they were stored; others are read when they are asked."""

    def __init__(
        self, readings: DiskList[MaybeRead], furniture: SiteFurniture, reader: PageReader
    ) -> None:
        """`furniture` is what was known of the sites when the pages were read."""
        self._readings = readings
        self._furniture = furniture
        self._reader = reader
        self.index_of: dict[str, int] = {}
        """The index in `readings` of each new or changed page of this call, by its address."""

    def __call__(self, page: Page, timings: Timings) -> PageReading:
        index = self.index_of.get(page.url)
        found = None if index is None else self._readings[index]
        if found is None:
            return self._reader.read(page, timings, PUBLISHING)
        if page.furniture == self._furniture.at(page.url):
            return found
        return self._reader.read_again(page, found, timings, PUBLISHING)


def _store(
    home: Home,
    pages: _Pages,
    read: _Readings,
    report: AddReport,
    progress: ProgressCallback,
    *,
    accept_loss: bool,
) -> None:
    """Store the pages and publish; `read` has what was read of each."""
    index_of = read.index_of
    with home.hold(), open_archive(home, accept_loss=accept_loss) as store:
        with store.change():
            if store.pages.count() == store.pages.count("sample"):
                report.replaced_sample = store.drop_sample() > 0
            store.pages.merge_spellings()
            erased_keys = store.erasures.entry_keys()
            furniture = _furniture(home, store) if erased_keys else SiteFurniture()
            addresses = PageAddresses(pages, store.pages)
            for index, read_page in enumerate(pages):
                page = replace(read_page, url=addresses.address_of(read_page))
                is_erased = any(map(store.erasures.has_page, {page.url, read_page.url}))
                kept = None if is_erased else _kept(page, erased_keys, furniture)
                if kept is None:
                    report.pages["erased"] += 1
                    continue
                added = report.timings.run("storing", store.pages.add, kept)
                report.pages[added] += 1
                if added in ("new", "changed"):
                    index_of.pop(page.url, None)  # of another spelling in this call
                    if kept == read_page:
                        index_of[page.url] = index
        report.published = publish_if_due(
            home, store, progress, report.timings, accept_loss=accept_loss, read=read
        )


def _furniture(home: Home, store: Store) -> SiteFurniture:
    """Return what is known of the sites of the archive; nothing when derived.db is damaged."""
    try:
        with DerivedCache(home.derived) as derived:
            return learn_furniture(store, derived, write=False)
    except CacheError:
        return SiteFurniture()


def _kept(page: Page, erased_keys: Set[str], furniture: SiteFurniture) -> Page | None:
    """Return the page without erased entries; None when nothing of it may be kept.

    They are looked for in both readings that the page may have had: with what is known of its
    site, and without. It was read within the limits before, so what is done here has an end.
    """
    if not erased_keys:
        return page
    for each in dict.fromkeys((furniture.with_site(page), page)):
        raws = split_page(each)
        erased = erased_positions(raws, erased_keys)
        if erased:
            if len(erased) == len(raws):
                return None
            redacted = without_entries(each, erased, load_gazetteer())
            return None if redacted is None else replace(redacted, furniture=frozenset())
    return page
