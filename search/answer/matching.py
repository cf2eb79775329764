"""What an entry must hold: all words of a query, or most of them when no entry holds all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.text.analysis import fold_word
from search.answer.live_index import LiveIndex
from search.engines.engine import DateFilter, Filter, Found, Request, ValueFilter, WithoutFilter
from search.plan.plan import Clause, Plan, distinct, plan_key_of
from search.plan.spellings import divided_node
from search.plan.tree import AllOf, AtLeast, Node, Without
from search.plan.weighed_plan import WeighedPlan
from search.query.date_bounds import days_of
from search.query.notes import Note, NoteCode
from search.query.query import FACETS, MAX_WORDS, FacetField, Query, TextField

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
    Raises QueryError for a malformed date range.
    """
    key = plan_key_of(query)
    weighed = index.weighed_plans.get(key)
    if weighed is None:
        weighed = match_all(_with_rarest(index.plan(query), index), index)
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


def _with_rarest(plan: Plan, index: LiveIndex) -> Plan:
    """Return a plan of at most MAX_WORDS clauses: those that the fewest entries match.

    So a pasted text finds the entry that it is from. No name in it is required for itself.
    """
    if len(plan.clauses) <= MAX_WORDS:
        return plan
    index.count_all(clause.node for clause in plan.clauses)
    held = [clause for clause in plan.clauses if index.count(clause.node)]
    rarest = sorted(held, key=lambda clause: index.count(clause.node))[:MAX_WORDS]
    chosen = rarest or plan.clauses[:MAX_WORDS]
    clauses = tuple([replace(clause, is_named=False, parts=()) for clause in chosen])
    words = " ".join(clause.text for clause in sorted(chosen, key=lambda clause: clause.begin))
    return replace(plan, clauses=clauses, notes=(*plan.notes, Note("rarest-words", words)))


def match_most(plan: Plan, index: LiveIndex) -> WeighedPlan:
    """Require what can be had, for a plan of which no entry matches all clauses.

    A clause that no entry matches gives way to its fallback. Then what is named (dates, places,
    people) stays required if any entry matches all of it; other spans give way to their words, and
    as many of these are required as any entry matches.
    """
    clauses, notes = _with_fallbacks(plan.clauses, index)
    if clauses != plan.clauses and index.count(Without(_all_of(clauses), plan.excluded)):
        every = AllOf(tuple([clause.node for clause in clauses]), plan.bonus)
        return _weighed(every, clauses, plan, index, partial=False, notes=notes)
    named = tuple([c for c in clauses if c.is_named and index.count(c.node)])
    if not named or not index.count(Without(_all_of(named), plan.excluded)):
        named = ()
    nodes = frozenset(clause.node for clause in named)
    others = distinct(
        [
            part
            for clause in clauses
            if clause.node not in nodes
            for part in clause.parts or (clause,)
        ]
    )
    least = _most_matched(named, others, plan, index) if len(named) + len(others) > 1 else 0
    tree: Node = AtLeast(tuple([clause.node for clause in others]), max(least, 1), plan.bonus)
    if named:
        tree = _with_named(named, others, least, plan)
    partial = bool(named) or least > 0
    return _weighed(tree, (*named, *others), plan, index, partial=partial, notes=notes)


def _with_named(named: Sequence[Clause], others: Sequence[Clause], least: int, plan: Plan) -> Node:
    """Return a node that requires all that is named, and of the other clauses so many."""
    required = tuple([clause.node for clause in named])
    rest = tuple([clause.node for clause in others])
    if least:
        return AllOf((*required, AtLeast(rest, least)), plan.bonus)
    return AllOf(required, tuple(dict.fromkeys((*rest, *plan.bonus))))


def _with_fallbacks(
    clauses: tuple[Clause, ...], index: LiveIndex
) -> tuple[tuple[Clause, ...], tuple[Note, ...]]:
    """Return the clauses, with its fallback in place of a clause's node that no entry matches."""
    index.count_all(clause.node for clause in clauses)
    kept, notes = [], []
    for clause in clauses:
        if not index.count(clause.node):
            fallback = clause.fallback or _divided(clause)
            if fallback and index.count(fallback):
                if clause.fallback:
                    notes.append(Note(_UNKNOWN[clause.box], clause.text))
                clause = replace(clause, node=fallback)
        kept.append(clause)
    return tuple(kept), tuple(notes)


def _divided(clause: Clause) -> Node | None:
    """Return the node of a clause of one word as two words; None for other clauses."""
    is_word = clause.box == "text" and len(clause.tokens) == 1 and not clause.parts
    return divided_node(fold_word(clause.tokens[0].text)) if is_word else None


def _most_matched(
    named: Sequence[Clause], others: Sequence[Clause], plan: Plan, index: LiveIndex
) -> int:
    """Return the greatest number of the other clauses that one entry with all that is named
    matches; 0 when none matches any."""
    nodes = tuple([clause.node for clause in others])
    required = tuple([clause.node for clause in named])
    for least in range(len(nodes), 0, -1):
        if index.count(Without(AllOf((*required, AtLeast(nodes, least))), plan.excluded)):
            return least
    return 0


def _weighed(
    tree: Node,
    clauses: tuple[Clause, ...],
    plan: Plan,
    index: LiveIndex,
    *,
    partial: bool,
    notes: tuple[Note, ...],
) -> WeighedPlan:
    index.count_all([clause.node for clause in clauses])
    unmatched = tuple([clause for clause in clauses if not index.count(clause.node)])
    if partial and unmatched:
        notes += (Note("missing-words", " ".join(clause.text for clause in unmatched)),)
    return WeighedPlan(
        plan=plan,
        tree=index.weigh(tree),
        clauses=clauses,
        partial=partial,
        unmatched=unmatched,
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
