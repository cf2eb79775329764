"""The gazetteer: countries and places of the world, and all their names.

`city_table` holds the long list of cities, the other modules read the tables kept by hand;
`regions` is for searching only. Read `load_gazetteer` and `Gazetteer.senses` first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache, cached_property, lru_cache
from itertools import combinations
from operator import itemgetter

from index.gazetteer.city_table import CITIES, SPELLINGS, CityTable
from index.gazetteer.cldr_names import territory_names
from index.gazetteer.country_names import Country, GazetteerName
from index.gazetteer.curated_places import CuratedPlace
from index.gazetteer.gazetteer_tables import (
    DEMONYMS,
    LISTED,
    GazetteerTables,
    country_from_json,
    package_tables,
    place_from_json,
)
from index.gazetteer.guarded_names import Guard, GuardedNames, read_guarded_names
from index.gazetteer.phrases import phrase_of
from index.gazetteer.senses import Sense, SenseKind
from index.model.entry import Place
from index.model.package_data import package_data
from index.text.folding import fold
from index.text.lookup_table import key_places
from index.text.sorted_lines import mapped

__all__ = ["Gazetteer", "GazetteerName", "Sense", "SenseKind", "load_gazetteer"]

_LONGEST_CITY = 6
"""Words of the longest names of the city table that are looked for; chosen by hand."""
_CACHED_PHRASES = 20_000
"""Phrases whose senses are cached, since an archive names the same places many times."""
_CACHED_CITIES = 8_192
"""Cities that are cached, about 800 bytes each: all that 30,000 entries name, since a list of names
asks for all of them at once."""
_ORDER: tuple[SenseKind, ...] = ("country", "demonym", "region", "place")


class Gazetteer:
    """Names to places and back. Read-only once built; safe to share between threads.

    Countries are ISO 3166-1 alpha-2 codes and XK. Places have ids like `bacau-ro`.
    """

    def __init__(
        self, tables: GazetteerTables, cities: CityTable, guarded: Callable[[], GuardedNames]
    ) -> None:
        self._tables = tables
        self._cities = cities
        self._read_guarded = guarded
        self.senses_of = lru_cache(_CACHED_PHRASES)(self._all_senses)
        self._country = lru_cache(_CACHED_PHRASES)(self._read_country)
        self._curated = lru_cache(_CACHED_PHRASES)(self._read_curated)
        self._population_of = lru_cache(_CACHED_PHRASES)(self._count_people)
        self._longest_from = lru_cache(_CACHED_PHRASES)(self._measure_longest)
        self._city = lru_cache(_CACHED_CITIES)(self._cities.city)
        self._spellings_of = lru_cache(_CACHED_PHRASES)(self._cities.spellings)

    def _read_country(self, code: str) -> Country | None:
        return next(map(country_from_json, self._tables.countries.find(code)), None)

    def _read_curated(self, place: str) -> CuratedPlace | None:
        return next(map(place_from_json, self._tables.places.find(place)), None)

    @cached_property
    def _guarded(self) -> GuardedNames:
        return self._read_guarded()

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        return tuple(self._tables.countries)

    @cached_property
    def _demonyms(self) -> frozenset[str]:
        return frozenset(self._tables.places.find(DEMONYMS))

    @cached_property
    def _longest(self) -> dict[str, int]:
        """How many words the longest phrase has, by first word, of those that are not cities'."""
        longest: dict[str, int] = {}
        for phrase in self._tables.senses:
            if " " in phrase:
                first, words = phrase[: phrase.index(" ")], phrase.count(" ") + 1
                longest[first] = max(words, longest.get(first, 1))
        return longest

    def countries(self) -> tuple[str, ...]:
        """Return the codes of all countries, in alphabetical order."""
        return self._codes

    def has_country(self, code: str) -> bool:
        """Return whether a code is a country's."""
        return self._country(code) is not None

    def countries_named(self, text: str) -> tuple[str, ...]:
        """Return the codes of the countries that a text names, the likeliest first.

        It is a code or any name of a country in any language, a former one too, in any case.
        """
        if self.has_country(code := text.strip().upper()):
            return (code,)
        senses = self.senses(fold(text.strip()))
        return tuple(dict.fromkeys(one.country for one in senses if one.kind == "country"))

    def country_name(self, code: str, language: str) -> str:
        """Return the label of a country, or of a continent by its code; an unknown code itself.

        Italian, English and French labels are of countries.csv, others of CLDR.
        """
        known = self._country(code)
        if known and language in known.labels:
            return known.labels[language]
        return territory_names(language).get(code) or (known.labels["en"] if known else code)

    def continent(self, code: str) -> str:
        """Return a country's continent as its UN M49 code, which `country_name` can label.

        002 Africa, 009 Oceania, 019 the Americas, 142 Asia, 150 Europe; Antarctica is AQ.
        An empty string for an unknown country.
        """
        known = self._country(code)
        return known.continent if known else ""

    def place(self, place: str) -> Place | None:
        """Return a place by its id, with an empty `as_written`; None when there is none."""
        chosen = self._curated(place)
        if chosen:
            return chosen.place
        city = self._city(place)
        return city.place if city else None

    def population(self, place: str) -> int:
        """Return the population of a place, 0 when it is unknown."""
        return self._population_of(place)

    def _count_people(self, place: str) -> int:
        chosen = self._curated(place)
        if chosen:
            return chosen.population
        city = self._city(place)
        return city.population if city else 0

    def division(self, place: str) -> tuple[str, str]:
        """Return a place's country and first-level division by GeoNames' code; "" if unknown."""
        chosen = self._curated(place)
        if chosen:
            return chosen.place.country, chosen.division
        city = self._city(place)
        return (city.place.country, city.division) if city else ("", "")

    def is_curated(self, place: str) -> bool:
        """Return whether a place is in the table kept by hand."""
        return self._curated(place) is not None

    def is_part_of_another(self, phrase: str, country: str) -> bool:
        """Return whether a folded name of a country is a part of another country's or its places'.

        "Republic of China" is part of "People's Republic of China", Monaco of "Monaco di Baviera".
        The label of a country (China) counts even where another country's long name has it.
        """
        in_countries, in_places = self._names_within
        if not in_places.get(phrase, frozenset()) <= {country}:
            return True
        known = self._country(country)
        labels = known.labels.values() if known else ()
        is_label = phrase in map(phrase_of, labels)
        return not is_label and not in_countries.get(phrase, frozenset()) <= {country}

    @cached_property
    def _names_within(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """By phrase with a sense: the countries that have a longer name around it, or whose places
        of the table kept by hand have."""
        in_countries: defaultdict[str, set[str]] = defaultdict(set)
        in_places: defaultdict[str, set[str]] = defaultdict(set)
        known = frozenset(self._tables.senses)
        for phrase in known:
            senses = self._own_senses(phrase)
            words = phrase.split()
            for start, stop in combinations(range(len(words) + 1), 2):
                inner = " ".join(words[start:stop])
                if stop - start < len(words) and inner in known:
                    for sense in senses:
                        is_country = sense.kind in ("country", "demonym")
                        (in_countries if is_country else in_places)[inner].add(sense.country)
        return in_countries, in_places

    def names(
        self, *, country: str | None = None, place: str | None = None
    ) -> tuple[GazetteerName, ...]:
        """Return the names of a country or of a place, labels first; () when it is unknown."""
        if country is not None:
            known = self._country(country)
            return (*known.names, *known.former, *known.demonyms) if known else ()
        if place is None:
            return ()
        if chosen := self._curated(place):
            return chosen.names
        city = self._city(place)
        if not city:
            return ()
        written = (city.name, *(written for _, written in self._spellings_of(place)))
        return tuple(GazetteerName(name, None, "name") for name in written)

    def senses(self, folded_phrase: str) -> tuple[Sense, ...]:
        """Return all senses of a folded phrase, the likeliest first; () when it has none.

        Countries come before demonyms, regions and places; curated places before those of the
        city table; larger places before smaller.
        """
        return self.senses_of(phrase_of(folded_phrase))

    def _all_senses(self, phrase: str) -> tuple[Sense, ...]:
        senses = self._own_senses(phrase)
        known = {sense.place for sense in senses}
        ranked = [(self._unlikeliness(sense), sense) for sense in senses]
        for city in self._cities.find(phrase):
            replaced: Sequence[str] = self._tables.places.find(f"{LISTED}{city.place.id}")
            place = replaced[0] if replaced else city.place.id
            if place not in known:
                sense = Sense("place", city.place.country, place, city.name, None)
                ranked.append(
                    ((_ORDER.index("place"), self._curated(place) is None, -city.population), sense)
                )
        ranked.sort(key=itemgetter(0))
        return tuple(sense for _, sense in ranked)

    def knows(self, phrase: str) -> bool:
        """Return whether a phrase, as `phrase_of` makes it, has a sense."""
        return phrase in self._tables.senses or self._cities.knows(phrase)

    @property
    def demonyms(self) -> Set[str]:
        """The folded words that can mean a country's people."""
        return self._demonyms

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
        known = frozenset(self._tables.senses)
        yield from self._tables.senses
        yield from (phrase for phrase in self._cities.phrases() if phrase not in known)

    def _own_senses(self, phrase: str) -> list[Sense]:
        """Return the senses of a phrase in the tables kept by hand."""
        return [Sense(*each) for each in self._tables.senses.find(phrase)]

    def _unlikeliness(self, sense: Sense) -> tuple[int, bool, int]:
        chosen = self._curated(sense.place) if sense.place else None
        return _ORDER.index(sense.kind), False, -chosen.population if chosen else 0


@cache
def load_gazetteer() -> Gazetteer:
    """Read the gazetteer of the package, once in a process."""
    data = package_data()

    def text(name: str) -> str:
        return (data / name).read_text(encoding="utf-8")

    cities = CityTable(mapped(data / CITIES), mapped(data / SPELLINGS), key_places)
    return Gazetteer(
        package_tables(cities),
        cities,
        lambda: read_guarded_names(text("guarded_names.txt"), text("given_names.txt")),
    )
