"""Places as they lie in one another: continent, country, city or territory."""

from __future__ import annotations

from index.gazetteer import load_gazetteer
from index.text.folding import fold
from web.views.facet_lists import Labelled
from web.views.i18n import gettext
from web.views.labels import country_name, sorted_by_label

Nested = list[tuple[str, list[tuple[str, list[Labelled]]]]]
"""Continents, each with its countries, each with its values; a name may be empty."""


def by_continent(values: tuple[Labelled, ...], language: str) -> list[tuple[str, list[Labelled]]]:
    """The countries under the names of their continents, both from A to Z."""
    groups: dict[str, list[Labelled]] = {}
    for label, value in sorted_by_label(values):
        continent = load_gazetteer().continent(value.value)
        name = country_name(continent, language) if continent else gettext("Elsewhere")
        groups.setdefault(name, []).append((label, value))
    return sorted(
        groups.items(), key=lambda group: (group[0] == gettext("Elsewhere"), fold(group[0]))
    )


def by_country(values: tuple[Labelled, ...]) -> dict[str, list[Labelled]]:
    """The places under their country's code, from A to Z."""
    groups: dict[str, list[Labelled]] = {}
    for label, value in sorted_by_label(values):
        place = load_gazetteer().place(value.value)
        groups.setdefault(place.country if place else "", []).append((label, value))
    return groups


def nested(field: str, values: tuple[Labelled, ...], language: str) -> Nested:
    """The values of a facet as its page sets them: countries and places nested, others plain."""
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
