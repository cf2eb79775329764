"""The labels of facet values in Italian and English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from index.gazetteer import load_gazetteer
from index.gazetteer.regions import load_regions
from index.model.entry import READING_LANGUAGES, UNDETERMINED, Place
from search.query.query import FilterField
from search.results.understood import Meaning

Labels = Mapping[str, str]
"""A name in each language of the interface: "it" and "en"."""

KIND_LABELS: Mapping[str, Labels] = {
    "delegation": {"it": "Delegazione", "en": "Delegation"},
    "mission": {"it": "Missione", "en": "Mission"},
    "event": {"it": "Evento", "en": "Event"},
    "network": {"it": "Rete", "en": "Network"},
    "ambassador": {"it": "Ambasciatore", "en": "Ambassador"},
    "consul": {"it": "Console", "en": "Consul"},
    "meeting": {"it": "Incontro", "en": "Meeting"},
    "agreement": {"it": "Accordo", "en": "Agreement"},
    "twinning": {"it": "Gemellaggio", "en": "Twinning"},
}
_LANGUAGE_LABELS: Mapping[str, Labels] = {
    "it": {"it": "Italiano", "en": "Italian"},
    "en": {"it": "Inglese", "en": "English"},
    "fr": {"it": "Francese", "en": "French"},
    UNDETERMINED: {"it": "Lingua incerta", "en": "Uncertain language"},
}
"""The languages that the archive is written in; the names of all languages take megabytes."""
_MOST_LABELS = 2_048
"""Labels that are cached: all countries, kinds and languages, and some values that nothing has."""


def same_label(text: str) -> Labels:
    """Return a label that is the same in both languages."""
    return MappingProxyType(dict.fromkeys(READING_LANGUAGES, text))


def label_of(field: FilterField, value: str) -> Labels:
    """Return the labels of a year, country, kind or language; else the value itself."""
    return _label_of(field, value)


@lru_cache(_MOST_LABELS)  # hides the types of its arguments, so `label_of` has them
def _label_of(field: FilterField, value: str) -> Labels:
    match field:
        case "country" | "not_country":
            name = load_gazetteer().country_name
            return MappingProxyType({tag: name(value, tag) for tag in READING_LANGUAGES})
        case "kind":
            return KIND_LABELS.get(value, same_label(value))
        case "written":
            return _LANGUAGE_LABELS.get(value) or _language_label(value)
        case _:
            return same_label(value)


def place_name(place: Place, language: str) -> str:
    """Return the place's name in the language, else in the other, else as the entry wrote it."""
    return place.names.get(language) or next(iter(place.names.values()), place.as_written)


def region_name(id: str, language: str) -> str:
    """Return the name of a region, Italian, English or French; an unknown id as it is."""
    region = load_regions().get(id)
    return region.labels[language] if region else id


def meaning_name(meaning: Meaning, language: str) -> str:
    """Return what a name means: a region, a country, or a place with its country."""
    if meaning.region:
        return region_name(meaning.region, language)
    (value,) = meaning.values
    if meaning.field == "country":
        return load_gazetteer().country_name(value, language)
    place = load_gazetteer().place(value)
    if place is None:
        return value
    country = load_gazetteer().country_name(place.country, language)
    return f"{place_name(place, language)} ({country})"


def _language_label(tag: str) -> Labels:
    from babel import Locale  # takes megabytes, and the archive's own languages do not need it

    names = {language: Locale(language).languages.get(tag, tag) for language in READING_LANGUAGES}
    return {language: name[:1].upper() + name[1:] for language, name in names.items()}
