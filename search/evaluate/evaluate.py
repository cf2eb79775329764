"""TODO module."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

import numpy as np

from search.evaluate.match_arrays import (
    NO_MATCHES,
    Entries,
    Matches,
    best_of,
    boost,
    constant_score,
    sum_of,
)
from search.plan.tree import (
    AllOf,
    AnyOf,
    Node,
    PageState,
    Phrase,
    Prefix,
    Span,
    Tag,
    Term,
    leaves_of,
)
from search.query.limits import check_time

K1 = 1.2
"""How soon more of the same word stops counting."""


UNIT = 10_000
"""What a score of 1 is as a whole number: four decimals decide the order."""


class Postings(Protocol):
    """Protocol: what a tree is evaluated on. A term nobody uses has no postings.

    The scores of its matches are how often a term occurs there.
    """

    def entries(self) -> int:
        """How many entries there are."""
        ...

    def term(self, field: str, text: str) -> Matches:
        """The entries that hold the term."""
        ...

    def holders(self, field: str, text: str) -> int:
        """How many entries hold the term."""
        ...

    def phrase(self, field: str, words: tuple[tuple[str, int], ...]) -> Matches:
        """The entries that hold the terms at these distances."""
        ...

    def prefix(self, field: str, text: str) -> Entries:
        """The entries that hold any of the field's terms that begin so."""
        ...

    def tag(self, field: str, value: str) -> Entries:
        """The entries that hold the value."""
        ...

    def span(self, first: int, last: int) -> Entries:
        """The entries whose dates overlap."""
        ...

    def kept(self, node: AnyOf, make: Callable[[], Matches]) -> Matches:
        """The matches of a node, kept from before or made now."""
        ...


def evaluate(node: Node, postings: Postings) -> Matches:
    """The entries that match, with their scores."""
    check_time()
    match node:
        case AnyOf():
            return postings.kept(node, lambda: _best(node, postings))
        case AllOf(parts, bonus):
            return _all_of(parts, bonus, postings)
        case _:
            idf = _idf(holders_of(node, postings), postings.entries())
            return _leaf(node, postings, idf, constant=False)


def _best(node: AnyOf, postings: Postings) -> Matches:
    commonest = max((holders_of(leaf, postings) for leaf in leaves_of(node)), default=0)
    if not commonest:
        return NO_MATCHES
    return _any_of(node, postings, _idf(commonest, postings.entries()), constant=False)


def _any_of(node: AnyOf, postings: Postings, idf: float, *, constant: bool) -> Matches:
    """Every part is worth the same idf, but for a part that is words of its own."""
    constant = constant or node.constant
    found = []
    for part in node.parts:
        check_time()
        match part:
            case AllOf(parts, bonus):
                found.append(_all_of(parts, bonus, postings))
            case AnyOf():
                found.append(_any_of(part, postings, idf, constant=constant))
            case _:
                found.append(_leaf(part, postings, idf, constant=constant))
    return best_of(found, postings.entries())


def _all_of(parts: tuple[Node, ...], bonus: tuple[Node, ...], postings: Postings) -> Matches:
    """Each part is a word of its own, with its own idf."""
    found = sum_of([evaluate(part, postings) for part in parts], postings.entries())
    for part in bonus:
        found = boost(found, evaluate(part, postings), postings.entries())
    return found


def _leaf(leaf: PageState, postings: Postings, idf: float, *, constant: bool) -> Matches:
    worth = leaf.weight * idf
    match leaf:
        case Term(name, text):
            return _saturated(postings.term(name, text), worth, constant)
        case Phrase(name, words):
            return _saturated(postings.phrase(name, words), worth, constant)
        case Prefix(name, text):
            return constant_score(postings.prefix(name, text), _whole(worth))
        case Tag(name, value):
            return constant_score(postings.tag(name, value), _whole(worth))
        case Span(first, last):
            return constant_score(postings.span(first, last), _whole(worth))


def _saturated(found: Matches, worth: float, constant: bool) -> Matches:
    if constant or not len(found):
        return constant_score(found.entries, _whole(worth))
    often = range(int(found.scores.max()) + 1)
    worths = [_whole(worth * (K1 + 1) * n / (n + K1)) for n in often]
    return Matches(found.entries, np.array(worths, np.int32)[found.scores])


def _whole(score: float) -> int:
    """The score as a whole number; the least is 1, as an entry without any would be no match."""
    return max(1, round(score * UNIT))


def _idf(holders: int, entries: int) -> float:
    return math.log(1 + (entries - holders + 0.5) / (holders + 0.5))


def holders_of(leaf: PageState, postings: Postings) -> int:
    """How many entries hold the leaf; for a phrase, at most so many."""
    match leaf:
        case Term(name, text):
            return postings.holders(name, text)
        case Phrase(name, words):
            return min(postings.holders(name, word) for word, _ in words)
        case Prefix(name, text):
            return len(postings.prefix(name, text))
        case Tag(name, value):
            return len(postings.tag(name, value))
        case Span(first, last):
            return len(postings.span(first, last))
