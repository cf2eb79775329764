"""The clause of some words with their expansions, and what kind of words they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from index.text.analysis import Token, fold_word
from search.plan.clauses import (
    role_leaves,
    scaled,
)
from search.plan.expansion import QueryExpansion
from search.plan.expansion_sources import ExpansionSources
from search.plan.plan import Clause, QueryWordClass
from search.plan.tree import AllOf, AnyOf, Leaf, Node, Tag
from search.plan.weights import DATE_WORDS, KIND
from search.query.parser import is_stop_word

_NAMED = frozenset(("place", "region", "country", "demonym"))
"""Expansions that say that the words name one thing."""

_LARGE_PLACE = 300_000
"""People of a place that is meant by its name in small letters. Chosen by hand."""


def expanded_clause(
    words: Sequence[Token],
    own: Node,
    expansions: tuple[QueryExpansion, ...],
    inner: tuple[QueryExpansion, ...] = (),
    parts: tuple[Clause, ...] = (),
) -> Clause:
    """Return the clause of some words with their expansions; dates score like words typed."""
    node = own
    loosely = None
    if expansions:
        found = [leaf for w in expansions if w.note.why == "date" for leaf in w.leaves]
        if found and len(words) > 1:
            own = scaled(own, DATE_WORDS)
        share = len(words) + 1 if len(words) > 1 else 1  # of all words, and of them as a phrase
        dates = [replace(leaf, weight=leaf.weight * share) for leaf in found]
        expanded = [
            leaf
            for w in expansions
            if w.note.why not in ("date", "narrower") and not w.is_related
            for leaf in w.leaves
        ]
        inside = [AnyOf(w.leaves, constant=True) for w in expansions if w.note.why == "narrower"]
        replaced = any(expansion.replaces_words for expansion in expansions)
        months = tuple(month for each in expansions for month in each.months)
        named: list[Node] = [AllOf((AnyOf(tuple(dates)), AnyOf(months)))] if months else [*dates]
        alternatives: list[Node] = named if replaced else [own, *named]
        if months:
            loosely = AnyOf(tuple(dates))
        alternatives += [replace(tag, weight=KIND) for tag in expanded if _is_kind(tag)]
        if any(expansion.word_class == "role" for expansion in expansions):
            wordings = [wording.text for each in expansions for wording in each.wordings]
            alternatives.append(AnyOf(tuple(role_leaves(words, wordings)), constant=True))
        alternatives += inside
        if expanded:
            alternatives.append(AnyOf(tuple(dict.fromkeys(expanded)), constant=True))
        node = AnyOf(tuple(alternatives))
    return Clause(
        text=" ".join(token.text for token in words),
        node=node,
        expansions=(*expansions, *inner),
        own=own,
        tokens=tuple([token for token in words if not is_stop_word(token.text)]) or tuple(words),
        loosely=loosely,
        parts=parts,
        word_class=_word_class_of(expansions),
        begin=words[0].start,
    )


def _is_kind(leaf: Leaf) -> TypeGuard[Tag]:
    return isinstance(leaf, Tag) and leaf.field == "kind"


def _word_class_of(expansions: Sequence[QueryExpansion]) -> QueryWordClass:
    reasons = {expansion.note.why for expansion in expansions}
    if "date" in reasons:
        return "date"
    if not reasons.isdisjoint(_NAMED):
        return "name"
    classes = {expansion.word_class for expansion in expansions}
    return next((one for one in ("topic", "role", "soft") if one in classes), "topic")


def is_a_name(clause: Clause, sources: ExpansionSources) -> bool:
    """Return whether a single word without other meanings is part of a person's name, or a place of
    which the archive has nothing, in small letters only when it is a large one."""
    if clause.expansions:
        return False
    word = clause.tokens[0].text
    if sources.people.is_name_word(fold_word(word)):
        return True
    least = 0 if word[:1].isupper() else _LARGE_PLACE
    places = (sense.place for sense in sources.gazetteer.senses(fold_word(word)) if sense.place)
    return any(sources.gazetteer.population(place) >= least for place in places)
