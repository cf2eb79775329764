"""Answering a query over an open generation: match, widen, fall back, filter, count, rank, show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.text.folding import fold
from search.evaluate.did_you_mean import corrected_texts
from search.evaluate.evaluate import UNIT, evaluate, holders_of
from search.evaluate.facets import count_facets, filters_of, passing, through
from search.evaluate.index_reader import IndexReader
from search.evaluate.match_arrays import (
    EMPTY,
    NO_MATCHES,
    Entries,
    Mask,
    Matches,
    Numbers,
    among,
    boost,
    constant_score,
    mask_of,
    match_counts,
    sum_of,
    union,
)
from search.highlight.hits import hit_of, scored
from search.highlight.terms import highlight_terms_of
from search.plan.plan import BOXES, Clause, Plan
from search.plan.tree import AnyOf
from search.query.limits import TimeLimit, check_reach, check_time
from search.query.notes import Note
from search.query.query import MAX_CHARACTERS, Query
from search.results.results import Correction, ExpansionNote, Hit, Results, Understood

_FEW = 128
"""Up to so many scores, sorting all is quicker than finding the highest."""


class Matching(NamedTuple):
    """The entries that answer a plan's words, whatever the filters."""

    found: Matches | None
    """None: everything, all alike."""
    entries: Entries
    clauses: tuple[Clause, ...] = ()
    """The clauses it went by: the plan's, or the single words of them."""
    partial: bool = False
    silent: tuple[Clause, ...] = ()
    """The clauses that nothing in the archive answers to."""
    notes: tuple[Note, ...] = ()


def answer(query: Query, archive: IndexReader) -> Results:
    """The whole answer to a query. Raises QueryError when it passes a limit."""
    check_reach(query.page, query.limit)
    with TimeLimit():
        return _answer(query, archive)


def _answer(query: Query, archive: IndexReader) -> Results:
    plan = archive.plan(query)
    matching = match(plan, archive)
    filters = filters_of(query, matching.entries, archive.columns)
    kept = passing(filters)
    order, scores = ranked(matching, kept, query, archive, query.page * query.limit)
    first = (query.page - 1) * query.limit
    return Results(
        query=query,
        hits=_hits(order[first:], scores[first:], query, plan, matching, archive),
        total=len(matching.entries) if kept is None else int(np.count_nonzero(kept)),
        total_without_filters=len(matching.entries),
        facets=count_facets(matching.entries, query, filters, archive.columns),
        understood=_understood(plan, matching, archive),
        did_you_mean=None if query.brief else _correction(query, plan, matching, archive),
        partial=matching.partial,
        generation=archive.name,
    )


def _hits(
    order: Entries,
    scores: Numbers,
    query: Query,
    plan: Plan,
    matching: Matching,
    archive: IndexReader,
) -> tuple[Hit, ...]:
    worth = [score / UNIT for score in scores.tolist()]
    if query.brief:
        brief_hits = archive.brief_hits(order.tolist(), query.read)
        return tuple(map(scored, brief_hits, worth))
    numbered = zip(order.tolist(), worth, strict=True)
    expansions = (expansion for clause in matching.clauses for expansion in clause.expansions)
    highlight_terms = highlight_terms_of(plan.asked, query, expansions)
    return tuple(
        [hit_of(archive.entry(n), query.read, highlight_terms, score) for n, score in numbered]
    )


def entries_in_order(query: Query, archive: IndexReader) -> list[int]:
    """The numbers of all entries that answer the query, in its order."""
    matching = match(archive.plan(query), archive)
    kept = passing(filters_of(query, matching.entries, archive.columns))
    order, _ = ranked(matching, kept, query, archive)
    return [int(number) for number in order]


def match(plan: Plan, archive: IndexReader) -> Matching:
    """The entries that hold all words, or failing any, those that hold most of them."""
    size = archive.entries()
    left_out = EMPTY
    if plan.excluded:
        left_out = union([evaluate(node, archive).entries for node in plan.excluded], size)
    if not plan.clauses:
        everything = archive.columns.everything
        if len(left_out):
            everything = everything[~mask_of(left_out, size)]
        return Matching(None, everything)
    clauses = plan.clauses
    found = [evaluate(clause.node, archive) for clause in clauses]
    notes = []
    for number, clause in enumerate(clauses):
        if clause.otherwise and not len(found[number]):
            found[number] = evaluate(clause.otherwise, archive)
            if len(found[number]):
                notes.append(Note(f"unknown-{clause.box}", clause.text))
    matches = _without(sum_of(found, size), left_out, size)
    partial = not len(matches)
    if partial and any(clause.parts for clause in clauses):
        clauses, found = _taken_apart(clauses, found, archive)
    if partial and len(clauses) > 1:
        matches = _with_most(found, left_out, size)
    for node in plan.bonus:
        if len(matches):
            matches = boost(matches, evaluate(node, archive), size)
    silent = tuple([c for c, one in zip(clauses, found, strict=True) if not len(one)])
    return Matching(
        matches,
        matches.entries,
        tuple(clauses),
        partial and len(matches) > 0,
        silent,
        tuple(notes),
    )


