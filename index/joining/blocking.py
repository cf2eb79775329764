"""Candidate pairs: entries that share a blocking key and could tell of one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from index.joining.match_features import match_features_of
from index.model.entry import UNDETERMINED, Entry, Precision

MAX_BLOCK_SIZE = 40
"""Entries that may share a blocking key; a key of more is too common to tell anything.

Chosen by hand.
"""


@dataclass(frozen=True, slots=True)
class BlockingFeatures:
    """What decides with which entries a dated entry is compared; small enough to be stored."""

    start: date
    end: date
    precision: Precision
    languages: frozenset[str]
    countries: frozenset[str]
    cities: frozenset[str]
    kind: str
    surnames: frozenset[str]
    """Surnames of visitors."""
    page: str
    """The page's path without its language folder."""
    distinctive: frozenset[str]
    """Surnames, hosts, and the words of title and slug that set it apart."""


def blocking_features_of(entry: Entry) -> BlockingFeatures | None:
    """Return the blocking features of an entry; None for an undated one, which is never joined."""
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
        features.surnames,
        features.page,
        features.surnames | features.acronyms | features.words | features.slug | features.hosts,
    )


def candidate_pairs(features: Mapping[int, BlockingFeatures]) -> Iterator[tuple[int, int]]:
    """Yield every pair of numbers that is worth comparing, each once, the lower number first.

    The entries of a pair share a key that at most `MAX_BLOCK_SIZE` entries share, and their
    languages, dates and places are compatible. Only entries of one year and of the same countries
    share keys.
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
    """Return whether languages, dates and places allow that two entries tell of one event."""
    if a.languages & b.languages or UNDETERMINED in a.languages or UNDETERMINED in b.languages:
        return False
    if _dates_are_compatible(a, b) and _places_are_compatible(a, b):
        return True
    return _have_same_days(a, b) and _may_be_of_one_place(a, b) and bool(a.surnames & b.surnames)


def _blocking_keys(features: BlockingFeatures) -> Iterator[tuple[object, ...]]:
    """Yield the blocking keys of an entry: two entries are compared when they share one."""
    span = (features.start, features.end)
    where = features.countries
    for word in features.distinctive:
        yield (*span, word)
        yield (features.start.year, where, word)
    if where:
        yield (*span, where)
        yield (*span, where, features.page)
        yield (*span, where, features.cities, features.kind)
        if features.cities:
            yield (*span, where, features.cities)


def _dates_are_compatible(a: BlockingFeatures, b: BlockingFeatures) -> bool:
    """Return whether both have the same days, or one is a month or year that holds the other."""
    return (a.start == b.start and a.end == b.end) or _holds(a, b) or _holds(b, a)


def _holds(window: BlockingFeatures, span: BlockingFeatures) -> bool:
    if window.precision not in ("month", "year"):
        return False
    return window.start <= span.start and span.end <= window.end


def _places_are_compatible(a: BlockingFeatures, b: BlockingFeatures) -> bool:
    if a.countries != b.countries:
        return False
    return a.cities == b.cities or bool(a.cities & b.cities)


def _may_be_of_one_place(a: BlockingFeatures, b: BlockingFeatures) -> bool:
    """Return whether one of two entries names no place, or some of the other's.

    A visitor who is in both on one day says that they are of one event.
    """
    countries = not (a.countries and b.countries) or bool(a.countries & b.countries)
    return countries and (not (a.cities and b.cities) or bool(a.cities & b.cities))


def _have_same_days(a: BlockingFeatures, b: BlockingFeatures) -> bool:
    return a.precision == b.precision == "day" and (a.start, a.end) == (b.start, b.end)
