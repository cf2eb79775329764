"""The suggestions for a search without results, in words."""

from __future__ import annotations

from search.query.query import Query
from search.results.date_format import within
from search.results.results import Results
from search.zero_results import ZeroResultSuggestion
from web.views.i18n import gettext
from web.views.labels import country_name
from web.views.query_text import labels_of, quoted, words_of


def suggestion_text(suggestion: ZeroResultSuggestion, results: Results, language: str) -> str:
    """Return the text of a suggestion in the page's language."""
    words = words_of(results.query) or gettext("all entries")
    match suggestion.kind:
        case "no-filters":
            return gettext("%(words)s, without filters", words=words)
        case "without" | "dates":
            left_out = _filter_words(suggestion, results, language)
            return gettext("%(words)s, without “%(filter)s”", words=words, filter=left_out)
        case "by-people":
            return gettext("%(words)s, also translated by machine", words=words)
        case "one-word":
            return gettext("Only %(word)s, without filters", word=quoted(suggestion.value))
        case "country":
            name = country_name(suggestion.value, language)
            return gettext("Everything about: %(name)s", name=name)
        case "nearest-year":
            return gettext(
                "%(words)s, in %(year)s: the nearest year", words=words, year=suggestion.value
            )


def _filter_words(suggestion: ZeroResultSuggestion, results: Results, language: str) -> str:
    asked: Query = results.query
    if suggestion.field is None:
        return within(asked.since, asked.until, language)
    if suggestion.field == "not_country":
        label = labels_of("not_country", (suggestion.value,), None, language)[0]
        return gettext("not %(country)s", country=label)
    facet = results.facets.get(suggestion.field)
    return labels_of(suggestion.field, (suggestion.value,), facet, language)[0]
