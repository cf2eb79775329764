"""Tokens of a text with their word classes, and the word lists that give those."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale

from index.model.entry import Side
from index.model.profile import ArchiveProfile
from index.text.current_profile import current_profile
from index.text.folding import fold
from index.text.lexicon import lexicons, union
from index.text.name_words import tagged_words, written_words

_TOKEN = re.compile(
    r"(?:[Ll]|[Aa]ll|[Nn]ell|[Ss]ull|[Uu]n|[Cc]oll|[Qq]uell|[Qq]uest|[cjsm]|[Qq]u|dell|dall"
    r"|D[ae]ll(?=['’´`][a-zàèéìòù]))['’´`](?=[^\W\d_])"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W_]+(?:['’´`‐-][^\W_]+)*"
    r"|\n|[^\s\w]"
)
"""An elided article, dotted initials, a word, the end of a line, punctuation."""

_POSSESSIVE = re.compile(r"['’´`]s$")
ELIDED_D = re.compile(r"d['’´`][^\W\d_a-z]")
_CAMEL = re.compile(rf"(?!(?:{'|'.join(written_words()['beginning'])})[A-Z])[^\W\d_]*?[a-z][A-Z]")
"""A capital within a word that is not a name: CityLab."""


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
    ITALIAN_GIVEN_NAME = auto()
    SURNAME = auto()
    """A surname, though an ordinary word too: "Villa"."""
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


class ClassifiedToken(NamedTuple):
    """A word or punctuation mark of a text. `folded` is without the English possessive."""

    word: str
    folded: str
    word_class: WordClass
    start: int
    end: int
    possessive: bool


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the alias file: the name to show, and whether of the City or a visitor."""

    name: str
    side: Side


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """The word lists that names and roles are read with."""

    word_classes: dict[str, WordClass]
    places: dict[str, tuple[tuple[str, ...], ...]]
    """By first word, the folded words of each place, longest first."""
    leader_cues: dict[str, frozenset[str]]
    """By the last word of a cue, the words that may precede it, for cues of a leader ("led by")."""
    host_cues: dict[str, frozenset[str]]
    """The same for cues of anybody else who acts ("received by")."""
    spellings: dict[str, tuple[tuple[tuple[str, ...], KnownPerson], ...]]
    """By first word, the spellings of known people, the longest first."""
    surnames: dict[str, tuple[KnownPerson, ...]]
    """The City's known people by folded surname."""
    misspelt: dict[str, str]
    """By folded misspelling, the correct surname; the misspelling is nobody's own name."""


_TAGS: dict[str, WordClass] = {
    "never": WordClass.NEVER_IN_NAME,
    "particle": WordClass.NAME_PARTICLE,
    "opening": WordClass.TOPONYM_PREFIX,
    "surname": WordClass.SURNAME,
}
"""The tags of person_words.txt that are classes."""

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


