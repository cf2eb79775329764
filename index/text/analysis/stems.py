"""Where Snowball's stems join what should stay apart, or part what should meet."""

from __future__ import annotations

import re
from dataclasses import dataclass

_INVARIABLE = re.compile(
    r"(?:bil|al|il|iv|os|ic|ar|er|or|rs|mun|tun|gnit|eg|ual|ian|ttiv|ntit|chit|ond|ann|rt)it(?:a|à)$"
)
"""Nouns in -ità, also typed without the accent: they have no plural to meet."""

_TWO_WAYS = ("are", "ere", "ire", "ano", "ana", "ani", "ane")
"""Endings of verbs, which Snowball drops, and of nouns, whose plural keeps all but the vowel."""

_ITALIAN_ALONE = {
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
_ENGLISH_ALONE = {
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
class Regular:
    """Stems by our own rules. `alone`: they replace Snowball's, else they stand beside them."""

    stems: tuple[str, ...] = ()
    alone: bool = False


def regular_stem(word: str, folded: str, language: str) -> Regular:
    """What our rules say of a word in small letters and its folded form."""
    return _italian(word, folded) if language == "it" else _english(folded)


def _italian(word: str, folded: str) -> Regular:
    if folded in _ITALIAN_ALONE:
        return Regular((_ITALIAN_ALONE[folded],), alone=True)
    if word.endswith(("tà", "tù")) or (len(folded) > 6 and _INVARIABLE.search(folded)):
        return Regular((folded,), alone=True)
    if len(folded) > 5 and folded.endswith(("aio", "aia", "aie", "ai")):
        return Regular((re.sub("ai[oae]?$", "ai", folded),), alone=True)
    if len(folded) > 5 and folded.endswith(_TWO_WAYS):
        return Regular((folded[:-1],))
    if len(folded) > 4 and folded.endswith(("chi", "che", "ghi", "ghe")):
        return Regular((folded[:-2],))
    return Regular()


def _english(folded: str) -> Regular:
    stem = _ENGLISH_ALONE.get(folded)
    return Regular((stem,), alone=True) if stem else Regular()
