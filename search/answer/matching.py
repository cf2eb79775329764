"""What an entry must hold: all that is asked or, when no entry holds all, what can be had of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.model.entry import READING_LANGUAGES
from index.text.analysis import fold_word
from search.answer.did_you_mean import corrected_queries
from search.answer.facets import MAX_VALUES
from search.answer.glued_words import glued_node
from search.answer.live_index import LiveIndex
from search.engines.engine import DateFilter, Filter, Found, Request, ValueFilter, WithoutFilter
from search.plan.plan import Clause, Plan, QueryWordClass, distinct, plan_key_of
from search.plan.spellings import divided_node
from search.plan.tree import AllOf, AtLeast, Node, Tag, Without
from search.plan.weighed_plan import WeighedPlan
from search.plan.weighing import Sum, idf, weigh_evenly
from search.plan.weights import (
    DATE_IMPORTANCE,
    NAME_IMPORTANCE,
    RARITY_IMPORTANCE,
    ROLE_IMPORTANCE,
    TOPIC_IMPORTANCE,
)
from search.query.date_bounds import days_of
from search.query.date_words import without_year
from search.query.limits import check_time
from search.query.notes import Note, NoteCode
from search.query.query import FACETS, MAX_WORDS, FacetField, Query, ReadingLanguage, TextField
from search.results.results import SOME_OF

_UNKNOWN: dict[TextField, NoteCode] = {"person": "unknown-person", "place": "unknown-place"}
"""The note on a clause that no entry matches, when its fallback is searched instead."""
_NAMED: tuple[QueryWordClass, ...] = ("name", "date")


def find(
    query: Query,
    index: LiveIndex,
    *,
    facets: tuple[FacetField, ...] = (),
    offset: int = 0,
    limit: int = 0,
    brief: ReadingLanguage | None = None,
) -> tuple[WeighedPlan, Request, Found]:
    """Search all that a query asks; if no entry holds it all, what it most likely means.

    Returns what was searched, the request that was run last, and what it found.
    Raises QueryError for a malformed date range.
    """
    key = plan_key_of(query)
    weighed = index.weighed_plans.get(key)
    if weighed is None:
        weighed = _match(_with_rarest(index.plan(query), index), index)
    request = Request(
        tree=weighed.tree,
        excluded=weighed.plan.excluded,
        filters=filters_of(query),
        facets=facets,
        hidden=index.hidden,
        most_values=MAX_VALUES,
        order=query.sort,
        offset=offset,
        limit=limit,
        brief=brief,
    )
    found = index.reader.run(request)
    if not weighed.is_settled and weighed.clauses and not found.total_without_filters:
        weighed = _settle(query, weighed.plan, index)
        request = replace(request, tree=weighed.tree, excluded=weighed.plan.excluded)
        found = index.reader.run(request)
    index.remember(key, weighed)
    return weighed, request, found


def required(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return the clauses that entries must match: soft ones only when there are no others."""
    return tuple([clause for clause in clauses if clause.word_class != "soft"]) or tuple(clauses)


def _match(plan: Plan, index: LiveIndex) -> WeighedPlan:
    """Require every clause of a plan that is not soft; those only rank."""
    if not plan.clauses:
        return WeighedPlan(plan, None, ())
    needed = required(plan.clauses)
    others = [clause.node for clause in plan.clauses if clause not in needed]
    bonus = tuple(dict.fromkeys((*others, *plan.bonus)))
    nodes = tuple([clause.node for clause in needed])
    return WeighedPlan(plan, index.weigh(AllOf(nodes, bonus)), plan.clauses, AllOf(nodes))


def _with_rarest(plan: Plan, index: LiveIndex) -> Plan:
    """Return a plan of at most MAX_WORDS clauses: those that the fewest entries match.

    So a pasted text finds the entry that it is from. No name in it is required for itself.
    """
    if len(plan.clauses) <= MAX_WORDS:
        return plan
    index.count_all(clause.node for clause in plan.clauses)
    held = [clause for clause in plan.clauses if index.count(clause.node)]
    rarest = sorted(held, key=lambda clause: index.count(clause.node))[:MAX_WORDS]
    chosen = rarest or plan.clauses[:MAX_WORDS]
    clauses = tuple([replace(clause, word_class="topic", parts=()) for clause in chosen])
    words = " ".join(clause.text for clause in sorted(chosen, key=lambda clause: clause.begin))
    return replace(plan, clauses=clauses, notes=(*plan.notes, Note("rarest-words", words)))


