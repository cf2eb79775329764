"""Reading without adding: the entries that sources would give, so that they can be explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

from index.files.timings import Timings
from index.model.entry import Entry
from index.model.errors import PageError
from index.model.ids import free_id
from index.model.page import Page
from index.reading.page_reader import ADDING, PageReader
from index.reading.sources import Skipped, read_pages
from index.store.home import Home


def read_sources(home: Home, sources: Iterable[str]) -> Iterator[Entry | Skipped]:
    """Yield the entries of sources as `torino add` would read them; nothing is stored.

    What cannot be read is a `Skipped`. The profile is that of the home; no archive is needed.
    Raises PageError for a source that does not exist, ProfileError, ReaderError.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    with home.using_profile(), closing(PageReader()) as reader:
        for source in sources:
            for found in read_pages(source, fetched=now):
                if isinstance(found, Page):
                    yield from _entries_of(found, reader)
                elif isinstance(found, Skipped):
                    yield found


def _entries_of(page: Page, reader: PageReader) -> Iterator[Entry | Skipped]:
    try:
        for entry in reader.read(page, Timings(), ADDING):
            yield replace(entry, id=free_id(entry.id, ()))
    except PageError as error:
        yield Skipped(page.url, "unreadable", str(error))
