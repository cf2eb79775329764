"""Concepts that words of a query name: their other names, and what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from search.plan.expansion import QueryExpansion, Wording
from search.plan.held_concepts import HeldConcept, HeldConcepts, HeldWordings
from search.plan.wordings import folded_words, is_name
from search.results.understood import ExpansionNote

MOST_NARROWER = 16
"""Narrower concepts that are searched with one, the nearest; chosen by hand."""


def expand_concepts(
    typed: str, words: tuple[str, ...], concepts: HeldConcepts
) -> Iterator[QueryExpansion]:
    """Yield the names of each concept that words name, then what is in it, by which there are hits.

    Of a concept that words are only in, and of one that is broader, the names find related entries.
    """
    if not concepts.may_begin(words[0]):
        return
    for sense in concepts.named(words):
        held = concepts.of(sense.number)
        for side in sorted(held.names, key=lambda one: one.language == sense.language):
            told = next((text for text in side.texts if folded_words(text) != words), "")
            if told:
                note = ExpansionNote(typed, told, side.language, "term")
                yield QueryExpansion(note, side.leaves, tuple(_wordings(side)))
        for side in held.words:
            note = ExpansionNote(typed, ", ".join(side.texts), side.language, "narrower")
            yield QueryExpansion(note, side.leaves, tuple(_wordings(side)))
        for number in islice(concepts.narrower(sense.number), MOST_NARROWER):
            name = concepts.name(number, sense.language)
            note = ExpansionNote(typed, name, sense.language, "narrower")
            inside = concepts.of(number)
            yield QueryExpansion(note, inside.all_leaves, tuple(_all_wordings(inside)))
    for number, language in dict.fromkeys(concepts.around(words)):
        held = concepts.of(number)
        leaves = tuple(leaf for side in held.names for leaf in side.leaves)
        if leaves:
            note = ExpansionNote(typed, concepts.name(number, language), language, "related")
            wordings = tuple(wording for side in held.names for wording in _wordings(side))
            yield QueryExpansion(note, leaves, wordings, is_related=True)


def _all_wordings(held: HeldConcept) -> Iterator[Wording]:
    for side in (*held.names, *held.words):
        yield from _wordings(side)


def _wordings(side: HeldWordings) -> Iterator[Wording]:
    for text in side.texts:
        yield Wording(text, None if is_name(text) else side.language)
