"""Words as a reader of names sees them: which may belong to a person, which never do."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, cast

from babel import Locale

from index.model.entry import Side
from index.text.folding import fold

_TOKEN = re.compile(
    r"(?:[Ll]|[Aa]ll|[Nn]ell|[Ss]ull|[Uu]n|[Cc]oll|[Qq]uell|[Qq]uest|[cjsm]|[Qq]u|dell|dall"
    r"|D[ae]ll(?=['’´`][a-zàèéìòù]))['’´`](?=[^\W\d_])"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W_]+(?:['’´`‐-][^\W_]+)*"
    r"|\n|[^\s\w]"
)
"""An elided article, dotted initials, a word, the end of a line, a sign."""

_POSSESSIVE = re.compile(r"['’´`]s$")
LOWER_D = re.compile(r"d['’´`][^\W\d_a-z]")
_CAMEL = re.compile(r"(?!(?:Mc|Mac|De|Del|Di|La|Le|Lo|Van|Fitz)[A-Z])[^\W\d_]*?[a-z][A-Z]")
"""A capital within a word that is no name: CityLab."""


def word_set(text: str) -> frozenset[str]:
    """The words of a short list."""
    return frozenset(text.split())


class Nature:
    """What a word may be, in bits: plain numbers, since every word of the archive is asked."""

    NONE = 0
    CAPITAL = 1
    INITIAL = 2
    CAPITALS = 4
    NEVER = 8
    TAIL = 16
    VERB = 32
    GIVEN = 64
    FAMILY = 128
    PARTICLE = 256
    OPENING = 512
    VENUE = 1024
    HOUSE = 2048
    FIGURES = 4096
    SIGN = 8192
    ADJECTIVE = 16384
    ITALIAN = 32768
    SURNAME = 65536
    OFFICE = 131072


class Token(NamedTuple):
    """One word or sign of a text. `folded` is without the English possessive."""

    word: str
    folded: str
    nature: int
    start: int
    end: int
    possessive: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the alias file: the name to show, and which side they stand on."""

    name: str
    side: Side


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists, read once."""

    natures: dict[str, int]
    places: dict[str, tuple[tuple[str, ...], ...]]
    """By first word, the folded words of each place, longest first."""
    led: dict[str, frozenset[str]]
    """By last word, the words that stand before it where a leader is named ("led by")."""
    hosted: dict[str, frozenset[str]]
    """The same where whoever does something else is ("received by")."""
    spellings: dict[str, tuple[tuple[tuple[str, ...], Known], ...]]
    """By first word, the known people by what they are called, longest first."""
    surnames: dict[str, tuple[Known, ...]]
    """The City's known people by folded surname."""
    misspelt: dict[str, str]
    """Surnames that are always misspelt so."""


_TAGS = {
    "never": Nature.NEVER,
    "tail": Nature.TAIL,
    "verb": Nature.VERB,
    "adjective": Nature.ADJECTIVE,
    "particle": Nature.PARTICLE,
    "opening": Nature.OPENING,
    "venue": Nature.VENUE,
    "house": Nature.HOUSE,
    "surname": Nature.SURNAME,
}
"""The tags of person_words.txt, but for those of whole phrases."""


