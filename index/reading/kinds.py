"""The kinds stage: the kind of an entry, by words of its heading, else of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.model.entry import Kind
from index.model.profile import ArchiveProfile
from index.text.current_profile import current_profile
from index.text.folding import fold
from index.text.home_names import HomeNames, home_names_of


def _one_of(**patterns: str) -> str:
    """Join patterns given by kind; the kind of a match is the name of its group."""
    groups = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in patterns.items())
    return rf"\b(?=[a-z])(?:{groups})"


def _for_home(pattern: str, home: HomeNames) -> re.Pattern[str]:
    """Return a pattern with the names of the home city in the place of HOME and DEMONYM."""
    return re.compile(pattern.replace("DEMONYM", home.demonym).replace("HOME", home.city))


_NETWORKS = (
    r"eurocities|euromed\b|telecities|recs\b|c40\b|metropolis\b|iclei\b|uclg\b|cglu\b|urbact\b"
    r"|energy cities|energy-cities|climate alliance|city-to-city|city to city"
    r"|(?:unesco )?creative cities|citta creative|villes creatives|mayors for peace"
    r"|covenant of mayors|patto dei sindaci|metropolitan authorities|knowledge society forum"
    r"|cities network|network of|cities coalition"
)
_HEADING = _one_of(
    ambassador=r"ambassad(?:or|eur|rice)s?\b|ambasciat(?:ore|ori|rice|rici)\b|amb\.",
    consul=r"consuls?\b|consoli?\b|console\b|consules?\b",
    mission=(
        r"missions?\b|mission[ei]\b|(?:official )?visit of the (?:mayor|city)|voyage|viaggio"
        r"|trip to|study trip to|visita (?:ufficiale )?del sindaco|delegation of (?:the city"
        r"(?: of HOME)?|HOME) (?:to|in)\b"
        r"|delegazione (?:della citta|DEMONYM|di HOME)(?: di HOME)? (?:a|in|ad)\b"
    ),
    delegation=(
        r"delegations?\b|delegazion[ei]\b|visitors\b|study (?:tour|visit)s?\b|visit[ae] di studio"
    ),
    twinning=r"twinn?ings?\b|gemellagg[io]+\b|jumelages?\b|twin cit(?:y|ies)\b|citta gemell[ae]",
    agreement=(
        r"agreements?\b|accord[oi]?\b|accords\b|letters? of intent|lettera d'intenti|protocol\b"
        r"|lettera di intenti|memorandum|intes[ae]\b|protocollo|convenzion[ei]\b|patto\b|pact\b"
        r"|patt[io] di (?:collaborazione|amicizia)|signing|firma (?:de|di)"
    ),
    network=rf"networks?\b|ret[ei]\b|reseaux?\b|{_NETWORKS}",
)
_HEADING_REST = _one_of(
    meeting=(
        r"meets\b|meetings? (?:with|between)|incontr[oi] (?:con|tra|fra)|incontra\b|incontrano\b"
        r"|rencontre (?:avec|entre)|rencontre\b|received\b|riceve\b|courtesy visit"
    ),
    event=(
        r"events?\b|event[oi]\b|evenements?\b|festivals?\b|festa\b|conferenc\w+|conferenz\w+"
        r"|congress\w*|exhibition|mostra\b|fair\b|fiera\b|salone\b|forum\b|workshops?\b"
        r"|seminar\w*|project\b|progett\w+|day\b|giornat[ae]\b|settimana\b|week\b|anniversar\w+"
        r"|celebrat\w+|celebrazion\w+|summit\b|expo\b|edition\b|edizione\b|concert\w*|cinema"
        r"|art\b|arte\b|music\w*|show\b|award|premio\b|HOME incontra"
    ),
)
_HEADING_MEETING = re.compile(r"\bmeetings?\b|\bincontr[oi]\b|\breunions?\b|\briunione\b")

_OF_CITY = (
    r"(?:mayor|deputy mayor|vice mayor|city|sindaco|sindaca|vicesindac[oa]|assessor[ea]|citta)"
)
_VISITORS = (
    r"(?:architects|planners|officials|students|teachers|councillors|engineers|managers|directors"
    r"|politicians|journalists|experts|representatives|architetti|urbanisti|funzionari|studenti"
    r"|insegnanti|consiglieri|ingegneri|dirigenti|politici|giornalisti|esperti|rappresentanti)"
)
_TEXT = _one_of(
    mission=(
        r"(?:delegation of the city(?: of HOME)?"
        r"|delegazione della citta(?: di HOME)?) (?:to|in|a|ad)\b"
        r"|(?:mission|missione)\b(?! economica| commerciale)|went (?:back )?to\b"
        r"|(?:travelled|traveled|flew)\b|left for\b|trips?\b|journey to"
        r"|led a (?:\w+ ){0,3}(?:delegation|group|party) (?:of the city )?(?:to|in)\b"
        r"|took (?:a|the) (?:\w+ )?(?:party|delegation|group) to\b|(?:si e|si sono) recat[oaie]\b"
        r"|recandosi\b|(?:e|sono) (?:andat|partit|volat)[oaie]\b|viaggio\b(?! di studio)"
        r"|ha guidato (?:una|la) delegazione (?:della citta|DEMONYM|comunale)|s'est rendue?\b"
        rf"|{_OF_CITY} (?:of HOME )?(?:[\w.'-]+ ){{0,4}}(?:visited|toured|ha visitato)"
        r" (?!HOME|the city|la citta)"
    ),
    delegation=(
        r"delegations?\b|delegazion[ei]\b|visitors\b|guests (?:from|of)\b|ospiti\b"
        r"|(?:study|technical) (?:tour|visit|trip)|visit[ae] (?:di studio|tecnica|a HOME)"
        r"|viaggio di studio|(?:came|come) (?:to|with|for|here)\b|in town\b|in visita\b"
        r"|(?:e|sono) venut[oaie]\b|(?:visited|toured|visitato|visitava) HOME\b"
        r"|to HOME (?:by|with|led)|economic mission|trade mission|missione economica"
        rf"|{_VISITORS} (?:of|from|di|del|della|dell'|dalla|da)\b|(?:group|party)"
        r" (?:of|from|led|headed|under)\b"
        r"|gruppo di|comitiva\b|gruppo \w+ (?:guidat|con)"
    ),
    ambassador=r"ambassad(?:or|eur|rice)s?\b|ambasciat(?:ore|ori|rice|rici)\b",
    consul=r"consuls?\b|consol[ei]\b|consules?\b",
    twinning=(
        r"twinn?ings?\b|gemellagg[io]+\b|jumelages?\b|sono stati gemellati"
        r"|(?:was|is|were|have been) twinned"
    ),
    agreement=(
        r"(?:sign\w*|seal\w*|conclu\w+|firm\w+|sigl\w+|sottoscri\w+|stipul\w+)\b[^.]{0,60}?"
        r"\b(?:agreements?|accord[oi]?|accords|pact|patto|letters? of intent|intesa"
        r"|lettera d[i']\s?intenti|protocol\w*|memorandum|convenzion[ei])\b"
        r"|(?:cooperation|collaboration) (?:agreement|pact)|accordo di (?:collabor|cooper)azione"
        r"|letter of intent|lettera d[i']\s?intenti"
    ),
    network=(
        rf"networks? of\b|cities networks?\b|ret[ei] (?:di|delle|europea)\b|reseau|{_NETWORKS}"
    ),
    event=(
        r"festivals?\b|conferences?\b|conferenz[ae]\b|exhibitions?\b|mostr[ae]\b|forum\b"
        r"|workshops?\b|laborator[io]\b|seminar\w*|salone\b|concert\w*|celebration\w*"
        r"|manifestazion[ei]\b|inaugurat\w+|edizione\b|edition\b|progetto\b|project\b"
    ),
    meeting=(
        r"met\b|meets?\b|meeting\b|incontr\w+|received\b|welcomed\b|ricevut\w+|accolt\w+"
        r"|a rencontre|recue?s?\b|rencontr\w+|discussed\b|discusso\b|talked\b|colloqui\w*"
    ),
)
_PRIORITIES: tuple[frozenset[str], ...] = (
    frozenset({"mission", "delegation", "ambassador", "consul"}),
    frozenset({"twinning", "agreement", "network"}),
    frozenset({"event", "meeting"}),
)
"""Kinds by priority: who travels, then what was signed, then what was held."""
_VISITED_CITY = re.compile(
    r"\b(?:city|town|region|province|district|municipalit(?:y|ies)|mayors?|minister) of\b"
    r"|\b(?:citta|provincia|distretto|comune|sindac[oa]) di\b|\b(?:ville|maire) de\b"
    r"|\bregione?\b|\bprovince\b|\bplanners\b|\barchitects\b|\burbanisti\b|\barchitetti\b"
)
_MAX_CHARACTERS = 700
"""Characters of the text that are read, since it says early what it is about; chosen by hand."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns with the names of one home city."""

    heading: re.Pattern[str]
    heading_rest: re.Pattern[str]
    text: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns_of(profile: ArchiveProfile) -> _Patterns:
    home = home_names_of(profile)
    return _Patterns(*(_for_home(each, home) for each in (_HEADING, _HEADING_REST, _TEXT)))


