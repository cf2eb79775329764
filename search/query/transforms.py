"""A query with one filter value changed, as the links beside facets and filters need it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from search.query.query import FilterField, Query


def toggled(query: Query, field: FilterField, value: str) -> Query:
    """Return the query with the value added, or removed if it was there, at its first page."""
    typed: int | str = int(value) if field == "year" else value
    chosen = getattr(query, field)
    kept = tuple(one for one in chosen if one != typed)
    values = kept if typed in chosen else (*chosen, typed)
    return _changed(query, field, values)


def excluding(query: Query, country: str) -> Query:
    """Return the query with a country excluded, and no longer asked for, at its first page."""
    others = _changed(query, "country", (code for code in query.country if code != country))
    return _changed(others, "not_country", {*query.not_country, country})


def _changed(query: Query, field: FilterField, values: Iterable[Any]) -> Query:
    changed: dict[str, Any] = {field: tuple(sorted(values)), "page": 1}
    return replace(query, **changed)
