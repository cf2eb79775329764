"""Word classes: what a word may be in the name of a person or around it."""

from __future__ import annotations

from enum import IntFlag, auto
from typing import TYPE_CHECKING

from index.text.lexicon import union


class WordClass(IntFlag):
    """What a word may be, as a set of flags."""

    NONE = 0
    CAPITALISED = auto()
    """Begins with a capital."""
    INITIAL = auto()
    """One capital, or up to three letters with full stops."""
    ACRONYM = auto()
    """Spelt as names are not: all in capitals, with a full stop, or with a capital inside."""
    NEVER_IN_NAME = auto()
    """Part of no person's name, though it may be capitalised."""
    ROLE_CONTINUATION = auto()
    """A small word over which a role runs on: "of", "delegated"."""
    VERB = auto()
    """A verb that ends a role."""
    GIVEN_NAME = auto()
    ASIAN_FAMILY_NAME = auto()
    """A Chinese, Korean or Vietnamese family name, which precedes the given name."""
    NAME_PARTICLE = auto()
    """A small word inside names: "de", "van"."""
    TOPONYM_PREFIX = auto()
    """The first word of places: "San", "New"."""
    VENUE = auto()
    """A word before the name of a street or building: "via", "palazzo"."""
    ORGANISATION_SUFFIX = auto()
    """A word after a person's name that makes it the name of an organisation or building."""
    HAS_DIGITS = auto()
    PUNCTUATION = auto()
    ADJECTIVE = auto()
    """An adjective that goes with an office: "honorary"."""
    SURNAME = auto()
    """A surname, though an ordinary word too: "Villa"."""
    GIVEN_NAME_OR_PLACE = auto()
    """A given name that is commoner as a place: "Sofia"."""
    COMMON_GIVEN_NAME = auto()
    """One of these that a surname after it is enough for: "Florence Aubert"."""
    OFFICE = auto()
    """A word for an office or a form of address."""

    if not TYPE_CHECKING:
        # Every word of the archive is asked many times, and the operators of IntFlag are some ten
        # times slower than those of int: with these, `&` and `|` give plain ints.
        __and__, __rand__ = int.__and__, int.__rand__
        __or__, __ror__ = int.__or__, int.__ror__
        __invert__ = int.__invert__


# The classes that every word is asked for, looked up once: in Python 3.11 each look-up of a member
# of an enum is a call.
CAPITALISED = WordClass.CAPITALISED
INITIAL = WordClass.INITIAL
OFFICE = WordClass.OFFICE
PUNCTUATION = WordClass.PUNCTUATION
ARTICLES = union(lambda words: words.grammar.articles | words.grammar.indefinite)
ANDS = union(lambda words: words.grammar.conjunction) | {"&"}
OF = union(lambda words: words.grammar.of)
PREPOSITIONS = OF | union(
    lambda words: (
        words.grammar.origin
        | words.grammar.place
        | words.grammar.goal
        | words.grammar.purpose
        | words.grammar.company
    )
)
