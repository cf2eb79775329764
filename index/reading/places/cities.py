"""Cities and other places: whether a name refers to one, and to which."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable

from index.gazetteer import Gazetteer, Sense
from index.reading.places import name_cues
from index.reading.places.mention_context import MentionContext
from index.reading.places.resolved_mentions import ResolvedMentions, ResolvedPlace
from index.text.current_profile import current_profile

_LEAST, _SMALL, _LARGE = 15_000, 50_000, 300_000
"""Populations from which a name needs less and less support by the words around it.

Chosen by hand.
"""
_LONGEST_ACRONYM = 5
"""Letters of a word in capitals that is taken for an acronym; chosen by hand."""


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
        self._persons: set[str] = set()
        """Names that are part of a person's name somewhere; alone they mean that person."""

    def resolve_all(self, numbers: Iterable[int]) -> None:
        """Accept those of the mentions that are places.

        A second round follows, since a place that was accepted supports others of its country.
        """
        rest = list(numbers)
        for number in rest:
            country_beside = self._context.countries_beside(number)
            if country_beside:
                self._beside.setdefault(self._context.mentions[number].phrase, country_beside)
        for number in rest:
            if self._is_person(number, self._choose(number)):
                self._persons.add(self._context.mentions[number].phrase)
        for _ in range(2):
            rest = [number for number in rest if not self._resolve(number)]

    def _is_person(self, number: int, sense: Sense) -> bool:
        """Return whether a place's name belongs to a person's here, and so probably elsewhere."""
        return name_cues.is_in_person_name(
            self._context, number, also_alone=self._is_doubtful(number, sense)
        )

    def _is_doubtful(self, number: int, sense: Sense) -> bool:
        guard = self._gazetteer.guard(self._context.mentions[number].phrase)
        return guard is not None or not self._gazetteer.is_curated(sense.place or "")

    def _resolve(self, number: int) -> bool:
        """Accept a mention if its name and the words around it suffice; return whether it was."""
        context, sense = self._context, self._choose(number)
        if sense.country == self._home:
            self._resolved.accept(number, ResolvedPlace(self._home))
            return True
        if name_cues.is_region(context, number):
            self._resolved.accept(number, ResolvedPlace(sense.country))
            return True
        if not self._is_convincing(number, sense):
            return False
        is_weak = context.comparison(number) == "example"
        self._resolved.accept(number, ResolvedPlace(sense.country, sense.place, is_weak))
        return True

    def _is_convincing(self, number: int, sense: Sense) -> bool:
        """Return whether a mention is a place; the less known one needs the more support."""
        context, mention = self._context, self._context.mentions[number]
        place = sense.place or ""
        guard = self._gazetteer.guard(mention.phrase)
        curated = self._gazetteer.is_curated(place)
        population = self._gazetteer.population(place)
        country_beside = sense.country in context.countries_beside(number)
        if self._is_person(number, sense):
            return country_beside and curated and guard is None
        if country_beside:
            return True
        written = context.words.words[mention.start]
        if written.isupper() and len(written) <= _LONGEST_ACRONYM and not curated:
            return False
        if (guard or not (curated or population >= _LARGE)) and context.follows_article(number):
            return False
        well_known = curated or (population >= _SMALL and guard is None)
        country_named = sense.country in self._resolved.starts
        if context.follows_town_word(number) or context.is_followed_by_role(number):
            return guard != "word" or curated or country_named  # students of Economy, Pennsylvania
        if well_known and (context.follows_role(number) or context.fills_title_part(number)):
            return True
        if mention.phrase in self._persons:
            return False
        in_list = self._resolved.has_listed_place(number)
        is_supported = in_list or context.follows_place_preposition(number)
        if curated:
            return is_supported or guard is None
        if guard:
            return is_supported and country_named and population >= _LARGE
        if population >= _LARGE:
            return True
        if population >= _SMALL:
            return context.in_title(number) or (
                is_supported and (country_named or population >= 2 * _SMALL)
            )
        return is_supported and (country_named or (population >= _LEAST and in_list))

    def _choose(self, number: int) -> Sense:
        """Choose among the places of one name: by a country named beside it, else by size."""
        context, mention = self._context, self._context.mentions[number]
        senses = [s for s in mention.senses if s.place]
        default = senses[0]
        if len(senses) == 1:
            return default
        for countries in (
            context.countries_beside(number),
            self._beside.get(mention.phrase, ()),
        ):
            for sense in senses:
                if sense.country in countries:
                    return sense
        size = self._gazetteer.population
        is_little_known = (
            not self._gazetteer.is_curated(default.place or "")
            and size(default.place or "") < _LARGE
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
        in_title = 0 if context.follows_town_word(number) else 0.1
        for in_text, _, country in sorted(choices):
            sense = countries[country]
            if size(sense.place or "") >= likeliest * (0.2 if in_text else in_title):
                return sense
        return None


def _distance(start: int, where: list[int]) -> int:
    """Return the distance from `start` to the nearest of some ascending positions, in words."""
    at = bisect(where, start)
    return min(abs(one - start) for one in where[max(at - 1, 0) : at + 1])
