"""Evaluation of trees over posting arrays: which entries match, and what they score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.match_arrays import (
    FEW,
    NO_MATCHES,
    EntryNumbers,
    Matches,
    best_of,
    best_scores,
    boost,
    constant_score,
    count_of_union,
    intersection,
    isin,
    match_counts,
    sum_of,
    union,
)
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
    TagFieldName,
    Term,
    Without,
)
from search.plan.weighing import Best, Scored, Sum, Weighed, leaf_score, saturated
from search.query.limits import check_time

Held = tuple[NDArray[np.integer[Any]], NDArray[np.integer[Any]]]
"""The entries that hold a term, ascending and unique, and how often each does, at least once."""


class Postings(Protocol):
    """Protocol: the posting lists of an open index, as arrays of entry numbers.

    Entry numbers are `np.intp`, ascend and are unique. Nothing has postings for a term that no
    entry holds: the arrays are empty. The arrays are shared and must not be written to.
    """

    def entries(self) -> int:
        """Return how many entries there are; their numbers are 0 to that, exclusive."""
        ...

    def term(self, field: str, text: str) -> Matches:
        """Return the entries that hold the term; their scores are how often (`np.int32`)."""
        ...

    def held(self, terms: Sequence[Term]) -> Sequence[Held]:
        """Return the same for each of several terms, in whatever type it is at hand."""
        ...

    def phrase(self, field: str, words: tuple[tuple[str, int], ...]) -> Matches:
        """Return the entries that hold the terms at these distances, and how often."""
        ...

    def prefix(self, field: str, text: str) -> EntryNumbers:
        """Return the entries that hold any term with the prefix."""
        ...

    def tag(self, field: TagFieldName | Literal["by_people"], value: str) -> EntryNumbers:
        """Return the entries that hold the value."""
        ...

    def span(self, first: int, last: int, *, within: bool) -> EntryNumbers:
        """Return the entries whose dates overlap these days, or lie within them."""
        ...

    def alternatives(self, node: AnyOf) -> Sequence[Node]:
        """Return the parts of a node, without those of which the index has no term."""
        ...

    def cached_matches(self, node: Best | AllOf, make: Callable[[], Matches]) -> Matches:
        """Return the matches of a node from the cache, or those that `make` returns."""
        ...


# Which entries


def matching(node: Node, postings: Postings) -> EntryNumbers:
    """Return the entries that a node matches."""
    if isinstance(node, Term):  # nearly all nodes are terms
        return postings.term(node.field, node.text).entries
    check_time()
    size = postings.entries()
    match node:
        case AnyOf():
            return union([matching(part, postings) for part in postings.alternatives(node)], size)
        case AllOf(parts):
            return intersection([matching(part, postings) for part in parts], size)
        case AtLeast(parts, least):
            counts = match_counts([matching(part, postings) for part in parts], size)
            return np.flatnonzero(counts >= least)
        case Without(inner, excluded):
            return without(matching(inner, postings), excluded, postings)
        case _:
            return _occurrences(node, postings).entries


def count_matching(node: Node, postings: Postings) -> int:
    """Return how many entries a node matches."""
    if isinstance(node, AnyOf):
        parts = postings.alternatives(node)
        terms = [part for part in parts if isinstance(part, Term)]
        if len(terms) == len(parts):
            check_time()
            lists = [entries for entries, _ in postings.held(terms)]
            return count_of_union(lists, postings.entries()) if lists else 0
    return len(matching(node, postings))


def without(entries: EntryNumbers, excluded: tuple[Node, ...], postings: Postings) -> EntryNumbers:
    """Return those of the entries that match none of the excluded nodes."""
    if not excluded or not len(entries):
        return entries
    size = postings.entries()
    left_out = union([_excluded(node, postings) for node in excluded], size)
    return entries[~isin(entries, left_out, size)] if len(left_out) else entries


def _excluded(node: Node, postings: Postings) -> EntryNumbers:
    """Return the entries of a node; of all that was asked from the cache, for related entries are
    looked for twice without these."""
    if not isinstance(node, AllOf):
        return matching(node, postings)
    found = postings.cached_matches(node, lambda: constant_score(matching(node, postings), 1))
    return found.entries


def _occurrences(leaf: Leaf, postings: Postings) -> Matches:
    """Return the entries that hold a leaf; of a term or phrase, their scores are how often."""
    match leaf:
        case Term(name, text):
            return postings.term(name, text)
        case Phrase(name, words):
            return postings.phrase(name, words)
        case Prefix(name, text):
            return constant_score(postings.prefix(name, text), 1)
        case Tag(name, value):
            return constant_score(postings.tag(name, value), 1)
        case DayRange(first, last, _, within):
            return constant_score(postings.span(first, last, within=within), 1)


# What they score


def evaluate(node: Weighed, postings: Postings) -> Matches:
    """Return the entries that a weighed tree matches, with their scores, which are at least 1."""
    check_time()
    match node:
        case Best():
            return postings.cached_matches(node, lambda: _best(node, postings))
        case Sum():
            return _sum(node, postings)
        case Scored():
            return _scored(node, postings)


def _best(node: Best, postings: Postings) -> Matches:
    """Return the best score of the parts; only the outermost of nested ones is cached."""
    check_time()
    terms, leaves, others = [], [], []
    for part in node.parts:
        if isinstance(part, Scored) and isinstance(part.leaf, Term):
            terms.append(part)
            leaves.append(part.leaf)
        elif isinstance(part, Best):
            others.append(_best(part, postings))
        else:
            others.append(evaluate(part, postings))
    size = postings.entries()
    if terms:
        others.append(_best_of_terms(terms, postings.held(leaves), size))
    return best_of(others, size)


def _best_of_terms(terms: Sequence[Scored], held: Sequence[Held], size: int) -> Matches:
    sizes = [len(entries) for entries, _ in held]
    if sum(sizes) <= FEW:
        return _best_of_few(terms, held)
    entries = np.concatenate([one for one, _ in held], dtype=np.intp)
    times = np.concatenate(
        [n if term.saturates else np.ones_like(n) for term, (_, n) in zip(terms, held, strict=True)]
    )
    scores = np.array([term.worth for term in terms], np.int32).repeat(sizes)
    (more,) = (times > 1).nonzero()  # a word that stands there once is worth what it is worth
    if len(more):
        each = times[more].astype(np.intp)
        scores[more] = saturated(scores[more], each)  # type: ignore[arg-type]
    return best_scores(entries, scores, size)


def _best_of_few(terms: Sequence[Scored], held: Sequence[Held]) -> Matches:
    best: dict[int, int] = {}
    for term, (entries, times) in zip(terms, held, strict=True):
        for entry, n in zip(entries.tolist(), times.tolist(), strict=True):
            score = term.worth if n == 1 else leaf_score(term, n)
            if score > best.get(entry, 0):
                best[entry] = score
    found = sorted(best)
    return Matches(np.array(found, np.intp), np.array([best[entry] for entry in found], np.int32))


def _sum(node: Sum, postings: Postings) -> Matches:
    found = [evaluate(part, postings) for part in node.parts]
    size = postings.entries()
    if node.least == len(found):
        total = sum_of(found, size)
    else:
        total = _sum_of_some(found, node.least, size)
    for part in node.optional:
        if len(total):
            total = boost(total, evaluate(part, postings), size)
    return total


def _sum_of_some(found: list[Matches], least: int, size: int) -> Matches:
    """Return the entries that are in at least so many lists, their scores added up."""
    counts = match_counts([matches.entries for matches in found], size)
    entries = np.flatnonzero(counts >= least)
    if not len(entries):
        return NO_MATCHES
    total = constant_score(entries, 0)
    for matches in found:
        total = boost(total, matches, size)
    return total


def _scored(node: Scored, postings: Postings) -> Matches:
    found = _occurrences(node.leaf, postings)
    if not node.saturates or not len(found):
        return constant_score(found.entries, node.worth)
    times = range(1, int(found.scores.max()) + 1)
    scores = np.array([0, *(leaf_score(node, n) for n in times)], np.int32)
    return Matches(found.entries, scores[found.scores])
