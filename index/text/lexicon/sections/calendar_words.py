"""Names of months, weekdays and seasons, and how pages cut them."""

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


class Calendar(Section):
    """Names of the calendar, as CLDR has them, and how pages cut them."""

    months: Written = ()
    """Names of the months, January first."""
    short_months: Ordered = ()
    """Abbreviations without full stop, January first; `/` between several, `-` for none."""
    weekdays: Written = ()
    """Names of the days of the week, Monday first."""
    short_weekdays: Words = NO_WORDS
    """Abbreviations of weekdays without full stop."""
    spring: Written = ()
    """Names of the season of March, April and May."""
    summer: Written = ()
    """Names of the season of June, July and August."""
    autumn: Written = ()
    """Names of the season of September, October and November."""
    winter: Written = ()
    """Names of the season of December, January and February."""

    ordinals: Words = NO_WORDS
    """What follows the number of a day: "1st", "1er"."""
    first: Words = NO_WORDS
    """The first day of a month in words."""
    month_first: bool = False
    """Whether the day may follow the month: "June 20th", and in numbers "6/20/2009"."""
    capital_months: bool = False
    """Whether months are written with a capital."""
    also_words: Words = NO_WORDS
    """Months that are other words too: without a number beside them they need a capital."""
    slug_months: Ordered = ()
    """Months as addresses spell them that leave accented letters out, as `short_months`."""
    of: Phrases = NO_WORDS
    """Between a day, its month and its year: "5 di maggio del 2007"."""
    before_day: Phrases = NO_WORDS
    """What stands before a day: "on the 5th", "nei giorni 5 e 6"."""
    glued: Words = NO_WORDS
    """Words to which pages glue a day: "il5 maggio"."""
    openings: Phrases = NO_WORDS
    """Words that may precede the date with which a text opens."""
    range_from: Phrases = NO_WORDS
    """Before the first of two dates that "to" joins."""
    range_between: Phrases = NO_WORDS
    """Before the first of two dates that "and" joins."""
    until: Phrases = NO_WORDS
    """Between the two dates of a range."""
    until_weak: Phrases = NO_WORDS
    """The same, but also an ordinary word: on pages only before a weekday."""
    before_month: Words = NO_WORDS
    """After one of these a number that follows the month counts things: "In June 12 cities"."""

    def seasons(self) -> Written:
        """Return the names of all seasons."""
        return self.spring + self.summer + self.autumn + self.winter


class EventDates(Section):
    """What the words around a date in a text say of it; patterns in any case, with accents."""

    spent: Patterns = ()
    """Participles after which a date is not the entry's own: "signed in January"."""
    auxiliaries: Patterns = ()
    """Verbs before such a participle by which the date is the entry's own: "was signed"."""
    since: Patterns = ()
    """Before a date from which something has lasted."""
    past_things: Patterns = ()
    """What is called by its date: "the law of 5 May"."""
    past_links: Patterns = ()
    """Between such a thing and its date."""
    ahead: Patterns = ()
    """Words by which a text looks forward to a date in the same sentence."""
    limits: Patterns = ()
    """Right before a date by which something else is to happen: "until"."""
    in_year: Patterns = ()
    """Before the year in which the news of a text happened."""
    updated: Phrases = NO_WORDS
    """Before the day on which a page was changed."""
    published: Phrases = NO_WORDS
    """Before the day on which a page was published."""
    dated: Words = NO_WORDS
    """Before a date that belongs to the words of a heading: "letter dated"."""
    agreements: Words = NO_WORDS
    """Words in the heading of an agreement's page."""
    signings: Phrases = NO_WORDS
    """Besides `agreements`: words in the heading of an entry about what was signed."""