def _settle(query: Query, typed: Plan, index: LiveIndex) -> WeighedPlan:
    """Return what to search for a plan of which no entry matches all clauses.

    A clause that no entry matches gives way to its fallback, or to its words. If that is not
    enough, the likeliest correction of words that no entry has is searched, unless the query says
    not to. Else the words are left out that matter least.
    """
    plan, notes = _with_fallbacks(typed, index)
    if plan != typed and _matches_all(plan, index):
        return replace(_match(plan, index), notes=notes, is_settled=True)
    if loose := _loosened(plan, index):
        return replace(loose, notes=notes)
    unmatched = tuple([clause for clause in plan.clauses if not index.count(clause.node)])
    relaxed = _relax(plan, index)
    relaxed = replace(relaxed, notes=(*notes, *relaxed.notes), unmatched=unmatched, is_settled=True)
    if not query.exactly:
        for correction in corrected_queries(query, plan, unmatched, index):
            check_time()
            other, _ = _with_fallbacks(index.plan(correction.applied(query)), index)
            if _matches_all(other, index):
                corrected = _match(other, index)
            else:
                corrected = _relax(other, index)
                typed_texts = {clause.text for clause in plan.clauses}
                if any(clause.text not in typed_texts for clause in corrected.left_out):
                    continue  # what is corrected must be found
            applied = replace(correction, is_applied=True)
            return replace(corrected, unmatched=unmatched, correction=applied, is_settled=True)
    return relaxed


def _loosened(plan: Plan, index: LiveIndex) -> WeighedPlan | None:
    """Return the plan that takes entries of which only the year is known for those of some days of
    it; None when there are none. It is not said that they are of those days."""
    loose = tuple([clause for clause in plan.clauses if clause.loosely])
    clauses = tuple([replace(one, node=one.loosely or one.node) for one in plan.clauses])
    other = replace(plan, clauses=clauses)
    if not loose or not _matches_all(other, index):
        return None
    texts = tuple([without_year(one.text) for one in loose])
    return replace(_match(other, index), left_out=loose, without=texts, is_settled=True)


def _matches_all(plan: Plan, index: LiveIndex) -> bool:
    needed = AllOf(tuple([clause.node for clause in required(plan.clauses)]))
    return index.count(Without(needed, plan.excluded)) > 0


def _relax(plan: Plan, index: LiveIndex) -> WeighedPlan:
    """Return what to search when no entry matches all: what the best entry matches.

    The best one matches the clauses that matter most in sum: names, then dates, then the rarest
    words, then offices and kinds. When a name is left out and only an office, a kind or a date is
    left, nothing is found: consuls do not answer the consul of Kenya. So it is when only "first" is
    left of what was asked.
    """
    index.count_all(clause.node for clause in plan.clauses)
    possible = [one for one in required(plan.clauses) if index.count(one.node)]
    kept = _kept_by_best(possible, plan, index)
    left_out = tuple([one for one in required(plan.clauses) if one not in kept])
    classes = {clause.word_class for clause in kept}
    tells = bool(classes - {"role", "which", "soft", "date"})
    if classes <= {"which"} or (not tells and any(one.word_class == "name" for one in left_out)):
        return replace(_match(plan, index), left_out=left_out)
    missing = " ".join(one.text for one in left_out if not index.count(one.node))
    notes = (Note("missing-words", missing),) if missing else ()
    return replace(_require(kept, left_out, plan, index), notes=notes)


