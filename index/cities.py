"""The long list of the world's cities, parsed a line at a time when asked for."""

from __future__ import annotations

from dataclasses import dataclass

from index.entry import Place


@dataclass(frozen=True, slots=True)
class City:
    """A city, how many people it has, its names as written and the phrases that mean it."""

    place: Place
    population: int
    names: tuple[str, ...]
    phrases: tuple[str, ...]


def id_of(phrase: str, country: str) -> str:
    """Make a place's id out of the phrase of its name and its country: `bacau-ro`."""
    return f"{phrase.replace(' ', '-')}-{country.lower()}"


class Cities:
    """The rows of cities.csv by phrase and by id; a row is known by its number.

    The file is plain: no cell is quoted, none holds a comma.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self.numbers: dict[str, int | tuple[int, ...]] = {}
        numbers = self.numbers
        for number in range(1, len(self._lines)):
            line = self._lines[number]
            phrases = line[: line.index(",")]
            if phrases not in numbers and "|" not in phrases:
                numbers[phrases] = number
                continue
            for phrase in phrases.split("|"):
                if phrase in numbers:
                    numbers[phrase] = (*_all(numbers[phrase]), number)
                else:
                    numbers[phrase] = number

    def find(self, phrase: str) -> tuple[int, ...]:
        """List the rows that a phrase means."""
        found = self.numbers.get(phrase)
        return () if found is None else _all(found)

    def number_of(self, place: str) -> int | None:
        """Find a row by its place's id."""
        name, _, country = place.rpartition("-")
        phrase, country = name.replace("-", " "), country.upper()
        for number in self.find(phrase):
            phrases, code, _ = self._lines[number].split(",", 2)
            if code == country and phrases.split("|", 1)[0] == phrase:
                return number
        return None

    def read(self, number: int) -> City:
        """Parse a row. The GeoNames name serves as name in both languages."""
        keys, country, population, name, latitude, longitude, others = self._lines[number].split(
            ","
        )
        phrases = tuple(keys.split("|"))
        place = Place(
            id_of(phrases[0], country),
            country,
            {"it": name, "en": name},
            "",
            float(latitude),
            float(longitude),
        )
        names = (name, *others.split("|")) if others else (name,)
        return City(place, int(population), names, phrases)


def _all(found: int | tuple[int, ...]) -> tuple[int, ...]:
    return (found,) if isinstance(found, int) else found
