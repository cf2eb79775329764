"""The words of a query as nodes of the query tree, before expansion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from index.indexing.fields import INITIALS, ROLES
from index.text.analysis import (
    STEMMED,
    Token,
    accented_word,
    fold_word,
    stems_in_any_language,
    stems_of,
    tokenize,
)
from index.text.analysis.initials import INITIALS_LENGTHS
from index.text.analysis.name_keys import PARTICLES
from index.text.lexicon import union
from index.text.term_list import words_in_capitals
from search.plan.spellings import (
    joined_spellings,
    letter_spellings,
    side_by_side,
    visible_parts,
)
from search.plan.tree import (
    AllOf,
    AnyOf,
    AtLeast,
    Leaf,
    Node,
    Phrase,
    Prefix,
    Term,
    Without,
)
from search.plan.weights import (
    ACCENT_WEIGHTS,
    EXACT_WEIGHTS,
    FOLDED_WEIGHTS,
    INITIALS_WEIGHT,
    NAME_WEIGHTS,
    ROLE,
    STEM_WEIGHTS,
)
from search.query.parser import is_stop_word

_JOINABLE = PARTICLES | union(lambda words: words.grammar.joined & words.grammar.elided)
"""Words that may be written together with the name that follows: De Anna, Deanna."""


@lru_cache(maxsize=4_096)
def word_node(word: str, joined: tuple[str, ...] = ()) -> AnyOf:
    """Return the node of one word: folded in every field, stemmed by language.

    `joined` are other spellings of it, folded, besides those with ae for ä and with its parts side
    by side (COP 28 for COP28). The same word gives the same node.
    """
    folded = fold_word(word)
    if word in words_in_capitals():
        return AnyOf(tuple(Term(name, word, weight) for name, weight in EXACT_WEIGHTS.items()))
    leaves: list[Leaf] = [Term(name, folded, weight) for name, weight in FOLDED_WEIGHTS.items()]
    if folded.isalpha() and len(folded) in INITIALS_LENGTHS and (len(folded) < 5 or word.isupper()):
        leaves.append(Term(INITIALS, folded, INITIALS_WEIGHT))
    accented = accented_word(word)
    if accented:
        leaves += [Term(name, accented, weight) for name, weight in ACCENT_WEIGHTS.items()]
    for language in STEMMED:
        for stem in stems_of(word, language):
            leaves += [Term(name, stem, w) for name, w in STEM_WEIGHTS[language].items()]
    for other in dict.fromkeys((*joined, *letter_spellings(word))):
        leaves += [Term(name, other, weight) for name, weight in FOLDED_WEIGHTS.items()]
    for parts in visible_parts(word):
        leaves += side_by_side(parts)
    return AnyOf(tuple(leaves))


def scaled(node: Node, factor: float) -> Node:
    """Return the node with the weights of its leaves multiplied."""
    match node:
        case AnyOf(parts, constant):
            return AnyOf(tuple([scaled(part, factor) for part in parts]), constant)
        case AllOf(parts, bonus):
            each = tuple([scaled(part, factor) for part in parts])
            return AllOf(each, tuple([scaled(part, factor) for part in bonus]))
        case AtLeast() | Without():
            return node
        case _:
            return replace(node, weight=node.weight * factor)


def own_node(tokens: Sequence[Token], position: int) -> Node:
    """Return the node of one of some words, also joined with those beside it: De Anna, Deanna."""
    token = tokens[position]
    joined = joined_spellings(tokens, position)
    if position and fold_word(tokens[position - 1].text) in _JOINABLE:
        joined += (fold_word(tokens[position - 1].text) + fold_word(token.text),)
    return word_node(token.text, joined)


def phrase_node(tokens: Sequence[Token], factor: float = 1.0) -> AnyOf:
    """Return the node of a phrase: the folded words side by side, in this order."""
    return _folded_phrase_node(tuple([fold_word(token.text) for token in tokens]), factor)


@lru_cache(maxsize=1_024)
def _folded_phrase_node(folded: tuple[str, ...], factor: float) -> AnyOf:
    words = tuple((word, offset) for offset, word in enumerate(folded))
    weights = FOLDED_WEIGHTS.items()
    return AnyOf(tuple(Phrase(name, words, weight * factor) for name, weight in weights))


def role_leaves(words: Sequence[Token], wordings: Iterable[str]) -> Iterator[Leaf]:
    """Yield the leaves of an office that a visitor has: as typed, and in other wordings."""
    folded = tuple([fold_word(token.text) for token in words])
    rows = [folded, *map(_folded, wordings)]
    for row in dict.fromkeys(rows):
        if len(row) > 1:
            yield Phrase(ROLES, tuple((w, n) for n, w in enumerate(row)), ROLE)
        elif row:
            for term in dict.fromkeys((row[0], *stems_in_any_language(row[0]))):
                yield Term(ROLES, term, ROLE)


def _folded(text: str) -> tuple[str, ...]:
    return tuple(word for token in tokenize(text) if (word := fold_word(token.text)))


def accent_bonus(tokens: Sequence[Token]) -> list[Node]:
    """Return bonuses for the words of a phrase with their accents as typed."""
    return [
        AnyOf(tuple(Term(name, accented, weight) for name, weight in ACCENT_WEIGHTS.items()))
        for token in tokens
        if (accented := accented_word(token.text))
    ]


def prefix_node(token: Token) -> AnyOf:
    """Return the node of all folded words with this prefix."""
    folded = fold_word(token.text)
    weights = FOLDED_WEIGHTS.items()
    return AnyOf(tuple(Prefix(name, folded, weight) for name, weight in weights))


def name_bonus(token: Token) -> AnyOf:
    """Return the bonus for a stop word where it is part of a name."""
    folded = fold_word(token.text)
    return AnyOf(tuple(Term(name, folded, weight) for name, weight in NAME_WEIGHTS.items()))


def exact_leaves(token: Token) -> tuple[Leaf, ...]:
    """Return the leaves of a folded word in any text, without stems and names."""
    folded = fold_word(token.text)
    return tuple(Term(name, folded, weight) for name, weight in EXACT_WEIGHTS.items())


def named_node(tokens: Sequence[Token], name: str) -> Node:
    """Return the node of a name: all its words, in any order, perhaps joined with the one before.

    Stop words are not required, unless there are no others.
    """
    weight = NAME_WEIGHTS[name]
    needed = [token for token in tokens if not is_stop_word(token.text)] or list(tokens)
    parts = []
    for token in needed:
        leaves = [Term(name, fold_word(token.text), weight)]
        place = list(tokens).index(token)
        if place:
            joined = fold_word(tokens[place - 1].text) + fold_word(token.text)
            leaves.append(Term(name, joined, weight))
        parts.append(AnyOf(tuple(leaves)))
    return AllOf(tuple(parts))


def anywhere_node(tokens: Sequence[Token]) -> Node:
    """Return the node of all words of a name in any text, folded."""
    needed = [token for token in tokens if not is_stop_word(token.text)] or tokens
    return AllOf(tuple(AnyOf(exact_leaves(token)) for token in needed))