def tokens_of(text: str) -> list[Token]:
    """The words and signs of `text` in order. Linear in its length."""
    return [_token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _token(word: str, start: int, end: int) -> Token:
    folded, nature, possessive = _seen(word) if len(word) < 40 else (word, Nature.NEVER, False)
    return Token(word, folded, nature, start, end, possessive)


@lru_cache(maxsize=65536)
def _seen(word: str) -> tuple[str, int, bool]:
    """The folded word, its nature, and whether it was a possessive."""
    first = word[0]
    if not first.isalnum():
        return word, Nature.SIGN, False
    bare = _POSSESSIVE.sub("", word)
    folded = fold(bare).rstrip("'")
    nature = vocabulary().natures.get(folded, Nature.NONE)
    if first.isdigit() or any(c.isdigit() for c in bare):
        return folded, nature | Nature.FIGURES, bare != word
    if first.isupper():
        nature |= Nature.CAPITAL
        letters = bare.replace(".", "")
        if len(letters) == 1 or (bare.endswith(".") and len(letters) < 4):
            nature |= Nature.INITIAL
        elif letters.isupper() or bare.endswith(".") or _CAMEL.match(bare):
            nature |= Nature.CAPITALS
    elif LOWER_D.match(bare):
        nature |= Nature.PARTICLE
    if nature & Nature.NEVER and nature & Nature.GIVEN:
        nature &= ~Nature.GIVEN
    return folded, nature, bare != word


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The word lists of index/data, the countries of CLDR and the alias file, read once."""
    natures: dict[str, int] = {}
    places: set[tuple[str, ...]] = set(_country_phrases())
    cues: dict[str, dict[str, set[str]]] = {"led": {}, "hosted": {}}
    for tag, word in _lines("person_words.txt"):
        if tag == "place":
            places.add(_folded_words(word.replace("_", " ")))
        elif tag in cues:
            before, _, last = fold(word).partition("_")
            cues[tag].setdefault(last, set()).add(before)
        else:
            folded = fold(word)
            natures[folded] = natures.get(folded, Nature.NONE) | _TAGS[tag]
    for row in rows_of("roles.csv"):
        folded = fold(row["word"])
        nature = Nature.OFFICE if row["kind"] == "title" else Nature.OFFICE | Nature.NEVER
        natures[folded] = natures.get(folded, Nature.NONE) | nature
    for tag, word in _lines("given_names.txt"):
        nature = Nature.FAMILY if tag in ("zh", "ko", "vi") else Nature.GIVEN
        if tag == "it":
            nature |= Nature.ITALIAN
        natures[fold(word)] = natures.get(fold(word), Nature.NONE) | nature
    spellings: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    surnames: dict[str, dict[str, Known]] = {}
    misspelt: dict[str, str] = {}
    for row in rows_of("people_aliases.csv"):
        known = Known(row["name"], cast(Side, row["side"]))
        words = _folded_words(row["spelling"])
        if " " not in row["name"]:
            misspelt[" ".join(words)] = row["name"]
            continue
        spellings.setdefault(words[0], []).append((words, known))
        if known.side == "city":
            for surname in (" ".join(words[n:]) for n in range(1, len(words))):
                surnames.setdefault(surname, {})[known.name] = known
    return Vocabulary(
        natures,
        _by_first(places),
        {last: frozenset(before) for last, before in cues["led"].items()},
        {last: frozenset(before) for last, before in cues["hosted"].items()},
        {w: tuple(sorted(s, key=lambda each: -len(each[0]))) for w, s in spellings.items()},
        {surname: tuple(known.values()) for surname, known in surnames.items()},
        misspelt,
    )


def _by_first(phrases: set[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(phrases, key=lambda each: (-len(each), each)):
        if words:
            found.setdefault(words[0], []).append(words)
    return {first: tuple(each) for first, each in found.items()}


def _country_phrases() -> Iterator[tuple[str, ...]]:
    for tag in ("en", "it", "fr"):
        for code, label in Locale(tag).territories.items():
            if code.isalpha():
                yield _folded_words(label)
                yield _folded_words(label.partition(" (")[0].partition(" - ")[0])


def _folded_words(text: str) -> tuple[str, ...]:
    found = (_POSSESSIVE.sub("", m.group()) for m in _TOKEN.finditer(text))
    return tuple(fold(word) for word in found if word[0].isalnum())


def _lines(name: str) -> Iterator[tuple[str, str]]:
    """Each word of a word list after its tag."""
    text = files("index").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        tag, _, words = line.partition(":")
        if not line.startswith("#"):
            for word in words.split():
                yield tag, word


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """Each row of a table of index/data, by its column names."""
    text = files("index").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
