"""TODO module."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from search.query.query import Query


def toggled(query: Query, field: str, value: str) -> Query:
    """The query with a facet's value put in, or taken out if it was in; first page."""
    typed: int | str = int(value) if field == "year" else value
    chosen = getattr(query, field)
    kept = tuple(one for one in chosen if one != typed)
    values = kept if typed in chosen else (*chosen, typed)
    return _changed(query, field, values)


def excluding(query: Query, country: str) -> Query:
    """The query without what concerns a country, which is then no longer asked for."""
    kept = _changed(query, "country", (code for code in query.country if code != country))
    return _changed(kept, "not_country", {*query.not_country, country})


def _changed(query: Query, field: str, values: Iterable[Any]) -> Query:
    changed: dict[str, Any] = {field: tuple(sorted(values)), "page": 1}
    return replace(query, **changed)
