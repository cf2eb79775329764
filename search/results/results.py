"""The results of a query, complete, with no engine object and no HTML inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from search.query.query import FacetField, Query
from search.results.facet_values import Facet
from search.results.hit import Hit
from search.results.understood import QueryCorrection, Understood

TierKind = Literal["all", "corrected", "without", "related"]
"""What the entries of a tier hold: everything asked; everything, with a misspelt word corrected;
everything but some words; or only a part of it."""

SOME_OF = " / "
"""What stands in `Tier.without` between words of which each entry holds some."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Entries that hold the same part of what is asked."""

    kind: TierKind
    total: int
    """How many there are, under the filters; of `related`, how many are shown."""
    without: tuple[str, ...] = ()
    """The words that the entries need not hold, as typed; only for `without`. With SOME_OF between
    words of which each entry holds some."""


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a query. `hits` are one page of `total`; a page past the end is empty.

    They are of the first tier that holds anything; total, facets and exports are of that tier.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    total_without_filters: int
    facets: Mapping[FacetField, Facet]
    understood: Understood
    did_you_mean: QueryCorrection | None
    generation: str
    tiers: tuple[Tier, ...] = ()
    """That of the hits, then perhaps `related`; empty when no entry holds enough."""
    related: tuple[Hit, ...] = ()
    """Entries that are no hits and hold a part of what is asked, best first. Only beside the first
    page of few hits; never counted or exported."""

    @property
    def without(self) -> tuple[str, ...]:
        """The words that the hits need not hold; empty when they hold all."""
        return self.tiers[0].without if self.tiers else ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """Those of `without` that a hit may have none of."""
        return tuple([words for words in self.without if SOME_OF not in words])

    @property
    def some_of(self) -> tuple[tuple[str, ...], ...]:
        """The groups of words of which every hit has some and no hit has all."""
        return tuple([tuple(words.split(SOME_OF)) for words in self.without if SOME_OF in words])

    @property
    def pages(self) -> int:
        """The number of pages, at least 1."""
        return max(1, -(-self.total // self.query.limit))
