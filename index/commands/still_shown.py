"""Still shown: the entries of a withdrawn page that readers see all the same, from other pages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from index.files.timings import Timings
from index.model.errors import CacheError
from index.model.ids import stem_of
from index.publishing.reading_cache import ReadingCache
from index.publishing.site_furniture import learn_furniture
from index.reading.page_reader import PUBLISHING, PageReader
from index.store.cache import DerivedCache
from index.store.database import Store
from index.store.home import Home
from index.store.published_ids import PublishedId


def still_shown(home: Home, store: Store, urls: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the live entries that withdrawn pages, too, have; none when not known.

    A list or the page in the other language may have the same entry. The caller has published.
    """
    numbers = [
        number
        for url in urls
        for number, state in store.pages.captures(url).items()
        if state == "withdrawn"
    ]
    if not numbers:
        return ()
    try:
        with (
            home.using_profile(),
            DerivedCache(home.derived) as derived,
            PageReader() as reader,
        ):
            read = partial(reader.read, limits=PUBLISHING)
            furniture = learn_furniture(store, derived, write=False)
            cache = ReadingCache(store, derived, Timings(), read, furniture, write=False)
            full_ids = [digest.full_id for number in numbers for digest in cache.digests(number)]
    except CacheError:
        return ()
    found = dict.fromkeys(_live_id(store, full_id) for full_id in full_ids)
    return tuple(id for id in found if id is not None)


def _live_id(store: Store, full_id: str) -> str | None:
    """Return the id of the live entry to which that of an entry as it is read leads."""
    row: PublishedId | None = None
    for length in range(len(full_id), len(stem_of(full_id)) - 1, -1):
        if row := store.published.row(full_id[:length]):
            break
    if row is not None and row.state == "moved" and row.leads_to:
        row = store.published.row(row.leads_to)
    return row.id if row is not None and row.state == "live" else None
