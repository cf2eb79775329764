"""Cues that a name is no place here: a person's, a street's, a region's, an embassy's seat."""

from __future__ import annotations

from index.reading.places.cues import Cues
from index.reading.places.words import (
    AND,
    ENVOYS,
    FILLERS,
    LEADS,
    OF,
    PERSONAL,
    ROLES,
    STREETS,
    WHERE,
)

_SEATS = frozenset(
    ("in", "to", "at", "a", "ad", "nel", "nella", "negli", "nei", "nelle", "nell", "en", "au")
)
_REGION_WORDS = frozenset(
    (
        *("province", "provincia", "region", "regione", "county", "contea", "state", "stato"),
        *("prefecture", "prefettura", "department", "departement", "dipartimento", "oblast"),
        *("voivodeship", "voivodato", "canton", "cantone"),
    )
)


def follows_given_name(cues: Cues, number: int) -> bool:
    """Say whether a given name stands right before: "Kristen Bordeaux"."""
    words, start = cues.words, cues.mentions[number].start
    return (
        start > 0
        and words.glued(start)
        and words.capital(start - 1)
        and words.capital(start)
        and words.folded[start - 1] in cues.given_names
    )


def in_person_name(cues: Cues, number: int, *, also_alone: bool) -> bool:
    """Say whether capitalised words beside it make it part of a person's name.

    A title like Mayor right before always does. Other words count where the name is one that
    persons bear or hardly known (`also_alone`).
    """
    mention, words = cues.mentions[number], cues.words
    before, after = mention.start - 1, mention.end
    if follows_given_name(cues, number):
        return True
    if before >= 0 and words.glued(mention.start) and words.capital(before):
        folded = words.folded[before]
        if folded in PERSONAL:
            return True
        if before and words.glued(before) and words.folded[before - 1] in PERSONAL:
            return folded not in OF  # "Mrs Victoria Lyon"
        small = folded in WHERE or folded in AND or folded in FILLERS
        if small and folded not in LEADS:
            if not words.opens(before) and before >= words.title:
                return not cues.follows_role(number)  # "Paulina De Anna", not "Ville De Lyon"
        elif also_alone and before not in cues.owner:
            known = folded in LEADS or folded in ROLES
            if not known:
                return True
    if not also_alone:
        return False
    if words.gaps[mention.start] in ("-", "‑") and before not in cues.owner:
        return True
    if words.gaps[after] in ("-", "‑") and after not in cues.owner:
        return True
    return (
        after < len(words.texts)
        and words.glued(after)
        and words.capital(after)
        and not _names_place(cues, after, mention.phrase in cues.given_names)
        and words.folded[after] not in ROLES
        and not (cues.first[number] == number and cues.follows_role(number))
        and not (cues.stands_somewhere(number) and mention.phrase not in cues.given_names)
    )


def is_street(cues: Cues, number: int) -> bool:
    """Say whether it names a street or a building: Corso Francia, Via Palmiro Togliatti."""
    words, mention = cues.words, cues.mentions[number]
    index = mention.start
    for _ in range(3):
        index -= 1
        if index < 0 or not cues.is_adjacent(index + 1):
            break
        word = words.folded[index]
        if word in STREETS:
            return word != "via" or cues.language == "it" or words.capital(index)
        if not words.capital(index):
            break
    after = mention.end
    return (
        after < len(words.texts)
        and words.glued(after)
        and words.capital(after)
        and words.folded[after] in STREETS
    )


def is_region(cues: Cues, number: int) -> bool:
    """Say whether it is called a province, region or state: "provincia di Santa Fe"."""
    words, mention = cues.words, cues.mentions[number]
    after = mention.end
    if after < len(words.texts) and words.glued(after) and words.folded[after] in _REGION_WORDS:
        return True
    index = mention.start - 1
    if index < 1 or not cues.is_adjacent(mention.start) or words.folded[index] not in OF:
        return False
    index -= 1
    if index in cues.owner and cues.is_adjacent(index + 1):  # "provincia argentina di"
        index = cues.mentions[cues.owner[index]].start - 1
    return index >= 0 and cues.is_adjacent(index + 1) and words.folded[index] in _REGION_WORDS


def is_seat(cues: Cues, number: int) -> bool:
    """Say whether an envoy merely has his seat there: "Ambassador of Italy in Bucharest"."""
    words, start = cues.words, cues.mentions[cues.first[number]].start
    index = start - 1
    if index >= 0 and cues.is_adjacent(start) and words.folded[index] in ("the", "la", "il", "l"):
        index -= 1
    if index < 1 or not cues.is_adjacent(index + 1) or words.folded[index] not in _SEATS:
        return False
    if cues.is_article(words.folded[index]):
        return False
    named, index = False, index - 1
    for _ in range(8):
        if index < 0 or not cues.is_adjacent(index + 1):
            return False
        folded = words.folded[index]
        if index in cues.owner:
            named = True
            index = cues.mentions[cues.owner[index]].start - 1
        elif folded in ENVOYS:
            return named or _named_before(cues, index)
        elif folded in OF or folded in FILLERS or folded in ("republic", "repubblica"):
            index -= 1
        else:
            return False
    return False


def _names_place(cues: Cues, index: int, after_given_name: bool) -> bool:
    """Say whether a word belongs to a mention; after a given name a country's only."""
    number = cues.owner.get(index)
    if number is None:
        return False
    return not after_given_name or cues.mentions[number].has("country", "region")


def _named_before(cues: Cues, index: int) -> bool:
    """Say whether a country's people stand before an envoy: "the Italian embassy"."""
    while index > 0 and cues.is_adjacent(index):
        index -= 1
        if index in cues.owner:
            return True
        if cues.words.folded[index] not in FILLERS:
            return False
    return False
