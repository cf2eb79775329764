"""Where items begin among parts of several kinds: above, below or behind their dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from index.reading.layouts.structure.part_kinds import DATED_PARTS

_LEAST_PARTS = 2
"""Parts of the shortest item that ends with its date; chosen by hand."""


def begins_before_dates(parts: Sequence[tuple[str, int]]) -> list[int]:
    """Return where the parts right before dates begin: titles above their dates.

    [] when the first part is a date: it is above its title.
    """
    if parts and parts[0][0] in DATED_PARTS:
        return []
    parts = [part for part in parts if part[0] != "furniture"]
    return [
        before[1]
        for before, (kind, _) in pairwise(parts)
        if kind in DATED_PARTS and before[0] not in DATED_PARTS
    ]


def begins_after_dates(parts: Sequence[tuple[str, int]]) -> list[int]:
    """Return where items begin that end with their dates; [] when the first has fewer parts.

    The parts of the first item are as many as most others have.
    """
    parts = [part for part in parts if part[0] != "hr"]
    dates = [number for number, (kind, _) in enumerate(parts) if kind == "date"]
    lengths = Counter(after - before for before, after in pairwise(dates))
    if not lengths:
        return []
    length = lengths.most_common(1)[0][0]
    if length < _LEAST_PARTS or dates[0] + 1 < length:
        return []
    after = [number + 1 for number in dates if number + 1 < len(parts)]
    return [parts[number][1] for number in (dates[0] + 1 - length, *after)]


def begins_with_date_above(parts: Sequence[tuple[str, int]], kind: str) -> list[int]:
    """Return where items begin whose title is of a kind, most of them with a date above it."""
    titles = [number for number, part in enumerate(parts) if part[0] == kind]
    dated = [number for number in titles if number and parts[number - 1][0] == "date"]
    if len(dated) * 2 < len(titles) or len(titles) < 2:
        return []
    if titles[0] not in dated and parts[-1][0] == "date":
        return []  # the dates are below
    return [parts[number - (number in dated)][1] for number in titles]
