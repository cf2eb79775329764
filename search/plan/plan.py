"""The plan of a query: what an entry must hold, may hold and must not hold, as query trees.

`make_plan` in search.plan.make_plan makes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from index.text.analysis import Token
from search.plan.expansion import QueryExpansion
from search.plan.tree import Node
from search.query.notes import Note
from search.query.pieces import QueryPiece
from search.query.query import Query, TextField

QueryWordClass = Literal["name", "date", "topic", "role", "which", "soft"]
"""What words are, for what an entry may lack: a place or a person; a date; anything else; an office
or a kind of entry; which of several, such as "first"; or a word of which every entry has something,
such as "visit", which only ranks.
"""

PlanKey = tuple[str, str, str, str, bool, tuple[str, ...], bool]
"""The part of a query that its plan depends on."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that an entry must hold: the text as typed, and its node."""

    text: str
    node: Node
    expansions: tuple[QueryExpansion, ...] = ()
    own: Node | None = None
    """The node of the words typed, without expansions; None for a clause that cannot have any."""
    tokens: tuple[Token, ...] = ()
    """The words that spelling correction may change; empty for phrases and prefixes."""
    box: TextField = "text"
    """The attribute of the query in which they were typed."""
    fallback: Node | None = None
    """What to search instead when no entry matches the clause."""
    loosely: Node | None = None
    """For days that are less than a year: its node with the entries of which only the year is
    known."""
    parts: tuple[Clause, ...] = ()
    """A clause for each word of a span, used when no entry holds all words of the query."""
    word_class: QueryWordClass = "topic"
    begin: int = 0
    """Where it begins in the query text."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a query. Without clauses, everything matches that is not excluded."""

    clauses: tuple[Clause, ...]
    bonus: tuple[Node, ...] = ()
    excluded: tuple[Node, ...] = ()
    notes: tuple[Note, ...] = ()
    asked: tuple[QueryPiece, ...] = ()
    """The parts of the query text, without exclusions."""


def plan_key_of(query: Query) -> PlanKey:
    """Return the key under which the plan of a query can be cached."""
    return (
        query.text,
        query.person,
        query.place,
        query.phrase,
        query.expand,
        query.drop,
        query.exactly,
    )


def distinct(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Return the clauses without those that ask for the same as one before them.

    A word typed twice counts once; engines differ in what they make of equal clauses.
    """
    first: dict[Node, Clause] = {}
    for clause in clauses:
        first.setdefault(clause.node, clause)
    return tuple(first.values())
