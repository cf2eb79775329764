"""The query of a URL or a submitted form, and its canonical URL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from urllib.parse import parse_qs, urlencode

from werkzeug.datastructures import MultiDict

from search.query.notes import Note
from search.query.query import Query
from search.query.url_parameters import parameters_of, query_of
from search.results.results import Results
from search.searcher import Searcher
from web.current_searcher import searcher

BOX, KEEP = "by", "keep"
"""The button of the search box sends `by=box`; a ticked "within these filters" sends `keep=1`."""

Pairs = tuple[tuple[str, str], ...]
"""Parameters as (name, value), in their canonical order."""


def query_of_args(args: MultiDict[str, str]) -> tuple[Query, tuple[Note, ...]]:
    """Return the query of a request's parameters, people and places by id where they were given by
    name, and notes about what was dropped.

    A search from the box with "within these filters" unticked has no filters.
    Raises QueryError.
    """
    query, dropped = query_of(args.to_dict(flat=False))
    query = searcher().with_ids(query)
    if args.get(BOX) == "box" and args.get(KEEP) != "1":
        return query.without_filters(), ()
    return query, dropped


def query_of_string(text: str) -> Query:
    """Return the query of a canonical query string. Raises QueryError."""
    return query_of(parse_qs(text))[0]


def search_with_notes(searcher: Searcher, query: Query, dropped: tuple[Note, ...]) -> Results:
    """Return the results of a query, with the notes about what was dropped of its URL."""
    results = searcher.search(query)
    notes = tuple(dict.fromkeys((*dropped, *results.understood.notes)))
    return replace(results, understood=replace(results.understood, notes=notes))


@lru_cache(maxsize=256)
def query_string(query: Query) -> str:
    """Return the canonical parameters after a question mark; "" when there are none."""
    words = urlencode(parameters_of(query))
    return f"?{words}" if words else ""


def hidden_fields(query: Query, *, shown: Iterable[str] = ()) -> Pairs:
    """Return the parameters that a form sends in hidden fields.

    These are all but the page and those in `shown`, for which the form has a control.
    """
    return tuple(pair for pair in parameters_of(query) if pair[0] not in {*shown, "page"})
