"""Ambiguous names: words of a query that mean several things which the archive has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.answer.live_index import LiveIndex
from search.plan.expansion import QueryExpansion
from search.plan.plan import Clause
from search.plan.tree import AnyOf, Tag
from search.results.results import AmbiguousName, Meaning


def ambiguous_names(clauses: Iterable[Clause], index: LiveIndex) -> tuple[AmbiguousName, ...]:
    """Return the names in the clauses that have two meanings or more, in the order of the clauses.

    Georgia is a country and a state; each counts as a meaning only when some entry is about it. Of
    meanings with the same values the first counts: America, when the archive has only the US of it.
    """
    found = []
    for clause in clauses:
        by_word: dict[str, list[Meaning]] = {}
        if len(clause.expansions) > 1:
            for expansion in clause.expansions:
                by_word.setdefault(expansion.note.word, []).extend(_meanings(expansion, index))
        for word, same in by_word.items():
            meanings = list({(one.field, one.values): one for one in reversed(same)}.values())
            if len(meanings) > 1:
                meanings.sort(key=lambda one: (-one.count, one.values))
                found.append(AmbiguousName(word, tuple(meanings)))
    return tuple(found)


def _meanings(expansion: QueryExpansion, index: LiveIndex) -> Iterator[Meaning]:
    tags = [leaf for leaf in expansion.leaves if isinstance(leaf, Tag)]
    for field in ("country", "places"):
        of_field = tuple([tag for tag in tags if tag.field == field])
        if of_field and (count := index.count(AnyOf(of_field))):
            values = tuple([tag.value for tag in of_field if index.count(tag)])
            yield Meaning(field, values, expansion.note.region, count)
