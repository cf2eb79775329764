"""Undecided pairs: two entries that may be one event, of which too little is known to join them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.joining.blocking import (
    BlockingFeatures,
    blocking_features_of,
    candidate_pairs,
    may_match,
)
from index.model.entry import Entry


@dataclass(frozen=True, slots=True)
class Undecided:
    """What decides of which entries a published entry is kept apart only for want of evidence."""

    id: str
    ids: frozenset[str]
    """The id and the aliases."""
    apart: frozenset[str]
    """Ids of entries that the archivist says are other events."""
    features: BlockingFeatures


def undecided_of(entry: Entry) -> Undecided | None:
    """Return what is compared of an entry; None when no more than a year is known of its date."""
    features = blocking_features_of(entry)
    if features is None or features.precision not in ("day", "month"):
        return None
    ids = frozenset((entry.id, *entry.aliases))
    return Undecided(entry.id, ids, frozenset(entry.apart), features)


def undecided_pairs(published: Iterable[Undecided]) -> Iterator[tuple[str, str]]:
    """Yield the ids of each pair that may be one event, in the order of the entries.

    The entries of a pair have the same days, other languages, and places that agree; the archivist
    has not parted them.
    """
    numbered = dict(enumerate(published))
    features = {number: each.features for number, each in numbered.items()}
    for one, other in candidate_pairs(features):
        a, b = numbered[one], numbered[other]
        if a.apart & b.ids or b.apart & a.ids:
            continue
        days = ((each.features.start, each.features.end) for each in (a, b))
        if len(set(days)) == 1 and may_match(a.features, b.features):
            yield a.id, b.id
