"""Similar entries: those that share people, places, countries, kind and words of the title."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from index.indexing.fields import PARTS, text_field
from index.model.entry import Entry
from index.text.analysis import STEMMED, stems_of, tokenize
from search.evaluate.evaluate import UNIT, evaluate
from search.evaluate.index_reader import IndexReader
from search.highlight.hits import hit_of
from search.highlight.terms import HighlightTerms
from search.plan.tree import AnyOf, Node, Tag, Term
from search.plan.weights import SIMILAR_WEIGHTS, SIMILAR_WORD_WEIGHT
from search.query.query import FacetField
from search.results.results import Hit

_TITLE_WORDS = 12
"""The first words of a title that are compared. Chosen by hand."""


def similar_to(number: int, limit: int, reader: IndexReader) -> tuple[Hit, ...]:
    """Return the entries most similar to this one, best first; equal scores newest first."""
    entry = reader.entry(number)
    scores = np.zeros(reader.entries(), np.int32)
    for node in _shared(entry, reader):
        found = evaluate(node, reader)
        scores[found.entries] += found.scores
    scores[number] = 0
    order = np.argsort(-scores, kind="stable")[:limit]
    return tuple(
        hit_of(reader.entry(int(other)), "orig", HighlightTerms(), int(scores[other]) / UNIT)
        for other in order
        if scores[other]
    )


def _shared(entry: Entry, reader: IndexReader) -> Iterator[Node]:
    """Yield what another entry may have in common with this one, without the City's own people."""
    city = reader.columns.unlisted.get("people", frozenset())
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