def tokens_of(text: str) -> list[ClassifiedToken]:
    """Return the words and punctuation marks of a text in order, in time linear in its length."""
    return [_token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _token(word: str, start: int, end: int) -> ClassifiedToken:
    folded, word_class, possessive = (
        _seen(word) if len(word) < 40 else (word, WordClass.NEVER_IN_NAME, False)
    )
    return ClassifiedToken(word, folded, word_class, start, end, possessive)


@lru_cache(maxsize=65536)
def _seen(word: str) -> tuple[str, WordClass, bool]:
    """Return the folded word, its classes, and whether it was a possessive."""
    first = word[0]
    if not first.isalnum():
        return word, PUNCTUATION, False
    bare = _POSSESSIVE.sub("", word)
    folded = fold(bare).rstrip("'")
    word_class = name_lexicon().word_classes.get(folded, WordClass.NONE)
    if first.isdigit() or any(c.isdigit() for c in bare):
        return folded, word_class | WordClass.HAS_DIGITS, bare != word
    if first.isupper():
        word_class |= CAPITALISED
        letters = bare.replace(".", "")
        if len(letters) == 1 or (bare.endswith(".") and len(letters) < 4):
            word_class |= WordClass.INITIAL
        elif letters.isupper() or bare.endswith(".") or _CAMEL.match(bare):
            word_class |= WordClass.ACRONYM
    elif ELIDED_D.match(bare):
        word_class |= WordClass.NAME_PARTICLE
    if word_class & WordClass.NEVER_IN_NAME and word_class & WordClass.GIVEN_NAME:
        word_class &= ~WordClass.GIVEN_NAME
    return folded, word_class, bare != word


def name_lexicon() -> NameLexicon:
    """Return the word lists of index/data, the countries of CLDR, and whom the alias file and the
    profile know."""
    return _lexicon_of(current_profile())


@lru_cache(maxsize=8)
def _lexicon_of(profile: ArchiveProfile) -> NameLexicon:
    word_classes: dict[str, WordClass] = {}
    places: set[tuple[str, ...]] = set(_country_phrases())
    places.update(map(_folded_words, profile.home.names))
    places.update(_folded_words(word.replace("_", " ")) for word in written_words()["place"])
    for tag, word_class in _TAGS.items():
        for folded in tagged_words(tag):
            word_classes[folded] = word_classes.get(folded, WordClass.NONE) | word_class
    given = list(_lines("given_names.txt"))
    for folded, word_class in _classes_of_languages({fold(word) for _, word in given}):
        word_classes[folded] = word_classes.get(folded, WordClass.NONE) | word_class
    for tag, word in given:
        word_class = (
            WordClass.ASIAN_FAMILY_NAME if tag in ("zh", "ko", "vi") else WordClass.GIVEN_NAME
        )
        if tag == "it":
            word_class |= WordClass.ITALIAN_GIVEN_NAME
        word_classes[fold(word)] = word_classes.get(fold(word), WordClass.NONE) | word_class
    spellings: dict[str, list[tuple[tuple[str, ...], KnownPerson]]] = {}
    surnames: dict[str, dict[str, KnownPerson]] = {}
    misspelt: dict[str, str] = {}
    for row in read_rows("people_aliases.csv"):
        words = _folded_words(row["spelling"])
        if " " in row["name"]:
            known = KnownPerson(row["name"], "visitor")
            spellings.setdefault(words[0], []).append((words, known))
        else:
            misspelt[" ".join(words)] = row["name"]
    for official in profile.officials:
        known = KnownPerson(official.name, "city")
        for words in map(_folded_words, official.spellings):
            spellings.setdefault(words[0], []).append((words, known))
            for surname in (" ".join(words[n:]) for n in range(1, len(words))):
                surnames.setdefault(surname, {})[known.name] = known
    return NameLexicon(
        word_classes,
        _by_first(places),
        _by_last(union(lambda words: words.people.leader_cues)),
        _by_last(union(lambda words: words.people.host_cues)),
        {w: tuple(sorted(s, key=lambda each: -len(each[0]))) for w, s in spellings.items()},
        {surname: tuple(known.values()) for surname, known in surnames.items()},
        misspelt,
    )


def _classes_of_languages(given: set[str]) -> Iterator[tuple[str, WordClass]]:
    """Yield the folded words of the lexicons with a class; a word may come several times.

    A weekday that is a given name too (Domenica) stays one.
    """
    for lexicon in lexicons():
        people, roles, calendar = lexicon.people, lexicon.roles, lexicon.calendar
        titles = roles.title | roles.titles | roles.dotted
        lists: tuple[tuple[Iterable[str], WordClass], ...] = (
            (people.never, WordClass.NEVER_IN_NAME),
            (map(fold, calendar.months), WordClass.NEVER_IN_NAME),
            (set(map(fold, calendar.weekdays)) - given, WordClass.NEVER_IN_NAME),
            (map(fold, calendar.seasons()), WordClass.NEVER_IN_NAME),
            (people.tail, WordClass.ROLE_CONTINUATION),
            (people.verbs, WordClass.VERB),
            (people.adjectives, WordClass.ADJECTIVE),
            (people.venues, WordClass.VENUE),
            (people.houses, WordClass.ORGANISATION_SUFFIX),
            (titles, WordClass.OFFICE),
            (roles.offices(), OFFICE | WordClass.NEVER_IN_NAME),
        )
        for words, word_class in lists:
            yield from ((word, WordClass(word_class)) for word in words)


def _by_last(phrases: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return the first words of phrases of two by their last."""
    found: dict[str, set[str]] = {}
    for phrase in phrases:
        before, _, last = phrase.partition(" ")
        found.setdefault(last, set()).add(before)
    return {last: frozenset(before) for last, before in found.items()}


def _by_first(phrases: set[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(phrases, key=lambda each: (-len(each), each)):
        if words:
            found.setdefault(words[0], []).append(words)
    return {first: tuple(each) for first, each in found.items()}


def _country_phrases() -> Iterator[tuple[str, ...]]:
    for lexicon in lexicons():
        for code, label in Locale(lexicon.tag).territories.items():
            if code.isalpha():
                yield _folded_words(label)
                yield _folded_words(label.partition(" (")[0].partition(" - ")[0])


def _folded_words(text: str) -> tuple[str, ...]:
    found = (_POSSESSIVE.sub("", m.group()) for m in _TOKEN.finditer(text))
    return tuple(fold(word) for word in found if word[0].isalnum())


def _lines(name: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a word list after its tag."""
    text = files("index").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        tag, _, words = line.partition(":")
        if not line.startswith("#"):
            for word in words.split():
                yield tag, word


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield each row of a table of index/data, by its column names."""
    text = files("index").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
