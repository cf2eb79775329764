"""The words of a query as clauses, one for each word or span of words with one meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.gazetteer.regions import NO_REGIONS
from index.text.analysis import Token, fold_word
from index.text.folding import fold
from index.text.lexicon import union
from index.text.term_list import NO_TERMS
from index.text.thesaurus import NO_FAMILIES
from search.plan.clauses import (
    name_bonus,
    own_node,
    phrase_node,
    word_node,
)
from search.plan.expanded_clause import expanded_clause, is_a_name
from search.plan.expanded_words import expand_words, words_of_people
from search.plan.expansion import ExpandedSpan, without_dropped
from search.plan.expansion_sources import ExpansionSources
from search.plan.held_concepts import NO_HELD_CONCEPTS
from search.plan.office_bonus import office_bonus
from search.plan.plan import Clause
from search.plan.related_words import related_words
from search.plan.tree import AllOf, Node
from search.plan.weights import PHRASE_BONUS
from search.query.date_words import DateWords
from search.query.notes import Note
from search.query.parser import is_stop_word
from search.query.pieces import QueryPiece
from search.query.query import Query

_OF_TERMS = frozenset(("term", "kind", "narrower", "related"))
"""Expansions that a wording of the term list or a name of a concept has."""
_WHICH = union(lambda words: words.search.which)


def word_clauses(
    asked: Sequence[QueryPiece],
    dates: Sequence[DateWords],
    query: Query,
    sources: ExpansionSources,
    notes: list[Note],
) -> tuple[list[Clause], list[Node]]:
    """Return a clause for each word or span of words, and bonuses.

    Stop words are only bonuses. When there are no other words, each is a clause.
    """
    tokens = [piece.tokens[0] for piece in asked if piece.kind == "word"]
    spans = expand_words(tokens, sources, dates=dates) if query.expand else ()
    if query.drop:
        spans = tuple(
            replace(span, expansions=without_dropped(span.expansions, query.drop)) for span in spans
        )
    only_stop_words = len(asked) == len(tokens) and all(
        is_stop_word(token.text) for token in tokens
    )
    if tokens and only_stop_words and not any(span.expansions for span in spans):
        notes.append(Note("only-stop-words", " ".join(token.text for token in tokens)))
        return [Clause(t.text, word_node(t.text), begin=t.start) for t in tokens], []
    bonus: list[Node] = [name_bonus(token) for token in tokens if is_stop_word(token.text)]
    if len(tokens) > 1:
        bonus.append(phrase_node(tokens, PHRASE_BONUS))
    clauses = _with_which(_clauses(tokens, spans, query, sources))
    return clauses, [*bonus, *office_bonus(clauses)]


def _clauses(
    tokens: Sequence[Token], spans: Iterable[ExpandedSpan], query: Query, sources: ExpansionSources
) -> list[Clause]:
    """Return a clause for each span, and for each other word that is not a stop word.

    The name of a region is searched as a phrase: "Northern Cyprus" is not Cyprus and some north.
    """
    starts = {span.start: span for span in spans if span.expansions}
    people = words_of_people(tokens, sources)
    clauses: list[Clause] = []
    position = 0
    while position < len(tokens):
        span = starts.get(position, ExpandedSpan(position, position + 1, ()))
        words = tokens[span.start : span.stop]
        if len(words) > 1 and any(each.note.why == "region" for each in span.expansions):
            clauses.append(expanded_clause(words, phrase_node(words), span.expansions))
        elif len(words) > 1:
            smaller = replace(sources, regions=NO_REGIONS)  # Council of Europe: not its countries
            literal = replace(
                smaller, terms=NO_TERMS, concepts=NO_HELD_CONCEPTS, families=NO_FAMILIES
            )
            joint = _parts(words, span, query, literal)
            inner = tuple(expansion for part in joint for expansion in part.expansions)
            parts = tuple(_parts(words, span, query, smaller))
            clauses.append(expanded_clause(words, _all_of(joint), span.expansions, inner, parts))
        elif span.expansions or not is_stop_word(words[0].text):
            own = own_node(tokens, position)
            clause = expanded_clause(words, own, span.expansions)
            if position in people or is_a_name(clause, sources):
                clause = replace(clause, word_class="name")
            clauses.append(_with_related(clause, query, sources))
        if clauses and (_is_home(clauses[-1], sources) or len(fold_word(clauses[-1].text)) == 1):
            clauses[-1] = replace(clauses[-1], word_class="soft")  # an initial, too
        position = span.stop
    return clauses


def _with_which(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses, those told apart that say which of several.

    They are soft beside an office or a kind of entry: the first mission to Japan is one of the
    missions there, and no other entry that has "first".
    """
    found = list(clauses)
    for number, clause in enumerate(clauses):
        if clause.word_class != "topic" or fold_word(clause.text) not in _WHICH:
            continue
        before = [one for one in clauses[:number] if fold_word(one.text) not in _WHICH]
        after = [one for one in clauses[number + 1 :] if one.word_class != "name"]
        after = [one for one in after if fold_word(one.text) not in _WHICH]
        is_soft = any(map(_is_event_or_office, (*before[-1:], *after[:1])))
        found[number] = replace(clause, word_class="soft" if is_soft else "which")
    return found


def _is_event_or_office(clause: Clause) -> bool:
    names_kind = any(each.note.why == "kind" for each in clause.expansions)
    return names_kind or clause.word_class in ("role", "soft")


def _with_related(clause: Clause, query: Query, sources: ExpansionSources) -> Clause:
    """Return the clause of a word with the words that mean about the same, if it is a topic."""
    if clause.word_class != "topic" or not query.expand:
        return clause
    related = without_dropped(related_words(clause.text, sources.families), query.drop)
    return replace(clause, expansions=(*clause.expansions, *related)) if related else clause


def _is_home(clause: Clause, sources: ExpansionSources) -> bool:
    return fold(clause.text) in sources.home_names


def _parts(
    words: Sequence[Token], span: ExpandedSpan, query: Query, sources: ExpansionSources
) -> list[Clause]:
    """Return a clause for each word of a span.

    The words of a term have expansions of their own; those of a name have none. With sources
    without terms only names are added: a deputy mayor is not a deputy and a sindaco.
    """
    shorter_spans: tuple[ExpandedSpan, ...] = ()
    if all(
        expansion.note.why in ("term", "kind", "narrower", "related")
        for expansion in span.expansions
    ):
        shorter_spans = tuple(
            replace(inner, expansions=without_dropped(inner.expansions, query.drop))
            for inner in expand_words(words, sources, longest=len(words) - 1)
        )
    parts = _clauses(words, shorter_spans, query, sources)
    return parts or [Clause(token.text, word_node(token.text)) for token in words]


def _all_of(clauses: Sequence[Clause]) -> Node:
    nodes = tuple(clause.node for clause in clauses)
    return nodes[0] if len(nodes) == 1 else AllOf(nodes)
