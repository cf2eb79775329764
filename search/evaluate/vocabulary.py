"""What an archive knows by name: its countries, places, people and kinds; and all its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from index.gazetteer import Gazetteer
from index.text.analysis import fold_word, is_stop, tokenize
from index.text.bilingual_terms import Terms
from search.evaluate.columns import Columns
from search.query.spelling import Shorter, distance, shorter, sound_of
from search.results.labels import Labels

NAMED = ("country", "places", "people", "kind")
"""The facets whose values go by names."""
SHORTEST = 4
"""Letters of the shortest word that is corrected."""
_LONG = 7
"""Letters from which on two slips are forgiven."""


@dataclass(frozen=True, slots=True)
class Named:
    """A facet value and the names it goes by, those of its labels among them."""

    field: str
    value: str
    labels: Labels
    names: tuple[str, ...]
    count: int
    """Entries that hold it."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word as the archive spells it, and how many entries hold it or are about it."""

    text: str
    count: int
    is_name: bool = False


class Spellings:
    """Words to correct by, found by what they sound like. Read-only once made."""

    def __init__(self, words: Mapping[str, Spelling]) -> None:
        self._words = words
        self._sounds: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= SHORTEST and not word.isdigit():
                self._sounds[sound_of(word)].append(word)
        self._shorter = Shorter(self._sounds)

    def get(self, word: str) -> Spelling | None:
        """How a folded word is spelt; None when it is not known."""
        return self._words.get(word)

    def nearest(self, word: str, most: int = 5, least: int = 1) -> tuple[Spelling, ...]:
        """The spellings nearest to a folded word but not the same, best first, of `least` entries.

        One letter wrong, left out, put in or swapped with the next; what sounds alike (doubled
        consonants, k and ch, z and zh) is nearer still. In long words and names two slips are
        forgiven. Names come before other words.
        """
        if len(word) < SHORTEST:
            return ()
        sound = sound_of(word)
        alike = (w for w in self._alike(sound) if self._words[w].count >= least)
        ranked = [worth for other in alike if (worth := self._worth(word, other))]
        if not ranked and least == 1 and len(word) >= _LONG - 1:
            names = (w for w, spelling in self._words.items() if spelling.is_name)
            ranked = [worth for other in names if (worth := self._worth(word, other))]
        return tuple(self._words[other] for *_, other in sorted(ranked)[:most])

    def _alike(self, sound: str) -> Iterator[str]:
        """The words whose sound is this one, or this one but for a slip."""
        sounds = {sound, *self._shorter.of(sound)}
        for short in shorter(sound):
            sounds.add(short)
            sounds.update(self._shorter.of(short))
        for one in sounds:
            yield from self._sounds.get(one, ())

    def _worth(self, word: str, other: str) -> tuple[float, bool, int, str] | None:
        """How to rank another spelling, least first; None when it is too far, or the same."""
        alike = sound_of(other) == sound_of(word)
        forgiven = 3 if alike else 2 if len(word) >= _LONG - 1 else 1
        slips = distance(word, other, forgiven)
        if not 0 < slips <= forgiven:
            return None
        found = self._words[other]
        far = slips / 2 if alike else slips
        return far + (word[0] != other[0]) / 2, not found.is_name, -found.count, other


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of a generation, and its spellings."""

    named: tuple[Named, ...]
    spellings: Spellings
    completions: tuple[tuple[str, int, str], ...]
    """(folded words from some word of a name on, number in `named`, the name), in order."""


def vocabulary_of(
    columns: Columns,
    words: Mapping[str, Spelling],
    label: Callable[[str, str], Labels],
    gazetteer: Gazetteer,
    terms: Terms,
) -> Vocabulary:
    """The directory of a generation: its facet values with their names, its published words.

    The wordings of the term list are words too: what they widen to is found.
    """
    named = tuple(
        Named(field, value, label(field, value), _names(field, value, label, gazetteer), count)
        for field in NAMED
        for value, count in columns.facets[field].totals_by_value().items()
    )
    known: dict[str, Spelling] = {}
    for pair in terms.pairs:
        for wording in (*pair.it, *pair.en):
            if fold_word(wording) and " " not in wording:
                known[fold_word(wording)] = Spelling(wording, 1)
    known |= words
    for one in named:
        for name in one.names:
            _learn(known, name, one.count)
    completions = sorted(
        (ending, number, name)
        for number, one in enumerate(named)
        for name in one.names
        for ending in _endings(name)
    )
    return Vocabulary(named, Spellings(known), tuple(completions))


def _names(
    field: str, value: str, label: Callable[[str, str], Labels], gazetteer: Gazetteer
) -> tuple[str, ...]:
    labels = [text for tag, text in label(field, value).items() if tag in ("it", "en")]
    if field == "country":
        labels += [name.text for name in gazetteer.names(country=value) if name.why != "old name"]
    elif field == "places":
        labels += [name.text for name in gazetteer.names(place=value) if name.why == "name"]
    return tuple(dict.fromkeys(labels))


def _endings(name: str) -> Iterator[str]:
    """Yield the name folded, from each of its words on but the little ones inside."""
    words = [word for token in tokenize(name) if (word := fold_word(token.text))]
    for place, word in enumerate(words):
        if place == 0 or not is_stop(word):
            yield " ".join(words[place:])


def _learn(known: dict[str, Spelling], name: str, count: int) -> None:
    for token in tokenize(name):
        word = fold_word(token.text)
        if len(word) < SHORTEST or is_stop(word):
            continue
        before = known.get(word)
        if before is None or not before.is_name or before.count < count:
            known[word] = Spelling(token.text, count, is_name=True)
