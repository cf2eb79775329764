"""The planning of a query: its words, dates and boxes become the clauses of a plan."""

from __future__ import annotations

from collections.abc import Sequence

from index.text.analysis import tokenize
from search.plan.box_clauses import box_clauses
from search.plan.clauses import (
    accent_bonus,
    phrase_node,
    prefix_node,
    word_node,
)
from search.plan.expansion_sources import ExpansionSources
from search.plan.plan import Clause, Plan, distinct
from search.plan.tree import AnyOf, DayRange, Node
from search.plan.weights import DATE
from search.plan.word_clauses import word_clauses
from search.query.date_words import DateWords
from search.query.limits import check_length
from search.query.notes import Note
from search.query.parser import parse_words
from search.query.pieces import QueryPiece
from search.query.query import MAX_TEXT, Query
from search.query.query_dates import dates_in, whole_date


def make_plan(query: Query, sources: ExpansionSources) -> Plan:
    """Parse and expand the words of a query. Raises QueryError for too long a box."""
    for name in ("person", "place", "phrase"):
        check_length(name, getattr(query, name))
    parsed = parse_words(query.text)
    asked = [piece for piece in parsed.pieces if not piece.excluded]
    notes = list(parsed.notes)
    dates = _dates_of(query.text, parsed.pieces)
    if query.expand:
        missing = (query.text[one.start : one.end] for one in dates if not one.exists)
        notes += [Note("no-such-day", typed) for typed in missing]
    clauses, bonus = word_clauses(asked, dates, query, sources, notes)
    for piece in asked:
        begin = piece.tokens[0].start
        if piece.kind == "phrase":
            clauses.append(Clause(piece.text, phrase_node(piece.tokens), begin=begin))
            bonus += accent_bonus(piece.tokens)
        elif piece.kind == "prefix":
            clauses.append(Clause(f"{piece.text}*", prefix_node(piece.tokens[0]), begin=begin))
    clauses = _joined_by_or(clauses, asked)
    if query.phrase or query.person or query.place:
        clauses += box_clauses(query, sources)
        bonus += accent_bonus(tuple(tokenize(query.phrase)))
    excluded = tuple([_excluded_node(piece) for piece in parsed.pieces if piece.excluded])
    return Plan(
        distinct(clauses), tuple(dict.fromkeys(bonus)), excluded, tuple(notes), tuple(asked)
    )


def _dates_of(text: str, pieces: Sequence[QueryPiece]) -> list[DateWords]:
    """Return the dates of a query text, without those of which a part is not a plain word."""
    others = [
        token
        for piece in pieces
        if piece.excluded or piece.kind != "word"
        for token in piece.tokens
    ]
    return [
        one
        for one in dates_in(text[:MAX_TEXT])
        if not any(one.start < token.end and token.start < one.end for token in others)
    ]


def _joined_by_or(clauses: list[Clause], asked: Sequence[QueryPiece]) -> list[Clause]:
    """Return the clauses with one in place of those that OR joins."""
    ors = [piece.tokens[0].start for piece in asked if piece.after_or]
    if not ors:
        return clauses
    joined: list[Clause] = []
    for clause in sorted(clauses, key=lambda clause: clause.begin):
        if joined and any(joined[-1].begin < start <= clause.begin for start in ors):
            before = joined.pop()
            ors = [start for start in ors if start > clause.begin]
            clause = Clause(
                f"{before.text} OR {clause.text}",
                AnyOf((before.node, clause.node)),
                (*before.expansions, *clause.expansions),
                begin=clause.begin,
            )
        joined.append(clause)
    return joined


def _excluded_node(piece: QueryPiece) -> Node:
    one = whole_date(piece.text)
    if one and one.first and one.last:
        days = DayRange(one.first.toordinal(), one.last.toordinal(), DATE)
        return AnyOf((days, _excluded_words(piece)))
    return _excluded_words(piece)


def _excluded_words(piece: QueryPiece) -> Node:
    if piece.kind == "phrase":
        return phrase_node(piece.tokens)
    if piece.kind == "prefix":
        return prefix_node(piece.tokens[0])
    return word_node(piece.tokens[0].text)
