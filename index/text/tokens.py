"""Tokens: where the words of a text begin and end, decided once for reading and for searching.

A word is a run of letters and digits. Dotted initials are one word (U.S.A. is USA), and what is
within a word without being seen is no part of it (a soft hyphen, a combining accent of a letter
that exists composed). Apostrophes, hyphens, ordinal signs and the underscore separate words;
what is between two words is the gap before the second, so that a reader of names can join them
again. Addresses of mail and the web are words for a search and no prose for the stages of reading.
May import `folding` and `typed_text`. Read `tokenize` and `Text` first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from index.text.folding import letters_of
from index.text.typed_text import UNSEEN, clean_text

APOSTROPHES = "'’‘´`ʼ′＇"
HYPHENS = frozenset("-‐‑")
_LETTER = "[^\\W_ºªʼ]"
_LETTERS = (
    rf"{_LETTER}+(?:[\u0300-\u036f{UNSEEN}]*[\u0300-\u036f]{_LETTER}*|[{UNSEEN}]+{_LETTER}+)*"
)
"""Letters and digits, perhaps with combining accents after them, or unseen signs between."""
_WORD = re.compile(rf"((?<!\w)[^\W\d_ºªʼ](?:\.[^\W\d_ºªʼ])+(?!\w)\.?|{_LETTERS})")
"""Dotted initials or a word. It has one group, so that `split` gives gaps and words in turn."""
_PLAIN_WORD = re.compile("([^\\W_ºªʼ]+)")
"""What `_WORD` is in a text without what these two find; it takes half the time."""
_INITIALS = re.compile(r"\.[^\W\d_]")
_WITHIN_WORDS = re.compile(rf"[\u0300-\u036f{UNSEEN}]")
_AFTER_APOSTROPHE = frozenset(APOSTROPHES)
_COMPOUNDING = frozenset("-&+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>«»\"“”]+|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++"
)
_BLANKS = frozenset((" ", "\xa0", "  "))
_SENTENCE_ENDS = frozenset('.!?:;\n•("“«|')


class Token(NamedTuple):
    """A word as it is compared, characters `start` to `end` (exclusive) of its text."""

    text: str
    """As written, but without the dots of initials and what is not seen, in composed letters."""
    start: int
    end: int
    after_apostrophe: bool = False
    """Whether only an apostrophe separates it from the token before."""


def tokenize(text: str) -> Iterator[Token]:
    """Yield the words in order; an elision or a name with an apostrophe gives two tokens.

    An English possessive is left out.
    """
    at = 0
    cut = _cut(text)
    for number in range(1, len(cut), 2):
        gap, written = cut[number - 1], cut[number]
        start = at + len(gap)
        at = start + len(written)
        joined = number > 1 and gap in _AFTER_APOSTROPHE
        if not (joined and written in "sS"):
            yield Token(_bare(written), start, at, joined)


def _cut(text: str) -> list[str]:
    """Return the gaps and words of a text in turn, a gap first and last."""
    is_plain = _INITIALS.search(text) is None and _WITHIN_WORDS.search(text) is None
    return (_PLAIN_WORD if is_plain else _WORD).split(text)


def compound_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word after the gap before it; words with only -, & or + between are one: AT&T."""
    cut = _cut(text)
    gap, word = "", ""
    for number in range(1, len(cut), 2):
        between, written = cut[number - 1], _bare(cut[number])
        if word and between in _COMPOUNDING:
            word += between + written
            continue
        if word:
            yield gap, word
        gap, word = between, written
    if word:
        yield gap, word


def split_words(text: str) -> tuple[list[str], tuple[int, ...]]:
    """Return the texts of the tokens of `tokenize`, and which of them follow an apostrophe."""
    if _AFTER_APOSTROPHE.isdisjoint(text):
        return _all_bare(_cut(text)[1::2]), ()
    spans = word_spans(text)
    return spans.words, spans.after_apostrophe


