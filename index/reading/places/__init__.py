"""The places stage: which countries and places abroad an entry is about (toponym resolution).

`index.gazetteer.mentions` has found the names of the gazetteer; `words_before`, `countries_beside`,
`sentence_position` and the `*_cues` tell what the words around a mention say of it, `countries` and
`cities` choose what it refers to. Read `find_places` first.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from index.gazetteer import Gazetteer
from index.gazetteer.mentions import PlaceMention
from index.model.entry import Place
from index.reading.places.cities import CityResolver
from index.reading.places.countries import CountryResolver
from index.reading.places.mention_context import MentionContext
from index.reading.places.resolved_mentions import ResolvedMentions
from index.reading.places.set_aside import A_NAMESAKE, set_aside_by
from index.text.lexicon import lexicons
from index.text.tokens import Text

_SMALL_WORDS = {
    words.tag: words.grammar.articles | words.grammar.of | words.grammar.conjunction
    for words in lexicons()
}


class PlaceDecision(NamedTuple):
    """What was decided of a mention, words `start` to `end` (exclusive), and by which rule."""

    start: int
    end: int
    rule: str
    country: str | None
    """None when it is no place; Italy is one, though no entry is placed there."""
    place: str | None


@dataclass(frozen=True, slots=True)
class EntryPlaces:
    """An entry's countries abroad and its places there, each in order of mention."""

    countries: tuple[str, ...]
    places: tuple[Place, ...]
    decisions: tuple[PlaceDecision, ...] = ()
    """What was decided of each name that no person has, in order of the text."""


def find_places(
    words: Text,
    mentions: Iterable[PlaceMention],
    names: Set[int],
    language: str,
    gazetteer: Gazetteer,
) -> EntryPlaces:
    """Return the countries and places abroad that an entry is about, the title's first.

    `mentions` are those of the whole text, `names` the numbers of the words that are people's
    names, where nothing is a place.

    The country of each place is included. Never included are the home country, the seat of an
    embassy or consulate, the landmarks of the home city, and places that are only compared with.
    Demonyms count where they say who came or was met ("Danish municipalities"), others only where
    nothing else names a country. Of several places of one name the one is chosen whose country is
    named beside it, else in the title, else in the text, else the largest.
    """
    if language not in _SMALL_WORDS:  # in English "a" is an article and "via" is by way of
        small = set(words.folded)
        language = max(_SMALL_WORDS, key=lambda tag: len(_SMALL_WORDS[tag] & small))
    outside = [each for each in mentions if names.isdisjoint(range(each.start, each.end))]
    context = MentionContext(words, outside, names, language, gazetteer.given_names)
    resolved = _resolve_mentions(context, gazetteer)
    found = resolved.abroad()
    if any(not one.is_weak for one in found.values()):
        found = {number: one for number, one in found.items() if not one.is_weak}
    places: dict[str, Place] = {}
    for number, one in found.items():
        place = gazetteer.place(one.place) if one.place and one.place not in places else None
        if place:
            mention = context.mentions[number]
            written = words.written(mention.start, mention.end)
            places[place.id] = replace(place, as_written=written)
    countries = dict.fromkeys(one.country for one in found.values())
    decisions = tuple(
        PlaceDecision(mention.start, mention.end, *resolved.decision(number))
        for number, mention in enumerate(context.mentions)
    )
    return EntryPlaces(tuple(countries), tuple(places.values()), decisions)


def _resolve_mentions(context: MentionContext, gazetteer: Gazetteer) -> ResolvedMentions:
    """Resolve the mentions: countries first, since places are chosen by them."""
    resolved = ResolvedMentions(context)
    countries = CountryResolver(context, gazetteer, resolved)
    rest = []
    last_set_aside = -1
    for number, mention in enumerate(context.mentions):
        if rule := set_aside_by(context, number, last_set_aside):
            resolved.reject(number, rule)
            if rule != A_NAMESAKE:  # in "the ship Esmeralda, Chile" the country is its own
                last_set_aside = number
        elif mention.has("country", "region"):
            countries.resolve_country(number)
        elif mention.has("demonym"):
            countries.resolve_demonym(number)
        else:
            rest.append(number)
    CityResolver(context, gazetteer, resolved).resolve_all(rest)
    return resolved
