"""Counts of the published entries, for the report of a publishing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from index.model.entry import Entry


@dataclass(slots=True)
class EntryCounts:
    """How many entries there are by original language, with doubts, and without a date."""

    languages: Counter[str] = field(default_factory=Counter)
    """Only languages that some entry has."""
    doubts: int = 0
    undated: int = 0

    def add(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries, each counted as it passes."""
        for entry in entries:
            self._count(entry, 1)
            yield entry

    def subtract(self, entries: Iterable[Entry]) -> None:
        """Take entries out of the counts that were counted before."""
        for entry in entries:
            self._count(entry, -1)

    def _count(self, entry: Entry, step: int) -> None:
        self.languages[entry.original.language] += step
        if not self.languages[entry.original.language]:
            del self.languages[entry.original.language]
        self.doubts += step * bool(entry.doubts)
        self.undated += step * (entry.dates.start is None)
