"""Words seen by a reader of names: which may belong to a person, which never do."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag
from functools import lru_cache
from importlib.resources import files
from typing import cast

from babel import Locale

from index.entry import Side
from index.folding import fold

LONGEST_NAME = 7
"""Words of a name, particles and initials included."""

_TOKEN = re.compile(
    r"(?:[Ll]|[Aa]ll|[Nn]ell|[Ss]ull|[Uu]n|[Cc]oll|[Qq]uell|[Qq]uest|[cjsm]|[Qq]u|dell|dall"
    r"|D[ae]ll(?=['’´`][a-zàèéìòù]))['’´`](?=[^\W\d_])"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W_]+(?:['’´`‐-][^\W_]+)*"
    r"|\n|[^\s\w]"
)
"""An elided article, dotted initials, a word, the end of a line, a sign."""

_POSSESSIVE = re.compile(r"['’´`]s$")
_APOSTROPHES = re.compile(r"['’´`]")
_LOWER_D = re.compile(r"d['’´`][^\W\d_a-z]")
_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou"
    r"|ua|ui|un|uo|ue|ve|a|e|i|o|u|v)r?)"
)
_PINYIN = re.compile(rf"{_SYLLABLE}{{1,3}}")
_KOREAN = re.compile(r"[a-z]{2,6}-[a-z]{2,6}")


def word_set(text: str) -> frozenset[str]:
    """The words of a short list."""
    return frozenset(text.split())


class Nature(IntFlag):
    """What a word may be."""

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


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign of a text. `folded` is without the English possessive."""

    word: str
    folded: str
    nature: Nature
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

    natures: dict[str, Nature]
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


