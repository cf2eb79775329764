"""What many things are called when entries differ: as most of them say, then by the alphabet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from index.indexing.engines.whoosh.keyed_json import KeyedJsonLines, text_of

Variants = dict[str, int]
"""How a thing is called, and by how many entries."""


class LabelCounts:
    """By id, what is shown of a thing, by how many entries, and their ways when there are several.

    Taking in changes costs what has changed, and no more.
    """

    def __init__(self) -> None:
        self.shown = KeyedJsonLines()
        self.counts = KeyedJsonLines()
        """Of what one entry alone has, nothing."""
        self.several = KeyedJsonLines()

    def update(self, changes: Iterable[tuple[str, str, int]]) -> None:
        """Take in id, a way to call it, and how many entries more, or fewer, call it so."""
        shown: dict[str, Any] = {}
        counts: dict[str, Any] = {}
        several: dict[str, Any] = {}
        some = sorted(change for change in changes if change[2])
        for id, each in groupby(some, key=itemgetter(0)):
            variants: Variants = self.several.get(id) or self._only_variant(id)
            for _, variant, change in each:
                change_count(variants, variant, change)
            number = sum(variants.values())
            shown[id] = self._label(variants) if variants else None
            counts[id] = number if number > 1 else None
            several[id] = dict(sorted(variants.items())) if len(variants) > 1 else None
        self.shown.change(shown)
        self.counts.change(counts)
        self.several.change(several)

    def _only_variant(self, id: str) -> Variants:
        shown = self.shown.get(id)
        return {} if shown is None else {text_of(shown): self.counts.get(id) or 1}

    def _label(self, variants: Variants) -> Any:
        return json.loads(commonest(variants))


class People(LabelCounts):
    """A person's name, and side: the City's if any entry says so."""

    def _label(self, variants: Variants) -> Any:
        names: Counter[str] = Counter()
        sides = set()
        for variant, count in variants.items():
            name, side = json.loads(variant)
            names[name] += count
            sides.add(side)
        return [commonest(names), "city" if "city" in sides else "visitor"]


class Spellings(LabelCounts):
    """A word's spelling, and by how many entries."""

    def update(self, changes: Iterable[tuple[str, str, int]]) -> None:
        """Take in the folded word, a spelling, and how many entries more, or fewer, spell it so."""
        super().update(changes)
        self.counts = KeyedJsonLines()

    def _only_variant(self, id: str) -> Variants:
        shown = self.shown.get(id)
        return {} if shown is None else dict([shown])

    def _label(self, variants: Variants) -> Any:
        return [commonest(variants), sum(variants.values())]


def change_count(counts: dict[str, int], key: str, change: int) -> None:
    """Count up or down; what nobody holds is not counted at all."""
    count = counts.get(key, 0) + change
    if count:
        counts[key] = count
    else:
        counts.pop(key, None)


def commonest(counts: Mapping[str, int]) -> str:
    """The key of most, the first by the alphabet of as many."""
    return min(counts.items(), key=most_first)[0]


def most_first(item: tuple[str, int]) -> tuple[int, str]:
    """Order counts by number, then by the alphabet."""
    return -item[1], item[0]
