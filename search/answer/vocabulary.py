"""The words and names of a generation as an entry has them: for corrections and for names in text.

An engine's `WordTable` says which words there may be; here each is looked at: which spelling it
has, how many entries hold it, and whether it is a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from index.gazetteer.named_things import glued_name, names_of, words_of_terms
from index.gazetteer.regions import Region, load_regions
from index.model.entry import READING_LANGUAGES
from index.text.analysis import fold_word, in_stop_list, tokenize
from index.text.analysis.name_keys import name_keys, name_words
from index.text.sounds import is_one_edit_away, phonetic_key
from search.engines.engine import WordTable
from search.query.query import FacetField
from search.query.spelling import distance
from search.results.labels import KIND_LABELS, Labels

NamedFacet = Literal["country", "places", "people", "kind"]
"""A facet whose values have names."""
NAMED_FACETS: tuple[NamedFacet, ...] = get_args(NamedFacet)
MIN_WORD_LENGTH = 4
"""Letters of the shortest word that is corrected."""
_LONG_WORD = 7
"""Letters of the shortest word in which two errors are allowed, with one letter left out."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word as the archive spells it, and the number of entries that hold or concern it."""

    text: str
    count: int
    is_name: bool = False


class SpellingIndex:
    """The words of an archive, found by similar sound and spelling. Read-only."""

    def __init__(self, get: Callable[[str], Spelling | None], table: WordTable) -> None:
        """`get` returns the spelling of a folded word; None when it is unknown."""
        self.get = get
        self._table = table

    def is_common(self, word: str, most_rare: int) -> bool:
        """Return whether more entries than so many hold a folded word, which is told at once."""
        spelt = self._table.spelling(word)
        return spelt is not None and spelt[1] > most_rare

    def nearest(self, word: str, most: int = 5, least: int = 1) -> tuple[Spelling, ...]:
        """Return the spellings nearest to a folded word, without itself, best first.

        Each is held by at least `least` entries. One edit is allowed, two in long words, three
        between words of the same sound (doubled consonants, k and ch, z and zh), which also count
        half. Among equally near ones, names come first, then the commonest.
        """
        if len(word) < MIN_WORD_LENGTH:
            return ()
        sound = phonetic_key(word)
        similar = {
            other: found
            for other_sound, other in self._table.sounding_like(sound)
            if is_one_edit_away(sound, other_sound)
            and (found := self.get(other)) is not None
            and found.count >= least
        }
        ranked = list(_ranked(word, similar))
        if not ranked and least == 1 and len(word) >= _LONG_WORD - 1:
            names = {
                other: found
                for other in {*self._table.names_like(word, 2), *_kinds_by_word()}
                if 0 < distance(word, other, 2) <= 2
                and (found := self.get(other)) is not None
                and found.is_name
            }
            similar, ranked = names, list(_ranked(word, names))
        return tuple(similar[other] for *_, other in sorted(ranked)[:most])


def _ranked(word: str, others: Mapping[str, Spelling]) -> Iterator[tuple[float, bool, int, str]]:
    """Yield the sort key of each other spelling that is not too far from the word, nor the same."""
    sound = phonetic_key(word)
    for other, found in others.items():
        sounds_same = phonetic_key(other) == sound
        allowed = 3 if sounds_same else 2 if len(word) >= _LONG_WORD - 1 else 1
        edits = distance(word, other, allowed)
        if 0 < edits <= allowed:
            far = edits / 2 if sounds_same else edits
            yield far + (word[0] != other[0]) / 2, not found.is_name, -found.count, other


