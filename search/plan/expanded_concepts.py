"""Concepts that words of a query name: their other names, and what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from index.text.concept_list import Concepts
from index.text.term_list import LANGUAGES, TermRow
from search.plan.expanded_names import folded_words
from search.plan.expanded_terms import expand_term, wording_leaves
from search.plan.expansion import QueryExpansion, Wording
from search.plan.tree import Leaf, Phrase, Term
from search.plan.weights import IN_CONCEPT
from search.results.results import ExpansionNote

MOST_NARROWER = 16
"""Narrower concepts that are searched with one, the nearest; chosen by hand."""


def expand_concepts(
    typed: str, words: tuple[str, ...], concepts: Concepts
) -> Iterator[QueryExpansion]:
    """Yield the names of each concept that words name, then what is in it, by which there are hits.

    Of a concept that words are only in, and of one that is broader, the names find related entries.
    """
    named = concepts.senses(words)
    for sense in named:
        yield from expand_term(typed, words, sense)
        rows = [concepts.words.row(sense.number)]
        for row in rows:
            for language in LANGUAGES:
                if row.side(language):
                    yield _within(typed, words, ((language, row.side(language)),))
        for number in islice(concepts.narrower(sense.number), MOST_NARROWER):
            names, inner = concepts.names.row(number), concepts.words.row(number)
            order = (sense.language, *(each for each in LANGUAGES if each != sense.language))
            yield _within(
                typed,
                words,
                [(one, (*names.side(one), *inner.side(one))) for one in order],
                told=names.side(sense.language)[0],
            )
    above = [
        (other, sense.language)
        for sense in named
        for other in concepts.broader(sense.number)
    ]
    if not named:
        above = [(sense.number, sense.language) for sense in concepts.holders(words)]
    for number, language in dict.fromkeys(above):
        yield _around(typed, concepts.names.row(number), language)


def _within(
    typed: str,
    words: tuple[str, ...],
    wordings: Sequence[tuple[str, Sequence[str]]],
    told: str = "",
) -> QueryExpansion:
    """Return the expansion of what is in a concept, told by one wording or by all of its first
    language."""
    language, first = wordings[0]
    note = ExpansionNote(typed, told or ", ".join(first), language, "narrower")
    return _expansion(note, words, wordings, IN_CONCEPT)


def _around(typed: str, row: TermRow, language: str) -> QueryExpansion:
    note = ExpansionNote(typed, row.side(language)[0], language, "related")
    wordings = [(one, row.side(one)) for one in LANGUAGES]
    return replace(_expansion(note, (), wordings, 1.0), is_related=True)


def _expansion(
    note: ExpansionNote,
    words: tuple[str, ...],
    wordings: Sequence[tuple[str, Sequence[str]]],
    factor: float,
) -> QueryExpansion:
    leaves: dict[Leaf, None] = {}
    told: list[Wording] = []
    for language, texts in wordings:
        for text in texts:
            if folded_words(text) == words:
                continue
            told.append(Wording(text, None if text[:1].isupper() else language))
            for leaf in wording_leaves(text, language):
                if isinstance(leaf, Term | Phrase):
                    leaves[replace(leaf, weight=leaf.weight * factor)] = None
    return QueryExpansion(note, tuple(leaves), tuple(told))
