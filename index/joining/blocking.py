"""Trails: when, where and by which words an entry meets those it may be one with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from index.joining.evidence import match_features_of
from index.model.entry import UNDETERMINED, Entry, Precision

MAX_BLOCK_SIZE = 40
"""A key that more entries than this share is no clue."""


@dataclass(frozen=True, slots=True)
class BlockingFeatures:
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
    distinctive: frozenset[str]
    """Surnames, hosts, and the words of title and slug that set it apart."""


def blocking_features_of(entry: Entry) -> BlockingFeatures | None:
    """The trail of an entry; None for an undated one, which meets nobody."""
    dates = entry.dates
    if dates.start is None or dates.end is None:
        return None
    features = match_features_of(entry)
    return BlockingFeatures(
        dates.start,
        dates.end,
        dates.precision,
        features.languages,
        features.countries,
        features.cities,
        entry.kind,
        features.page,
        features.surnames | features.acronyms | features.words | features.slug | features.hosts,
    )


def candidate_pairs(features: Mapping[int, BlockingFeatures]) -> Iterator[tuple[int, int]]:
    """Yield every pair of numbers that is worth comparing, each once, the lower number first.

    Their entries share a key that no crowd shares, and could be one by languages, dates and
    places. Only entries of one year and of the same countries share keys.
    """
    sharing: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number in sorted(features):
        for key in _blocking_keys(features[number]):
            sharing[key].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in sharing.values():
        if not 1 < len(numbers) <= MAX_BLOCK_SIZE:
            continue
        for n, first in enumerate(numbers):
            a = features[first]
            for second in numbers[n + 1 :]:
                if may_match(a, features[second]) and (first, second) not in seen:
                    seen.add((first, second))
                    yield first, second


def may_match(a: BlockingFeatures, b: BlockingFeatures) -> bool:
    """Whether languages, dates and places allow that two entries tell of one event."""
    if a.languages & b.languages or UNDETERMINED in a.languages or UNDETERMINED in b.languages:
        return False
    return _dates_are_compatible(a, b) and _places_are_compatible(a, b)


def _blocking_keys(features: BlockingFeatures) -> Iterator[tuple[object, ...]]:
    """Under which an entry meets those it may be one with."""
    span = (features.start, features.end)
    where = features.countries
    for clue in features.distinctive:
        yield (*span, where, clue)
        yield (features.start.year, where, clue)
    if where:
        yield (*span, where, features.page)
        yield (*span, where, features.cities, features.kind)


def _dates_are_compatible(a: BlockingFeatures, b: BlockingFeatures) -> bool:
    """Whether both say the same days, or one is a window that holds the other."""
    return (a.start == b.start and a.end == b.end) or _holds(a, b) or _holds(b, a)


def _holds(window: BlockingFeatures, span: BlockingFeatures) -> bool:
    if window.precision not in ("month", "year"):
        return False
    return window.start <= span.start and span.end <= window.end


def _places_are_compatible(a: BlockingFeatures, b: BlockingFeatures) -> bool:
    if a.countries != b.countries:
        return False
    return a.cities == b.cities or bool(a.cities & b.cities)
