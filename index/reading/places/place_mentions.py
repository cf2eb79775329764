"""Place mentions: where a text names a country, its people, a region or a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.gazetteer import Gazetteer, Sense, SenseKind
from index.reading.places.words import NAMES_WITHOUT_PLACE, WORDS_WHEN_LOWERCASE
from index.text.folding import fold

_TOKEN = re.compile(r"((?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+)")
"""Has one group, so that `split` gives the gaps and the words in turn."""
_WITHIN = frozenset({" ", "-", "'", "’", "‘", "´", "`", ". ", "\xa0", "‑", "–"})
"""The gaps that are allowed between the words of one name."""
_LONGEST_WITHOUT_PLACE = max(phrase.count(" ") + 1 for phrase in NAMES_WITHOUT_PLACE)
_FIRST_WITHOUT_PLACE = frozenset(phrase.split(" ", 1)[0] for phrase in NAMES_WITHOUT_PLACE)


@dataclass(frozen=True, slots=True)
class EntryWords:
    """A title and a text, cut into words once.

    `gaps[i]` is the text before word i, and one more is at the end. The first `title` words are
    the title; a gap with a line break separates it from the text.
    """

    texts: list[str]
    folded: list[str]
    gaps: list[str]
    title: int

    @classmethod
    def of(cls, title: str, text: str) -> EntryWords:
        """Cut a title and a text into words."""
        texts: list[str] = []
        gaps: list[str] = []
        in_title = 0
        for part in (title, text):
            cut = _TOKEN.split(part)
            if texts:
                cut[0] = f"\n{cut[0]}"
            gaps += cut[:-1:2]
            texts += cut[1::2]
            if part is title:
                in_title = len(texts)
        gaps.append("\n")
        return cls(texts, [_fold(word) for word in texts], gaps, in_title)

    def is_capitalised(self, index: int) -> bool:
        """Return whether a word begins with a capital."""
        return self.texts[index][0].isupper()

    def ends_in_lowercase(self, index: int, width: int) -> bool:
        """Return whether the last of `width` words is in small letters and follows a blank."""
        last = index + width - 1
        return self.texts[last].islower() and self.follows_blank(last)

    def slice(self, start: int, end: int) -> str:
        """Return the words `start` to `end` (exclusive) as they are written."""
        parts = [self.texts[start]]
        for index in range(start + 1, end):
            parts += (self.gaps[index], self.texts[index])
        return "".join(parts)

    def follows_blank(self, index: int) -> bool:
        """Return whether only a blank separates a word from the one before."""
        return self.gaps[index] in (" ", "\xa0", "  ")

    def opens_part(self, index: int) -> bool:
        """Return whether a word is the first of a sentence, a title or a part of a title."""
        if index == 0:
            return True
        gap = self.gaps[index]
        return any(mark in gap for mark in '.!?:;\n•("“«|') or (" " in gap and "-" in gap)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words `start` to `end` (exclusive), and all that they can mean."""

    start: int
    end: int
    phrase: str
    senses: tuple[Sense, ...]

    def has(self, *kinds: SenseKind) -> bool:
        """Return whether any sense is of one of the kinds."""
        return any(sense.kind in kinds for sense in self.senses)


def find_place_mentions(words: EntryWords, gazetteer: Gazetteer) -> list[PlaceMention]:
    """Return the mentions of the gazetteer's names in order; [] for none.

    At each word the longest name is taken. A name begins with a capital; only demonyms may be in
    small letters. Names of up to three letters (US, UK, UAE) must be all capitals.
    """
    mentions = []
    texts, folded, gaps = words.texts, words.folded, words.gaps
    count, index = len(folded), 0
    while index < count:
        first = folded[index]
        if first in _FIRST_WITHOUT_PLACE:
            width = _width_without_place(words, index)
            if width:
                index += width
                continue
        if texts[index][0].isupper():
            longest = min(gazetteer.longest(first), count - index)
        elif gazetteer.is_demonym(first):
            longest = 1
        else:
            index += 1
            continue
        if longest > 1:
            for width in range(1, longest):
                if gaps[index + width] not in _WITHIN:
                    longest = width
                    break
        found = None
        for width in range(longest, 0, -1):
            phrase = first if width == 1 else " ".join(folded[index : index + width])
            senses = gazetteer.senses_of(phrase)
            if senses:
                found = _mention(words, index, width, phrase, senses)
                if found:
                    break
        if found:
            mentions.append(found)
            index = found.end
        else:
            index += 1
    return mentions


def _width_without_place(words: EntryWords, index: int) -> int:
    for width in range(_LONGEST_WITHOUT_PLACE, 1, -1):
        if " ".join(words.folded[index : index + width]) in NAMES_WITHOUT_PLACE:
            return width
    return 0


def _mention(
    words: EntryWords, index: int, width: int, phrase: str, senses: tuple[Sense, ...]
) -> PlaceMention | None:
    """Return a mention with the senses that its capitals allow; None when they allow none."""
    written = words.texts[index]
    if not written[0].isupper():
        small = phrase not in WORDS_WHEN_LOWERCASE and all(
            map(str.islower, words.texts[index : index + width])
        )
        senses = tuple(s for s in senses if s.kind == "demonym") if small else ()
    elif len(phrase) <= 3 and not written.replace(".", "").isupper():
        senses = tuple(s for s in senses if s.kind != "country")
    elif width > 1 and len(written) < 4 and words.ends_in_lowercase(index, width):
        senses = tuple(s for s in senses if s.kind != "place")  # "La paz" is peace
    return PlaceMention(index, index + width, phrase, senses) if senses else None


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    return fold(word).replace(".", "")
