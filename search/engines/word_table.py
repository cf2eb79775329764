"""The words and names of a generation in dictionaries, for engines that keep no table of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from index.gazetteer.named_things import (
    SHORTEST_WORD,
    NamedThing,
    named_countries,
    named_things,
    words_of_regions,
    words_of_terms,
)
from index.model.entry import READING_LANGUAGES
from index.text.sounds import deletions, phonetic_key
from search.engines.engine import IndexFacts


class BuiltWordTable:
    """See search.engines.engine.WordTable. Each part is made when it is first asked for."""

    def __init__(
        self, spellings: Mapping[str, tuple[str, int]], things: Iterable[NamedThing]
    ) -> None:
        self._spellings = spellings
        self._things = tuple(things)

    @classmethod
    def of(cls, spellings: Mapping[str, tuple[str, int]], facts: IndexFacts) -> BuiltWordTable:
        """Make the table of a generation from what it knows of itself."""
        people = {id: name for id, (name, _) in facts.people.items()}
        places = {
            id: tuple(names[tag] for tag in READING_LANGUAGES if tag in names)
            for id, names in facts.places.items()
        }
        return cls(spellings, (*named_countries(), *named_things(people, places)))

    def spelling(self, word: str) -> tuple[str, int] | None:
        """Return the most frequent spelling of a word in the entries, and how many hold it."""
        return self._spellings.get(word)

    def sounding_like(self, sound: str) -> Iterator[tuple[str, str]]:
        """Yield the words that may have a sound at most one edit away, each after its sound."""
        sounds: set[str] = set()
        for short in (sound, *deletions(sound)):
            sounds.add(short)
            sounds.update(self._sounds_by_deletion.get(short, ()))
        for one in sounds:
            for word in self._words_by_sound.get(one, ()):
                yield one, word

    def names_like(self, word: str, edits: int) -> Iterator[str]:
        """Yield the words of names that may be so many edits away from a word."""
        names = {*self._named, *words_of_regions()}
        return (name for name in names if abs(len(name) - len(word)) <= edits)

    def named(self, word: str) -> Sequence[tuple[str, str]]:
        """Return the field and value of what may have the word in its name."""
        return self._named.get(word, ())

    def glued(self, word: str) -> Sequence[tuple[str, str]]:
        """Return the field and value of what may be called so, written as one word."""
        return self._glued.get(word, ())

    @cached_property
    def _named(self) -> dict[str, list[tuple[str, str]]]:
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for thing in self._things:
            for word in thing.words:
                found[word].append((thing.field, thing.value))
        return dict(found)

    @cached_property
    def _glued(self) -> dict[str, list[tuple[str, str]]]:
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for thing in self._things:
            for word in thing.glued:
                found[word].append((thing.field, thing.value))
        return dict(found)

    @cached_property
    def _words_by_sound(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        words = {*self._spellings, *self._named, *words_of_terms(), *words_of_regions()}
        for word in sorted(words):
            if len(word) >= SHORTEST_WORD and not word.isdigit():
                found[phonetic_key(word)].append(word)
        return dict(found)

    @cached_property
    def _sounds_by_deletion(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for sound in self._words_by_sound:
            for short in set(deletions(sound)):
                found[short].append(sound)
        return dict(found)
