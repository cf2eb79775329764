"""Places: which countries and places abroad an entry is about."""

from __future__ import annotations

from bisect import bisect, insort
from dataclasses import dataclass, replace
from functools import cached_property

from index.entry import Place
from index.gazetteer import Gazetteer, Sense
from index.places import demonym_cues, name_cues
from index.places.cues import Cues
from index.places.mentions import Words, find_mentions
from index.places.words import ALSO_CITIES, ALSO_PERSONS, PRINCIPALITY

HOME = "IT"
_LEAST, _SMALL, _LARGE = 15_000, 50_000, 300_000
_LONGEST_ACRONYM = 5
_LANGUAGES = ("it", "en", "fr")
_ENGLISH = frozenset(("the", "of", "and"))
_TOWN = frozenset(("city", "citta", "ville", "comune", "mayor", "sindaco", "sindaca", "maire"))
_MUNICH = "munich-de"


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry's countries abroad and its places there, each in the order they are named."""

    countries: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a mention was taken for. A weak one counts only where no other does."""

    country: str
    place: str | None = None
    weak: bool = False


def place_entry(title: str, text: str, language: str, gazetteer: Gazetteer) -> Placed:
    """Name the countries and places abroad that an entry is about, the title's first.

    A place brings its country along. Never Italy; never a place that an embassy or consulate
    merely sits in, or that is only compared with. Demonyms count where they say who came or was
    met ("Danish municipalities"), others only where nothing else names a country. A name that
    several places share is settled by the country named beside it, then in the title, then in the
    text, then by size.
    """
    words = Words.of(title, text)
    if language not in _LANGUAGES:  # in English "a" is an article and "via" is by way of
        language = "en" if _ENGLISH.intersection(words.folded) else "it"
    cues = Cues(words, find_mentions(words, gazetteer), language, gazetteer.given_names)
    found = _Judge(cues, gazetteer).judge()
    if any(not one.weak for one in found.values()):
        found = {number: one for number, one in found.items() if not one.weak}
    places: dict[str, Place] = {}
    for number, one in found.items():
        place = gazetteer.place(one.place) if one.place and one.place not in places else None
        if place:
            mention = cues.mentions[number]
            written = words.slice(mention.start, mention.end)
            places[place.id] = replace(place, as_written=written)
    countries = dict.fromkeys(one.country for one in found.values())
    return Placed(tuple(countries), tuple(places.values()))


class _Judge:
    """The judgement on one entry's mentions: countries first, since they settle the places."""

    def __init__(self, cues: Cues, gazetteer: Gazetteer) -> None:
        self._cues = cues
        self._gazetteer = gazetteer
        self._found: dict[int, _Found] = {}
        self._beside: dict[str, tuple[str, ...]] = {}
        """The countries named beside a name anywhere: they settle it everywhere."""
        self._persons: set[str] = set()
        """Names that were part of a person's name once; alone they mean that person."""

        self._starts: dict[str, tuple[list[int], list[int]]] = {}
        """Where each country accepted so far stands: in the title, in the text."""
        self._in_company: set[int] = set()
        """The first mentions of the lists in which a place was accepted."""

    def _accept(self, number: int, found: _Found) -> None:
        self._found[number] = found
        start = self._cues.mentions[number].start
        starts = self._starts.setdefault(found.country, ([], []))
        insort(starts[not self._cues.in_title(number)], start)
        if found.place is not None:
            self._in_company.add(self._cues.first[number])

    def judge(self) -> dict[int, _Found]:
        """Judge all mentions; by their number, in the order of the text."""
        rest = []
        masked = -1
        for number, mention in enumerate(self._cues.mentions):
            if self._is_set_aside(number, masked):
                masked = number
            elif mention.has("country", "region"):
                self._judge_country(number)
            elif mention.has("demonym"):
                self._judge_demonym(number)
            else:
                rest.append(number)
        for number in rest:
            beside = self._cues.countries_beside(number)
            if beside:
                self._beside.setdefault(self._cues.mentions[number].phrase, beside)
        for number in rest:
            if self._is_person(number, self._choose(number)):
                self._persons.add(self._cues.mentions[number].phrase)
        for _ in range(2):  # places found may vouch for others
            rest = [number for number in rest if not self._judge_place(number)]
        for number, one in list(self._found.items()):
            if one.country == HOME:
                del self._found[number]
        return dict(sorted(self._found.items()))

    def _is_set_aside(self, number: int, masked: int) -> bool:
        cues = self._cues
        if cues.mentions[number].has("demonym") and not cues.mentions[number].has("country"):
            return False
        if (
            name_cues.is_street(cues, number)
            or name_cues.is_seat(cues, number)
            or cues.comparison(number) == "compared"
        ):
            return True
        if masked == number - 1 >= 0 and cues.first[number] == number:
            before = cues.mentions[masked]  # "in Beijing - China": the country goes with its city
            gap = cues.words.gaps[before.end].strip()
            return cues.mentions[number].start == before.end and gap in ("-", ",", "(", "–")
        return masked >= cues.first[number] and not cues.mentions[masked].has("demonym")

    def _judge_country(self, number: int) -> None:
        cues, mention = self._cues, self._cues.mentions[number]
        if mention.phrase == "monaco":
            self._accept(number, self._monaco(number))
            return
        if name_cues.follows_given_name(cues, number):
            return
        if mention.phrase in ALSO_PERSONS and name_cues.in_person_name(
            cues, number, also_alone=True
        ):
            return
        city = self._city_of(number)
        if city:
            self._accept(number, _Found(city.country, city.place))
            return
        small = not cues.words.capital(mention.start)
        senses = [s for s in mention.senses if s.kind in ("country", "region")]
        if small or not senses:
            return
        weak = cues.comparison(number) == "example"
        sense = self._settle(senses)
        place = None
        if sense.country in ALSO_CITIES:
            place = next((s.place for s in mention.senses if s.place), None)
        self._accept(number, _Found(sense.country, place, weak))

    def _judge_demonym(self, number: int) -> None:
        cues, mention = self._cues, self._cues.mentions[number]
        senses = [s for s in mention.senses if s.kind == "demonym"]
        if all(s.language == "it" for s in senses) and demonym_cues.may_be_surname(cues, number):
            return
        if name_cues.follows_given_name(cues, number):
            return
        strong = demonym_cues.names_somebody(cues, number)
        if not demonym_cues.is_language(cues, number):
            self._accept(number, _Found(self._settle(senses).country, None, not strong))

    def _settle(self, senses: list[Sense]) -> Sense:
        """Choose among countries: one that something else in the entry names, else the first."""
        if len({s.country for s in senses}) > 1:
            for sense in senses:
                if sense.country in self._starts or sense.country in self._likely:
                    return sense
        return senses[0]

    @cached_property
    def _likely(self) -> frozenset[str]:
        """The countries of the likeliest senses of all places and demonyms."""
        return frozenset(
            s.country
            for mention in self._cues.mentions
            if not mention.has("country", "region")
            for s in mention.senses[:1]
        )

    @cached_property
    def _names_germany(self) -> bool:
        """Whether anything in the entry may be in Germany."""
        senses = [s for mention in self._cues.mentions for s in mention.senses]
        return any(s.country == "DE" or s.place == _MUNICH for s in senses)

    def _monaco(self, number: int) -> _Found:
        """Take a bare Monaco for Munich, as Italians call it, unless a prince is near."""
        folded = self._cues.words.folded
        start = self._cues.mentions[number].start
        envoy = self._cues.led_by_role(number) and not self._cues.led_by_town(number)
        prince = any(word in PRINCIPALITY for word in folded[max(0, start - 40) : start + 40])
        if self._names_germany or not (prince or envoy):
            return _Found("DE", _MUNICH)
        return _Found("MC")

    def _city_of(self, number: int) -> Sense | None:
        """Find the city that has a country's name: "City of Luxembourg", "Salvador - Brazil"."""
        cues, mention = self._cues, self._cues.mentions[number]
        cities = [s for s in mention.senses if s.place]
        own = {s.country for s in mention.senses if not s.place}
        if cities and cues.first[number] == cues.last[number]:  # in a list a country stands beside
            beside = set(cues.countries_beside(number)) - own
            for sense in cities:
                if sense.country in beside:
                    return sense
        words = cues.words.folded[max(0, mention.start - 2) : mention.start]
        if _TOWN.intersection(words):
            return next((sense for sense in cities if sense.country in own), None)
        return None

    # Places.

    def _is_person(self, number: int, sense: Sense) -> bool:
        """Say whether a place's name is here a person's, and so probably elsewhere too."""
        return name_cues.in_person_name(
            self._cues, number, also_alone=self._is_doubtful(number, sense)
        )

    def _is_doubtful(self, number: int, sense: Sense) -> bool:
        guard = self._gazetteer.guard(self._cues.mentions[number].phrase)
        return guard is not None or not self._gazetteer.is_chosen(sense.place or "")

    def _judge_place(self, number: int) -> bool:
        """Accept a place when its name and the words around it are enough; say whether."""
        cues, sense = self._cues, self._choose(number)
        if sense.country == HOME:
            self._accept(number, _Found(HOME))
            return True
        if name_cues.is_region(cues, number):
            self._accept(number, _Found(sense.country))
            return True
        if not self._is_convincing(number, sense):
            return False
        weak = cues.comparison(number) == "example"
        self._accept(number, _Found(sense.country, sense.place, weak))
        return True

    def _is_convincing(self, number: int, sense: Sense) -> bool:
        """Weigh how well the name is known against what stands around it."""
        cues, mention = self._cues, self._cues.mentions[number]
        place = sense.place or ""
        guard = self._gazetteer.guard(mention.phrase)
        chosen = self._gazetteer.is_chosen(place)
        people = self._gazetteer.population(place)
        beside = sense.country in cues.countries_beside(number)
        if self._is_person(number, sense):
            return beside and chosen and guard is None
        if beside:
            return True
        written = cues.words.texts[mention.start]
        if written.isupper() and len(written) <= _LONGEST_ACRONYM and not chosen:
            return False
        if (guard or not (chosen or people >= _LARGE)) and cues.follows_article(number):
            return False
        well_known = chosen or (people >= _SMALL and guard is None)
        vouched = sense.country in self._starts
        if cues.led_by_town(number) or cues.has_role_of_its_own(number):
            return guard != "word" or chosen or vouched  # students of Economy, Pennsylvania
        if well_known and (cues.led_by_role(number) or cues.fills_title_part(number)):
            return True
        if mention.phrase in self._persons:
            return False
        led = cues.led_by_place_word(number) or self._has_company(number)
        if chosen:
            return led or guard is None
        if guard:
            return led and vouched and people >= _LARGE
        if people >= _LARGE:
            return True
        if people >= _SMALL:
            return cues.in_title(number) or (led and (vouched or people >= 2 * _SMALL))
        return led and (vouched or (people >= _LEAST and self._has_company(number)))

    def _has_company(self, number: int) -> bool:
        """Say whether a place of the same list was accepted."""
        return self._cues.first[number] in self._in_company

    def _choose(self, number: int) -> Sense:
        """Choose among the places of one name."""
        cues, mention = self._cues, self._cues.mentions[number]
        senses = [s for s in mention.senses if s.place]
        default = senses[0]
        if len(senses) == 1:
            return default
        for beside in (cues.countries_beside(number), self._beside.get(mention.phrase, ())):
            for sense in senses:
                if sense.country in beside:
                    return sense
        size = self._gazetteer.population
        little = (
            not self._gazetteer.is_chosen(default.place or "")
            and size(default.place or "") < _LARGE
        )
        for sense in senses:
            if sense.country == HOME and (little or sense is default):
                return sense
        return self._nearest(number, senses) or default

    def _nearest(self, number: int, senses: list[Sense]) -> Sense | None:
        """Choose the place whose country is named in the title, else nearest in the text.

        It must not be too small beside the likeliest one: after "Delegation from the U.S.A." Paris
        is still in France. A mayor's town may be of any size where the title names its country.
        """
        cues, start = self._cues, self._cues.mentions[number].start
        countries = {sense.country: sense for sense in reversed(senses)}
        ways: list[tuple[bool, int, str]] = []
        for country in countries.keys() & self._starts.keys() - {HOME}:
            for in_text, where in enumerate(self._starts[country]):
                if where:
                    ways.append((bool(in_text), _distance(start, where), country))
        if not ways:
            return None
        size = self._gazetteer.population
        likeliest = size(senses[0].place or "")
        in_title = 0 if cues.led_by_town(number) else 0.1
        for in_text, _, country in sorted(ways):
            sense = countries[country]
            if size(sense.place or "") >= likeliest * (0.2 if in_text else in_title):
                return sense
        return None


def _distance(start: int, where: list[int]) -> int:
    """How far the nearest of some places in order is."""
    at = bisect(where, start)
    return min(abs(one - start) for one in where[max(at - 1, 0) : at + 1])
