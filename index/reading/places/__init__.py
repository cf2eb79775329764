"""Places: which countries and places abroad an entry is about."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.gazetteer import Gazetteer
from index.model.entry import Place
from index.reading.places import name_cues
from index.reading.places.cities import Cities
from index.reading.places.countries import Countries
from index.reading.places.cues import Cues
from index.reading.places.findings import Findings, Found
from index.reading.places.place_mentions import Words, find_mentions

_LANGUAGES = ("it", "en", "fr")
_ENGLISH = frozenset(("the", "of", "and"))


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry's countries abroad and its places there, each in the order they are named."""

    countries: tuple[str, ...]
    places: tuple[Place, ...]


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
    found = _judged(cues, gazetteer)
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


def _judged(cues: Cues, gazetteer: Gazetteer) -> dict[int, Found]:
    """What each mention is taken for: countries first, since they settle the places."""
    findings = Findings(cues)
    countries = Countries(cues, findings)
    rest = []
    masked = -1
    for number, mention in enumerate(cues.mentions):
        if _is_set_aside(cues, number, masked):
            masked = number
        elif mention.has("country", "region"):
            countries.judge_country(number)
        elif mention.has("demonym"):
            countries.judge_demonym(number)
        else:
            rest.append(number)
    Cities(cues, gazetteer, findings).judge_all(rest)
    return findings.abroad()


def _is_set_aside(cues: Cues, number: int, masked: int) -> bool:
    """Tell whether a mention says nothing of where the entry is; `masked` is the last such one."""
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
