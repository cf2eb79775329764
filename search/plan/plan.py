"""From a query to what an engine is asked: clauses, exclusions, and what was understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.text.analysis import Token, fold_word, tokenize
from index.text.bilingual_terms import NO_TERMS
from search.plan.clauses import (
    accent_bonus,
    anywhere_node,
    exact_leaves,
    name_bonus,
    named_node,
    own_node,
    phrase_node,
    prefix_node,
    word_node,
)
from search.plan.expansion import (
    ExpandedSpan,
    Lexicon,
    QueryExpansion,
    expand_words,
    without_dropped,
)
from search.plan.tree import AllOf, AnyOf, Node, Tag
from search.plan.weights import PHRASE_BONUS
from search.query.limits import check_length
from search.query.notes import Note
from search.query.parser import Piece, is_stop_word, parse_words
from search.query.query import Query

Box = Literal["text", "person", "place"]
"""An attribute of Query that holds free words."""
Words = tuple[str, str, str, str, bool, tuple[str, ...]]
"""All of a query that its plan is made of."""
BOXES: tuple[Box, ...] = ("text", "person", "place")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that an entry must hold, as typed, and how it is sought."""

    text: str
    node: Node
    expansions: tuple[QueryExpansion, ...] = ()
    own: Node | None = None
    """The reader's own words alone; None when that is all there is."""
    tokens: tuple[Token, ...] = ()
    """The words that may be misspelt; none of a phrase or prefix."""
    box: Box = "text"
    """Where they were typed."""
    otherwise: Node | None = None
    """What to look for instead when nothing in the archive answers to the clause."""
    parts: tuple[Clause, ...] = ()
    """The single words of a run, for when not all of them are to be had."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All of a query's words. No clause means everything."""

    clauses: tuple[Clause, ...]
    bonus: tuple[Node, ...] = ()
    excluded: tuple[Node, ...] = ()
    notes: tuple[Note, ...] = ()
    asked: tuple[Piece, ...] = ()
    """What was typed, exclusions left out."""


def words_of(query: Query) -> Words:
    """What two queries of one plan have in common."""
    return query.text, query.person, query.place, query.phrase, query.expand, query.drop


def plan_of(query: Query, lexicon: Lexicon) -> Plan:
    """Take the query's words apart and widen them. Raises QueryError past the limits."""
    for name in ("person", "place", "phrase"):
        check_length(name, getattr(query, name))
    parsed = parse_words(query.text)
    asked = [piece for piece in parsed.pieces if not piece.excluded]
    notes = list(parsed.notes)
    clauses, bonus = _word_clauses(asked, query, lexicon, notes)
    for piece in asked:
        if piece.kind == "phrase":
            clauses.append(Clause(piece.text, phrase_node(piece.tokens)))
            bonus += accent_bonus(piece.tokens)
        elif piece.kind == "prefix":
            clauses.append(Clause(f"{piece.text}*", prefix_node(piece.tokens[0])))
    if query.phrase or query.person or query.place:
        clauses += _box_clauses(query, lexicon)
        bonus += accent_bonus(tuple(tokenize(query.phrase)))
    excluded = tuple([_excluded_node(piece) for piece in parsed.pieces if piece.excluded])
    return Plan(tuple(clauses), tuple(bonus), excluded, tuple(notes), tuple(asked))


def _word_clauses(
    asked: Sequence[Piece], query: Query, lexicon: Lexicon, notes: list[Note]
) -> tuple[list[Clause], list[Node]]:
    """A clause for each word or run of words; little words only add to the score.

    When there are only little words, they are sought as they stand.
    """
    tokens = [piece.tokens[0] for piece in asked if piece.kind == "word"]
    spans = expand_words(tokens, lexicon) if query.expand else ()
    if query.drop:
        spans = tuple(
            replace(run, expansions=without_dropped(run.expansions, query.drop)) for run in spans
        )
    only_stop_words = len(asked) == len(tokens) and all(
        is_stop_word(token.text) for token in tokens
    )
    if tokens and only_stop_words and not any(run.expansions for run in spans):
        notes.append(Note("only-stop-words", " ".join(token.text for token in tokens)))
        return [Clause(token.text, word_node(token.text)) for token in tokens], []
    bonus: list[Node] = [name_bonus(token) for token in tokens if is_stop_word(token.text)]
    if len(tokens) > 1:
        bonus.append(phrase_node(tokens, PHRASE_BONUS))
    return _clauses(tokens, spans, query, lexicon), bonus


