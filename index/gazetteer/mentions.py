"""Place mentions: where a text names a country, its people, a region or a place."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from index.gazetteer import Gazetteer, Sense, SenseKind
from index.text.lexicon import small_words, union
from index.text.tokens import APOSTROPHES, Text

_WITHIN = frozenset({" ", "-", *APOSTROPHES, ". ", "\xa0", "‐", "‑", "–"})
"""The gaps that are allowed between the words of one name."""

_WORDS_WHEN_LOWERCASE = union(lambda words: words.places.when_lowercase)
"""Demonyms that are other words when written in small letters."""


class PlaceMention(NamedTuple):
    """Words `start` to `end` (exclusive), and all that they can mean."""

    start: int
    end: int
    phrase: str
    senses: tuple[Sense, ...]
    well_known: bool
    """Whether one of the senses is a country, a region or a place of the table kept by hand."""
    kinds: frozenset[SenseKind]
    """Those of its senses."""

    def has(self, *kinds: SenseKind) -> bool:
        """Return whether any sense is of one of the kinds."""
        return not self.kinds.isdisjoint(kinds)


def find_place_mentions(words: Text, gazetteer: Gazetteer) -> list[PlaceMention]:
    """Return the mentions of the gazetteer's names in order; [] for none.

    At each word the longest name is taken. A name begins with a capital; only demonyms may be in
    small letters. Names of up to three letters (US, UK, UAE) must be all capitals. An article or a
    preposition (Il, Un, La) is no name by itself.
    """
    mentions = []
    written, folded, gaps = words.words, words.folded, words.gaps
    count, index = len(folded), 0
    without_place, small, demonyms = _names_without_place(), small_words(), gazetteer.demonyms
    while index < count:
        first, word = folded[index], written[index]
        if first in without_place and (width := _width_without_place(folded, index)):
            index += width
            continue
        if word != first and word[0].isupper():
            longest = min(gazetteer.longest(first), count - index)
        elif first in demonyms:
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
        for width in range(longest, 1 if first in small else 0, -1):
            phrase = first if width == 1 else " ".join(folded[index : index + width])
            senses = gazetteer.senses_of(phrase)
            if senses:
                found = _mention(words, index, width, phrase, senses, gazetteer)
                if found:
                    break
        if found:
            mentions.append(found)
            index = found.end
        else:
            index += 1
    return mentions


def _width_without_place(folded: list[str], index: int) -> int:
    """Return how many words from `index` on are a name that is no place, 0 for none."""
    for name in _names_without_place().get(folded[index], ()):
        if folded[index : index + len(name)] == name:
            return len(name)
    return 0


@cache
def _names_without_place() -> dict[str, tuple[list[str], ...]]:
    """Return the words of the names that are no place, by the first, the longest first."""
    names = (phrase.split() for phrase in union(lambda words: words.places.without_place))
    found: dict[str, tuple[list[str], ...]] = {}
    for name in sorted(names, key=len, reverse=True):
        found[name[0]] = (*found.get(name[0], ()), name)
    return found


def _mention(
    words: Text,
    index: int,
    width: int,
    phrase: str,
    senses: tuple[Sense, ...],
    gazetteer: Gazetteer,
) -> PlaceMention | None:
    """Return a mention with the senses that its capitals allow; None when they allow none."""
    written = words.words[index]
    if not written[0].isupper():
        small = phrase not in _WORDS_WHEN_LOWERCASE and all(
            map(str.islower, words.words[index : index + width])
        )
        senses = tuple(s for s in senses if s.kind == "demonym") if small else ()
    elif len(phrase) <= 3 and not written.isupper():
        senses = tuple(s for s in senses if s.kind != "country")
    elif width > 1 and len(written) < 4 and _ends_in_lowercase(words, index + width - 1):
        senses = tuple(s for s in senses if s.kind == "demonym")  # "La paz" is peace
    if not senses:
        return None
    kinds = frozenset(s.kind for s in senses)
    well_known = not kinds.isdisjoint(("country", "region")) or any(
        gazetteer.is_curated(s.place or "") for s in senses
    )
    return PlaceMention(index, index + width, phrase, senses, well_known, kinds)


def _ends_in_lowercase(words: Text, last: int) -> bool:
    """Return whether the last word of a name is in small letters and follows a blank."""
    return words.words[last].islower() and words.follows_blank(last)
