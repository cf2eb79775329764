"""Words of dates, and forms of words, that a translation is written with."""

from __future__ import annotations

from index.text.lexicon.sections.word_types import NO_WORDS, Patterns, Section, Words, Written


class TranslationWords(Section):
    """How dates and names stand in a sentence.

    The meanings of `date_leads`, `date_joins` and `date_prepositions` are "on", "from", "since",
    "between", "in", "of", "to", "until", "by" and "and". Dates are translated between languages
    that have these three lists.
    """

    date_leads: Patterns = ()
    """A meaning, a colon, and the words before a date that have it, with their article; `|` between
    several."""
    date_joins: Patterns = ()
    """The same for "and" and "to" between two dates."""
    date_prepositions: Patterns = ()
    """A meaning, a colon, and how it is written: before a day; before one of `eliding_days`; before
    a month and its year; before a month alone. `|` between; what is left out at the end is as
    before a day, the last as that before it."""
    first_day: Words = NO_WORDS
    """The first day of a month in words, where they can mean nothing else."""
    eliding_days: Words = NO_WORDS
    """Numbers of days whose word begins with a vowel, so that an article before them elides."""
    first_written: Written = ()
    """How the number of the first day is written, where it is not just a number."""
    ordinal: Written = ()
    """What is written after the number of any ordinal, where it is the same for all."""
    repeats_article: bool = False
    """Whether the second of two dates has an article of its own: "dal 3 al 5"."""
    before_vowels: Patterns = ()
    """An article or preposition with one, a colon, and its form before a vowel."""
