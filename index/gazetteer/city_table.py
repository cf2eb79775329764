"""The table of the world's cities, searched as bytes and parsed row by row."""

from __future__ import annotations

import mmap
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from index.model.entry import READING_LANGUAGES, Place
from index.text.key_places import KeyPlaces
from index.text.sorted_lines import SortedLines, after_heading

CITIES, SPELLINGS = "cities.csv", "spellings.csv"
"""The files of the table in index/data."""


@dataclass(frozen=True, slots=True)
class City:
    """A city and its population; both of its names are the one of GeoNames."""

    place: Place
    name: str
    population: int
    division: str
    """The first-level division by GeoNames' code, "" when it is unknown."""


def place_id(phrase: str, country: str) -> str:
    """Return a place's id, made of the phrase of its name and its country: `bacau-ro`."""
    return f"{phrase.replace(' ', '-')}-{country.lower()}"


class CityTable:
    """The cities of cities.csv, also found by the spellings of spellings.csv.

    Both are sorted below their headings, and no cell has a comma.
    """

    def __init__(
        self,
        cities: bytes | mmap.mmap,
        spellings: bytes | mmap.mmap,
        places_of: Callable[[str], KeyPlaces | None] = lambda name: None,
    ) -> None:
        """`places_of` takes the name of one of the files, and gives the places of its phrases."""
        self._rows = SortedLines(cities, after_heading(cities), places_of(CITIES))
        self._spellings = SortedLines(spellings, after_heading(spellings), places_of(SPELLINGS))

    def find(self, phrase: str) -> tuple[City, ...]:
        """Return the cities of a phrase, those whose own name it is first; () for none."""
        own = [_read(row) for row in self._rows.of_key(f"{phrase},")]
        for row in self._spellings.of_key(f"{phrase},"):
            city = self.city(row.split(",", 2)[1])
            if city:
                own.append(city)
        return tuple(own)

    def city(self, place: str) -> City | None:
        """Return the city of a place's id, or None."""
        name, _, country = place.rpartition("-")
        country = country.upper()
        for row in self._rows.of_key(f"{name.replace('-', ' ')},"):
            if row.split(",", 2)[1] == country:
                return _read(row)
        return None

    def spellings(self, place: str) -> tuple[tuple[str, str], ...]:
        """Return the other spellings of a place, each as phrase and as written."""
        rows = (row.split(",") for row in self._spellings.holding(f",{place},"))
        return tuple((phrase, written) for phrase, _, written in rows)

    def knows(self, phrase: str) -> bool:
        """Return whether a phrase is the name or a spelling of a city."""
        start = f"{phrase},"
        return self._rows.has_key(start) or self._spellings.has_key(start)

    def has_longer(self, word: str) -> bool:
        """Return whether a phrase of several words begins with a word."""
        start = f"{word} "
        return self._rows.has_key(start) or self._spellings.has_key(start)

    def phrases(self) -> tuple[str, ...]:
        """Return all phrases, each once."""
        both = chain(self._rows, self._spellings)
        return tuple(dict.fromkeys(row[: row.index(",")] for row in both))


def _read(row: str) -> City:
    phrase, country, population, name, latitude, longitude, division = row.split(",")
    labels = dict.fromkeys(READING_LANGUAGES, name)
    place = Place(place_id(phrase, country), country, labels, "", float(latitude), float(longitude))
    return City(place, name, int(population), division)
