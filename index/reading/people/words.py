"""Tokens of a text with their word classes, and the word lists that give those."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from index.gazetteer.mentions import PlaceMention
from index.model.entry import Side
from index.model.profile import ArchiveProfile
from index.text.current_profile import current_profile
from index.text.folding import fold
from index.text.home_names import home_names
from index.text.lexicon import lexicons, union
from index.text.name_words import tagged_words, written_words
from index.text.tokens import APOSTROPHES, HYPHENS, Text
from index.text.typed_text import clean_text

_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s$")
ELIDED_D = re.compile(rf"d[{APOSTROPHES}][^\W\d_a-z]")
_CAMEL = re.compile(rf"(?!(?:{'|'.join(written_words()['beginning'])})[A-Z])[^\W\d_]*?[a-z][A-Z]")
"""A capital within a word that is not a name: CityLab."""


_ELIDED = frozenset(
    (
        *("L", "l", "All", "all", "Nell", "nell", "Sull", "sull", "Un", "un", "Coll", "coll"),
        *("Quell", "quell", "Quest", "quest", "c", "j", "s", "m", "Qu", "qu", "dell", "dall"),
    )
)
"""What an apostrophe parts from the word after it, which is then a token of its own."""
_ELIDED_BEFORE_SMALL = frozenset(("Dell", "Dall"))
"""The same before a small letter only: before a capital it begins a surname (Dell’Utri)."""
_LONGEST_WORD = 40
"""Characters from which a word is no name's."""
_JOINED = frozenset((*APOSTROPHES, *HYPHENS))
"""What may be within one word of a name."""


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


class ClassifiedToken(NamedTuple):
    """A word or punctuation mark of a text. `folded` is without the English possessive."""

    word: str
    folded: str
    word_class: WordClass
    start: int
    end: int
    possessive: bool
    place: int = 0
    """How many tokens from this one on are the name of a well-known place; 0 for none."""
    town: int = 0
    """The same for any place of the gazetteer."""
    place_inside: bool = False
    """Whether the name of a well-known place begins within the token: d’Orient, l’Avana."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the alias file: the name to show, and whether of the City or a visitor."""

    name: str
    side: Side


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """The word lists that names and roles are read with."""

    word_classes: dict[str, WordClass]
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
_GIVEN_NAMES: dict[str, WordClass] = {
    "zh": WordClass.ASIAN_FAMILY_NAME,
    "ko": WordClass.ASIAN_FAMILY_NAME,
    "vi": WordClass.ASIAN_FAMILY_NAME,
    "place": WordClass.GIVEN_NAME_OR_PLACE,
    "both": WordClass(WordClass.GIVEN_NAME_OR_PLACE | WordClass.COMMON_GIVEN_NAME),
}
"""The tags of given_names.txt that are not languages of given names."""

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


def tokens_of(words: Text, mentions: Sequence[PlaceMention]) -> list[ClassifiedToken]:
    """Return the words and punctuation marks of a text in order, in time linear in its length.

    An elided article is a token; other words with apostrophes or hyphens between are one.
    `mentions` are the gazetteer's names in the text; see `ClassifiedToken.place`.
    """
    tokens: list[ClassifiedToken] = []
    token_at: list[int] = []
    last_words: list[int] = []
    """The last word of each token, an English possessive left out; -1 for a sign."""
    gaps, folded = words.gaps, words.folded
    read = 0
    """Characters of the text that are in a token already."""
    starts, whole = words.starts, words.whole
    known = frozenset(
        mention.start
        for mention in mentions
        if mention.well_known or mention.end > mention.start + 1
    )
    for at, stop, end in _name_words(words, known):
        start = starts[at]
        if gaps[at] != " " and start > read:
            tokens += _signs(gaps[at], start - len(gaps[at]))
            last_words += [-1] * (len(tokens) - len(last_words))
        if stop - at == 1:
            token_at.append(len(tokens))
            last_words.append(at)
        else:
            token_at += [len(tokens)] * (stop - at)
            last_words.append(stop - 2 if folded[stop - 1] == "s" else stop - 1)
        written = whole[start:end]
        if len(written) < _LONGEST_WORD:
            word, small, word_class, possessive = _seen(written)
            tokens.append(ClassifiedToken(word, small, word_class, start, end, possessive))
        else:
            tokens.append(
                ClassifiedToken(written, written, WordClass.NEVER_IN_NAME, start, end, False)
            )
        read = end
    rest = gaps[-1][:-1]
    tokens += _signs(rest, len(words.whole) - len(rest))
    home = home_names().cities
    first_words = {mention.start for mention in mentions}
    for mention in mentions:
        if not words.is_capitalised(mention.start) or not mention.has("country", "region", "place"):
            continue
        first, last = token_at[mention.start], token_at[mention.end - 1]
        token = tokens[first]
        if words.starts[mention.start] != token.start:
            if mention.well_known:
                tokens[first] = token._replace(place_inside=True)
        elif last_words[last] == mention.end - 1 or mention.end in first_words:
            length = last - first + 1
            place = length if mention.well_known else 0
            tokens[first] = token._replace(town=length, place=place)
    if not home.isdisjoint(words.folded):
        for number, token in enumerate(tokens):
            if not token.place and token.folded in home and token.word_class & CAPITALISED:
                tokens[number] = token._replace(town=1, place=1)
    return tokens


