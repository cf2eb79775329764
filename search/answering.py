"""Answering a query over an open generation: match, widen, fall back, filter, count, rank, show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from index.folding import fold
from search.archive import Archive
from search.facets import count_facets, narrow
from search.hits import hit_of
from search.limits import check_reach, check_time, time_limit
from search.plan import BOXES, Clause, Plan, plan_of
from search.query import MAX_CHARACTERS, Query
from search.results import Addition, Correction, Note, Results, Understood
from search.sought import sought_of
from search.suggestions import corrected_texts
from search.tree import ROUNDED, AnyOf, Scores, evaluate, holders_of


@dataclass(frozen=True, slots=True)
class Matching:
    """The entries that answer a plan's words, whatever the filters."""

    scores: Scores
    clauses: tuple[Clause, ...] = ()
    """The clauses it went by: the plan's, or the single words of them."""
    partial: bool = False
    silent: tuple[Clause, ...] = ()
    """The clauses that nothing in the archive answers to."""
    notes: tuple[Note, ...] = ()


def answer(query: Query, archive: Archive) -> Results:
    """The whole answer to a query. Raises QueryError when it passes a limit."""
    check_reach(query.page, query.limit)
    with time_limit():
        return _answer(query, archive)


def _answer(query: Query, archive: Archive) -> Results:
    plan = plan_of(query, archive.lexicon)
    matching = match(plan, archive)
    entries = frozenset(matching.scores)
    facets = count_facets(entries, query, archive.columns, archive.label)
    order = ranked(matching.scores, narrow(entries, query, archive.columns), query, archive)
    first = (query.page - 1) * query.limit
    widenings = (widening for clause in matching.clauses for widening in clause.widenings)
    sought = sought_of(plan.asked, query, widenings)
    hits = tuple(
        hit_of(archive.entry(number), query.read, sought, matching.scores[number])
        for number in order[first : first + query.limit]
    )
    return Results(
        query=query,
        hits=hits,
        total=len(order),
        total_without_filters=len(entries),
        facets=facets,
        understood=_understood(plan, matching, archive),
        did_you_mean=_correction(query, plan, matching, archive),
        partial=matching.partial,
        generation=archive.name,
    )


def entries_in_order(query: Query, archive: Archive) -> Sequence[int]:
    """The numbers of all entries that answer the query, in its order."""
    matching = match(plan_of(query, archive.lexicon), archive)
    narrowed = narrow(frozenset(matching.scores), query, archive.columns)
    return ranked(matching.scores, narrowed, query, archive)


def match(plan: Plan, archive: Archive) -> Matching:
    """The entries that hold all words, or failing any, those that hold most of them."""
    left_out = {entry for node in plan.excluded for entry in evaluate(node, archive)}
    if not plan.clauses:
        return Matching(dict.fromkeys(archive.columns.everything - left_out, 0.0))
    clauses = plan.clauses
    found = [evaluate(clause.node, archive) for clause in clauses]
    notes = []
    for number, clause in enumerate(clauses):
        if clause.otherwise and not found[number]:
            found[number] = evaluate(clause.otherwise, archive)
            if found[number]:
                notes.append(Note(f"unknown-{clause.box}", clause.text))
    common = set.intersection(*map(set, found)) - left_out
    partial = not common
    if partial and any(clause.parts for clause in clauses):
        clauses, found = _taken_apart(clauses, found, archive)
    if partial:
        common = _with_most(found, left_out) if len(clauses) > 1 else set()
    scores = {entry: sum(one.get(entry, 0.0) for one in found) for entry in common}
    for node in plan.bonus:
        for entry, score in evaluate(node, archive).items():
            if entry in scores:
                scores[entry] += score
    silent = tuple(c for c, one in zip(clauses, found, strict=True) if not one)
    return Matching(scores, tuple(clauses), partial and bool(scores), silent, tuple(notes))


def _taken_apart(
    clauses: Sequence[Clause], found: Sequence[Scores], archive: Archive
) -> tuple[tuple[Clause, ...], list[Scores]]:
    """The clauses, each run of words as its single words, with what each finds."""
    apart = [
        (part, evaluate(part.node, archive) if clause.parts else scores)
        for clause, scores in zip(clauses, found, strict=True)
        for part in clause.parts or (clause,)
    ]
    return tuple(clause for clause, _ in apart), [scores for _, scores in apart]


def _with_most(found: Sequence[Scores], left_out: Set[int]) -> set[int]:
    """The entries that most of the words were found in."""
    counts = Counter(entry for scores in found for entry in scores if entry not in left_out)
    most = max(counts.values(), default=0)
    return {entry for entry, count in counts.items() if count == most}


def ranked(scores: Scores, entries: Iterable[int], query: Query, archive: Archive) -> list[int]:
    """The entries in the query's order: by score, then newest, then id; or by date alone."""
    if query.sort == "oldest":
        return sorted(entries, key=archive.oldest_first.__getitem__)
    if query.sort == "newest":
        return sorted(entries)
    return sorted(entries, key=lambda number: (-round(scores[number], ROUNDED), number))


def _understood(plan: Plan, matching: Matching, archive: Archive) -> Understood:
    how = "most words" if matching.partial else "words" if plan.clauses else "everything"
    return Understood(how, _told(matching.clauses, archive), (*plan.notes, *matching.notes))


def _correction(
    query: Query, plan: Plan, matching: Matching, archive: Archive
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
            corrected = match(plan_of(correction.applied(query), archive.lexicon), archive)
            total = len(narrow(frozenset(corrected.scores), query, archive.columns))
            if total and not corrected.partial:
                return replace(correction, total=total)
    return None


def _told(clauses: Iterable[Clause], archive: Archive) -> tuple[Addition, ...]:
    """The additions that something in the archive answers to.

    One that reads like the reader's own word (Albania, the country) is told only when it brings
    entries that the word does not.
    """
    told: list[Addition] = []
    for clause in clauses:
        for widening in clause.widenings:
            if not any(holders_of(leaf, archive) for leaf in widening.leaves):
                continue
            addition = widening.addition
            if fold(addition.term) == fold(addition.word) and clause.own:
                brought = evaluate(AnyOf(widening.leaves), archive).keys()
                if not brought - evaluate(clause.own, archive).keys():
                    continue
            told.append(addition)
    return tuple(dict.fromkeys(told))
