"""What many things are called when entries differ: as most of them say, then by the alphabet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

Counts = Mapping[str, int]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Called:
    """By id, what a thing is called and by how many entries. `show` chooses among several ways.

    What it takes in is worked out by `settle`, at a cost of what has changed.
    """

    def __init__(self) -> None:
        self.shown: dict[str, Any] = {}
        self.counts: dict[str, int] = {}
        self.several: dict[str, dict[str, int]] = {}
        """Of what is called in several ways, how many entries call it how."""

    def show(self, ways: Counts) -> Any:
        """What is shown of a thing that entries call in these ways."""
        return json.loads(commonest(ways))

    def way(self, shown: Any) -> str:
        """How entries call what is shown so, when there is one way only."""
        return text_of(shown)

    def settle(self, changes: Iterable[tuple[str, str, int]]) -> None:
        """Take in changes: id, a way to call it, and how many entries more, or fewer."""
        some = sorted(change for change in changes if change[2])
        for id, each in groupby(some, key=itemgetter(0)):
            ways = self.several.pop(id, None)
            if ways is None:
                ways = {self.way(self.shown[id]): self.counts[id]} if id in self.counts else {}
            for _, way, change in each:
                change_count(ways, way, change)
            if len(ways) > 1:
                self.several[id] = ways
            if ways:
                self.shown[id] = self.show(ways)
                self.counts[id] = sum(ways.values())
            else:
                del self.shown[id], self.counts[id]
        self.shown = in_order(self.shown)


class Spellings(Called):
    """How words are spelt."""

    def show(self, ways: Counts) -> Any:
        """The spelling of most entries."""
        return commonest(ways)

    def way(self, shown: Any) -> str:
        """The spelling itself."""
        return str(shown)


class People(Called):
    """What people are called, and on which side they stand: the City's if any entry says so."""

    def show(self, ways: Counts) -> Any:
        """The name of most entries, whatever the side, and the side."""
        names: Counter[str] = Counter()
        sides = set()
        for way, count in ways.items():
            name, side = json.loads(way)
            names[name] += count
            sides.add(side)
        return [commonest(names), "city" if "city" in sides else "visitor"]


def change_count(counts: dict[str, int], key: str, change: int) -> None:
    """Count up or down; what nobody holds is not counted at all."""
    count = counts.get(key, 0) + change
    if count:
        counts[key] = count
    else:
        counts.pop(key, None)


def commonest(counts: Counts) -> str:
    """The key of most, the first by the alphabet of as many."""
    return min(counts.items(), key=most_first)[0]


def most_first(item: tuple[str, int]) -> tuple[int, str]:
    """Order counts by number, then by the alphabet."""
    return -item[1], item[0]


def in_order(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """The mapping by its keys."""
    return dict(sorted(mapping.items(), key=itemgetter(0)))


def text_of(data: object) -> str:
    """JSON as short as it can be."""
    return _encode(data)
