"""From pages to entries: the stages, in order, with nothing opened that was not handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.copies import copy_key, merge_copy
from index.dates import date_entry
from index.entry import Entry, Page, RawEntry, Source, Version
from index.gazetteer import Gazetteer
from index.ids import entry_id
from index.kinds import kind_of
from index.language import language_of
from index.layouts import split_page
from index.people import people_of
from index.places import place_entry
from index.spool import Spool
from index.titles import title_of


def read_entries(pages: Iterable[Page], gazetteer: Gazetteer) -> Iterator[Entry]:
    """Yield every entry of the pages, each with its own id and one version, in page order.

    Raises PageError for a page that cannot be read.
    """
    taken: set[str] = set()
    for page in pages:
        for raw in split_page(page):
            entry = read_entry(raw, page, gazetteer, taken)
            taken.add(entry.id)
            yield entry


def read_entry(raw: RawEntry, page: Page, gazetteer: Gazetteer, taken: set[str]) -> Entry:
    """Understand one raw entry: date, language, places, people, kind."""
    dated = date_entry(raw)
    heading = dated.title
    language = language_of(raw.language, heading, raw.text).tag
    placed = place_entry(heading, raw.text, language, gazetteer)
    url = raw.link or raw.url
    return Entry(
        id=entry_id(raw.url, raw.heading, raw.text, dated.dates.start, taken),
        dates=dated.dates,
        kind=kind_of(heading, raw.text),
        countries=placed.countries,
        places=placed.places,
        people=people_of(heading, raw.text, language),
        versions=(Version(language, heading or title_of(raw.text), raw.text, "published", url),),
        doubts=dated.doubts,
        aliases=(),
        sources=(Source(url, page.fetched),),
    )


def gather_entries(entries: Iterable[Entry], spool: Spool) -> None:
    """Put the entries on the spool, each copy merged into the first of its kind."""
    seen: dict[bytes, int] = {}
    for entry in entries:
        key = copy_key(entry)
        if key is not None and key in seen:
            number = seen[key]
            spool.replace(number, merge_copy(spool[number], entry))
            continue
        number = spool.append(entry)
        if key is not None:
            seen[key] = number
