"""Yearbooks: what was read of one year, and which of it is one entry.

Ids, copies and languages never reach over a year's end: an id begins with the day, copies agree
in their dates, and only entries of one year are joined. So a year is made anew by itself when a
page of it changes, and in it only what was compared with other entries before is compared again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from index.joining.candidates import Trail, meetings, trail_of
from index.joining.clusters import groups_of, score_pairs, unite
from index.joining.duplicates import merge_copy
from index.model.entry import Entry
from index.model.ids import free_id
from index.publishing.entry_digest import Line, line_json, line_of, trail_from, trail_json

Copies = tuple[tuple[int, str], ...]
"""Spot and id of an entry, and of its copies after it."""
Group = tuple[Copies, ...]
"""One published entry: those that were joined, the first before the others."""
EntryAt = Callable[[int], Entry]
"""A spot in, the entry that was read there out."""


@dataclass(frozen=True, slots=True)
class Yearbook:
    """A year's lines in order, and what is known of how they belong together."""

    lines: tuple[Line, ...] = ()
    merged: Mapping[int, Trail] = field(default_factory=dict)
    """The trail of each entry that has copies, by its spot."""
    scores: Mapping[tuple[int, int], float] = field(default_factory=dict)
    """How much speaks for two being one event, for every pair that was worth comparing."""

    def revised(self, lines: Iterable[Line], entry_at: EntryAt) -> Yearbook:
        """The book of these lines instead; what this one knows is not worked out again."""
        ordered = tuple(sorted(lines, key=lambda line: line.spot))
        before, after = _gathered(self.lines), _gathered(ordered)
        same = {spot for spot, copies in after.items() if before.get(spot) == copies}
        merged: dict[int, Trail] = {}
        for spot, copies in after.items():
            if len(copies) > 1:
                kept = self.merged.get(spot) if spot in same else None
                trail = kept or trail_of(merge(copies, entry_at))
                if trail is not None:
                    merged[spot] = trail
        scores: dict[tuple[int, int], float] = {}
        unscored = []
        for pair in meetings(_trails(ordered, after, merged)):
            if pair in self.scores and same.issuperset(pair):
                scores[pair] = self.scores[pair]
            else:
                unscored.append(pair)
        scores |= score_pairs(unscored, lambda spot: merge(after[spot], entry_at))
        return Yearbook(ordered, merged, scores)

    def groups(self) -> dict[int, Group]:
        """What is published of the year, by the spot of the first of each, in order."""
        gathered = _gathered(self.lines)
        joined = groups_of(_trails(self.lines, gathered, self.merged), self.scores)
        return {
            spot: tuple(gathered[each] for each in joined.get(spot, (spot,)))
            for spot in gathered
            if joined.get(spot, (spot,))[0] == spot
        }


def merge(copies: Copies, entry_at: EntryAt) -> Entry:
    """The entry that the copies are, under its own id."""
    first, *others = (replace(entry_at(spot), id=id) for spot, id in copies)
    for other in others:
        first = merge_copy(first, other)
    return first


def compose(group: Group, entry_at: EntryAt) -> Entry:
    """The entry that a group is published as."""
    entries = [merge(copies, entry_at) for copies in group]
    return unite(entries) if len(entries) > 1 else entries[0]


def ids_in(group: Group) -> Iterable[str]:
    """Every id of a group, that of its entry first."""
    return (id for copies in group for _, id in copies)


def book_json(book: Yearbook) -> list[Any]:
    """A yearbook as JSON can hold it."""
    return [
        [line_json(line) for line in book.lines],
        [[spot, trail_json(trail)] for spot, trail in book.merged.items()],
        [[*pair, score] for pair, score in book.scores.items()],
    ]


def book_of(data: list[Any]) -> Yearbook:
    """The yearbook that `book_json` wrote."""
    lines, merged, scores = data
    return Yearbook(
        tuple(map(line_of, lines)),
        {spot: trail_from(trail) for spot, trail in merged},
        {(first, second): score for first, second, score in scores},
    )


def _gathered(lines: Iterable[Line]) -> dict[int, Copies]:
    """Each entry with its copies, by the spot of the first, in the order of the lines."""
    taken: set[str] = set()
    first: dict[str, int] = {}
    gathered: dict[int, Copies] = {}
    for line in lines:
        id = free_id(line.full, taken)
        taken.add(id)
        spot = line.spot if line.copy is None else first.setdefault(line.copy, line.spot)
        gathered[spot] = (*gathered.get(spot, ()), (line.spot, id))
    return gathered


def _trails(
    lines: Iterable[Line], gathered: Mapping[int, Copies], merged: Mapping[int, Trail]
) -> dict[int, Trail]:
    return {
        line.spot: trail
        for line in lines
        if line.spot in gathered and (trail := merged.get(line.spot, line.trail))
    }
