"""Roles: the words that name an office or a form of address."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from index.reading.people.classified_tokens import ClassifiedToken
from index.reading.people.word_classes import CAPITALISED, OFFICE, PUNCTUATION
from index.text.folding import fold
from index.text.home_names import home_names
from index.text.lexicon import lexicons, union
from index.text.lexicon.sections import Roles, Words

OfficeRank = Literal["town", "envoy", "state", "other", "title"]
"""Whose office it is: a municipality's (town), a country's abroad (envoy), a country's (state) or
any other's; "title" is no office but a form of address.
"""

_ORDER: tuple[OfficeRank, ...] = ("envoy", "town", "state", "other", "title")

_BEFORE = union(lambda words: words.people.before_office)
"""Words that may precede the word for the office."""
_AFTER = union(lambda words: words.people.after_office)
"""Words that may follow it."""
_FEMININE = union(lambda words: words.people.title_endings)
"""The endings after the full stop of dott.ssa, sig.ra, sig.na."""

_FIRST_OF_TWO = frozenset(
    phrase.partition(" ")[0] for phrase in union(lambda words: words.roles.town_phrases)
)

FIRST_OF_OFFICES = _BEFORE | _FIRST_OF_TWO
"""Words with which an office may begin besides those of the class OFFICE."""

_MISSIONS = tuple(union(lambda words: words.people.missions))
_COUNCILS = tuple(union(lambda words: words.people.councils))


class RoleHead(NamedTuple):
    """The words for an office, tokens `start` to `end` (exclusive)."""

    start: int
    end: int
    rank: OfficeRank
    plural: bool
    of_home: bool
    """Whether the home city precedes it: "Turin's"."""
    of_elsewhere: bool


@lru_cache(maxsize=1)
def _offices() -> tuple[dict[str, tuple[OfficeRank, bool]], frozenset[str]]:
    """Return the words for offices with their rank and whether they are plural, and the forms of
    address that need a full stop to be one ("On.", "Arch.").
    """
    offices: dict[str, tuple[OfficeRank, bool]] = {}
    dotted: set[str] = set()
    for lexicon in lexicons():
        for words, rank, plural in _ranked(lexicon.roles):
            for word in words:
                offices.setdefault(word, (rank, plural))
        dotted.update(lexicon.roles.dotted)
        for phrase in lexicon.roles.town_phrases:
            offices[phrase] = ("town", False)
    return offices, frozenset(dotted)


def _ranked(roles: Roles) -> tuple[tuple[Words, OfficeRank, bool], ...]:
    """Return the lists with their rank and whether they are plurals, the stronger first."""
    return (
        (roles.envoys, "envoy", True),
        (roles.envoy, "envoy", False),
        (roles.others, "other", True),
        (roles.other, "other", False),
        (roles.states, "state", True),
        (roles.state, "state", False),
        (roles.title, "title", False),
        (roles.towns, "town", True),
        (roles.town, "town", False),
        (roles.titles, "title", True),
    )


def role_head_at(tokens: list[ClassifiedToken], i: int, language: str) -> RoleHead | None:
    """Return the office whose words begin at token `i`; None when no office does."""
    offices, dotted = _offices()
    if (
        not tokens[i].word_class & OFFICE
        and tokens[i].folded not in _BEFORE
        and not _office_of_two_words(tokens, i, offices)
    ):
        return None
    ranks: list[OfficeRank] = []
    plural = False
    j = i
    while j < len(tokens) and j < i + 6:
        token = tokens[j]
        if token.word_class & PUNCTUATION or (token.possessive and ranks):
            break
        office = offices.get(token.folded)
        if office is None and (office := _office_of_two_words(tokens, j, offices)):
            j += 1
        if _is_address(tokens, j, dotted, language):
            ranks.append("title")
            j += 2
            if j < len(tokens) and tokens[j].folded in _FEMININE:
                j += 1
        elif office and not token.possessive and _is_office(office[0], token, language):
            ranks.append(office[0])
            plural = plural or office[1]
            j += 1
            if office[0] == "title" and j < len(tokens) and tokens[j].word == ".":
                j += 1
        elif (
            (j == i and token.folded in _BEFORE and _leads_to_office(tokens, j, offices))
            or (j > i and ranks and token.folded in _AFTER)
            or (j > i and not ranks and token.folded in _BEFORE)
            or (ranks and token.folded in _BEFORE and _leads_to_office(tokens, j, offices))
        ):
            j += 1
        else:
            break
    if not ranks:
        return None
    rank = next(each for each in _ORDER if each in ranks)
    start, of_home, of_elsewhere = i, False, False
    before = tokens[i - 1] if i else None
    if before and before.possessive and before.word_class & CAPITALISED:
        start = i - 1
        of_home = before.folded in home_names().endings
        of_elsewhere = not of_home
    return RoleHead(start, j, rank, plural, of_home, of_elsewhere)


def _office_of_two_words(
    tokens: list[ClassifiedToken], i: int, offices: dict[str, tuple[OfficeRank, bool]]
) -> tuple[OfficeRank, bool] | None:
    """Return an office such as "primo cittadino", where neither word is one alone; else None."""
    if tokens[i].folded not in _FIRST_OF_TWO or i + 1 == len(tokens):
        return None
    return offices.get(f"{tokens[i].folded} {tokens[i + 1].folded}")


def _leads_to_office(
    tokens: list[ClassifiedToken], i: int, offices: dict[str, tuple[OfficeRank, bool]]
) -> bool:
    """Return whether the word for an office follows "Deputy", "City Council Vice" or the like."""
    for j in range(i + 1, min(len(tokens), i + 4)):
        office = offices.get(tokens[j].folded)
        if office and office[0] != "title" and not tokens[j].possessive:
            return True
        if tokens[j].folded not in _BEFORE:
            return False
    return False


_SMALL_TITLES = frozenset(words.tag for words in lexicons() if words.roles.small_titles)
_SMALL_DOTTED = frozenset(words.tag for words in lexicons() if words.roles.small_dotted)
_DOTTED = {words.tag: words.roles.dotted for words in lexicons()}


def _is_office(rank: OfficeRank, token: ClassifiedToken, language: str) -> bool:
    """Return whether a word for an office is one here.

    Forms of address are capitalised in some languages: "a lady" is none.
    """
    return rank != "title" or _capital(token) or language in _SMALL_TITLES


def _is_address(
    tokens: list[ClassifiedToken], j: int, dotted: frozenset[str], language: str
) -> bool:
    token = tokens[j]
    if token.folded not in dotted or not (_capital(token) or language in _SMALL_DOTTED):
        return False
    if j + 1 >= len(tokens) or tokens[j + 1].word != ".":
        return False
    if len(token.folded) > 1:
        return True
    return _capital(token) and token.folded in _DOTTED.get(language, ())


def _capital(token: ClassifiedToken) -> bool:
    return bool(token.word_class & CAPITALISED)


def is_diplomatic(role: str) -> bool:
    """Return whether a role names an embassy or a consulate."""
    return _contains_any(role, _MISSIONS)


def is_municipal(role: str) -> bool:
    """Return whether a role names a city council."""
    return _contains_any(role, _COUNCILS)


def _contains_any(role: str, any_of: tuple[str, ...]) -> bool:
    folded = fold(role)
    return any(words in folded for words in any_of)
