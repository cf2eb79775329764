"""The gazetteer: countries and places of the world, and all their names.

`city_table` holds the long list of cities, the other modules read the tables kept by hand;
`regions` is for searching only. May import the model and text; opens only its own data files. Read
`load_gazetteer` and `Gazetteer.senses` first.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import combinations
from operator import itemgetter
from typing import Literal

from index.gazetteer.city_table import City, CityTable, place_id
from index.gazetteer.country_names import GazetteerName, read_countries, split_cell
from index.gazetteer.guarded_names import Guard, GuardedNames, read_guarded_names
from index.gazetteer.phrases import phrase_of
from index.model.entry import Place

__all__ = ["Gazetteer", "GazetteerName", "Sense", "SenseKind", "load_gazetteer"]

SenseKind = Literal["country", "demonym", "region", "place"]
_LONGEST_CITY = 6
"""Words of the longest names of the city table that are looked for; chosen by hand."""
_CACHED_PHRASES = 20_000
"""Phrases whose senses are cached, since an archive names the same places many times."""
_ORDER: tuple[SenseKind, ...] = ("country", "demonym", "region", "place")


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a phrase can mean.

    A region (Bavaria, Santa Fe province) only gives its country: `place` is an id for the kind
    "place" and None for others. `language` is None where the gazetteer does not know it.
    """

    kind: SenseKind
    country: str
    place: str | None
    name: str
    language: str | None


@dataclass(frozen=True, slots=True)
class _CuratedPlace:
    """A place of the table kept by hand."""

    place: Place
    population: int
    names: tuple[GazetteerName, ...]
    division: str


