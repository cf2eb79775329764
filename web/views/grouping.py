"""Facet values grouped by continent and country."""

from __future__ import annotations

from index.gazetteer import load_gazetteer
from index.text.folding import fold
from search.query.query import FacetField
from web.views.facet_lists import Labelled
from web.views.i18n import gettext
from web.views.labels import country_name, sorted_by_label

GroupedValues = list[tuple[str, list[tuple[str, list[Labelled]]]]]
"""Continents, each with its countries, each with its values; a name may be ""."""


def by_continent(values: tuple[Labelled, ...], language: str) -> list[tuple[str, list[Labelled]]]:
    """Return the countries by the name of their continent, both sorted by name."""
    groups: dict[str, list[Labelled]] = {}
    for label, value in sorted_by_label(values):
        continent = load_gazetteer().continent(value.value)
        name = country_name(continent, language) if continent else gettext("Elsewhere")
        groups.setdefault(name, []).append((label, value))
    return sorted(
        groups.items(), key=lambda group: (group[0] == gettext("Elsewhere"), fold(group[0]))
    )


def by_country(values: tuple[Labelled, ...]) -> dict[str, list[Labelled]]:
    """Return the places by the code of their country, sorted by name."""
    groups: dict[str, list[Labelled]] = {}
    for label, value in sorted_by_label(values):
        place = load_gazetteer().place(value.value)
        groups.setdefault(place.country if place else "", []).append((label, value))
    return groups


def grouped(field: FacetField, values: tuple[Labelled, ...], language: str) -> GroupedValues:
    """Return the values of a facet as its page shows them: only countries and places in groups."""
    if field == "country":
        return [(name, [("", members)]) for name, members in by_continent(values, language)]
    if field != "places":
        return [("", [("", list(values))])]
    continents: dict[str, list[tuple[str, list[Labelled]]]] = {}
    for code, members in by_country(values).items():
        continent = load_gazetteer().continent(code)
        name = country_name(continent, language) if continent else gettext("Elsewhere")
        continents.setdefault(name, []).append((country_name(code, language), members))
    return [
        (name, sorted(countries, key=lambda one: fold(one[0])))
        for name, countries in sorted(continents.items(), key=lambda one: fold(one[0]))
    ]
