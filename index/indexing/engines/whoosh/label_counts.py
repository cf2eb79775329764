"""What many things are called when entries differ: as most of them say, then by the alphabet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from index.indexing.engines.whoosh.keyed_json import Lines, text_of

Ways = dict[str, int]
"""How a thing is called, and by how many entries."""


class Called:
    """By id, what is shown of a thing, by how many entries, and their ways when there are several.

    Taking in changes costs what has changed, and no more.
    """

    def __init__(self) -> None:
        self.shown = Lines()
        self.counts = Lines()
        """Of what one entry alone has, nothing."""
        self.several = Lines()

    def take_in(self, changes: Iterable[tuple[str, str, int]]) -> None:
        """Take in id, a way to call it, and how many entries more, or fewer, call it so."""
        shown: dict[str, Any] = {}
        counts: dict[str, Any] = {}
        several: dict[str, Any] = {}
        some = sorted(change for change in changes if change[2])
        for id, each in groupby(some, key=itemgetter(0)):
            ways: Ways = self.several.get(id) or self._only_way(id)
            for _, way, change in each:
                change_count(ways, way, change)
            number = sum(ways.values())
            shown[id] = self._show(ways) if ways else None
            counts[id] = number if number > 1 else None
            several[id] = dict(sorted(ways.items())) if len(ways) > 1 else None
        self.shown.change(shown)
        self.counts.change(counts)
        self.several.change(several)

    def _only_way(self, id: str) -> Ways:
        shown = self.shown.get(id)
        return {} if shown is None else {text_of(shown): self.counts.get(id) or 1}

    def _show(self, ways: Ways) -> Any:
        return json.loads(commonest(ways))


class People(Called):
    """A person's name, and side: the City's if any entry says so."""

    def _show(self, ways: Ways) -> Any:
        names: Counter[str] = Counter()
        sides = set()
        for way, count in ways.items():
            name, side = json.loads(way)
            names[name] += count
            sides.add(side)
        return [commonest(names), "city" if "city" in sides else "visitor"]


class Spellings(Called):
    """A word's spelling, and by how many entries."""

    def take_in(self, changes: Iterable[tuple[str, str, int]]) -> None:
        """Take in the folded word, a spelling, and how many entries more, or fewer, spell it so."""
        super().take_in(changes)
        self.counts = Lines()

    def _only_way(self, id: str) -> Ways:
        shown = self.shown.get(id)
        return {} if shown is None else dict([shown])

    def _show(self, ways: Ways) -> Any:
        return [commonest(ways), sum(ways.values())]


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