class Gazetteer:
    """Names to places and back. Read-only once built; safe to share between threads.

    Countries are ISO 3166-1 alpha-2 codes and XK. Places have ids like `bacau-ro`.
    """

    def __init__(
        self, countries: str, place_names: str, cities: CityTable, guarded: GuardedNames
    ) -> None:
        self._cities = cities
        self._guarded = guarded
        self._countries = {country.code: country for country in read_countries(countries)}
        self._curated: dict[str, _CuratedPlace] = {}
        self._replaced: dict[str, str] = {}
        self._senses: dict[str, list[Sense]] = {}
        self._demonyms: set[str] = set()
        self._read_countries()
        self._read_places(place_names)
        self.senses_of = lru_cache(_CACHED_PHRASES)(self._all_senses)
        self._population_of = lru_cache(_CACHED_PHRASES)(self._count_people)
        self._longest_from = lru_cache(_CACHED_PHRASES)(self._measure_longest)
        self._longest: dict[str, int] = {}
        for phrase in self._senses:
            if " " in phrase:
                first, words = phrase[: phrase.index(" ")], phrase.count(" ") + 1
                self._longest[first] = max(words, self._longest.get(first, 1))

    def countries(self) -> tuple[str, ...]:
        """Return the codes of all countries, in alphabetical order."""
        return tuple(self._countries)

    def has_country(self, code: str) -> bool:
        """Return whether a code is a country's."""
        return code in self._countries

    def country_name(self, code: str, language: str) -> str:
        """Return the label of a country, or of a continent by its code; an unknown code itself.

        Italian, English and French labels are of countries.csv, others of CLDR.
        """
        known = self._countries.get(code)
        if known and language in known.labels:
            return known.labels[language]
        return _territories(language).get(code) or (known.labels["en"] if known else code)

    def continent(self, code: str) -> str:
        """Return a country's continent as its UN M49 code, which `country_name` can label.

        002 Africa, 009 Oceania, 019 the Americas, 142 Asia, 150 Europe; Antarctica is AQ.
        An empty string for an unknown country.
        """
        known = self._countries.get(code)
        return known.continent if known else ""

    def place(self, place: str) -> Place | None:
        """Return a place by its id, with an empty `as_written`; None when there is none."""
        chosen = self._curated.get(place)
        if chosen:
            return chosen.place
        city = self._cities.city(place)
        return city.place if city else None

    def population(self, place: str) -> int:
        """Return the population of a place, 0 when it is unknown."""
        return self._population_of(place)

    def _count_people(self, place: str) -> int:
        chosen = self._curated.get(place)
        if chosen:
            return chosen.population
        city = self._cities.city(place)
        return city.population if city else 0

    def division(self, place: str) -> tuple[str, str]:
        """Return a place's country and first-level division by GeoNames' code; "" if unknown."""
        chosen = self._curated.get(place)
        if chosen:
            return chosen.place.country, chosen.division
        city = self._cities.city(place)
        return (city.place.country, city.division) if city else ("", "")

    def is_curated(self, place: str) -> bool:
        """Return whether a place is in the table kept by hand."""
        return place in self._curated

    def is_part_of_another(self, phrase: str, country: str) -> bool:
        """Return whether a folded name of a country is a part of another country's or its places'.

        "Republic of China" is part of "People's Republic of China", Monaco of "Monaco di Baviera".
        The label of a country (China) counts even where another country's long name has it.
        """
        in_countries, in_places = self._names_within
        if not in_places.get(phrase, frozenset()) <= {country}:
            return True
        labels = self._countries[country].labels.values() if country in self._countries else ()
        is_label = phrase in map(phrase_of, labels)
        return not is_label and not in_countries.get(phrase, frozenset()) <= {country}

    @cached_property
    def _names_within(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """By phrase with a sense: the countries that have a longer name around it, or whose places
        of the table kept by hand have."""
        in_countries: defaultdict[str, set[str]] = defaultdict(set)
        in_places: defaultdict[str, set[str]] = defaultdict(set)
        for phrase, senses in self._senses.items():
            words = phrase.split()
            for start, stop in combinations(range(len(words) + 1), 2):
                inner = " ".join(words[start:stop])
                if stop - start < len(words) and inner in self._senses:
                    for sense in senses:
                        is_country = sense.kind in ("country", "demonym")
                        (in_countries if is_country else in_places)[inner].add(sense.country)
        return in_countries, in_places

    def names(
        self, *, country: str | None = None, place: str | None = None
    ) -> tuple[GazetteerName, ...]:
        """Return the names of a country or of a place, labels first; () when it is unknown."""
        if country is not None:
            known = self._countries.get(country)
            return (*known.names, *known.former, *known.demonyms) if known else ()
        if place is None:
            return ()
        if place in self._curated:
            return self._curated[place].names
        city = self._cities.city(place)
        if not city:
            return ()
        written = (city.name, *(written for _, written in self._cities.spellings(place)))
        return tuple(GazetteerName(name, None, "name") for name in written)

    def senses(self, folded_phrase: str) -> tuple[Sense, ...]:
        """Return all senses of a folded phrase, the likeliest first; () when it has none.

        Countries come before demonyms, regions and places; curated places before those of the
        city table; larger places before smaller.
        """
        return self.senses_of(phrase_of(folded_phrase))

    def _all_senses(self, phrase: str) -> tuple[Sense, ...]:
        senses = list(self._senses.get(phrase, ()))
        known = {sense.place for sense in senses}
        ranked = [(self._unlikeliness(sense), sense) for sense in senses]
        for city in self._cities.find(phrase):
            place = self._replaced.get(city.place.id, city.place.id)
            if place not in known:
                sense = Sense("place", city.place.country, place, city.name, None)
                ranked.append(
                    ((_ORDER.index("place"), place not in self._curated, -city.population), sense)
                )
        ranked.sort(key=itemgetter(0))
        return tuple(sense for _, sense in ranked)

    def knows(self, phrase: str) -> bool:
        """Return whether a phrase, as `phrase_of` makes it, has a sense."""
        return phrase in self._senses or self._cities.knows(phrase)

    def is_demonym(self, word: str) -> bool:
        """Return whether a folded word can mean a country's people."""
        return word in self._demonyms

    def longest(self, word: str) -> int:
        """Return how many words a phrase that begins with a folded word may have, at least 1."""
        return self._longest_from(word)

    def _measure_longest(self, word: str) -> int:
        longest = self._longest.get(word, 1)
        if longest < _LONGEST_CITY and self._cities.has_longer(word):
            return _LONGEST_CITY
        return longest

    def guard(self, phrase: str) -> Guard | None:
        """Return what a phrase is besides a place: a word or a person's name; None for neither."""
        return self._guarded.names.get(phrase)

    @property
    def given_names(self) -> frozenset[str]:
        """The folded given names, that show that a name is a person's."""
        return self._guarded.given_names

    def phrases(self) -> Iterator[str]:
        """Yield every phrase that has a sense, once."""
        yield from self._senses
        yield from (phrase for phrase in self._cities.phrases() if phrase not in self._senses)

    def _read_countries(self) -> None:
        for country in self._countries.values():
            for name in country.names:
                self._add(phrase_of(name.text), name, "country", country.code)
            for name in country.demonyms:
                phrase = phrase_of(name.text)
                self._demonyms.add(phrase)
                self._add(phrase, name, "demonym", country.code)
        for country in self._countries.values():  # after the country that has the name today
            for name in country.former:
                self._add(phrase_of(name.text), name, "country", country.code)

    def _read_places(self, text: str) -> None:
        for row in csv.DictReader(text.splitlines()):
            code = row["country"]
            names = [
                GazetteerName(row["it"], "it", "name"),
                GazetteerName(row["en"], "en", "name"),
                *(GazetteerName(name, None, "name") for name in split_cell(row["names"])),
                *(
                    GazetteerName(name, None, "misspelling")
                    for name in split_cell(row["misspellings"])
                ),
            ]
            if row["kind"] == "region":
                for name in names:
                    phrase = phrase_of(name.text)
                    if name.text.islower():  # a demonym in Italian: bavarese, catalani
                        self._demonyms.add(phrase)
                        self._add(phrase, replace(name, language="it"), "demonym", code)
                    else:
                        self._add(phrase, name, "region", code)
                continue
            place = place_id(phrase_of(row["en"]), code)
            labels = {"it": row["it"], "en": row["en"]}
            if row["latitude"]:
                latitude, longitude = float(row["latitude"]), float(row["longitude"])
                population = int(row["population"])
                found = Place(place, code, labels, "", latitude, longitude)
                division = row["division"] or ""
            else:
                listed = place_id(phrase_of(row["geonames"] or row["en"]), code)
                city = self._replace(listed, place)
                if all(name.text != city.name for name in names):
                    names.append(GazetteerName(city.name, None, "name"))
                found = replace(city.place, id=place, names=labels)
                population, division = city.population, city.division
            self._curated[place] = _CuratedPlace(found, population, tuple(names), division)
            for name in names:
                self._add(phrase_of(name.text), name, "place", code, place)

    def _replace(self, listed: str, place: str) -> City:
        """Replace a listed city by a curated place; return the city.

        Raises ValueError when there is no such city.
        """
        city = self._cities.city(listed)
        if not city:
            raise ValueError(f"place_names.csv names {listed}, which cities.csv has not")
        self._replaced[listed] = place
        return city

    def _add(
        self,
        phrase: str,
        name: GazetteerName,
        kind: SenseKind,
        country: str,
        place: str | None = None,
    ) -> None:
        """Add a sense to a phrase, unless it has that sense already."""
        senses = self._senses.setdefault(phrase, [])
        for sense in senses:
            if sense.country == country and sense.place == place and sense.kind == kind:
                return
        senses.append(Sense(kind, country, place, name.text, name.language))

    def _unlikeliness(self, sense: Sense) -> tuple[int, bool, int]:
        chosen = self._curated[sense.place] if sense.place else None
        return _ORDER.index(sense.kind), False, -chosen.population if chosen else 0


@cache
def load_gazetteer() -> Gazetteer:
    """Read the gazetteer of the package, once in a process."""
    data = files("index") / "data"

    def text(name: str) -> str:
        return (data / name).read_text(encoding="utf-8")

    return Gazetteer(
        text("countries.csv"),
        text("place_names.csv"),
        CityTable((data / "cities.csv").read_bytes(), (data / "spellings.csv").read_bytes()),
        read_guarded_names(text("guarded_names.txt"), text("given_names.txt")),
    )


@cache
def _territories(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError  # takes megabytes, which a search does not need

    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}
