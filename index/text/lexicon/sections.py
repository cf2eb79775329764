"""What a lexicon has: each list of words with its use. A file of a language has the same names.

`Words` are separated by white space, `Phrases` by `|` or line ends; both are folded. `Ordered`
words are folded too and keep their order. `Patterns` are regular expressions, one a line, of
folded text where nothing else is said. Any list may be missing, which means that the language has
no such words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Words = frozenset[str]
Phrases = frozenset[str]
Ordered = tuple[str, ...]
Patterns = tuple[str, ...]
NO_WORDS: Words = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The small words, which many stages ask for; elided ones are without their apostrophe."""

    articles: Words = NO_WORDS
    """Definite articles."""
    indefinite: Words = NO_WORDS
    """Indefinite articles."""
    joined: Words = NO_WORDS
    """Prepositions written as one word with an article: "del", "nella", "du"."""
    of: Words = NO_WORDS
    """Before that to which somebody or something belongs, joined with an article too."""
    origin: Words = NO_WORDS
    """Before that from which somebody comes, joined with an article too."""
    place: Words = NO_WORDS
    """Before the place where something is, joined with an article too."""
    goal: Words = NO_WORDS
    """Before the place to which somebody goes, where `place` has it not."""
    near: Words = NO_WORDS
    """Before the place or body at, near or towards which something is."""
    around: Words = NO_WORDS
    """Before a place that is passed, left behind, or one of several."""
    purpose: Words = NO_WORDS
    """Before what something is for."""
    company: Words = NO_WORDS
    """Before those with whom somebody is."""
    topic: Words = NO_WORDS
    """Before what something is about, joined with an article too."""
    agent: Ordered = ()
    """Before those by whom something is done: alone, then joined with an article."""
    conjunction: Words = NO_WORDS
    """The word "and"."""
    alternative: Words = NO_WORDS
    """The word "or"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Names of the calendar, as CLDR has them, and how pages cut them."""

    months: Ordered = ()
    """Names of the months, January first."""
    short_months: Ordered = ()
    """Abbreviations without full stop, January first; `/` between several, `-` for none."""
    weekdays: Ordered = ()
    """Names of the days of the week, Monday first."""
    short_weekdays: Words = NO_WORDS
    """Abbreviations of weekdays without full stop."""
    spring: Words = NO_WORDS
    """Names of the season of March, April and May."""
    summer: Words = NO_WORDS
    """Names of the season of June, July and August."""
    autumn: Words = NO_WORDS
    """Names of the season of September, October and November."""
    winter: Words = NO_WORDS
    """Names of the season of December, January and February."""

    def seasons(self) -> Words:
        """Return the names of all seasons."""
        return self.spring | self.summer | self.autumn | self.winter


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Words for offices by whose they are, and forms of address; plurals have lists of their own.

    Where a word is in several lists, the first of them in this order counts.
    """

    envoys: Words = NO_WORDS
    """The plurals of `envoy`."""
    envoy: Words = NO_WORDS
    """Whose office is a country's abroad."""
    others: Words = NO_WORDS
    """The plurals of `other`."""
    other: Words = NO_WORDS
    """Any office that is none of the rest."""
    states: Words = NO_WORDS
    """The plurals of `state`."""
    state: Words = NO_WORDS
    """Whose office is a country's, a region's or a church's."""
    dotted: Words = NO_WORDS
    """Forms of address that are one only with their full stop: "On.", "Arch."."""
    title: Words = NO_WORDS
    """Forms of address, which are no office: "Mr", "Dottoressa"."""
    towns: Words = NO_WORDS
    """The plurals of `town`."""
    town: Words = NO_WORDS
    """Whose office is a municipality's."""
    titles: Words = NO_WORDS
    """Forms of address for several people: "Messrs"."""

    def offices(self) -> Words:
        """Return the words for offices, forms of address left out."""
        of_countries = self.envoys | self.envoy | self.states | self.state
        return of_countries | self.others | self.other | self.towns | self.town


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The words around people's names, and those that are in none."""

    never: Words = NO_WORDS
    """Words that may be capitalised but are part of no person's name; months are among them
    without being listed."""
    tail: Words = NO_WORDS
    """Small words over which a role runs on: "of", "delegated"."""
    adjectives: Words = NO_WORDS
    """Adjectives that go with an office: "honorary"."""
    verbs: Words = NO_WORDS
    """Small words that end a role."""
    venues: Words = NO_WORDS
    """Words before the name of a street or building."""
    houses: Words = NO_WORDS
    """Words after a person's name that make it an organisation or building."""
    small_houses: Words = NO_WORDS
    """Those of `houses` that do so in small letters too."""
    leader_cues: Phrases = NO_WORDS
    """Before the name of who leads: "led by"."""
    host_cues: Phrases = NO_WORDS
    """Before the name of anybody else who acts: "received by"."""
    before_role: Words = NO_WORDS
    """Words, besides articles, between a cue and a role: "the former Mayor"."""
    before_office: Words = NO_WORDS
    """Words that may precede the word for an office: "Deputy Mayor"."""
    after_office: Words = NO_WORDS
    """Words that may follow the word for an office: "Console generale"."""
    after_portfolio: Words = NO_WORDS
    """After a comma these begin something else than a portfolio."""
    adjective_endings: Ordered = ()
    """Endings of adjectives in portfolios, seldom of verbs."""
    title_endings: Words = NO_WORDS
    """What follows the full stop of a form of address: "dott.ssa"."""
    kept_titles: Words = NO_WORDS
    """Forms of address that are kept as the role: "Amb.", "Prof."."""
    missions: Phrases = NO_WORDS
    """In a role, these say that it is an embassy's or consulate's."""
    councils: Phrases = NO_WORDS
    """In a role, these say that it is a city council's."""
    larger_bodies: Ordered = ()
    """How the words for bodies begin that are larger than a municipality."""
    particles: Words = NO_WORDS
    """Particles of names that are also words of the language: there they separate two names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The words around names of places."""

    envoys: Words = NO_WORDS
    """Who or what represents one country in another."""
    heads: Words = NO_WORDS
    """Who is at the head of something: the word may precede a person's name."""
    offices: Words = NO_WORDS
    """Bodies, and people in the plural, that belong to a place."""
    towns: Words = NO_WORDS
    """Words for towns."""
    visitors: Words = NO_WORDS
    """Who comes from a place, and what is held with those."""
    town_leads: Words = NO_WORDS
    """Besides `towns`: after one of these and "of" even a little known name is a town's."""
    moves: Words = NO_WORDS
    """After one of these a town follows "to" and "in" as surely as "of"."""
    foreign_heads: Words = NO_WORDS
    """Besides `envoys` and `offices`: after one of these a demonym may have a capital."""
    personal: Words = NO_WORDS
    """Besides `heads`: titles that directly precede a person's name."""
    fillers: Words = NO_WORDS
    """Besides articles: words that may be between a preposition or role and a place."""
    reaching: Words = NO_WORDS
    """Verbs that are followed by the place to which somebody goes."""
    in_country: Words = NO_WORDS
    """Words between a place and its country: "Lyon in France"."""
    streets: Words = NO_WORDS
    """A capitalised name right after one of these is a street's or a building's."""
    leads: Words = NO_WORDS
    """Capitalised words that may precede a place without making it a person's name."""
    comparisons: Phrases = NO_WORDS
    """Directly before places that are only compared with."""
    examples: Phrases = NO_WORDS
    """Directly before examples, which count only in an entry that names nothing else."""
    compared: Words = NO_WORDS
    """Between a comparison and a place: "like those of"."""
    without_place: Phrases = NO_WORDS
    """Names that contain a place's name and are no place: organisations, treaties, buildings."""
    when_lowercase: Words = NO_WORDS
    """Demonyms that are other words when written in small letters."""
    principality: Words = NO_WORDS
    """Words near which "Monaco" is the state, and not Munich."""
    also_persons: Words = NO_WORDS
    """Countries and regions that are people's names too."""
    city: Words = NO_WORDS
    """Before a name that is a country's and a city's: it is the city's."""
    regions: Words = NO_WORDS
    """Words for a region that is called by a place's name: "provincia di"."""
    parts: Words = NO_WORDS
    """Words for a part of a country that is called by a name: an island, a valley, a village."""
    language_before: Words = NO_WORDS
    """Before a demonym that is a language: "lingua romena"."""
    language_after: Words = NO_WORDS
    """After a demonym that is a language: "Romanian lessons"."""
    republic: Words = NO_WORDS
    """Between an envoy and the name of the country: "of the Republic of"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language."""

    tag: str
    """Its BCP 47 tag: the name of the file."""
    order: int
    """Where two languages are as likely, that with the lower number is taken."""
    stemmer: str | None = None
    """The name of the language in Snowball; without one, texts are found by folded words."""
    grammar: Grammar = Grammar()
    calendar: Calendar = Calendar()
    roles: Roles = Roles()
    people: People = People()
    places: Places = Places()


SECTIONS: Mapping[str, type] = {
    "grammar": Grammar,
    "calendar": Calendar,
    "roles": Roles,
    "people": People,
    "places": Places,
}
"""The tables of a language's file."""
