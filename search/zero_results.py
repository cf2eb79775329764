"""Suggestions for a search without results: similar searches that do find entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from search.query.parser import parse_words
from search.query.query import FACETS, FilterField, Query
from search.query.transforms import toggled
from search.results.results import Results
from search.searcher import Searcher

MAX_FILTERS, MAX_SINGLE_WORDS = 6, 4
"""The number of filters and of single words that are tried."""

SuggestionKind = Literal[
    "no-filters", "without", "dates", "by-people", "one-word", "country", "nearest-year"
]


@dataclass(frozen=True, slots=True)
class ZeroResultSuggestion:
    """A search that finds `total` entries, and how it differs from the one without results.

    `kind`: `no-filters` has no filters, `without` lacks the `value` of the filter `field`, `dates`
    lacks the date range, `by-people` also has texts by machines, `one-word` has only the word
    `value` and no filters, `country` has only the country `value`, `nearest-year` has the nearest
    year with results, `value`.
    """

    query: Query
    kind: SuggestionKind
    value: str = ""
    field: FilterField | None = None
    """Only for `without`."""
    total: int = 0


def zero_result_suggestions(
    searcher: Searcher, results: Results
) -> tuple[ZeroResultSuggestion, ...]:
    """Return the searches near this one that find entries, in the order in which to show them."""
    found: dict[Query, ZeroResultSuggestion] = {}
    for suggestion in _candidates(searcher, replace(results.query, page=1)):
        if suggestion.query not in found:
            total = searcher.search(replace(suggestion.query, limit=1)).total
            if total:
                found[suggestion.query] = replace(suggestion, total=total)
    return tuple(found.values())


def _candidates(searcher: Searcher, query: Query) -> Iterator[ZeroResultSuggestion]:
    if query.filter_count:
        yield ZeroResultSuggestion(query.without_filters(), "no-filters")
    if query.filter_count > 1:
        yield from _without_each(query)
    pieces = parse_words(query.text).pieces
    words = [each.text for each in pieces if each.kind == "word" and not each.excluded]
    if len(words) > 1:
        for word in words[:MAX_SINGLE_WORDS]:
            if len(word) > 2:
                yield ZeroResultSuggestion(Query(text=word), "one-word", word)
    for code in query.country:
        yield ZeroResultSuggestion(Query(country=(code,)), "country", code)
    if year := _nearest_year(searcher, query):
        near = replace(query, year=(year,), since="", until="")
        yield ZeroResultSuggestion(near, "nearest-year", str(year))


def _without_each(query: Query) -> Iterator[ZeroResultSuggestion]:
    fields: tuple[FilterField, ...] = (*FACETS, "not_country")
    candidates = [(field, str(value)) for field in fields for value in getattr(query, field)]
    for field, value in candidates[:MAX_FILTERS]:
        yield ZeroResultSuggestion(toggled(query, field, value), "without", value, field)
    if query.since or query.until:
        yield ZeroResultSuggestion(replace(query, since="", until=""), "dates")
    if query.by_people:
        yield ZeroResultSuggestion(replace(query, by_people=False), "by-people")


def _nearest_year(searcher: Searcher, query: Query) -> int | None:
    """Return the year with results that is nearest to those asked for, or None."""
    asked = [*query.year, *(int(point[:4]) for point in (query.since, query.until) if point)]
    if not asked:
        return None
    timeless = replace(query, year=(), since="", until="", limit=1)
    held = [int(value.value) for value in searcher.search(timeless).facets["year"].values]
    return min(held, key=lambda year: (min(abs(year - one) for one in asked), year), default=None)
