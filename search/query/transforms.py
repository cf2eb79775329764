"""A query with one filter value changed, as the links beside facets and filters need it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from search.query.query import FilterField, Query
from search.query.url_parameters import MAX_VALUES


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


def narrowed(query: Query, field: Literal["country", "places"], values: Iterable[str]) -> Query:
    """Return the query with these values alone of a filter, at its first page.

    Of more values than a filter may have, the first are taken.
    """
    return _changed(query, field, list(values)[:MAX_VALUES])


def _changed(query: Query, field: FilterField, values: Iterable[Any]) -> Query:
    changed: dict[str, Any] = {field: tuple(sorted(values)), "page": 1}
    return replace(query, **changed)
