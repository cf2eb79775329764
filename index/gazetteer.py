"""The gazetteer: countries and places of the world, and every name they go by."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from babel import Locale, UnknownLocaleError

from index.demonyms import forms_of
from index.entry import Place
from index.phrases import phrase_of

SenseKind = Literal["country", "demonym", "region", "place"]
Why = Literal["name", "old name", "misspelling", "demonym"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a phrase can mean.

    A region (Bavaria, Santa Fe province) says only which country it lies in: `place` is an id
    for kind "place" alone. `language` is None where the gazetteer does not know it.
    """

    kind: SenseKind
    country: str
    place: str | None
    name: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a country or place, as written."""

    text: str
    language: str | None
    why: Why


@dataclass(frozen=True, slots=True)
class _Country:
    continent: str
    labels: dict[str, str]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class _City:
    """A place written by hand: its names and, by its line, what the list of cities knows."""

    place: Place
    population: int
    names: tuple[Name, ...]


class Gazetteer:
    """Names to places and back. Read-only once built; safe to share between threads.

    Countries are ISO 3166-1 alpha-2 codes and XK. Places have ids like `bacau-ro`. Cities of the
    long list are parsed when asked for; countries and places written by hand are at once.
    """

    def __init__(self, countries: str, place_names: str, cities: str) -> None:
        self._countries: dict[str, _Country] = {}
        self._named: dict[str, list[Sense]] = {}
        self._places: dict[str, _City] = {}
        self._by_hand: dict[int, str] = {}
        self._lines: list[str] = cities.splitlines()
        self._listed: dict[str, int | tuple[int, ...]] = {}
        self._longest: dict[str, int] = {}
        self._read_cities()
        self._read_countries(countries)
        self._read_places(place_names)

    # What it knows of countries.

    def countries(self) -> tuple[str, ...]:
        """List the codes of all countries, in their alphabetical order."""
        return tuple(self._countries)

    def has_country(self, code: str) -> bool:
        """Say whether a code is a country's."""
        return code in self._countries

    def country_name(self, code: str, language: str) -> str:
        """Label a country, or a continent as `continent` gives it; the code itself if unknown.

        Italian, English and French labels are ours; others are CLDR's.
        """
        known = self._countries.get(code)
        if known and language in known.labels:
            return known.labels[language]
        return _cldr_name(code, language) or (known.labels["en"] if known else code)

    def continent(self, code: str) -> str:
        """Give a country's continent as its UN M49 code, which `country_name` can label.

        002 Africa, 009 Oceania, 019 the Americas, 142 Asia, 150 Europe; Antarctica is AQ.
        Unknown countries give an empty string.
        """
        known = self._countries.get(code)
        return known.continent if known else ""

    # What it knows of places.

    def place(self, place: str) -> Place | None:
        """Find a place by its id, with an empty `as_written`; None when there is none."""
        known = self._places.get(place)
        if known:
            return known.place
        line = self._line_of(place)
        return None if line is None else self._parse(line).place

    def population(self, place: str) -> int:
        """Count a place's people; 0 when unknown."""
        known = self._places.get(place)
        if known:
            return known.population
        line = self._line_of(place)
        return 0 if line is None else int(self._lines[line].split(",", 3)[2])

    # Names.

    def senses(self, folded_phrase: str) -> tuple[Sense, ...]:
        """List all that a phrase can mean, the likeliest first; () when it means nothing here.

        Countries stand before places, places in the order of their size.
        """
        phrase = phrase_of(folded_phrase)
        return self.senses_of(phrase)

    def senses_of(self, phrase: str) -> tuple[Sense, ...]:
        """Do as `senses` for a phrase that `phrase_of` made."""
        senses = list(self._named.get(phrase, ()))
        for line in _numbers(self._listed.get(phrase)):
            if line not in self._by_hand:
                city = self._parse(line)
                senses.append(
                    Sense("place", city.place.country, city.place.id, city.names[0].text, None)
                )
        if len(senses) > 1:
            senses.sort(key=self._likeliness)
        return tuple(senses)

    def names(self, *, country: str | None = None, place: str | None = None) -> tuple[Name, ...]:
        """List the names of a country or of a place, labels first; () when it is unknown."""
        if country is not None:
            known = self._countries.get(country)
            return known.names if known else ()
        if place is None:
            return ()
        if place in self._places:
            return self._places[place].names
        line = self._line_of(place)
        return () if line is None else self._parse(line).names

    def longest(self, word: str) -> int:
        """Say how many words the longest phrase that begins with a folded word can have."""
        return self._longest.get(word, 1)

    def knows(self, phrase: str) -> bool:
        """Say whether a phrase that `phrase_of` made has any sense."""
        return phrase in self._named or phrase in self._listed

    # Reading.

    def _read_cities(self) -> None:
        listed = self._listed
        for number, line in enumerate(self._lines):
            if not number:
                continue
            for key in line[: line.index(",")].split("|"):
                before = listed.setdefault(key, number)
                if before != number:
                    listed[key] = (*_numbers(before), number)
                if " " in key:
                    self._measure(key)

    def _read_countries(self, text: str) -> None:
        for row in csv.DictReader(text.splitlines()):
            code = row["code"]
            labels = {language: row[language] for language in ("it", "en", "fr")}
            names = [Name(label, language, "name") for language, label in labels.items()]
            names += [Name(name, None, "name") for name in _parts(row["names"])]
            names += [Name(name, None, "old name") for name in _parts(row["old"])]
            for name in names:
                self._add(name, "country", code)
            former = [Name(name, None, "old name") for name in _parts(row["former"])]
            for name in former:
                self._add(name, "country", code)
            demonyms = [
                Name(form, language, "demonym")
                for language in ("it", "en", "fr")
                for demonym in _parts(row[f"demonyms_{language}"])
                for form in forms_of(demonym, language)
            ]
            for name in demonyms:
                self._add(name, "demonym", code)
            self._countries[code] = _Country(
                row["continent"], labels, tuple(dict.fromkeys([*names, *former, *demonyms]))
            )

    def _read_places(self, text: str) -> None:
        for row in csv.DictReader(text.splitlines()):
            country = row["country"]
            names = [Name(row["it"], "it", "name"), Name(row["en"], "en", "name")]
            names += [Name(name, None, "name") for name in _parts(row["names"])]
            names += [Name(name, None, "misspelling") for name in _parts(row["misspellings"])]
            if row["kind"] == "region":
                for name in names:
                    self._add(name, "region", country)
                continue
            place = f"{phrase_of(row['en']).replace(' ', '-')}-{country.lower()}"
            line = self._line_of(f"{phrase_of(row['geonames'] or row['en'])}-{country.lower()}")
            if row["latitude"] or line is None:
                latitude, longitude = float(row["latitude"]), float(row["longitude"])
                population = int(row["population"])
            else:
                listed = self._parse(line)
                latitude, longitude = listed.place.latitude, listed.place.longitude
                population = listed.population
                names += listed.names
                self._by_hand[line] = place
            labels = {"it": row["it"], "en": row["en"]}
            self._places[place] = _City(
                Place(place, country, labels, "", latitude, longitude),
                population,
                tuple({phrase_of(n.text) + str(n.language): n for n in reversed(names)}.values())[
                    ::-1
                ],
            )
            for name in names:
                self._add(name, "place", country, place)

    def _add(self, name: Name, kind: SenseKind, country: str, place: str | None = None) -> None:
        phrase = phrase_of(name.text)
        senses = self._named.setdefault(phrase, [])
        if any((s.kind, s.country, s.place) == (kind, country, place) for s in senses):
            return
        senses.append(Sense(kind, country, place, name.text, name.language))
        if " " in phrase:
            self._measure(phrase)

    def _measure(self, phrase: str) -> None:
        first = phrase[: phrase.index(" ")]
        words = phrase.count(" ") + 1
        if words > self._longest.get(first, 1):
            self._longest[first] = words

    def _line_of(self, place: str) -> int | None:
        """Find the line of a city by its id."""
        phrase, _, country = place.rpartition("-")
        phrase, country = phrase.replace("-", " "), country.upper()
        for line in _numbers(self._listed.get(phrase)):
            keys, code, _ = self._lines[line].split(",", 2)
            if code == country and keys.split("|", 1)[0] == phrase:
                return line
        return None

    def _parse(self, line: int) -> _City:
        keys, country, population, name, latitude, longitude, others = self._lines[line].split(",")
        place = f"{keys.split('|', 1)[0].replace(' ', '-')}-{country.lower()}"
        names = (Name(name, None, "name"), *(Name(n, None, "name") for n in _parts(others)))
        labels = {"it": name, "en": name}
        return _City(
            Place(place, country, labels, "", float(latitude), float(longitude)),
            int(population),
            names,
        )

    def _likeliness(self, sense: Sense) -> tuple[int, int]:
        order = ("country", "demonym", "region", "place").index(sense.kind)
        return order, -self.population(sense.place) if sense.place else 0


@cache
def load_gazetteer() -> Gazetteer:
    """Read the gazetteer that the package ships, once a process."""
    data = files("index") / "data"
    return Gazetteer(
        *(
            (data / name).read_text(encoding="utf-8")
            for name in ("countries.csv", "place_names.csv", "cities.csv")
        )
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _numbers(found: int | tuple[int, ...] | None) -> tuple[int, ...]:
    if found is None:
        return ()
    return (found,) if isinstance(found, int) else found


@cache
def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}


def _cldr_name(code: str, language: str) -> str:
    return _territories(language).get(code, "")


def iterate_phrases(gazetteer: Gazetteer) -> Iterator[str]:
    """Walk over every phrase the gazetteer knows."""
    yield from gazetteer._named
    yield from gazetteer._listed.keys() - gazetteer._named.keys()
