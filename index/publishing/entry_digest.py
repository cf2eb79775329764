"""Lines: an entry as it was read, in short; what finds its copies, its other languages, its id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from index.joining.candidates import Trail, trail_of
from index.joining.duplicates import copy_key
from index.model.entry import Entry

UNDATED = 0
"""The year of entries without a date."""
_PLACE = 24
"""Bits of a spot that count the entries of a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, where it was read."""

    spot: int
    """Where it was read; spots are in the order of reading. See `page_of`."""
    full: str
    """Its id in full."""
    year: int
    via: str | None
    """The address it comes from by its own word, when it is not its page's."""
    copy: str | None
    """What its copies share (`copy_key`), in hex."""
    trail: Trail | None


def line_for(spot: int, entry: Entry, page_url: str) -> Line:
    """The line of an entry, its id still in full, read at a spot of the page of this address."""
    url = entry.sources[0].url
    key = copy_key(entry)
    return Line(
        spot,
        entry.id,
        entry.dates.start.year if entry.dates.start else UNDATED,
        url if url != page_url else None,
        key.hex() if key else None,
        trail_of(entry),
    )


def spot_of(page: int, place: int) -> int:
    """The spot of an entry by the number of its page and its place there, from 0."""
    return (page << _PLACE) + place


def page_of(spot: int) -> int:
    """The number of the page that a spot is on."""
    return spot >> _PLACE


def place_of(spot: int) -> int:
    """The place of a spot on its page."""
    return spot & (1 << _PLACE) - 1


def line_json(line: Line) -> list[Any]:
    """A line as JSON can hold it."""
    trail = None if line.trail is None else trail_json(line.trail)
    return [line.spot, line.full, line.year, line.via, line.copy, trail]


def line_of(data: list[Any]) -> Line:
    """The line that `line_json` wrote."""
    spot, full, year, via, copy, trail = data
    return Line(spot, full, year, via, copy, None if trail is None else trail_from(trail))


def trail_json(trail: Trail) -> list[Any]:
    """A trail as JSON can hold it."""
    return [
        trail.start.isoformat(),
        trail.end.isoformat(),
        trail.precision,
        *map(sorted, (trail.languages, trail.countries, trail.cities)),
        trail.kind,
        trail.page,
        sorted(trail.told),
    ]


def trail_from(data: list[Any]) -> Trail:
    """The trail that `trail_json` wrote."""
    start, end, precision, languages, countries, cities, kind, page, told = data
    return Trail(
        date.fromisoformat(start),
        date.fromisoformat(end),
        precision,
        frozenset(languages),
        frozenset(countries),
        frozenset(cities),
        kind,
        page,
        frozenset(told),
    )
