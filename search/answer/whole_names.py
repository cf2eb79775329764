"""People and places that a filter gives by whole name in place of an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from index.text.folding import fold
from search.answer.live_index import LiveIndex
from search.query.query import Query
from search.query.url_parameters import MAX_VALUES

NameField = Literal["people", "places"]
"""The filters whose values are ids of what the archive itself names."""
NAME_FIELDS: tuple[NameField, ...] = ("people", "places")


def with_ids(query: Query, index: LiveIndex) -> Query:
    """Return the query with ids in place of whole names, in any language, case and accents.

    A name that several have stands for all of them. What is neither an id nor a name is kept. The
    city's own officials have ids too, though no facet lists them.
    """
    for field in NAME_FIELDS:
        chosen: tuple[str, ...] = getattr(query, field)
        held = _held(field, index)
        if any(value not in held for value in chosen):
            query = replace(query, **{field: _ids(chosen, field, index)})  # type: ignore[arg-type]
    return query


def names_of(field: NameField, index: LiveIndex) -> Iterator[tuple[str, str]]:
    """Yield each folded name and each id, with the id."""
    for id in _held(field, index):
        for name in dict.fromkeys((id, *map(fold, index.label(field, id).values()))):
            yield name, id


def _held(field: NameField, index: LiveIndex) -> Mapping[str, object]:
    return index.facts.people if field == "people" else index.facts.places


def _ids(chosen: tuple[str, ...], field: NameField, index: LiveIndex) -> tuple[str, ...]:
    wanted = {fold(value) for value in chosen}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, id in names_of(field, index):
        if name in wanted:
            found[name].append(id)
    held = _held(field, index)
    ids = {
        id
        for value in chosen
        for id in ([value] if value in held else found[fold(value)] or [value])
    }
    return tuple(sorted(ids)[:MAX_VALUES])
