"""The commands that change an archive: add pages, withdraw pages and entries, rebuild the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Literal

from index.commands.add_report import AddReport
from index.commands.page_addresses import PageAddresses
from index.commands.readable_pages import Entries, readable_pages
from index.files.disk_list import DiskList
from index.files.progress import ProgressCallback, ignore_progress
from index.files.timings import Timings
from index.gazetteer import load_gazetteer
from index.model.entry import Entry
from index.model.errors import CacheError, StoreError
from index.model.page import Page
from index.model.profile_format import bundled_profile
from index.publishing.live_state import missing_archive, open_archive
from index.publishing.publish import (
    Published,
    deny_withdrawn,
    is_live,
    publish,
    publish_if_due,
)
from index.publishing.site_furniture import SiteFurniture, learn_furniture
from index.reading.layouts import split_page
from index.reading.page_reader import ADDING, PUBLISHING, Limits, PageReader
from index.reading.redaction import erased_positions, without_entries
from index.reading.sources import read_pages
from index.store.cache import DerivedCache
from index.store.database import Store
from index.store.home import Home
from index.store.translation_memory import Translation
from index.translation.tmx import read_tmx


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
        DiskList[Page]() as pages,
        DiskList[Entries]() as entries,
        PageReader() as reader,
    ):
        if home.path.is_dir():
            with home.hold():  # whoever is refused is told so before everything is read
                if not accept_loss and (home.database.exists() or missing_archive(home)):
                    open_archive(home).close()
        for page, found in readable_pages(home, sources, reader, limits, report, progress):
            pages.append(page)
            entries.append(found)
        if len(pages):
            _store(home, pages, entries, reader, report, progress, accept_loss=accept_loss)
    return report


def _store(
    home: Home,
    pages: DiskList[Page],
    entries: DiskList[Entries],
    reader: PageReader,
    report: AddReport,
    progress: ProgressCallback,
    *,
    accept_loss: bool,
) -> None:
    """Store the pages and publish; `entries` has what was read on each."""
    index_of: dict[str, int] = {}
    """The index in `entries` of each new or changed page of this call, by its address."""

    def read(page: Page, timings: Timings) -> tuple[Entry, ...]:
        found = entries[index_of[page.url]] if page.url in index_of else None
        if page.furniture:  # it was read before anything was known of its site
            found = None
        return reader.read(page, timings, PUBLISHING) if found is None else found

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


def add_sample(home: Home, progress: ProgressCallback = ignore_progress) -> Published:
    """Fill an empty home with the bundled sample archive and publish it.

    Its pages are ours, so they are read in this process, which is at hand at once. Raises
    StoreError where a restore was interrupted: it is to be finished.
    """
    from index.reading.pipeline import read_in_process  # other verbs leave this to the worker

    if home.restore_folders:
        raise StoreError(
            f"a restore is under way in {home.path}, or was interrupted",
            "give the same `torino restore` again",
        )
    if home.read_profile() != bundled_profile():
        raise StoreError(
            f"the sample is not of the city that {home.profile_file} is of",
            "add pages of that city with `torino add`, or take a home without a profile",
        )
    now = datetime.now(UTC)
    with home.using_profile(), home.hold(), open_archive(home) as store:
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
        return publish(home, store, progress, full=True, read=read_in_process)


def fill_with_sample(home: Home, progress: ProgressCallback = ignore_progress) -> Published | None:
    """Fill an empty home with the bundled sample archive and publish it; None when it is there.

    Raises StoreError, and changes nothing, when the home holds other pages, or held some that are
    withdrawn or erased now.
    """
    if home.database.exists():
        with home.open_store("read") as store:
            pages, of_sample = store.pages.count(), store.pages.count("sample")
            if pages > of_sample or not (pages or store.is_empty):
                raise StoreError(
                    f"the archive in {home.path} has pages of its own; the sample needs an empty "
                    "one: name another with --home"
                )
            if pages and is_live(home, store):
                return None
    return add_sample(home, progress)


def rebuild(
    home: Home, progress: ProgressCallback = ignore_progress, *, accept_loss: bool = False
) -> Published:
    """Publish everything in archive.db again, by a full build. Raises as `add_sources` does."""
    mode: Literal["create", "change"] = "create" if accept_loss else "change"
    with home.hold(mode), open_archive(home, mode, accept_loss=accept_loss) as store:
        with store.change():
            store.pages.merge_spellings()
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

    When any name is unknown, nothing is changed or published. What is withdrawn is denied before
    all else: no generation shows it from then on, whatever fails later. What is restored is denied
    until it is published.
    """
    names = tuple(dict.fromkeys(names))
    with home.hold("change"), open_archive(home, "change") as store:
        page = store.pages.restore if undo else store.pages.withdraw
        entry = store.published.restore if undo else store.published.withdraw
        goal = {"live", "moved"} if undo else {"withdrawn"}
        try:
            with store.change():
                changed = tuple(
                    name for name in names if page(store.pages.address_of(name)) or entry(name)
                )
                unchanged = tuple(
                    name
                    for name in names
                    if name not in changed
                    and not goal.isdisjoint(
                        (
                            store.pages.state(store.pages.address_of(name)),
                            store.published.state(name),
                        )
                    )
                )
                unknown = tuple(name for name in names if name not in (*changed, *unchanged))
                if unknown:
                    raise _NothingChangedError
                if changed:
                    store.touch()
                    if not undo:
                        deny_withdrawn(home, store)
        except _NothingChangedError:
            return WithdrawReport(unknown=unknown)
        except StoreError:
            with suppress(StoreError):  # which the next publishing does otherwise
                deny_withdrawn(home, store)
            raise
        publish_if_due(home, store, accept_loss=True)  # what is lost was named
    return WithdrawReport(changed, unchanged)


class _NothingChangedError(Exception):
    """Raised to undo a transaction."""
