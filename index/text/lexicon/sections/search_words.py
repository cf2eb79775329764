"""Words of what readers type."""

from __future__ import annotations

from index.text.lexicon.sections.word_types import (
    NO_WORDS,
    Patterns,
    Phrases,
    Section,
    Words,
    Written,
)


class Search(Section):
    """How readers write queries."""

    stop_words: Words = NO_WORDS
    """Words too common to tell entries apart: articles, prepositions, pronouns, auxiliaries."""
    short_words: Words = NO_WORDS
    """Words of two letters that are a country only in capitals: "us"."""
    asking: Phrases = NO_WORDS
    """Words and phrases with which people ask: left out where a search begins."""
    asking_inside: Phrases = NO_WORDS
    """The same anywhere in a search that begins with one of `asking`."""
    asking_anywhere: Phrases = NO_WORDS
    """The same anywhere in any search."""
    or_operators: Words = NO_WORDS
    """In capitals, either of the words beside it is looked for."""
    and_operators: Words = NO_WORDS
    """In capitals, it says no more than that both words are looked for."""
    not_operators: Words = NO_WORDS
    """In capitals, the word after it is excluded."""
    excluding: Phrases = NO_WORDS
    """Between what is asked and what is left out: "but not"."""
    excluding_places: Phrases = NO_WORDS
    """The same before the name of a place, and an ordinary word otherwise: "without"."""
    operators_among: Words = NO_WORDS
    """Operators that are ordinary words in capitals too: they count only among small letters."""
    fields: Written = ()
    """Names of fields, as other search boxes have them before a colon."""
    which: Words = NO_WORDS
    """Which of several is meant: "first", "last", "new". Beside an office or a kind of entry they
    only rank."""
    date_links: Phrases = NO_WORDS
    """Between a part of a date and its year: "inizio del 2007"."""
    since: Phrases = NO_WORDS
    """Before a date with which an open range begins."""
    onwards: Phrases = NO_WORDS
    """After such a date."""
    after: Phrases = NO_WORDS
    """Before a date after which an open range begins."""
    before: Phrases = NO_WORDS
    """Before a date before which an open range ends."""
    up_to: Phrases = NO_WORDS
    """Before a date with which an open range ends."""
    first_half: Phrases = NO_WORDS
    """The first half of a month or year."""
    second_half: Phrases = NO_WORDS
    """The second half of a month or year."""
    beginning: Phrases = NO_WORDS
    """The beginning of a month or year."""
    middle: Phrases = NO_WORDS
    """The middle of a month or year."""
    end: Phrases = NO_WORDS
    """The end of a month or year."""
    decades: Words = NO_WORDS
    """Before two digits that are a decade: "anni 90"."""
    year: Words = NO_WORDS
    """Between a month and its year."""
    digits: Patterns = ()
    """A digit, a colon, and the word that it stands for inside of a name: Club2Club."""
    times: Words = NO_WORDS
    """What a date after it makes superfluous: "nel mese di", "the year"."""
