"""Countries: which one a country's or a people's name stands for, if it does."""

from __future__ import annotations

from functools import cached_property

from index.gazetteer import Sense
from index.reading.places import demonym_cues, name_cues
from index.reading.places.cues import Cues
from index.reading.places.findings import Findings, Found
from index.reading.places.words import ALSO_CITIES, ALSO_PERSONS, PRINCIPALITY

_TOWN = frozenset(("city", "citta", "ville", "comune", "mayor", "sindaco", "sindaca", "maire"))
_MUNICH = "munich-de"


class Countries:
    """The judgement on mentions of countries, regions and peoples."""

    def __init__(self, cues: Cues, findings: Findings) -> None:
        self._cues = cues
        self._findings = findings

    def judge_country(self, number: int) -> None:
        """Accept a country or region, or the city or person of its name, as its cues say."""
        cues, mention = self._cues, self._cues.mentions[number]
        if mention.phrase == "monaco":
            self._findings.accept(number, self._monaco(number))
            return
        if name_cues.follows_given_name(cues, number):
            return
        if mention.phrase in ALSO_PERSONS and name_cues.in_person_name(
            cues, number, also_alone=True
        ):
            return
        city = self._city_of(number)
        if city:
            self._findings.accept(number, Found(city.country, city.place))
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
        self._findings.accept(number, Found(sense.country, place, weak))

    def judge_demonym(self, number: int) -> None:
        """Accept the country of a demonym, unless it is a surname or a language here."""
        cues, mention = self._cues, self._cues.mentions[number]
        senses = [s for s in mention.senses if s.kind == "demonym"]
        if all(s.language == "it" for s in senses) and demonym_cues.may_be_surname(cues, number):
            return
        if name_cues.follows_given_name(cues, number):
            return
        strong = demonym_cues.names_somebody(cues, number)
        if not demonym_cues.is_language(cues, number):
            self._findings.accept(number, Found(self._settle(senses).country, None, not strong))

    def _settle(self, senses: list[Sense]) -> Sense:
        """Choose among countries: one that something else in the entry names, else the first."""
        if len({s.country for s in senses}) > 1:
            for sense in senses:
                if sense.country in self._findings.starts or sense.country in self._likely:
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

    def _monaco(self, number: int) -> Found:
        """Take a bare Monaco for Munich, as Italians call it, unless a prince is near."""
        folded = self._cues.words.folded
        start = self._cues.mentions[number].start
        envoy = self._cues.follows_role(number) and not self._cues.follows_town_word(number)
        prince = any(word in PRINCIPALITY for word in folded[max(0, start - 40) : start + 40])
        if self._names_germany or not (prince or envoy):
            return Found("DE", _MUNICH)
        return Found("MC")

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
