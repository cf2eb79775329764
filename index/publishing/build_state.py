"""The ledger: what the last publishing was made of, so that the next may change only that.

It is kept in derived.db and bound to the generation and to the archive.db that it speaks of: when
either is another, or corrections, translations or the code are, there is no ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.files.fingerprint import joining_fingerprint
from index.model.errors import AmendError
from index.publishing.entry_counts import EntryCounts
from index.publishing.entry_digest import EntryDigest
from index.publishing.year_partition import YearPartition, partition_from_json, partition_to_json
from index.store.cache import DerivedCache

_STATE, _PARTITION = "ledger", "year "


@dataclass(frozen=True, slots=True)
class PageState:
    """Where the entries of a page went: their years, and the addresses they come from by their
    own word."""

    years: tuple[int, ...]
    via: tuple[str, ...]


def page_state_of(digests: Iterable[EntryDigest]) -> PageState:
    """The leaf of a page with these lines."""
    digests = tuple(digests)
    return PageState(
        tuple(sorted({digest.year for digest in digests})),
        tuple(sorted({digest.via for digest in digests if digest.via is not None})),
    )


@dataclass(slots=True)
class BuildState:
    """The pages, the yearbooks, what was withdrawn, and the figures of a publishing."""

    pages: dict[int, PageState] = field(default_factory=dict)
    """By number, in the order of reading."""
    partitions: dict[int, str] = field(default_factory=dict)
    """The name of each year's book in derived.db."""
    withdrawn: frozenset[str] = frozenset()
    counts: EntryCounts = field(default_factory=EntryCounts)

    @classmethod
    def of(cls, derived: DerivedCache, cache_key: str) -> BuildState | None:
        """The ledger of the last publishing; None unless it was bound by just this."""
        data = derived.get(_STATE, cache_key)
        if data is None:
            return None
        pages, partitions, withdrawn, (languages, doubts, undated) = data
        return cls(
            {number: PageState(tuple(years), tuple(via)) for number, years, via in pages},
            dict(partitions),
            frozenset(withdrawn),
            EntryCounts(Counter(languages), doubts, undated),
        )

    def keep(self, derived: DerivedCache, cache_key: str) -> None:
        """Keep this as the ledger of the last publishing, and let go of books of old."""
        counts = self.counts
        derived.put(
            _STATE,
            cache_key,
            [
                [
                    [number, page_state.years, page_state.via]
                    for number, page_state in self.pages.items()
                ],
                list(self.partitions.items()),
                sorted(self.withdrawn),
                [counts.languages, counts.doubts, counts.undated],
            ],
        )
        kept = set(self.partitions.values())
        for name in derived.names(_PARTITION):
            if name not in kept:
                derived.drop(name)

    def partition(self, derived: DerivedCache, year: int) -> YearPartition:
        """The book of a year, empty when nothing was of it. Raises AmendError when it is lost."""
        if year not in self.partitions:
            return YearPartition()
        data = derived.get(self.partitions[year], joining_fingerprint())
        if data is None:
            raise AmendError(f"what was made of the year {year} is lost")
        return partition_from_json(data)

    def keep_partition(
        self, derived: DerivedCache, year: int, partition: YearPartition, token: str
    ) -> None:
        """Keep a book under a name of this publishing's own; an empty one is left out."""
        self.partitions.pop(year, None)
        if partition.digests:
            self.partitions[year] = f"{_PARTITION}{year} {token}"
            derived.put(self.partitions[year], joining_fingerprint(), partition_to_json(partition))
