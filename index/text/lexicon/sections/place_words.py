"""Words by which places are read."""

from __future__ import annotations

from index.text.lexicon.sections.word_types import NO_WORDS, Phrases, Section, Words


class Places(Section):
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
    links: Words = NO_WORDS
    """After one of these and "with" a town follows: "exchange with"."""
    foreign_heads: Words = NO_WORDS
    """Besides `envoys` and `offices`: after one of these a demonym may have a capital."""
    fillers: Words = NO_WORDS
    """Besides articles: words that may be between a preposition or role and a place."""
    reaching: Words = NO_WORDS
    """Verbs that are followed by the place to which somebody goes."""
    in_country: Words = NO_WORDS
    """Words between a place and its country: "Lyon in France"."""
    ways: Words = NO_WORDS
    """Streets that a place gives its name to after a preposition: "rue de Lyon"."""
    streets: Words = NO_WORDS
    """A capitalised name right after one of these is a street's or a building's."""
    not_streets: Words = NO_WORDS
    """Such words of other languages that mean something else in small letters: "via"."""
    leads: Words = NO_WORDS
    """Capitalised words that may precede a place without making it a person's name."""
    comparisons: Phrases = NO_WORDS
    """Directly before places that are only compared with."""
    examples: Phrases = NO_WORDS
    """Directly before examples, which count only in an entry that names nothing else."""
    compared: Words = NO_WORDS
    """Between a comparison and a place: "like those of"."""
    culture: Words = NO_WORDS
    """Words for what a people makes and does together, which a demonym beside them belongs to."""
    without_place: Phrases = NO_WORDS
    """Names that contain a place's name and are no place: organisations, treaties, buildings."""
    acts: Words = NO_WORDS
    """Verbs of what a town does: "hosts", "sends"."""
    munich: Words = NO_WORDS
    """Names of Munich that are the state of Monaco's too."""
    goods: Words = NO_WORDS
    """Things that are called after a place, with a preposition before its name or behind it."""
    bearers: Words = NO_WORDS
    """What has a place's name for its own where it stands directly before it: works, ships."""
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
