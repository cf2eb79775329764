"""The word lists that names and roles are read with, by the profile of the archive."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from index.model.entry import Side
from index.model.package_data import package_data
from index.model.profile import ArchiveProfile
from index.reading.people.word_classes import OFFICE, WordClass
from index.reading.people.word_spans import name_words
from index.text.current_profile import of_current_profile
from index.text.folding import fold
from index.text.lexicon import lexicons, union
from index.text.name_words import tagged_words
from index.text.tokens import Text


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
    at_home: frozenset[str]
    """Folded given names in the languages of the home city's country."""


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


@of_current_profile
def name_lexicon(profile: ArchiveProfile) -> NameLexicon:
    """Return the word lists of index/data, the countries of CLDR, and whom the alias file and the
    profile know."""
    local = _languages_of(profile.home.country)
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
        _word_classes(),
        _by_last(union(lambda words: words.people.leader_cues)),
        _by_last(union(lambda words: words.people.host_cues)),
        {w: tuple(sorted(s, key=lambda each: -len(each[0]))) for w, s in spellings.items()},
        {surname: tuple(known.values()) for surname, known in surnames.items()},
        misspelt,
        frozenset(folded for tag, folded in _given_names() if tag in local),
    )


@cache
def _word_classes() -> dict[str, WordClass]:
    """Return the folded words that have a class, whatever the profile."""
    found: dict[str, WordClass] = {}
    of_tags = ((folded, each) for tag, each in _TAGS.items() for folded in tagged_words(tag))
    of_names = (
        (folded, _GIVEN_NAMES.get(tag, WordClass.GIVEN_NAME)) for tag, folded in _given_names()
    )
    of_languages = _classes_of_languages({folded for _, folded in _given_names()})
    for folded, word_class in chain(of_tags, of_languages, of_names):
        found[folded] = found.get(folded, WordClass.NONE) | word_class
    return found


@cache
def _given_names() -> tuple[tuple[str, str], ...]:
    """Return each given name, folded, after its tag."""
    return tuple((tag, fold(word)) for tag, word in _lines("given_names.txt"))


def _languages_of(country: str) -> tuple[str, ...]:
    """Return the tags of a country's languages, official or as good as that, from CLDR."""
    from babel.languages import get_official_languages  # takes megabytes, which few rooms need

    return tuple(get_official_languages(country, de_facto=True))


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
    written = (words.whole[words.starts[at] : end] for at, _, end in name_words(words, frozenset()))
    return tuple(fold(word) for word in written)


def _lines(name: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a word list after its tag."""
    text = package_data().joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        tag, _, words = line.partition(":")
        if not line.startswith("#"):
            for word in words.split():
                yield tag, word


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield each row of a table of index/data, by its column names."""
    text = package_data().joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