def _clauses(
    tokens: Sequence[Token], spans: Iterable[ExpandedSpan], query: Query, lexicon: Lexicon
) -> list[Clause]:
    """A clause for each run, and for each word outside of them that is not a little one."""
    starts = {run.start: run for run in spans if run.expansions}
    clauses: list[Clause] = []
    position = 0
    while position < len(tokens):
        run = starts.get(position, ExpandedSpan(position, position + 1, ()))
        words = tokens[run.start : run.stop]
        if len(words) > 1:
            together = _parts(words, run, query, replace(lexicon, terms=NO_TERMS))
            inner = tuple(expansion for part in together for expansion in part.expansions)
            parts = tuple(_parts(words, run, query, lexicon))
            clauses.append(_with_expansions(words, _all(together), run.expansions, inner, parts))
        elif run.expansions or not is_stop_word(words[0].text):
            own = own_node(words[0], tokens[position - 1] if position else None)
            clauses.append(_with_expansions(words, own, run.expansions))
        position = run.stop
    return clauses


def _parts(
    words: Sequence[Token], run: ExpandedSpan, query: Query, lexicon: Lexicon
) -> list[Clause]:
    """The words of a run one by one; those of a term are widened themselves, a name's are not.

    Sought together they are widened by names alone: a deputy mayor is not a deputy and a sindaco.
    """
    shorter: tuple[ExpandedSpan, ...] = ()
    if all(expansion.expansion_note.why in ("term", "kind") for expansion in run.expansions):
        shorter = tuple(
            replace(inner, expansions=without_dropped(inner.expansions, query.drop))
            for inner in expand_words(words, lexicon, longest=len(words) - 1)
        )
    parts = _clauses(words, shorter, query, lexicon)
    return parts or [Clause(token.text, word_node(token.text)) for token in words]


def _with_expansions(
    words: Sequence[Token],
    own: Node,
    expansions: tuple[QueryExpansion, ...],
    inner: tuple[QueryExpansion, ...] = (),
    parts: tuple[Clause, ...] = (),
) -> Clause:
    """The words' own node with its alternatives; the entry's own dates weigh like words."""
    node = own
    if expansions:
        dates = [leaf for w in expansions if w.expansion_note.why == "date" for leaf in w.leaves]
        added = [leaf for w in expansions if w.expansion_note.why != "date" for leaf in w.leaves]
        alternatives: list[Node] = [own, *dates]
        if added:
            alternatives.append(AnyOf(tuple(dict.fromkeys(added)), constant=True))
        node = AnyOf(tuple(alternatives))
    return Clause(
        text=" ".join(token.text for token in words),
        node=node,
        expansions=(*expansions, *inner),
        own=own,
        tokens=tuple([token for token in words if not is_stop_word(token.text)]) or tuple(words),
        parts=parts,
    )


def _all(clauses: Sequence[Clause]) -> Node:
    nodes = tuple(clause.node for clause in clauses)
    return nodes[0] if len(nodes) == 1 else AllOf(nodes)


def _excluded_node(piece: Piece) -> Node:
    if piece.kind == "phrase":
        return phrase_node(piece.tokens)
    if piece.kind == "prefix":
        return prefix_node(piece.tokens[0])
    return word_node(piece.tokens[0].text)


def _box_clauses(query: Query, lexicon: Lexicon) -> list[Clause]:
    clauses = []
    phrase = [token for token in tokenize(query.phrase) if fold_word(token.text)]
    if phrase:
        node: Node = phrase_node(phrase) if len(phrase) > 1 else AnyOf(exact_leaves(phrase[0]))
        clauses.append(Clause(query.phrase, node))
    person = [token for token in tokenize(query.person) if fold_word(token.text)]
    if person:
        node = named_node(person, "people_names")
        clauses.append(
            Clause(
                query.person,
                node,
                tokens=tuple(person),
                box="person",
                otherwise=anywhere_node(person),
            )
        )
    place = [token for token in tokenize(query.place) if fold_word(token.text)]
    if place:
        clauses.append(_place_clause(query, place, lexicon))
    return clauses


def _place_clause(query: Query, tokens: Sequence[Token], lexicon: Lexicon) -> Clause:
    """A place by the name an entry gives it; widened, by what the gazetteer knows it as."""
    own = named_node(tokens, "place_names")
    run = next(
        (run for run in expand_words(tokens, lexicon) if run.stop - run.start == len(tokens)), None
    )
    expansions: tuple[QueryExpansion, ...] = ()
    if run and query.expand:
        expansions = tuple(
            expansion
            for expansion in without_dropped(run.expansions, query.drop)
            if expansion.expansion_note.why in ("country", "place", "demonym")
        )
    tags = tuple(leaf for w in expansions for leaf in w.leaves if isinstance(leaf, Tag))
    if not tags:
        return Clause(
            query.place, own, tokens=tuple(tokens), box="place", otherwise=anywhere_node(tokens)
        )
    node = AnyOf((own, AnyOf(tags, constant=True)))
    return Clause(query.place, node, expansions, own, tuple(tokens), box="place")
