"""Ambiguous names: words of a query that mean several things which the archive has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from search.answer.live_index import LiveIndex
from search.plan.expansion import QueryExpansion
from search.plan.plan import Clause
from search.plan.tree import AnyOf, Tag
from search.results.understood import AmbiguousName, Meaning

_FIELDS: tuple[Literal["country", "places"], ...] = ("country", "places")


def ambiguous_names(clauses: Iterable[Clause], index: LiveIndex) -> tuple[AmbiguousName, ...]:
    """Return the names in the clauses that have two meanings or more, in the order of the clauses.

    Georgia is a country and a state; each counts as a meaning only when some entry is about it. Of
    meanings with the same entries the first counts: America, when the archive has only the US of
    it, or Hong Kong, which is a country in lists and a city.
    """
    found = []
    for clause in clauses:
        by_word: dict[str, list[QueryExpansion]] = {}
        if len(clause.expansions) > 1:
            for expansion in clause.expansions:
                by_word.setdefault(expansion.note.word, []).append(expansion)
        for word, expansions in by_word.items():
            meanings = _distinct(expansions, index)
            if len(meanings) > 1:
                meanings.sort(key=lambda one: (-one.count, one.values))
                found.append(AmbiguousName(word, tuple(meanings)))
    return tuple(found)


def _distinct(expansions: Iterable[QueryExpansion], index: LiveIndex) -> list[Meaning]:
    """Return the meanings that some entry is about, without those of the same entries."""
    meanings: list[Meaning] = []
    nodes: list[AnyOf] = []
    for expansion in expansions:
        for field in _FIELDS:
            tags = [t for t in expansion.leaves if isinstance(t, Tag) and t.field == field]
            node = AnyOf(tuple(tags))
            if not tags or not (count := index.count(node)):
                continue
            if any(
                one.count == count == index.count(AnyOf((node, other)))
                for one, other in zip(meanings, nodes, strict=True)
            ):
                continue
            values = tuple([tag.value for tag in tags if index.count(tag)])
            meanings.append(Meaning(field, values, expansion.note.region, count))
            nodes.append(node)
    return meanings
