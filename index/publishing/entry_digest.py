"""Lines: an entry as it was read, in short; what finds its copies, its other languages, its id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from index.joining.blocking import BlockingFeatures, blocking_features_of
from index.joining.duplicates import copy_key
from index.model.entry import Entry

UNDATED = 0
"""The year of entries without a date."""
_PLACE = 24
"""Bits of a spot that count the entries of a page."""


@dataclass(frozen=True, slots=True)
class EntryDigest:
    """One entry, where it was read."""

    entry_ref: int
    """Where it was read; spots are in the order of reading. See `page_number_of`."""
    full: str
    """Its id in full."""
    year: int
    via: str | None
    """The address it comes from by its own word, when it is not its page's."""
    copy: str | None
    """What its copies share (`copy_key`), in hex."""
    features: BlockingFeatures | None


def digest_entry(entry_ref: int, entry: Entry, page_url: str) -> EntryDigest:
    """The line of an entry, its id still in full, read at a spot of the page of this address."""
    url = entry.sources[0].url
    key = copy_key(entry)
    return EntryDigest(
        entry_ref,
        entry.id,
        entry.dates.start.year if entry.dates.start else UNDATED,
        url if url != page_url else None,
        key.hex() if key else None,
        blocking_features_of(entry),
    )


def entry_ref_of(page: int, place: int) -> int:
    """The spot of an entry by the number of its page and its place there, from 0."""
    return (page << _PLACE) + place


def page_number_of(entry_ref: int) -> int:
    """The number of the page that a spot is on."""
    return entry_ref >> _PLACE


def position_of(entry_ref: int) -> int:
    """The place of a spot on its page."""
    return entry_ref & (1 << _PLACE) - 1


def digest_to_json(digest: EntryDigest) -> list[Any]:
    """A line as JSON can hold it."""
    features = None if digest.features is None else features_to_json(digest.features)
    return [digest.entry_ref, digest.full, digest.year, digest.via, digest.copy, features]


def digest_from_json(data: list[Any]) -> EntryDigest:
    """The line that `digest_to_json` wrote."""
    entry_ref, full, year, via, copy, features = data
    return EntryDigest(
        entry_ref, full, year, via, copy, None if features is None else features_from_json(features)
    )


def features_to_json(features: BlockingFeatures) -> list[Any]:
    """A trail as JSON can hold it."""
    return [
        features.start.isoformat(),
        features.end.isoformat(),
        features.precision,
        *map(sorted, (features.languages, features.countries, features.cities)),
        features.kind,
        features.page,
        sorted(features.distinctive),
    ]


def features_from_json(data: list[Any]) -> BlockingFeatures:
    """The trail that `features_to_json` wrote."""
    start, end, precision, languages, countries, cities, kind, page, distinctive = data
    return BlockingFeatures(
        date.fromisoformat(start),
        date.fromisoformat(end),
        precision,
        frozenset(languages),
        frozenset(countries),
        frozenset(cities),
        kind,
        page,
        frozenset(distinctive),
    )
