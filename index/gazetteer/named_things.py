"""The words that may be meant by a misspelt one, besides those of the texts: names and terms.

What is listed here may be too much: whether an entry has it is for a search to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from index.gazetteer import load_gazetteer
from index.gazetteer.regions import load_regions
from index.model.entry import READING_LANGUAGES
from index.text.analysis import fold_word, tokenize
from index.text.analysis.name_keys import name_words
from index.text.term_list import load_terms

NamedThingField = Literal["country", "places", "people"]
"""A field whose values have names."""
SHORTEST_WORD = 4
"""Letters of the shortest word that is corrected."""


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A country, a place or a person, and the folded words by which it may be looked for."""

    field: NamedThingField
    value: str
    words: tuple[str, ...]
    """Each word of each name, and what of people's names is written as one."""
    glued: tuple[str, ...]
    """The names of three words and more, by these written as one."""


def names_of(field: NamedThingField, value: str, labels: Iterable[str]) -> tuple[str, ...]:
    """Return the names of a value: its labels, and those of the gazetteer."""
    others: Iterator[str] = iter(())
    if field == "country":
        found = load_gazetteer().names(country=value)
        others = (name.text for name in found if name.kind != "old name")
    elif field == "places":
        others = (name.text for name in load_gazetteer().names(place=value) if name.kind == "name")
    return tuple(dict.fromkeys((*labels, *others)))


def glued_name(name: str) -> str:
    """Return a name of three words or more written as one, folded; "" for a shorter one."""
    words = name.split()
    return fold_word("".join(words)) if len(words) > 2 else ""


def named_thing(field: NamedThingField, value: str, labels: Iterable[str]) -> NamedThing:
    """Return a value with the words of its names."""
    names = names_of(field, value, labels)
    words = {fold_word(token.text) for name in names for token in tokenize(name)}
    if field == "people":
        words |= name_words(names)
    glued = {glued_name(name) for name in names}
    return NamedThing(field, value, tuple(sorted(words - {""})), tuple(sorted(glued - {""})))


def named_things(
    people: Mapping[str, str], places: Mapping[str, tuple[str, ...]]
) -> Iterator[NamedThing]:
    """Yield places and people by their labels."""
    for id, labels in places.items():
        yield named_thing("places", id, labels)
    for id, name in people.items():
        yield named_thing("people", id, (name,))


@cache
def named_countries() -> tuple[NamedThing, ...]:
    """Return all countries."""
    gazetteer = load_gazetteer()
    return tuple(
        named_thing("country", code, [gazetteer.country_name(code, t) for t in READING_LANGUAGES])
        for code in gazetteer.countries()
    )


@cache
def words_of_terms() -> Mapping[str, str]:
    """Return the wordings of one word of the term list, by the word folded."""
    return {
        folded: wording
        for pair in load_terms().pairs
        for wording in (*pair.it, *pair.en)
        if " " not in wording and (folded := fold_word(wording))
    }


@cache
def words_of_regions() -> frozenset[str]:
    """Return the names of one word of all regions, folded."""
    return frozenset(
        fold_word(name.text)
        for region in load_regions()
        for name in region.names
        if name.kind == "name" and " " not in name.text
    )
