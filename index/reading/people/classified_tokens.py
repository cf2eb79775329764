"""Tokens of a text with their word classes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from index.gazetteer.mentions import PlaceMention
from index.reading.people.name_lexicon import name_lexicon
from index.reading.people.word_classes import CAPITALISED, PUNCTUATION, WordClass
from index.reading.people.word_spans import name_words
from index.text.folding import fold
from index.text.home_names import home_names
from index.text.name_words import written_words
from index.text.tokens import APOSTROPHES, Text
from index.text.typed_text import clean_text

_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s$")
ELIDED_D = re.compile(rf"d[{APOSTROPHES}][^\W\d_a-z]")
_CAMEL = re.compile(rf"(?!(?:{'|'.join(written_words()['beginning'])})[A-Z])[^\W\d_]*?[a-z][A-Z]")
"""A capital within a word that is not a name: CityLab."""
_ARTICLE_BEFORE = re.compile(r"[ae][a-z]{1,2}[-‐‑][^\W\d_a-z][^\W\d_]")
"""A surname after an Arabic article in small letters: al-Khasawneh, ash-Sharif."""
_LONGEST_WORD = 40
"""Characters from which a word is no name's."""


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


_token: Callable[[tuple[object, ...]], ClassifiedToken] = partial(tuple.__new__, ClassifiedToken)
"""Makes a token of all its values, in half the time: a text has one for each word."""


def tokens_of(words: Text, mentions: Sequence[PlaceMention]) -> list[ClassifiedToken]:
    """Return the words and punctuation marks of a text in order, in time linear in its length.

    An elided article is a token; other words with apostrophes or hyphens between are one.
    `mentions` are the gazetteer's names in the text; see `ClassifiedToken.place`.
    """
    tokens: list[ClassifiedToken] = []
    token_at: list[int] = []
    """The token of each word."""
    gaps, starts, whole = words.gaps, words.starts, words.whole
    count = read = 0
    """Tokens so far, and characters of the text that are in one already."""
    known = frozenset(
        mention.start
        for mention in mentions
        if mention.well_known or mention.end > mention.start + 1
    )
    if "d" in words.words:
        known |= _given_names_after_d(words)
    for at, stop, end in name_words(words, known):
        start = starts[at]
        if gaps[at] != " " and start > read:
            tokens += _signs(gaps[at], start - len(gaps[at]))
            count = len(tokens)
        if stop - at == 1:
            token_at.append(count)
        else:
            token_at += [count] * (stop - at)
        if end - start < _LONGEST_WORD:
            word, small, word_class, possessive = _seen(whole[start:end])
            tokens.append(_token((word, small, word_class, start, end, possessive, 0, 0, False)))
        else:
            written = whole[start:end]
            tokens.append(
                ClassifiedToken(written, written, WordClass.NEVER_IN_NAME, start, end, False)
            )
        count += 1
        read = end
    rest = gaps[-1][:-1]
    tokens += _signs(rest, len(words.whole) - len(rest))
    home = home_names().cities
    first_words = {mention.start for mention in mentions}
    for mention in mentions:
        if not words.is_capitalised(mention.start):
            continue
        if mention.end == mention.start + 1 and not mention.has("country", "region", "place"):
            continue  # a people's name of several words is a place's: "Sri Lankan"
        first, last = token_at[mention.start], token_at[mention.end - 1]
        token = tokens[first]
        if words.starts[mention.start] != token.start:
            if mention.well_known:
                tokens[first] = token._replace(place_inside=True)
        elif mention.end in first_words or _ends_token(words, token_at, mention.end):
            length = last - first + 1
            place = length if mention.well_known or not mention.has("place") else 0
            tokens[first] = token._replace(town=length, place=place)
    if not home.isdisjoint(words.folded):
        for number, token in enumerate(tokens):
            if not token.place and token.folded in home and token.word_class & CAPITALISED:
                tokens[number] = token._replace(town=1, place=1)
    return tokens


def _given_names_after_d(words: Text) -> frozenset[int]:
    """Return the given names after a "d’" that is no part of a name: "autour d’Aristide Fokam".

    A word in small letters stands before it, and one with a capital after the given name.
    """
    classes, written = name_lexicon().word_classes, words.words
    found = []
    at = -1
    for _ in range(written.count("d")):
        at = written.index("d", at + 1)
        if (
            at + 2 < len(written)
            and words.gaps[at + 1] in APOSTROPHES
            and not (at and words.is_capitalised(at - 1))
            and words.is_capitalised(at + 2)
            and words.follows_blank(at + 2)
            and classes.get(words.folded[at + 1], WordClass.NONE) & WordClass.GIVEN_NAME
        ):
            found.append(at + 1)
    return frozenset(found)


def _ends_token(words: Text, token_at: list[int], end: int) -> bool:
    """Return whether a token of several words ends before word `end`, or one of a word is there.

    An English possessive is no part of it: "Rio de Janeiro’s" ends before its "s".
    """
    token = token_at[end - 1]
    if end < len(token_at) and token_at[end] == token:
        is_last = end + 1 == len(token_at) or token_at[end + 1] != token
        return is_last and words.folded[end] == "s"
    is_single = end == 1 or token_at[end - 2] != token
    return is_single or words.folded[end - 1] != "s"


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
    elif _ARTICLE_BEFORE.match(bare):
        word_class |= CAPITALISED
    if word_class & WordClass.NEVER_IN_NAME and word_class & WordClass.GIVEN_NAME:
        word_class &= ~WordClass.GIVEN_NAME
    return word, folded, word_class, bare != word
