"""Explanations of scores: how much each node of the weighed tree gave to a hit.

Every engine can be explained through its seam: each leaf is run alone over the entries of a page,
and what the leaves score is combined as the engine combines it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from search.answer.live_index import LiveIndex
from search.answer.matching import find
from search.engines.engine import IndexReader, Request, ValueFilter
from search.plan.tree_text import node_text
from search.plan.weighing import Best, Scored, Sum, Weighed
from search.query.limits import TimeLimit, check_page, is_beyond_reach
from search.query.query import Query
from search.results.score_explanation import Explanation

LeafScores = Mapping[Scored, int]
"""What an entry scores for each leaf that it holds."""


def explain_page(query: Query, index: LiveIndex) -> dict[str, Explanation]:
    """Return the explanation of each hit of the query's page, by entry id; none without words, and
    none beyond the reach of pages.

    Raises QueryError when the query passes a limit, also that of time.
    """
    check_page(query.page, query.limit)
    if is_beyond_reach(query.page, query.limit):
        return {}
    with TimeLimit():
        first = (query.page - 1) * query.limit
        weighed, _, found = find(query, index, offset=first, limit=query.limit)
        tree = weighed.tree
        if tree is None:
            return {}
        scores = _leaf_scores(tree, [entry.id for entry, _ in found.entries], index.reader)
    return {id: explain(tree, of_entry) for id, of_entry in scores.items()}


def _leaf_scores(
    tree: Weighed, ids: Sequence[str], reader: IndexReader
) -> Mapping[str, LeafScores]:
    """Return what each of the entries scores for the leaves of the tree, by id in their order."""
    scores: dict[str, dict[Scored, int]] = {id: {} for id in ids}
    filters = (ValueFilter("id", tuple(ids)),)
    for leaf in dict.fromkeys(_leaves(tree)):
        found = reader.run(Request(tree=leaf, filters=filters, limit=len(ids)))
        for entry, score in found.entries:
            scores[entry.id][leaf] = score
    return scores


def _leaves(node: Weighed) -> Iterator[Scored]:
    match node:
        case Scored():
            yield node
        case Best(parts):
            for part in parts:
                yield from _leaves(part)
        case Sum(parts, _, optional):
            for part in (*parts, *optional):
                yield from _leaves(part)


def explain(node: Weighed, scores: LeafScores) -> Explanation:
    """Return what the node gives to an entry and why; score 0 when the entry does not match."""
    match node:
        case Scored():
            return Explanation(node_text(node), scores.get(node, 0))
        case Best():
            return _explain_best(node, scores)
        case Sum():
            return _explain_sum(node, scores)


def _explain_best(node: Best, scores: LeafScores) -> Explanation:
    parts = _matching_parts(node.parts, scores)
    if not parts:
        return Explanation(node_text(node), 0)
    best = max(range(len(parts)), key=lambda number: parts[number].score)
    parts[best] = replace(parts[best], chosen=True)
    return Explanation(node_text(node), parts[best].score, tuple(parts))


def _explain_sum(node: Sum, scores: LeafScores) -> Explanation:
    parts = _matching_parts(node.parts, scores)
    if not parts or len(parts) < node.least:
        return Explanation(node_text(node), 0)
    optional = _matching_parts(node.optional, scores)
    parts += [replace(part, optional=True) for part in optional]
    return Explanation(node_text(node), sum(part.score for part in parts), tuple(parts))


def _matching_parts(parts: Sequence[Weighed], scores: LeafScores) -> list[Explanation]:
    explanations = [explain(part, scores) for part in parts]
    return [explanation for explanation in explanations if explanation.score]
