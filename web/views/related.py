"""Lists of other entries beside one: those that are similar, and those of the same days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.model.entry import Entry
from search.export.json_format import search_url
from search.query.query import Query
from search.results.date_format import written_month
from search.results.hit import Hit
from web.current_searcher import searcher
from web.views.i18n import gettext
from web.views.labels import capitalized, country_name
from web.views.reading_language import page_read

MAX_RELATED = 4
"""Entries in a list."""

WINDOW = timedelta(days=31)
"""How far from an entry another begins or ends that is near it in time. Chosen by hand."""

_MAX_EXAMINED = 16
"""Entries on either side that are examined: some of them last for years."""


@dataclass(frozen=True, slots=True)
class Related:
    """A short list of other entries, and a link to the whole list."""

    title: str
    hits: tuple[Hit, ...]
    address: str
    all_words: str


def related(entry: Entry, language: str) -> Iterator[Related]:
    """Yield the lists that are not empty."""
    if alike := searcher().similar(entry.id, MAX_RELATED, page_read()):
        where, all_words = f"/{language}/search", gettext("All entries")
        if entry.countries:
            where = f"/{language}/countries/{entry.countries[0]}"
            all_words = country_name(entry.countries[0], language)
        yield Related(gettext("Similar entries"), alike, where, all_words)
    start, end = entry.dates.start, entry.dates.end
    if start and end and entry.dates.precision != "year":
        near = tuple(hit for hit in near_in_time(start, end, MAX_RELATED + 1) if hit.id != entry.id)
        if near:
            month = f"{start.year:04}-{start.month:02}"
            yield Related(
                gettext("Around the same time"),
                near[:MAX_RELATED],
                search_url(Query(since=month, until=month), language),
                capitalized(
                    gettext(
                        "all of %(month)s", month=written_month(start.year, start.month, language)
                    )
                ),
            )


def near_in_time(start: date, end: date, limit: int) -> tuple[Hit, ...]:
    """Return the entries nearest in time to some days, in their order; () when none is near.

    They begin or end within WINDOW of those days, and one that gives no more than a year is never
    near.
    """
    first, last = _moved(start, -WINDOW), _moved(end, WINDOW)
    examined = Query(limit=_MAX_EXAMINED, read=page_read())
    before = replace(examined, since=first.isoformat(), until=start.isoformat(), sort="newest")
    after = replace(examined, since=start.isoformat(), until=last.isoformat(), sort="oldest")
    found: dict[str, tuple[timedelta, Hit]] = {}
    for query in (before, after):
        for hit in searcher().search(query).hits:
            distance = _distance(hit, start, end)
            if distance is not None and distance <= WINDOW:
                found[hit.id] = (distance, hit)
    nearest = sorted(found.values(), key=lambda one: (one[0], one[1].id))[:limit]
    return tuple(sorted((hit for _, hit in nearest), key=lambda hit: (hit.dates.start, hit.id)))


def _distance(hit: Hit, start: date, end: date) -> timedelta | None:
    """Return how far the nearer end of a hit is from some days; None when it says only a year."""
    if hit.dates.start is None or hit.dates.end is None or hit.dates.precision == "year":
        return None
    return min(max(start - day, day - end, timedelta()) for day in (hit.dates.start, hit.dates.end))


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day
