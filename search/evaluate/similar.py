"""More like this: entries that share people, places, countries and the rarer words of a title."""

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
from search.plan.weights import ALIKE, ALIKE_WORDS
from search.results.results import Hit

_TITLE_WORDS = 12
"""Words of a title that are looked at."""


def similar_to(number: int, limit: int, archive: IndexReader) -> tuple[Hit, ...]:
    """The entries nearest to this one, without itself; ties go to the newest, then by id."""
    entry = archive.entry(number)
    scores = np.zeros(archive.entries(), np.int32)
    for node in _shared(entry, archive):
        found = evaluate(node, archive)
        scores[found.entries] += found.scores
    scores[number] = 0
    order = np.argsort(-scores, kind="stable")[:limit]
    return tuple(
        hit_of(archive.entry(int(other)), "orig", HighlightTerms(), int(scores[other]) / UNIT)
        for other in order
        if scores[other]
    )


def _shared(entry: Entry, archive: IndexReader) -> Iterator[Node]:
    """What another entry may have in common with this one; the City's own people do not count."""
    city = archive.columns.unlisted.get("people", frozenset())
    values: dict[str, list[str]] = {
        "people": [person.id for person in entry.people if person.id not in city],
        "places": [place.id for place in entry.places],
        "country": list(entry.countries),
        "kind": [entry.kind],
    }
    for field, held in values.items():
        for value in dict.fromkeys(held):
            yield Tag(field, value, ALIKE[field])
    title = entry.original
    if title.language in STEMMED:
        fields = [text_field(part, title.language, "published") for part in PARTS]
        tokens = list(tokenize(title.title))[:_TITLE_WORDS]
        for stem in dict.fromkeys(s for t in tokens for s in stems_of(t.text, title.language)):
            yield AnyOf(tuple(Term(field, stem, ALIKE_WORDS) for field in fields))
