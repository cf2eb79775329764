"""From pages to entries: the stages, in order, with nothing opened that was not handed in."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.dates import date_entry
from index.entry import Entry, Page, RawEntry, Source, Version
from index.gazetteer import Gazetteer
from index.ids import free_id, full_id
from index.kinds import kind_of
from index.language import language_of
from index.layouts import split_page
from index.people import people_of
from index.places import place_entry
from index.repairs import repair
from index.spool import Spool
from index.timings import Timings
from index.titles import title_of
from index.versions.copies import copy_key, merge_copy

log = logging.getLogger(__name__)


def read_entries(pages: Iterable[Page], gazetteer: Gazetteer, timings: Timings) -> Iterator[Entry]:
    """Yield every entry of the pages, each with its own id and one version, in page order.

    Raises PageError for a page that cannot be read.
    """
    return give_ids(entry for page in pages for entry in read_page(page, gazetteer, timings))


def read_page(page: Page, gazetteer: Gazetteer, timings: Timings) -> tuple[Entry, ...]:
    """The entries of one page in its order, with ids in full: it decides them, and it alone.

    Raises PageError for a page that cannot be read.
    """
    raws = timings.run("layouts", split_page, page)
    return tuple(_read_entry(raw, page, gazetteer, timings) for raw in raws)


def give_ids(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries, each with the shortest beginning of its id that none before it has."""
    taken: set[str] = set()
    for entry in entries:
        id = free_id(entry.id, taken)
        taken.add(id)
        yield replace(entry, id=id)


def _read_entry(raw: RawEntry, page: Page, gazetteer: Gazetteer, timings: Timings) -> Entry:
    """Understand one raw entry: characters, date, language, places, people, kind."""
    mended = timings.run("characters", mend, raw)
    dated = timings.run("dates", date_entry, mended)
    heading, text = dated.title, mended.text
    language = timings.run("language", language_of, raw.language, heading, text).tag
    placed = timings.run("places", place_entry, heading, text, language, gazetteer)
    url = raw.link or raw.url
    return Entry(
        id=full_id(raw.url, raw.heading, raw.text, dated.dates.start),
        dates=dated.dates,
        kind=timings.run("kinds", kind_of, heading, text),
        countries=placed.countries,
        places=placed.places,
        people=timings.run("people", people_of, heading, text, language),
        versions=(Version(language, heading or title_of(text), text, "published", url),),
        doubts=dated.doubts,
        aliases=(),
        sources=(Source(url, page.fetched),),
    )


def mend(raw: RawEntry) -> RawEntry:
    """Repair damaged characters in heading and text, word by word; each repair is logged."""
    heading = repair(raw.heading)
    paragraphs = tuple(repair(paragraph) for paragraph in raw.paragraphs)
    repairs = [*heading.log, *(change for each in paragraphs for change in each.log)]
    if not repairs:
        return raw
    for before, after in repairs:
        log.info("%s: mended %r to %r", raw.url, before, after)
    return replace(raw, heading=heading.text, paragraphs=tuple(each.text for each in paragraphs))


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
