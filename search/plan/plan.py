"""The plan of a query: what an entry must hold, may hold and must not hold, as query trees.

`make_plan` is the function to read first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeGuard

from index.gazetteer.regions import NO_REGIONS
from index.text.analysis import Token, fold_word, tokenize
from index.text.folding import fold
from index.text.term_list import NO_TERMS
from search.plan.clauses import (
    accent_bonus,
    anywhere_node,
    exact_leaves,
    name_bonus,
    named_node,
    own_node,
    phrase_node,
    prefix_node,
    role_leaves,
    scaled,
    word_node,
)
from search.plan.expansion import (
    ExpandedSpan,
    Lexicon,
    QueryExpansion,
    expand_words,
    without_dropped,
    words_of_people,
)
from search.plan.tree import AllOf, AnyOf, Leaf, Node, Span, Tag
from search.plan.weights import DATE, DATE_WORDS, KIND, PHRASE_BONUS
from search.query.date_phrases import date_of, find_dates
from search.query.date_points import DateWords
from search.query.limits import check_length
from search.query.notes import Note
from search.query.parser import is_stop_word, parse_words
from search.query.pieces import Piece
from search.query.query import MAX_TEXT, Query, TextField

WordClass = Literal["name", "date", "topic", "role", "soft"]
"""What words are, for what an entry may lack: a place or a person; a date; anything else; an office
or a kind of entry; or a word of which every entry has something, such as "visit", which only ranks.
"""

_NAMED = frozenset(("place", "region", "country", "demonym"))
"""Expansions that say that the words name one thing."""

_LARGE_PLACE = 300_000
"""People of a place that is meant by its name in small letters. Chosen by hand."""

PlanKey = tuple[str, str, str, str, bool, tuple[str, ...], bool]
"""The part of a query that its plan depends on."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that an entry must hold: the text as typed, and its node."""

    text: str
    node: Node
    expansions: tuple[QueryExpansion, ...] = ()
    own: Node | None = None
    """The node of the words typed, without expansions; None for a clause that cannot have any."""
    tokens: tuple[Token, ...] = ()
    """The words that spelling correction may change; empty for phrases and prefixes."""
    box: TextField = "text"
    """The attribute of the query in which they were typed."""
    fallback: Node | None = None
    """What to search instead when no entry matches the clause."""
    parts: tuple[Clause, ...] = ()
    """A clause for each word of a span, used when no entry holds all words of the query."""
    word_class: WordClass = "topic"
    begin: int = 0
    """Where it begins in the query text."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a query. Without clauses, everything matches that is not excluded."""

    clauses: tuple[Clause, ...]
    bonus: tuple[Node, ...] = ()
    excluded: tuple[Node, ...] = ()
    notes: tuple[Note, ...] = ()
    asked: tuple[Piece, ...] = ()
    """The parts of the query text, without exclusions."""


def plan_key_of(query: Query) -> PlanKey:
    """Return the key under which the plan of a query can be cached."""
    return (
        query.text,
        query.person,
        query.place,
        query.phrase,
        query.expand,
        query.drop,
        query.exactly,
    )


def make_plan(query: Query, lexicon: Lexicon) -> Plan:
    """Parse and expand the words of a query. Raises QueryError for too long a box."""
    for name in ("person", "place", "phrase"):
        check_length(name, getattr(query, name))
    parsed = parse_words(query.text)
    asked = [piece for piece in parsed.pieces if not piece.excluded]
    notes = list(parsed.notes)
    dates = _dates_of(query.text, parsed.pieces)
    clauses, bonus = _word_clauses(asked, dates, query, lexicon, notes)
    for piece in asked:
        begin = piece.tokens[0].start
        if piece.kind == "phrase":
            clauses.append(Clause(piece.text, phrase_node(piece.tokens), begin=begin))
            bonus += accent_bonus(piece.tokens)
        elif piece.kind == "prefix":
            clauses.append(Clause(f"{piece.text}*", prefix_node(piece.tokens[0]), begin=begin))
    clauses = _joined_by_or(clauses, asked)
    if query.phrase or query.person or query.place:
        clauses += _box_clauses(query, lexicon)
        bonus += accent_bonus(tuple(tokenize(query.phrase)))
    excluded = tuple([_excluded_node(piece) for piece in parsed.pieces if piece.excluded])
    return Plan(
        distinct(clauses), tuple(dict.fromkeys(bonus)), excluded, tuple(notes), tuple(asked)
    )


