"""What the page calls things: codes as words in the reader's language, sorted as it sorts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from babel import Locale

from index.gazetteer import load_gazetteer
from index.model.entry import UNDETERMINED
from index.text.folding import fold
from search.results.results import FacetValue
from web.views.i18n import gettext_in, gettext_noop

LANGUAGE_NAMES = {"it": "Italiano", "en": "English"}
"""Each in its own language."""

KINDS: dict[str, str] = {
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

FACET_NAMES = {
    "year": gettext_noop("Year"),
    "country": gettext_noop("Country"),
    "not_country": gettext_noop("Not this country"),
    "kind": gettext_noop("Kind"),
    "written": gettext_noop("Language of the original"),
    "people": gettext_noop("Guest"),
    "places": gettext_noop("City or territory"),
}


ENGINE_NAMES = {
    "google": "Google",
    "mymemory": "MyMemory",
    "libre": "LibreTranslate",
    "deepl": "DeepL",
    "microsoft": "Microsoft",
    "apertium": "Apertium",
}
"""Translation engines as they call themselves."""


def engine_name(engine: str | None) -> str:
    """What a translation engine calls itself; empty when none is named."""
    return ENGINE_NAMES.get(engine or "", engine or "")


@cache
def country_name(code: str, language: str) -> str:
    """The country's name, or the code itself when nobody knows it."""
    return load_gazetteer().country_name(code, language)


def kind_name(kind: str, language: str) -> str:
    """The kind in small letters; an unknown one as it is."""
    return gettext_in(language, KINDS[kind]) if kind in KINDS else kind


def facet_name(field: str, language: str) -> str:
    """What a facet is called."""
    return gettext_in(language, FACET_NAMES[field])


@cache
def language_name(tag: str, language: str) -> str:
    """The name of a BCP 47 tag in small letters or as the language writes it; "" for "und"."""
    if tag == UNDETERMINED:
        return ""
    return str(Locale(language).languages.get(tag.split("-")[0], tag))


def value_label(field: str, value: FacetValue, language: str) -> str:
    """A facet value as a list shows it."""
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
    """The (label, value) pairs from A to Z, accents and case apart."""
    return sorted(labelled, key=lambda pair: (fold(pair[0]), pair[0]))


def capitalized(words: str) -> str:
    """The words with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def from_language(tag: str, language: str) -> str:
    """ "from English", "dall’inglese"; empty for an uncertain one."""
    name = language_name(tag, language)
    if not name:
        return ""
    if language == "en":
        return f"from {name}"
    return f"dall’{name}" if name[0] in "aeiou" else f"dal {name}"


def written_in(tag: str, language: str) -> str:
    """ "written in English"; empty for an uncertain one."""
    name = language_name(tag, language)
    return gettext_in(language, "written in %(language)s", language=name) if name else ""


def original_text(tag: str, language: str) -> str:
    """ "Original text (English)"; without the brackets for an uncertain one."""
    name = language_name(tag, language)
    if not name:
        return gettext_in(language, "Original text")
    return gettext_in(language, "Original text (%(language)s)", language=name)
