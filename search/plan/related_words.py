"""Words of the archive that mean about the same as a word of the query, by the thesaurus.

They find related entries, never hits, and are shown and can be removed as every added term.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from index.text.analysis import fold_word
from index.text.thesaurus import Family, FamilySet, load_thesaurus
from search.plan.clauses import word_node
from search.plan.expansion import QueryExpansion, Wording
from search.plan.tree import Leaf, Phrase, Term
from search.plan.weights import RELATED
from search.results.understood import ExpansionNote

MOST_RELATED_WORDS = 4
"""Words that are added to one; chosen by hand."""


@lru_cache(maxsize=1_024)
def related_words(typed: str, held: FamilySet) -> tuple[QueryExpansion, ...]:
    """Return the nearest words of the families that the archive holds, the nearest first."""
    near = islice(_near(typed, held), MOST_RELATED_WORDS)
    return tuple(_expansion(typed, one, place) for place, one in enumerate(near))


def _near(typed: str, held: FamilySet) -> Iterator[Family]:
    thesaurus = load_thesaurus()
    number = thesaurus.family(fold_word(typed)) if held.bits else None
    if number is not None:
        for other in thesaurus.related(number):
            if other in held:
                yield thesaurus.head(other)


def _expansion(typed: str, family: Family, place: int) -> QueryExpansion:
    note = ExpansionNote(typed, family.head, family.language, "related")
    wording = Wording(family.head, family.language)
    return QueryExpansion(
        note, _leaves(family.head, RELATED / (1 + place)), (wording,), is_related=True
    )


@lru_cache(maxsize=2_048)
def _leaves(word: str, factor: float) -> tuple[Leaf, ...]:
    """Return the leaves of a word, worth less than those of a word typed."""
    leaves = word_node(word).parts
    return tuple(
        replace(leaf, weight=leaf.weight * factor)
        for leaf in leaves
        if isinstance(leaf, Term | Phrase)
    )
