"""The build state: what the last publishing was made from, so that the next can be incremental.

It lies in derived.db under a key that covers the live generation, archive.db, the translation
memory and the code. When one of these has changed, no state is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field

from index.files.fingerprint import joining_fingerprint
from index.model.errors import AmendError
from index.model.ids import year_of
from index.publishing.entry_counts import EntryCounts
from index.publishing.entry_digest import EntryDigest
from index.publishing.year_partition import YearPartition, partition_from_json, partition_to_json
from index.store.cache import DerivedCache
from index.store.corrections import Correction

_STATE, _PARTITION = "build state", "year "
"""Names of values in derived.db."""


@dataclass(frozen=True, slots=True)
class PageState:
    """The years of a page's entries, and the other addresses that these name as their source."""

    years: tuple[int, ...]
    """Ascending; UNDATED for entries without a date."""
    via: tuple[str, ...]
    """Sorted."""


def page_state_of(digests: Iterable[EntryDigest]) -> PageState:
    """Return the state of a page whose entries have these digests."""
    digests = tuple(digests)
    return PageState(
        tuple(sorted({digest.year for digest in digests})),
        tuple(sorted({digest.via for digest in digests if digest.via is not None})),
    )


@dataclass(slots=True)
class BuildState:
    """The pages, year partitions, counts, corrections and hidden ids of one publishing."""

    pages: dict[int, PageState] = field(default_factory=dict)
    """By number, in the order of reading."""
    partitions: dict[int, str] = field(default_factory=dict)
    """The name of each year's partition in derived.db."""
    withdrawn: frozenset[str] = frozenset()
    counts: EntryCounts = field(default_factory=EntryCounts)
    erased: frozenset[str] = frozenset()
    """They change only with a full build."""
    corrections: tuple[Correction, ...] = ()
    """The rows of corrections.csv with which it was published."""

    @classmethod
    def load(cls, derived: DerivedCache, cache_key: str) -> BuildState | None:
        """Return the state that was saved under this key; None when there is none."""
        data = derived.get(_STATE, cache_key)
        if data is None:
            return None
        pages, partitions, withdrawn, (languages, doubts, undated), erased, rows = data
        return cls(
            {number: PageState(tuple(years), tuple(via)) for number, years, via in pages},
            dict(partitions),
            frozenset(withdrawn),
            EntryCounts(Counter(languages), doubts, undated),
            frozenset(erased),
            tuple(Correction(*row) for row in rows),
        )

    def save(self, derived: DerivedCache, cache_key: str) -> None:
        """Save this as the state of the last publishing, and drop partitions it does not name."""
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
                sorted(self.erased),
                [astuple(each) for each in self.corrections],
            ],
        )
        named = set(self.partitions.values())
        for name in derived.names(_PARTITION):
            if name not in named:
                derived.drop(name)

    def empty_partition(self, year: int) -> YearPartition:
        """Return the partition of a year without entries, which keeps the erased ids of the year
        from being given again."""
        return YearPartition(erased=frozenset(id for id in self.erased if year_of(id) == year))

    def load_partition(self, derived: DerivedCache, year: int) -> YearPartition:
        """Return the partition of a year, empty when the year has no entries.

        Raises AmendError when derived.db has lost it.
        """
        if year not in self.partitions:
            return self.empty_partition(year)
        data = derived.get(self.partitions[year], joining_fingerprint())
        if data is None:
            raise AmendError(f"what was made of the year {year} is lost")
        return partition_from_json(data)

    def save_partition(
        self, derived: DerivedCache, year: int, partition: YearPartition, token: str
    ) -> None:
        """Save a partition under a name of this publishing's own; an empty one is left out.

        The partition of the publishing before stays until `save`, in case this one fails.
        """
        self.partitions.pop(year, None)
        if partition.digests:
            self.partitions[year] = f"{_PARTITION}{year} {token}"
            derived.put(self.partitions[year], joining_fingerprint(), partition_to_json(partition))
