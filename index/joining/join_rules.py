"""Join rules: whether two entries whose dates and places are compatible tell of one event."""

from __future__ import annotations

from index.joining.match_features import names_its_year
from index.joining.pair_evidence import PairEvidence
from index.model.rules import Rule

_ENVOYS = frozenset({"ambassador", "consul"})
"""Kinds whose visitor is known by the country alone: a country has one ambassador."""
_SHARE_WITH_GUEST = 0.4
"""The share of the smaller text's topics that is enough beside a guest; chosen on seen pairs."""


def _is_only_window(pair: PairEvidence) -> bool:
    """Return whether one of the two only says in which months or year its days are."""
    return not (pair.has_same_days and (pair.has_exact_days or pair.is_of_one_page))


def _are_of_one_envoy(pair: PairEvidence) -> bool:
    titles_name_places = bool(pair.a.places and pair.b.places)
    return pair.is_of_one_kind and pair.a.entry.kind in _ENVOYS and titles_name_places


JOIN_RULES: tuple[Rule[PairEvidence], ...] = (
    Rule(
        "one name is too little for days within a window",
        False,
        lambda pair: _is_only_window(pair) and not pair.is_named_twice,
        "it: maggio 2004 - Delegazione di Tunisi | L'architetto Mohsen Abbes è qui.\n"
        "en: 12 May 2004 - Delegation of Tunis | The architect Mohsen Abbes came.",
    ),
    Rule(
        "texts about other things",
        False,
        lambda pair: pair.is_about_others and not pair.translated,
        "it: 10 giugno 2012 - Riunione EUROCITIES a Lione | Il gruppo ha parlato di biciclette,"
        " strade e parcheggi.\n"
        "en: 10 June 2012 - EUROCITIES forum in Lyon | Museums, theatres and libraries were the"
        " topic of the day.",
    ),
    Rule(
        "a visitor in both",
        True,
        lambda pair: bool(pair.visitors or pair.surnames),
        "it: 9 giugno 2007 - Delegazione di Lione | È venuta la sindaca di Lione Anna Moreau.\n"
        "en: 9 June 2007 - Delegation of Lyon | The Mayor of Lyon, Anna Moreau, came.",
    ),
    Rule(
        "an acronym in both titles",
        True,
        lambda pair: bool(pair.acronyms),
        "it: 29 giugno 2007 - Incontro Cop8 | Si è parlato.\n"
        "en: 29 June 2007 - The Cop8 meeting | They met.",
    ),
    Rule(
        "pages of one name",
        True,
        lambda pair: bool(pair.slug_words) or pair.is_of_one_slug,
        "it missioni/m10/201012_metro.shtml: 5 dicembre 2010 - Un vertice | A Lione.\n"
        "en eventi/ev2010/global-metro.shtml: 5 December 2010 - A summit | In Lyon.",
    ),
    Rule(
        "a guest, enough topics and a country in both",
        True,
        lambda pair: (
            bool(pair.guests and pair.terms and pair.countries)
            and pair.topics[1] >= _SHARE_WITH_GUEST
        ),
        "it: 9 giugno 2007 - Una serata a Lione | Anna Moreau per gli studenti.\n"
        "en: 9 June 2007 - A night in Lyon | Anna Moreau for students.",
    ),
    Rule(
        "different visitors",
        False,
        lambda pair: bool(pair.a.visitors and pair.b.visitors) and not pair.guests,
        "it: 9 giugno 2007 - Mostra Vesperia a Lione | È venuta la sindaca di Lione Anna Moreau.\n"
        "en: 9 June 2007 - Vesperia in Lyon | The Mayor of Lyon, Karim Haddad, came.",
    ),
    Rule(
        "a name or number in both titles",
        True,
        lambda pair: bool(pair.words),
        "it: 9 giugno 2007 - Salone Paysalia | Un salone.\n"
        "en: 9 June 2007 - The Paysalia fair | A fair.",
    ),
    Rule(
        "texts about the same",
        True,
        lambda pair: pair.is_about_same,
        "it: 4 maggio 2010 - Scambio con la Francia | I pompieri in un ospedale e una scuola.\n"
        "en: 4 May 2010 - An exchange with France | Firefighters in a hospital and a school.",
    ),
    Rule(
        "words that mean the same in both texts",
        True,
        lambda pair: bool(pair.translated),
        "it: 4 maggio 2010 - Scambio a Glasgow | Candele e giocattoli di legno al mercato.\n"
        "en: 4 May 2010 - An exchange in Glasgow | Candles and wooden toys in the market.",
    ),
    Rule(
        "missions of the same people",
        True,
        lambda pair: pair.are_missions and len(pair.hosts) > 1,
        "it: 9 giugno 2007 - Missione a Lione | L'assessore di HOME Mario Rossi e l'assessora di"
        " HOME Anna Bianchi.\n"
        "en: 9 June 2007 - Mission to Lyon | The deputy mayor of HOME Mario Rossi and the deputy"
        " mayor of HOME Anna Bianchi.",
    ),
    Rule(
        "different hosts",
        False,
        lambda pair: bool(pair.a.hosts and pair.b.hosts) and not pair.hosts,
        "it: 16 ottobre 2009 - Console d'Albania | L'assessore di HOME Mario Rossi.\n"
        "en: 16 October 2009 - Consul of Albania | The deputy mayor of HOME Anna Bianchi.",
    ),
    Rule(
        "different names in the titles",
        False,
        lambda pair: bool(pair.a.distinctive and pair.b.distinctive),
        "it eventi/index07.shtml: 9 giugno 2007 - Lione: mostra RECS | Una mostra.\n"
        "en eventi/index07.shtml: 9 June 2007 - Lyon: the CLUE workshop | Talks.",
    ),
    Rule(
        "visit of one envoy",
        True,
        _are_of_one_envoy,
        "it: 16 ottobre 2009 - Ambasciatore d'Albania | Una visita.\n"
        "en: 16 October 2009 - Ambassador of Albania | A visit.",
    ),
    Rule(
        "missions to the same several cities",
        True,
        lambda pair: pair.are_missions and len(pair.a.cities) > 1,
        "it: 22 novembre 2009 - Missione a Tunisi e Lione | Ci sono andati.\n"
        "en: 22 November 2009 - Mission to Tunis and Lyon | They went.",
    ),
    Rule(
        "missions to one city that share two topics",
        True,
        lambda pair: pair.are_missions and pair.topics[0] > 1,
        "it: 22 novembre 2009 - Missione a Tunisi | Per una scuola e un ospedale.\n"
        "en: 22 November 2009 - Mission to Tunis | About a school and a hospital.",
    ),
    Rule(
        "different kinds on different pages",
        False,
        lambda pair: not pair.is_of_one_page and not pair.is_of_one_kind,
        "it: 9 giugno 2007 - Console a Lione | Con GTT e Amiat.\n"
        "en: 9 June 2007 - Delegation of Lyon | With GTT and Amiat.",
    ),
    Rule(
        "twin pages of one year",
        True,
        lambda pair: pair.is_of_one_page and pair.is_of_same_cities and names_its_year(pair.a.page),
        "it eventi/index08.shtml: 9 giugno 2008 - In bicicletta da Glasgow | Un giro.\n"
        "en eventi/index08.shtml: 9 June 2008 - From Glasgow by bike | A ride.",
    ),
    Rule(
        "two names in both texts",
        True,
        lambda pair: bool(pair.a.countries) and len(pair.names_in_texts) > 1,
        "it: 9 giugno 2007 - Delegazione di Lione | Hanno visto la GTT e l'Amiat.\n"
        "en: 9 June 2007 - Delegation of Lyon | They saw the GTT and the Amiat.",
    ),
    Rule(
        "nothing in common",
        False,
        lambda _: True,
        "it: 9 giugno 2007 - Delegazione di Lione | Una visita.\n"
        "en: 9 June 2007 - Delegation of Lyon | A visit.",
    ),
)
"""Whether two entries are one event."""
