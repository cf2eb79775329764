"""A plan as it is searched: what is required of an entry, with whole-number weights."""

from __future__ import annotations

from dataclasses import dataclass

from search.plan.plan import Clause, Plan
from search.plan.tree import Node
from search.plan.weighing import Weighed
from search.query.notes import Note
from search.results.understood import QueryCorrection


@dataclass(frozen=True, slots=True)
class WeighedPlan:
    """How a plan is searched in one generation, whatever the filters of the query."""

    plan: Plan
    tree: Weighed | None
    """None for a plan without clauses: every entry matches."""
    clauses: tuple[Clause, ...]
    """The clauses that are searched: those of the plan, or one for each word of their spans."""
    required: Node | None = None
    """What every hit matches; None when every entry is one."""
    left_out: tuple[Clause, ...] = ()
    """The clauses that entries need not match, because none matches all."""
    without: tuple[str, ...] = ()
    """The words of these clauses; of several of which every hit matches some, one text with
    SOME_OF between them."""
    unmatched: tuple[Clause, ...] = ()
    """The clauses of what was typed that no entry matches; empty when some entry matches all."""
    notes: tuple[Note, ...] = ()
    correction: QueryCorrection | None = None
    """The correction that the plan is of, when that of the words typed matches nothing."""
    is_settled: bool = False
    """True once it is known whether some entry matches all clauses."""
