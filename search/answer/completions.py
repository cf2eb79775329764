"""The names of a generation by each of their words, for autocomplete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.text.analysis import fold_word, in_stop_list, split_words
from search.answer.vocabulary import NAMED_FACETS, NamedFacet, names_of_value
from search.query.query import FacetField
from search.results.labels import Labels


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A facet value with all its names, those of its labels included."""

    field: NamedFacet
    value: str
    labels: Labels
    names: tuple[str, ...]
    count: int
    """The number of entries that hold it."""


@dataclass(frozen=True, slots=True)
class Completions:
    """The values that have names, and their names by each word."""

    values: tuple[NamedValue, ...]
    suffixes: tuple[tuple[str, int, str], ...]
    """(folded suffix of a name, index into `values`, the name), ascending.

    A suffix begins at any word of the name.
    """


def completions_of(
    counted: Mapping[NamedFacet, Iterable[tuple[str, int]]],
    label: Callable[[FacetField, str], Labels],
) -> Completions:
    """Return the completions of a generation from its facet values with their counts."""
    values = tuple(
        NamedValue(field, value, labels, names_of_value(field, value, labels), count)
        for field in NAMED_FACETS
        for value, count in counted[field]
        for labels in (label(field, value),)
    )
    suffixes = sorted(
        (suffix, number, name)
        for number, one in enumerate(values)
        for name in one.names
        for suffix in word_suffixes(name)
    )
    return Completions(values, tuple(suffixes))


@lru_cache(maxsize=65_536)
def word_suffixes(name: str) -> tuple[str, ...]:
    """Return the folded name from each of its words on, but not from stop words inside.

    Kept beyond a generation, for the next one has nearly the same names: an archive of 30,000
    entries about 60,000, with 100 bytes each.
    """
    words = [word for written in split_words(name)[0] if (word := fold_word(written))]
    return tuple(
        [
            " ".join(words[position:])
            for position, word in enumerate(words)
            if position == 0 or not in_stop_list(word)
        ]
    )