def kind_of(title: str, text: str) -> Kind:
    """Return an entry's kind, by its heading, else by the beginning of its text.

    A delegation comes to the home city, a mission leaves it; the visit of an ambassador or a consul
    is a kind of its own. Anything else is a meeting when somebody meets, else an event.
    """
    heading, patterns = fold(title), _patterns_of(current_profile())
    match = patterns.heading.search(heading)
    if match is not None:
        return _kind_of_match(match)
    match = patterns.heading_rest.search(heading)
    if match is not None:
        return _kind_of_match(match)
    if _HEADING_MEETING.search(heading):
        return "meeting"
    found = _strongest_kind(patterns.text, fold(text[:_MAX_CHARACTERS]))
    if found in (None, "meeting", "event") and _VISITED_CITY.search(heading):
        return "delegation"
    return found or "event"


def _strongest_kind(pattern: re.Pattern[str], text: str) -> Kind | None:
    """Return the kind of highest priority that a text has a word for, the first named; or None."""
    kinds = tuple(dict.fromkeys(_kind_of_match(match) for match in pattern.finditer(text)))
    for group in _PRIORITIES:
        for kind in kinds:
            if kind in group:
                return kind
    return None


def _kind_of_match(match: re.Match[str]) -> Kind:
    kind: Kind = match.lastgroup  # type: ignore[assignment]
    return kind
