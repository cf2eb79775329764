"""What an engine is asked: a tree of terms with weights, the same for every engine.

A score is exact arithmetic: BM25 without length (b = 0) for each term, the best of the
alternatives of a word, the sum over the words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from search.limits import check_time

K1 = 1.2
"""How soon more of the same word stops counting."""
ROUNDED = 4
"""Decimals of a score that decide the order; entries equal in them go by date."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term in a field of words."""

    field: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms of one field at set distances: (term, offset from the first), in order."""

    field: str
    words: tuple[tuple[str, int], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every term of a field that begins so; the best one counts."""

    field: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Tag:
    """A whole value, as a facet has it."""

    field: str
    value: str
    weight: float


@dataclass(frozen=True, slots=True)
class Span:
    """Entries whose dates overlap these days (proleptic ordinals, inclusive)."""

    first: int
    last: int
    weight: float


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The best of several. `constant`: how often a term occurs does not count.

    One idf for all: that of the commonest, so that a rare translation of a common word does not
    outrank the word.
    """

    parts: tuple[Node, ...]
    constant: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of several, their scores added up; each `bonus` adds to a score but is not required."""

    parts: tuple[Node, ...]
    bonus: tuple[Node, ...] = ()


Leaf = Term | Phrase | Prefix | Tag | Span
Node = Leaf | AnyOf | AllOf

Scores = dict[int, float]
"""Entry number to score."""
Frequencies = Mapping[int, float]
"""Entry number to how often a term occurs there."""


class Postings(Protocol):
    """Protocol: what a tree is evaluated on. A term nobody uses has no postings."""

    def entries(self) -> int:
        """How many entries there are."""
        ...

    def term(self, field: str, text: str) -> Frequencies:
        """The entries that hold the term, ascending, and how often."""
        ...

    def phrase(self, field: str, words: tuple[tuple[str, int], ...]) -> Frequencies:
        """The entries that hold the terms at these distances, and how often."""
        ...

    def prefix(self, field: str, text: str) -> tuple[str, ...]:
        """The field's terms that begin so, in order."""
        ...

    def tag(self, field: str, value: str) -> frozenset[int]:
        """The entries that hold the value."""
        ...

    def span(self, first: int, last: int) -> frozenset[int]:
        """The entries whose dates overlap."""
        ...


def evaluate(node: Node, postings: Postings) -> Scores:
    """The entries that match, with their scores."""
    return _scores(node, postings, None, constant=False)


def leaves_of(node: Node) -> Iterator[Leaf]:
    """Every leaf below, in order; bonuses left out."""
    if isinstance(node, AnyOf | AllOf):
        for part in node.parts:
            yield from leaves_of(part)
    else:
        yield node


def _scores(node: Node, postings: Postings, idf: float | None, *, constant: bool) -> Scores:
    check_time()
    if isinstance(node, AllOf):
        return _all_of(node, postings)
    if idf is None:
        idf = _idf(_commonest(node, postings), postings.entries())
    match node:
        case AnyOf(parts):
            best: Scores = {}
            for part in parts:
                found = _scores(part, postings, idf, constant=constant or node.constant)
                _keep_best(best, found)
            return best
        case Term(field, text, weight):
            return _saturated(postings.term(field, text), weight * idf, constant)
        case Phrase(field, words, weight):
            return _saturated(postings.phrase(field, words), weight * idf, constant)
        case Prefix(field, text, weight):
            best = {}
            for term in postings.prefix(field, text):
                _keep_best(best, dict.fromkeys(postings.term(field, term), weight * idf))
            return best
        case Tag(field, value, weight):
            return dict.fromkeys(postings.tag(field, value), weight * idf)
        case Span(first, last, weight):
            return dict.fromkeys(postings.span(first, last), weight * idf)


def _all_of(node: AllOf, postings: Postings) -> Scores:
    """Each part is a word of its own, with its own idf."""
    found = [_scores(part, postings, None, constant=False) for part in node.parts]
    if not found:
        return {}
    first, *others = sorted(found, key=len)
    common = set(first).intersection(*others)
    total = {entry: sum(scores[entry] for scores in found) for entry in common}
    for part in node.bonus:
        for entry, score in _scores(part, postings, None, constant=False).items():
            if entry in total:
                total[entry] += score
    return total


def _saturated(frequencies: Frequencies, weight: float, constant: bool) -> Scores:
    if constant:
        return dict.fromkeys(frequencies, weight)
    return {entry: weight * (K1 + 1) * tf / (tf + K1) for entry, tf in frequencies.items()}


def _keep_best(best: Scores, found: Scores) -> None:
    for entry, score in found.items():
        if score > best.get(entry, -1.0):
            best[entry] = score


def _idf(holders: int, entries: int) -> float:
    return math.log(1 + (entries - holders + 0.5) / (holders + 0.5))


def _commonest(node: Node, postings: Postings) -> int:
    return max((holders_of(leaf, postings) for leaf in leaves_of(node)), default=0)


def holders_of(leaf: Leaf, postings: Postings) -> int:
    """How many entries hold the leaf; for a phrase, at most so many."""
    match leaf:
        case Term(field, text):
            return len(postings.term(field, text))
        case Phrase(field, words):
            return min(len(postings.term(field, word)) for word, _ in words)
        case Prefix(field, text):
            terms = postings.prefix(field, text)
            return max((len(postings.term(field, term)) for term in terms), default=0)
        case Tag(field, value):
            return len(postings.tag(field, value))
        case Span(first, last):
            return len(postings.span(first, last))
