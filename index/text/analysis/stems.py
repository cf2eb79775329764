"""Stem rules where Snowball gives one stem to different words, or two stems to one word."""

from __future__ import annotations

import re
from dataclasses import dataclass

_INVARIABLE_NOUN = re.compile(
    r"(?:bil|al|il|iv|os|ic|ar|er|or|rs|mun|tun|gnit|eg|ual|ian|ttiv|ntit|chit|ond|ann|rt)it(?:a|à)$"
)
"""Nouns in -ità, with or without the accent, whose plural is the same."""

_AMBIGUOUS_ENDINGS = ("are", "ere", "ire", "ano", "ana", "ani", "ane")
"""Endings of verbs, which Snowball removes, and of nouns, which change only the last vowel."""

_ITALIAN_STEMS = {
    **dict.fromkeys(("universitario", "universitaria", "universitari", "universitarie"),
                    "universitari"),
    **dict.fromkeys(("lettera", "lettere"), "letter"),
    **dict.fromkeys(("opera", "opere"), "opera"),
    **dict.fromkeys(("uomo", "uomini"), "uomo"),
    **dict.fromkeys(("ente", "enti"), "ente"),
    **dict.fromkeys(("sindacato", "sindacati"), "sindacat"),
    **dict.fromkeys(("consolato", "consolati"), "consolat"),
    **dict.fromkeys(("consolare", "consolari"), "consolar"),
    **dict.fromkeys(("ambasciata", "ambasciate"), "ambasciat"),
    **dict.fromkeys(("consigliere", "consiglieri", "consigliera"), "consiglier"),
    **dict.fromkeys(("giunta", "giunte"), "giunta"),
    **dict.fromkeys(("bilancio", "bilanci"), "bilanci"),
    **dict.fromkeys(("popolare", "popolari"), "popolar"),
}  # fmt: skip
_ENGLISH_STEMS = {
    **dict.fromkeys(("university", "universities"), "university"),
    **dict.fromkeys(("international", "internationally"), "international"),
    **dict.fromkeys(("internationalise", "internationalize", "internationalised",
                     "internationalized", "internationalisation", "internationalization"),
                    "internationalis"),
    **dict.fromkeys(("general", "generals"), "general"),
    **dict.fromkeys(("organisation", "organization", "organisations", "organizations",
                     "organise", "organize", "organised", "organized", "organises", "organizes",
                     "organising", "organizing", "organiser", "organizer", "organisers",
                     "organizers", "organisational", "organizational"), "organis"),
    **dict.fromkeys(("important", "importance"), "important"),
    **dict.fromkeys(("experience", "experiences", "experienced"), "experience"),
    **dict.fromkeys(("experiment", "experiments", "experimental"), "experiment"),
    **dict.fromkeys(("centre", "center", "centres", "centers"), "centr"),
    **dict.fromkeys(("programme", "program", "programmes", "programs"), "program"),
    **dict.fromkeys(("colour", "color", "colours", "colors"), "colour"),
    **dict.fromkeys(("labour", "labor"), "labour"),
    **dict.fromkeys(("harbour", "harbor", "harbours", "harbors"), "harbour"),
    **dict.fromkeys(("theatre", "theater", "theatres", "theaters"), "theatr"),
    **dict.fromkeys(("woman", "women"), "woman"),
    **dict.fromkeys(("man", "men"), "man"),
    **dict.fromkeys(("child", "children"), "child"),
    **dict.fromkeys(("people", "peoples"), "people"),
    **dict.fromkeys(("chairman", "chairmen"), "chairman"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleStems:
    """The stems that rules of this module give a word; () when none applies."""

    stems: tuple[str, ...] = ()
    replaces_snowball: bool = False
    """Whether Snowball's stems are left out; else they are indexed as well."""


def apply_stem_rules(word: str, folded: str, language: str) -> RuleStems:
    """Return the stems that rules give a word in small letters; `folded` is its folded form."""
    return _italian(word, folded) if language == "it" else _english(folded)


def _italian(word: str, folded: str) -> RuleStems:
    if folded in _ITALIAN_STEMS:
        return RuleStems((_ITALIAN_STEMS[folded],), replaces_snowball=True)
    if word.endswith(("tà", "tù")) or (len(folded) > 6 and _INVARIABLE_NOUN.search(folded)):
        return RuleStems((folded,), replaces_snowball=True)
    if len(folded) > 5 and folded.endswith(("aio", "aia", "aie", "ai")):
        return RuleStems((re.sub("ai[oae]?$", "ai", folded),), replaces_snowball=True)
    if len(folded) > 5 and folded.endswith(_AMBIGUOUS_ENDINGS):
        return RuleStems((folded[:-1],))
    if len(folded) > 4 and folded.endswith(("chi", "che", "ghi", "ghe")):
        return RuleStems((folded[:-2],))
    return RuleStems()


def _english(folded: str) -> RuleStems:
    stem = _ENGLISH_STEMS.get(folded)
    return RuleStems((stem,), replaces_snowball=True) if stem else RuleStems()
