"""Ways out of a search that found nothing, each counted, so that none is another dead end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from search.query.query import FACETS, Query
from search.query.transforms import toggled
from search.results.results import Results
from search.searcher import Searcher

MOST_FILTERS, MOST_WORDS = 6, 4
"""How many filters, and how many single words, are tried."""

SuggestionKind = Literal["no-filters", "without", "dates", "one-word", "country", "nearest-year"]


@dataclass(frozen=True, slots=True)
class ZeroResultSuggestion:
    """A search that does find something.

    `kind_of_change` says how it differs from the one that did not: `no-filters` has none of them, `without`
    lacks the `value` of the facet `field`, `dates` its range of dates, `one-word` looks for that
    word alone, `country` for all of that country, `nearest-year` in the nearest year that has any.
    """

    query: Query
    kind_of_change: SuggestionKind
    field: str
    value: str
    total: int


def zero_result_suggestions(
    searcher: Searcher, results: Results
) -> tuple[ZeroResultSuggestion, ...]:
    """The searches near this one that find something, in the order in which to offer them."""
    found: dict[Query, ZeroResultSuggestion] = {}
    for way in _tried(searcher, replace(results.query, page=1)):
        if way.query not in found:
            total = searcher.search(replace(way.query, limit=1)).total
            if total:
                found[way.query] = replace(way, total=total)
    return tuple(found.values())


def _tried(searcher: Searcher, query: Query) -> Iterator[ZeroResultSuggestion]:
    if query.filter_count:
        yield ZeroResultSuggestion(query.without_filters(), "no-filters", "", "", 0)
    if query.filter_count > 1:
        yield from _without_each(query)
    words = [word.strip('"“”«»()-') for word in query.text.split()]
    if len(words) > 1:
        for word in words[:MOST_WORDS]:
            if len(word) > 2:
                yield ZeroResultSuggestion(Query(text=word), "one-word", "", word, 0)
    for code in query.country:
        yield ZeroResultSuggestion(Query(country=(code,)), "country", "country", code, 0)
    if year := _nearest_year(searcher, query):
        near = replace(query, year=(year,), since="", until="")
        yield ZeroResultSuggestion(near, "nearest-year", "year", str(year), 0)


def _without_each(query: Query) -> Iterator[ZeroResultSuggestion]:
    tried = [
        (field, str(value)) for field in (*FACETS, "not_country") for value in getattr(query, field)
    ]
    for field, value in tried[:MOST_FILTERS]:
        yield ZeroResultSuggestion(toggled(query, field, value), "without", field, value, 0)
    if query.since or query.until:
        yield ZeroResultSuggestion(replace(query, since="", until=""), "dates", "", "", 0)


def _nearest_year(searcher: Searcher, query: Query) -> int | None:
    """The year nearest to those asked for that the search does find something in."""
    asked = [*query.year, *(int(point[:4]) for point in (query.since, query.until) if point)]
    if not asked:
        return None
    timeless = replace(query, year=(), since="", until="", limit=1)
    held = [int(value.value) for value in searcher.search(timeless).facets["year"].values]
    return min(held, key=lambda year: (min(abs(year - one) for one in asked), year), default=None)
