"""The evaluation of a query tree over posting lists."""

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
    Leaf,
    Node,
    Phrase,
    Prefix,
    Span,
    Tag,
    TagField,
    Term,
    leaves_of,
)
from search.query.limits import check_time

K1 = 1.2
"""BM25's saturation of term frequency: the usual value of the literature, never tuned."""

UNIT = 10_000
"""A score of 1 as a whole number: scores count in ten-thousandths."""


class Postings(Protocol):
    """Protocol: the posting lists over which a query tree is evaluated.

    Entries are numbered from 0 to `entries()` - 1. Every array of entries is of dtype intp,
    ascending and unique; it is empty when nothing matches, also for unknown terms and fields. The
    scores of `term` and `phrase` are int32 and hold how often the term occurs in each entry, at
    least 1: 0 is reserved for "not in this list" and would lose the entry. Callers do not change
    the arrays.
    """

    def entries(self) -> int:
        """Return the number of entries."""
        ...

    def term(self, field: str, text: str) -> Matches:
        """Return the entries that hold the term."""
        ...

    def holders(self, field: str, text: str) -> int:
        """Return the number of entries that hold the term."""
        ...

    def phrase(self, field: str, words: tuple[tuple[str, int], ...]) -> Matches:
        """Return the entries that hold all terms at their offsets from a common start.

        `words` has at least one (term, offset).
        """
        ...

    def prefix(self, field: str, text: str) -> Entries:
        """Return the entries that hold any term of the field with this prefix.

        Raises QueryError when there are more than MAX_EXPANSION such terms.
        """
        ...

    def tag(self, field: TagField, value: str) -> Entries:
        """Return the entries that hold the value."""
        ...

    def span(self, first: int, last: int) -> Entries:
        """Return the entries whose dates overlap these days, inclusive proleptic ordinals."""
        ...

    def cached(self, node: AnyOf, make: Callable[[], Matches]) -> Matches:
        """Return the matches of a node from the cache, or those that `make` returns."""
        ...


def evaluate(node: Node, postings: Postings) -> Matches:
    """Return the entries that match a node, with scores in ten-thousandths, at least 1.

    Raises QueryError when a prefix stands for too many terms or the time limit has passed.
    """
    check_time()
    match node:
        case AnyOf():
            return postings.cached(node, lambda: _best(node, postings))
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
    """Evaluate every part with the same idf; parts of type AllOf have their own."""
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
    """Evaluate each part with its own idf."""
    found = sum_of([evaluate(part, postings) for part in parts], postings.entries())
    for part in bonus:
        found = boost(found, evaluate(part, postings), postings.entries())
    return found


def _leaf(leaf: Leaf, postings: Postings, idf: float, *, constant: bool) -> Matches:
    score = leaf.weight * idf
    match leaf:
        case Term(name, text):
            return _saturated(postings.term(name, text), score, constant)
        case Phrase(name, words):
            return _saturated(postings.phrase(name, words), score, constant)
        case Prefix(name, text):
            return constant_score(postings.prefix(name, text), _whole(score))
        case Tag(tag_field, value):
            return constant_score(postings.tag(tag_field, value), _whole(score))
        case Span(first, last):
            return constant_score(postings.span(first, last), _whole(score))


def _saturated(found: Matches, score: float, constant: bool) -> Matches:
    """Turn term frequencies into scores."""
    if constant or not len(found):
        return constant_score(found.entries, _whole(score))
    frequencies = range(int(found.scores.max()) + 1)
    scores = [_whole(score * (K1 + 1) * n / (n + K1)) for n in frequencies]
    return Matches(found.entries, np.array(scores, np.int32)[found.scores])


def _whole(score: float) -> int:
    """Return the score in ten-thousandths, at least 1, because 0 means "no match"."""
    return max(1, round(score * UNIT))


def _idf(holders: int, entries: int) -> float:
    return math.log(1 + (entries - holders + 0.5) / (holders + 0.5))


def holders_of(leaf: Leaf, postings: Postings) -> int:
    """Return the number of entries that hold a leaf; for a phrase, an upper bound."""
    match leaf:
        case Term(name, text):
            return postings.holders(name, text)
        case Phrase(name, words):
            return min(postings.holders(name, word) for word, _ in words)
        case Prefix(name, text):
            return len(postings.prefix(name, text))
        case Tag(tag_field, value):
            return len(postings.tag(tag_field, value))
        case Span(first, last):
            return len(postings.span(first, last))
