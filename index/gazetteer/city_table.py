"""The table of the world's cities, searched as bytes and parsed row by row."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate, chain

from index.model.entry import Place


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
    """The cities of cities.csv, also found by the spellings of spellings.csv."""

    def __init__(self, cities: bytes, spellings: bytes) -> None:
        self._rows = _Rows(cities)
        self._spellings = _Rows(spellings)

    def find(self, phrase: str) -> tuple[City, ...]:
        """Return the cities of a phrase, those whose own name it is first; () for none."""
        own = [_read(row) for row in self._rows.of(phrase)]
        for row in self._spellings.of(phrase):
            city = self.city(row.split(",", 2)[1])
            if city:
                own.append(city)
        return tuple(own)

    def city(self, place: str) -> City | None:
        """Return the city of a place's id, or None."""
        name, _, country = place.rpartition("-")
        country = country.upper()
        for row in self._rows.of(name.replace("-", " ")):
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
        return self._rows.has(start) or self._spellings.has(start)

    def has_longer(self, word: str) -> bool:
        """Return whether a phrase of several words begins with a word."""
        start = f"{word} "
        return self._rows.has(start) or self._spellings.has(start)

    def phrases(self) -> tuple[str, ...]:
        """Return all phrases, each once."""
        both = chain(self._rows, self._spellings)
        return tuple(dict.fromkeys(row[: row.index(",")] for row in both))


class _Rows:
    """The rows of a CSV file below its heading, sorted by their bytes; no cell has a comma.

    They are searched by bisection in the bytes of the file, with a third of the memory that a list
    of rows takes.
    """

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._starts = array("I", accumulate(map(len, BytesIO(text))))
        self._starts.pop()  # the end of the last row

    def __iter__(self) -> Iterator[str]:
        return map(self._row, self._starts)

    def has(self, start: str) -> bool:
        """Return whether a row begins with `start`."""
        key = start.encode("utf-8", "replace")
        at = self._first(key)
        return at < len(self._starts) and self._text.startswith(key, self._starts[at])

    def of(self, phrase: str) -> Iterator[str]:
        """Yield the rows whose first cell is a phrase."""
        key = f"{phrase},".encode("utf-8", "replace")
        for number in range(self._first(key), len(self._starts)):
            if not self._text.startswith(key, self._starts[number]):
                return
            yield self._row(self._starts[number])

    def holding(self, cell: str) -> Iterator[str]:
        """Yield the rows that contain `cell`, which has its commas around it."""
        key = cell.encode("utf-8", "replace")
        at = self._text.find(key)
        while at >= 0:
            yield self._row(self._text.rfind(b"\n", 0, at) + 1)
            at = self._text.find(key, at + 1)

    def _first(self, key: bytes) -> int:
        """Return the number of the first row that is not less than the key."""
        text, length = self._text, len(key)
        return bisect_left(self._starts, key, key=lambda start: text[start : start + length])

    def _row(self, start: int) -> str:
        end = self._text.find(b"\n", start)
        return self._text[start : end if end >= 0 else None].decode().rstrip()


def _read(row: str) -> City:
    phrase, country, population, name, latitude, longitude, division = row.split(",")
    labels = {"it": name, "en": name}
    place = Place(place_id(phrase, country), country, labels, "", float(latitude), float(longitude))
    return City(place, name, int(population), division)
