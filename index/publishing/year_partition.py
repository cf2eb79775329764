"""Year partitions: the digests of one year's entries, and the values from which clusters follow.

No id, duplicate set or cluster has entries of two years: an id begins with the start date,
duplicates have the same dates, and only entries of one year are joined. So when a page changes,
only the partitions of its years are computed again, and in them only the scores of pairs with a
changed entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from index.joining.blocking import BlockingFeatures, blocking_features_of, candidate_pairs
from index.joining.clusters import cluster_pairs, merge_cluster, score_pairs
from index.joining.duplicates import merge_duplicate
from index.model.entry import Entry
from index.model.ids import free_id
from index.publishing.entry_digest import (
    EntryDigest,
    digest_from_json,
    digest_to_json,
    features_from_json,
    features_to_json,
    page_number_of,
)

DuplicateSet = tuple[tuple[int, str], ...]
"""The reference and the id of an entry, then those of its copies; never empty.

An entry on a page of its own stands before those on lists, which move on, and one with a text
before those that are only named: the addresses of these say less.
"""
Cluster = tuple[DuplicateSet, ...]
"""The duplicate sets that are published together as one entry, in the order of reading.

Never empty. `index.joining.clusters` has clusters of numbers; here each number is replaced by the
duplicate set that it refers to.
"""
EntryLookup = Callable[[int], Entry]
"""Takes an entry reference and returns the entry that was read there."""


@dataclass(frozen=True)
class YearPartition:
    """A year's digests and what is expensive to compute from them; `clusters` needs no more."""

    digests: tuple[EntryDigest, ...] = ()
    """Ascending by entry reference."""
    merged: Mapping[int, BlockingFeatures] = field(default_factory=dict)
    """The features of each duplicate set of two or more, merged, by the reference of its first."""
    scores: Mapping[tuple[int, int], float] = field(default_factory=dict)
    """The match score of every candidate pair, by the references of the two."""
    erased: frozenset[str] = frozenset()
    """Ids of the year that were erased; no entry gets one of them."""

    def updated(self, digests: Iterable[EntryDigest], entry_at: EntryLookup) -> YearPartition:
        """Return the partition of these digests; what this one knows is not computed again."""
        ordered = tuple(sorted(digests, key=lambda digest: digest.entry_ref))
        merged: dict[int, BlockingFeatures] = {}
        scores: dict[tuple[int, int], float] = {}
        updated = YearPartition(ordered, merged, scores, self.erased)
        before, after = self.duplicate_sets, updated.duplicate_sets
        same = {entry_ref for entry_ref, copies in after.items() if before.get(entry_ref) == copies}
        for entry_ref, copies in after.items():
            if len(copies) > 1:
                known = self.merged.get(entry_ref) if entry_ref in same else None
                features = known or blocking_features_of(merge(copies, entry_at))
                if features is not None:
                    merged[entry_ref] = features
        unscored = []
        for pair in candidate_pairs(_features(ordered, after, merged)):
            if pair in self.scores and same.issuperset(pair):
                scores[pair] = self.scores[pair]
            else:
                unscored.append(pair)
        scores |= score_pairs(unscored, lambda entry_ref: merge(after[entry_ref], entry_at))
        return updated

    @cached_property
    def duplicate_sets(self) -> dict[int, DuplicateSet]:
        """Each entry with its copies, by the reference of the first, ascending."""
        return _duplicate_sets(self.digests, self.erased)

    def clusters(self) -> dict[int, Cluster]:
        """Return what is published of the year, ascending by the reference of the first of each."""
        duplicate_sets = self.duplicate_sets
        joined = cluster_pairs(_features(self.digests, duplicate_sets, self.merged), self.scores)
        return {
            entry_ref: tuple(duplicate_sets[each] for each in joined.get(entry_ref, (entry_ref,)))
            for entry_ref in duplicate_sets
            if joined.get(entry_ref, (entry_ref,))[0] == entry_ref
        }


