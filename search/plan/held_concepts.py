"""What a generation holds of a concept: the wordings of which it has every word, and their leaves.

It is found out once for each concept: a query that names a broad one asks for many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from index.text.analysis import in_stop_list
from index.text.concept_list import NO_CONCEPTS, Concepts
from index.text.term_list import LANGUAGES, TermRow, TermSense
from index.text.thesaurus import FamilySet, load_thesaurus
from search.plan.tree import Leaf, Phrase, Term
from search.plan.weights import IN_CONCEPT
from search.plan.wordings import folded_words, wording_leaves


@dataclass(frozen=True, slots=True)
class Side:
    """Wordings of one language, and the leaves that find them."""

    language: str
    texts: tuple[str, ...]
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class HeldConcept:
    """What is held of a concept: its names and the words in it, by language; no empty sides."""

    names: tuple[Side, ...]
    words: tuple[Side, ...]
    all_leaves: tuple[Leaf, ...]
    """The leaves of both, as they count for a broader concept."""


class HeldConcepts:
    """The concepts, with what the words of a generation's entries hold of them."""

    def __init__(self, concepts: Concepts = NO_CONCEPTS, held: FamilySet | None = None) -> None:
        self._concepts = concepts
        self._held = held
        self._known: dict[int, HeldConcept] = {}

    def named(self, words: tuple[str, ...]) -> tuple[TermSense, ...]:
        """Return the concepts of which folded words are a name."""
        return self._concepts.senses(words)

    def around(self, words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
        """Yield the concepts that are broader than those which folded words name or, if they name
        none, those that they are in; with the language of the words.

        In place of one of which no name is held stand those that it is in.
        """
        named = self.named(words)
        for sense in named:
            for number in self._concepts.broader(sense.number):
                yield from ((one, sense.language) for one in self._nearest_held(number))
        if not named:
            for sense in self._concepts.holders(words):
                yield from ((one, sense.language) for one in self._nearest_held(sense.number))

    def _nearest_held(self, number: int) -> Iterator[int]:
        if self.of(number).names:
            yield number
        else:
            for other in self._concepts.broader(number):
                yield from self._nearest_held(other)

    def narrower(self, number: int) -> Iterator[int]:
        """Yield the concepts in one of which something is held, the nearest first."""
        return (one for one in self._concepts.narrower(number) if self.of(one).all_leaves)

    def name(self, number: int, language: str) -> str:
        """Return the first name of a concept in a language."""
        return self._concepts.names.row(number).side(language)[0]

    def of(self, number: int) -> HeldConcept:
        """Return what is held of a concept."""
        found = self._known.get(number)
        if found is None:
            names = self._sides(self._concepts.names.row(number))
            words = self._sides(self._concepts.words.row(number), IN_CONCEPT)
            inner = (replace(leaf, weight=leaf.weight * IN_CONCEPT) for leaf in _leaves_of(names))
            both = tuple(dict.fromkeys((*inner, *_leaves_of(words))))
            found = self._known[number] = HeldConcept(names, words, both)
        return found

    def _sides(self, row: TermRow, factor: float = 1.0) -> tuple[Side, ...]:
        sides = (self._side(language, row.side(language), factor) for language in LANGUAGES)
        return tuple(side for side in sides if side.texts)

    def _side(self, language: str, wordings: Iterable[str], factor: float) -> Side:
        texts = tuple(filter(self._has, wordings))
        leaves = chain.from_iterable(wording_leaves(text, language) for text in texts)
        weighed = (
            replace(leaf, weight=leaf.weight * factor)
            for leaf in leaves
            if isinstance(leaf, Term | Phrase)
        )
        return Side(language, texts, tuple(dict.fromkeys(weighed)))

    def _has(self, wording: str) -> bool:
        """Return whether some entry may have each word: those that are not usual ones may be."""
        if self._held is None or not self._held.bits:
            return True
        numbers = (
            load_thesaurus().family(word)
            for word in folded_words(wording)
            if not in_stop_list(word)
        )
        return all(number is None or number in self._held for number in numbers)


NO_HELD_CONCEPTS = HeldConcepts()
"""No concepts, which expand no query."""


def _leaves_of(sides: Iterable[Side]) -> Iterator[Term | Phrase]:
    for side in sides:
        for leaf in side.leaves:
            if isinstance(leaf, Term | Phrase):
                yield leaf
