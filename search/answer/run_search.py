"""A search over a live index: find, label, highlight, correct, and make the results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import repeat

from index.model.entry import Entry
from index.text.folding import fold
from search.answer.ambiguity import ambiguous_names
from search.answer.did_you_mean import corrected_texts, known_names
from search.answer.facets import facet_of
from search.answer.live_index import LiveIndex
from search.answer.matching import chosen_of, find
from search.answer.related import MOST_HITS_WITH_RELATED, is_widened, related_entries, telling
from search.engines.engine import Found, Request
from search.highlight.hits import brief_hit_of, hit_of, marked_versions
from search.highlight.terms import highlight_terms_of
from search.plan.expansion import QueryExpansion
from search.plan.highlight_terms import HighlightTerms
from search.plan.plan import Clause, plan_key_of
from search.plan.tree import AllOf, AnyOf, Node, Without
from search.plan.weighed_plan import WeighedPlan
from search.plan.weighing import UNIT
from search.query.limits import TimeLimit, check_page, check_reach, check_time, is_beyond_reach
from search.query.query import MAX_CHARACTERS, TEXT_FIELDS, FacetField, Query
from search.results.facet_values import Facet
from search.results.hit import Hit, MarkedVersion
from search.results.results import SOME_OF, Results, Tier, TierKind
from search.results.understood import ExpansionNote, MatchMode, QueryCorrection, Understood


def run_search(query: Query, index: LiveIndex) -> Results:
    """Return the results of a query.

    Raises QueryError when it passes a limit, also that of time.
    """
    check_page(query.page, query.limit)
    with TimeLimit():
        return _run_search(query, index)


def _run_search(query: Query, index: LiveIndex) -> Results:
    wanted = query.facets
    covers_all = not (query.has_words or query.filter_count)
    if covers_all:  # a facet over every entry is counted once
        wanted = tuple([field for field in wanted if field not in index.whole_facets])
    first = (query.page - 1) * query.limit
    is_beyond = is_beyond_reach(query.page, query.limit)  # no engine is asked for such a page
    offset, limit = (0, 0) if is_beyond else (first, query.limit)
    weighed, request, found = find(
        query,
        index,
        facets=wanted,
        offset=offset,
        limit=limit,
        brief=query.read if query.brief else None,
    )
    check_reach(query.page, query.limit, found.total)
    facets = _facets(query, found, index, wanted)
    terms = None if query.brief else _highlight_terms(query, weighed)
    related = _related(query, weighed, request, found, terms, index)
    if covers_all:
        index.whole_facets |= facets
        facets = {field: index.whole_facets[field] for field in query.facets}
    return Results(
        query=query,
        hits=_hits(query, terms, found),
        total=found.total,
        total_without_filters=found.total_without_filters,
        facets=facets,
        understood=_understood(query, weighed, index),
        did_you_mean=_correction(query, weighed, found, index),
        generation=index.facts.name,
        tiers=_tiers(weighed, found, related),
        related=related,
    )


def _tiers(weighed: WeighedPlan, found: Found, related: Sequence[Hit]) -> tuple[Tier, ...]:
    tiers = []
    if found.total_without_filters:
        kind: TierKind = "corrected" if weighed.correction else "all"
        tiers.append(Tier("without" if weighed.without else kind, found.total, weighed.without))
    if related:
        tiers.append(Tier("related", len(related)))
    return tuple(tiers)


def _related(
    query: Query,
    weighed: WeighedPlan,
    request: Request,
    found: Found,
    terms: HighlightTerms | None,
    index: LiveIndex,
) -> tuple[Hit, ...]:
    """Return entries beside the few hits of a first page that hold a part of what is asked."""
    if query.page > 1 or query.brief or found.total > MOST_HITS_WITH_RELATED:
        return ()
    hits = [entry for entry, _ in found.entries]
    related = related_entries(weighed, request, hits, index)
    return tuple([hit for each in related for hit in _hits(query, terms, each)])


def export_entries(query: Query, index: LiveIndex) -> Iterator[Entry]:
    """Yield every entry that a query matches, in its order."""
    _, request, _ = find(query, index)
    yield from index.reader.scan(request)


def highlight_entry(entry: Entry, query: Query, index: LiveIndex) -> tuple[MarkedVersion, ...]:
    """Return each version of an entry with the words of a query marked, in their order.

    It searches nothing when the query has been searched before. Raises QueryError.
    """
    with TimeLimit():
        weighed = index.weighed_plans.get(plan_key_of(query)) or find(query, index)[0]
        return marked_versions(entry, _highlight_terms(query, weighed))


def _facets(
    query: Query, found: Found, index: LiveIndex, wanted: Iterable[FacetField]
) -> dict[FacetField, Facet]:
    return {
        field: facet_of(
            field,
            found.facets[field],
            chosen_of(query, field) if getattr(query, field) else (),
            index.hidden.get(field, frozenset()),
            index.labels[field],
            found.facet_totals.get(field),
        )
        for field in wanted
    }


def _hits(query: Query, terms: HighlightTerms | None, found: Found) -> tuple[Hit, ...]:
    """Return the entries as hits; brief ones without terms to highlight."""
    if found.hits:
        return found.hits
    if terms is None:
        return tuple(
            [brief_hit_of(entry, query.read, score / UNIT) for entry, score in found.entries]
        )
    return tuple(
        [
            hit_of(entry, query.read, terms, score / UNIT, words)
            for (entry, score), words in zip(
                found.entries, found.words or repeat(None), strict=False
            )
        ]
    )


def _highlight_terms(query: Query, weighed: WeighedPlan) -> HighlightTerms:
    expansions = (expansion for clause in weighed.clauses for expansion in clause.expansions)
    searched = weighed.correction.applied(query) if weighed.correction else query
    return highlight_terms_of(weighed.plan.asked, searched, expansions)


def _understood(query: Query, weighed: WeighedPlan, index: LiveIndex) -> Understood:
    plan = weighed.plan
    how: MatchMode = "most words" if weighed.left_out else "words" if plan.clauses else "everything"
    notes: tuple[ExpansionNote, ...] = ()
    if any(clause.expansions for clause in weighed.clauses):
        notes = index.expansion_notes.get(
            plan_key_of(query), lambda: _effective_expansions(weighed, index)
        )
    is_narrowed = query.brief or query.country or query.places
    ambiguous = () if is_narrowed else ambiguous_names(weighed.clauses, index)
    return Understood(how, notes, (*plan.notes, *weighed.notes), ambiguous)


def _correction(
    query: Query, weighed: WeighedPlan, found: Found, index: LiveIndex
) -> QueryCorrection | None:
    """Return the correction that is searched, or the first with which all words match."""
    if weighed.correction:
        return replace(weighed.correction, total=found.total)
    if query.brief:
        return None
    unmatched = [(clause.box, token) for clause in weighed.unmatched for token in clause.tokens]
    every = [(clause.box, token) for clause in weighed.plan.clauses for token in clause.tokens]
    others = [one for one in every if one not in unmatched]
    known = known_names(weighed.plan.clauses, index)
    for box in TEXT_FIELDS:
        typed = str(getattr(query, box))
        unmatched_here = [t for where, t in unmatched if where == box and t not in known]
        matched_here = [t for where, t in others if where == box and t not in known]
        for text in corrected_texts(typed, unmatched_here, matched_here, index):
            check_time()
            correction = QueryCorrection(text, 0, box)
            if len(text) > MAX_CHARACTERS:
                continue
            exactly = replace(correction.applied(query), exactly=True)
            corrected, _, other = find(exactly, index)
            if other.total and not corrected.left_out:
                return replace(correction, total=other.total)
    return None


def _effective_expansions(weighed: WeighedPlan, index: LiveIndex) -> tuple[ExpansionNote, ...]:
    """Return the notes of the expansions by which some hit is found and not by the words typed.

    Dates are told too, for they are how the words were read, but not those that hits are without.
    """
    notes: list[ExpansionNote] = []
    widened = _clauses_with_related(weighed, index)
    without = _left_out_texts(weighed)
    for clause in weighed.clauses:
        added = [one for one in clause.expansions if one.note.why != "date" and not one.is_related]
        adds = bool(added) and _finds_more(added, clause, weighed, index)
        for one in clause.expansions:
            if one.is_related:
                told = clause in widened and index.count(AnyOf(one.leaves)) > 0
            elif one.note.why == "date":
                told = clause.text not in without
            else:
                told = adds and (len(added) == 1 or _finds_more([one], clause, weighed, index))
            if told:
                notes.append(one.note)
    first = {(note.word, fold(note.term)): note for note in reversed(notes)}
    return tuple(note for note in dict.fromkeys(notes) if note in first.values())


def _left_out_texts(weighed: WeighedPlan) -> frozenset[str]:
    """Return the words that the hits are without, and not those of which each hit has some."""
    if not weighed.without:
        return frozenset()
    some = {each for text in weighed.without if SOME_OF in text for each in text.split(SOME_OF)}
    return frozenset({clause.text for clause in weighed.left_out} - some)


def _clauses_with_related(weighed: WeighedPlan, index: LiveIndex) -> Sequence[Clause]:
    """Return the clauses of which words that mean about the same find related entries."""
    if weighed.required and index.count(weighed.required) > MOST_HITS_WITH_RELATED:
        return ()
    return tuple([one for one in telling(weighed.plan.clauses, index) if is_widened(one, index)])


def _finds_more(
    expansions: Sequence[QueryExpansion], clause: Clause, weighed: WeighedPlan, index: LiveIndex
) -> bool:
    """Return whether some hit holds one of the expansions, and not the words typed."""
    expanded: Node = AnyOf(tuple(leaf for one in expansions for leaf in one.leaves))
    own = (clause.own,) if clause.own else ()
    if not index.count(Without(expanded, own) if own else expanded):
        return False
    required = weighed.required.parts if isinstance(weighed.required, AllOf) else ()
    others = tuple([node for node in required if node != clause.node])
    return not others or index.count(Without(AllOf((*others, expanded)), own)) > 0
