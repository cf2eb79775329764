"""What an entry must hold: all words of a query, or most of them when no entry holds all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search.answer.live_index import LiveIndex
from search.engines.engine import DateFilter, Filter, Found, Request, ValueFilter, WithoutFilter
from search.plan.plan import Clause, Plan, distinct, plan_key_of
from search.plan.tree import AllOf, AtLeast, Node, Without
from search.plan.weighed_plan import WeighedPlan
from search.query.date_bounds import days_of
from search.query.notes import Note, NoteCode
from search.query.query import FACETS, FacetField, Query, TextField

_UNKNOWN: dict[TextField, NoteCode] = {"person": "unknown-person", "place": "unknown-place"}
"""The note on a clause that no entry matches, when its fallback is searched instead."""


def find(
    query: Query,
    index: LiveIndex,
    *,
    facets: tuple[FacetField, ...] = (),
    offset: int = 0,
    limit: int = 0,
) -> tuple[WeighedPlan, Request, Found]:
    """Search all words of a query; if no entry holds them all, most of them.

    Returns what was searched, the request that was run last, and what it found.
    Raises QueryError for a malformed date range or a prefix of too many words.
    """
    key = plan_key_of(query)
    weighed = index.weighed_plans.get(key) or match_all(index.plan(query), index)
    request = Request(
        tree=weighed.tree,
        excluded=weighed.plan.excluded,
        filters=filters_of(query),
        facets=facets,
        order=query.sort,
        offset=offset,
        limit=limit,
    )
    found = index.reader.run(request)
    if weighed.requires_all and weighed.clauses and not found.total_without_filters:
        weighed = match_most(weighed.plan, index)
        request = replace(request, tree=weighed.tree)
        found = index.reader.run(request)
    index.remember(key, weighed)
    return weighed, request, found


def match_all(plan: Plan, index: LiveIndex) -> WeighedPlan:
    """Require every clause."""
    if not plan.clauses:
        return WeighedPlan(plan, None, ())
    nodes = tuple([clause.node for clause in plan.clauses])
    return WeighedPlan(plan, index.weigh(AllOf(nodes, plan.bonus)), plan.clauses)


def match_most(plan: Plan, index: LiveIndex) -> WeighedPlan:
    """Require what can be had, for a plan of which no entry matches all clauses.

    A clause that no entry matches gives way to its fallback; then a span to its words; then as many
    clauses are required as any entry matches.
    """
    clauses, notes = _with_fallbacks(plan.clauses, index)
    if notes and index.count(Without(_all_of(clauses), plan.excluded)):
        return _weigh_some(len(clauses), clauses, plan, index, partial=False, notes=notes)
    clauses = distinct([part for clause in clauses for part in clause.parts or (clause,)])
    least = _most_matched(clauses, plan, index) if len(clauses) > 1 else 0
    return _weigh_some(max(least, 1), clauses, plan, index, partial=least > 0, notes=notes)


def _with_fallbacks(
    clauses: Sequence[Clause], index: LiveIndex
) -> tuple[tuple[Clause, ...], tuple[Note, ...]]:
    """Return the clauses, with its fallback in place of a clause's node that no entry matches."""
    index.count_all(
        node for clause in clauses for node in (clause.node, clause.fallback) if node is not None
    )
    kept, notes = [], []
    for clause in clauses:
        if clause.fallback and not index.count(clause.node) and index.count(clause.fallback):
            notes.append(Note(_UNKNOWN[clause.box], clause.text))
            clause = replace(clause, node=clause.fallback)
        kept.append(clause)
    return tuple(kept), tuple(notes)


def _most_matched(clauses: Sequence[Clause], plan: Plan, index: LiveIndex) -> int:
    """Return the greatest number of clauses that one entry matches; 0 when none matches any."""
    nodes = tuple([clause.node for clause in clauses])
    for least in range(len(nodes), 0, -1):
        if index.count(Without(AtLeast(nodes, least), plan.excluded)):
            return least
    return 0


def _weigh_some(
    least: int,
    clauses: tuple[Clause, ...],
    plan: Plan,
    index: LiveIndex,
    *,
    partial: bool,
    notes: tuple[Note, ...],
) -> WeighedPlan:
    nodes = tuple([clause.node for clause in clauses])
    index.count_all(nodes)
    return WeighedPlan(
        plan=plan,
        tree=index.weigh(AtLeast(nodes, least, plan.bonus)),
        clauses=clauses,
        partial=partial,
        unmatched=tuple([clause for clause in clauses if not index.count(clause.node)]),
        notes=notes,
        requires_all=False,
    )


def _all_of(clauses: Sequence[Clause]) -> Node:
    return AllOf(tuple([clause.node for clause in clauses]))


def filters_of(query: Query) -> tuple[Filter, ...]:
    """Return the filters of a query; none when none is on. Raises QueryError for a bad date."""
    filters: list[Filter] = [
        ValueFilter(field, chosen_of(query, field)) for field in FACETS if getattr(query, field)
    ]
    if query.not_country:
        filters.append(WithoutFilter("country", query.not_country))
    if query.since or query.until:
        filters.append(DateFilter(*days_of(query.since, query.until)))
    return tuple(filters)


def chosen_of(query: Query, field: FacetField) -> tuple[str, ...]:
    """Return the values of a facet that the query asks for, as an index spells them."""
    return tuple([str(value) for value in getattr(query, field)])
