"""A plan as it is searched: what is required of an entry, with whole-number weights."""

from __future__ import annotations

from dataclasses import dataclass

from search.plan.plan import Clause, Plan
from search.plan.weighing import Weighed
from search.query.notes import Note


@dataclass(frozen=True, slots=True)
class WeighedPlan:
    """How a plan is searched in one generation, whatever the filters of the query."""

    plan: Plan
    tree: Weighed | None
    """None for a plan without clauses: every entry matches."""
    clauses: tuple[Clause, ...]
    """The clauses that are searched: those of the plan, or one for each word of their spans."""
    partial: bool = False
    """True when no entry matches all clauses, and most of them are enough."""
    unmatched: tuple[Clause, ...] = ()
    """The clauses that no entry matches; empty when some entry matches all."""
    notes: tuple[Note, ...] = ()
    requires_all: bool = True
    """False once it is known that no entry matches all clauses."""
