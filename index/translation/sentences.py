"""Sentences: where a translator's tool may cut a paragraph, and where we cut it ourselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.text.folding import fold
from index.text.lexicon import lexicons, union
from index.text.typed_text import INVISIBLE

_WORD = re.compile(rf"\w+(?:{INVISIBLE.pattern}+\w+)*")
_MAY_CUT = re.compile(r"[.!?…:;]\S*\s|\n")
_CLOSING = "\"'”’»)]"
_END = re.compile(rf"[.!?…]+[{re.escape(_CLOSING)}]*\s+")
_OPENS = re.compile(r"[\"'“‘«(\[¿¡–—-]*\s*[A-ZÀ-ÖØ-Þ0-9]")
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")
_VOWEL = re.compile(r"[aeiouy]")
_NUMBERED = 3
"""Letters of the longest word that a number follows: "No. 4", "art. 9"; chosen by hand."""


@dataclass(frozen=True, slots=True)
class SegmentWords:
    """A title or paragraph as words, so that signs and white space do not count.

    Word i is `words[i]`, characters `starts[i]` to the start of the next of `text`.
    """

    text: str
    words: tuple[str, ...]
    """Folded."""
    starts: tuple[int, ...]
    cuts: tuple[int, ...]
    """The numbers of the words with which a sentence, or a part that some tool cuts, may begin, and
    last the number of words."""

    @classmethod
    def of(cls, text: str) -> SegmentWords:
        """Cut a text into words."""
        found = tuple(_WORD.finditer(text))
        cuts = [0] if found else []
        cuts += (
            number
            for number in range(1, len(found))
            if _MAY_CUT.search(text, found[number - 1].end(), found[number].start())
        )
        return cls(
            text,
            tuple(fold(INVISIBLE.sub("", each[0])) for each in found),
            tuple(each.start() for each in found),
            (*cuts, len(found)),
        )

    def part(self, start: int, end: int) -> str:
        """Return the text of words `start` to `end` (exclusive), with the signs around them."""
        first = self.starts[start] if start else 0
        if start:  # an opening quotation mark before the word belongs to it
            while first and not self.text[first - 1].isspace():
                first -= 1
        last = self.starts[end] if end < len(self.starts) else len(self.text)
        if end < len(self.starts):
            while last > first and not self.text[last - 1].isspace():
                last -= 1
        return self.text[first:last].strip()

    def parts(self) -> Iterator[tuple[str, ...]]:
        """Yield the words of every part from one cut to another, and of the whole."""
        for number, start in enumerate(self.cuts):
            for end in self.cuts[number + 1 :]:
                yield self.words[start:end]


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph; abbreviations, initials and numbers end none."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        before = text[start : end.start()]
        if _OPENS.match(text, end.end()) and not _is_abbreviated(before, text, end):
            found.append(text[start : end.end()].strip())
            start = end.end()
    return (*found, text[start:].strip()) if text[start:].strip() else tuple(found)


def _is_abbreviated(before: str, text: str, end: re.Match[str]) -> bool:
    """Return whether a full stop belongs to the word before it and ends no sentence."""
    if not end[0].startswith(".") or end[0].startswith(".."):
        return False
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = fold(last[0])
    if len(word) == 1 or "." in last[0] or word in _abbreviations():
        return not word.isdigit()
    if word.isalpha() and not _VOWEL.search(word):
        return True
    return len(word) <= _NUMBERED and word.isalpha() and text[end.end()].isdigit()


@cache
def _abbreviations() -> frozenset[str]:
    """Return the words that are written with a full stop: forms of address, short months."""
    short = {
        each
        for lexicon in lexicons()
        for names in lexicon.calendar.short_months
        for each in names.split("/")
    }
    return frozenset(
        union(lambda words: words.roles.title | words.roles.dotted | words.roles.titles)
        | union(lambda words: words.calendar.short_weekdays)
        | {fold(each) for each in short}
    )
