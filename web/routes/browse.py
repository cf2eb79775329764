"""Pages for browsing: years, countries, places, and entries without a country."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from index.gazetteer import load_gazetteer
from index.gazetteer.regions import load_regions
from index.text.folding import fold
from search.query.query import MAX_REACH, FacetField, Query
from search.query.url_parameters import YEARS
from search.results.date_format import MONTHS
from search.results.labels import place_name
from search.results.results import Results
from web.current_searcher import LANGUAGE_PATH, holdings, searcher
from web.routes.search import country_maps
from web.views.facet_lists import facet_list
from web.views.grouping import by_continent, by_country
from web.views.i18n import gettext, page_language
from web.views.labels import country_name, sorted_by_label
from web.views.links import QueryAddresses
from web.views.reading_language import chosen_read, page_read
from web.views.timeline import year_bars

pages = Blueprint("browse", __name__, url_prefix=LANGUAGE_PATH)

MAX_SHOWN = 10
"""Entries on the page of a country or place."""


@pages.get("/years")
def years_page(language: str) -> ResponseReturnValue:
    """Show every year with its count, as bars and as a table."""
    facet = searcher().search(Query(limit=1)).facets["year"]
    bars = year_bars(facet, holdings().years, tallest=84)
    return render_template(
        "years.html", bars=bars, year_page=lambda year: f"/{language}/years/{year}"
    )


@pages.get("/years/<int:year>")
def year_page(language: str, year: int) -> ResponseReturnValue:
    """Show a year month by month, and its entries from the first to the last."""
    if not 1 <= year <= 9999:
        abort(404)
    query = Query(year=(year,), sort="oldest", read=chosen_read())
    results = searcher().search(replace(query, limit=100, read=page_read()))
    if not results.total:
        abort(404)
    months = []
    for number, name in enumerate(MONTHS[language], 1):
        month = f"{year:04}-{number:02}"
        within = Query(since=month, until=month)
        months.append((name, searcher().search(replace(within, limit=1)).total, within))
    return render_template(
        "year.html", year=year, here=QueryAddresses(query, language), results=results, months=months
    )


@pages.get("/countries")
def countries_page(language: str) -> ResponseReturnValue:
    """Show every country of the archive under its continent, with its places."""
    facets = searcher().search(Query(limit=1)).facets
    countries = facet_list(facets["country"], language, short=False).short
    return render_template(
        "countries.html",
        groups=by_continent(countries, language),
        regions=sorted(
            (
                (region.labels[language], region.id, count)
                for region, count in searcher().regions()
                if region.countries
            ),
            key=lambda one: fold(one[0]),
        ),
        places=by_country(facet_list(facets["places"], language, short=False).short),
        twinnings=searcher().search(Query(kind=("twinning",), limit=1)).total,
        countryless=searcher().search(replace(countryless(), limit=1)).total,
        maps=country_maps(countries),
    )


@pages.get("/networks")
def networks_page(language: str) -> ResponseReturnValue:
    """Show entries without a country: networks of cities, organisations, and others."""
    year, page = (request.args.get(name, type=int) for name in ("year", "page"))
    query = replace(
        countryless(),
        year=(year,) if year and year in YEARS else (),
        page=max(1, min(page or 1, MAX_REACH // Query().limit)),
    )
    results = searcher().search(replace(query, read=page_read()))
    if not results.total or not results.hits:
        abort(404)
    path = f"/{language}/networks"
    kinds = facet_list(results.facets["kind"], language, short=False).short
    return render_template(
        "networks.html",
        results=results,
        year=query.year[0] if query.year else None,
        path=path,
        kinds=kinds,
        bars=year_bars(results.facets["year"], holdings().years),
        year_address=lambda one: path if one == str(year) else f"{path}?year={one}",
        page_address=lambda number: _page_address(path, query.year, number),
    )


def countryless() -> Query:
    """Return the query for entries without a country, newest first."""
    countries = searcher().search(Query(limit=1)).facets["country"].values
    return Query(not_country=tuple(sorted(value.value for value in countries)), sort="newest")


@pages.get("/twin-cities")
def twin_cities_page(language: str) -> ResponseReturnValue:
    """Show the cities that entries about twinnings name, by country."""
    query = Query(kind=("twinning",))
    results = searcher().search(replace(query, limit=MAX_SHOWN, read=page_read()))
    if not results.total:
        abort(404)
    here = QueryAddresses(query, language)
    cities = facet_list(results.facets["places"], language, short=False).short
    countries = sorted(
        (country_name(code, language), members)
        for code, members in by_country(cities).items()
        if code
    )
    return render_template(
        "twin_cities.html",
        results=results,
        here=here,
        countries=countries,
        city_address=lambda id: here.choosing("places", (id,)),
    )


def _page_address(path: str, years: tuple[int, ...], number: int) -> str:
    params = {**({"year": years[0]} if years else {}), **({"page": number} if number > 1 else {})}
    return f"{path}?{urlencode(params)}" if params else path


@pages.get("/countries/<code>")
def country_page(language: str, code: str) -> ResponseReturnValue:
    """Show a country: its years, its places and its newest entries."""
    if not load_gazetteer().has_country(code):
        abort(404)
    query = Query(country=(code,))
    results = searcher().search(replace(query, limit=MAX_SHOWN, read=page_read()))
    if not results.total:
        abort(404)
    places = facet_list(results.facets["places"], language, short=False).short
    here = [
        (label, value.count, f"/{language}/places/{value.value}")
        for label, value in sorted(places, key=lambda pair: fold(pair[0]))
        if (place := load_gazetteer().place(value.value)) and place.country == code
    ]
    return subject_page(
        results,
        name=country_name(code, language),
        up={"address": f"/{language}/countries", "words": gettext("All countries")},
        within={"title": gettext("Cities and territories"), "list": here} if here else None,
    )


@pages.get("/regions/<id>")
def region_page(language: str, id: str) -> ResponseReturnValue:
    """Show a region: its years, its countries or places, and its newest entries."""
    region = load_regions().get(id)
    if region is None:
        abort(404)
    name = region.labels[language]
    results = searcher().search(Query(place=name, limit=MAX_SHOWN, read=page_read()))
    if not results.total:
        abort(404)
    field: FacetField = "places" if region.divisions else "country"
    values = facet_list(results.facets[field], language, short=False).short
    folder = "places" if region.divisions else "countries"
    inside = [
        (label, value.count, f"/{language}/{folder}/{value.value}")
        for label, value in sorted_by_label(values)
        if value.value in region.countries
        or load_gazetteer().division(value.value) in region.divisions
    ]
    country = region.country
    up = {"address": f"/{language}/countries", "words": gettext("All countries")}
    if country and searcher().search(Query(country=(country,), limit=1)).total:
        address = f"/{language}/countries/{country}"
        up = {"address": address, "words": country_name(country, language)}
    title = gettext("Cities and territories") if region.divisions else gettext("Countries")
    return subject_page(results, name=name, up=up, within={"title": title, "list": inside})


@pages.get("/places/<id>")
def place_page(language: str, id: str) -> ResponseReturnValue:
    """Show a city or territory: its years and its newest entries."""
    place = load_gazetteer().place(id)
    query = Query(places=(id,))
    results = (
        searcher().search(replace(query, limit=MAX_SHOWN, read=page_read())) if place else None
    )
    if place is None or results is None or not results.total:
        abort(404)
    return subject_page(
        results,
        name=place_name(place, language),
        up={
            "address": f"/{language}/countries/{place.country}",
            "words": country_name(place.country, language),
        },
        within=None,
    )


def subject_page(results: Results, **shown: Any) -> ResponseReturnValue:
    """Show a country, a place or a person, with years, newest entries and a feed.

    `shown` are variables of the template: `name`, `up`, perhaps `roles` and `within`.
    """
    query = replace(results.query, limit=Query().limit, read=chosen_read())
    here = QueryAddresses(query, page_language())
    return render_template(
        "subject.html",
        results=results,
        here=here,
        bars=year_bars(results.facets["year"], holdings().years),
        year_address=lambda year: here.choosing("year", (year,)),
        **shown,
    )
