"""Labels for codes in the page's language: kinds, facets, countries, languages, translators."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from babel import Locale

from index.gazetteer import load_gazetteer
from index.model.entry import UNDETERMINED
from index.text.folding import fold
from search.query.query import FilterField
from search.results.facet_values import FacetValue
from web.views.i18n import gettext_in, gettext_noop

LANGUAGE_NAMES = {"it": "Italiano", "en": "English"}
"""The name of each language of the interface, in that language."""

KIND_NAMES: dict[str, str] = {
    "delegation": gettext_noop("delegation"),
    "mission": gettext_noop("mission"),
    "event": gettext_noop("event"),
    "network": gettext_noop("network"),
    "ambassador": gettext_noop("ambassador"),
    "consul": gettext_noop("consul"),
    "meeting": gettext_noop("meeting"),
    "agreement": gettext_noop("agreement"),
    "twinning": gettext_noop("twinning"),
}

FACET_NAMES: dict[FilterField, str] = {
    "year": gettext_noop("Year"),
    "country": gettext_noop("Country"),
    "not_country": gettext_noop("Exclude this country"),
    "kind": gettext_noop("Kind"),
    "written": gettext_noop("Language of the original"),
    "people": gettext_noop("Guest"),
    "places": gettext_noop("City or territory"),
}

TRANSLATOR_NAMES = {
    "google": "Google",
    "mymemory": "MyMemory",
    "libre": "LibreTranslate",
    "deepl": "DeepL",
    "microsoft": "Microsoft",
    "apertium": "Apertium",
}
"""The names of machine translators."""


def translator_name(translator: str | None) -> str:
    """Return the name of a machine translator; "" when there is none."""
    return TRANSLATOR_NAMES.get(translator or "", translator or "")


@cache
def country_name(code: str, language: str) -> str:
    """Return the name of a country, or its code when it is unknown."""
    return load_gazetteer().country_name(code, language)


def kind_name(kind: str, language: str) -> str:
    """Return the name of a kind in lower case; an unknown one as it is."""
    return gettext_in(language, KIND_NAMES[kind]) if kind in KIND_NAMES else kind


def facet_name(field: FilterField, language: str) -> str:
    """Return the name of a facet."""
    return gettext_in(language, FACET_NAMES[field])


@cache
def language_name(tag: str, language: str) -> str:
    """Return the name of the language of a BCP 47 tag, as it is inside a sentence; "" for "und"."""
    if tag == UNDETERMINED:
        return ""
    return str(Locale(language).languages.get(tag.split("-")[0], tag))


def value_label(field: FilterField, value: FacetValue, language: str) -> str:
    """Return a facet value as a list shows it."""
    match field:
        case "country" | "not_country":
            return country_name(value.value, language)
        case "kind":
            return capitalized(kind_name(value.value, language))
        case "written":
            return capitalized(
                language_name(value.value, language) or gettext_in(language, "uncertain")
            )
        case _:
            return value.labels.get(language) or value.value


def sorted_by_label(labelled: Iterable[tuple[str, FacetValue]]) -> list[tuple[str, FacetValue]]:
    """Return the (label, value) pairs sorted by label, ignoring accents and case."""
    return sorted(labelled, key=lambda pair: (fold(pair[0]), pair[0]))


def capitalized(words: str) -> str:
    """Return the words with a capital first letter, the rest unchanged."""
    return words[:1].upper() + words[1:]


def from_language(tag: str, language: str) -> str:
    """Return "from English" or "dall’inglese"; "" for an uncertain language."""
    name = language_name(tag, language)
    if not name:
        return ""
    if language == "en":
        return f"from {name}"
    return f"dall’{name}" if name[0] in "aeiou" else f"dal {name}"


def written_in(tag: str, language: str) -> str:
    """Return "written in English"; "" for an uncertain language."""
    name = language_name(tag, language)
    return gettext_in(language, "written in %(language)s", language=name) if name else ""


def original_text(tag: str, language: str) -> str:
    """Return "Original text (English)"; without the brackets for an uncertain language."""
    name = language_name(tag, language)
    if not name:
        return gettext_in(language, "Original text")
    return gettext_in(language, "Original text (%(language)s)", language=name)
