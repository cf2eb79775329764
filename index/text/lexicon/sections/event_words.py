"""Words that tell the kind of an entry, and that two entries are one event."""

from __future__ import annotations

from index.text.lexicon.sections.word_types import NO_WORDS, Patterns, Section, Words


class KindPatterns(Section):
    """Patterns of words for each kind of entry, of folded text; `{home}` stands for the home city,
    `{demonym}` for its people.
    """

    ambassador: Patterns = ()
    """An ambassador's visit."""
    consul: Patterns = ()
    """A consul's visit."""
    mission: Patterns = ()
    """The City travels."""
    delegation: Patterns = ()
    """Somebody comes to the City."""
    twinning: Patterns = ()
    """Cities become twins."""
    agreement: Patterns = ()
    """Something is signed."""
    network: Patterns = ()
    """A network of cities."""
    meeting: Patterns = ()
    """Somebody meets."""
    event: Patterns = ()
    """Something is held."""


class KindCues(Section):
    """Words that say of what kind an entry is where no other do."""

    meeting: Patterns = ()
    """In a heading, by which it is a meeting when nothing else is said."""
    visited_city: Patterns = ()
    """In a heading, by which an entry about a meeting or event is about a delegation."""


class Joining(Section):
    """Words that tell entries in two languages apart or not."""

    common: Words = NO_WORDS
    """Besides months: words that two titles share by chance."""
    venues: Words = NO_WORDS
    """Words of the names of places that texts about any event have."""
    mayors: Words = NO_WORDS
    """The head of the City, who takes part in everything."""
    receptions: Words = NO_WORDS
    """How guests come and are received, whatever they come for."""
    any_event: Words = NO_WORDS
    """What texts about any event say of it: that it was opened, presented, discussed, and when."""
