"""The vocabulary of a generation: the names of its facet values, and all its words.

Autocomplete reads the names; spelling correction reads both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from index.gazetteer import Gazetteer
from index.gazetteer.regions import Region
from index.text.analysis import fold_word, in_stop_list, tokenize
from index.text.term_list import TermList
from search.query.query import FacetField
from search.query.spelling import DeletionIndex, deletions, distance, phonetic_key
from search.results.labels import Labels

NamedFacet = Literal["country", "places", "people", "kind"]
"""A facet whose values have names."""
NAMED_FACETS: tuple[NamedFacet, ...] = get_args(NamedFacet)
MIN_WORD_LENGTH = 4
"""Letters of the shortest word that is corrected."""
_LONG_WORD = 7
"""Letters of the shortest word in which two errors are allowed, with one letter left out."""


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A facet value with all its names, those of its labels included."""

    field: NamedFacet
    value: str
    labels: Labels
    names: tuple[str, ...]
    count: int
    """The number of entries that hold it."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word as the archive spells it, and the number of entries that hold or concern it."""

    text: str
    count: int
    is_name: bool = False


class SpellingIndex:
    """The words of an archive, found by similar sound and spelling. Read-only."""

    def __init__(self, words: Mapping[str, Spelling]) -> None:
        self._words = words
        self._sounds: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= MIN_WORD_LENGTH and not word.isdigit():
                self._sounds[phonetic_key(word)].append(word)
        self._deletions = DeletionIndex(self._sounds)

    def get(self, word: str) -> Spelling | None:
        """Return the spelling of a folded word; None when it is unknown."""
        return self._words.get(word)

    def nearest(self, word: str, most: int = 5, least: int = 1) -> tuple[Spelling, ...]:
        """Return the spellings nearest to a folded word, without itself, best first.

        Each is held by at least `least` entries. One edit is allowed, two in long words, three
        between words of the same sound (doubled consonants, k and ch, z and zh), which also count
        half. Among equally near ones, names come first, then the commonest.
        """
        if len(word) < MIN_WORD_LENGTH:
            return ()
        sound = phonetic_key(word)
        similar = (w for w in self._similar_sounding(sound) if self._words[w].count >= least)
        ranked = [rank for other in similar if (rank := self._rank(word, other))]
        if not ranked and least == 1 and len(word) >= _LONG_WORD - 1:
            names = (w for w, spelling in self._words.items() if spelling.is_name)
            ranked = [rank for other in names if (rank := self._rank(word, other))]
        return tuple(self._words[other] for *_, other in sorted(ranked)[:most])

    def _similar_sounding(self, sound: str) -> Iterator[str]:
        """Yield the words whose phonetic key is this one or differs by one edit."""
        sounds = {sound, *self._deletions.of(sound)}
        for short in deletions(sound):
            sounds.add(short)
            sounds.update(self._deletions.of(short))
        for one in sounds:
            yield from self._sounds.get(one, ())

    def _rank(self, word: str, other: str) -> tuple[float, bool, int, str] | None:
        """Return the sort key of another spelling; None when it is too far or the same."""
        sounds_same = phonetic_key(other) == phonetic_key(word)
        allowed = 3 if sounds_same else 2 if len(word) >= _LONG_WORD - 1 else 1
        edits = distance(word, other, allowed)
        if not 0 < edits <= allowed:
            return None
        found = self._words[other]
        far = edits / 2 if sounds_same else edits
        return far + (word[0] != other[0]) / 2, not found.is_name, -found.count, other


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names and words of a generation."""

    named_values: tuple[NamedValue, ...]
    spellings: SpellingIndex
    completions: tuple[tuple[str, int, str], ...]
    """(folded suffix of a name, index into `named_values`, the name), ascending.

    A suffix begins at any word of the name.
    """
    glued: Mapping[str, str]
    """Names of three words and more, by these written as one."""


def vocabulary_of(
    counted: Mapping[NamedFacet, Iterable[tuple[str, int]]],
    words: Mapping[str, Spelling],
    label: Callable[[FacetField, str], Labels],
    gazetteer: Gazetteer,
    terms: TermList,
    regions: Iterable[tuple[Region, int]] = (),
) -> Vocabulary:
    """Make the vocabulary of a generation from its facet values, counted, and its published words.

    Single-word wordings of the term list and names of regions with entries count as words, because
    query expansion finds them.
    """
    named_values = tuple(
        NamedValue(
            field, value, label(field, value), _names_of(field, value, label, gazetteer), count
        )
        for field in NAMED_FACETS
        for value, count in counted[field]
    )
    known: dict[str, Spelling] = {}
    for pair in terms.pairs:
        for wording in (*pair.it, *pair.en):
            if fold_word(wording) and " " not in wording:
                known[fold_word(wording)] = Spelling(wording, 1)
    known |= words
    for one in named_values:
        for name in one.names:
            _add_name_words(known, name, one.count)
    for region, count in regions:
        for one_name in region.names:
            if one_name.kind == "name" and " " not in one_name.text:
                known.setdefault(
                    fold_word(one_name.text), Spelling(one_name.text, count, is_name=True)
                )
    completions = sorted(
        (suffix, number, name)
        for number, one in enumerate(named_values)
        for name in one.names
        for suffix in word_suffixes(name)
    )
    names = [name for one in named_values for name in one.names]
    glued = {fold_word("".join(name.split())): name for name in names if len(name.split()) > 2}
    return Vocabulary(named_values, SpellingIndex(known), tuple(completions), glued)


def _names_of(
    field: NamedFacet,
    value: str,
    label: Callable[[FacetField, str], Labels],
    gazetteer: Gazetteer,
) -> tuple[str, ...]:
    labels = [text for tag, text in label(field, value).items() if tag in ("it", "en")]
    if field == "country":
        labels += [name.text for name in gazetteer.names(country=value) if name.kind != "old name"]
    elif field == "places":
        labels += [name.text for name in gazetteer.names(place=value) if name.kind == "name"]
    return tuple(dict.fromkeys(labels))


def word_suffixes(name: str) -> Iterator[str]:
    """Yield the folded name from each of its words on, but not from stop words inside."""
    words = [word for token in tokenize(name) if (word := fold_word(token.text))]
    for position, word in enumerate(words):
        if position == 0 or not in_stop_list(word):
            yield " ".join(words[position:])


def _add_name_words(known: dict[str, Spelling], name: str, count: int) -> None:
    for token in tokenize(name):
        word = fold_word(token.text)
        if len(word) < MIN_WORD_LENGTH or in_stop_list(word):
            continue
        before = known.get(word)
        if before is None or not before.is_name or before.count < count:
            known[word] = Spelling(token.text, count, is_name=True)
