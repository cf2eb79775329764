"""The sources of query expansion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from index.gazetteer import Gazetteer
from index.gazetteer.regions import Regions
from index.text.term_list import TermList
from index.text.thesaurus import NO_FAMILIES, FamilySet
from search.plan.expansion import QueryExpansion
from search.plan.held_concepts import NO_HELD_CONCEPTS, HeldConcepts

Division = tuple[str, str]
"""A country and the code of a division; see `Gazetteer.division`."""


class NamesOfPeople(Protocol):
    """Protocol: the names of the people whom some entry names."""

    def is_name_word(self, word: str) -> bool:
        """Return whether a folded word is one of a person's by which they may be asked for."""
        ...

    def is_name_run(self, words: tuple[str, ...]) -> bool:
        """Return whether folded words, two or more, begin or end a person's name."""
        ...


@dataclass(frozen=True, slots=True)
class ExpansionSources:
    """The sources of query expansion: term list, gazetteer, and the names in the archive."""

    terms: TermList
    gazetteer: Gazetteer
    regions: Regions
    places: frozenset[str]
    """Ids of the places that some entry concerns; no other place is added."""
    people: NamesOfPeople
    """Names of people in the archive."""
    home_country: str
    """ISO 3166-1 code. Every entry concerns it, so that "Italian" is not expanded to it."""
    home_names: frozenset[str] = frozenset()
    """Folded names of the archive's own city and its people; every entry concerns it."""
    years: tuple[int, int] | None = None
    """The first and last year of the entries; None when none is dated."""
    concepts: HeldConcepts = NO_HELD_CONCEPTS
    """The concepts, with what the archive holds of them."""
    families: FamilySet = NO_FAMILIES
    """The families of words that the archive has; only these are related to words of the query."""
    _divided: dict[str, dict[Division, list[str]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """By country, its places by division; filled when a country is first asked for."""
    meanings: dict[tuple[str, tuple[str, ...]], tuple[QueryExpansion, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What words mean, as typed and folded, as far as it was found; see `expanded_words`."""

    def places_in(self, country: str, divisions: Iterable[Division]) -> list[str]:
        """Return the ids of the archive's places in some divisions of a country, ascending.

        Those of a country are looked up once: a gazetteer takes long to tell thousands.
        """
        held = self._divided.get(country)
        if held is None:
            suffix, by_division = f"-{country.lower()}", defaultdict(list)
            for place in self.places:
                if place.endswith(suffix):
                    by_division[self.gazetteer.division(place)].append(place)
            held = self._divided[country] = dict(by_division)
        return sorted(place for division in divisions for place in held.get(division, ()))
