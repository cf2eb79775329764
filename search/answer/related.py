"""Related entries: no hits, but they hold the names or the rarest words of what is asked, or words
that mean about the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.model.entry import Entry
from search.answer.live_index import LiveIndex
from search.answer.similar import same_matter
from search.engines.engine import Found, Request
from search.plan.plan import Clause
from search.plan.tree import AnyOf, AtLeast, Node, Tag
from search.plan.weighed_plan import WeighedPlan

MOST_HITS_WITH_RELATED = 10
"""Hits beside which related entries are shown. Chosen by hand, as the others."""
_MOST_RELATED = 10
"""Entries that are shown."""
_TOPICS = 3
"""Words that are searched, the rarest ones, besides the names."""
_COMMON = 0.1
"""The part of all entries that hold a word by which entries are not related."""
_MOST_ALIKE = 5
"""Entries about the same as the hits that are shown."""
_HITS = 2
"""The first hits, to which other entries may be similar."""
_WORDS_OF_HIT = 4
"""The rarest words of each hit that are searched."""
_LOOKED_AT = 16
"""The first words of each hit, of which these are the rarest."""
_MOST_KEPT = 256
"""Clauses of which the wider node is kept."""
_MORE_BY_MEANING = 3
"""How many times as many may hold a word of about the same meaning as one that no entry has."""


def related_entries(
    weighed: WeighedPlan, request: Request, hits: Sequence[Entry], index: LiveIndex
) -> tuple[Found, ...]:
    """Return the entries related to what is asked and, below them, those about the same as the
    first hits. Empty when nothing tells, and for a query without words."""
    clauses = telling(weighed.plan.clauses, index)
    excluded = (*request.excluded, *((weighed.required,) if weighed.required else ()))
    beside = replace(
        request, excluded=excluded, facets=(), order="relevance", offset=0, limit=_MOST_RELATED
    )
    found: tuple[Found, ...] = ()
    if clauses:
        nodes = tuple([_widened(clause, index) for clause in clauses])
        tree = index.weigh(AtLeast(nodes, 1, weighed.plan.bonus))
        found = (index.reader.run(replace(beside, tree=tree)),)
    shown = [entry.id for each in found for entry, _ in each.entries]
    room = min(_MOST_ALIKE, _MOST_RELATED - len(shown))
    if room and weighed.required and (nodes := _alike(hits[:_HITS], index)):
        tree = index.weigh(AtLeast(nodes, 1))
        other = (*excluded, *(Tag("id", id, 1) for id in shown))
        found = (*found, index.reader.run(replace(beside, tree=tree, excluded=other, limit=room)))
    return found


def _alike(hits: Sequence[Entry], index: LiveIndex) -> tuple[Node, ...]:
    """Return the rarest words of some entries that others have too."""
    each = [same_matter(hit, _LOOKED_AT, _WORDS_OF_HIT, index) for hit in hits]
    return tuple(dict.fromkeys(node for nodes in each for node in nodes))


def telling(clauses: Sequence[Clause], index: LiveIndex) -> tuple[Clause, ...]:
    """Return the names, and the rarest words, that some entry holds and not too many.

    Of a word that few hold, its number is that of the entries with words that mean about the same.
    A page asks for it twice.
    """
    kept = index.telling
    if kept is None or kept[0] is not clauses:
        kept = index.telling = clauses, _telling(clauses, index)
    return kept[1]


def _telling(clauses: Sequence[Clause], index: LiveIndex) -> tuple[Clause, ...]:
    topics = [one for clause in clauses if clause.word_class == "topic" for one in _words(clause)]
    names = [clause for clause in clauses if clause.word_class == "name"]
    index.count_all(
        node for one in (*names, *topics) for node in (one.node, _with_related(one, index))
    )
    rare = [one for one in topics if 0 < index.count(_widened(one, index)) <= _most(one, index)]
    rare.sort(key=lambda one: index.count(_widened(one, index)))
    return (*(clause for clause in names if index.count(clause.node)), *rare[:_TOPICS])


def is_widened(clause: Clause, index: LiveIndex) -> bool:
    """Return whether words that mean about the same as a clause tell something."""
    return _widened(clause, index) != clause.node


def _most(clause: Clause, index: LiveIndex) -> float:
    """Return how many entries may hold what tells something; more when none has the word itself."""
    most = max(_MOST_RELATED, _COMMON * index.facts.holdings.entries)
    return most if index.count(clause.node) else _MORE_BY_MEANING * most


def _widened(clause: Clause, index: LiveIndex) -> Node:
    """Return the node of a clause with the words that mean about the same, unless too many entries
    hold them."""
    wide = _with_related(clause, index)
    return wide if index.count(wide) <= _most(clause, index) else clause.node


def _with_related(clause: Clause, index: LiveIndex) -> Node:
    """Return the node of a clause with the words that mean about the same, made once."""
    kept = index.widened.get(id(clause))
    if kept is None or kept[0] is not clause:
        if len(index.widened) >= _MOST_KEPT:
            index.widened = {}
        kept = index.widened[id(clause)] = clause, _made_wide(clause)
    return kept[1]


def _made_wide(clause: Clause) -> Node:
    leaves = tuple(leaf for one in clause.expansions if one.is_related for leaf in one.leaves)
    return AnyOf((clause.node, AnyOf(leaves, constant=True))) if leaves else clause.node


def _words(clause: Clause) -> tuple[Clause, ...]:
    """Return the clauses of the topics in a span of words, or the clause itself.

    The span is one of them when words that mean about the same are known of it.
    """
    parts = tuple([part for part in clause.parts if part.word_class == "topic"])
    is_known = any(each.is_related for each in clause.expansions)
    return (clause, *parts) if is_known or not parts else parts
