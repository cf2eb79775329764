"""The label of each person, place and word: the variant that most entries use.

Where several are used equally often, the first in alphabetical order counts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from index.indexing.statistics.keyed_json import KeyedJsonLines, compact_json

Variants = dict[str, int]
"""Each way in which a thing is called, as JSON, and the number of entries that use it."""


class LabelCounts:
    """The labels of things by id, with the counts from which they follow.

    An update costs as much as what has changed.
    """

    def __init__(self) -> None:
        self.labels = KeyedJsonLines()
        """By id, what is shown."""
        self.counts = KeyedJsonLines()
        """By id, the number of entries; an id that only one entry has is left out."""
        self.variants = KeyedJsonLines()
        """By id, its variants; an id with a single variant is left out."""

    def update(self, changes: Iterable[tuple[str, str, int]]) -> None:
        """Apply changes: an id, a variant, and by how many the entries that use it change."""
        new_labels: dict[str, Any] = {}
        new_counts: dict[str, Any] = {}
        new_variants: dict[str, Any] = {}
        changed = sorted(change for change in changes if change[2])
        for id, each in groupby(changed, key=itemgetter(0)):
            variants: Variants = self.variants.get(id) or self._only_variant(id)
            for _, variant, change in each:
                change_count(variants, variant, change)
            number = sum(variants.values())
            new_labels[id] = self._label(variants) if variants else None
            new_counts[id] = number if number > 1 else None
            new_variants[id] = dict(sorted(variants.items())) if len(variants) > 1 else None
        self.labels.change(new_labels)
        self.counts.change(new_counts)
        self.variants.change(new_variants)

    def _only_variant(self, id: str) -> Variants:
        label = self.labels.get(id)
        return {} if label is None else {compact_json(label): self.counts.get(id) or 1}

    def _label(self, variants: Variants) -> Any:
        return json.loads(commonest(variants))


class PersonLabels(LabelCounts):
    """The name and the side of each person; the side is "city" when any entry says so."""

    def _label(self, variants: Variants) -> Any:
        names: Counter[str] = Counter()
        sides = set()
        for variant, count in variants.items():
            name, side = json.loads(variant)
            names[name] += count
            sides.add(side)
        return [commonest(names), "city" if "city" in sides else "visitor"]


class WordLabels(LabelCounts):
    """The spelling of each folded word, and the number of entries that have the word."""

    def update(self, changes: Iterable[tuple[str, str, int]]) -> None:
        """Apply changes: a folded word, a spelling, and by how many the entries with it change."""
        super().update(changes)
        self.counts = KeyedJsonLines()

    def _only_variant(self, id: str) -> Variants:
        label = self.labels.get(id)
        return {} if label is None else dict([label])

    def _label(self, variants: Variants) -> Any:
        return [commonest(variants), sum(variants.values())]


def change_count(counts: dict[str, int], key: str, change: int) -> None:
    """Add to a count; a count of 0 is removed."""
    count = counts.get(key, 0) + change
    if count:
        counts[key] = count
    else:
        counts.pop(key, None)


def commonest(counts: Mapping[str, int]) -> str:
    """Return the key with the highest count, the first in alphabetical order among equals."""
    return min(counts.items(), key=highest_first)[0]


def highest_first(item: tuple[str, int]) -> tuple[int, str]:
    """Return a sort key: the highest count first, then in alphabetical order."""
    return -item[1], item[0]
