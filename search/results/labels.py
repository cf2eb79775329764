"""What facet values are called in Italian and English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from index.gazetteer import load_gazetteer
from index.model.entry import READING_LANGUAGES, UNDETERMINED, Place

Labels = Mapping[str, str]
"""A name by language, "it" and "en"."""

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
"""Those the archive is written in: all languages of CLDR take megabytes."""


def same_label(text: str) -> Labels:
    """A label that reads the same in both languages."""
    return MappingProxyType(dict.fromkeys(READING_LANGUAGES, text))


@cache
def label_of(field: str, value: str) -> Labels:
    """The labels of a year, country, kind or language; the value itself when it has none."""
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
    """The place's name in the language, in the other, or as the entry wrote it."""
    return place.names.get(language) or next(iter(place.names.values()), place.as_written)


def _language_label(tag: str) -> Labels:
    from babel import Locale  # megabytes, which the archive's own languages do without

    names = {language: Locale(language).languages.get(tag, tag) for language in READING_LANGUAGES}
    return {language: name[:1].upper() + name[1:] for language, name in names.items()}