def merge(copies: DuplicateSet, entry_at: EntryLookup) -> Entry:
    """Return the entry that a duplicate set is published as, under the id of the first."""
    return merge_duplicate(*(replace(entry_at(entry_ref), id=id) for entry_ref, id in copies))


def compose(cluster: Cluster, entry_at: EntryLookup) -> Entry:
    """Return the entry that a cluster is published as."""
    entries = [merge(copies, entry_at) for copies in cluster]
    return merge_cluster(entries) if len(entries) > 1 else entries[0]


def ids_in(cluster: Cluster) -> Iterable[str]:
    """Return every id of a cluster, its entry's own id first."""
    return (id for copies in cluster for _, id in copies)


def partition_to_json(partition: YearPartition) -> list[Any]:
    """Return the partition as JSON can hold it; `partition_from_json` reads it back."""
    return [
        [digest_to_json(digest) for digest in partition.digests],
        [
            [entry_ref, features_to_json(features)]
            for entry_ref, features in partition.merged.items()
        ],
        [[*pair, score] for pair, score in partition.scores.items()],
        sorted(partition.erased),
    ]


def partition_from_json(data: list[Any]) -> YearPartition:
    """Return the partition that `partition_to_json` wrote."""
    digests, merged, scores, erased = data
    return YearPartition(
        tuple(map(digest_from_json, digests)),
        {entry_ref: features_from_json(features) for entry_ref, features in merged},
        {(first, second): score for first, second, score in scores},
        frozenset(erased),
    )


def _duplicate_sets(digests: Iterable[EntryDigest], erased: Set[str]) -> dict[int, DuplicateSet]:
    """Return each entry with its copies, by the reference of the first, ascending.

    An entry without copies is a set of one. The first of a set is not always that which was read
    first; where a list is captured anew, it stays the same, and so does the order of the sets.
    """
    ordered = tuple(digests)
    taken = set(erased)
    titled = Counter((page_number_of(each.entry_ref), each.title_key) for each in ordered)
    ambiguous = {key for (_, key), number in titled.items() if number > 1}
    """Titles that a page has twice on a day, so that they name two events."""
    holders: dict[str, int] = {}
    """The first entry with each key."""
    leading: dict[int, int] = {}
    """An earlier copy of each entry that has one, or the entry itself."""
    for digest in ordered:
        leading[digest.entry_ref] = digest.entry_ref
        title_key = None if digest.title_key in ambiguous else digest.title_key
        for key in filter(None, (digest.copy_key, title_key)):
            one = _first(leading, holders.setdefault(key, digest.entry_ref))
            other = _first(leading, digest.entry_ref)
            leading[max(one, other)] = min(one, other)
    duplicate_sets: dict[int, list[tuple[int, str]]] = {}
    for digest in ordered:
        id = free_id(digest.full_id, taken)
        taken.add(id)
        first = _first(leading, digest.entry_ref)
        duplicate_sets.setdefault(first, []).append((digest.entry_ref, id))
    standing = {each.entry_ref: (each.copy_key is None, not each.is_alone) for each in ordered}
    ordered_sets = (
        tuple(sorted(copies, key=lambda copy: standing[copy[0]]))
        for copies in duplicate_sets.values()
    )
    return dict(sorted((copies[0][0], copies) for copies in ordered_sets))


def _first(leading: dict[int, int], entry_ref: int) -> int:
    """Return the first of all copies of an entry, and remember it."""
    first = entry_ref
    while leading[first] != first:
        first = leading[first]
    while leading[entry_ref] != first:
        leading[entry_ref], entry_ref = first, leading[entry_ref]
    return first


def _features(
    digests: Iterable[EntryDigest],
    duplicate_sets: Mapping[int, DuplicateSet],
    merged: Mapping[int, BlockingFeatures],
) -> dict[int, BlockingFeatures]:
    """Return the features of each set that may be joined, by the reference of its first."""
    return {
        digest.entry_ref: features
        for digest in digests
        if digest.entry_ref in duplicate_sets
        and (features := merged.get(digest.entry_ref, digest.features))
    }