class WordSpans(NamedTuple):
    """The tokens of `tokenize` in lists: word i is characters `starts[i]` to `ends[i]`."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    after_apostrophe: tuple[int, ...] = ()
    """Which of them follow an apostrophe."""


def word_spans(text: str) -> WordSpans:
    """Cut a text into its words, all at once."""
    cut = _cut(text)
    words = _all_bare(cut[1::2])
    places = list(accumulate(map(len, cut)))
    starts, ends = places[:-1:2], places[1::2]
    if _AFTER_APOSTROPHE.isdisjoint(text):
        return WordSpans(words, starts, ends)
    kept: list[int] = []
    after_apostrophe: list[int] = []
    for number, (gap, written) in enumerate(zip(cut[::2], cut[1::2], strict=False)):
        if number and gap in _AFTER_APOSTROPHE:
            if written in "sS":
                continue
            after_apostrophe.append(len(kept))
        kept.append(number)
    return WordSpans(
        [words[n] for n in kept],
        [starts[n] for n in kept],
        [ends[n] for n in kept],
        tuple(after_apostrophe),
    )


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """Return a word folded to letters and digits, "" when it has none."""
    return letters_of(word)


@lru_cache(maxsize=16_384)
def _bare(written: str) -> str:
    """Return the letters of a word: no dots of initials, nothing unseen, accents composed."""
    return clean_text(written).replace(".", "")


def _all_bare(written: list[str]) -> list[str]:
    letters = "".join(written)
    if letters.isascii() and letters.isalnum():
        return written
    return [word if word.isascii() and word.isalnum() else _bare(word) for word in written]


@dataclass(frozen=True, slots=True)
class Text:
    """The title and the text of an entry, cut into words once for all stages that read it.

    Word i is `words[i]`, characters `starts[i]` to `ends[i]` (exclusive) of `whole`; `folded[i]` is
    what the analysis makes of it. `gaps[i]` is what stands before word i, and one more is at the
    end. The first `in_title` words are the title; a gap with a line break separates it from the
    text. The words of addresses (mail, web) are no words here but part of a gap.
    """

    title: str
    text: str
    whole: str
    """The title, a line break and the text; the text alone when there is no title."""
    words: list[str]
    folded: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]
    in_title: int

    @classmethod
    def of(cls, title: str, text: str) -> Text:
        """Cut a title and a text into words."""
        whole = f"{title}\n{text}" if title else text
        prose = _ADDRESS.sub(_blank, whole) if _may_have_address(whole) else whole
        cut = _cut(prose)
        gaps, written = cut[::2], cut[1::2]
        bounds = list(accumulate(map(len, cut)))
        starts, ends = bounds[:-1:2], bounds[1::2]
        gaps[-1] += "\n"
        words = _all_bare(written)
        folded = list(map(fold_word, words))
        return cls(
            title, text, whole, words, folded, starts, ends, gaps, bisect_left(starts, len(title))
        )

    def __len__(self) -> int:
        return len(self.words)

    def written(self, start: int, end: int) -> str:
        """Return the words `start` to `end` (exclusive) as they are written."""
        return self.whole[self.starts[start] : self.ends[end - 1]]

    def is_capitalised(self, index: int) -> bool:
        """Return whether a word begins with a capital."""
        return self.words[index][0].isupper()

    def follows_blank(self, index: int) -> bool:
        """Return whether only a blank separates a word from the one before."""
        return self.gaps[index] in _BLANKS

    def opens_part(self, index: int) -> bool:
        """Return whether a word is the first of a sentence, a title or a part of a title."""
        if index == 0:
            return True
        gap = self.gaps[index]
        if gap == " ":
            return False
        return not _SENTENCE_ENDS.isdisjoint(gap) or (" " in gap and "-" in gap)


def _may_have_address(text: str) -> bool:
    return "@" in text or "://" in text or "www." in text


def _blank(address: re.Match[str]) -> str:
    return "_" * len(address[0])
