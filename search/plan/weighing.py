"""Weighing: a tree of what is asked, and how many entries hold it, become whole-number weights.

A score is BM25 without length (b = 0) for each leaf, the best of the alternatives of a word, the
sum over the words. Every engine can work it out exactly: worths are rounded before they are
saturated, saturation is a division of whole numbers, and no sum reaches 2^24, up to which a
32-bit float counts exactly.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field

from search.plan.tree import (
    AllOf,
    AnyOf,
    AtLeast,
    DayRange,
    Leaf,
    Node,
    Phrase,
    Prefix,
    Tag,
    Term,
    Without,
)

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
Alternatives = Callable[[AnyOf], Sequence[Node]]
"""The parts of a node that some entry may match."""


def nodes_to_count(nodes: Iterable[Node], known: Collection[Node] = ()) -> Iterator[Node]:
    """Yield every node whose count `weigh` asks for: words with their alternatives.

    None is asked for of those that are `known`, because they have been weighed.
    """
    for node in nodes:
        match node:
            case AllOf(parts, bonus) | AtLeast(parts, _, bonus):
                yield from nodes_to_count((*parts, *bonus), known)
            case Without(inner, _):
                yield from nodes_to_count((inner,), known)
            case _:
                if node not in known:
                    yield node
                    yield from nodes_to_count(_sums_in(node), known)


def _sums_in(node: Node) -> Iterator[Node]:
    """Yield the sums among the alternatives of a word, at any depth."""
    if isinstance(node, AnyOf):
        for part in node.parts:
            if isinstance(part, Term):  # as nearly all are
                continue
            if isinstance(part, AllOf | AtLeast):
                yield part
            elif isinstance(part, AnyOf):
                yield from _sums_in(part)


def weigh(
    node: Node,
    count: Count,
    entries: int,
    alternatives: Alternatives = lambda node: node.parts,
    known: MutableMapping[Node, Weighed] | None = None,
) -> Weighed:
    """Return the node's tree of whole numbers, in an index of so many entries.

    All alternatives of a word have one idf, that of the entries which hold any of them, so that a
    rare translation of a common word does not outrank the word. Alternatives that no entry holds,
    as `alternatives` says, are left out. What a word makes is put into `known`, and taken from it.
    """
    return _Weighing(count, entries, alternatives, {} if known is None else known).weighed(node)


@dataclass(frozen=True, slots=True)
class _Weighing:
    count: Count
    entries: int
    alternatives: Alternatives
    known: MutableMapping[Node, Weighed]

    def weighed(self, node: Node) -> Weighed:
        match node:
            case AllOf(parts, bonus):
                return self._sum(parts, len(parts), bonus)
            case AtLeast(parts, least, bonus):
                return self._sum(parts, least, bonus)
            case Without():
                raise TypeError("what is left out has no score: put it into the exclusions")
            case _:
                made = self.known.get(node)
                if made is None:
                    rarity = idf(self.count(node), self.entries)
                    made = self.known[node] = self._alternatives(node, rarity, False)
                return made

    def _sum(self, parts: tuple[Node, ...], least: int, bonus: tuple[Node, ...]) -> Sum:
        return Sum(
            tuple([self.weighed(part) for part in parts]),
            least,
            tuple([self.weighed(part) for part in bonus]),
        )

    def _alternatives(self, node: Node, idf: float, constant: bool) -> Weighed:
        if isinstance(node, Term):  # as nearly all are
            return Scored(node, _whole(node.weight * idf), not constant)
        match node:
            case AnyOf(_, is_constant):
                constant = constant or is_constant
                parts = self.alternatives(node)
                return Best(tuple([self._alternatives(part, idf, constant) for part in parts]))
            case AllOf() | AtLeast() | Without():
                return self.weighed(node)
            case Phrase(_, words, weight) if not constant:
                return Scored(node, _whole(weight * idf / len(words)), saturates=True)
            case Prefix() | Tag() | DayRange():
                return Scored(node, _whole(node.weight * idf), saturates=False)
            case _:
                return Scored(node, _whole(node.weight * idf), saturates=not constant)


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
