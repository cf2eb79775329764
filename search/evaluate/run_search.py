"""A search over an open index: match, filter, rank, count facets, and make the results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.text.folding import fold
from search.evaluate.did_you_mean import corrected_texts
from search.evaluate.evaluate import UNIT, evaluate, holders_of
from search.evaluate.facets import apply_mask, combined_mask, count_facets, filter_masks
from search.evaluate.index_reader import IndexReader
from search.evaluate.match_arrays import (
    EMPTY,
    NO_MATCHES,
    Entries,
    Mask,
    Matches,
    Numbers,
    boost,
    constant_score,
    isin,
    mask_of,
    match_counts,
    sum_of,
    union,
)
from search.highlight.hits import hit_of, with_score
from search.highlight.terms import highlight_terms_of
from search.plan.plan import Clause, Plan
from search.plan.tree import AnyOf
from search.query.limits import TimeLimit, check_reach, check_time
from search.query.notes import Note, NoteCode
from search.query.query import MAX_CHARACTERS, TEXT_FIELDS, Query, TextField
from search.results.results import (
    Correction,
    ExpansionNote,
    Hit,
    MatchMode,
    Results,
    Understood,
)

_FEW = 128
"""Up to this many scores, sorting all is faster than finding the highest."""
_UNKNOWN: dict[TextField, NoteCode] = {"person": "unknown-person", "place": "unknown-place"}
"""The note on a clause that no entry matches, when its fallback is searched instead."""


class MatchedEntries(NamedTuple):
    """The entries that match a plan, before any filter."""

    matches: Matches | None
    """The entries with their scores; None for a plan without clauses, when all scores are 0."""
    entries: Entries
    clauses: tuple[Clause, ...] = ()
    """The clauses that were evaluated: those of the plan, or one for each word of their spans."""
    partial: bool = False
    """True when no entry matches all clauses, and these match most of them."""
    unmatched: tuple[Clause, ...] = ()
    """The clauses that no entry matches."""
    notes: tuple[Note, ...] = ()


def run_search(query: Query, reader: IndexReader) -> Results:
    """Return the results of a query.

    Raises QueryError when it passes a limit, also that of time.
    """
    check_reach(query.page, query.limit)
    with TimeLimit():
        return _run_search(query, reader)


def _run_search(query: Query, reader: IndexReader) -> Results:
    plan = reader.plan(query)
    matched = match_plan(plan, reader)
    filters = filter_masks(query, matched.entries, reader.columns)
    mask = combined_mask(filters)
    order, scores = rank_entries(matched, mask, query, reader, query.page * query.limit)
    first = (query.page - 1) * query.limit
    return Results(
        query=query,
        hits=_hits(order[first:], scores[first:], query, plan, matched, reader),
        total=len(matched.entries) if mask is None else int(np.count_nonzero(mask)),
        total_without_filters=len(matched.entries),
        facets=count_facets(matched.entries, query, filters, reader.columns),
        understood=_understood(plan, matched, reader),
        did_you_mean=None if query.brief else _correction(query, plan, matched, reader),
        partial=matched.partial,
        generation=reader.name,
    )


def _hits(
    order: Entries,
    scores: Numbers,
    query: Query,
    plan: Plan,
    matched: MatchedEntries,
    reader: IndexReader,
) -> tuple[Hit, ...]:
    hit_scores = [score / UNIT for score in scores.tolist()]
    if query.brief:
        brief_hits = reader.brief_hits(order.tolist(), query.read)
        return tuple(map(with_score, brief_hits, hit_scores))
    numbered = zip(order.tolist(), hit_scores, strict=True)
    expansions = (expansion for clause in matched.clauses for expansion in clause.expansions)
    highlight_terms = highlight_terms_of(plan.asked, query, expansions)
    return tuple(
        [hit_of(reader.entry(n), query.read, highlight_terms, score) for n, score in numbered]
    )


def ranked_entries(query: Query, reader: IndexReader) -> list[int]:
    """Return the numbers of all entries that match the query, in its order."""
    matched = match_plan(reader.plan(query), reader)
    mask = combined_mask(filter_masks(query, matched.entries, reader.columns))
    order, _ = rank_entries(matched, mask, query, reader)
    return [int(number) for number in order]


def match_plan(plan: Plan, reader: IndexReader) -> MatchedEntries:
    """Return the entries that match all clauses; if there are none, those that match most."""
    size = reader.entries()
    excluded = EMPTY
    if plan.excluded:
        excluded = union([evaluate(node, reader).entries for node in plan.excluded], size)
    if not plan.clauses:
        everything = reader.columns.everything
        if len(excluded):
            everything = everything[~mask_of(excluded, size)]
        return MatchedEntries(None, everything)
    clauses = plan.clauses
    found = [evaluate(clause.node, reader) for clause in clauses]
    notes = []
    for number, clause in enumerate(clauses):
        if clause.fallback and not len(found[number]):
            found[number] = evaluate(clause.fallback, reader)
            if len(found[number]):
                notes.append(Note(_UNKNOWN[clause.box], clause.text))
    matches = _without(sum_of(found, size), excluded, size)
    partial = not len(matches)
    if partial and any(clause.parts for clause in clauses):
        clauses, found = _split_spans(clauses, found, reader)
    if partial and len(clauses) > 1:
        matches = _match_most(found, excluded, size)
    for node in plan.bonus:
        if len(matches):
            matches = boost(matches, evaluate(node, reader), size)
    unmatched = tuple([c for c, one in zip(clauses, found, strict=True) if not len(one)])
    return MatchedEntries(
        matches,
        matches.entries,
        tuple(clauses),
        partial and len(matches) > 0,
        unmatched,
        tuple(notes),
    )


def _without(matches: Matches, excluded: Entries, size: int) -> Matches:
    if not len(excluded):
        return matches
    return matches.only(~isin(matches.entries, excluded, size))


def _split_spans(
    clauses: Sequence[Clause], found: Sequence[Matches], reader: IndexReader
) -> tuple[tuple[Clause, ...], list[Matches]]:
    """Return the clauses, those of several words split into one for each, and their matches."""
    split = [
        (part, evaluate(part.node, reader) if clause.parts else matches)
        for clause, matches in zip(clauses, found, strict=True)
        for part in clause.parts or (clause,)
    ]
    return tuple(clause for clause, _ in split), [matches for _, matches in split]


def _match_most(found: Sequence[Matches], excluded: Entries, size: int) -> Matches:
    """Return the entries that are in the greatest number of lists, their scores added up."""
    counts = match_counts([matches.entries for matches in found], size)
    counts[excluded] = 0
    most = int(counts.max(initial=0))
    if not most:
        return NO_MATCHES
    entries = np.flatnonzero(counts == most)
    total = constant_score(entries, 0)
    for matches in found:
        total = boost(total, matches, size)
    return total


def rank_entries(
    matched: MatchedEntries,
    mask: Mask | None,
    query: Query,
    reader: IndexReader,
    most: int | None = None,
) -> tuple[Entries, Numbers]:
    """Return the first `most` entries that pass the mask, in the query's order, and their scores.

    They are ordered by score, then newest first, then by id; or by date alone. Without `most`, all
    are returned. Entry numbers already ascend from the newest on.
    """
    entries = apply_mask(matched.entries, mask)
    scores = None if matched.matches is None else matched.matches.scores
    if scores is not None and mask is not None:
        scores = scores[mask]
    if query.sort == "oldest":
        chosen = _smallest(reader.oldest_first[entries], most)
    elif query.sort == "newest" or scores is None:
        chosen = np.arange(len(entries[:most]))
    else:
        chosen = _highest(scores, most)
    return entries[chosen], np.zeros(len(chosen), np.int32) if scores is None else scores[chosen]


def _highest(scores: Numbers, most: int | None) -> NDArray[np.intp]:
    """Return the indices of the highest scores, highest first; equal ones ascend."""
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
    """Return the indices of the smallest keys, smallest first; no two keys are equal."""
    if most is None or most * 4 >= len(keys):
        return np.argsort(keys)[:most]
    first = np.argpartition(keys, most)[:most]
    return first[np.argsort(keys[first])]


def _understood(plan: Plan, matched: MatchedEntries, reader: IndexReader) -> Understood:
    how: MatchMode = "most words" if matched.partial else "words" if plan.clauses else "everything"
    return Understood(
        how, _effective_expansions(matched.clauses, reader), (*plan.notes, *matched.notes)
    )


def _correction(
    query: Query, plan: Plan, matched: MatchedEntries, reader: IndexReader
) -> Correction | None:
    """Return the first corrected text with which all words match, under the same filters."""
    unmatched = [(clause.box, token) for clause in matched.unmatched for token in clause.tokens]
    every = [(clause.box, token) for clause in plan.clauses for token in clause.tokens]
    others = [one for one in every if one not in unmatched]
    for box in TEXT_FIELDS:
        typed = str(getattr(query, box))
        unmatched_here = [token for where, token in unmatched if where == box]
        matched_here = [token for where, token in others if where == box]
        for text in corrected_texts(typed, unmatched_here, matched_here, reader):
            check_time()
            correction = Correction(text, 0, box)
            if len(text) > MAX_CHARACTERS:
                continue
            corrected = match_plan(reader.plan(correction.applied(query)), reader)
            mask = combined_mask(filter_masks(query, corrected.entries, reader.columns))
            total = len(apply_mask(corrected.entries, mask))
            if total and not corrected.partial:
                return replace(correction, total=total)
    return None


def _effective_expansions(
    clauses: Iterable[Clause], reader: IndexReader
) -> tuple[ExpansionNote, ...]:
    """Return the notes of the expansions that some entry matches.

    One whose term is the word typed (Albania, the country) is left out, unless it matches entries
    that the word does not.
    """
    notes: list[ExpansionNote] = []
    for clause in clauses:
        for expansion in clause.expansions:
            if not any(holders_of(leaf, reader) for leaf in expansion.leaves):
                continue
            note = expansion.note
            if fold(note.term) == fold(note.word) and clause.own:
                expanded = evaluate(AnyOf(expansion.leaves), reader).entries
                own = evaluate(clause.own, reader).entries
                if isin(expanded, own, reader.entries()).all():
                    continue
            notes.append(note)
    return tuple(dict.fromkeys(notes))
