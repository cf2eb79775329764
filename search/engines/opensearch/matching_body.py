"""Which entries a tree or a filter matches, in OpenSearch's query language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, assert_never

from index.indexing.engines.opensearch.mapping import ENTRIES, NO_TERM, written
from search.engines.engine import DateFilter, Filter, ValueFilter, WithoutFilter
from search.plan.tree import (
    AllOf,
    AnyOf,
    AtLeast,
    DayRange,
    Leaf,
    Node,
    Phrase,
    Prefix,
    Tag,
    Term,
    Without,
)

RequestBody = dict[str, Any]
Holds = Callable[[Leaf], bool]
"""Whether any entry holds a leaf."""
NOTHING: RequestBody = {"match_none": {}}
EVERYTHING: RequestBody = {"match_all": {}}
ALL_ENTRIES: RequestBody = {**ENTRIES}
"""EVERYTHING without the texts of the generation."""


def matching(node: Node, holds: Holds | None = None) -> RequestBody:
    """Return a query for the entries that a node matches, without scores.

    With `holds` the alternatives that no entry holds are left out.
    """
    match node:
        case AnyOf(parts):
            return any_of(_alternatives(parts), holds)
        case AllOf(parts):
            every = [matching(part, holds) for part in parts]
            return {"bool": {"filter": every}} if every and NOTHING not in every else NOTHING
        case AtLeast(parts, least):
            return _at_least([matching(part, holds) for part in parts], least)
        case Without(inner, excluded):
            left_out = [matching(part, holds) for part in excluded]
            return {"bool": {"filter": [matching(inner, holds)], "must_not": left_out}}
        case _:
            return leaf_body(node)


def any_of(nodes: Iterable[Node], holds: Holds | None) -> RequestBody:
    """Return a query for the entries that one of the nodes matches.

    Terms and tags of one field are one clause, however many: a cluster limits clauses.
    """
    values: dict[str, list[str]] = {}
    queries: list[RequestBody] = []
    for node in dict.fromkeys(nodes):
        match node:
            case AllOf() | AtLeast() | Without() | AnyOf():
                queries.append(matching(node, holds))
            case leaf if holds and not holds(leaf):
                continue
            case Term(field, text):
                values.setdefault(field, []).append(written(text))
            case Tag(field, value):
                values.setdefault(field, []).append(value)
            case leaf:
                queries.append(leaf_body(leaf))
    sets: list[RequestBody] = [{"terms": {field: found}} for field, found in values.items()]
    return _at_least([*sets, *queries], 1)


def _alternatives(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the nodes, those of alternatives in their place."""
    for node in nodes:
        if isinstance(node, AnyOf):
            yield from _alternatives(node.parts)
        else:
            yield node


def _at_least(queries: list[RequestBody], least: int) -> RequestBody:
    found = [query for query in queries if query != NOTHING]
    if not found or least > len(found):
        return NOTHING
    return {"bool": {"should": found, "minimum_should_match": max(least, 1)}}


def leaf_body(leaf: Leaf, boost: int | None = None) -> RequestBody:
    """Return the query of a leaf; of a term or phrase with a boost, one that saturates."""
    match leaf:
        case Term(field, text):
            return {"term": {field: {"value": written(text), **_boosted(boost)}}}
        case Phrase(field, words):
            return _phrase(field, words, boost)
        case Prefix(field, text):
            return {"prefix": {field: {"value": written(text)}}}
        case Tag(field, value):
            return {"term": {field: {"value": value}}}
        case DayRange(first, last, _, True):
            return within(first, last)
        case DayRange(first, last):
            return overlapping(first, last)
        case never:
            assert_never(never)


def _phrase(field: str, words: tuple[tuple[str, int], ...], boost: int | None) -> RequestBody:
    """Return the query of terms at fixed distances; of two at one position, the second apart."""
    if not words or not all(text for text, _ in words):
        return NOTHING
    row: list[str] = []
    first = words[0][1]
    for text, offset in words:
        row += [NO_TERM] * (offset - first - len(row)) + [written(text)]
    return {"match_phrase": {field: {"query": " ".join(row), **_boosted(boost)}}}


def _boosted(boost: int | None) -> RequestBody:
    return {} if boost is None else {"boost": boost}


def overlapping(first: int, last: int) -> RequestBody:
    """Return a query for the entries whose dates overlap these days; undated ones have none."""
    return {
        "bool": {
            "filter": [{"range": {"start": {"lte": last}}}, {"range": {"end": {"gte": first}}}]
        }
    }


def within(first: int, last: int) -> RequestBody:
    """Return a query for the entries whose dates lie within these days; undated ones have none."""
    return {
        "bool": {
            "filter": [{"range": {"start": {"gte": first}}}, {"range": {"end": {"lte": last}}}]
        }
    }


def leaves_in(node: Node) -> Iterator[Leaf]:
    """Yield the leaves of a node."""
    match node:
        case AnyOf(parts) | AllOf(parts) | AtLeast(parts):
            for part in parts:
                yield from leaves_in(part)
        case Without(inner, excluded):
            for part in (inner, *excluded):
                yield from leaves_in(part)
        case leaf:
            yield leaf


def filter_body(one: Filter) -> RequestBody:
    """Return the query of a filter."""
    match one:
        case ValueFilter(field, values):
            return {"terms": {field: list(values)}}
        case WithoutFilter(field, values):
            return {"bool": {"must_not": [{"terms": {field: list(values)}}]}}
        case DateFilter(first, last):
            return overlapping(first, last)
        case never:
            assert_never(never)
