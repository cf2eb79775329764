"""Reading without adding: the entries that sources would give, so that they can be explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

from index.files.timings import Timings
from index.model.errors import PageError
from index.model.ids import free_id
from index.model.page import Page
from index.model.page_account import PageReading
from index.reading.page_reader import ADDING, PageReader
from index.reading.sources import Skipped, read_pages
from index.store.home import Home


def read_sources(
    home: Home, sources: Iterable[str]
) -> Iterator[tuple[Page, PageReading] | Skipped]:
    """Yield the pages of sources as `torino add` would read them; nothing is stored.

    What cannot be read is a `Skipped`. The profile is that of the home; no archive is needed.
    Raises PageError for a source that does not exist, ProfileError, ReaderError.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    with home.using_profile(), closing(PageReader()) as reader:
        for source in sources:
            for found in read_pages(source, fetched=now):
                if isinstance(found, Page):
                    yield _read(found, reader)
                elif isinstance(found, Skipped):
                    yield found


def _read(page: Page, reader: PageReader) -> tuple[Page, PageReading] | Skipped:
    try:
        read = reader.read(page, Timings(), ADDING)
    except PageError as error:
        return Skipped(page.url, "unreadable", str(error))
    entries = tuple(replace(entry, id=free_id(entry.id, ())) for entry in read.entries)
    return page, PageReading(entries, read.account)
