"""Ways out of a search that found nothing, each counted, so that none is another dead end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.query import Query
from search.results import Results
from search.searcher import Searcher
from web import sayings
from web.labels import country_name
from web.words import gettext

MOST_FILTERS, MOST_WORDS = 6, 4
"""How many filters, and how many single words, are tried."""


@dataclass(frozen=True, slots=True)
class Way:
    """A search that does find something, and what it is called."""

    query: Query
    words: str
    total: int


def ways_out(searcher: Searcher, results: Results, language: str) -> tuple[Way, ...]:
    """The same words without each filter and without all, each word alone, each country whole,
    and the nearest year that has any.
    """
    query = replace(results.query, page=1)
    words = sayings.words_of(query) or gettext("all entries")
    tried: list[tuple[Query, str]] = []
    if query.filter_count:
        tried.append((query.without_filters(), gettext("%(words)s, without filters", words=words)))
    if query.filter_count > 1:
        for chip in sayings.chips(query, results.facets, language)[:MOST_FILTERS]:
            said = gettext("%(words)s, without “%(filter)s”", words=words, filter=chip.value)
            tried.append((chip.without, said))
    single = [word.strip('"“”«»()-') for word in query.text.split()]
    if len(single) > 1:
        for word in single[:MOST_WORDS]:
            if len(word) > 2:
                said = gettext("Only %(word)s, without filters", word=sayings.quoted(word))
                tried.append((Query(text=word), said))
    for code in query.country:
        name = country_name(code, language)
        tried.append((Query(country=(code,)), gettext("Everything about: %(name)s", name=name)))
    if nearest := _nearest_year(searcher, query):
        said = gettext("%(words)s, in %(year)s: the nearest year", words=words, year=nearest)
        tried.append((replace(query, year=(nearest,), since="", until=""), said))
    found: dict[Query, Way] = {}
    for each, said in tried:
        total = searcher.search(replace(each, limit=1)).total
        if total:
            found.setdefault(each, Way(each, said, total))
    return tuple(found.values())


def _nearest_year(searcher: Searcher, query: Query) -> int | None:
    """The year nearest to those asked for that the search does find something in."""
    asked = [*query.year, *(int(point[:4]) for point in (query.since, query.until) if point)]
    if not asked:
        return None
    timeless = replace(query, year=(), since="", until="", limit=1)
    held = [int(value.value) for value in searcher.search(timeless).facets["year"].values]
    return min(held, key=lambda year: (min(abs(year - one) for one in asked), year), default=None)
