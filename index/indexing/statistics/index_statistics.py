"""The statistics of a generation: counts and labels, from which entries can be subtracted again.

The result does not depend on the order in which entries are added and removed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from index.indexing.statistics.keyed_json import (
    KeyedJsonLines,
    WrittenJson,
    compact_json,
    dump,
    split,
)
from index.indexing.statistics.label_counts import (
    LabelCounts,
    PersonLabels,
    WordLabels,
    change_count,
    highest_first,
)
from index.model.entry import READING_LANGUAGES, Entry
from index.model.errors import AmendError
from index.text.analysis import fold_word
from index.text.thesaurus import amended_families, noted_families

FACTS = "facts.json"
"""The figures, labels and withdrawn ids of a generation, for its readers."""
WORDS = "words.json"
"""Every published word, folded, with its most frequent spelling and its number of entries."""
COUNTS = "counts.json"
"""What the other two files leave out, for a writer that amends the generation."""

CHANGES = "changes.json"
"""What has changed since the other three were written, where generations share these."""

FORMAT = 6
"""The version of facts.json and of the terms in the index; every older one can be read."""
DENY_LIST_FORMAT = 3
"""The version since which a deny-list lies beside every generation, and pages are in the index."""

NAMED = ("people", "places")
OF_WORDS = "words"
"""Large objects, by their names in CHANGES; those of NAMED in FACTS too."""
_COUNTED = ("languages", "countries", "years")
_NUMBERS = (
    "several words",
    *(f"{what} {name}" for name in NAMED for what in ("entries of", "several")),
)
_FEW_WORDS = 64
"""With more new words and words that are gone, the families are looked up for all words at once.
Measured: that takes as long as looking for so many that are gone."""


class NameLabels(NamedTuple):
    """What people and places are called."""

    people: Mapping[str, str]
    """The name of each, by id."""
    places: Mapping[str, tuple[str, ...]]
    """The labels of each, by id."""


class IndexStatistics:
    """Counts of entries by language, country, year, person, place and word."""

    def __init__(self) -> None:
        self._entries = 0
        self._counts: dict[str, dict[str, int]] = {name: {} for name in _COUNTED}
        self._words = WordLabels()
        self._spelt: Counter[str] = Counter()
        """Changes to the number of entries with each spelling, not yet in `_words`."""
        self._labels: dict[str, LabelCounts] = {"people": PersonLabels(), "places": LabelCounts()}
        self._named: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in NAMED}
        """Changes to the number of entries with each id and variant, not yet in `_labels`."""
        self._withdrawn: set[str] = set()
        self._families = ""
        """The families of the words, as `noted_families` gives them; "" before they are counted."""

    @classmethod
    def of_texts(
        cls, text: Callable[[str], WrittenJson], format_fingerprint: str
    ) -> IndexStatistics:
        """Return the statistics from what `texts` returned, text by text, and `changes` if there
        is such a text. They are read where they lie, as far as they are needed.

        Raises AmendError when another version of the program made them: `text` raises
        FileNotFoundError for COUNTS, or COUNTS says so.
        """
        try:
            counts, numbers = split(text(COUNTS), _NUMBERS)
        except (FileNotFoundError, ValueError):
            counts = {"edition": None}
        if counts["edition"] != format_fingerprint:
            raise AmendError("the live index was written by another version of this program")
        figures, shown = split(text(FACTS), NAMED)
        statistics = cls()
        statistics._words.labels = KeyedJsonLines(text(WORDS))
        statistics._words.variants = numbers["several words"]
        for name, labels in statistics._labels.items():
            labels.labels = shown[name]
            labels.counts = numbers[f"entries of {name}"]
            labels.variants = numbers[f"several {name}"]
        try:
            heads, changed = split(text(CHANGES), (OF_WORDS, *NAMED, *_NUMBERS))
        except FileNotFoundError:
            pass
        else:
            figures, counts = heads["figures"], heads["counts"]
            for name, lines in statistics._objects().items():
                lines.amend(changed[name])
        statistics._entries = figures["entries"]
        statistics._families = figures["families"]
        statistics._counts = {name: counts[name] for name in _COUNTED}
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

    def names(self) -> NameLabels:
        """Return all people and places."""
        self._apply_changes()
        return _names(*(self._labels[name].labels.items() for name in NAMED))

    def changed_names(self) -> NameLabels:
        """Return the people and places that are not as in the texts that were read."""
        self._apply_changes()
        return _names(*(self._labels[name].labels.changed() for name in NAMED))

    def words(self) -> Iterator[str]:
        """Yield every published word, folded, in order of its JSON."""
        self._apply_changes()
        return self._words.labels.keys()

    def changed_words(self) -> Iterator[str]:
        """Yield the words, folded, that are not as in the texts that were read, each once."""
        self._apply_changes()
        return (word for word, label in self._words.labels.changed() if label)

    def texts(self, withdrawn: Iterable[str], format_fingerprint: str) -> dict[str, str]:
        """Return the texts to keep of a generation, by name: COUNTS, FACTS and WORDS.

        `withdrawn` are the ids that readers are to call withdrawn; `format_fingerprint` tells
        `of_texts` by which code and libraries the index was written.
        """
        facts, words = self.shown(withdrawn)
        head = {"edition": format_fingerprint, **self._head()}
        objects = self._objects()
        return {
            COUNTS: dump(head, {name: objects[name].text() for name in _NUMBERS}),
            FACTS: facts,
            WORDS: words,
        }

    def changes(self, withdrawn: Iterable[str]) -> str:
        """Return CHANGES: what is not as in the texts that were read, to keep beside these."""
        self._apply_changes()
        heads = {"figures": self._figures(withdrawn), "counts": self._head()}
        return dump(heads, {name: each.changed_text() for name, each in self._objects().items()})

    def shown(self, withdrawn: Iterable[str]) -> tuple[str, str]:
        """Return what readers are shown: the texts of FACTS and of WORDS."""
        self._apply_changes()
        labels = {name: labels.labels.text() for name, labels in self._labels.items()}
        return dump(self._figures(withdrawn), labels), self._words.labels.text()

    def _objects(self) -> dict[str, KeyedJsonLines]:
        """Return all that has a value for each of many keys, by the names of CHANGES."""
        found = {OF_WORDS: self._words.labels, "several words": self._words.variants}
        for name, labels in self._labels.items():
            found[name] = labels.labels
            found[f"entries of {name}"] = labels.counts
            found[f"several {name}"] = labels.variants
        return found

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
        spelt = [(fold_word(one), one, change) for one, change in self._spelt.items() if change]
        self._spelt.clear()
        if spelt or not self._families:
            self._change_words(spelt)
        for name, labels in self._labels.items():
            labels.update(
                (id, variant, change) for (id, variant), change in self._named[name].items()
            )
            self._named[name].clear()

    def _change_words(self, spelt: Sequence[tuple[str, str, int]]) -> None:
        """Change the words, and the families that they belong to."""
        held = self._words.labels
        if not self._families:  # nothing to compare with, as in a full build
            self._words.update(spelt)
            self._families = noted_families(held.keys())
            return
        changed = {word for word, *_ in spelt}
        before = {word for word in changed if held.get(word)}
        self._words.update(spelt)
        after = {word for word in changed if held.get(word)}
        added, gone = after - before, before - after
        if len(added) + len(gone) > _FEW_WORDS:
            self._families = noted_families(held.keys())
        else:
            self._families = amended_families(
                self._families, added, gone, lambda word: held.get(word) is not None
            )

    def _head(self) -> dict[str, object]:
        """Return what COUNTS has besides its large objects, but for its edition."""
        return {
            **{name: dict(sorted(counts.items())) for name, counts in self._counts.items()},
            "withdrawn": sorted(self._withdrawn),
        }

    def _figures(self, withdrawn: Iterable[str]) -> dict[str, object]:
        """Return what FACTS has besides its large objects."""
        years = [int(year) for year in self._counts["years"]]
        return {
            "format": FORMAT,
            "built": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "entries": self._entries,
            "languages": dict(sorted(self._counts["languages"].items(), key=highest_first)),
            "countries": len(self._counts["countries"]),
            "years": [min(years), max(years)] if years else None,
            "families": self._families,
            "withdrawn": sorted(withdrawn),
        }


def _names(people: Iterable[tuple[str, Any]], places: Iterable[tuple[str, Any]]) -> NameLabels:
    return NameLabels(
        {id: label[0] for id, label in people if label},
        {
            id: tuple(label[tag] for tag in READING_LANGUAGES if tag in label)
            for id, label in places
            if label
        },
    )
