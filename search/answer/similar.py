"""Similar entries: those that share people, places, countries, kind and words of the title."""

from __future__ import annotations

from collections.abc import Iterator

from index.indexing.fields import PARTS, text_field
from index.model.entry import Entry
from index.text.analysis import STEMMED, stems_of, tokenize
from search.answer.live_index import LiveIndex
from search.engines.engine import Request
from search.highlight.hits import hit_of
from search.highlight.terms import HighlightTerms
from search.plan.tree import AnyOf, AtLeast, Node, Tag, Term
from search.plan.weighing import UNIT
from search.plan.weights import SIMILAR_WEIGHTS, SIMILAR_WORD_WEIGHT
from search.query.query import FacetField, Read
from search.results.results import Hit

_TITLE_WORDS = 12
"""The first words of a title that are compared. Chosen by hand."""


def similar_to(entry: Entry, limit: int, read: Read, index: LiveIndex) -> tuple[Hit, ...]:
    """Return the entries most similar to this one, best first; equal scores newest first."""
    tree = index.weigh(AtLeast(tuple(_shared(entry, index)), 1))
    itself = Tag("id", entry.id, 1)
    found = index.reader.run(Request(tree, excluded=(itself,), limit=limit))
    return tuple(
        hit_of(other, read, HighlightTerms(), score / UNIT) for other, score in found.entries
    )


def _shared(entry: Entry, index: LiveIndex) -> Iterator[Node]:
    """Yield what another entry may have in common with this one, without the City's own people."""
    city = index.hidden["people"]
    values: dict[FacetField, list[str]] = {
        "people": [person.id for person in entry.people if person.id not in city],
        "places": [place.id for place in entry.places],
        "country": list(entry.countries),
        "kind": [entry.kind],
    }
    for field, held in values.items():
        for value in dict.fromkeys(held):
            yield Tag(field, value, SIMILAR_WEIGHTS[field])
    title = entry.original
    if title.language in STEMMED:
        fields = [text_field(part, title.language, "published") for part in PARTS]
        tokens = list(tokenize(title.title))[:_TITLE_WORDS]
        for stem in dict.fromkeys(s for t in tokens for s in stems_of(t.text, title.language)):
            yield AnyOf(tuple(Term(field, stem, SIMILAR_WORD_WEIGHT) for field in fields))