def tokens_of(text: str) -> list[Token]:
    """The words and signs of `text` in order. Linear in its length."""
    return [_token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _token(word: str, start: int, end: int) -> Token:
    folded, nature, possessive = _seen(word) if len(word) < 40 else (word, Nature.NEVER, False)
    return Token(word, folded, nature, start, end, possessive)


@lru_cache(maxsize=65536)
def _seen(word: str) -> tuple[str, Nature, bool]:
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
        elif letters.isupper() or bare.endswith("."):
            nature |= Nature.CAPITALS
    elif _LOWER_D.match(bare):
        nature |= Nature.PARTICLE
    if Nature.NEVER in nature and Nature.GIVEN in nature:
        nature &= ~Nature.GIVEN
    return folded, nature, bare != word


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The word lists of index/data, the countries of CLDR and the alias file, read once."""
    natures: dict[str, Nature] = {}
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
            natures[folded] = natures.get(folded, Nature.NONE) | Nature[tag.upper()]
    for tag, word in _lines("given_names.txt"):
        nature = Nature.FAMILY if tag in ("zh", "ko", "vi") else Nature.GIVEN
        if tag == "it":
            nature |= Nature.ITALIAN
        natures[fold(word)] = natures.get(fold(word), Nature.NONE) | nature
    spellings: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    surnames: dict[str, dict[str, Known]] = {}
    misspelt: dict[str, str] = {}
    for row in _rows("people_aliases.csv"):
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


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("index").joinpath("data", name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


# Reading names

_NAME_MASK = Nature.CAPITAL | Nature.NEVER | Nature.CAPITALS | Nature.INITIAL | Nature.FIGURES


def place_at(tokens: list[Token], i: int) -> int:
    """How many tokens from `i` on name a place of the list; 0 when none do."""
    for words in vocabulary().places.get(tokens[i].folded, ()):
        if tokens[i].nature & Nature.CAPITAL and _stand_at(tokens, i, words):
            return len(words)
    return 0


def known_at(tokens: list[Token], i: int) -> tuple[int, Known] | None:
    """How many tokens from `i` on spell a known person, and whom."""
    if not tokens[i].nature & Nature.CAPITAL:
        return None
    for words, known in vocabulary().spellings.get(tokens[i].folded, ()):
        if _stand_at(tokens, i, words):
            return len(words), known
    return None


def _stand_at(tokens: list[Token], i: int, words: tuple[str, ...]) -> bool:
    end = i + len(words)
    return end <= len(tokens) and all(tokens[i + n].folded == word for n, word in enumerate(words))


def may_be_named(token: Token) -> bool:
    """Whether the word may stand in a name: a capital, and not on the list of those that never do.

    Whole words in capitals are acronyms, unless a name stands before them.
    """
    return token.nature & _NAME_MASK == Nature.CAPITAL


def name_end(tokens: list[Token], i: int, language: str) -> int:
    """Where the run of name words that begins at `i` ends; `i` when none begins there.

    Takes capitalised words, initials with their full stops, and particles between them. Ends
    after a possessive and before every place of the list.
    """
    j = last = i
    words = 0
    limit = min(len(tokens), i + LONGEST_NAME + 4)
    while j < limit and words < LONGEST_NAME:
        token = tokens[j]
        if token.nature & Nature.INITIAL:
            after = _after_initial(tokens, j)
            if after == j:
                break
            j = after
            words += 1
        elif _is_name_word(tokens, j, named=last > i):
            if last > i and place_at(tokens, j) and not token.nature & Nature.GIVEN:
                break
            j += 1
            words += 1
            last = j
            if token.possessive:
                break
        elif last > i and (after := _after_particles(tokens, j, language)) > j:
            j = after
            if not may_be_named(tokens[j]):
                j += 1
                words += 1
                last = j
        else:
            break
    return last


def _is_name_word(tokens: list[Token], j: int, *, named: bool) -> bool:
    """Whether the word at `j` goes into a name; `named` when a word of it stands before."""
    token = tokens[j]
    if may_be_named(token) or _is_asian_family(tokens, j):
        return True
    if named and _LOWER_D.match(token.word):
        natures, places = vocabulary().natures, vocabulary().places
        rest = token.folded[2:]
        return rest not in places and not natures.get(rest, Nature.NONE) & Nature.NEVER
    if not token.nature & Nature.CAPITAL:
        return False
    if named:
        before = tokens[j - 1].nature
        if token.nature & Nature.CAPITALS and not token.nature & Nature.NEVER:
            return len(token.word) > 3
        if token.nature & Nature.SURNAME and before & Nature.CAPITAL:
            return True
    follows = j + 1 < len(tokens) and may_be_named(tokens[j + 1]) and not place_at(tokens, j + 1)
    if not (follows and token.folded in _CAPITAL_PARTICLES):
        return False
    return named or (j > 0 and not tokens[j - 1].nature & Nature.SIGN)


_CAPITAL_PARTICLES = word_set(
    "al el ul la le lo de di da del della dello dos das do du van von ben"
)
"""Particles that also begin surnames: Lo Russo, De Luca, Al Askar."""


def _after_initial(tokens: list[Token], j: int) -> int:
    """The token after the initial at `j` and its full stop; `j` when no name goes on there."""
    after = j + 1
    if not tokens[j].word.endswith("."):
        if after >= len(tokens) or tokens[after].word != ".":
            return j
        after += 1
    if after >= len(tokens) or place_at(tokens, j):
        return j
    following = tokens[after]
    goes_on = may_be_named(following) or following.nature & Nature.INITIAL
    return after if goes_on else j


def _after_particles(tokens: list[Token], j: int, language: str) -> int:
    """The token after the particles at `j`, when a name goes on there; else `j`."""
    first = tokens[j]
    if not first.nature & Nature.PARTICLE or first.nature & Nature.CAPITAL:
        return j
    if _LOWER_D.match(first.word):
        return j
    k = j + 1
    while k < len(tokens) and k < j + 3 and _is_small_particle(tokens[k]):
        k += 1
    if k >= len(tokens) or not tokens[k].nature & Nature.CAPITAL or place_at(tokens, k):
        return j
    if k - j > 1:
        return k if first.folded in _DOUBLE else j
    if (language == "it" and first.word in _ITALIAN_WORDS) or (
        language == "fr" and first.word in _FRENCH_WORDS
    ):
        return j
    return k if may_be_named(tokens[k]) else j


def _is_small_particle(token: Token) -> bool:
    return bool(token.nature & Nature.PARTICLE) and not token.nature & Nature.CAPITAL


_DOUBLE = word_set("de del van von da bin ben")
"""Particles that another may follow: de la Torre, van der Hoeven."""
_ITALIAN_WORDS = frozenset(
    ["di", "del", "dei", "degli", "della", "dalla", "da", "e", "la", "le", "al", "i"]
)
"""Particles that are Italian words: in Italian they stand between two names, not in one."""

_FRENCH_WORDS = frozenset(["du", "des", "la", "le", "les", "e"])


def _is_asian_family(tokens: list[Token], i: int) -> bool:
    """Whether a family name of the list and a given name in its spelling follow each other."""
    token = tokens[i]
    if not (token.nature & Nature.FAMILY and token.nature & Nature.CAPITAL):
        return False
    if i + 1 >= len(tokens) or not tokens[i + 1].nature & Nature.CAPITAL:
        return False
    if tokens[i + 1].nature & Nature.NEVER:
        return False
    after = tokens[i + 1].folded
    return bool(_PINYIN.fullmatch(after) or _KOREAN.fullmatch(after))


def is_asian_name(tokens: list[Token], i: int, end: int) -> bool:
    """Whether all of the run is a Chinese or Korean name, family name first."""
    if not 2 <= end - i <= 3 or not _is_asian_family(tokens, i):
        return False
    given = tokens[i + 1 : end]
    if any(t.nature & Nature.NEVER for t in given):
        return False
    return all(_PINYIN.fullmatch(t.folded) or _KOREAN.fullmatch(t.folded) for t in given)


def given_at(tokens: list[Token], i: int, end: int) -> int | None:
    """The first token of the run that is a given name not after "San" or its like."""
    for j in range(i, end):
        if tokens[j].nature & Nature.GIVEN and tokens[j].nature & Nature.CAPITAL:
            if j > i and tokens[j - 1].nature & Nature.OPENING and tokens[j - 1].folded in SAINTS:
                continue
            return j
        head, _, rest = tokens[j].folded.partition("-")
        if rest and vocabulary().natures.get(head, Nature.NONE) & Nature.GIVEN:
            return j
    return None


SAINTS = word_set("""
san santa saint st ste sainte sant santo sao sankt sint
""")


def person_id(name: str) -> str:
    """The folded name, words joined by "-", apostrophes and full stops dropped."""
    bare = _APOSTROPHES.sub("", fold(name))
    return "-".join(re.findall(r"[^\W_]+", bare))


def is_house(tokens: list[Token], end: int) -> bool:
    """Whether what follows a run makes it a house's name ("Giovanni Agnelli Foundation")."""
    if end >= len(tokens) or not tokens[end].nature & Nature.HOUSE:
        return False
    return bool(tokens[end].nature & Nature.CAPITAL) or tokens[end].folded in _SMALL_HOUSES


_SMALL_HOUSES = word_set(
    "foundation museum square street avenue airport school theatre hospital bridge library stadium"
    " prize award"
)
