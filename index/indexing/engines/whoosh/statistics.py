"""What a generation holds in figures and by name, counted so that entries can be taken out again.

Nothing here depends on the order in which entries came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from index.indexing.engines.whoosh.keyed_json import KeyedJsonLines, dump, split, text_of
from index.indexing.engines.whoosh.label_counts import (
    LabelCounts,
    People,
    Spellings,
    change_count,
    most_first,
)
from index.model.entry import Entry
from index.model.errors import AmendError
from index.text.analysis import fold_word

FACTS = "facts.json"
"""What a generation holds in figures, withdrawn ids included: for those who read it."""
WORDS = "words.json"
"""Every published word: folded, to how it is mostly spelt and how many entries hold it."""
COUNTS = "counts.json"
"""What the other two leave out, for those who amend them."""

FORMAT = 2

_COUNTED = ("languages", "countries", "years")
_NAMED = ("people", "places")
_NUMBERS = (
    "several words",
    *(f"{what} {name}" for name in _NAMED for what in ("entries of", "several")),
)


class IndexStatistics:
    """Counts of entries by all that they hold."""

    def __init__(self) -> None:
        self._entries = 0
        self._counts: dict[str, dict[str, int]] = {name: {} for name in _COUNTED}
        self._words = Spellings()
        self._spelt: Counter[str] = Counter()
        """How many more (or fewer) entries than `_words` says spell a word so."""
        self._labels: dict[str, LabelCounts] = {"people": People(), "places": LabelCounts()}
        self._calls: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in _NAMED}
        """How many more (or fewer) entries than `_labels` says call a thing so."""
        self._withdrawn: set[str] = set()

    @classmethod
    def read(cls, folder: Path, format_fingerprint: str) -> IndexStatistics:
        """The facts that `write` wrote there. Raises AmendError when it was of another edition."""
        try:
            counts, numbers = split(_read(folder / COUNTS), _NUMBERS)
        except (FileNotFoundError, ValueError):
            counts = {"edition": None}
        if counts["edition"] != format_fingerprint:
            raise AmendError("the live index is of another edition of this program")
        figures, shown = split(_read(folder / FACTS), _NAMED)
        facts = cls()
        facts._entries = figures["entries"]
        facts._counts = {name: counts[name] for name in _COUNTED}
        facts._words.shown = KeyedJsonLines(_read(folder / WORDS))
        facts._words.several = numbers["several words"]
        for name, labels in facts._labels.items():
            labels.shown = shown[name]
            labels.counts = numbers[f"entries of {name}"]
            labels.several = numbers[f"several {name}"]
        facts._withdrawn = set(counts["withdrawn"])
        return facts

    def add(self, entry: Entry, spelt: Mapping[str, str]) -> None:
        """Count an entry; `spelt` is its words as `index.indexing.fields.Values` has them."""
        self._count(entry, 1)
        self._spelt.update(spelt.values())
        self._withdrawn.discard(entry.id)

    def remove(self, entry: Entry, spelt: Mapping[str, str]) -> None:
        """Count an entry no longer that has been counted."""
        self._count(entry, -1)
        self._spelt.subtract(spelt.values())

    def withdraw(self, ids: Iterable[str]) -> None:
        """Remember ids that are gone."""
        self._withdrawn.update(ids)

    @property
    def withdrawn(self) -> frozenset[str]:
        """The ids that were withdrawn, those among them that are held all the same."""
        return frozenset(self._withdrawn)

    def write(self, folder: Path, withdrawn: Iterable[str], format_fingerprint: str) -> None:
        """Write it all into the folder; `withdrawn` are the ids to answer for, `format_fingerprint` whose."""
        self._apply_changes()
        head = {
            "edition": format_fingerprint,
            **{name: dict(sorted(counts.items())) for name, counts in self._counts.items()},
            "withdrawn": sorted(self._withdrawn),
        }
        numbers = {"several words": self._words.several}
        for name, labels in self._labels.items():
            numbers |= {f"entries of {name}": labels.counts, f"several {name}": labels.several}
        figures = {**self._figures(), "withdrawn": sorted(withdrawn)}
        shown = {name: labels.shown for name, labels in self._labels.items()}
        _write(folder / COUNTS, dump(head, numbers))
        _write(folder / FACTS, dump(figures, shown))
        _write(folder / WORDS, self._words.shown.text())

    def _count(self, entry: Entry, change: int) -> None:
        self._entries += change
        change_count(self._counts["languages"], entry.original.language, change)
        for country in set(entry.countries):
            change_count(self._counts["countries"], country, change)
        days = (entry.dates.start, entry.dates.end)
        for year in {str(day.year) for day in days if day}:
            change_count(self._counts["years"], year, change)
        for person in entry.people:
            self._calls["people"][person.id, text_of([person.name, person.side])] += change
        for place in entry.places:
            names = {**dict(sorted(place.names.items())), "country": place.country}
            self._calls["places"][place.id, text_of(names)] += change

    def _apply_changes(self) -> None:
        """Work the changes into what is held."""
        self._words.update((fold_word(one), one, change) for one, change in self._spelt.items())
        self._spelt.clear()
        for name, labels in self._labels.items():
            labels.update(
                (id, variant, change) for (id, variant), change in self._calls[name].items()
            )
            self._calls[name].clear()

    def _figures(self) -> dict[str, object]:
        years = [int(year) for year in self._counts["years"]]
        return {
            "format": FORMAT,
            "built": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "entries": self._entries,
            "languages": dict(sorted(self._counts["languages"].items(), key=most_first)),
            "countries": len(self._counts["countries"]),
            "years": [min(years), max(years)] if years else None,
        }


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


def _read(path: Path) -> str:
    return path.read_text("utf-8")
