"""Trees and filters in OpenSearch's query language.

Scores come out as the whole numbers of `search.plan.weighing`: the boost of a clause is its worth,
the index's own similarity saturates it, and a 32-bit float is exact up to 2^24.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, assert_never

from index.indexing.engines.opensearch.mapping import NEVER, NO_TERM, written
from search.engines.engine import DateFilter, Filter, ValueFilter, WithoutFilter
from search.plan.tree import (
    AllOf,
    AnyOf,
    AtLeast,
    Leaf,
    Node,
    Phrase,
    Prefix,
    Span,
    Tag,
    Term,
    Without,
)
from search.plan.weighing import Best, Scored, Sum, Weighed

Body = dict[str, Any]
NOTHING: Body = {"match_none": {}}
EVERYTHING: Body = {"match_all": {}}


# Which entries


def matching(node: Node) -> Body:
    """Return a query for the entries that a node matches, without scores."""
    match node:
        case AnyOf(parts):
            return _at_least([matching(part) for part in parts], 1)
        case AllOf(parts):
            return {"bool": {"filter": [matching(part) for part in parts]}} if parts else NOTHING
        case AtLeast(parts, least):
            return _at_least([matching(part) for part in parts], least)
        case Without(inner, excluded):
            left_out = [matching(part) for part in excluded]
            return {"bool": {"filter": [matching(inner)], "must_not": left_out}}
        case _:
            return _leaf(node)


def _at_least(queries: list[Body], least: int) -> Body:
    if not queries or least > len(queries):
        return NOTHING
    return {"bool": {"should": queries, "minimum_should_match": max(least, 1)}}


def _leaf(leaf: Leaf, boost: int | None = None) -> Body:
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
        case Span(first, last, _, True):
            return within(first, last)
        case Span(first, last):
            return overlapping(first, last)
        case never:
            assert_never(never)


def _phrase(field: str, words: tuple[tuple[str, int], ...], boost: int | None) -> Body:
    """Return the query of terms at fixed distances; of two at one position, the second apart."""
    if not words or not all(text for text, _ in words):
        return NOTHING
    row: list[str] = []
    first = words[0][1]
    for text, offset in words:
        row += [NO_TERM] * (offset - first - len(row)) + [written(text)]
    return {"match_phrase": {field: {"query": " ".join(row), **_boosted(boost)}}}


def _boosted(boost: int | None) -> Body:
    return {} if boost is None else {"boost": boost}


def overlapping(first: int, last: int) -> Body:
    """Return a query for the entries whose dates overlap these days; undated ones have none."""
    return {
        "bool": {
            "filter": [{"range": {"start": {"lte": last}}}, {"range": {"end": {"gte": first}}}]
        }
    }


def within(first: int, last: int) -> Body:
    """Return a query for the entries whose dates lie within these days; undated ones have none."""
    return {
        "bool": {
            "filter": [{"range": {"start": {"gte": first}}}, {"range": {"end": {"lte": last}}}]
        }
    }


# What they score


def scoring(node: Weighed, holds: Callable[[Leaf], bool] | None = None) -> Body:
    """Return a query for the entries that a weighed tree matches, with its scores.

    With `holds` the leaves that no entry holds are left out.
    """
    match node:
        case Scored(leaf, worth, saturates):
            if holds and not holds(leaf):
                return NOTHING
            if saturates and isinstance(leaf, Term | Phrase):
                return _leaf(leaf, worth)
            return {"constant_score": {"filter": _leaf(leaf), "boost": worth}}
        case Best(parts):
            found = [one for part in parts if (one := scoring(part, holds)) != NOTHING]
            return found[0] if len(found) == 1 else _best(found)
        case Sum(parts, least, optional):
            return _sum(parts, least, optional, holds)
        case never:
            assert_never(never)


def _best(queries: list[Body]) -> Body:
    return {"dis_max": {"queries": queries}} if queries else NOTHING


def _sum(
    parts: Sequence[Weighed],
    least: int,
    optional: Sequence[Weighed],
    holds: Callable[[Leaf], bool] | None,
) -> Body:
    each = [scoring(part, holds) for part in parts]
    found = [one for one in each if one != NOTHING]
    least = max(least, 1)
    if len(found) < least:
        return NOTHING
    more = [one for part in optional if (one := scoring(part, holds)) != NOTHING]
    told_apart = _told_apart([*found, *more])
    required, more = told_apart[: len(found)], told_apart[len(found) :]
    if least == len(each):
        return {"bool": {"must": required, "should": more}}
    some = {"bool": {"should": required, "minimum_should_match": least}}
    return {"bool": {"must": [some], "should": more}} if more else some


def _told_apart(queries: Iterable[Body]) -> list[Body]:
    """Return the queries with equal ones made different.

    Lucene joins equal clauses into one of the sum of their boosts, which is not saturated to the
    same whole number.
    """
    seen: dict[str, int] = {}
    found = []
    for query in queries:
        key = json.dumps(_unboosted(query))
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            nothing = {"term": {"id": {"value": f"{NEVER}{seen[key]}"}}}
            query = {"dis_max": {"queries": [query, nothing]}}
        found.append(query)
    return found


def _unboosted(query: Body) -> Body:
    """Return a query of one clause without its boost."""
    ((kind, inner),) = query.items()
    match kind:
        case "term" | "match_phrase":
            ((field, given),) = inner.items()
            return {kind: {field: {k: v for k, v in given.items() if k != "boost"}}}
        case "constant_score":
            return {kind: inner["filter"]}
        case _:
            return query


# Filters


def filter_body(one: Filter) -> Body:
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
