"""Curated places: the table of places and regions that is kept by hand (place_names.csv)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from index.gazetteer.city_table import City, CityTable, place_id
from index.gazetteer.country_names import GazetteerName, split_cell
from index.gazetteer.phrases import phrase_of
from index.model.entry import Place


@dataclass(frozen=True, slots=True)
class CuratedPlace:
    """A place of the table; `listed` is its id in the long list, "" when it is not there."""

    place: Place
    population: int
    names: tuple[GazetteerName, ...]
    division: str
    listed: str = ""


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """A region of the table, which only says in which country it lies; its people's names apart."""

    country: str
    names: tuple[GazetteerName, ...]
    demonyms: tuple[GazetteerName, ...]


def read_places(text: str, cities: CityTable) -> Iterator[CuratedPlace | NamedRegion]:
    """Yield the rows of the table. Raises ValueError for a city that the long list has not."""
    for row in csv.DictReader(text.splitlines()):
        names = _names(row)
        if row["kind"] == "region":
            # Small letters are those of a demonym in Italian: bavarese, catalani.
            yield NamedRegion(
                row["country"],
                tuple(name for name in names if not name.text.islower()),
                tuple(replace(name, language="it") for name in names if name.text.islower()),
            )
        elif row["latitude"]:
            yield _own_place(row, names)
        else:
            yield _listed_place(row, names, cities)


def _names(row: Mapping[str, str]) -> tuple[GazetteerName, ...]:
    return (
        GazetteerName(row["it"], "it", "name"),
        GazetteerName(row["en"], "en", "name"),
        *(GazetteerName(name, None, "name") for name in split_cell(row["names"])),
        *(GazetteerName(name, None, "misspelling") for name in split_cell(row["misspellings"])),
    )


def _own_place(row: Mapping[str, str], names: tuple[GazetteerName, ...]) -> CuratedPlace:
    """Return a place that has coordinates and people of its own."""
    code = row["country"]
    latitude, longitude = float(row["latitude"]), float(row["longitude"])
    labels = {"it": row["it"], "en": row["en"]}
    place = Place(place_id(phrase_of(row["en"]), code), code, labels, "", latitude, longitude)
    return CuratedPlace(place, int(row["population"]), names, row["division"] or "")


def _listed_place(
    row: Mapping[str, str], names: tuple[GazetteerName, ...], cities: CityTable
) -> CuratedPlace:
    """Return a place that is in the long list, by its names in the table."""
    code = row["country"]
    listed = place_id(phrase_of(row["geonames"] or row["en"]), code)
    city: City | None = cities.city(listed)
    if not city:
        raise ValueError(f"place_names.csv names {listed}, which cities.csv has not")
    if all(name.text != city.name for name in names):
        names = (*names, GazetteerName(city.name, None, "name"))
    labels = {"it": row["it"], "en": row["en"]}
    place = replace(city.place, id=place_id(phrase_of(row["en"]), code), names=labels)
    return CuratedPlace(place, city.population, names, city.division, listed)
