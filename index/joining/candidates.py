"""Trails: when, where and by which words an entry meets those it may be one with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from index.joining.evidence import clues_of
from index.model.entry import UNDETERMINED, Entry, Precision

_CROWD = 40
"""A key that more entries than this share is no clue."""


@dataclass(frozen=True, slots=True)
class Trail:
    """What decides whom a dated entry is compared with; to be kept, and to be had at once."""

    start: date
    end: date
    precision: Precision
    languages: frozenset[str]
    countries: frozenset[str]
    cities: frozenset[str]
    kind: str
    page: str
    """The page's path without its language folder."""
    told: frozenset[str]
    """Surnames, hosts, and the words of title and slug that set it apart."""


def trail_of(entry: Entry) -> Trail | None:
    """The trail of an entry; None for an undated one, which meets nobody."""
    dates = entry.dates
    if dates.start is None or dates.end is None:
        return None
    clues = clues_of(entry)
    return Trail(
        dates.start,
        dates.end,
        dates.precision,
        clues.languages,
        clues.countries,
        clues.cities,
        entry.kind,
        clues.page,
        clues.surnames | clues.marks | clues.words | clues.slug | clues.hosts,
    )


def meetings(trails: Mapping[int, Trail]) -> Iterator[tuple[int, int]]:
    """Yield every pair of numbers that is worth comparing, each once, the lower number first.

    Their entries share a key that no crowd shares, and could be one by languages, dates and
    places. Only entries of one year and of the same countries share keys.
    """
    sharing: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number in sorted(trails):
        for key in _keys(trails[number]):
            sharing[key].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in sharing.values():
        if not 1 < len(numbers) <= _CROWD:
            continue
        for n, first in enumerate(numbers):
            a = trails[first]
            for second in numbers[n + 1 :]:
                if may_be_one(a, trails[second]) and (first, second) not in seen:
                    seen.add((first, second))
                    yield first, second


def may_be_one(a: Trail, b: Trail) -> bool:
    """Whether languages, dates and places allow that two entries tell of one event."""
    if a.languages & b.languages or UNDETERMINED in a.languages or UNDETERMINED in b.languages:
        return False
    return _dates_agree(a, b) and _places_agree(a, b)


def _keys(trail: Trail) -> Iterator[tuple[object, ...]]:
    """Under which an entry meets those it may be one with."""
    span = (trail.start, trail.end)
    where = trail.countries
    for clue in trail.told:
        yield (*span, where, clue)
        yield (trail.start.year, where, clue)
    if where:
        yield (*span, where, trail.page)
        yield (*span, where, trail.cities, trail.kind)


def _dates_agree(a: Trail, b: Trail) -> bool:
    """Whether both say the same days, or one is a window that holds the other."""
    return (a.start == b.start and a.end == b.end) or _holds(a, b) or _holds(b, a)


def _holds(window: Trail, span: Trail) -> bool:
    if window.precision not in ("month", "year"):
        return False
    return window.start <= span.start and span.end <= window.end


def _places_agree(a: Trail, b: Trail) -> bool:
    if a.countries != b.countries:
        return False
    return a.cities == b.cities or bool(a.cities & b.cities)
