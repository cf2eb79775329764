"""What the entries of a weighed tree score, in OpenSearch's query language.

Scores come out as the whole numbers of `search.plan.weighing`: the boost of a clause is its worth,
the index's own similarity saturates it, and a 32-bit float is exact up to 2^24.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from index.indexing.engines.opensearch.mapping import NEVER
from search.engines.opensearch.matching_body import NOTHING, Holds, RequestBody, any_of, leaf_body
from search.plan.tree import Leaf, Phrase, Term
from search.plan.weighing import Best, Scored, Sum, Weighed


def scoring(node: Weighed, holds: Holds | None = None) -> RequestBody:
    """Return a query for the entries that a weighed tree matches, with its scores.

    With `holds` the leaves that no entry holds are left out.
    """
    match node:
        case Scored(leaf, worth):
            if holds and not holds(leaf):
                return NOTHING
            if _saturates(node):
                return leaf_body(leaf, worth)
            return {"constant_score": {"filter": leaf_body(leaf), "boost": worth}}
        case Best(parts):
            return _best(parts, holds)
        case Sum(parts, least, optional):
            return _sum(parts, least, optional, holds)
        case never:
            assert_never(never)


def _best(parts: Iterable[Weighed], holds: Holds | None) -> RequestBody:
    """Return the query of the best of several parts.

    Leaves that score the same however often they are held are one clause for each worth.
    """
    even: dict[int, list[Leaf]] = {}
    queries: list[RequestBody] = []
    for part in _flat(parts):
        if not isinstance(part, Scored) or _saturates(part):
            queries.append(scoring(part, holds))
        else:
            even.setdefault(part.worth, []).append(part.leaf)
    for worth, leaves in even.items():
        if (query := any_of(leaves, holds)) != NOTHING:
            queries.append({"constant_score": {"filter": query, "boost": worth}})
    found = [query for query in queries if query != NOTHING]
    if len(found) > 1:
        return {"dis_max": {"queries": found}}
    return found[0] if found else NOTHING


def _flat(parts: Iterable[Weighed]) -> Iterator[Weighed]:
    """Yield the parts of parts that are themselves the best of several, each once."""
    for part in dict.fromkeys(parts):
        if isinstance(part, Best):
            yield from _flat(part.parts)
        else:
            yield part


def _saturates(scored: Scored) -> bool:
    return scored.saturates and isinstance(scored.leaf, Term | Phrase)


def _sum(
    parts: Sequence[Weighed],
    least: int,
    optional: Sequence[Weighed],
    holds: Holds | None,
) -> RequestBody:
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


def _told_apart(queries: Iterable[RequestBody]) -> list[RequestBody]:
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


def _unboosted(query: RequestBody) -> RequestBody:
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


def scored_leaves(tree: Weighed) -> Iterator[Leaf]:
    """Yield the leaves of a weighed tree."""
    match tree:
        case Scored(leaf):
            yield leaf
        case Best(parts):
            for part in parts:
                yield from scored_leaves(part)
        case Sum(parts, _, optional):
            for part in (*parts, *optional):
                yield from scored_leaves(part)
