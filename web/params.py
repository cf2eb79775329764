"""The address of a search: what a form or a link asks, and the one canonical way to write it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode

from search.parameters import parameters_of, query_of
from search.query import Query

BOX, KEEP = "by", "keep"
"""The search box's button says `by=box`; a ticked "within these filters" says `keep=1`."""

Pairs = tuple[tuple[str, str], ...]


def asked(pairs: Iterable[tuple[str, str]]) -> Query:
    """The query that a submitted address asks for.

    A search from the box with "within these filters" unticked is one without filters.
    Raises QueryError.
    """
    pairs = tuple(pairs)
    query = query_of(pairs)
    if (BOX, "box") in pairs and (KEEP, "1") not in pairs:
        return query.without_filters()
    return query


def canonical(query: Query) -> Pairs:
    """The parameters of the query in their one order, without defaults and empties."""
    return tuple(parameters_of(query))


def address(language: str, query: Query, *, form: str = "") -> str:
    """The page of the query in that language, or another form of it (`form=".csv"`)."""
    return f"/{language}/search{form}{query_string(query)}"


def query_string(query: Query, **more: str) -> str:
    """The canonical parameters after a question mark; empty when there are none."""
    words = urlencode([*canonical(query), *more.items()])
    return f"?{words}" if words else ""


def toggled(query: Query, field: str, value: str) -> Query:
    """The query with this facet value put in, or taken out if it was in; first page."""
    typed = int(value) if field == "year" else value
    values = getattr(query, field)
    kept = tuple(v for v in values if v != typed)
    return _with(query, field, kept if typed in values else (*values, typed))


def excepted(query: Query, country: str) -> Query:
    """The query without entries about the country, which is no longer asked for; first page."""
    asked_for = tuple(code for code in query.country if code != country)
    return _with(_with(query, "country", asked_for), "not_country", (*query.not_country, country))


def hidden(query: Query, *, shown: Iterable[str] = ()) -> Pairs:
    """The parameters that a form has no control for, which it must carry unseen.

    `shown` names the parameters that do have a control. The page is never carried.
    """
    left_out = {*shown, "page"}
    return tuple(pair for pair in canonical(query) if pair[0] not in left_out)


def _with(query: Query, field: str, values: tuple[object, ...]) -> Query:
    changed: dict[str, object] = {field: tuple(sorted(values, key=str)), "page": 1}
    return replace(query, **changed)  # type: ignore[arg-type]
