"""Similar entries: those about the same, and with the same people, places, countries and kind.

What an entry is about is told by its rarest words, and by the words of the archive that mean about
the same as these. They are looked for when somebody asks, so that the answer is always that of the
present entries, on every engine, and nothing has to be kept up to date.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from index.indexing.fields import text_field
from index.model.entry import Entry, Version
from index.text.analysis import STEMMED, fold_word, in_stop_list, split_words, stems_of
from index.text.analysis.name_keys import name_words
from index.text.thesaurus import FamilySet, load_thesaurus
from search.answer.live_index import LiveIndex
from search.engines.engine import Request
from search.highlight.hits import hit_of
from search.plan.highlight_terms import HighlightTerms
from search.plan.tree import AnyOf, AtLeast, Node, Tag, Term
from search.plan.weighing import UNIT, idf
from search.plan.weights import SIMILAR_MEANING, SIMILAR_PARTS, SIMILAR_WEIGHTS, SIMILAR_WORD_WEIGHT
from search.query.query import FacetField, ReadingLanguage
from search.results.hit import Hit

_LOOKED_AT = 48
"""The first different words of an entry, title before text, of which the rarest are compared."""
_COMPARED = 8
"""The rarest words that others have too."""
_COMMON = 0.1
"""The part of all entries that hold a word by which entries are not similar."""
_FEW = 5
"""Entries that may hold a word that tells, in an archive of any size."""
_MEANING = 4
"""Words of about the same meaning that are looked for with each."""


def similar_to(
    entry: Entry, limit: int, read: ReadingLanguage, index: LiveIndex
) -> tuple[Hit, ...]:
    """Return the entries most similar to this one, best first; equal scores newest first."""
    nodes = (*_shared(entry, index), *same_matter(entry, _LOOKED_AT, _COMPARED, index))
    tree = index.weigh(AtLeast(nodes, 1))
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


def same_matter(entry: Entry, looked_at: int, most: int, index: LiveIndex) -> tuple[Node, ...]:
    """Return nodes for the rarest of the first words of an entry that others have too, at most so
    many.

    The rarer a word, the more it tells, beyond what the engine makes of it.
    """
    key = (entry.id, looked_at, most)
    return index.matters.get(key, lambda: tuple(_same_matter(entry, looked_at, most, index)))


def _same_matter(entry: Entry, looked_at: int, most: int, index: LiveIndex) -> Iterator[Node]:
    entries = index.facts.holdings.entries
    words: dict[tuple[str, str], None] = {}
    for word in (word for version in entry.versions for word in _words(version, entry)):
        words[word] = None
        if len(words) == looked_at:
            break
    nodes = {_own_node(*word): word for word in words}
    index.count_all(nodes)
    rare = [node for node in nodes if 1 < index.count(node) <= max(_FEW, _COMMON * entries)]
    rare.sort(key=index.count)
    for node in rare[:most]:
        weight = SIMILAR_WORD_WEIGHT * idf(index.count(node), entries)
        yield _with_related(*nodes[node], weight, index.facts.families)


def _words(version: Version, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the words that a version was published with, and its language; no names, no stop
    words."""
    if version.origin != "published" or version.language not in STEMMED:
        return
    places = (name for place in entry.places for name in (place.as_written, *place.names.values()))
    names = name_words((*(person.name for person in entry.people), *places))
    for text in (version.title, version.text):
        for word in split_words(text)[0]:
            folded = fold_word(word)
            is_name = folded in names and word[:1].isupper()
            if len(folded) > 2 and folded.isalpha() and not is_name and not in_stop_list(folded):
                yield word, version.language


@lru_cache(maxsize=4_096)
def _own_node(word: str, language: str) -> AnyOf:
    return AnyOf(tuple(_leaves(word, language, 1.0)))


def _leaves(word: str, language: str, weight: float) -> Iterator[Term]:
    """Yield a word's stems in the texts that were published in its language."""
    for part, factor in SIMILAR_PARTS.items():
        for stem in stems_of(word, language):
            yield Term(text_field(part, language, "published"), stem, weight * factor)


def _with_related(word: str, language: str, weight: float, families: FamilySet) -> Node:
    """Return the node of a word with the words of the archive that mean about the same."""
    thesaurus = load_thesaurus()
    leaves = list(_leaves(word, language, weight))
    number = thesaurus.family(fold_word(word))
    if number is not None:
        held = (near for near in thesaurus.related(number) if near in families)
        for near in islice(held, _MEANING):
            family = thesaurus.head(near)
            leaves += _leaves(family.head, family.language, weight * SIMILAR_MEANING)
    return AnyOf(tuple(leaves), constant=True)
