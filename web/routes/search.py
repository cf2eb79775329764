"""The search pages: home, results, and all values of a facet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from index.model.entry import READING_LANGUAGES
from search.export.file_formats import FILE_FORMATS
from search.export.json_format import search_url
from search.query.query import FACETS, MAX_REACH, Query
from search.query.url_parameters import parameters_of
from search.results.date_format import written_point
from search.results.results import Results
from search.results.understood import ExpansionNote
from search.zero_results import zero_result_suggestions
from web.current_searcher import LANGUAGE_PATH, holdings, profile, searcher
from web.views.citations import site_data
from web.views.example_searches import example_searches
from web.views.facet_lists import (
    Labelled,
    facet_list,
    facet_lists,
    hidden_selected,
    matching_values,
)
from web.views.grouping import grouped
from web.views.i18n import figure, gettext, page_language
from web.views.labels import language_name
from web.views.links import QueryAddresses
from web.views.name_meanings import ambiguous_links
from web.views.notes import note_text, note_texts
from web.views.places_map import PlacesMap, places_maps
from web.views.query_text import (
    chips,
    correction_text,
    describe_filters,
    heading,
    parts_held,
    quoted,
    words_of,
)
from web.views.query_url import query_of_args, search_with_notes
from web.views.reading_language import in_page_language, page_read
from web.views.search_reasons import expansion_term, remove_address, word_items
from web.views.template_globals import site
from web.views.timeline import year_bars
from web.views.zero_results import suggestion_text

pages = Blueprint("search", __name__, url_prefix=LANGUAGE_PATH)

MAX_NEWEST = 5
"""Entries on the home page."""

SIZES = (20, 50, 100)
"""Hits on a page that are offered."""

MAX_COUNTRIES = 12
"""Countries on the home page."""

_FORM_ENDS = (*(f".{form}" for form in FILE_FORMATS), ".json")
_FORM_NAMES = (*(file.name for file in FILE_FORMATS.values()), "JSON")
"""The ends of addresses and what people call the formats, those for most people first."""


@pages.get("/")
def home(language: str) -> ResponseReturnValue:
    """Show the home page: search box, years, map and newest entries."""
    results = searcher().search(Query(limit=MAX_NEWEST, read=page_read()))
    held = holdings()
    countries = facet_list(results.facets["country"], language, short=False)
    return render_template(
        "home.html",
        results=results,
        first_year=held.years[0] if held.years else None,
        last_year=held.years[1] if held.years and held.years[1] < held.built.year else None,
        bars=year_bars(results.facets["year"], held.years, tallest=84),
        countries=countries.short[:MAX_COUNTRIES],
        maps=country_maps(countries.short),
        examples=example_searches(results, profile(), language),
        linked_data=site_data(site(), language),
    )


@pages.get("/search")
def search_page(language: str) -> ResponseReturnValue:
    """Show the search form and the results; redirect to the canonical URL."""
    pairs = tuple(request.args.items(multi=True))
    query, dropped = query_of_args(request.args)
    if pairs != parameters_of(query) and not dropped:
        return redirect(search_url(query, language), 303)
    found = search_with_notes(searcher(), in_page_language(query), dropped)
    results = replace(found, query=query)  # its links choose no language that the reader has not
    return render_template("search.html", **_template_values(results, language))


@pages.get("/search/<facet>")
def facet_page(language: str, facet: str) -> ResponseReturnValue:
    """Show all values of a facet under the other filters, as check boxes."""
    field = next((one for one in FACETS if one == facet), None)
    if field is None:
        abort(404)
    find = request.args.get("find", "").strip()[:64]
    query = replace(query_of_args(request.args)[0], page=1)
    results = searcher().search(replace(query, limit=1))
    whole = facet_list(results.facets[field], language, short=False)
    values = matching_values(whole.short, find) if find else whole.short
    here = QueryAddresses(query, language)
    return render_template(
        "facet.html",
        query=query,
        here=here,
        list=replace(whole, short=values),
        find=find,
        groups=grouped(field, values, language),
        hidden_selected=hidden_selected(query, field, values),
        heading=heading(results),
        filter_summary=describe_filters(query, results.facets, language),
        maps=country_maps(whole.short) if field == "country" and not find else None,
        country_toggle=here.toggling("country"),
        exceptions=[
            (label, here.excluding(value.value)) for label, value in values if field == "country"
        ],
    )


@pages.get("/search/why")
def why_page(language: str) -> ResponseReturnValue:
    """Show why a search has its results: what was required, added and left out."""
    query, dropped = query_of_args(request.args)
    query = replace(query, page=1)
    asked = in_page_language(query)
    found = search_with_notes(searcher(), asked, dropped)
    results = replace(found, query=query)
    here = QueryAddresses(query, language)
    reasons = searcher().reasons(asked)
    correction = results.did_you_mean
    return render_template(
        "why.html",
        query=query,
        here=here,
        results=results,
        heading=heading(results),
        words=word_items(reasons, query, here, language),
        excluded=[quoted(each) for each in reasons.excluded],
        common=", ".join(map(quoted, reasons.common)),
        parts=parts_held(results),
        notes=[note_text(note) for note in results.understood.notes],
        typed=words_of(query),
        correction=correction_text(correction) if correction else "",
        filter_summary=describe_filters(query, results.facets, language),
        order=_order(query),
    )


def _template_values(results: Results, language: str) -> dict[str, Any]:
    """Return the variables of the template of a results page."""
    query = results.query
    title = heading(results)
    filter_chips = chips(query, results.facets, language)
    held = holdings()
    here = QueryAddresses(query, language)
    last_page = max(1, min(results.pages, MAX_REACH // query.limit))
    first = (query.page - 1) * query.limit + 1
    correction = results.did_you_mean
    read = page_read()
    return {
        "query": query,
        "here": here,
        "results": results,
        "heading": title,
        "title": ", ".join([title, *(chip.value for chip in filter_chips)]),
        "filter_summary": describe_filters(query, results.facets, language),
        "chips": filter_chips,
        "expansions": [
            _expansion_item(each, query, here, language) for each in results.understood.same
        ],
        "related_words": [
            _expansion_item(each, query, here, language)
            for each in results.understood.about_the_same
        ],
        "ambiguous": ambiguous_links(results, language),
        "notes": note_texts(results, language),
        "correction": correction_text(correction) if correction else "",
        "corrected_query": correction.applied(query) if correction else query,
        "typed": words_of(query),
        "bars": year_bars(results.facets["year"], held.years),
        "all_bars": () if results.total else _all_bars(held.years),
        "lists": facet_lists(results, language),
        "year_toggle": here.toggling("year"),
        "date_words": lambda value: written_point(value, language) if value else "",
        "held_years": range(held.years[0], held.years[1] + 1) if held.years else (),
        "sizes": _sizes(query, results.total),
        "readings": (
            *((tag, language_name(tag, language)) for tag in READING_LANGUAGES),
            ("orig", gettext("original")),
        ),
        "orders": _orders(query),
        "order": _order(query),
        "page_numbers": page_numbers(query.page, last_page),
        "last_page": last_page,
        "first": first,
        "shown_range": _shown_range(results, first),
        "own_address": here.of(),
        "files": tuple(zip(here.of_forms(_FORM_ENDS, page=1, limit=20), _FORM_NAMES, strict=True)),
        "has_machine_texts": any(
            hit.shown.language != read or hit.shown.origin == "machine" for hit in results.hits
        ),
        "suggestions": ()
        if results.total
        else [
            (suggestion, suggestion_text(suggestion, results, language))
            for suggestion in zero_result_suggestions(searcher(), results)
        ],
    }


def country_maps(countries: Iterable[Labelled]) -> tuple[PlacesMap, PlacesMap]:
    """Return the maps of a list of countries."""
    held = ((value.value, label, value.count) for label, value in countries)
    return places_maps(held, profile(), page_language())


def page_numbers(page: int, last: int) -> tuple[int | None, ...]:
    """Return the page numbers to show: both ends, the current one and its neighbours.

    None stands for a gap of two or more pages.
    """
    near = {1, last, *range(page - 1, page + 2)}
    numbers: list[int | None] = []
    for number in sorted(n for n in near if 1 <= n <= last):
        before = numbers[-1] if numbers else 0
        if before is not None and number == before + 2:
            numbers.append(number - 1)
        elif before is not None and number > before + 2:
            numbers.append(None)
        numbers.append(number)
    return tuple(numbers)


def _expansion_item(
    each: ExpansionNote, query: Query, here: QueryAddresses, language: str
) -> dict[str, str]:
    term, term_language = expansion_term(each, language)
    return {
        "term": term,
        "language": term_language,
        "remove": remove_address(each, query, here),
    }


def _order(query: Query) -> str:
    return "newest" if query.sort == "relevance" and not query.has_words else query.sort


def _orders(query: Query) -> tuple[tuple[str, str], ...]:
    by_date = (("newest", gettext("newest")), ("oldest", gettext("oldest")))
    return (("relevance", gettext("relevance")), *by_date) if query.has_words else by_date


def _sizes(query: Query, total: int) -> tuple[int, ...]:
    """Return the page sizes to choose from; none when all results fit the smallest."""
    if total <= min(SIZES):
        return ()
    return tuple(sorted({*SIZES, query.limit}))


def _all_bars(years: tuple[int, int] | None) -> tuple[Any, ...]:
    return year_bars(searcher().search(Query(limit=1)).facets["year"], years)


def _shown_range(results: Results, first: int) -> str:
    if not results.hits:
        return gettext("Results")
    return gettext(
        "Results %(first)s to %(last)s of %(total)s",
        first=figure(first),
        last=figure(first + len(results.hits) - 1),
        total=figure(results.total),
    )
