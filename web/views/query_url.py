"""The address of a search: what a form or a link asks, and the one canonical way to write it."""

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

BOX, KEEP = "by", "keep"
"""The search box's button says `by=box`; a ticked "within these filters" says `keep=1`."""

Pairs = tuple[tuple[str, str], ...]


def asked(args: MultiDict[str, str]) -> tuple[Query, tuple[Note, ...]]:
    """The query that a submitted address asks for, and what had to be dropped of it.

    A search from the box with "within these filters" unticked is one without filters.
    Raises QueryError.
    """
    query, dropped = query_of(args.to_dict(flat=False))
    if args.get(BOX) == "box" and args.get(KEEP) != "1":
        return query.without_filters(), ()
    return query, dropped


def asked_in(text: str) -> Query:
    """The query of a canonical string of parameters. Raises QueryError."""
    return query_of(parse_qs(text))[0]


def answered(searcher: Searcher, query: Query, dropped: tuple[Note, ...]) -> Results:
    """The results of what an address asks for, with a note for all that was dropped of it."""
    results = searcher.search(query)
    notes = tuple(dict.fromkeys((*dropped, *results.understood.notes)))
    return replace(results, understood=replace(results.understood, notes=notes))


def canonical(query: Query) -> Pairs:
    """The parameters of the query in their one order, without defaults and empties."""
    return parameters_of(query)


@lru_cache(maxsize=256)
def query_string(query: Query) -> str:
    """The canonical parameters after a question mark; empty when there are none."""
    words = urlencode(parameters_of(query))
    return f"?{words}" if words else ""


def hidden(query: Query, *, shown: Iterable[str] = ()) -> Pairs:
    """The parameters that a form has no control for, which it must carry unseen.

    `shown` names the parameters that do have a control. The page is never carried.
    """
    left_out = {*shown, "page"}
    return tuple(pair for pair in parameters_of(query) if pair[0] not in left_out)
