"""Cities and other places: whether a name refers to one, and to which."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable

from index.gazetteer import Gazetteer, Sense
from index.model.rules import strongest_cue
from index.reading.places import name_cues
from index.reading.places.city_cues import CITY_CUES
from index.reading.places.city_evidence import LARGE, CityEvidence
from index.reading.places.countries_beside import countries_beside, countries_right_after
from index.reading.places.list_use import list_use
from index.reading.places.mention_context import MentionContext
from index.reading.places.resolved_mentions import ResolvedMentions, ResolvedPlace
from index.reading.places.words_before import follows_town_word
from index.text.current_profile import current_profile

HOME_COUNTRY = "home country"
"""The name of what decides a place of the home country."""


class CityResolver:
    """Resolves mentions of places, after those of countries have been resolved."""

    def __init__(
        self, context: MentionContext, gazetteer: Gazetteer, resolved: ResolvedMentions
    ) -> None:
        self._context = context
        self._gazetteer = gazetteer
        self._resolved = resolved
        self._home = current_profile().home.country
        self._beside: dict[str, tuple[str, ...]] = {}
        """By name, the countries beside its first mention that has any; all mentions use them."""

    def resolve_all(self, numbers: Iterable[int]) -> None:
        """Accept those of the mentions that are places.

        A second round follows, since a place that was accepted supports others of its country.
        """
        rest = list(numbers)
        for number in rest:
            country_beside = countries_beside(self._context, number)
            if country_beside:
                self._beside.setdefault(self._context.mentions[number].phrase, country_beside)
        left = [number for number in rest if not self._resolve(number)]
        if len(left) < len(rest):
            for number in left:
                if self._is_supported(number):
                    self._resolve(number)

    def _is_supported(self, number: int) -> bool:
        """Return whether a place that was accepted may support a mention."""
        senses = self._context.mentions[number].senses
        return self._resolved.has_listed_place(number) or any(
            sense.country in self._resolved.starts for sense in senses
        )

    def _evidence(self, number: int, sense: Sense) -> CityEvidence:
        return CityEvidence(self._context, self._gazetteer, self._resolved, number, sense)

    def _resolve(self, number: int) -> bool:
        """Accept a mention if its name and the words around it suffice; return whether it was."""
        context, sense = self._context, self._choose(number)
        if sense.country == self._home:
            self._resolved.accept(number, ResolvedPlace(self._home), HOME_COUNTRY)
            return True
        if name_cues.is_region(context, number):
            self._resolved.accept(number, ResolvedPlace(sense.country), "called a region")
            return True
        is_place, cue = strongest_cue(CITY_CUES, self._evidence(number, sense))
        if is_place and self._is_of_another_country(number, sense):
            is_place, cue = False, "town"
        if not is_place:
            self._resolved.reject(number, cue)
            return False
        is_weak = list_use(context, number) == "example"
        self._resolved.accept(number, ResolvedPlace(sense.country, sense.place, is_weak), cue)
        return True

    def _is_of_another_country(self, number: int, sense: Sense) -> bool:
        """Return whether a little-known name stands right before a country that has no such place.

        "Sefton, England" is a place that the gazetteer lacks, not the one in Australia.
        """
        if self._gazetteer.is_curated(sense.place or ""):
            return False
        if self._gazetteer.population(sense.place or "") >= LARGE:
            return False
        countries = countries_right_after(self._context, number)
        return bool(countries) and sense.country not in countries

    def _choose(self, number: int) -> Sense:
        """Choose among the places of one name: by a country named beside it, else by size."""
        context, mention = self._context, self._context.mentions[number]
        senses = [s for s in mention.senses if s.place]
        default = senses[0]
        if len(senses) == 1:
            return default
        for countries in (
            countries_beside(context, number),
            self._beside.get(mention.phrase, ()),
        ):
            for sense in senses:
                if sense.country in countries:
                    return sense
        size = self._gazetteer.population
        is_little_known = (
            not self._gazetteer.is_curated(default.place or "")
            and size(default.place or "") < LARGE
        )
        for sense in senses:
            if sense.country == self._home and (is_little_known or sense is default):
                return sense
        return self._nearest(number, senses) or default

    def _nearest(self, number: int, senses: list[Sense]) -> Sense | None:
        """Choose the place whose country is named in the title, else nearest in the text; or None.

        It must have a fifth of the likeliest one's population, a tenth when the title names its
        country (both chosen by hand): after "Delegation from the U.S.A." Paris is still in France.
        A mayor's town may be of any size where the title names its country.
        """
        context, start = self._context, self._context.mentions[number].start
        countries = {sense.country: sense for sense in reversed(senses)}
        choices: list[tuple[bool, int, str]] = []
        for country in countries.keys() & self._resolved.starts.keys() - {self._home}:
            for in_text, where in enumerate(self._resolved.starts[country]):
                if where:
                    choices.append((bool(in_text), _distance(start, where), country))
        if not choices:
            return None
        size = self._gazetteer.population
        likeliest = size(senses[0].place or "")
        in_title = 0 if follows_town_word(context, number) else 0.1
        for in_text, _, country in sorted(choices):
            sense = countries[country]
            if size(sense.place or "") >= likeliest * (0.2 if in_text else in_title):
                return sense
        return None


def _distance(start: int, where: list[int]) -> int:
    """Return the distance from `start` to the nearest of some ascending positions, in words."""
    at = bisect(where, start)
    return min(abs(one - start) for one in where[max(at - 1, 0) : at + 1])
