"""The search pages: first visit, results, all values of a facet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from search.export.json_format import search_url
from search.query.query import FACETS, MAX_REACH, Query, Read
from search.results.results import ExpansionNote, Results
from search.zero_results import zero_result_suggestions
from web.current_searcher import LANGUAGE_PATH, searcher
from web.views import query_text as sayings
from web.views import query_url as params
from web.views.citations import site_data
from web.views.facet_lists import Labelled, chosen_out_of_sight, facet_list, facet_lists, found_in
from web.views.fragments import span_options
from web.views.grouping import nested
from web.views.i18n import figure, gettext
from web.views.labels import language_name
from web.views.links import Addresses
from web.views.notes import notes_of
from web.views.places_map import PlacesMap, places_maps
from web.views.template_globals import site
from web.views.timeline import year_bars
from web.views.zero_results import zero_result_words

pages = Blueprint("search", __name__, url_prefix=LANGUAGE_PATH)

NEWEST = 5
"""Entries on the first page."""

EXAMPLES = ("Bacău", "gemellaggio Chambéry", "ambassador 2007", "“World Design Capital”")
"""Searches that are known to find something in the sample archive."""

COUNTRIES = 12
"""Countries on the first page."""

FORMS = (
    (".atom", "Atom"), (".csv", "CSV"), (".json", "JSON"), (".jsonl", "JSON Lines"),
    (".ris", "RIS"), (".bib", "BibTeX"),
)  # fmt: skip


@pages.get("/")
def home(language: str) -> ResponseReturnValue:
    """Show what there is, and the box."""
    results = searcher().search(Query(limit=NEWEST, read=reading(language)))
    held = searcher().holdings()
    countries = facet_list(results.facets["country"], language, short=False)
    return render_template(
        "home.html",
        results=results,
        first_year=held.years[0] if held.years else "",
        bars=year_bars(results.facets["year"], held.years, tallest=84),
        countries=countries.short[:COUNTRIES],
        maps=maps_of(countries.short),
        examples=EXAMPLES,
        linked_data=site_data(site(), language),
    )


@pages.get("/search")
def search_page(language: str) -> ResponseReturnValue:
    """Show the form, and the results of whatever the address asks."""
    pairs = tuple(request.args.items(multi=True))
    query, dropped = params.asked(request.args)
    if pairs != params.canonical(query) and not dropped:
        return redirect(search_url(query, language), 303)
    results = params.answered(searcher(), query, dropped)
    return render_template("search.html", **_shown(results, language))


@pages.get("/search/<facet>")
def facet_page(language: str, facet: str) -> ResponseReturnValue:
    """Show all values of a facet under the other filters, to look through and to tick."""
    if facet not in FACETS:
        abort(404)
    find = request.args.get("find", "").strip()[:64]
    query = replace(params.asked(request.args)[0], page=1)
    results = searcher().search(replace(query, limit=1))
    whole = facet_list(results.facets[facet], language, short=False)
    values = found_in(whole.short, find) if find else whole.short
    here = Addresses(query, language)
    return render_template(
        "facet.html",
        query=query,
        here=here,
        list=replace(whole, short=values),
        find=find,
        groups=nested(facet, values, language),
        out_of_sight=chosen_out_of_sight(query, facet, values),
        heading=sayings.heading(results),
        said=sayings.describe_filters(query, results.facets, language),
        maps=maps_of(whole.short) if facet == "country" and not find else None,
        country_toggle=here.toggling("country"),
        exceptions=[
            (label, here.excluding(value.value)) for label, value in values if facet == "country"
        ],
    )


def _shown(results: Results, language: str) -> dict[str, Any]:
    """Everything the template of a results page shows."""
    query = results.query
    heading = sayings.heading(results)
    chips = sayings.chips(query, results.facets, language)
    held = searcher().holdings()
    here = Addresses(query, language)
    last_page = max(1, min(results.pages, MAX_REACH // query.limit))
    first = (query.page - 1) * query.limit + 1
    meant = results.did_you_mean
    return {
        "query": query,
        "here": here,
        "results": results,
        "heading": heading,
        "title": ", ".join([heading, *(chip.value for chip in chips)]),
        "said": sayings.describe_filters(query, results.facets, language),
        "chips": chips,
        "additions": [_expansion_item(each, query, here) for each in results.understood.also],
        "notes": notes_of(results, language),
        "meant": sayings.meant_words(meant) if meant else "",
        "meant_query": meant.applied(query) if meant else query,
        "bars": year_bars(results.facets["year"], held.years),
        "all_bars": () if results.total else _all_bars(held.years),
        "lists": facet_lists(results.facets, language),
        "year_toggle": here.toggling("year"),
        "span_options": lambda value: span_options(value, held.years, language),
        "readings": (
            ("orig", gettext("original")),
            *((tag, language_name(tag, language)) for tag in ("it", "en")),
        ),
        "orders": _orders(query),
        "order": "newest" if query.sort == "relevance" and not query.has_words else query.sort,
        "page_numbers": page_numbers(query.page, last_page),
        "last_page": last_page,
        "first": first,
        "reach": _reach(results, first),
        "forms": FORMS,
        "ways": ()
        if results.total
        else [
            (way, zero_result_words(way, results, language))
            for way in zero_result_suggestions(searcher(), results)
        ],
    }


def maps_of(countries: Iterable[Labelled]) -> tuple[PlacesMap, PlacesMap]:
    """The maps of a list of countries."""
    return places_maps((value.value, label, value.count) for label, value in countries)


def reading(language: str) -> Read:
    """The reading language of lists that were not searched for: the page's own."""
    return "it" if language == "it" else "en"


def page_numbers(page: int, last: int) -> tuple[int | None, ...]:
    """The page numbers to show, None for a gap: the ends, the current one and its neighbours."""
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


def _expansion_item(each: ExpansionNote, query: Query, here: Addresses) -> dict[str, str]:
    return {
        "term": each.term,
        "language": each.language,
        "remove": here.choosing("drop", {*query.drop, each.term}),
    }


def _orders(query: Query) -> tuple[tuple[str, str], ...]:
    by_date = (("newest", gettext("newest")), ("oldest", gettext("oldest")))
    return (("relevance", gettext("relevance")), *by_date) if query.has_words else by_date


def _all_bars(years: tuple[int, int] | None) -> tuple[Any, ...]:
    return year_bars(searcher().search(Query(limit=1)).facets["year"], years)


def _reach(results: Results, first: int) -> str:
    if not results.hits:
        return gettext("Results")
    return gettext(
        "Results %(first)s to %(last)s of %(total)s",
        first=figure(first),
        last=figure(first + len(results.hits) - 1),
        total=figure(results.total),
    )