class Vocabulary:
    """The words and names of a generation."""

    def __init__(
        self,
        table: WordTable,
        label: Callable[[FacetField, str], Labels],
        count: Callable[[NamedFacet, str], int],
        count_region: Callable[[Region], int],
    ) -> None:
        """`count` and `count_region` return the number of entries that hold or concern it."""
        self._table = table
        self._label = label
        self._count = count
        self._count_region = count_region
        self.spellings = SpellingIndex(self._spelling, table)

    def is_name_word(self, word: str) -> bool:
        """Return whether a folded word is one of a person's by which they may be asked for."""
        return any(
            field == "people" and word in name_words(self._names("people", value))
            for field, value in self._table.named(word)
        )

    def is_name_run(self, words: tuple[str, ...]) -> bool:
        """Return whether folded words, two or more, begin or end a person's name."""
        if len(words) < 2:
            return False
        held = [
            [value for field, value in self._table.named(word) if field == "people"]
            for word in dict.fromkeys(words)
        ]
        fewest = min(held, key=len)
        return any(words in name_keys(name) for id in fewest for name in self._names("people", id))

    def glued(self, word: str) -> str | None:
        """Return the name of three words or more that is this one word, or None."""
        found = [
            name
            for field, value in self._in_order(self._table.glued(word))
            for name in self._names(field, value)
            if glued_name(name) == word
        ]
        return found[-1] if found else None

    def _spelling(self, word: str) -> Spelling | None:
        """Return the spelling of a folded word: as a name, else as a word of the texts or a term.

        Single-word wordings of the term list and names of regions with entries count as words,
        because query expansion finds them.
        """
        named = self._as_name(word)
        if named:
            return named
        spelt = self._table.spelling(word)
        if spelt:
            return Spelling(*spelt)
        if word in words_of_terms():
            return Spelling(words_of_terms()[word], 1)
        for region, name in _regions_by_word().get(word, ()):
            if count := self._count_region(region):
                return Spelling(name, count, is_name=True)
        return None

    def _as_name(self, word: str) -> Spelling | None:
        """Return a word as the name of that value which the most entries hold, or None."""
        best: Spelling | None = None
        if len(word) < MIN_WORD_LENGTH or in_stop_list(word):
            return None
        held = (*self._table.named(word), *_kinds_by_word().get(word, ()))
        for field, value in self._in_order(held):
            count = self._count(field, value)
            if count > (best.count if best else 0):
                for name in self._names(field, value):
                    written = next(
                        (t.text for t in tokenize(name) if fold_word(t.text) == word), ""
                    )
                    if written:
                        best = Spelling(written, count, is_name=True)
                        break
        return best

    def _in_order(self, held: object) -> list[tuple[NamedFacet, str]]:
        """Return values in the order of their facets, then by value, those that entries hold."""
        found = cast("list[tuple[NamedFacet, str]]", list(held))  # type: ignore[call-overload]
        found.sort(key=lambda one: (NAMED_FACETS.index(one[0]), one[1]))
        return [(field, value) for field, value in found if self._count(field, value)]

    def _names(self, field: NamedFacet, value: str) -> tuple[str, ...]:
        return names_of_value(field, value, self._label(field, value))


def names_of_value(field: NamedFacet, value: str, labels: Labels) -> tuple[str, ...]:
    """Return all names of a facet value, those of its labels included."""
    written = [text for tag, text in labels.items() if tag in READING_LANGUAGES]
    return tuple(dict.fromkeys(written)) if field == "kind" else names_of(field, value, written)


@cache
def _kinds_by_word() -> Mapping[str, list[tuple[NamedFacet, str]]]:
    found: defaultdict[str, list[tuple[NamedFacet, str]]] = defaultdict(list)
    for kind, labels in KIND_LABELS.items():
        for word in {fold_word(token.text) for text in labels.values() for token in tokenize(text)}:
            found[word].append(("kind", kind))
    return dict(found)


@cache
def _regions_by_word() -> Mapping[str, list[tuple[Region, str]]]:
    found: defaultdict[str, list[tuple[Region, str]]] = defaultdict(list)
    for region in load_regions():
        for name in region.names:
            if name.kind == "name" and " " not in name.text:
                found[fold_word(name.text)].append((region, name.text))
    return dict(found)
