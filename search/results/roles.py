"""The role of a person in the other language, where the counterpart of its words is known.

Only what can be said word for word is translated: an office of the list of terms, alone
or with a place of the gazetteer ("Mayor of Lyon", "Guatemala's ambassador", "ambasciatore d'Italia
in Francia"). The Italian word is the first of the list, which is masculine.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from index.gazetteer import load_gazetteer
from index.model.entry import READING_LANGUAGES
from index.model.profile import ArchiveProfile
from index.text.folding import fold
from index.text.home_names import home_names_of
from index.text.term_list import load_terms
from search.results.labels import place_name

_POSSESSIVE = re.compile(r"(?P<place>[^'’]+)['’]s (?P<office>.+)")
"""Guatemala's ambassador."""

_WITH_PLACE = {
    "en": re.compile(r"(?P<office>.+?) of (?P<place>.+?)(?: in (?P<where>.+))?"),
    "it": re.compile(
        r"(?P<office>.+?) (?:di |del |della |dei |degli |delle |dello |d['’]|dell['’])"
        r"(?P<place>.+?)(?: (?:in|a|ad|nel|nella|negli) (?P<where>.+))?"
    ),
}
"""Ambassador of Italy in France."""

_WITHOUT_ARTICLE = frozenset(
    {
        "AD", "AG", "BB", "CR", "CU", "CV", "CY", "DJ", "FJ", "GD", "GI", "HK", "HT", "IL", "JE",
        "KI", "MC", "MO", "MS", "MT", "MU", "NR", "NU", "PA", "PR", "PW", "SG", "SM", "ST", "SV",
        "TK", "TL", "TO", "TT", "TV", "TW", "VU", "WS",
    }
)  # fmt: skip
"""Countries that Italian names without an article after "di"."""
_MASCULINE = frozenset({"BF", "BW", "CA", "GH", "GT", "KE", "LK", "NI", "RW", "VE"})
"""Countries whose Italian names are masculine, though their first word ends in -a."""
_FEMININE = frozenset({"VA"})
_PLURAL = {"AE": "degli", "US": "degli", "NL": "dei", "PS": "dei"} | dict.fromkeys(
    ("BS", "KM", "MV", "PH", "SC"), "delle"
)


@lru_cache(maxsize=4096)
def role_in(role: str, written: str, language: str, profile: ArchiveProfile) -> str | None:
    """Return the role in the language; None when it is written in it or has no known counterpart.

    `written` is the language of the role's words. The home city has its own name, as the profile
    says it.
    """
    if written == language or not {written, language} <= set(READING_LANGUAGES):
        return None
    words = " ".join(role.split())
    return (
        _office(words, written, language) or _with_place(words, written, language, profile) or None
    )


def _with_place(words: str, written: str, language: str, profile: ArchiveProfile) -> str | None:
    parts = _WITH_PLACE[written].fullmatch(words)
    if not parts and written == "en":
        parts = _POSSESSIVE.fullmatch(words)
    if not parts:
        return None
    named = parts.groupdict()
    office = _office(named["office"], written, language)
    place = _of(named["place"], language, profile)
    where = _in(named["where"], language, profile) if named.get("where") else ""
    if not office or not place or where is None:
        return None
    return " ".join(filter(None, (office, place, where))).replace("’ ", "’")


def _office(words: str, written: str, language: str) -> str:
    """Return the counterpart of an office, with a capital if it has one; "" when none is known."""
    found = _offices(written, language).get(fold(words), "")
    return found[:1].upper() + found[1:] if words[:1].isupper() else found


@cache
def _offices(written: str, language: str) -> dict[str, str]:
    """Return the first wording of each pair of terms by every wording of the other language."""
    offices: dict[str, str] = {}
    for pair in load_terms().pairs:
        for wording in pair.side(written):
            offices.setdefault(fold(wording), pair.side(language)[0])
    return offices


def _of(name: str, language: str, profile: ArchiveProfile) -> str | None:
    """Return "of Lyon" or "della Francia"; None for a name that is no place's."""
    country, label = _place(name, language, profile)
    if not label:
        return None
    if language == "en":
        the = "the " if country in _PLURAL and country != "PS" else ""
        return f"of {the}{label}"
    return f"di {label}" if not country else f"{_di(country, label)} {label}"


def _in(name: str, language: str, profile: ArchiveProfile) -> str | None:
    """Return "in Francia" or "a Milano"; None for a name that is no place's."""
    country, label = _place(name, language, profile)
    if not label or (language == "it" and country in {*_WITHOUT_ARTICLE, *_PLURAL}):
        return None
    if language == "en" or country:
        return f"in {'the ' if language == 'en' and country in _PLURAL else ''}{label}"
    return f"{'ad' if label[:1] == 'A' else 'a'} {label}"


def _place(name: str, language: str, profile: ArchiveProfile) -> tuple[str, str]:
    """Return the code of a country, or "", and the label of the country or place, or ""."""
    if fold(name) in home_names_of(profile).cities:
        return "", profile.home.name[language]
    gazetteer = load_gazetteer()
    sense = next(iter(gazetteer.senses(fold(name.removeprefix("the ")))), None)
    if sense and sense.kind == "country":
        return sense.country, gazetteer.country_name(sense.country, language)
    place = gazetteer.place(sense.place) if sense and sense.place else None
    return "", place_name(place, language) if place else ""


def _di(country: str, label: str) -> str:
    """Return "di" with the article that the Italian name of a country takes."""
    if country == "IT":
        return "d’"
    if country in _WITHOUT_ARTICLE:
        return "di"
    if country in _PLURAL:
        return _PLURAL[country]
    if label[0] in "AEIOU":
        return "dell’"
    if country in _FEMININE or (label.split()[0].endswith("a") and country not in _MASCULINE):
        return "della"
    return "dello" if re.match(r"S[^aeiouAEIOU]|Z|Y", label) else "del"
