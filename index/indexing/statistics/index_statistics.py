"""The statistics of a generation: counts and labels, from which entries can be subtracted again.

The result does not depend on the order in which entries are added and removed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from index.indexing.statistics.keyed_json import KeyedJsonLines, compact_json, dump, split
from index.indexing.statistics.label_counts import (
    LabelCounts,
    PersonLabels,
    WordLabels,
    change_count,
    highest_first,
)
from index.model.entry import Entry
from index.model.errors import AmendError
from index.text.analysis import fold_word

FACTS = "facts.json"
"""The figures, labels and withdrawn ids of a generation, for its readers."""
WORDS = "words.json"
"""Every published word, folded, with its most frequent spelling and its number of entries."""
COUNTS = "counts.json"
"""What the other two files leave out, for a writer that amends the generation."""

FORMAT = 4
"""The version of facts.json and of the terms in the index; every older one can be read."""
DENY_LIST_FORMAT = 3
"""The version since which a deny-list lies beside every generation, and pages are in the index."""

_COUNTED = ("languages", "countries", "years")
_NAMED = ("people", "places")
_NUMBERS = (
    "several words",
    *(f"{what} {name}" for name in _NAMED for what in ("entries of", "several")),
)


class IndexStatistics:
    """Counts of entries by language, country, year, person, place and word."""

    def __init__(self) -> None:
        self._entries = 0
        self._counts: dict[str, dict[str, int]] = {name: {} for name in _COUNTED}
        self._words = WordLabels()
        self._spelt: Counter[str] = Counter()
        """Changes to the number of entries with each spelling, not yet in `_words`."""
        self._labels: dict[str, LabelCounts] = {"people": PersonLabels(), "places": LabelCounts()}
        self._named: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in _NAMED}
        """Changes to the number of entries with each id and variant, not yet in `_labels`."""
        self._withdrawn: set[str] = set()

    @classmethod
    def read(cls, folder: Path, format_fingerprint: str) -> IndexStatistics:
        """Return the statistics that `write` wrote into the folder.

        Raises AmendError when another version of the program wrote them.
        """
        return cls.of_texts(lambda name: (folder / name).read_text("utf-8"), format_fingerprint)

    @classmethod
    def of_texts(cls, text: Callable[[str], str], format_fingerprint: str) -> IndexStatistics:
        """Return the statistics from what `texts` returned, text by text.

        Raises AmendError when another version of the program made them: `text` raises
        FileNotFoundError for COUNTS, or COUNTS says so.
        """
        try:
            counts, numbers = split(text(COUNTS), _NUMBERS)
        except (FileNotFoundError, ValueError):
            counts = {"edition": None}
        if counts["edition"] != format_fingerprint:
            raise AmendError("the live index was written by another version of this program")
        figures, shown = split(text(FACTS), _NAMED)
        statistics = cls()
        statistics._entries = figures["entries"]
        statistics._counts = {name: counts[name] for name in _COUNTED}
        statistics._words.labels = KeyedJsonLines(text(WORDS))
        statistics._words.variants = numbers["several words"]
        for name, labels in statistics._labels.items():
            labels.labels = shown[name]
            labels.counts = numbers[f"entries of {name}"]
            labels.variants = numbers[f"several {name}"]
        statistics._withdrawn = set(counts["withdrawn"])
        return statistics

    def add(self, entry: Entry, spelt: Mapping[str, str]) -> None:
        """Count an entry. `spelt` has its words, as in `index.indexing.fields.Values`."""
        self._count(entry, 1)
        self._spelt.update(spelt.values())
        self._withdrawn.discard(entry.id)

    def remove(self, entry: Entry, spelt: Mapping[str, str]) -> None:
        """Subtract an entry that was added with the same words."""
        self._count(entry, -1)
        self._spelt.subtract(spelt.values())

    def withdraw(self, ids: Iterable[str]) -> None:
        """Note ids that lead to no entry any more."""
        self._withdrawn.update(ids)

    @property
    def withdrawn(self) -> frozenset[str]:
        """The ids that were withdrawn and not added since."""
        return frozenset(self._withdrawn)

    @property
    def entries(self) -> int:
        """The number of entries."""
        return self._entries

    def write(self, folder: Path, withdrawn: Iterable[str], format_fingerprint: str) -> None:
        """Write what `texts` returns into files of these names."""
        for name, text in self.texts(withdrawn, format_fingerprint).items():
            (folder / name).write_text(text, "utf-8", newline="\n")

    def texts(self, withdrawn: Iterable[str], format_fingerprint: str) -> dict[str, str]:
        """Return the texts to keep of a generation, by name: COUNTS, FACTS and WORDS.

        `withdrawn` are the ids that readers are to call withdrawn; `format_fingerprint` tells
        `read` by which code and libraries the index was written.
        """
        facts, words = self.shown(withdrawn)
        head = {
            "edition": format_fingerprint,
            **{name: dict(sorted(counts.items())) for name, counts in self._counts.items()},
            "withdrawn": sorted(self._withdrawn),
        }
        numbers = {"several words": self._words.variants}
        for name, labels in self._labels.items():
            numbers |= {f"entries of {name}": labels.counts, f"several {name}": labels.variants}
        return {COUNTS: dump(head, numbers), FACTS: facts, WORDS: words}

    def shown(self, withdrawn: Iterable[str]) -> tuple[str, str]:
        """Return what readers are shown: the texts of FACTS and of WORDS."""
        self._apply_changes()
        figures = {**self._figures(), "withdrawn": sorted(withdrawn)}
        labels = {name: labels.labels for name, labels in self._labels.items()}
        return dump(figures, labels), self._words.labels.text()

    def _count(self, entry: Entry, change: int) -> None:
        self._entries += change
        change_count(self._counts["languages"], entry.original.language, change)
        for country in set(entry.countries):
            change_count(self._counts["countries"], country, change)
        days = (entry.dates.start, entry.dates.end)
        for year in {str(day.year) for day in days if day}:
            change_count(self._counts["years"], year, change)
        for person in entry.people:
            self._named["people"][person.id, compact_json([person.name, person.side])] += change
        for place in entry.places:
            names = {**dict(sorted(place.names.items())), "country": place.country}
            self._named["places"][place.id, compact_json(names)] += change

    def _apply_changes(self) -> None:
        """Work the collected changes into the labels."""
        self._words.update((fold_word(one), one, change) for one, change in self._spelt.items())
        self._spelt.clear()
        for name, labels in self._labels.items():
            labels.update(
                (id, variant, change) for (id, variant), change in self._named[name].items()
            )
            self._named[name].clear()

    def _figures(self) -> dict[str, object]:
        years = [int(year) for year in self._counts["years"]]
        return {
            "format": FORMAT,
            "built": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "entries": self._entries,
            "languages": dict(sorted(self._counts["languages"].items(), key=highest_first)),
            "countries": len(self._counts["countries"]),
            "years": [min(years), max(years)] if years else None,
        }
