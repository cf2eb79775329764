"""The figures of what is published, counted as entries pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from index.model.entry import Entry


@dataclass(slots=True)
class EntryCounts:
    """How many entries there are by original language, with doubts, and without a date."""

    languages: Counter[str] = field(default_factory=Counter)
    doubts: int = 0
    undated: int = 0

    def of(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Count the entries as they are yielded."""
        for entry in entries:
            self._count(entry, 1)
            yield entry

    def without(self, entries: Iterable[Entry]) -> None:
        """Take entries that were counted out again."""
        for entry in entries:
            self._count(entry, -1)

    def _count(self, entry: Entry, step: int) -> None:
        self.languages[entry.original.language] += step
        if not self.languages[entry.original.language]:
            del self.languages[entry.original.language]
        self.doubts += step * bool(entry.doubts)
        self.undated += step * (entry.dates.start is None)
