"""Related entries: no hits, but they hold the names or the rarest words of what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search.answer.live_index import LiveIndex
from search.engines.engine import Request
from search.plan.plan import Clause
from search.plan.tree import AnyOf, AtLeast, Node
from search.plan.weighed_plan import WeighedPlan

MOST_HITS_WITH_RELATED = 10
"""Hits beside which related entries are shown. Chosen by hand, as the others."""
_MOST_RELATED = 10
"""Entries that are shown."""
_TOPICS = 2
"""Words that are searched, the rarest ones, besides the names."""
_COMMON = 0.1
"""The part of all entries that hold a word by which entries are not related."""


def related_request(weighed: WeighedPlan, request: Request, index: LiveIndex) -> Request | None:
    """Return the request of the entries related to what is asked; None when nothing tells."""
    clauses = _telling(weighed.plan.clauses, index)
    if not clauses:
        return None
    tree = index.weigh(AtLeast(tuple(map(_widened, clauses)), 1, weighed.plan.bonus))
    hits = (weighed.required,) if weighed.required else ()
    return replace(
        request,
        tree=tree,
        excluded=(*request.excluded, *hits),
        facets=(),
        order="relevance",
        offset=0,
        limit=_MOST_RELATED,
    )


def _telling(clauses: Sequence[Clause], index: LiveIndex) -> tuple[Clause, ...]:
    """Return the names, and the rarest words, that some entry holds and not too many."""
    most = max(_MOST_RELATED, _COMMON * index.facts.holdings.entries)
    topics = [one for clause in clauses if clause.word_class == "topic" for one in _words(clause)]
    names = [clause for clause in clauses if clause.word_class == "name"]
    index.count_all(_widened(clause) for clause in (*names, *topics))
    rare = [clause for clause in topics if 0 < index.count(_widened(clause)) <= most]
    rare.sort(key=lambda clause: index.count(_widened(clause)))
    return (*(clause for clause in names if index.count(clause.node)), *rare[:_TOPICS])


def _widened(clause: Clause) -> Node:
    """Return the node of a clause with the terms that only mean about the same."""
    leaves = tuple(leaf for one in clause.expansions if one.is_related for leaf in one.leaves)
    return AnyOf((clause.node, AnyOf(leaves, constant=True))) if leaves else clause.node


def _words(clause: Clause) -> tuple[Clause, ...]:
    """Return the clauses of the topics in a span of words, or the clause itself."""
    parts = tuple([part for part in clause.parts if part.word_class == "topic"])
    return parts or (clause,)
