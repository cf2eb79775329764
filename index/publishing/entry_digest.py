"""Digests: the few values of an entry as it was read that joining and ids depend on.

The digests of a year fit into memory where its entries may not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from index.joining.blocking import BlockingFeatures, blocking_features_of
from index.joining.duplicates import duplicate_key, title_key
from index.model.entry import Entry

UNDATED = 0
"""The year of entries without a date."""
_POSITION_BITS = 24
"""The low bits of an entry reference hold the entry's position on its page."""


@dataclass(frozen=True, slots=True)
class EntryDigest:
    """The digest of one entry."""

    entry_ref: int
    """Page number and position in one number (`entry_ref_of`), so that it ascends in the order of
    reading."""
    full_id: str
    """Its id in full length, before it is cut to the shortest that is free."""
    year: int
    """The year its dates start in, or UNDATED."""
    via: str | None
    """The address that the entry names as its source, when it is not its page's."""
    copy_key: str | None
    """What duplicates of the entry share, in hex; None when it has too little text to tell."""
    title_key: str | None
    """What its title and days share with those of lists that name it; None for none."""
    features: BlockingFeatures | None
    """None when the entry is never joined with another."""
    is_alone: bool = False
    """Whether it has its page to itself, so that the page is the entry's own, and no list."""


def digest_entry(
    entry_ref: int, entry: Entry, page_url: str, *, is_alone: bool = False
) -> EntryDigest:
    """Return the digest of an entry with its full id, read from the page at `page_url`."""
    url = entry.sources[0].url
    key, title = duplicate_key(entry), title_key(entry)
    return EntryDigest(
        entry_ref,
        entry.id,
        entry.dates.start.year if entry.dates.start else UNDATED,
        url if url != page_url else None,
        key.hex() if key else None,
        title.hex() if title else None,
        blocking_features_of(entry),
        is_alone,
    )


def entry_ref_of(page: int, position: int) -> int:
    """Return the reference to the entry at `position` (from 0) of the page of this number."""
    return (page << _POSITION_BITS) + position


def page_number_of(entry_ref: int) -> int:
    """Return the number of the page that an entry was read from."""
    return entry_ref >> _POSITION_BITS


def position_of(entry_ref: int) -> int:
    """Return the position of an entry on its page, from 0."""
    return entry_ref & (1 << _POSITION_BITS) - 1


def digest_to_json(digest: EntryDigest) -> list[Any]:
    """Return the digest as JSON can hold it; `digest_from_json` reads it back."""
    features = None if digest.features is None else features_to_json(digest.features)
    return [
        digest.entry_ref,
        digest.full_id,
        digest.year,
        digest.via,
        digest.copy_key,
        digest.title_key,
        features,
        digest.is_alone,
    ]


def digest_from_json(data: list[Any]) -> EntryDigest:
    """Return the digest that `digest_to_json` wrote."""
    entry_ref, full_id, year, via, copy, title, features, alone = data
    return EntryDigest(
        entry_ref, full_id, year, via, copy, title, features and features_from_json(features), alone
    )


def features_to_json(features: BlockingFeatures) -> list[Any]:
    """Return the features as JSON can hold them; `features_from_json` reads them back."""
    return [
        features.start.isoformat(),
        features.end.isoformat(),
        features.precision,
        *map(sorted, (features.languages, features.countries, features.cities)),
        features.kind,
        sorted(features.surnames),
        features.page,
        sorted(features.distinctive),
    ]


def features_from_json(data: list[Any]) -> BlockingFeatures:
    """Return the features that `features_to_json` wrote."""
    start, end, precision, languages, countries, cities, kind, names, page, words = data
    return BlockingFeatures(
        date.fromisoformat(start),
        date.fromisoformat(end),
        precision,
        frozenset(languages),
        frozenset(countries),
        frozenset(cities),
        kind,
        frozenset(names),
        page,
        frozenset(words),
    )