def _without(matches: Matches, left_out: Entries, size: int) -> Matches:
    if not len(left_out):
        return matches
    return matches.only(~among(matches.entries, left_out, size))


def _taken_apart(
    clauses: Sequence[Clause], found: Sequence[Matches], archive: IndexReader
) -> tuple[tuple[Clause, ...], list[Matches]]:
    """The clauses, each run of words as its single words, with what each finds."""
    apart = [
        (part, evaluate(part.node, archive) if clause.parts else matches)
        for clause, matches in zip(clauses, found, strict=True)
        for part in clause.parts or (clause,)
    ]
    return tuple(clause for clause, _ in apart), [matches for _, matches in apart]


def _with_most(found: Sequence[Matches], left_out: Entries, size: int) -> Matches:
    """The entries that most of the words were found in, with what those add up to."""
    counts = match_counts([matches.entries for matches in found], size)
    counts[left_out] = 0
    most = int(counts.max(initial=0))
    if not most:
        return NO_MATCHES
    entries = np.flatnonzero(counts == most)
    total = constant_score(entries, 0)
    for matches in found:
        total = boost(total, matches, size)
    return total


def ranked(
    matching: Matching,
    kept: Mask | None,
    query: Query,
    archive: IndexReader,
    most: int | None = None,
) -> tuple[Entries, Numbers]:
    """The first `most` of the entries in the query's order, with their scores.

    By score, then newest, then id; or by date alone. Entries are numbered newest first.
    """
    entries = through(matching.entries, kept)
    scores = None if matching.found is None else matching.found.scores
    if scores is not None and kept is not None:
        scores = scores[kept]
    if query.sort == "oldest":
        chosen = _smallest(archive.oldest_first[entries], most)
    elif query.sort == "newest" or scores is None:
        chosen = np.arange(len(entries[:most]))
    else:
        chosen = _highest(scores, most)
    return entries[chosen], np.zeros(len(chosen), np.int32) if scores is None else scores[chosen]


def _highest(scores: Numbers, most: int | None) -> NDArray[np.intp]:
    """Where the highest scores stand, in their order; equal ones as they come."""
    if most is None or len(scores) <= max(most, _FEW):
        return (-scores).argsort(kind="stable")[:most]
    best: NDArray[np.intp] = (scores == scores[scores.argmax()]).nonzero()[0]
    if len(best) >= most:
        return best[:most]
    parted = scores.copy()
    parted.partition(len(scores) - most)
    least = parted[len(scores) - most]
    above = (scores > least).nonzero()[0]
    above = above[(-scores[above]).argsort(kind="stable")]
    level = (scores == least).nonzero()[0]
    return np.concatenate((above, level[: most - len(above)]))


def _smallest(keys: NDArray[np.int64], most: int | None) -> NDArray[np.intp]:
    """Where the smallest of the keys stand, in their order; no two keys are equal."""
    if most is None or most * 4 >= len(keys):
        return np.argsort(keys)[:most]
    first = np.argpartition(keys, most)[:most]
    return first[np.argsort(keys[first])]


def _understood(plan: Plan, matching: Matching, archive: IndexReader) -> Understood:
    how = "most words" if matching.partial else "words" if plan.clauses else "everything"
    return Understood(
        how, _effective_expansions(matching.clauses, archive), (*plan.notes, *matching.notes)
    )


def _correction(
    query: Query, plan: Plan, matching: Matching, archive: IndexReader
) -> Correction | None:
    """The first corrected text that finds anything, under the same filters."""
    silent = [(clause.box, token) for clause in matching.silent for token in clause.tokens]
    every = [(clause.box, token) for clause in plan.clauses for token in clause.tokens]
    heard = [one for one in every if one not in silent]
    for box in BOXES:
        typed = str(getattr(query, box))
        wrong = [token for where, token in silent if where == box]
        rare = [token for where, token in heard if where == box]
        for text in corrected_texts(typed, wrong, rare, archive):
            check_time()
            correction = Correction(text, 0, box)
            if len(text) > MAX_CHARACTERS:
                continue
            corrected = match(archive.plan(correction.applied(query)), archive)
            kept = passing(filters_of(query, corrected.entries, archive.columns))
            total = len(through(corrected.entries, kept))
            if total and not corrected.partial:
                return replace(correction, total=total)
    return None


def _effective_expansions(
    clauses: Iterable[Clause], archive: IndexReader
) -> tuple[ExpansionNote, ...]:
    """The additions that something in the archive answers to.

    One that reads like the reader's own word (Albania, the country) is told only when it brings
    entries that the word does not.
    """
    told: list[ExpansionNote] = []
    for clause in clauses:
        for expansion in clause.expansions:
            if not any(holders_of(leaf, archive) for leaf in expansion.leaves):
                continue
            expansion_note = expansion.expansion_note
            if fold(expansion_note.term) == fold(expansion_note.word) and clause.own:
                brought = evaluate(AnyOf(expansion.leaves), archive).entries
                own = evaluate(clause.own, archive).entries
                if among(brought, own, archive.entries()).all():
                    continue
            told.append(expansion_note)
    return tuple(dict.fromkeys(told))