def _require(
    kept: Sequence[Clause], left_out: tuple[Clause, ...], plan: Plan, index: LiveIndex
) -> WeighedPlan:
    """Require what is kept; of names or dates that no entry has together, any as many of them."""
    nodes: list[Node] = []
    without = [one.text for one in left_out]
    for word_class in _NAMED:
        here = [one for one in kept if one.word_class == word_class]
        rest = [one for one in left_out if one.word_class == word_class and index.count(one.node)]
        if here and rest:
            nodes.append(AtLeast(tuple([one.node for one in (*here, *rest)]), len(here)))
            without = [text for text in without if text not in {one.text for one in rest}]
            together = sorted((*here, *rest), key=lambda one: one.begin)
            without.append(SOME_OF.join(one.text for one in together))
        else:
            nodes += [one.node for one in here]
    nodes += [one.node for one in kept if one.word_class not in _NAMED]
    ranking = [clause.node for clause in plan.clauses if clause not in kept]
    bonus = tuple(dict.fromkeys((*ranking, *plan.bonus)))
    tree = index.weigh(AllOf(tuple(nodes), bonus))
    texts = tuple(dict.fromkeys(without))
    return WeighedPlan(plan, tree, plan.clauses, AllOf(tuple(nodes)), left_out, texts)


def _kept_by_best(possible: Sequence[Clause], plan: Plan, index: LiveIndex) -> list[Clause]:
    """Return the clauses that the best entry matches."""
    if len(possible) < 2:
        return list(possible)
    parts = tuple([weigh_evenly(one.node, _importance(one, index)) for one in possible])
    best = Request(Sum(parts, 1), excluded=plan.excluded, limit=1)
    for entry, _ in index.reader.run(best).entries:
        itself = Tag("id", entry.id, 1)
        found = index.reader.count([AllOf((one.node, itself)) for one in possible])
        return [one for one, count in zip(possible, found, strict=True) if count]
    return []


def _importance(clause: Clause, index: LiveIndex) -> int:
    match clause.word_class:
        case "name":
            return NAME_IMPORTANCE
        case "date":
            return DATE_IMPORTANCE
        case "topic":
            rarity = idf(index.count(clause.node), index.facts.holdings.entries)
            return TOPIC_IMPORTANCE + round(RARITY_IMPORTANCE * rarity)
        case _:
            return ROLE_IMPORTANCE


def _with_fallbacks(plan: Plan, index: LiveIndex) -> tuple[Plan, tuple[Note, ...]]:
    """Return a plan with its fallback, or its words, in place of a clause that no entry matches."""
    index.count_all(clause.node for clause in plan.clauses)
    kept: list[Clause] = []
    notes = []
    for clause in plan.clauses:
        if not index.count(clause.node):
            fallback = clause.fallback or _divided(clause, index)
            if fallback and index.count(fallback):
                if clause.fallback:
                    notes.append(Note(_UNKNOWN[clause.box], clause.text))
                clause = replace(clause, node=fallback)
            elif clause.parts and clause.word_class not in _NAMED:
                kept += clause.parts
                continue
        kept.append(clause)
    return replace(plan, clauses=distinct(kept)), tuple(notes)


def _divided(clause: Clause, index: LiveIndex) -> Node | None:
    """Return the node of a clause of one word as two words, or as several words of the archive;
    None for other clauses."""
    if clause.box != "text" or len(clause.tokens) != 1 or clause.parts:
        return None
    word = fold_word(clause.tokens[0].text)
    two = divided_node(word)
    return two if two and index.count(two) else glued_node(word, index)


def filters_of(query: Query) -> tuple[Filter, ...]:
    """Return the filters of a query; none when none is on. Raises QueryError for a bad date."""
    filters: list[Filter] = [
        ValueFilter(field, chosen_of(query, field)) for field in FACETS if getattr(query, field)
    ]
    if query.not_country:
        filters.append(WithoutFilter("country", query.not_country))
    if query.by_people and query.read in READING_LANGUAGES:
        filters.append(ValueFilter("by_people", (query.read,)))
    if query.since or query.until:
        filters.append(DateFilter(*days_of(query.since, query.until)))
    return tuple(filters)


def chosen_of(query: Query, field: FacetField) -> tuple[str, ...]:
    """Return the values of a facet that the query asks for, as an index spells them."""
    return tuple([str(value) for value in getattr(query, field)])
