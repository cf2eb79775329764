"""The small words of a language, its calendar and its stems."""

from __future__ import annotations

from index.text.lexicon.sections.word_types import NO_WORDS, Ordered, Patterns, Section, Words


class Grammar(Section):
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
    elided: Words = NO_WORDS
    """Words that an apostrophe joins to the next one: "l'", "dell'"."""
    conjunction: Words = NO_WORDS
    """The word "and"."""
    alternative: Words = NO_WORDS
    """The word "or"."""
    numbers: Words = NO_WORDS
    """The numbers from two to twelve in words, which stand before what is counted."""
    small_peoples: bool = False
    """Whether words for peoples are written in small letters, so that a capital is a surname's."""
    repeats_preposition: bool = False
    """Whether a list has its preposition before each name: "a Parigi e a Dublino"."""
    noun_first: bool = False
    """Whether a thing stands before the name that it has: "la nave X"."""


class Stems(Section):
    """What the stemmer of the language does not know."""

    same: Patterns = ()
    """A stem, a colon, and the words that have it, folded; they have no other."""
    plurals: Patterns = ()
    """The ending of a word, a colon, and its endings in singular and plural, each after a hyphen;
    the first line that fits is taken."""
    own: Patterns = ()
    """Words as written in small letters, or folded, that are their own stem; they have no other."""
    cut: Patterns = ()
    """Folded words of which the group is cut off; they have no other stem."""
    cut_too: Patterns = ()
    """The same, but their stem by the stemmer is kept too. The first pattern that fits is taken, of
    `own`, `cut` and `cut_too` in this order."""
