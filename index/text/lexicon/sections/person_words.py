"""Words by which people are read: offices, and what stands around names."""

from __future__ import annotations

from index.text.lexicon.sections.word_types import (
    NO_WORDS,
    Ordered,
    Patterns,
    Phrases,
    Section,
    Words,
    Written,
)


class Roles(Section):
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
    posts: Words = NO_WORDS
    """Those of `other` after which a single word is sooner their field: "direttore Masterplan"."""
    town_phrases: Phrases = NO_WORDS
    """The same in two words, neither of which is an office alone: "primo cittadino"."""
    titles: Words = NO_WORDS
    """Forms of address for several people: "Messrs"."""
    small_titles: bool = False
    """Whether those of `title` may be written in small letters: "signora"."""
    small_dotted: bool = False
    """Whether those of `dotted` may be: "prof."."""

    def offices(self) -> Words:
        """Return the words for offices, forms of address left out."""
        of_countries = self.envoys | self.envoy | self.states | self.state
        return of_countries | self.others | self.other | self.towns | self.town


class People(Section):
    """The words around people's names, and those that are in none."""

    never: Words = NO_WORDS
    """Words that may be capitalised but are part of no person's name; months are among them
    without being listed."""
    tail: Words = NO_WORDS
    """Small words over which a role runs on: "of", "delegated"."""
    adjectives: Words = NO_WORDS
    """Adjectives that go with an office: "honorary"."""
    letter_verbs: Written = ()
    """Those of `verbs` that have one letter, with their accent: they are no verb elsewhere."""
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
    callings: Words = NO_WORDS
    """What somebody is or does besides an office: after one, two capitalised words are a name."""
    bylines: Phrases = NO_WORDS
    """At the head of a line, before the name of who wrote, published or photographed it."""
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


class NameWords(Section):
    """Words around names of countries and regions, for the gazetteer."""

    countries_of: Phrases = NO_WORDS
    """Before a region's name or adjective they say no more than it does: "paesi dell'"."""
    countries_after: Words = NO_WORDS
    """The same after it: "African countries"."""
    demonym_forms: Patterns = ()
    """The ending of a demonym, a colon, and its endings in all forms, each after a hyphen; the
    first line that fits is taken. Without one the demonym has one form."""
