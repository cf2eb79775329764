"""Countries: which one the name of a country, region or people refers to, if any."""

from __future__ import annotations

from functools import cached_property

from index.gazetteer import Gazetteer, Sense
from index.model.rules import first_rule
from index.reading.places.countries_beside import countries_beside
from index.reading.places.country_rules import (
    A_LANGUAGE,
    A_SURNAME,
    A_WORD,
    COUNTRY_RULES,
    DEMONYM_RULES,
    WHO_CAME,
    WORD_AT_HEAD,
    WORD_IN_PAIR,
    CountryEvidence,
    DemonymEvidence,
)
from index.reading.places.list_use import list_use
from index.reading.places.mention_context import MentionContext
from index.reading.places.resolved_mentions import ResolvedMentions, ResolvedPlace
from index.reading.places.words import ALSO_CITIES, CITY, MUNICH, PRINCIPALITY
from index.reading.places.words_before import follows_role, follows_town_word

_MUNICH = "munich-de"
_MUNICH_NAMES = frozenset().union(*MUNICH.values())


class CountryResolver:
    """Resolves mentions of countries, regions and peoples."""

    def __init__(
        self, context: MentionContext, gazetteer: Gazetteer, resolved: ResolvedMentions
    ) -> None:
        self._context = context
        self._gazetteer = gazetteer
        self._resolved = resolved

    def resolve_country(self, number: int) -> None:
        """Accept a country or region, or the city of that name; nothing when it is neither."""
        context, mention = self._context, self._context.mentions[number]
        if mention.phrase in _MUNICH_NAMES:
            self._resolved.accept(number, self._monaco(number), "Monaco or Munich")
            return
        evidence = CountryEvidence(context, self._gazetteer, number)
        rule = first_rule(COUNTRY_RULES, evidence)
        city = self._city_of(number)
        senses = [s for s in mention.senses if s.kind in ("country", "region")]
        if not rule.accepts and rule.name not in (A_WORD, WORD_AT_HEAD, WORD_IN_PAIR):
            self._resolved.reject(number, rule.name)
        elif city:
            self._resolved.accept(number, ResolvedPlace(city.country, city.place), "city of a name")
        elif not rule.accepts or not senses:
            self._resolved.reject(number, rule.name)
        else:
            is_weak = list_use(context, number) == "example"
            sense = self._choose(senses)
            place = None
            if sense.country in ALSO_CITIES:
                place = next((s.place for s in mention.senses if s.place), None)
            found = ResolvedPlace(sense.country, place, is_weak)
            self._resolved.accept(number, found, rule.name)

    def resolve_demonym(self, number: int) -> None:
        """Accept the country of a demonym where it says who came or whose culture is meant."""
        context, mention = self._context, self._context.mentions[number]
        senses = [s for s in mention.senses if s.kind == "demonym"]
        rule = first_rule(DEMONYM_RULES, DemonymEvidence(context, number))
        country = self._choose(senses).country
        if rule.name not in (A_SURNAME, A_LANGUAGE):
            self._resolved.peoples.setdefault(country, []).append(number)
        if rule.accepts:
            is_weak = rule.name != WHO_CAME
            self._resolved.accept(number, ResolvedPlace(country, None, is_weak), rule.name)
        else:
            self._resolved.reject(number, rule.name)

    def _choose(self, senses: list[Sense]) -> Sense:
        """Choose the country that something else in the entry names, else the first."""
        if len({s.country for s in senses}) > 1:
            for sense in senses:
                if sense.country in self._resolved.starts or sense.country in self._likely:
                    return sense
        return senses[0]

    @cached_property
    def _likely(self) -> frozenset[str]:
        """The countries of the likeliest senses of all places and demonyms of the entry."""
        return frozenset(
            s.country
            for mention in self._context.mentions
            if not mention.has("country", "region")
            for s in mention.senses[:1]
        )

    @cached_property
    def _names_germany(self) -> bool:
        """Whether anything in the entry may be in Germany."""
        senses = [s for mention in self._context.mentions for s in mention.senses]
        return any(s.country == "DE" or s.place == _MUNICH for s in senses)

    def _monaco(self, number: int) -> ResolvedPlace:
        """Resolve "Monaco": in Italian Munich, unless a prince is near; elsewhere the state.

        Near is within 40 words, chosen by hand.
        """
        folded, phrase = self._context.words.folded, self._context.mentions[number].phrase
        start = self._context.mentions[number].start
        envoy = follows_role(self._context, number) and not follows_town_word(self._context, number)
        prince = any(word in PRINCIPALITY for word in folded[max(0, start - 40) : start + 40])
        is_munich = phrase in MUNICH[self._context.language] and not (prince or envoy)
        if self._names_germany or is_munich:
            return ResolvedPlace("DE", _MUNICH)
        return ResolvedPlace("MC")

    def _city_of(self, number: int) -> Sense | None:
        """Find the city that has a country's name: "City of Luxembourg", "Salvador - Brazil"."""
        context, mention = self._context, self._context.mentions[number]
        cities = [s for s in mention.senses if s.place]
        own = {s.country for s in mention.senses if not s.place}
        # In a list the name beside it is another member of the list.
        if cities and context.list_first[number] == context.list_last[number]:
            beside = set(countries_beside(context, number)) - own
            for sense in cities:
                if sense.country in beside:
                    return sense
        words = context.words.folded[max(0, mention.start - 2) : mention.start]
        if cities and own and self._is_in_list_of_cities(number):
            return next((sense for sense in cities if sense.country in own), None)
        if CITY.intersection(words):
            return next((sense for sense in cities if sense.country in own), self._known(cities))
        return None

    def _is_in_list_of_cities(self, number: int) -> bool:
        """Return whether a region stands in a list with nothing but cities: "Dakar, Québec"."""
        context = self._context
        others = [
            context.mentions[other]
            for other in range(context.list_first[number], context.list_last[number] + 1)
            if other != number
        ]
        return (
            bool(others)
            and not context.mentions[number].has("country")
            and not any(other.has("country", "region", "demonym") for other in others)
        )

    def _known(self, cities: list[Sense]) -> Sense | None:
        """Return the first of some cities that is in the table kept by hand."""
        return next((s for s in cities if self._gazetteer.is_curated(s.place or "")), None)
