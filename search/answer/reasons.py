"""Why a search has its results: what of the words was required, what was added, what left out.

It says how the words were read, without the engine's numbers; `explanation` has those of a score.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.answer.live_index import LiveIndex
from search.answer.matching import find, required
from search.plan.expansion import QueryExpansion
from search.plan.plan import Clause
from search.plan.tree import AnyOf, Node
from search.plan.weighed_plan import WeighedPlan
from search.query.limits import TimeLimit
from search.query.parser import is_stop_word, parse_words
from search.query.query import Query
from search.results.clause_reasons import AddedTerm, ClauseReason, ClauseUse, SearchReasons
from search.results.results import SOME_OF


def reasons_of(query: Query, index: LiveIndex) -> SearchReasons:
    """Return how the words of a query were used. Raises QueryError as a search does."""
    with TimeLimit():
        weighed, _, _ = find(query, index)
        index.count_all(_nodes(weighed.clauses))
        searched = weighed.correction.applied(query) if weighed.correction else query
        return SearchReasons(
            clauses=tuple(_reason(each, weighed, index) for each in weighed.clauses),
            common=_common_words(weighed),
            excluded=tuple(
                piece.text for piece in parse_words(searched.text).pieces if piece.excluded
            ),
        )


def _nodes(clauses: Sequence[Clause]) -> list[Node]:
    nodes: list[Node] = [each.node for each in clauses]
    nodes += [each.own for each in clauses if each.own]
    nodes += [_node_of(added) for each in clauses for added in each.expansions]
    return nodes


def _node_of(added: QueryExpansion) -> Node:
    return AnyOf(tuple(added.leaves))


def _reason(clause: Clause, weighed: WeighedPlan, index: LiveIndex) -> ClauseReason:
    added = {each.note: index.count(_node_of(each)) for each in clause.expansions}
    return ClauseReason(
        words=clause.text,
        box=clause.box,
        use=_use_of(clause, weighed, index),
        total=index.count(clause.node),
        as_typed=index.count(clause.own or clause.node),
        added=tuple(AddedTerm(note, total) for note, total in added.items()),
    )


def _use_of(clause: Clause, weighed: WeighedPlan, index: LiveIndex) -> ClauseUse:
    if clause not in required(weighed.clauses):
        return "ranks"
    groups = (text.split(SOME_OF) for text in weighed.without if SOME_OF in text)
    if any(clause.text in group for group in groups):
        return "some"
    if clause in weighed.left_out:
        return "left out" if index.count(clause.node) else "missing"
    return "required"


def _common_words(weighed: WeighedPlan) -> tuple[str, ...]:
    """Return the words of the text that are no part of what is looked for: they only rank."""
    searched = {word for clause in weighed.clauses for word in clause.text.split()}
    words = (
        token.text
        for piece in weighed.plan.asked
        if piece.kind == "word"
        for token in piece.tokens
        if is_stop_word(token.text) and token.text not in searched
    )
    return tuple(dict.fromkeys(words))