def _name_words(words: Text, places: Set[int]) -> Iterator[tuple[int, int, int]]:
    """Yield first word, stop and last character of the words that are one word of a name.

    `places` are the first words of well-known places and of those of several words, which are
    parted from a "d’" before them.
    """
    gaps, count = words.gaps, len(words)
    at = 0
    while at < count:
        stop, end = at + 1, words.ends[at]
        if stop < count and gaps[stop] in _JOINED:
            if _is_elided(words, at) or (words.words[at] in "dD" and stop in places):
                end += 1
            else:
                while stop < count and gaps[stop] in _JOINED:
                    stop += 1
                end = words.ends[stop - 1]
        yield at, stop, end
        at = stop


def _is_elided(words: Text, at: int) -> bool:
    """Return whether a word is an article or the like, elided before the word after it."""
    after = words.words[at + 1][0]
    if words.gaps[at + 1] not in APOSTROPHES or not after.isalpha():
        return False
    word = words.words[at]
    return word in _ELIDED or (word in _ELIDED_BEFORE_SMALL and after.islower())


def _signs(gap: str, start: int) -> Iterator[ClassifiedToken]:
    """Yield the line breaks and marks of a gap; what stands for an address is one mark."""
    before = ""
    for at, sign in enumerate(gap, start):
        if sign == "\n" or not (sign.isspace() or sign.isalnum() or sign == before == "_"):
            yield ClassifiedToken(sign, sign, PUNCTUATION, at, at + 1, False)
        before = sign


@lru_cache(maxsize=65536)
def _seen(written: str) -> tuple[str, str, WordClass, bool]:
    """Return the word in composed letters, folded, its classes, and whether it was a possessive."""
    word = clean_text(written) or written
    first = word[0]
    bare = _POSSESSIVE.sub("", word)
    folded = fold(bare).rstrip("'")
    word_class = name_lexicon().word_classes.get(folded, WordClass.NONE)
    if first.isdigit() or any(c.isdigit() for c in bare):
        return word, folded, word_class | WordClass.HAS_DIGITS, bare != word
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
    return word, folded, word_class, bare != word


def name_lexicon() -> NameLexicon:
    """Return the word lists of index/data, the countries of CLDR, and whom the alias file and the
    profile know."""
    return _lexicon_of(current_profile())


@lru_cache(maxsize=8)
def _lexicon_of(profile: ArchiveProfile) -> NameLexicon:
    word_classes: dict[str, WordClass] = {}
    for tag, word_class in _TAGS.items():
        for folded in tagged_words(tag):
            word_classes[folded] = word_classes.get(folded, WordClass.NONE) | word_class
    given = list(_lines("given_names.txt"))
    for folded, word_class in _classes_of_languages({fold(word) for _, word in given}):
        word_classes[folded] = word_classes.get(folded, WordClass.NONE) | word_class
    for tag, word in given:
        word_class = _GIVEN_NAMES.get(tag, WordClass.GIVEN_NAME)
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


def _folded_words(text: str) -> tuple[str, ...]:
    words = Text.of("", text)
    written = (
        words.whole[words.starts[at] : end] for at, _, end in _name_words(words, frozenset())
    )
    return tuple(fold(word) for word in written)


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
