"""What a generation holds of a concept: the wordings that some entry has, and their leaves.

It is found out once for each concept: a query that names a broad one asks for many.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from index.text.analysis import in_stop_list
from index.text.concept_list import NO_CONCEPTS, Concepts
from index.text.term_list import LANGUAGES, TermRow, TermSense
from index.text.thesaurus import NO_FAMILIES, FamilySet, load_thesaurus
from search.plan.tree import AnyOf, Leaf, Node, Phrase, Term
from search.plan.weights import IN_CONCEPT
from search.plan.wordings import folded_words, wording_leaves

_MOST_LOOKED_AT = 48
"""Narrower concepts of which it is asked whether some entry has them; chosen by hand."""


@dataclass(frozen=True, slots=True)
class HeldWordings:
    """Wordings of one language, and the leaves that find them."""

    language: str
    texts: tuple[str, ...]
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class HeldConcept:
    """What is held of a concept: its names and the words in it, by language; no empty sides."""

    names: tuple[HeldWordings, ...]
    words: tuple[HeldWordings, ...]
    all_leaves: tuple[Leaf, ...]
    """The leaves of both, as they count for a broader concept."""


class HeldConcepts:
    """The concepts, with what the words of a generation's entries hold of them."""

    def __init__(
        self,
        concepts: Concepts = NO_CONCEPTS,
        families: FamilySet = NO_FAMILIES,
        count: Callable[[Sequence[Node]], Sequence[int]] | None = None,
    ) -> None:
        """Make those of the entries with words of these families, which `count` counts."""
        self._concepts = concepts
        self._families = families
        self._count = count
        self._known: dict[int, HeldConcept] = {}

    def may_begin(self, word: str) -> bool:
        """Return whether some wording of a concept begins with a folded word."""
        return self._concepts.may_begin(word)

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
        numbers = tuple(islice(self._concepts.narrower(number), _MOST_LOOKED_AT))
        self._find(numbers)
        return (one for one in numbers if self._known[one].all_leaves)

    def name(self, number: int, language: str) -> str:
        """Return the first name of a concept in a language."""
        return self._concepts.names.row(number).side(language)[0]

    def of(self, number: int) -> HeldConcept:
        """Return what is held of a concept."""
        self._find((number,))
        return self._known[number]

    def _find(self, numbers: Iterable[int]) -> None:
        """Find out what is held of these concepts, asking the engine once."""
        unknown = [number for number in numbers if number not in self._known]
        rows = {
            number: (self._concepts.names.row(number), self._concepts.words.row(number))
            for number in unknown
        }
        wordings = dict.fromkeys(
            (language, text)
            for row in chain.from_iterable(rows.values())
            for language in LANGUAGES
            for text in row.side(language)
            if self._may_have(text)
        )
        nodes = [AnyOf(wording_leaves(text, language)) for language, text in wordings]
        counts = self._count(nodes) if self._count and nodes else [1] * len(nodes)
        held = {each for each, count in zip(wordings, counts, strict=True) if count}
        for number, (names, words) in rows.items():
            self._known[number] = _concept_of(_sides(names, held), _sides(words, held, IN_CONCEPT))

    def _may_have(self, wording: str) -> bool:
        """Return whether some entry may have each word: those that are not usual ones may be."""
        if not self._families.bits:
            return True
        numbers = (
            load_thesaurus().family(word)
            for word in folded_words(wording)
            if not in_stop_list(word)
        )
        return all(number is None or number in self._families for number in numbers)


NO_HELD_CONCEPTS = HeldConcepts()
"""No concepts, which expand no query."""


def _concept_of(names: tuple[HeldWordings, ...], words: tuple[HeldWordings, ...]) -> HeldConcept:
    inner = (replace(leaf, weight=leaf.weight * IN_CONCEPT) for leaf in _leaves_of(names))
    return HeldConcept(names, words, tuple(dict.fromkeys((*inner, *_leaves_of(words)))))


def _sides(
    row: TermRow, held: Collection[tuple[str, str]], factor: float = 1.0
) -> tuple[HeldWordings, ...]:
    sides = []
    for language in LANGUAGES:
        texts = tuple(text for text in row.side(language) if (language, text) in held)
        leaves = chain.from_iterable(wording_leaves(text, language) for text in texts)
        weighed = (
            replace(leaf, weight=leaf.weight * factor)
            for leaf in leaves
            if isinstance(leaf, Term | Phrase)
        )
        if texts:
            sides.append(HeldWordings(language, texts, tuple(dict.fromkeys(weighed))))
    return tuple(sides)


def _leaves_of(sides: Iterable[HeldWordings]) -> Iterator[Term | Phrase]:
    for side in sides:
        for leaf in side.leaves:
            if isinstance(leaf, Term | Phrase):
                yield leaf
