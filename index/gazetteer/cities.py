"""The long list of the world's cities, searched as it lies and parsed a row at a time."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from index.entry import Place


@dataclass(frozen=True, slots=True)
class City:
    """A city and how many people it has; its GeoNames name stands for both languages."""

    place: Place
    name: str
    population: int


def id_of(phrase: str, country: str) -> str:
    """Make a place's id out of the phrase of its name and its country: `bacau-ro`."""
    return f"{phrase.replace(' ', '-')}-{country.lower()}"


class Cities:
    """The rows of cities.csv, and of spellings.csv that lead to them by another spelling.

    Both are plain CSV (no cell is quoted, none holds a comma) and in the order of their bytes,
    so that a row is found by bisection and nothing is built when they are loaded.
    """

    def __init__(self, cities: str, spellings: str) -> None:
        self._rows = cities.splitlines()[1:]
        self._spellings = spellings.splitlines()[1:]

    def find(self, phrase: str) -> tuple[City, ...]:
        """List the cities that a phrase means, those whose own name it is first."""
        own = [_read(row) for row in _rows_of(self._rows, phrase)]
        for row in _rows_of(self._spellings, phrase):
            city = self.city(row.split(",", 2)[1])
            if city:
                own.append(city)
        return tuple(own)

    def city(self, place: str) -> City | None:
        """Find a city by its place's id."""
        name, _, country = place.rpartition("-")
        country = country.upper()
        for row in _rows_of(self._rows, name.replace("-", " ")):
            if row.split(",", 2)[1] == country:
                return _read(row)
        return None

    def spellings(self, place: str) -> tuple[tuple[str, str], ...]:
        """List the other spellings of a place as phrase and as written."""
        rows = (row.split(",") for row in self._spellings)
        return tuple((phrase, written) for phrase, known, written in rows if known == place)

    def knows(self, phrase: str) -> bool:
        """Say whether a phrase means a city."""
        return _begins(self._rows, f"{phrase},") or _begins(self._spellings, f"{phrase},")

    def has_longer(self, word: str) -> bool:
        """Say whether any phrase of several words begins with a word."""
        return _begins(self._rows, f"{word} ") or _begins(self._spellings, f"{word} ")

    def phrases(self) -> tuple[str, ...]:
        """List all phrases, each once."""
        both = (*self._rows, *self._spellings)
        return tuple(dict.fromkeys(row[: row.index(",")] for row in both))


def _begins(rows: list[str], start: str) -> bool:
    at = bisect_left(rows, start)
    return at < len(rows) and rows[at].startswith(start)


def _rows_of(rows: list[str], phrase: str) -> list[str]:
    start = f"{phrase},"
    at = end = bisect_left(rows, start)
    while end < len(rows) and rows[end].startswith(start):
        end += 1
    return rows[at:end]


def _read(row: str) -> City:
    phrase, country, population, name, latitude, longitude = row.split(",")
    labels = {"it": name, "en": name}
    place = Place(id_of(phrase, country), country, labels, "", float(latitude), float(longitude))
    return City(place, name, int(population))
