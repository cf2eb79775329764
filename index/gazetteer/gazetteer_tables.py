"""The gazetteer as lookup tables: countries, places and senses, made of the tables kept by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.gazetteer.city_table import CityTable
from index.gazetteer.country_names import Country, GazetteerName, read_countries
from index.gazetteer.curated_places import CuratedPlace, NamedRegion, read_places
from index.gazetteer.phrases import phrase_of
from index.gazetteer.senses import SenseKind
from index.model.entry import Place
from index.model.package_data import package_data
from index.text.lookup_table import LookupTable, lookup_table

COUNTRIES, PLACES, SENSES = "countries.tsv", "places.tsv", "senses.tsv"
"""The files of the package's tables."""
SOURCES = ("countries.csv", "place_names.csv", "cities.csv", "languages/")
"""What they are made of."""
LISTED = "listed "
"""Before a place's id in the city table: the key of its id in the table kept by hand."""
DEMONYMS = "demonyms"
"""The key of all phrases for a country's people."""
TableValues = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class GazetteerTables:
    """Countries by code, places of the table kept by hand by id, senses by phrase."""

    countries: LookupTable
    places: LookupTable
    senses: LookupTable


def package_tables(cities: CityTable) -> GazetteerTables:
    """Return the tables of the package."""

    def table(name: str) -> LookupTable:
        return lookup_table(name, SOURCES, lambda: package_values(cities)[name])

    return GazetteerTables(table(COUNTRIES), table(PLACES), table(SENSES))


def package_values(cities: CityTable) -> Mapping[str, TableValues]:
    """Return the values of each table, by the name of its file."""
    data = package_data()
    countries = {
        country.code: country
        for country in read_countries((data / "countries.csv").read_text(encoding="utf-8"))
    }
    places = tuple(read_places((data / "place_names.csv").read_text(encoding="utf-8"), cities))
    return {
        COUNTRIES: {code: [_country_to_json(country)] for code, country in countries.items()},
        PLACES: _place_values(places, countries.values()),
        SENSES: _sense_values(places, countries.values()),
    }


def country_from_json(value: Sequence[Any]) -> Country:
    """Return a country as `package_values` has it."""
    code, continent, labels, names, former, demonyms = value
    return Country(code, continent, labels, _names(names), _names(former), _names(demonyms))


def place_from_json(value: Sequence[Any]) -> CuratedPlace:
    """Return a place of the table kept by hand as `package_values` has it."""
    id, country, labels, latitude, longitude, population, names, division, listed = value
    place = Place(id, country, labels, "", latitude, longitude)
    return CuratedPlace(place, population, _names(names), division, listed)


def _names(values: Iterable[Sequence[Any]]) -> tuple[GazetteerName, ...]:
    return tuple(GazetteerName(*value) for value in values)


def _names_to_json(names: Iterable[GazetteerName]) -> list[list[str | None]]:
    return [[name.text, name.language, name.kind] for name in names]


def _country_to_json(country: Country) -> list[Any]:
    names = (country.names, country.former, country.demonyms)
    return [country.code, country.continent, country.labels, *map(_names_to_json, names)]


def _place_to_json(known: CuratedPlace) -> list[Any]:
    place = known.place
    names = _names_to_json(known.names)
    where = [place.id, place.country, place.names, place.latitude, place.longitude]
    return [*where, known.population, names, known.division, known.listed]


def _place_values(
    places: Iterable[CuratedPlace | NamedRegion], countries: Iterable[Country]
) -> TableValues:
    values: dict[str, list[Any]] = {}
    demonyms = [name for country in countries for name in country.demonyms]
    for known in places:
        if isinstance(known, NamedRegion):
            demonyms += known.demonyms
            continue
        values[known.place.id] = [_place_to_json(known)]
        if known.listed:
            values[f"{LISTED}{known.listed}"] = [known.place.id]
    values[DEMONYMS] = sorted({phrase_of(name.text) for name in demonyms})
    return values


def _sense_values(
    places: Iterable[CuratedPlace | NamedRegion], countries: Iterable[Country]
) -> TableValues:
    """Return what makes a `Sense`, by phrase, in the order in which the senses are listed."""
    values: defaultdict[str, list[Any]] = defaultdict(list)

    def add(
        names: Iterable[GazetteerName], kind: SenseKind, country: str, place: str | None = None
    ) -> None:
        for name in names:
            senses = values[phrase_of(name.text)]
            if all(sense[:3] != [kind, country, place] for sense in senses):
                senses.append([kind, country, place, name.text, name.language])

    for country in countries:
        add(country.names, "country", country.code)
        add(country.demonyms, "demonym", country.code)
    for country in countries:  # after the country that has the name today
        add(country.former, "country", country.code)
    for known in places:
        if isinstance(known, NamedRegion):
            add(known.names, "region", known.country)
            add(known.demonyms, "demonym", known.country)
        else:
            add(known.names, "place", known.place.country, known.place.id)
    return values