def distinct(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Return the clauses without those that ask for the same as one before them.

    A word typed twice counts once; engines differ in what they make of equal clauses.
    """
    first: dict[Node, Clause] = {}
    for clause in clauses:
        first.setdefault(clause.node, clause)
    return tuple(first.values())


def _dates_of(text: str, pieces: Sequence[Piece]) -> list[DateWords]:
    """Return the dates of a query text, without those of which a part is not a plain word."""
    others = [
        token
        for piece in pieces
        if piece.excluded or piece.kind != "word"
        for token in piece.tokens
    ]
    return [
        one
        for one in find_dates(text[:MAX_TEXT])
        if not any(one.start < token.end and token.start < one.end for token in others)
    ]


def _joined_by_or(clauses: list[Clause], asked: Sequence[Piece]) -> list[Clause]:
    """Return the clauses with one in place of those that OR joins."""
    ors = [piece.tokens[0].start for piece in asked if piece.after_or]
    if not ors:
        return clauses
    joined: list[Clause] = []
    for clause in sorted(clauses, key=lambda clause: clause.begin):
        if joined and any(joined[-1].begin < start <= clause.begin for start in ors):
            before = joined.pop()
            ors = [start for start in ors if start > clause.begin]
            clause = Clause(
                f"{before.text} OR {clause.text}",
                AnyOf((before.node, clause.node)),
                (*before.expansions, *clause.expansions),
                begin=clause.begin,
            )
        joined.append(clause)
    return joined


def _word_clauses(
    asked: Sequence[Piece],
    dates: Sequence[DateWords],
    query: Query,
    lexicon: Lexicon,
    notes: list[Note],
) -> tuple[list[Clause], list[Node]]:
    """Return a clause for each word or span of words, and bonuses.

    Stop words are only bonuses. When there are no other words, each is a clause.
    """
    tokens = [piece.tokens[0] for piece in asked if piece.kind == "word"]
    spans = expand_words(tokens, lexicon, dates=dates) if query.expand else ()
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
    return _clauses(tokens, spans, query, lexicon), bonus


def _clauses(
    tokens: Sequence[Token], spans: Iterable[ExpandedSpan], query: Query, lexicon: Lexicon
) -> list[Clause]:
    """Return a clause for each span, and for each other word that is not a stop word.

    The name of a region is searched as a phrase: "Northern Cyprus" is not Cyprus and some north.
    """
    starts = {span.start: span for span in spans if span.expansions}
    people = words_of_people(tokens, lexicon)
    clauses: list[Clause] = []
    position = 0
    while position < len(tokens):
        span = starts.get(position, ExpandedSpan(position, position + 1, ()))
        words = tokens[span.start : span.stop]
        if len(words) > 1 and any(each.note.why == "region" for each in span.expansions):
            clauses.append(_with_expansions(words, phrase_node(words), span.expansions))
        elif len(words) > 1:
            smaller = replace(lexicon, regions=NO_REGIONS)  # Council of Europe: not its countries
            joint = _parts(words, span, query, replace(smaller, terms=NO_TERMS))
            inner = tuple(expansion for part in joint for expansion in part.expansions)
            parts = tuple(_parts(words, span, query, smaller))
            clauses.append(_with_expansions(words, _all_of(joint), span.expansions, inner, parts))
        elif span.expansions or not is_stop_word(words[0].text):
            own = own_node(tokens, position)
            clause = _with_expansions(words, own, span.expansions)
            if position in people or _is_a_name(clause, lexicon):
                clause = replace(clause, word_class="name")
            clauses.append(clause)
        if clauses and (_is_home(clauses[-1], lexicon) or len(fold_word(clauses[-1].text)) == 1):
            clauses[-1] = replace(clauses[-1], word_class="soft")  # an initial, too
        position = span.stop
    return clauses


def _is_home(clause: Clause, lexicon: Lexicon) -> bool:
    return fold(clause.text) in lexicon.home_names


def _parts(
    words: Sequence[Token], span: ExpandedSpan, query: Query, lexicon: Lexicon
) -> list[Clause]:
    """Return a clause for each word of a span.

    The words of a term have expansions of their own; those of a name have none. With a lexicon
    without terms only names are added: a deputy mayor is not a deputy and a sindaco.
    """
    shorter_spans: tuple[ExpandedSpan, ...] = ()
    if all(expansion.note.why in ("term", "kind") for expansion in span.expansions):
        shorter_spans = tuple(
            replace(inner, expansions=without_dropped(inner.expansions, query.drop))
            for inner in expand_words(words, lexicon, longest=len(words) - 1)
        )
    parts = _clauses(words, shorter_spans, query, lexicon)
    return parts or [Clause(token.text, word_node(token.text)) for token in words]


def _with_expansions(
    words: Sequence[Token],
    own: Node,
    expansions: tuple[QueryExpansion, ...],
    inner: tuple[QueryExpansion, ...] = (),
    parts: tuple[Clause, ...] = (),
) -> Clause:
    """Return the clause of some words with their expansions; dates score like words typed."""
    node = own
    if expansions:
        found = [leaf for w in expansions if w.note.why == "date" for leaf in w.leaves]
        if found and len(words) > 1:
            own = scaled(own, DATE_WORDS)
        share = len(words) + 1 if len(words) > 1 else 1  # of all words, and of them as a phrase
        dates = [replace(leaf, weight=leaf.weight * share) for leaf in found]
        expanded = [
            leaf
            for w in expansions
            if w.note.why != "date" and not w.is_related
            for leaf in w.leaves
        ]
        replaced = any(expansion.replaces_words for expansion in expansions)
        alternatives: list[Node] = [*dates] if replaced else [own, *dates]
        alternatives += [replace(tag, weight=KIND) for tag in expanded if _is_kind(tag)]
        if any(expansion.word_class == "role" for expansion in expansions):
            wordings = [wording.text for each in expansions for wording in each.wordings]
            alternatives.append(AnyOf(tuple(role_leaves(words, wordings)), constant=True))
        if expanded:
            alternatives.append(AnyOf(tuple(dict.fromkeys(expanded)), constant=True))
        node = AnyOf(tuple(alternatives))
    return Clause(
        text=" ".join(token.text for token in words),
        node=node,
        expansions=(*expansions, *inner),
        own=own,
        tokens=tuple([token for token in words if not is_stop_word(token.text)]) or tuple(words),
        parts=parts,
        word_class=_word_class_of(expansions),
        begin=words[0].start,
    )


def _is_kind(leaf: Leaf) -> TypeGuard[Tag]:
    return isinstance(leaf, Tag) and leaf.field == "kind"


def _word_class_of(expansions: Sequence[QueryExpansion]) -> WordClass:
    reasons = {expansion.note.why for expansion in expansions}
    if "date" in reasons:
        return "date"
    if not reasons.isdisjoint(_NAMED):
        return "name"
    classes = {expansion.word_class for expansion in expansions}
    return next((one for one in ("topic", "role", "soft") if one in classes), "topic")


def _is_a_name(clause: Clause, lexicon: Lexicon) -> bool:
    """Return whether a single word without other meanings is part of a person's name, or a place of
    which the archive has nothing, in small letters only when it is a large one."""
    if clause.expansions:
        return False
    word = clause.tokens[0].text
    if fold_word(word) in lexicon.name_words:
        return True
    least = 0 if word[:1].isupper() else _LARGE_PLACE
    places = (sense.place for sense in lexicon.gazetteer.senses(fold_word(word)) if sense.place)
    return any(lexicon.gazetteer.population(place) >= least for place in places)


def _all_of(clauses: Sequence[Clause]) -> Node:
    nodes = tuple(clause.node for clause in clauses)
    return nodes[0] if len(nodes) == 1 else AllOf(nodes)


def _excluded_node(piece: Piece) -> Node:
    one = date_of(piece.text)
    if one and one.first and one.last:
        days = Span(one.first.toordinal(), one.last.toordinal(), DATE)
        return AnyOf((days, _excluded_words(piece)))
    return _excluded_words(piece)


def _excluded_words(piece: Piece) -> Node:
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
                word_class="name",
                fallback=anywhere_node(person),
            )
        )
    place = [token for token in tokenize(query.place) if fold_word(token.text)]
    if place:
        clauses.append(_place_clause(query, place, lexicon))
    return clauses


def _place_clause(query: Query, tokens: Sequence[Token], lexicon: Lexicon) -> Clause:
    """Return the clause of a place: its names, and with expansion the tags of what it means."""
    own = named_node(tokens, "place_names")
    span = next(
        (span for span in expand_words(tokens, lexicon) if span.stop - span.start == len(tokens)),
        None,
    )
    expansions: tuple[QueryExpansion, ...] = ()
    if span and query.expand:
        expansions = tuple(
            expansion
            for expansion in without_dropped(span.expansions, query.drop)
            if expansion.note.why in ("country", "place", "demonym", "region")
        )
    tags = tuple(leaf for w in expansions for leaf in w.leaves if isinstance(leaf, Tag))
    if not tags:
        return Clause(
            query.place,
            own,
            tokens=tuple(tokens),
            box="place",
            fallback=anywhere_node(tokens),
            word_class="name",
        )
    node = AnyOf((own, AnyOf(tags, constant=True)))
    return Clause(query.place, node, expansions, own, tuple(tokens), box="place", word_class="name")
