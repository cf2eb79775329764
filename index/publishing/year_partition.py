"""Yearbooks: what was read of one year, and which of it is one entry.

Ids, copies and languages never reach over a year's end: an id begins with the day, copies agree
in their dates, and only entries of one year are joined. So a year is made anew by itself when a
page of it changes, and in it only what was compared with other entries before is compared again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from index.joining.blocking import BlockingFeatures, blocking_features_of, candidate_pairs
from index.joining.clusters import cluster_pairs, merge_cluster, score_pairs
from index.joining.duplicates import merge_copy
from index.model.entry import Entry
from index.model.ids import free_id
from index.publishing.entry_digest import (
    EntryDigest,
    digest_from_json,
    digest_to_json,
    features_from_json,
    features_to_json,
)

DuplicateSet = tuple[tuple[int, str], ...]
"""Spot and id of an entry, and of its copies after it."""
Cluster = tuple[DuplicateSet, ...]
"""One published entry: those that were joined, the first before the others."""
EntryLookup = Callable[[int], Entry]
"""A spot in, the entry that was read there out."""


@dataclass(frozen=True, slots=True)
class YearPartition:
    """A year's lines in order, and what is known of how they belong together."""

    digests: tuple[EntryDigest, ...] = ()
    merged: Mapping[int, BlockingFeatures] = field(default_factory=dict)
    """The trail of each entry that has copies, by its spot."""
    scores: Mapping[tuple[int, int], float] = field(default_factory=dict)
    """How much speaks for two being one event, for every pair that was worth comparing."""

    def updated(self, digests: Iterable[EntryDigest], entry_at: EntryLookup) -> YearPartition:
        """The book of these lines instead; what this one knows is not worked out again."""
        ordered = tuple(sorted(digests, key=lambda digest: digest.entry_ref))
        before, after = _duplicate_sets(self.digests), _duplicate_sets(ordered)
        same = {entry_ref for entry_ref, copies in after.items() if before.get(entry_ref) == copies}
        merged: dict[int, BlockingFeatures] = {}
        for entry_ref, copies in after.items():
            if len(copies) > 1:
                kept = self.merged.get(entry_ref) if entry_ref in same else None
                features = kept or blocking_features_of(merge(copies, entry_at))
                if features is not None:
                    merged[entry_ref] = features
        scores: dict[tuple[int, int], float] = {}
        unscored = []
        for pair in candidate_pairs(_features(ordered, after, merged)):
            if pair in self.scores and same.issuperset(pair):
                scores[pair] = self.scores[pair]
            else:
                unscored.append(pair)
        scores |= score_pairs(unscored, lambda entry_ref: merge(after[entry_ref], entry_at))
        return YearPartition(ordered, merged, scores)

    def clusters(self) -> dict[int, Cluster]:
        """What is published of the year, by the spot of the first of each, in order."""
        duplicate_sets = _duplicate_sets(self.digests)
        joined = cluster_pairs(_features(self.digests, duplicate_sets, self.merged), self.scores)
        return {
            entry_ref: tuple(duplicate_sets[each] for each in joined.get(entry_ref, (entry_ref,)))
            for entry_ref in duplicate_sets
            if joined.get(entry_ref, (entry_ref,))[0] == entry_ref
        }


def merge(copies: DuplicateSet, entry_at: EntryLookup) -> Entry:
    """The entry that the copies are, under its own id."""
    first, *others = (replace(entry_at(entry_ref), id=id) for entry_ref, id in copies)
    for other in others:
        first = merge_copy(first, other)
    return first


def compose(cluster: Cluster, entry_at: EntryLookup) -> Entry:
    """The entry that a group is published as."""
    entries = [merge(copies, entry_at) for copies in cluster]
    return merge_cluster(entries) if len(entries) > 1 else entries[0]


def ids_in(cluster: Cluster) -> Iterable[str]:
    """Every id of a group, that of its entry first."""
    return (id for copies in cluster for _, id in copies)


def partition_to_json(partition: YearPartition) -> list[Any]:
    """A yearbook as JSON can hold it."""
    return [
        [digest_to_json(digest) for digest in partition.digests],
        [
            [entry_ref, features_to_json(features)]
            for entry_ref, features in partition.merged.items()
        ],
        [[*pair, score] for pair, score in partition.scores.items()],
    ]


def partition_from_json(data: list[Any]) -> YearPartition:
    """The yearbook that `partition_to_json` wrote."""
    digests, merged, scores = data
    return YearPartition(
        tuple(map(digest_from_json, digests)),
        {entry_ref: features_from_json(features) for entry_ref, features in merged},
        {(first, second): score for first, second, score in scores},
    )


def _duplicate_sets(digests: Iterable[EntryDigest]) -> dict[int, DuplicateSet]:
    """Each entry with its copies, by the spot of the first, in the order of the lines."""
    taken: set[str] = set()
    first: dict[str, int] = {}
    duplicate_sets: dict[int, DuplicateSet] = {}
    for digest in digests:
        id = free_id(digest.full, taken)
        taken.add(id)
        entry_ref = (
            digest.entry_ref
            if digest.copy is None
            else first.setdefault(digest.copy, digest.entry_ref)
        )
        duplicate_sets[entry_ref] = (*duplicate_sets.get(entry_ref, ()), (digest.entry_ref, id))
    return duplicate_sets


def _features(
    digests: Iterable[EntryDigest],
    duplicate_sets: Mapping[int, DuplicateSet],
    merged: Mapping[int, BlockingFeatures],
) -> dict[int, BlockingFeatures]:
    return {
        digest.entry_ref: features
        for digest in digests
        if digest.entry_ref in duplicate_sets
        and (features := merged.get(digest.entry_ref, digest.features))
    }
