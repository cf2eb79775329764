"""Weighing: a tree of what is asked, and how many entries hold it, become whole-number weights.

A score is BM25 without length (b = 0) for each leaf, the best of the alternatives of a word, the
sum over the words. Every engine can work it out exactly: worths are rounded before they are
saturated, saturation is a division of whole numbers, and no sum reaches 2^24, up to which a
32-bit float counts exactly.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from search.plan.tree import AllOf, AnyOf, AtLeast, Leaf, Node, Phrase, Prefix, Span, Tag, Without

UNIT = 1_000
"""What a score of 1 is as a whole number: three decimals decide the order."""
K1_NUMERATOR, K1_DENOMINATOR = 12, 10
"""BM25's k1 = 1.2, how soon more of the same word stops counting, as a fraction."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A leaf and what it is worth.

    With `saturates`, an entry that holds the leaf n times scores `saturated(worth, n)` for each
    word of the leaf, otherwise `worth` however often it holds it.
    """

    leaf: Leaf
    worth: int
    """At least 1."""
    saturates: bool

    @property
    def words(self) -> int:
        """How many words share the leaf: those of a phrase, else one."""
        return len(self.leaf.words) if isinstance(self.leaf, Phrase) else 1


@dataclass(frozen=True, slots=True)
class Best:
    """The best score of several parts; one of them must match."""

    parts: tuple[Weighed, ...]
    _hash: int = field(init=False, repr=False, compare=False)
    """Computed once, because engines use parts as keys of their caches and look them up often."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self.parts))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Sum:
    """The scores of the parts that match, added up; at least `least` of them must.

    Each of `optional` adds to the score where it matches, and need not.
    """

    parts: tuple[Weighed, ...]
    least: int
    optional: tuple[Weighed, ...] = ()


Weighed = Scored | Best | Sum
Count = Callable[[Node], int]
"""How many entries a node matches."""


def nodes_to_count(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield every node whose count `weigh` asks for: words with their alternatives."""
    for node in nodes:
        match node:
            case AllOf(parts, bonus) | AtLeast(parts, _, bonus):
                yield from nodes_to_count((*parts, *bonus))
            case Without(inner, _):
                yield from nodes_to_count((inner,))
            case _:
                yield node
                yield from nodes_to_count(_sums_in(node))


def _sums_in(node: Node) -> Iterator[Node]:
    """Yield the sums among the alternatives of a word, at any depth."""
    if isinstance(node, AnyOf):
        for part in node.parts:
            if isinstance(part, AllOf | AtLeast):
                yield part
            else:
                yield from _sums_in(part)


def weigh(node: Node, count: Count, entries: int) -> Weighed:
    """Return the node's tree of whole numbers, in an index of so many entries.

    All alternatives of a word have one idf, that of the entries which hold any of them, so that a
    rare translation of a common word does not outrank the word.
    """
    match node:
        case AllOf(parts, bonus):
            return _sum(parts, len(parts), bonus, count, entries)
        case AtLeast(parts, least, bonus):
            return _sum(parts, least, bonus, count, entries)
        case Without():
            raise TypeError("what is left out has no score: put it into the request's exclusions")
        case _:
            return _alternatives(node, idf(count(node), entries), count, entries, constant=False)


def weigh_evenly(node: Node, worth: int) -> Weighed:
    """Return the node's tree in which every entry that matches scores about `worth`, at least 1.

    What it holds, and how often, does not count.
    """
    match node:
        case AnyOf(parts):
            return Best(tuple([weigh_evenly(part, worth) for part in parts]))
        case AllOf(parts):
            each = max(1, worth // len(parts))
            return Sum(tuple([weigh_evenly(part, each) for part in parts]), len(parts))
        case AtLeast(parts, least):
            each = max(1, worth // len(parts))
            return Sum(tuple([weigh_evenly(part, each) for part in parts]), least)
        case Without():
            raise TypeError("what is left out has no score: put it into the request's exclusions")
        case _:
            return Scored(node, max(1, worth), saturates=False)


def _sum(
    parts: tuple[Node, ...], least: int, bonus: tuple[Node, ...], count: Count, entries: int
) -> Sum:
    return Sum(
        tuple([weigh(part, count, entries) for part in parts]),
        least,
        tuple([weigh(part, count, entries) for part in bonus]),
    )


def _alternatives(node: Node, idf: float, count: Count, entries: int, *, constant: bool) -> Weighed:
    match node:
        case AnyOf(parts, is_constant):
            constant = constant or is_constant
            return Best(
                tuple(
                    [_alternatives(part, idf, count, entries, constant=constant) for part in parts]
                )
            )
        case AllOf() | AtLeast() | Without():
            return weigh(node, count, entries)
        case Phrase(_, words, weight) if not constant:
            return Scored(node, _whole(weight * idf / len(words)), saturates=True)
        case Prefix() | Tag() | Span():
            return Scored(node, _whole(node.weight * idf), saturates=False)
        case _:
            return Scored(node, _whole(node.weight * idf), saturates=not constant)


def _whole(worth: float) -> int:
    """Return the worth as a whole number, at least 1: an entry with a score of 0 is no match."""
    return max(1, round(worth * UNIT))


def idf(holders: int, entries: int) -> float:
    """Return the inverse document frequency of what so many of the entries hold."""
    return math.log(1 + (entries - holders + 0.5) / (holders + 0.5))


def saturated(worth: int, times: int) -> int:
    """Return worth · n · (k1 + 1) / (n + k1), rounded half up, in whole numbers."""
    k1, one = K1_NUMERATOR, K1_DENOMINATOR
    divisor = one * times + k1
    return (2 * worth * (k1 + one) * times + divisor) // (2 * divisor)


def leaf_score(scored: Scored, times: int) -> int:
    """Return what an entry that holds the leaf so many times, at least once, scores for it."""
    if not scored.saturates:
        return scored.worth
    return scored.words * saturated(scored.worth, times)
