"""Filters and facets over the entries of one index generation, as plain sets.

Each facet is counted under every filter but its own; its values widen, facets narrow each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from search.dates import days_of
from search.labels import Labels
from search.query import FACETS, Query
from search.results import Facet, FacetValue

MAX_VALUES = 1_000
HOME = "IT"
"""Every entry is about Italy, so Italy is no choice."""


@dataclass(frozen=True, slots=True)
class Column:
    """One facet's values: of each entry, and the entries that hold each."""

    values: tuple[tuple[str, ...], ...]
    """By entry number."""
    holders: Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the entries of a generation are filtered and counted by, by entry number."""

    facets: Mapping[str, Column]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    """Days as proleptic ordinals, 0 when unknown."""
    unlisted: Mapping[str, frozenset[str]]
    """Values by facet that are counted only when they are chosen."""

    @property
    def everything(self) -> frozenset[int]:
        """Every entry's number."""
        return frozenset(range(len(self.starts)))

    def overlapping(self, first: int, last: int) -> frozenset[int]:
        """The entries whose dates overlap these days; undated ones never do."""
        days = enumerate(zip(self.starts, self.ends, strict=True))
        return frozenset(n for n, (start, end) in days if start and start <= last and end >= first)


def narrow(
    matching: frozenset[int], query: Query, columns: Columns, leave: str = ""
) -> frozenset[int]:
    """Those of the entries that pass every filter of the query but that of the facet `leave`."""
    for field in FACETS:
        if field != leave and (chosen := _chosen(query, field)):
            matching &= _holding(columns.facets[field], chosen)
    if query.not_country:
        matching -= _holding(columns.facets["country"], query.not_country)
    if query.since or query.until:
        matching &= columns.overlapping(*days_of(query.since, query.until))
    return matching


def count_facets(
    matching: frozenset[int],
    query: Query,
    columns: Columns,
    label: Callable[[str, str], Labels],
) -> dict[str, Facet]:
    """Every facet, counted over the `matching` entries under every filter but its own."""
    narrowed = narrow(matching, query, columns)
    facets = {}
    for field in FACETS:
        chosen = _chosen(query, field)
        reach = narrow(matching, query, columns, leave=field) if chosen else narrowed
        facets[field] = _facet(field, chosen, reach, columns, label)
    return facets


def _facet(
    field: str,
    chosen: tuple[str, ...],
    reach: Collection[int],
    columns: Columns,
    label: Callable[[str, str], Labels],
) -> Facet:
    column = columns.facets[field]
    counts = Counter(chain.from_iterable(map(column.values.__getitem__, reach)))
    hidden = columns.unlisted.get(field, frozenset())
    listed = [(value, n) for value, n in counts.items() if value not in hidden or value in chosen]
    listed += [(value, 0) for value in chosen if value not in counts]
    if field == "year":
        listed.sort(key=lambda pair: pair[0], reverse=True)
    else:
        listed.sort(key=lambda pair: (-pair[1], pair[0]))
    shown = _cut(listed, chosen)
    values = tuple(FacetValue(v, label(field, v), n, v in chosen) for v, n in shown)
    return Facet(field, values, len(listed))


def _cut(listed: list[tuple[str, int]], chosen: Collection[str]) -> list[tuple[str, int]]:
    """The first thousand; a chosen value further down takes the place of the last."""
    if len(listed) <= MAX_VALUES:
        return listed
    below = [pair for pair in listed[MAX_VALUES:] if pair[0] in chosen]
    return listed[: MAX_VALUES - len(below)] + below


def _holding(column: Column, values: Iterable[str]) -> frozenset[int]:
    nobody: frozenset[int] = frozenset()
    return nobody.union(*(column.holders.get(value, nobody) for value in values))


def _chosen(query: Query, field: str) -> tuple[str, ...]:
    return tuple(str(value) for value in getattr(query, field))
