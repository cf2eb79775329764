"""The pipeline: the stages that make entries of a page, in order. It opens no file."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace

from index.files.timings import Timings
from index.gazetteer import Gazetteer, load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.model.entry import Entry, Source, Version
from index.model.ids import full_id
from index.model.page import Page, RawEntry
from index.model.page_account import PageReading
from index.reading.account import account_of
from index.reading.dates import date_entry
from index.reading.eventless import without_eventless
from index.reading.kinds import find_kind
from index.reading.language import common_language, detect_language
from index.reading.layouts import split_page
from index.reading.people import find_people
from index.reading.places import find_places
from index.reading.repairs import repair
from index.reading.trace import trace_of
from index.text.titles import opening
from index.text.tokens import Text

log = logging.getLogger(__name__)


def read_page(page: Page, gazetteer: Gazetteer, timings: Timings) -> tuple[Entry, ...]:
    """Return the entries of one page in its order, each with its full id.

    They depend on nothing but the page, the gazetteer and the current profile. It takes as long as
    the page makes it take; `page_reader` limits that. Raises PageError for a page that cannot be
    read.
    """
    return _read_raws(timings.run("layouts", split_page, page), page, gazetteer, timings)


def _read_raws(
    raws: tuple[RawEntry, ...], page: Page, gazetteer: Gazetteer, timings: Timings
) -> tuple[Entry, ...]:
    is_undeclared = page.language is None and len(raws) > 1
    neighbours = common_language([raw.text for raw in raws]) if is_undeclared else None
    entries = tuple(_read_entry(raw, page, gazetteer, timings, neighbours) for raw in raws)
    return without_eventless(raws, entries)


def read_in_process(page: Page, timings: Timings) -> PageReading:
    """Read a page of ours, which needs no limits, and account for its text. Raises as `read_page`
    does."""
    raws = timings.run("layouts", split_page, page)
    entries = _read_raws(raws, page, load_gazetteer(), timings)
    return PageReading(entries, timings.run("account", account_of, page, entries), cut_of(raws))


def cut_of(raws: tuple[RawEntry, ...]) -> str:
    """Return a digest of the raw entries of a page, by which two ways to cut it are compared."""
    return hashlib.blake2b(repr(raws).encode(), digest_size=16).hexdigest()


def _read_entry(
    raw: RawEntry, page: Page, gazetteer: Gazetteer, timings: Timings, neighbours: str | None
) -> Entry:
    """Make an entry of a raw entry: characters, date, language, places, kind, people.

    `neighbours` is the language of the other entries of its page, where that is known.
    """
    repaired = timings.run("characters", repair_entry, raw)
    dated = timings.run("dates", date_entry, repaired)
    heading, text = dated.title, repaired.text
    # The heading itself is the title only when it is a date and there is no text.
    title = heading or opening(text) or repaired.heading.strip()
    words = timings.run("words", Text.of, heading, text)
    detected = timings.run("language", detect_language, raw.language, words, neighbours)
    language = detected.tag
    mentions = timings.run("names", find_place_mentions, words, gazetteer)
    named = timings.run("people", find_people, words, mentions, language)
    placed = timings.run("places", find_places, words, mentions, named.names, language, gazetteer)
    kind = timings.run("kinds", find_kind, words)
    url = raw.link or raw.url
    return Entry(
        id=full_id(raw.url, raw.heading, raw.text, dated.dates.start),
        dates=dated.dates,
        kind=kind.kind,
        countries=placed.countries,
        places=placed.places,
        people=named.people,
        versions=(Version(language, title, text, "published", url),),
        doubts=dated.doubts,
        aliases=(),
        sources=(Source(url, page.fetched),),
        pages=(page.url,) if page.url != url else (),
        traces=(trace_of(repaired, words, dated, detected, kind, named, placed),),
    )


def repair_entry(raw: RawEntry) -> RawEntry:
    """Repair damaged characters in heading and text; each repair is logged."""
    heading = repair(raw.heading)
    paragraphs = tuple(repair(paragraph) for paragraph in raw.paragraphs)
    repairs = [*heading.log, *(change for each in paragraphs for change in each.log)]
    if not repairs:
        return raw
    for before, after in repairs:
        log.info("%s: mended %r to %r", raw.url, before, after)
    return replace(raw, heading=heading.text, paragraphs=tuple(each.text for each in paragraphs))
