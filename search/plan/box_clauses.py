"""The boxes of a query for a phrase, a person and a place, as clauses."""

from __future__ import annotations

from collections.abc import Sequence

from index.text.analysis import Token, fold_word, tokenize
from search.plan.clauses import (
    anywhere_node,
    exact_leaves,
    named_node,
    phrase_node,
)
from search.plan.expanded_words import expand_words
from search.plan.expansion import QueryExpansion, without_dropped
from search.plan.expansion_sources import ExpansionSources
from search.plan.plan import Clause
from search.plan.tree import AnyOf, Node, Tag
from search.query.query import Query


def box_clauses(query: Query, sources: ExpansionSources) -> list[Clause]:
    """Return a clause for each box that has words."""
    clauses = []
    phrase = [token for token in tokenize(query.phrase) if fold_word(token.text)]
    if phrase:
        node: Node = phrase_node(phrase) if len(phrase) > 1 else AnyOf(exact_leaves(phrase[0]))
        clauses.append(Clause(query.phrase, node))
    person = [token for token in tokenize(query.person) if fold_word(token.text)]
    if person:
        node = named_node(person, "people_names")
        clauses.append(
            Clause(
                query.person,
                node,
                tokens=tuple(person),
                box="person",
                word_class="name",
                fallback=anywhere_node(person),
            )
        )
    place = [token for token in tokenize(query.place) if fold_word(token.text)]
    if place:
        clauses.append(_place_clause(query, place, sources))
    return clauses


def _place_clause(query: Query, tokens: Sequence[Token], sources: ExpansionSources) -> Clause:
    """Return the clause of a place: its names, and with expansion the tags of what it means."""
    own = named_node(tokens, "place_names")
    span = next(
        (span for span in expand_words(tokens, sources) if span.stop - span.start == len(tokens)),
        None,
    )
    expansions: tuple[QueryExpansion, ...] = ()
    if span and query.expand:
        expansions = tuple(
            expansion
            for expansion in without_dropped(span.expansions, query.drop)
            if expansion.note.why in ("country", "place", "demonym", "region")
        )
    tags = tuple(leaf for w in expansions for leaf in w.leaves if isinstance(leaf, Tag))
    if not tags:
        return Clause(
            query.place,
            own,
            tokens=tuple(tokens),
            box="place",
            fallback=anywhere_node(tokens),
            word_class="name",
        )
    node = AnyOf((own, AnyOf(tags, constant=True)))
    return Clause(query.place, node, expansions, own, tuple(tokens), box="place", word_class="name")
