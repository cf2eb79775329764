"""What the ways out of a search that found nothing are called."""

from __future__ import annotations

from search.query.query import Query
from search.results.date_format import within
from search.results.results import Results
from search.zero_results import ZeroResultSuggestion
from web.views import query_text as sayings
from web.views.i18n import gettext
from web.views.labels import country_name


def zero_result_words(way: ZeroResultSuggestion, results: Results, language: str) -> str:
    """The way in the page's language, to stand before how many entries it leads to."""
    words = sayings.words_of(results.query) or gettext("all entries")
    match way.kind_of_change:
        case "no-filters":
            return gettext("%(words)s, without filters", words=words)
        case "without" | "dates":
            left_out = _filter_words(way, results, language)
            return gettext("%(words)s, without “%(filter)s”", words=words, filter=left_out)
        case "one-word":
            return gettext("Only %(word)s, without filters", word=sayings.quoted(way.value))
        case "country":
            name = country_name(way.value, language)
            return gettext("Everything about: %(name)s", name=name)
        case "nearest-year":
            return gettext("%(words)s, in %(year)s: the nearest year", words=words, year=way.value)


def _filter_words(way: ZeroResultSuggestion, results: Results, language: str) -> str:
    asked: Query = results.query
    if way.kind_of_change == "dates":
        return within(asked.since, asked.until, language)
    facet = results.facets.get(way.field)
    label = sayings.labels_of(way.field, (way.value,), facet, language)[0]
    return gettext("not %(country)s", country=label) if way.field == "not_country" else label
